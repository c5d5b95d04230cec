"""An incident of the portal: published, and the terms of those who file electronically do not count its three days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from toaan.cases.models import Deadline
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.demo import steps
from toaan.filing import actions as filing
from toaan.rulebook import actions, duties
from toaan.rulebook.models import PortalIncident


@pytest.fixture
def waiting(world, now):
    """A petition through the portal whose fee is due: the petitioner has seven days."""
    petition = steps.examined_petition(world, now)
    filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=now)
    return Deadline.objects.get(petition_id=petition.pk, rule="BLTTDS:195.2", state="open")


def record(world, at, **kw):
    told = {"by": world.viewer("cntt"), "what": "Không nộp được đơn", **kw}
    return actions.record_incident(at=at, **told)


def test_three_days_without_the_portal_are_not_counted_and_the_reader_is_told_why(world, waiting, now):
    before = waiting.due_on
    later = now + timedelta(days=6)
    clock.move_to(later)
    record(world, later, started_at=now + timedelta(days=1), ended_at=later - timedelta(hours=1))
    events.drain()
    waiting.refresh_from_db()
    assert waiting.due_on > before
    assert (waiting.due_on - before).days >= 3
    assert "sự cố Cổng thông tin điện tử" in waiting.explanation["explanation"]
    assert "khoản 3 Điều 9" in waiting.explanation["explanation"]
    after = waiting.due_on
    duties.count_incidents(clock.today(), clock.now())
    waiting.refresh_from_db()
    assert waiting.due_on == after
    assert audit.verify().good


def test_a_change_of_the_calendar_keeps_the_days_of_the_incident(world, waiting, now):
    from toaan.rulebook import recount

    later = now + timedelta(days=6)
    clock.move_to(later)
    record(world, later, started_at=now + timedelta(days=1), ended_at=later)
    events.drain()
    waiting.refresh_from_db()
    rows = Deadline.objects.filter(pk=waiting.pk)
    assert [c.effect for c in recount.changes(rows, recount.Book.now(), reworded=True)] == ["reworded"]


def test_an_incident_solved_sooner_moves_nothing(world, waiting, now):
    before = waiting.due_on
    clock.move_to(now + timedelta(days=3))
    record(
        world, now + timedelta(days=3), started_at=now + timedelta(days=1), ended_at=now + timedelta(days=2)
    )
    events.drain()
    waiting.refresh_from_db()
    assert waiting.due_on == before


def test_officers_limits_and_paper_petitions_go_on(world, now):
    petition = steps.filed_petition(world, now)
    officers = Deadline.objects.get(petition_id=petition.pk)
    before = officers.due_on
    later = now + timedelta(days=6)
    clock.move_to(later)
    record(world, later, started_at=now + timedelta(hours=1), ended_at=later)
    events.drain()
    officers.refresh_from_db()
    assert officers.due_on == before


def test_an_incident_that_goes_on_counts_from_its_third_day(world, waiting, now):
    before = waiting.due_on
    record(world, now + timedelta(days=1), started_at=now + timedelta(hours=1))
    events.drain()
    waiting.refresh_from_db()
    assert waiting.due_on == before
    clock.move_to(now + timedelta(days=4))
    duties.count_incidents(clock.today(), clock.now())
    waiting.refresh_from_db()
    assert waiting.due_on > before


@pytest.mark.parametrize("who", ["president", "judge", "clerk", "plaintiff", "hr_officer"])
def test_only_the_it_officer_records(world, now, request, who):
    with pytest.raises(Refused, match="not_allowed"):
        record(world, now, by=request.getfixturevalue(who), started_at=now - timedelta(hours=1))


@pytest.mark.parametrize(("wrong", "code"), [
    ({"what": " "}, "no_words"), ({"started_at": timedelta(hours=1)}, "future"),
    ({"ended_at": timedelta(hours=-2)}, "ends_before"), ({"ended_at": timedelta(hours=2)}, "future"),
])  # fmt: skip
def test_an_incident_has_words_and_an_order(world, now, wrong, code):
    told = {"started_at": timedelta(hours=-1), **wrong}
    moments = {k: now + v if isinstance(v, timedelta) else v for k, v in told.items()}
    with pytest.raises(Refused, match=f"incident.{code}"):
        record(world, now, **moments)
    assert not PortalIncident.objects.exists()


def test_one_goes_on_at_a_time_and_ends_once(world, it_officer, now):
    made = record(world, now, started_at=now - timedelta(hours=2))
    with pytest.raises(Refused, match="incident.open"):
        record(world, now, started_at=now - timedelta(hours=1))
    actions.end_incident(by=it_officer, incident_id=made.pk, ended_at=now, at=now)
    with pytest.raises(Refused, match="incident.ended"):
        actions.end_incident(by=it_officer, incident_id=made.pk, ended_at=now, at=now)


def test_the_portal_tells_everybody_and_the_page_records_and_ends(world, page, client):
    officer = page("cntt")
    today = timezone.localtime(clock.now())
    typed = {
        "what": "Không đăng nhập được",
        "started_on": f"{today:%d/%m/%Y}",
        "started_time": "0h01",
        "ended_on": "",
        "ended_time": "",
    }
    half = officer.post("/ban/su-co/", {**typed, "ended_on": typed["started_on"]})
    assert half.status_code == 422
    assert "Không đăng nhập được" in half.content.decode()
    assert officer.post("/ban/su-co/", typed).status_code == 302
    for address in ("/", "/su-co/"):
        assert "Không đăng nhập được" in client.get(address).content.decode()
    made = PortalIncident.objects.get()
    now = timezone.localtime(clock.now())
    done = officer.post(
        f"/ban/su-co/{made.pk}/xong/", {"ended_on": f"{now:%d/%m/%Y}", "ended_time": f"{now:%H:%M}"}
    )
    assert done.status_code == 302
    assert page("thuky").get("/ban/su-co/").status_code == 403
