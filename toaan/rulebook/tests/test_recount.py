"""What the preview says is what happens: yesterday's case keeps yesterday's rule, the calendar moves them all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.cases.models import Deadline
from toaan.core import audit, clock, news, rules_in_force
from toaan.core.models import Event
from toaan.demo import searches, steps
from toaan.filing import actions as filing
from toaan.filing.models import FeeNotice
from toaan.judgments.models import AppealPeriod
from toaan.rulebook import actions, queries, recount
from toaan.rulebook.tests.support import EXAMINE, PREPARE, applied, version, year
from toaan.rules.model import RuleRow
from toaan.rules.versions import Fit, fit


def reach_of(row: RuleRow) -> recount.Effects:
    return recount.effects(fit(rules_in_force.rows(row.kind), row))


def state() -> dict[object, tuple[date, bool]]:
    return {d.pk: (d.due_on, d.provisional) for d in Deadline.objects.all()}


@pytest.fixture
def case(world, now):
    return steps.accepted_case(world, now)


def test_the_preview_is_what_happens(world, case, it_officer, president, now):
    """A case accepted after the new rule follows it; the one before keeps its day."""
    late = steps.accepted_case(world, now + timedelta(days=30))
    row = version(PREPARE, (now + timedelta(days=14)).date(), amount=5)
    told = reach_of(row)
    assert [c.deadline.case_id for c in told.of("moved")] == [late.pk]
    assert told.counts["earlier"] == 1
    before = state()
    done = applied(row, by=it_officer, second=president, at=now + timedelta(days=31))
    after = state()
    assert {pk: after[pk][0] for pk in after if after[pk] != before[pk]} == {
        c.deadline.pk: c.after for c in told.of("moved")
    }
    assert done.effects == told.counts
    moved = Deadline.objects.get(case=late, rule=PREPARE)
    assert moved.explanation["limit"]["amount"] == 5
    assert reach_of(row).of("moved") == []


def test_each_deadline_that_moves_says_so_in_its_case(world, case, it_officer, president, now):
    row = version(PREPARE, now.date(), amount=6)
    done = applied(row, by=it_officer, second=president, at=now)
    deadline = Deadline.objects.get(case=case, rule=PREPARE)
    told = Event.objects.get(act="rulebook.recount", case_id=case.pk)
    assert told.because == done.event
    assert f"nay hết {deadline.due_on:%d/%m/%Y}" in told.title
    assert told.shown_to == "court"
    assert audit.verify().good


def test_a_day_off_moves_whatever_passes_over_it_and_the_judge_is_told(world, now, it_officer, president):
    petition = steps.filed_petition(world, now)
    filing.assign_examiner(by=president, petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=now)
    deadline = Deadline.objects.get(petition_id=petition.pk, rule=EXAMINE)
    kept = rules_in_force.rule("holiday", "holiday:2026", date(2026, 1, 1)).value
    row = year(
        2026,
        {**kept["days"], "2026-01-07": "Nghỉ theo quyết định mới"},
        extra=dict(kept["extra_working_days"]),
    )
    before = deadline.due_on
    applied(row, by=it_officer, second=president, at=now + timedelta(hours=1))
    deadline.refresh_from_db()
    assert deadline.due_on > before
    assert "Nghỉ theo quyết định mới" in deadline.explanation["explanation"]
    clock.move_to(now + timedelta(hours=2))
    told = news.visible_to(world.viewer("thamphan")).filter(act="rulebook.recount")
    assert [e.petition_id for e in told] == [petition.pk]


def test_a_year_becomes_definite_once_it_is_announced(world, it_officer, president, now):
    """Until then the date says so; afterwards the same deadline is counted and no longer provisional."""
    autumn = now.replace(year=2026, month=10, day=12)
    case = steps.accepted_case(world, autumn)
    deadline = Deadline.objects.get(case=case, rule=PREPARE)
    assert deadline.due_on.year == 2027
    assert deadline.provisional
    assert "tạm tính" in deadline.explanation["explanation"]
    kept = rules_in_force.rule("holiday", "holiday:2027", date(2027, 1, 1)).value
    days = {**kept["days"], deadline.due_on.isoformat(): "Nghỉ hoán đổi"}
    row = year(2027, days, extra=dict(kept["extra_working_days"]))
    told = reach_of(row)
    assert deadline.pk in {c.deadline.pk for c in told.of("moved")}
    applied(row, by=it_officer, second=president, at=autumn)
    before = deadline.due_on
    deadline.refresh_from_db()
    assert not deadline.provisional
    assert deadline.due_on > before
    assert "tạm tính" not in deadline.explanation["explanation"]
    assert not Deadline.objects.filter(state="open", due_on__year=2027, provisional=True).exists()


def test_a_day_that_a_judge_fixed_stays(world, it_officer, president, judge, now):
    petition = steps.filed_petition(world, now)
    filing.assign_examiner(by=president, petition_id=petition.pk, post_id=judge.post.pk, at=now)
    filing.request_amendment(
        by=judge, petition_id=petition.pk, matters="Ghi rõ lãi suất", due_on=date(2026, 1, 20), at=now
    )
    applied(version("BLTTDS:193.1", date(2025, 7, 1), amount=2), by=it_officer, second=president, at=now)
    deadline = Deadline.objects.get(petition_id=petition.pk, rule="BLTTDS:193.1")
    assert deadline.due_on == date(2026, 1, 20)
    assert "02 tháng" in deadline.explanation["explanation"]


def test_an_extension_that_was_given_stays(world, case, it_officer, president, now):
    from toaan.cases import actions as cases

    deadline = Deadline.objects.get(case=case, rule=PREPARE)
    cases.extend_deadline(by=president, deadline_id=deadline.pk, amount=2, reason="Vụ án phức tạp", at=now)
    applied(version(PREPARE, now.date(), amount=5), by=it_officer, second=president, at=now)
    deadline.refresh_from_db()
    assert deadline.explanation["extended_by"] == 2
    assert deadline.explanation["limit"]["amount"] == 5


def test_an_extension_longer_than_the_new_rule_allows_keeps_its_day_and_is_named(
    world, case, it_officer, president, now
):
    from toaan.cases import actions as cases

    deadline = Deadline.objects.get(case=case, rule=PREPARE)
    cases.extend_deadline(by=president, deadline_id=deadline.pk, amount=2, reason="Vụ án phức tạp", at=now)
    deadline.refresh_from_db()
    extension = {"amount": 1, "unit": "month", "by": "court_president"}
    row = version(PREPARE, now.date(), extension=extension)
    [kept] = reach_of(row).of("kept")
    assert "chỉ được gia hạn" in kept.why
    applied(row, by=it_officer, second=president, at=now)
    due = deadline.due_on
    deadline.refresh_from_db()
    assert deadline.due_on == due


def test_periods_for_appeal_say_the_same_as_their_deadlines(world, it_officer, president, now):
    case = steps.pronounced_case(world, now)
    period = (
        AppealPeriod.objects.filter(judgment__case=case, party__isnull=False).exclude(due_on=None).first()
    )
    last = period.due_on
    kept = rules_in_force.rule("holiday", f"holiday:{last.year}", last).value
    row = year(last.year, {**kept["days"], last.isoformat(): "Nghỉ theo quyết định mới"},
               extra=dict(kept["extra_working_days"]))  # fmt: skip
    at = Event.objects.order_by("-at").first().at
    applied(row, by=it_officer, second=president, at=at)
    period.refresh_from_db()
    deadline = Deadline.objects.get(case=case, party=period.party, rule=period.rule, state="open")
    assert period.due_on == deadline.due_on > last
    assert deadline.explanation["explanation"] in period.explanation
    assert Event.objects.filter(act="rulebook.recount", case_id=case.pk, shown_to="parties").exists()


def test_a_search_notice_ends_on_the_day_that_its_deadline_says(world, it_officer, president, now):
    search = searches.published(world, now)
    last = search.until
    kept = rules_in_force.rule("holiday", f"holiday:{last.year}", last).value
    row = year(last.year, {**kept["days"], last.isoformat(): "Nghỉ theo quyết định mới"},
               extra=dict(kept["extra_working_days"]))  # fmt: skip
    applied(row, by=it_officer, second=president, at=clock.now())
    search.refresh_from_db()
    assert search.until == Deadline.objects.get(case=search.case, rule="BLTTDS:388.2").due_on > last


def test_a_fee_notice_is_never_shortened(world, it_officer, president, judge, now):
    petition = steps.examined_petition(world, now)
    filing.take_jurisdiction(by=judge, petition_id=petition.pk, at=now)
    notice = FeeNotice.objects.get(petition=petition)
    last = notice.due_on
    kept = rules_in_force.rule("holiday", f"holiday:{last.year}", last).value
    row = year(last.year, {**kept["days"], last.isoformat(): "Nghỉ theo quyết định mới"},
               extra=dict(kept["extra_working_days"]))  # fmt: skip
    at = Event.objects.order_by("-at").first().at
    applied(row, by=it_officer, second=president, at=at)
    notice.refresh_from_db()
    later = notice.due_on
    assert later == Deadline.objects.get(petition_id=petition.pk, rule="BLTTDS:195.2").due_on > last
    applied(year(last.year, dict(kept["days"]), extra=dict(kept["extra_working_days"])),
            by=it_officer, second=president, at=at)  # fmt: skip
    notice.refresh_from_db()
    assert Deadline.objects.get(petition_id=petition.pk, rule="BLTTDS:195.2").due_on == last
    assert notice.due_on == later


def test_what_began_in_another_process_meanwhile_is_put_right_the_next_day(
    world, case, it_officer, president, now
):
    done = applied(version(PREPARE, now.date(), amount=6), by=it_officer, second=president, at=now)
    right = Deadline.objects.get(case=case, rule=PREPARE)
    Deadline.objects.filter(pk=right.pk).update(due_on=date(2026, 5, 5))
    assert actions.count_again(proposal_id=done.pk, at=now + timedelta(days=1)) == 1
    assert Deadline.objects.get(pk=right.pk).due_on == right.due_on
    assert actions.count_again(proposal_id=done.pk, at=now + timedelta(days=1)) == 0


def test_counting_costs_the_same_however_many_deadlines(
    world, now, django_assert_max_num_queries, steady_rules
):
    row = version(PREPARE, now.date(), amount=6)
    for number in range(3):
        steps.accepted_case(world, now + timedelta(days=number))
    with django_assert_max_num_queries(3):
        assert len(reach_of(row).of("moved")) == 3


def test_named_is_only_what_one_may_see(world, case, president, it_officer, now):
    change: Fit = fit(rules_in_force.rows("time_limit"), version(PREPARE, now.date(), amount=6))
    assert [c.deadline.case for c in queries.reach(president, change).seen] == [case]
    hidden = queries.reach(it_officer, change)
    assert hidden.seen == []
    assert hidden.effects.counts["moved"] == 1
    assert hidden.courts == [(world.court.name, 1)]
