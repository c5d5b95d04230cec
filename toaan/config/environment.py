"""What the environment says: the home folder, the database address, the mode.

`TOAAN_MODE` is one of

- ``practice`` (default): a court for trying things, with a movable clock and demonstration keys;
- ``test``: the same, for the test suite;
- ``production``: refuses to start with anything unsafe (see :func:`refuse_unsafe`).
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

MODES = ("practice", "test", "production")


class UnsafeSettings(SystemExit):
    """The settings would put real cases at risk; the message names every fault at once."""


def mode() -> str:
    """The mode of this installation; an unknown one stops the start."""
    value = os.environ.get("TOAAN_MODE", "practice")
    if value not in MODES:
        raise UnsafeSettings(f"toaan: TOAAN_MODE={value!r} không có; dùng một trong: {', '.join(MODES)}")
    return value


def home() -> Path:
    """Folder of everything that an installation keeps: database, files, index, keys, logs."""
    path = Path(os.environ.get("TOAAN_HOME", "var")).resolve()
    path.mkdir(mode=0o750, parents=True, exist_ok=True)
    return path


def secret_key(folder: Path) -> str:
    """The signing key: from the environment, else made once and kept in a file that only we may read."""
    if key := os.environ.get("TOAAN_SECRET_KEY"):
        return key
    path = folder / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(64)
        file.write(key)
    return key


def cookie_name(purpose: str, folder: Path) -> str:
    """A name for a cookie that no other installation on this machine uses."""
    return f"toaan_{purpose}_{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"


POOL = {"min_size": 1, "max_size": 20, "timeout": 3, "max_idle": 60, "reconnect_timeout": 2}
"""Connections of one process to PostgreSQL, seconds. Every page is served in a thread of its own, so a connection that
waits for its thread would be one more for every page; the server lets a hundred in. Who finds the server away gives up soon
and the next one tries anew: the library's own five minutes would keep everybody out long after it is back."""

SHORT = "-c jit=off -c random_page_cost=1.5 -c max_parallel_workers_per_gather=0"
"""Questions here take milliseconds, and are long: PostgreSQL would compile each anew, which took up to 300 ms of a page. And
what they read lies in memory or on a disk that does not turn: with the standard price of a jump (4) it reads all seats of
all cases there ever were to find those of the cases under way. A second process for one question takes 10–15 ms to start, more
than it spares."""
CALLED = f"toaan-{secrets.token_hex(6)}"
"""What PostgreSQL calls every connection of this process: what lies in its pool is not somebody else."""


REMEMBERED = "PRAGMA cache_size=-65536"
"""Of the database file a connection to SQLite keeps what it has read, 64 MB at most and no longer than it lives. Its own 2 MB are
made for telephones: one page of a court of 70,000 cases reads more, and what it reads again was fetched anew each time."""


def database(folder: Path) -> dict[str, Any]:
    """Django's settings for ``DATABASE_URL`` (sqlite:///PATH or postgresql://…); SQLite in WAL by default.

    IMMEDIATE makes each atomic block take the one write lock at its beginning: a transaction never
    fails half-way because another one began to write.
    """
    url = os.environ.get("DATABASE_URL", "")
    parts = urlsplit(url)
    if parts.scheme in {"", "sqlite"}:
        name = unquote(parts.path[1:]) if url else str(folder / "toaan.sqlite3")
        pragmas = f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; {REMEMBERED}"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
            "TEST": {"NAME": str(folder / "test.sqlite3")},
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        options = f"{SHORT} {query.pop('options', '')}".strip()
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", parts.hostname or ""),
            "PORT": query.pop("port", str(parts.port or "")),
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {**query, "options": options, "application_name": CALLED, "pool": POOL},
        }
    raise UnsafeSettings(
        f"toaan: DATABASE_URL bắt đầu bằng {parts.scheme!r}; dùng sqlite:/// hoặc postgresql://"
    )


def refuse_unsafe(*, debug: bool, hosts: list[str], tls: bool, folder: Path, key_given: bool) -> None:
    """Refuse a production start with DEBUG, open hosts, no TLS, a made-up key or a store that everyone may read.

    Raises:
        UnsafeSettings: naming every fault at once, so that one attempt is enough to mend them.
    """
    faults = []
    if debug:
        faults.append("TOAAN_DEBUG đang bật")
    if not hosts or "*" in hosts:
        faults.append("TOAAN_HOSTS phải ghi rõ tên miền của Tòa án")
    if not tls:
        faults.append("TOAAN_TLS=1 chưa đặt: chỉ chạy sau HTTPS")
    if not key_given:
        faults.append("TOAAN_SECRET_KEY chưa đặt")
    if stat.S_IMODE(folder.stat().st_mode) & stat.S_IRWXO:
        faults.append(f"thư mục {folder} đang mở cho mọi người dùng máy (chmod o-rwx)")
    if faults:
        raise UnsafeSettings("toaan: không khởi động ở chế độ production: " + "; ".join(faults))
