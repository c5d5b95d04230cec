"""Who works on the data of this installation now: processes of this machine, other connections to its database."""

from __future__ import annotations

import fcntl
from typing import IO

_held: list[IO[str]] = []


def announce() -> None:
    """Say, until this process ends, that it works on the data."""
    from toaan.config import environment

    file = (environment.home() / "running.lock").open("a")
    fcntl.flock(file, fcntl.LOCK_SH)
    _held.append(file)


def others() -> str:
    """Who else works on the data, in words; empty when nobody does."""
    from django.db import connection

    from toaan.config import environment

    path = environment.home() / "running.lock"
    if path.exists():
        with path.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return "hệ thống"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> %s",
                [environment.CALLED],
            )
            if (count := cursor.fetchone()[0]) > 0:
                return f"{count} kết nối khác"
    return ""
