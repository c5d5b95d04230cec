"""A real PostgreSQL stops and starts again under a running court: a page in words, then all goes on, no process anew."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.bad_input.page_forms import PageForm, forms_of
from tests.journeys.court import FOUND, PASSWORD, free_port, wait_for
from toaan.config import postgres

pytestmark = pytest.mark.chaos
UNDELIVERED = """
import django; django.setup()
from toaan.core.models import EventDelivery, Event, SearchChange
from toaan.core import audit
print(Event.objects.filter(act="filing.record_paper").count(),
      EventDelivery.objects.filter(done_at=None).count(), SearchChange.objects.count(), audit.verify().good)
"""
TYPED = "Cho vay 350 triệu đồng từ năm 2024, nhiều lần hứa trả mà không trả."


class Visitor:
    """A browser without windows: cookies, forms, and answers that are errors too."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, data: dict[str, list[str]] | None = None) -> tuple[int, str, dict[str, str]]:
        body = None if data is None else urllib.parse.urlencode(data, doseq=True).encode()
        request = urllib.request.Request(urllib.parse.urljoin(self.address, path), data=body)  # noqa: S310
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.read().decode(), dict(answer.headers)

    def form(self, html: str, path: str, holds: str) -> PageForm:
        return next(f for f in forms_of(html, path) if holds in f.values)


@contextmanager
def server() -> Iterator[tuple[dict[str, str], Server]]:
    with postgres.cluster() as url:
        folder = Path(urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["host"][0])
        yield {"DATABASE_URL": url}, Server(folder)


class Server:
    """The running PostgreSQL, to be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.again: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        number = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(number, signal.SIGINT)  # "fast": ends the connections
        while (self.folder / "data" / "postmaster.pid").exists():
            time.sleep(0.05)

    def start(self) -> None:
        tools = postgres.programs()
        command = [
            *postgres.as_owner(),
            str(tools / "postgres"),
            "-D",
            str(self.folder / "data"),
            "-k",
            str(self.folder),
        ]
        log = (self.folder / "log2").open("wb")
        self.again = subprocess.Popen(
            [*command, "-h", ""], cwd=self.folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
        ready = [
            str(tools / "psql"),
            "-h",
            str(self.folder),
            "-U",
            postgres.ROLE,
            "-c",
            "select 1",
            postgres.DATABASE,
        ]
        end = time.monotonic() + 60
        while subprocess.run(ready, capture_output=True, check=False).returncode:
            assert time.monotonic() < end, "PostgreSQL did not come back"
            time.sleep(0.1)

    def close(self) -> None:
        if self.again is not None:
            self.again.send_signal(signal.SIGQUIT)
            self.again.wait()


def children(parent: int) -> set[int]:
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found.add(int(status.parent.name))
        except (OSError, IndexError):
            continue
    return found


@pytest.fixture
def court(tmp_path):
    with server() as (given, database):
        port = free_port()
        environment = {
            **os.environ, **given, "TOAAN_HOME": str(tmp_path / "home"), "TOAAN_MODE": "practice",
            "DJANGO_SETTINGS_MODULE": "toaan.config.settings",
        }  # fmt: skip
        (tmp_path / "home").mkdir()
        for words in (["-m", "toaan.cli", "setup-db"], ["-c", FOUND]):
            subprocess.run(
                [sys.executable, *words], env=environment, check=True, timeout=300, capture_output=True
            )
        with (tmp_path / "run.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "toaan.cli", "run", "--no-demo", "--port", str(port)],
                env=environment, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}", process, database, environment
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
            database.close()


def test_the_database_restarts_while_a_clerk_works(court):
    address, process, database, environment = court
    clerk = Visitor(address)
    _status, html, _ = clerk.ask("/tai-khoan/login/")
    sign_in = {"login": ["thuky"], "password": [PASSWORD]}
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    assert clerk.ask("/tai-khoan/login/", {**sign_in, "csrfmiddlewaretoken": [token]})[0] == 200
    status, html, _ = clerk.ask("/ban/don/nhap/")
    assert status == 200
    form = clerk.form(html, "/ban/don/nhap/", "legal_relation")
    sent = {
        **form.values, "kind": ["DS"], "channel": ["counter"], "legal_relation": ["Đòi tài sản"], "facts": [TYPED],
        "value_kind": ["none"], "value": [""], "plaintiffs-0-name": ["Hoàng Thị Lan Chi"],
        "plaintiffs-0-kind": ["person"], "plaintiffs-0-address": ["Xã Sông Thanh"],
        "defendants-0-kind": ["person"], "defendants-0-name": ["Vũ Đức Thịnh"],
        "defendants-0-address": ["Xã Yên Khê"], "claims-0-text": ["Trả lại xe"],
    }  # fmt: skip
    before = children(process.pid)
    assert len(before) == 3

    database.stop()
    status, html, headers = clerk.ask("/ban/don/nhap/", sent)
    assert status == 503 and int(headers["Retry-After"]) > 0, html
    assert TYPED in html and "Gửi lại" in html
    assert clerk.ask("/")[0] in (200, 503)
    assert clerk.ask("/healthz")[0] == 503
    time.sleep(5)  # long enough for a process that cannot wait to die
    database.start()

    resent = clerk.form(html, "/ban/don/nhap/", "legal_relation")
    assert resent.values["facts"] == [TYPED]
    status, html, _ = clerk.ask(resent.action, resent.values)
    assert status == 200 and "Hoàng Thị Lan Chi" in html, html[:3000]
    assert children(process.pid) == before, "a process died"
    end = time.monotonic() + 60
    while True:
        said = subprocess.run(
            [sys.executable, "-c", UNDELIVERED], env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        if said == ["1", "0", "0", "True"]:
            break
        assert time.monotonic() < end, said
        time.sleep(0.5)
