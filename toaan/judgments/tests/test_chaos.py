"""A power cut between number and signature loses nothing: the number stays, signing goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
import django
django.setup()
from datetime import datetime, UTC
from django.core.management import call_command
from toaan.core import rules_in_force
from toaan.demo import people
from toaan.judgments.models import Judgment
from toaan.judgments.tests import thread

now = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
if sys.argv[1] == "first":
    call_command("migrate", verbosity=0)
    rules_in_force.load_first(people.SINCE)
    world = people.found()
    thread.signed(world, now)
else:
    from toaan.core import audit, files, signatures
    from toaan.core.models import IssuedNumber, User
    from toaan.core.viewer import Viewer
    from toaan.judgments import actions
    judgment = Judgment.objects.get()
    assert judgment.state == "numbered", judgment.state
    assert judgment.signed_sha256 == ""
    post = judgment.case.assignments.get(role="presiding").post
    judgment = actions.sign(by=Viewer(user=post.user, post=post), judgment_id=judgment.pk, at=now)
    assert judgment.number.text == "01/2026/DS-ST"
    assert IssuedNumber.objects.filter(register="judgment:DS").count() == 1
    assert signatures.verify(files.read(judgment.signed_sha256)).valid
    assert audit.verify().good
    print("done")
"""


@pytest.mark.chaos
@pytest.mark.parametrize(
    "point", ["judgments.number:after-commit", "judgments.sign:recorded", "judgments.sign:before-commit"]
)
def test_killed_between_number_and_signature_it_goes_on(tmp_path: Path, point: str):
    environment = {
        **os.environ, "TOAAN_HOME": str(tmp_path), "TOAAN_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "toaan.config.settings",
    }  # fmt: skip
    environment.pop("DATABASE_URL", None)

    def run(stage: str, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-c", SCRIPT, stage], env={**environment, **more}, capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip

    killed = run("first", TOAAN_KILL_AT=point)
    assert killed.returncode == -9, killed.stderr[-2000:]
    resumed = run("second")
    assert resumed.stdout.strip() == "done", resumed.stderr[-2000:]
