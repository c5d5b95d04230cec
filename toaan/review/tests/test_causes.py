"""Why a judgment or decision came back amended or quashed: noted by itself, stated by leaders, corrected, counted in the draw."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from toaan.appeals.tests import thread
from toaan.cases import queries as cases
from toaan.cases import workload
from toaan.cases.models import Assignment
from toaan.core import actions as core
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.together import answered
from toaan.core.viewer import SYSTEM
from toaan.core.waiting import waiting_for
from toaan.course.models import CourseDecision
from toaan.demo import decision_appeals, reviews, steps
from toaan.judgments.models import Judgment
from toaan.review import actions, integrity, queries
from toaan.review.models import Reversal
from toaan.rules.assignment import reversed_since
from toaan.statistics.judges import Judge

LIST = "review:reversals"
AT_FAULT = {"subjective": True, "reason": "Không triệu tập người có quyền lợi.", "seen": None}


def code_of(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


@pytest.fixture
def came_back(world, judgment, at) -> Reversal:
    """A judgment of "thamphan" was quashed by the committee of judges for a new trial."""
    reviews.decided(world, reviews.of_procuracy(world, judgment, at), at)
    return Reversal.objects.get(judgment=judgment)


def state(by, made, **change):
    return actions.state_cause(by=by, reversal_id=made.pk, at=clock.now(), **{**AT_FAULT, **change})


def titles(viewer) -> list[str]:
    return [one.act for one in waiting_for(viewer)]


def counted(judge, day: date) -> int:
    return answered([workload.reversed_of([judge.user_id], day)])[0][judge.user_id]


def test_what_the_committee_quashed_waits_for_its_cause(world, judgment, came_back):
    assert (came_back.outcome, came_back.subjective) == ("quashed", None)
    assert came_back.judge == judgment.signer and came_back.decided_on == clock.today()
    assert came_back.proceeding is not None and came_back.above is None
    assert Event.objects.get(act="review.note_reversal").shown_to == "nobody"
    assert "review.state_cause" in titles(world.viewer("chanhan")) and audit.verify().good
    for who in ("thamphan", "thuky", "chanhan.tinh"):
        assert "review.state_cause" not in titles(world.viewer(who)), who


def test_what_the_committee_kept_does_not(world, judgment, at):
    reviews.decided(world, reviews.of_procuracy(world, judgment, at), at, "kept")
    assert not Reversal.objects.exists()


@pytest.mark.parametrize(("second", "outcome"), [
    ("upheld", ""), ("amended", "amended"), ("remitted", "quashed"), ("ended", "quashed"),
])  # fmt: skip
def test_what_comes_back_from_second_instance(world, now, quick_paper, second, outcome):
    above = thread.judged(world, now, {2: second})
    made = Reversal.objects.filter(above=above.case).first()
    assert (made.outcome if made else "") == outcome
    if made:
        below = Judgment.objects.get(case=above.case.origin_id)
        assert (made.judgment, made.judge, made.proceeding) == (below, below.signer, None)


@pytest.mark.parametrize(("above", "outcome"), [("upheld", ""), ("cancelled", "quashed")])
def test_what_comes_back_of_a_decision(world, now, above, outcome):
    from toaan.course.tests.helpers import discontinued, moment

    decision = discontinued(world, moment("2026-01-05"))
    decision_appeals.reviewed(world, decision, clock.now(), above)
    made = Reversal.objects.filter(decision=decision).first()
    assert (made.outcome if made else "") == outcome
    if made:
        assert made.judge == CourseDecision.objects.get(pk=decision.pk).signer and made.above is not None
        assert str(made.ruling) in str(made)


def test_a_leader_states_the_cause_once_and_the_court_alone_reads_it(world, page, came_back):
    president = world.viewer("chanhan")
    cause = state(president, came_back)
    came_back.refresh_from_db()
    assert (came_back.subjective, cause.post, str(cause)) == (True, world.posts["chanhan"], "Chủ quan")
    event = Event.objects.get(act="review.state_cause")
    assert event.shown_to == "court" and "Ghi nguyên nhân bản án bị hủy, sửa: chủ quan" in event.title
    assert "review.state_cause" not in titles(president)
    told = page("nguyendon").get(f"/vu-an/{came_back.case_id}/").content.decode()
    assert AT_FAULT["reason"] not in told and "chủ quan" not in told


def test_a_later_statement_corrects_and_both_stay(world, page, came_back):
    first = state(world.viewer("chanhan"), came_back)
    state(world.viewer("phochanhan"), came_back, subjective=False, reason="Có tình tiết mới.", seen=first.pk)
    came_back.refresh_from_db()
    assert came_back.subjective is False and came_back.causes.count() == 2
    shown = page("chanhan").get(reverse("review:reversal", args=[came_back.pk])).content.decode()
    assert AT_FAULT["reason"] in shown and "(đã sửa)" in shown and "Có tình tiết mới." in shown
    assert Event.objects.filter(act="review.state_cause").order_by("at").last().title.startswith("Sửa")


def test_what_is_refused(world, came_back):
    president = world.viewer("chanhan")
    for who in ("thamphan", "thamphan2", "thuky", "chanhan.tinh", "cntt"):
        assert code_of(state, world.viewer(who), came_back) == "not_allowed", who
    assert code_of(state, president, came_back, reason=" ") == "cause.no_reason"
    first = state(president, came_back)
    # the deputy had the page open at the same time and has not read what was stated
    assert code_of(state, world.viewer("phochanhan"), came_back) == "cause.changed"
    assert code_of(state, president, came_back, seen=first.pk) == "cause.same"
    assert came_back.causes.count() == 1


def test_nothing_is_stated_of_what_did_not_come_back(world, judgment, at):
    with pytest.raises(Refused) as refused:
        actions.state_cause(by=world.viewer("chanhan"), reversal_id=judgment.pk, at=at, **AT_FAULT)
    assert refused.value.status == 404


def test_nobody_judges_his_own_fault_while_another_leader_can(world, came_back):
    Reversal.objects.update(judge=world.posts["phochanhan"])
    deputy = world.viewer("phochanhan")
    assert code_of(state, deputy, came_back) == "cause.own"
    assert "review.state_cause" not in titles(deputy)
    core.end_post(by=SYSTEM, post_id=world.posts["chanhan"].pk, on=clock.now(), at=clock.now())
    assert "review.state_cause" in titles(deputy), "nobody else can"
    assert state(deputy, came_back).subjective


def test_the_draw_counts_the_subjective_ones_of_a_year(world, judgment, came_back):
    judge, day = judgment.signer, came_back.decided_on
    assert counted(judge, day) == 0
    first = state(world.viewer("chanhan"), came_back)
    last = date(day.year + 1, day.month, day.day)
    assert counted(judge, day) == counted(judge, last - timedelta(days=1)) == 1
    assert counted(judge, last) == 0 and counted(world.posts["thamphan2"], day) == 0
    other = steps.opened_case(world, clock.now())
    judges = cases.judges_of(other.court_id, clock.now())
    shown = {c.id: c.reversed for c in cases.candidates(other, judges, clock.today())}
    assert shown.pop(str(judge.pk)) == 1 and set(shown.values()) == {0}
    state(world.viewer("chanhan"), came_back, subjective=False, reason="Chứng cứ mới.", seen=first.pk)
    assert counted(judge, day) == 0


def test_a_year_before_a_leap_day():
    assert reversed_since(date(2028, 2, 29)) == date(2027, 2, 28)


def test_the_pages_of_the_leaders(world, page, came_back, django_assert_max_num_queries):
    one = reverse("review:reversal", args=[came_back.pk])
    president = page("chanhan")
    president.get(reverse(LIST))
    with django_assert_max_num_queries(12):
        shown = president.get(reverse(LIST)).content.decode()
    assert one in shown and "Chưa ghi nguyên nhân" in shown
    assert page("thamphan").get(reverse(LIST)).status_code == page("thamphan").get(one).status_code == 403
    assert one not in page("chanhan.tinh").get(reverse(LIST)).content.decode()
    assert page("chanhan.tinh").get(one).status_code == 404
    typed = {"cause": "chu-quan", "reason": "Vi phạm thủ tục.", "seen": ""}
    bad = president.post(one, {**typed, "cause": ""})
    assert bad.status_code == 422 and "Vi phạm thủ tục." in bad.content.decode()
    assert president.post(one, typed).status_code == 302
    assert president.post(one, typed).status_code == 422  # pressed twice
    with django_assert_max_num_queries(12):
        shown = president.get(one).content.decode()
    assert "Sửa nguyên nhân" in shown and "Vi phạm thủ tục." in shown
    assert "Đã ghi nguyên nhân" in president.get(reverse(LIST)).content.decode()


def test_the_figures_of_the_leaders_name_them_and_lead_to_them(
    world, page, judgment, came_back, django_assert_max_num_queries
):
    figures, visitor, mine = reverse("statistics:judges"), page("chanhan"), str(judgment.signer.pk)

    def of_judge(who=visitor, **query):
        rows = who.get(figures, query).context["judges"]
        return next((judge, urls["changed"]) for judge, urls in rows if judge.post_id == mine)

    assert of_judge()[0].changed == 0 and of_judge()[1] == ""
    state(world.viewer("chanhan"), came_back)
    judge, url = of_judge()
    assert (judge.changed, judge.resolved, judge.changed_rate) == (1, 1, "100,00 %")
    shown = visitor.get(url)
    assert list(shown.context["page_obj"]) == [came_back] and "Xem tất cả" in shown.content.decode()
    assert of_judge(nam=str(came_back.decided_on.year - 1))[0].changed == 0
    elsewhere = url.replace(mine, str(world.posts["thamphan3"].pk))
    assert list(visitor.get(elsewhere).context["page_obj"]) == []
    assert visitor.get(f"{reverse(LIST)}?tham_phan=x&tu=y&den=z").status_code == 200
    with django_assert_max_num_queries(12):
        visitor.get(figures)


def test_the_rate_is_against_what_was_resolved():
    one = Judge("a", "An", 0, 0, 0, 145, None, (0,) * 12, changed=1)
    assert one.changed_rate == "0,69 %" and Judge("a", "An", 0, 0, 0, 0, None, (0,) * 12).changed_rate == ""


def test_the_night_finds_what_nobody_stated(world, came_back):
    from toaan.core.integrity import Asked

    def found(days: int) -> list[str]:
        day = came_back.decided_on + timedelta(days=days)
        asked = Asked(came_back.case.court, day, clock.now(), {"stuck": 30})
        return [one.url for one in integrity.no_cause(asked)]

    assert found(30) == [] and found(31) == [reverse("review:reversal", args=[came_back.pk])]
    state(world.viewer("chanhan"), came_back)
    assert found(31) == []


def test_what_came_back_before_there_were_causes_is_taken_from_its_events(world, came_back):
    kept = Reversal.objects.values().get()
    Reversal.objects.all().delete()
    import_module("toaan.review.migrations.0006_reversals_of_before").fill(apps, None)
    again = Reversal.objects.values().get()
    same = {*kept} - {"id", "recorded_at"}
    assert {key: again[key] for key in same} == {key: kept[key] for key in same}
    assert queries.reversals(world.viewer("chanhan")).exists()
    assert Assignment.objects.filter(post=again["judge_id"]).exists()
