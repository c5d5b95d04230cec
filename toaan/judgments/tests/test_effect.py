"""Periods and effect, part by part (BLTTDS 273, 280, 282): counted by the rules, whatever day the work is done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from toaan.cases.models import Case, Deadline, Party
from toaan.core import audit
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.judgments import actions, duties
from toaan.judgments.actions.challenge import Intake
from toaan.judgments.models import Effect, PartEffect
from toaan.judgments.periods import Presence
from toaan.judgments.tests.thread import deliberating, judge_of, pronounced

pytestmark = pytest.mark.usefixtures("quick_paper")
D = date

# Pronounced on Monday 05/01/2026: fifteen days end on Tuesday 20/01, one month on Thursday 05/02.
PRESENT = Presence(hearing=True, pronouncement=True)
LEFT = Presence(hearing=True, pronouncement=False)
EXCUSED = Presence(hearing=True, pronouncement=False, good_reason=True)
ABSENT = Presence(hearing=False, pronouncement=False)


def day(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(7)))


def settle(on: date) -> None:
    duties.settle_effect(on, day(on))


@pytest.mark.parametrize(
    ("presence", "due", "article"),
    [
        (PRESENT, D(2026, 1, 20), "273.1"),
        (LEFT, D(2026, 1, 20), "273.1"),
        (EXCUSED, None, "273.1"),
        (ABSENT, None, "273.1"),
    ],
    ids=["present", "left without reason", "left with good reason", "absent from the hearing"],
)
def test_the_period_of_a_party(world, now, presence, due, article):
    case = deliberating(world, now)
    defendant = case.parties.get(role=Party.Role.DEFENDANT)
    judgment = pronounced(world, now, case=case, presence={defendant.pk: presence})
    period = judgment.periods.get(party=defendant)
    assert period.due_on == due
    assert "khoản 1 Điều 273" in period.explanation
    running = case.deadlines.filter(owner=Deadline.Owner.PARTY, party=defendant)
    assert [d.due_on for d in running] == ([due] if due else [])


def test_both_procuracies_have_their_own_period(world, now):
    judgment = pronounced(world, now, procurator=True)
    assert {p.level: p.due_on for p in judgment.periods.filter(party=None)} == {
        "same": D(2026, 1, 20), "higher": D(2026, 2, 5),
    }  # fmt: skip
    owners = judgment.case.deadlines.filter(owner=Deadline.Owner.PROCURACY).values_list("rule", "due_on")
    assert set(owners) == {("BLTTDS:280.1", D(2026, 1, 20)), ("BLTTDS:280.1#tren", D(2026, 2, 5))}


def test_without_a_procurator_the_protest_waits_for_the_receipt(world, now):
    judgment = pronounced(world, now, procurator=False)
    assert set(judgment.periods.filter(party=None).values_list("due_on", flat=True)) == {None}


def test_nobody_appeals_all_parts_take_effect_after_the_month_of_the_higher_procuracy(world, now):
    judgment = pronounced(world, now)
    for on in (D(2026, 1, 21), D(2026, 2, 5)):
        settle(on)
        assert not Effect.objects.exists()
    settle(D(2026, 2, 6))
    judgment.refresh_from_db()
    assert Case.objects.get(pk=judgment.case_id).state == "effective"
    assert judgment.effective_on == D(2026, 2, 6)
    assert {p.effective_on for p in PartEffect.objects.all()} == {D(2026, 2, 6)}
    why = PartEffect.objects.first().explanation
    assert "Viện kiểm sát cấp trên trực tiếp" in why and "khoản 2 Điều 282" in why
    event = Event.objects.get(act="judgments.take_effect")
    assert (event.data["effective_on"], event.data["judgment_id"]) == ("2026-02-06", str(judgment.pk))
    assert not judgment.case.deadlines.filter(
        owner__in=[Deadline.Owner.PARTY, Deadline.Owner.PROCURACY], state=Deadline.State.OPEN
    ).exists()
    assert audit.verify().good


def test_days_missed_are_caught_up_and_a_second_run_changes_nothing(world, now):
    judgment = pronounced(world, now)
    settle(D(2026, 3, 20))
    settle(D(2026, 3, 20))
    settle(D(2026, 3, 21))
    judgment.refresh_from_db()
    assert judgment.effective_on == D(2026, 2, 6)
    assert Event.objects.filter(act="judgments.take_effect").count() == 1


def test_one_part_appealed_the_others_take_effect_and_the_case_stays(world, now):
    judgment = pronounced(world, now)
    case = judgment.case
    plaintiff = case.parties.get(role=Party.Role.PLAINTIFF)
    second = judgment.parts.get(order=2)
    actions.record_appeal(
        by=world.viewer("nguyendon"), judgment_id=judgment.pk, party_id=plaintiff.pk, part_ids=[second.pk],
        ground="Bị đơn có lỗi hoàn toàn nên phải chịu phạt cọc.", at=now + timedelta(days=3),
    )  # fmt: skip
    settle(D(2026, 2, 6))
    assert list(PartEffect.objects.values_list("part__order", "effective_on")) == [
        (1, D(2026, 2, 6)), (2, None), (3, D(2026, 2, 6)),
    ]  # fmt: skip
    assert plaintiff.name in PartEffect.objects.get(part=second).explanation
    judgment.refresh_from_db()
    assert judgment.effective_on is None
    assert Case.objects.get(pk=case.pk).state == "judged"
    assert not Event.objects.filter(act="judgments.take_effect").exists()
    closed = Event.objects.get(act="judgments.close_periods")
    assert "phần 1 của quyết định, phần 3 của quyết định" in closed.title


def test_a_protest_of_the_whole_judgment_leaves_no_part_in_effect(world, now):
    judgment = pronounced(world, now)
    actions.record_protest(
        by=world.viewer("thuky"), judgment_id=judgment.pk, level="higher", number="05/QĐKNPT",
        part_ids=[p.pk for p in judgment.parts.all()], received_on=D(2026, 2, 4), ground="Vi phạm tố tụng.",
        at=day(D(2026, 2, 4)),
    )  # fmt: skip
    settle(D(2026, 2, 6))
    assert set(PartEffect.objects.values_list("effective_on", flat=True)) == {None}
    assert Case.objects.get(pk=judgment.case_id).state == "judged"


def test_an_absent_party_holds_everything_back_until_the_judgment_reaches_him(world, now):
    case = deliberating(world, now)
    defendant = case.parties.get(role=Party.Role.DEFENDANT)
    judgment = pronounced(world, now, case=case, presence={defendant.pk: ABSENT})
    settle(D(2026, 3, 1))
    assert not Effect.objects.exists()
    row = judgment.periods.get(party=defendant)
    actions.record_receipt(
        by=SYSTEM, judgment_id=judgment.pk, days={row: (D(2026, 3, 2), None)}, at=day(D(2026, 3, 2))
    )
    row.refresh_from_db()
    assert (row.from_on, row.due_on) == (D(2026, 3, 2), D(2026, 3, 17))
    assert case.deadlines.get(rule="BLTTDS:273.1#vang-mat").due_on == D(2026, 3, 17)
    with pytest.raises(Refused, match="period.none"):  # the second proof does not move what runs
        actions.record_receipt(
            by=SYSTEM, judgment_id=judgment.pk, days={row: (D(2026, 3, 5), None)}, at=day(D(2026, 3, 5))
        )
    settle(D(2026, 3, 18))
    judgment.refresh_from_db()
    assert judgment.effective_on == D(2026, 3, 18)


def test_only_the_system_lets_it_take_effect_and_not_too_early(world, now):
    judgment = pronounced(world, now)
    for name in ("chanhan", "thuky", "kiemsat", "nguyendon"):
        with pytest.raises(Refused, match="not_allowed"):
            actions.take_effect(by=world.viewer(name), judgment_id=judgment.pk, at=day(D(2026, 2, 6)))
    with pytest.raises(Refused, match="not_allowed"):
        actions.take_effect(by=judge_of(world, judgment.case), judgment_id=judgment.pk, at=day(D(2026, 2, 6)))
    with pytest.raises(Refused, match="effect.too_early"):
        actions.take_effect(by=SYSTEM, judgment_id=judgment.pk, at=day(D(2026, 2, 5)))
    assert not Effect.objects.exists()


def test_an_appeal_that_comes_after_the_effect_is_explained(world, now):
    judgment = pronounced(world, now)
    settle(D(2026, 2, 6))
    plaintiff = judgment.case.parties.get(role=Party.Role.PLAINTIFF)
    with pytest.raises(Refused, match="appeal.effective") as refused:
        actions.record_appeal(
            by=world.viewer("thuky"), judgment_id=judgment.pk, party_id=plaintiff.pk,
            part_ids=[judgment.parts.first().pk], ground="Không đồng ý.",
            intake=Intake(D(2026, 1, 19), "post"), at=day(D(2026, 2, 7)),
        )  # fmt: skip
    assert "dấu bưu chính" in refused.value.message


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_settle_once(world, now):
    judgment = pronounced(world, now)

    def work(_):
        try:
            settle(D(2026, 2, 6))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    assert Effect.objects.filter(judgment=judgment).count() == 1
    assert Event.objects.filter(act="judgments.take_effect").count() == 1
