"""A court whose database and originals lie on a small disk that fills up.

    unshare --mount python -m tests.bad_input.full_disk HOME

Mounts its own small disk (seen by this process alone), so it needs to be root or to have a user namespace.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOM = "24m"


def mount(home: Path) -> tuple[Path, Path]:
    """The small disk, and the ballast that fills it."""
    disk = home / "disk"
    disk.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "toaan-test", str(disk)], check=True)
    return disk, disk / "ballast"


def fill(ballast: Path) -> None:
    """Write until nothing more fits."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def main() -> None:
    """Prints what each step answered, as JSON."""
    home = Path(sys.argv[1])
    disk, ballast = mount(home)
    os.environ.update(
        TOAAN_HOME=str(home), TOAAN_MODE="test", DATABASE_URL=f"sqlite:///{disk}/toaan.sqlite3",
        DJANGO_SETTINGS_MODULE="toaan.config.settings",
    )  # fmt: skip
    (home / "static").mkdir()
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    settings.TOAAN_FILES, settings.TOAAN_INCOMING = disk / "files", disk / "incoming"
    setup_test_environment()
    print(json.dumps(walk(disk, ballast), ensure_ascii=False))


def walk(disk: Path, ballast: Path) -> dict[str, Any]:
    """Hand in and write down while the disk is full, and again when there is room."""
    from datetime import UTC, datetime

    from django.core.management import call_command
    from django.db import connection
    from django.urls import reverse

    from tests.bad_input.test_twice import sign_in
    from tests.bad_input.walk import rows
    from toaan.core import audit, clock, rules_in_force
    from toaan.demo import people, steps
    from toaan.filing.tests.helpers import upload

    now = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    call_command("migrate", verbosity=0)
    rules_in_force.load_first(people.SINCE)
    clock.move_to(now)
    court = people.found()
    case, petition = steps.accepted_case(court, now), steps.examined_petition(court, now)
    party, judge = sign_in(court, "bidon"), sign_in(court, "thamphan")
    party.raise_request_exception = judge.raise_request_exception = False
    paper = upload("sao-ke.pdf", _paper())
    hand_in = reverse("filing:submit_document", args=[case.pk])
    amend = reverse("filing:step", args=[petition.pk, "yeu-cau-sua-doi"])
    words = {"matters": "Ghi rõ ngày giao tiền đặt cọc và người chứng kiến.", "due_on": "20/01/2026"}
    before, seen = rows(), {}

    def press(name: str) -> None:
        paper.seek(0)
        got = party.post(hand_in, {"title": "Bản sao kê ngân hàng", "uploads": [paper]})
        seen[f"{name} hand-in"] = [got.status_code, got.content.decode()]
        got = judge.post(amend, words)
        seen[f"{name} act"] = [got.status_code, got.content.decode()]

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else the log has room of its own for a while
        cursor.execute("PRAGMA busy_timeout = 300")
    fill(ballast)
    press("full")
    ballast.unlink()
    other = sqlite3.connect(disk / "toaan.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    press("locked")
    other.execute("ROLLBACK")
    other.close()
    seen["same rows"] = rows() == before
    seen["left over"] = [str(p) for p in (disk / "files" / "tmp").iterdir()]
    press("room")
    seen["audit"] = audit.verify().problems
    return seen


def _paper() -> bytes:
    from toaan.engines.pdf.tests.test_inspection import a_pdf

    return a_pdf() + os.urandom(300_000)


if __name__ == "__main__":
    main()
