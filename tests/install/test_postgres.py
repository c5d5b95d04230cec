"""The throw-away PostgreSQL server: there for one command, gone after it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from toaan.config import postgres

HELPER = [sys.executable, "-m", "toaan.config.postgres", "--"]
CONNECT = """
import os, sys, psycopg
url = os.environ["DATABASE_URL"]
with psycopg.connect(url) as connection:
    connection.execute("create table t (x int)")
print(url, flush=True)
"""


def folder_of(url: str) -> Path:
    return Path(parse_qs(urlsplit(url.strip()).query)["host"][0])


def test_the_command_gets_a_database_and_its_exit_code_counts() -> None:
    command = [*HELPER, sys.executable, "-c", CONNECT + "sys.exit(7)"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stderr
    assert not folder_of(done.stdout).exists()


def test_a_stopped_command_takes_its_server_with_it() -> None:
    command = [*HELPER, sys.executable, "-c", CONNECT + "import time; time.sleep(60)"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    folder = folder_of(process.stdout.readline())
    server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 128 + signal.SIGTERM
    process.stdout.close()
    time.sleep(0.1)
    assert not folder.exists()
    assert not Path(f"/proc/{server}").exists()


def test_no_command_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert postgres.main(["--"]) == 2
    assert "cách dùng" in capsys.readouterr().err


def test_a_missing_server_is_one_line_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(postgres.shutil, "which", lambda _: None)
    monkeypatch.setattr(postgres, "DEBIAN", Path("/khong-co"))
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        assert postgres.main(["--", "true"]) == 1
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert "apt-get install postgresql-15" in capsys.readouterr().err
