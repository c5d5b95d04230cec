"""A throw-away PostgreSQL server for one command.

    python -m toaan.config.postgres -- COMMAND…

Starts a fresh cluster that listens on a socket in a temporary folder only, sets `DATABASE_URL` for the
command, and removes everything when the command ends, however it ends. Not for real cases: it trusts
everyone who reaches the socket and does not wait for the disk.

Exit code: the command's own; 1 when no server could be started.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from toaan.config import supervisor

OWNER = "postgres"  # the server refuses to run as root
ROLE = DATABASE = "toaan"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
START_SECONDS = 30.0
DEBIAN = Path("/usr/lib/postgresql")


class Unavailable(Exception):
    """No server here; the message says what to install or what went wrong."""


def programs() -> Path:
    """Folder of `initdb` and `postgres`: on PATH, or the newest of Debian's folders, one per version.

    Raises:
        Unavailable: when PostgreSQL's server is not installed.
    """
    if found := shutil.which("initdb"):
        folder = Path(found).resolve().parent
        if (folder / "postgres").exists():
            return folder
    versions = [p.parent for p in DEBIAN.glob("*/bin/initdb")]
    if not versions:
        raise Unavailable("không thấy máy chủ PostgreSQL; cài bằng: apt-get install postgresql-15")
    return max(versions, key=lambda folder: int(folder.parent.name))


def as_owner() -> list[str]:
    """Prefix of every server command: ends with us, and never runs as root."""
    prefix = ["setpriv", "--pdeathsig", "QUIT"]
    if os.geteuid() == 0:
        prefix += [f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups"]
    return [*prefix, "--"]


@contextmanager
def cluster() -> Iterator[str]:
    """A running server with an empty database; yields its `DATABASE_URL`.

    Raises:
        Unavailable: when it cannot be installed, initialised or started.
    """
    tools = programs()
    folder = Path(tempfile.mkdtemp(prefix="toaan-pg-"))
    data, log = folder / "data", folder / "log"
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        make = [
            "-D",
            str(data),
            "-U",
            ROLE,
            "-A",
            "trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]
        made = subprocess.run(
            [*as_owner(), str(tools / "initdb"), *make],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise Unavailable(f"initdb không chạy được: {made.stderr.strip()}")
        settings = [word for setting in FAST for word in ("-c", setting)]
        command = [
            *as_owner(),
            str(tools / "postgres"),
            "-D",
            str(data),
            "-k",
            str(folder),
            "-h",
            "",
            *settings,
        ]
        with log.open("wb") as sink:
            # A session of its own: Ctrl-C is for the command, the server ends after it.
            server = subprocess.Popen(
                command,
                cwd=folder,
                stdout=sink,
                stderr=sink,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        try:
            wait_until_ready(server, tools, folder, log)
            yield f"postgresql://{ROLE}@/{DATABASE}?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_ready(server: subprocess.Popen[bytes], tools: Path, folder: Path, log: Path) -> None:
    """Wait for the server, then create the database in it."""
    create = [str(tools / "createdb"), "-h", str(folder), "-U", ROLE, DATABASE]
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if subprocess.run(create, cwd=folder, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.05)
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
    raise Unavailable("PostgreSQL không khởi động được: " + " | ".join(last))


def run(command: Sequence[str]) -> int:
    """Run a command with a throw-away database; returns its exit code (128 + n for a signal n)."""
    stopped = 0

    def note(number: int, _: FrameType | None) -> None:
        nonlocal stopped
        stopped = number
        if process is not None:
            process.send_signal(number)

    process: subprocess.Popen[bytes] | None = None
    signal.signal(signal.SIGTERM, note)
    # The terminal sends Ctrl-C to the command as well: wait for it, then clean up.
    signal.signal(signal.SIGINT, lambda *_: None)
    with cluster() as url:
        if stopped:
            return 128 + stopped
        process = subprocess.Popen(
            command,
            env=os.environ | {"DATABASE_URL": url},
            preexec_fn=supervisor.tie_to_parent(),  # noqa: PLW1509
        )
        code = process.wait()
    return 128 - code if code < 0 else code


def main(arguments: Sequence[str]) -> int:
    command = list(arguments[1:]) if arguments[:1] == ["--"] else list(arguments)
    if not command:
        print("toaan: cách dùng: python -m toaan.config.postgres -- LỆNH…", file=sys.stderr)
        return 2
    try:
        return run(command)
    except Unavailable as fault:
        print(f"toaan: {fault}", file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"toaan: không có chương trình {error.filename}", file=sys.stderr)
        return 127


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
