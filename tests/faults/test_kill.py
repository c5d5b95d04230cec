"""A power cut in the middle of an act leaves the act wholly done or not done at all, never half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.chaos

PRELUDE = """
import django; django.setup()
from datetime import datetime, timezone
from toaan.core import audit, events, setup
from toaan.demo import people, steps
AT = datetime(2026, 1, 5, 2, 0, tzinfo=timezone.utc)
world = people.standing
"""


class Machine:
    """A court on a machine whose power can be cut at a named point."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.run("setup.prepare(lambda *_: None); people.found()")

    def run(self, program: str, *, kill_at: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program in a process of its own; with `kill_at` it must die by SIGKILL at that point."""
        environment = {
            **os.environ,
            "TOAAN_HOME": str(self.home),
            "TOAAN_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "toaan.config.settings",
            "DATABASE_URL": f"sqlite:///{self.home / 'court.sqlite3'}",
            "TOAAN_KILL_AT": kill_at,
        }
        done = subprocess.run(
            [sys.executable, "-c", PRELUDE + program],
            env=environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        expected = -signal.SIGKILL if kill_at else 0
        assert done.returncode == expected, done.stderr[-3000:]
        return done


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


ACCEPT = """
from toaan.filing import actions as filing
from toaan.filing.models import Petition
petition = Petition.objects.get()
filing.accept(by=world().viewer("thuky"), petition_id=petition.pk, at=AT)
"""


@pytest.mark.parametrize(
    "point", ["cases.open:recorded", "filing.accept:recorded", "filing.accept:before-commit"]
)
def test_a_power_cut_while_accepting_leaves_no_number_and_no_case(machine, point):
    machine.run("steps.fee_paid_petition(world(), AT)")
    machine.run(ACCEPT, kill_at=point)
    machine.run(
        "from toaan.cases.models import Case; from toaan.core.models import IssuedNumber\n"
        "assert Case.objects.count() == 0\n"
        "assert not IssuedNumber.objects.filter(register__startswith='acceptance').exists()\n"
        "assert audit.verify().good, audit.verify().problems\n"
    )
    machine.run(
        ACCEPT + "\nfrom toaan.cases.models import Case\nassert str(Case.objects.get()) == '01/2026/TLST-DS'"
    )


def test_a_power_cut_right_after_the_act_keeps_it_and_its_consequences(machine):
    machine.run("steps.fee_paid_petition(world(), AT)")
    machine.run(ACCEPT, kill_at="filing.accept:after-commit")
    machine.run(
        "from toaan.cases.models import Case; from toaan.delivery.models import Service\n"
        "case = Case.objects.get()\n"
        "assert Service.objects.count() == 0\n"
        "events.drain()\n"
        "assert Service.objects.filter(case=case, kind='acceptance_notice').count() == 1\n"
        "events.drain()\n"
        "assert Service.objects.filter(case=case, kind='acceptance_notice').count() == 1\n"
        "assert audit.verify().good\n"
    )


def test_a_worker_killed_in_the_middle_of_a_consequence_does_it_once_in_the_end(machine):
    machine.run("steps.accepted_case(world(), AT)")
    machine.run("events.drain()", kill_at="delivery.order:before-commit")
    machine.run(
        "from toaan.core.worker import requeue_left_behind\n"
        "from toaan.delivery.models import Service, ServiceRecipient\n"
        "events.drain(); events.drain()\n"
        "assert Service.objects.filter(kind='acceptance_notice').count() == 1\n"
        "rows = list(ServiceRecipient.objects.values_list('service', 'party'))\n"
        "assert len(rows) == len(set(rows))\n"
        "assert audit.verify().good\n"
    )
