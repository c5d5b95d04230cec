"""A step that is written again leaves what the acts left; one that could come out otherwise is played anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from tests import replay
from toaan.cases.models import Case
from toaan.core import audit, files
from toaan.core.models import Event
from toaan.demo import steps


def rows() -> dict[str, list[tuple]]:
    """Every row of every table of the court."""
    tables = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("toaan.")]
    return {m._meta.label: sorted(m.objects.order_by().values_list(), key=repr) for m in tables}


def papers() -> set[str]:
    folder = Path(settings.TOAAN_FILES)
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def anew(world):
    """Plays a step, and hands back what it gave; everything it did is undone before the next."""
    begun = replay.COURT.state

    def play(step, *args):
        replay.COURT.state = begun
        replay.number_from(replay.COURT.first)
        mark = transaction.savepoint()
        found = step(world, *args), rows(), papers(), replay.COURT.state
        transaction.savepoint_rollback(mark)
        Path(settings.TOAAN_CLOCK).unlink(missing_ok=True)
        for name in found[2]:
            (Path(settings.TOAAN_FILES) / name).unlink()
        return found

    return play


def test_rows_files_and_the_answer_are_those_of_the_acts(anew, now):
    replay.COURT.known.clear()
    played = anew(steps.trial_decided_case, now)
    again = anew(steps.trial_decided_case, now)
    assert len(replay.COURT.known) > 1, "the steps inside are known by themselves"
    assert again[1:] == played[1:]
    assert (again[0].pk, again[0].state, again[0].court.code) == (
        played[0].pk,
        played[0].state,
        "TAND-ST-KV3",
    )
    assert played[2], "papers were laid down"


def test_what_was_written_again_can_be_worked_on(world, now):
    case = steps.assigned_case(world, now)
    assert audit.verify().good
    for event in Event.objects.filter(case_id=case.pk).exclude(documents=[]):
        assert all(files.read(document["sha256"]) for document in event.documents)


def test_after_something_else_was_written_steps_are_played(world, now):
    steps.assigned_case(world, now)
    assert replay.COURT.state
    Case.objects.update(claims=["Việc khác"])
    assert not replay.COURT.state
    known = len(replay.COURT.known)
    steps.assigned_case(world, now)
    assert len(replay.COURT.known) == known


def test_who_puts_something_in_the_way_of_a_step_shares_with_nobody(world, monkeypatch):
    assert not replay.COURT.state


def test_a_row_that_differs_is_another_argument(world, now):
    case = steps.opened_case(world, now)
    before = replay._told(case)
    case.claims = ["Việc khác"]
    assert replay._told(case) != before
