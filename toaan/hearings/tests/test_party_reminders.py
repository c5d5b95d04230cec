"""Parties with accounts are reminded of sittings and of their own limits: in the portal and by a letter, each step once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from toaan.cases.models import Deadline, Party
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.demo import steps
from toaan.filing import actions as filing
from toaan.hearings import actions, duties, party_reminders
from toaan.hearings.models import PartyReminder

from .helpers import at_hour, session


def night(day: str) -> list[tuple[str, str, str]]:
    """The duty of one night, and what it told: (user name, kind, step)."""
    before = set(PartyReminder.objects.values_list("pk", flat=True))
    moment = timezone.make_aware(datetime.fromisoformat(f"{day}T00:30"))
    clock.move_to(moment)
    duties.remind_parties(date.fromisoformat(day), moment)
    new = PartyReminder.objects.exclude(pk__in=before).select_related("user")
    return sorted((r.user.username, r.subject.split(":")[0], r.step) for r in new)


@pytest.fixture
def case(world, now):
    """Both sides have accounts; no limit of a party runs, a session is set for Tuesday 27 January."""
    found = steps.assigned_case(world, now)
    assert found.parties.get(role="plaintiff").user_id == world.users["nguyendon"].pk
    Party.objects.filter(pk=found.parties.get(role="defendant").pk).update(user=world.users["bidon"])
    session(world, found, at=now, starts=at_hour("2026-01-27", 8))
    events.drain()
    mail.outbox.clear()
    Deadline.objects.filter(owner="party").update(state="met")
    return found


def test_a_sitting_is_told_each_step_once_in_the_portal_and_by_mail(world, case, page):
    assert night("2026-01-19") == []
    assert night("2026-01-20") == [("bidon", "hearing", "before:5"), ("nguyendon", "hearing", "before:5")]
    assert night("2026-01-20") == [] and night("2026-01-21") == []
    events.drain()
    assert sorted(m.to[0] for m in mail.outbox) == ["bidon@thu.example", "nguyendon@thu.example"]
    assert all("1 phiên sắp mở" in m.subject and case.legal_relation not in m.body for m in mail.outbox)
    shown = page("nguyendon").get(reverse("portal:mine")).text
    assert "Tòa án nhắc bạn" in shown and "27/01/2026" in shown
    assert "Tòa án nhắc bạn" not in page("nguoila").get(reverse("portal:mine")).text
    assert night("2026-01-26") == [("bidon", "hearing", "before:1"), ("nguyendon", "hearing", "before:1")]
    assert audit.verify().good


def test_an_own_limit_is_told_to_who_has_it_and_not_when_it_is_met(world, now, case):
    party = case.parties.get(role="defendant")
    row = Deadline.objects.filter(owner="party").first() or Deadline.objects.first()
    Deadline.objects.filter(pk=row.pk).update(
        owner="party",
        party=party,
        case=case,
        petition_id=None,
        state="open",
        due_on=date(2026, 1, 23),
        court=case.court,
    )
    assert night("2026-01-19") == []
    assert ("bidon", "deadline", "before:3") in night("2026-01-20")
    assert not PartyReminder.objects.filter(
        user=world.users["nguyendon"], subject__startswith="deadline"
    ).exists()
    Deadline.objects.filter(pk=row.pk).update(state="met")
    assert ("bidon", "deadline", "before:1") not in night("2026-01-22")
    assert not any(r.subject.startswith("deadline") for r in party_reminders.still_there(
        party_reminders.standing(world.viewer("bidon"))))  # fmt: skip


def test_the_petitioner_is_told_that_the_advance_is_due(world, now):
    petition = steps.examined_petition(world, now)
    filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=now)
    due = Deadline.objects.get(petition_id=petition.pk, owner="party", state="open")
    day = due.due_on - timedelta(days=1)
    assert ("nguyendon", "deadline") in {told[:2] for told in night(f"{day}")}


def test_a_sitting_called_off_is_not_told_and_leaves_the_portal(world, now, case):
    night("2026-01-20")
    hearing = case.hearings.get()
    actions.call_off(by=SYSTEM, hearing_id=hearing.pk, reason="Hoãn", at=clock.now())
    assert night("2026-01-26") == []
    assert party_reminders.still_there(party_reminders.standing(world.viewer("nguyendon"))) == []


def test_who_left_the_case_is_not_reminded_and_nothing_is_told_twice(world, now, case):
    Party.objects.filter(case=case, role="defendant").update(left_on=date(2026, 1, 15), left_why="Tách")
    assert night("2026-01-20") == [("nguyendon", "hearing", "before:5")]
    row = PartyReminder.objects.get()
    again = party_reminders.Item(
        row.subject, row.title, row.step, row.falls_on, row.case_id, None, row.starts_at
    )
    with pytest.raises(Refused, match="remind.nothing"):
        actions.remind_party(
            by=SYSTEM,
            user_id=row.user_id,
            court_id=row.court_id,
            told=[again],
            on=clock.today(),
            at=clock.now(),
        )
    with pytest.raises(Refused, match="not_allowed"):
        actions.remind_party(
            by=world.viewer("thuky"), user_id=row.user_id, court_id=row.court_id, told=[again], on=clock.today(), at=clock.now()
        )  # fmt: skip
