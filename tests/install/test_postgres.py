"""The throw-away PostgreSQL server: there for one command, gone after it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from toaan.config import environment, postgres

HELPER = [sys.executable, "-m", "toaan.config.postgres", "--"]
CONNECT = """
import os, sys, psycopg
url = os.environ["DATABASE_URL"]
with psycopg.connect(url) as connection:
    connection.execute("create table t (x int)")
print(url, flush=True)
"""

MANY = """
import threading, django; django.setup()
from django.db import close_old_connections, connection
asked = threading.Barrier(81)
def page():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    close_old_connections()  # as at the end of every request
    asked.wait(30)
    asked.wait(30)
threads = [threading.Thread(target=page) for _ in range(80)]
for thread in threads: thread.start()
asked.wait(30)
with connection.cursor() as cursor:
    cursor.execute("select count(*) from pg_stat_activity where datname = current_database()")
    print(cursor.fetchone()[0])
    cursor.execute("show jit")
    print(cursor.fetchone()[0])
connection.close(); connection.close_pool(); asked.wait(30)
"""

AWAY = """
import os, subprocess, django; django.setup()
from urllib.parse import parse_qs, urlsplit
from django.db import OperationalError, connection
from toaan.config import postgres
folder = parse_qs(urlsplit(os.environ["DATABASE_URL"]).query)["host"][0]
as_owner = [word for word in postgres.as_owner() if word not in ("--pdeathsig", "QUIT")]
def server(*words):
    command = [*as_owner, str(postgres.programs() / "pg_ctl"), "-D", f"{folder}/data", *words]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
def ask():
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return "served"
    except OperationalError:
        return "away"
    finally:
        connection.close()
print(ask())
server("stop", "-m", "immediate")
print(*{ask() for _ in range(6)})
server("start", "-w", "-l", f"{folder}/again", "-o", f"-k {folder} -h ''")
print(ask())
server("stop", "-m", "immediate")
"""

BESIDE = """
import os, psycopg, threading, django; django.setup()
from django.db import connection
from toaan.cli import presence
with connection.cursor() as cursor:
    cursor.execute("select 1")
def ask():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    connection.close()  # back into the pool, open
thread = threading.Thread(target=ask); thread.start(); thread.join()
print(presence.others() or "nobody")
with psycopg.connect(os.environ["DATABASE_URL"]):
    print(presence.others())
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


def test_eighty_threads_that_served_a_page_keep_no_eighty_connections(tmp_path: Path) -> None:
    """Each page has a thread of its own: one connection left behind by each would shut everybody else out.

    Nor does any of them compile questions: that took longer than to answer them.
    """
    settings = {
        "DJANGO_SETTINGS_MODULE": "toaan.config.settings",
        "TOAAN_HOME": str(tmp_path),
        "TOAAN_MODE": "test",
    }
    done = subprocess.run(
        [*HELPER, sys.executable, "-c", MANY], env=os.environ | settings, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    connections, compiler = done.stdout.split()
    assert int(connections) <= environment.POOL["max_size"]
    assert compiler == "off"


def test_the_first_page_after_an_outage_is_served(tmp_path: Path) -> None:
    settings = {
        "DJANGO_SETTINGS_MODULE": "toaan.config.settings",
        "TOAAN_HOME": str(tmp_path),
        "TOAAN_MODE": "test",
    }
    done = subprocess.run(
        [*HELPER, sys.executable, "-c", AWAY], env=os.environ | settings, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.stdout.split() == ["served", "away", "served"], done.stderr[-2000:]


def test_who_resets_a_court_is_not_told_of_the_connections_of_the_own_pool(tmp_path: Path) -> None:
    where = {"TOAAN_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "toaan.config.settings"}
    command = [*HELPER, sys.executable, "-c", BESIDE]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **where}
    )
    assert done.stdout.splitlines() == ["nobody", "1 kết nối khác"], done.stderr


def test_options_that_the_address_gives_stand_beside_ours(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://toaan@db/toaan?options=-c%20work_mem%3D64MB&sslmode=require"
    )
    options = environment.database(tmp_path)["OPTIONS"]
    assert options["options"] == f"{environment.SHORT} -c work_mem=64MB"
    assert options["sslmode"] == "require"


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
