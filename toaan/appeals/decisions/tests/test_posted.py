"""An appeal against a decision that was posted in time and comes when the decision is in effect (273.3, 282.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.appeals import actions as appeals
from toaan.appeals.decisions import actions
from toaan.appeals.models import FileDemand, FileTransfer
from toaan.books.told import learn
from toaan.cases.models import Case
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.course import duties
from toaan.course.models import Challenge, CourseDecision
from toaan.course.tests.helpers import discontinued, moment, resumed, suspended
from toaan.delivery.models import Service
from toaan.demo import decision_appeals as way
from toaan.demo import people, request_steps, strike_steps
from toaan.judgments.tests.test_late import proof

from .test_late import paid, refused, wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


def posted(decision, **other) -> appeals.Posted:
    scan = StoredFile.objects.first()
    party = decision.case.parties.get(user__username="nguyendon")
    said = {
        "party_id": party.pk, "part_ids": (), "ground": "Không đồng ý.", "posted_on": decision.periods.get(party=party).due_on,
        "arrived_on": clock.today(), "paper": scan, "envelope": scan,
    }  # fmt: skip
    return appeals.Posted(**(said | other))


def taken(world, decision, who="chanhan", **other):
    return appeals.take_posted_decision(
        by=world.viewer(who), decision_id=decision.pk, what=posted(decision, **other), at=clock.now()
    )


def test_the_decision_is_not_in_effect_any_more_and_goes_up_as_if_in_time(world, now):
    people.staff_province(world)
    decision = way.missed(world, discontinued(world, now), now)
    before = decision.effective_on
    challenge = taken(world, decision)
    decision.refresh_from_db()
    assert before is not None and decision.effective_on is None
    assert (challenge.channel, challenge.received_on) == ("post", challenge.period.due_on)
    case = Case.objects.get(pk=decision.case_id)
    assert case.state == "discontinued"
    (told,) = learn(world.viewer("thuky"), [case.number]).of_case(case, "take_posted_challenge")
    assert f"{before:%d/%m/%Y}" in told.data["why"] and told.data["lifted"] == before.isoformat()
    events.drain()
    service = Service.objects.get(case=case, kind="decision_lifted_notice")
    assert {"Nguyên đơn", "Bị đơn", "Viện kiểm sát cùng cấp"} <= {
        r.capacity for r in service.recipients.all()
    }
    assert service.sha256
    duties.settle_effect(clock.today(), clock.now())
    assert CourseDecision.objects.get(pk=decision.pk).effective_on is None, "challenged: not in effect again"
    paid(world, Challenge.objects.select_related("period__decision__case").get())
    transfer = actions.send_up(by=world.viewer("thuky"), decision_id=decision.pk, at=clock.now())
    assert transfer.to_court == world.province
    assert audit.verify().good


def test_a_settled_request_is_open_again(world):
    people.staff_province(world)
    case = request_steps.ruled(world, moment("2026-03-02"))
    ruling = CourseDecision.objects.select_related("case").get(case=case, kind="ruling")
    ruling = way.missed(world, ruling, clock.now())
    assert Case.objects.get(pk=case.pk).state == "effective"
    taken(world, ruling)
    assert Case.objects.get(pk=case.pk).state == "judged"
    events.drain()
    assert "Người yêu cầu" in {
        r.capacity for r in Service.objects.get(kind="decision_lifted_notice").recipients.all()
    }
    paid(world, Challenge.objects.select_related("period__decision__case").get())
    actions.send_up(by=world.viewer("thuky"), decision_id=ruling.pk, at=clock.now())
    assert FileTransfer.objects.get().decision_id == ruling.pk


def test_what_does_not_show_the_day_is_refused_and_nothing_is_kept(world, now):
    decision = way.missed(world, discontinued(world, now), now)
    today = clock.today()
    for said, code in (
        ({"posted_on": today}, "appeal.late"),
        ({"posted_on": decision.decided_on - timedelta(days=1)}, "appeal.bad_day"),
        ({"arrived_on": today + timedelta(days=1)}, "posted.bad_arrival"),
        ({"envelope": None}, "posted.no_envelope"),
        ({"ground": " "}, "appeal.no_ground"),
    ):
        with pytest.raises(Refused) as found:
            taken(world, decision, **said)
        assert found.value.code == code
    for who in ("thuky", "thamphan", "nguyendon", "chanhan.tinh"):
        with pytest.raises(Refused) as found:
            taken(world, decision, who=who)
        assert found.value.code == "not_allowed", who
    decision.refresh_from_db()
    assert decision.effective_on is not None and not Challenge.objects.exists()


def test_once_and_only_while_the_decision_stands_in_effect(world, now):
    fresh = discontinued(world, now)
    with pytest.raises(Refused, match="posted.not_settled"):
        appeals.take_posted_decision(
            by=world.viewer("chanhan"), decision_id=fresh.pk, what=posted(fresh, posted_on=fresh.decided_on), at=clock.now()
        )  # fmt: skip
    decision = way.missed(world, fresh, now)
    late = {
        "by": world.viewer("nguyendon"),
        "decision_id": decision.pk,
        "wish": wish(decision),
        "at": clock.now(),
    }
    appeals.file_late_appeal(**late)
    with pytest.raises(Refused, match="appeal.already"):
        taken(world, decision)


def test_a_suspension_that_was_ended_is_past(world, now):
    decision = way.missed(world, suspended(world, now), now)
    resumed(world, decision.case, clock.now())
    with pytest.raises(Refused) as found:
        taken(world, decision)
    assert found.value.code in {"late_appeal.past", "wrong_state"}


def test_the_page_of_the_president(world, now, page):
    decision = way.missed(world, discontinued(world, now), now)
    url = reverse("appeals:take_posted_decision", args=[decision.case_id, decision.pk])
    tab = reverse("course:case", args=[decision.case_id])
    president = page("chanhan")
    assert url in president.get(tab).text and url not in page("thuky").get(tab).text
    assert page("thuky").get(url).status_code == 403
    assert "được ghi có hiệu lực" in president.get(url).text
    party = decision.case.parties.get(user__username="nguyendon")
    today = clock.today()
    sent = {
        "party": str(party.pk), "how": "post", "posted_on": f"{today:%d/%m/%Y}", "arrived_on": f"{today:%d/%m/%Y}",
        "ground": "Không đồng ý việc đình chỉ.",
    }  # fmt: skip
    late = president.post(url, {**sent, "envelope": proof()})
    assert late.status_code == 422 and "quá hạn" in late.text and "Không đồng ý việc đình chỉ." in late.text
    due = decision.periods.get(party=party).due_on
    assert (
        president.post(url, {**sent, "posted_on": f"{due:%d/%m/%Y}", "envelope": proof()}).status_code == 302
    )
    assert refused(
        appeals.take_posted_decision, by=world.viewer("chanhan"), decision_id=decision.pk, what=posted(decision), at=clock.now()
    ) == "posted.not_settled"  # fmt: skip


def test_the_court_above_hears_of_a_strike_whose_appeal_came_by_post(world):
    people.staff_province(world)
    case = strike_steps.decided(world, moment("2026-03-02"))
    ruling = way.missed(world, strike_steps.ruling_of(case), clock.now())
    assert ruling.effective_on and not FileDemand.objects.exists()
    taken(world, ruling)
    assert FileDemand.objects.get().decision_id == ruling.pk  # 413.1
