"""A whole court for a browser test: the real supervisor, web, worker and search writer, a real Chromium."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import psycopg
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PASSWORD = "Thu-nghiem-2026"
"""That of `toaan.demo.people`, said here so that a script may drive a court without being one."""
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]
FOUND = """
import django; django.setup()
from toaan.core.models import Court
from toaan.demo import people
Court.objects.exists() or people.found()
"""


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Court:
    """The running court, and the people in front of it."""

    home: Path
    address: str
    environment: dict[str, str]
    browser: Browser
    script: bool = True
    """Whether the browsers of this court run JavaScript."""
    pages: dict[str, Page] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    """What the scene that was played first said of itself."""

    def set_clock(self, text: str) -> datetime:
        """Move the practice clock to "dd/mm/yyyy HH:MM" in Vietnam."""
        moment = datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=HANOI)
        self.toaan("clock", "set", moment.isoformat())
        return moment

    def toaan(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the console command in this court."""
        return subprocess.run(
            [sys.executable, "-m", "toaan.cli", *words],
            env=self.environment, capture_output=True, text=True, check=check, timeout=120,
        )  # fmt: skip

    def visitor(self, phone: bool = False) -> Page:
        """Somebody who is not signed in."""
        size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
        context: BrowserContext = self.browser.new_context(
            viewport=size, locale="vi-VN", accept_downloads=True, java_script_enabled=self.script
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    def person(self, username: str, phone: bool = False) -> Page:
        """The page of a person, signed in through the sign-in form the first time."""
        if username not in self.pages:
            page = self.visitor(phone)
            page.goto(f"{self.address}/tai-khoan/login/")
            page.fill("[name=login]", username)
            page.fill("[name=password]", PASSWORD)
            page.click("main button.govuk-button")
            page.wait_for_url(re.compile(r"/(ban|ca-nhan)/"))
            self.pages[username] = page
        return self.pages[username]

    def open(self, page: Page, path: str) -> int:
        """Go to a path of this court; the status of the answer."""
        answer = page.goto(f"{self.address}{path}")
        assert answer is not None
        return answer.status

    def until(self, page: Page, what: Locator, *, seconds: float = 30) -> None:
        """Reload until something the worker brings about can be seen."""
        end = time.monotonic() + seconds
        while True:
            if what.count() and what.first.is_visible():
                return
            if time.monotonic() > end:
                raise AssertionError(f"{what} never came; page says: {page.inner_text('main')[:1500]}")
            time.sleep(0.5)
            page.reload()


@contextmanager
def own_browser() -> Iterator[Browser]:
    """A Chromium, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def running(
    home: Path, *, script: bool = True, browser: Browser | None = None, scene: str = ""
) -> Iterator[Court]:
    """Start the court in `home`, one newly founded where the folder is empty, and a browser unless one is lent.

    What was started is stopped at the end.
    `scene` names one of `tests.journeys.scenes`, played before the doors open.
    """
    new = not any(home.iterdir())
    with own_database(_first_court()[1] if new else "") as database:
        if new:
            shutil.copytree(_first_court()[0], home, dirs_exist_ok=True)
        yield from _run(home, database, script=script, browser=browser, scene=scene)


@contextmanager
def own_database(like: str = "") -> Iterator[dict[str, str]]:
    """The variable that names a database: on a PostgreSQL server one made for this court and dropped after it.

    Without a server a court keeps its SQLite in its own folder, and nothing need be said.

    Args:
        like: name of the database that it is a copy of; an empty one otherwise.
    """
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield {}
        return
    name = _create(server, like)
    try:
        yield {"DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl()}
    finally:
        _drop(server, name)


def _create(server: str, like: str) -> str:
    name = f"court_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
    return name


def _drop(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@cache
def _first_court() -> tuple[Path, str]:
    """Folder and database of a court that was founded and never opened: all others of this run begin as copies of it."""
    folder = Path(tempfile.mkdtemp(prefix="toaan-first-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = os.environ.get("DATABASE_URL", "")
    name = ""
    if server.startswith("postgres"):
        name = _create(server, "")
        atexit.register(_drop, server, name)
        server = urlsplit(server)._replace(path=f"/{name}").geturl()
    environment = _environment(folder, {"DATABASE_URL": server} if name else {})
    for words in (["-m", "toaan.cli", "setup-db"], ["-c", FOUND]):
        subprocess.run([sys.executable, *words], env=environment, check=True, timeout=300)
    return folder, name


def _environment(home: Path, database: dict[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        **database,
        "TOAAN_HOME": str(home),
        "TOAAN_MODE": "practice",
        "DJANGO_SETTINGS_MODULE": "toaan.config.settings",
    }


def _run(
    home: Path, database: dict[str, str], *, script: bool, browser: Browser | None, scene: str
) -> Iterator[Court]:
    port = free_port()
    environment = _environment(home, database)
    told = _play(scene, environment) if scene else {}
    log = (home / "run.log").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "toaan.cli", "run", "--no-demo", "--port", str(port)],
        env=environment, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        with nullcontext(browser) if browser else own_browser() as at_hand:
            yield Court(home, address, environment, at_hand, script, told=told)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def _play(scene: str, environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.scenes", scene],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    """Until the court answers; say at once when it died."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the court stopped with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the court never answered")


def web_process(home: Path) -> int:
    """The process that serves pages, a child of the supervisor: by the children that the kernel lists."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = status.read_bytes().split(b"\0")
            variables = (status.parent / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"--fd" in words and b"web" in words and f"TOAAN_HOME={home}".encode() in variables:
            return int(status.parent.name)
    raise AssertionError("no web process")


def wait_for_web(address: str, seconds: float = 60) -> None:
    """Until pages are served again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("pages are not served again")
