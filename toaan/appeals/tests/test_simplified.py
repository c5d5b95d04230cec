"""An appealed case of simplified procedure: one judge above, the shorter terms, judgment and result (BLTTDS 322–324)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.appeals import actions, compose, panel
from toaan.appeals.tests.thread import AFTER, appealed, day, paid, room, settled
from toaan.cases import actions as cases
from toaan.cases.models import Case, Deadline
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.course import actions as course
from toaan.course import grounds
from toaan.course.actions import wishes
from toaan.hearings import actions as hearings
from toaan.judgments import actions as judgments

pytestmark = pytest.mark.usefixtures("quick_paper")
TODAY = date(2026, 3, 2)


@pytest.fixture
def case(world, now) -> Case:
    """Tried below by simplified procedure, appealed, accepted above, drawn to a judge."""
    judgment = appealed(world, now)
    Case.objects.filter(pk=judgment.case_id).update(procedure="simplified")
    paid(world, judgment, now)
    settled(judgment)
    transfer = actions.send_up(by=world.viewer("thuky"), judgment_id=judgment.pk, at=day(AFTER, 10))
    made = actions.accept(by=world.viewer("thuky.tinh"), transfer_id=transfer.pk, at=day(AFTER, 11))
    president = world.viewer("chanhan.tinh")
    cases.draw_judge(by=president, case_id=made.pk, at=day(AFTER, 12))
    made.assignments.filter(role="presiding").update(post=world.posts["thamphan.tinh"])
    cases.assign_clerk(by=president, case_id=made.pk, post_id=world.posts["thuky.tinh"].pk, at=day(AFTER, 12))
    return Case.objects.get(pk=made.pk)


def _plan(world, on: date) -> hearings.TrialPlan:
    return hearings.TrialPlan(room_id=room(world).pk, starts_at=day(on, 8), ends_at=day(on, 11))


def test_one_judge_tries_it_within_the_shorter_terms(world, case):
    judge = world.viewer("thamphan.tinh")
    assert (case.proceeding, panel.others(case, TODAY)) == ("simplified_appeal", 0)
    assert case.origin.judgment.appeals.get().advance.amount == 150_000  # NQ 326 art. 7.4: half
    open_rules = {d.rule: d.due_on for d in Deadline.objects.filter(case=case, state="open")}
    assert open_rules["BLTTDS:323.1"] == date(2026, 3, 27)
    assert "BLTTDS:286.1" not in open_rules
    with pytest.raises(Refused) as refused:
        others = [world.posts["thamphan2.tinh"].pk, world.posts["thamphan3.tinh"].pk]
        actions.assign_panel(
            by=world.viewer("chanhan.tinh"), case_id=case.pk, post_ids=others, at=day(AFTER, 13)
        )
    assert refused.value.code == "wrong_state"
    with pytest.raises(Refused) as refused:  # 324.1: 15 days
        hearings.decide_trial(
            by=judge, case_id=case.pk, plan=_plan(world, date(2026, 3, 20)), at=day(AFTER, 14)
        )
    assert refused.value.code == "hearing.too_late"

    made = hearings.decide_trial(
        by=judge, case_id=case.pk, plan=_plan(world, date(2026, 3, 12)), at=day(AFTER, 14)
    )
    rules = set(Deadline.objects.filter(case=case).values_list("rule", flat=True))
    assert {"BLTTDS:324.1", "BLTTDS:323.2"} <= rules and not rules & {"BLTTDS:286.2", "BLTTDS:292.2"}
    hearing = made.hearing
    at = hearing.starts_at
    clock.move_to(at)
    marks = {p.pk: hearings.Mark(attendance="present") for p in hearing.participations.all()}
    hearings.record_attendance(by=world.viewer("thuky.tinh"), hearing_id=hearing.pk, marks=marks, at=at)
    hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=at)
    hearings.close_debate(by=judge, hearing_id=hearing.pk, at=at + timedelta(hours=1))
    part = case.origin.judgment.parts.get(order=2)
    actions.rule(by=judge, case_id=case.pk, outcomes={part.pk: "upheld"}, at=day(date(2026, 3, 12), 10))
    draft = compose.first_draft(Case.objects.get(pk=case.pk), on=date(2026, 3, 12))
    assert "điểm a khoản 6 Điều 324" in draft.basis[0]
    filled = type(draft).from_json(_filled(draft.as_json()))
    at = day(date(2026, 3, 12), 11)
    saved = judgments.save_draft(by=judge, case_id=case.pk, content=filled, revision=0, at=at)
    number = judgments.number(
        by=judge, case_id=case.pk, revision=saved.revision, dated=date(2026, 3, 12), at=at
    )
    judgments.sign(by=judge, judgment_id=number.pk, at=at)
    done = judgments.pronounce(by=judge, judgment_id=number.pk, at=at)
    events.drain()
    below = Case.objects.get(pk=case.origin_id)
    assert (done.effective_on, below.state) == (date(2026, 3, 12), "effective")
    assert below.judgment.effect.parts.get(part=part).effective_on == date(2026, 3, 12)


def test_new_circumstances_lead_to_the_ordinary_procedure_with_a_panel(world, case):
    """323.4: the term of preparation begins anew, and three judges sit."""
    ground = next(iter(grounds.of_ordinary(TODAY)))
    wish = wishes.ToOrdinary(ground=ground.key, reason="Phát sinh tình tiết mới cần xác minh.")
    clock.move_to(day(TODAY))
    course.to_ordinary(by=world.viewer("thamphan.tinh"), case_id=case.pk, wish=wish, at=day(TODAY))
    case = Case.objects.get(pk=case.pk)
    assert (case.proceeding, case.state, panel.others(case, TODAY)) == ("second_instance", "preparing", 2)
    open_rules = {d.rule: d.due_on for d in Deadline.objects.filter(case=case, state="open")}
    assert open_rules["BLTTDS:286.1"] == date(2026, 5, 4) and "BLTTDS:323.1" not in open_rules


def _filled(value):
    if isinstance(value, str):
        return value.replace("…", "không có gì thêm")
    return (
        [_filled(one) for one in value]
        if isinstance(value, list)
        else {k: _filled(v) for k, v in value.items()}
    )
