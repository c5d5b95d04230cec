"""Who may not, not yet, not so: every refusal of the second instance says what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.appeals import actions
from toaan.appeals.models import Advance, PartRuling
from toaan.appeals.tests.thread import (
    AFTER,
    accepted,
    appealed,
    day,
    deliberating,
    paid,
    sent,
    settled,
    with_panel,
)
from toaan.cases.models import Assignment, Case
from toaan.core import audit
from toaan.core.errors import Refused
from toaan.judgments.models import LateAppeal

pytestmark = pytest.mark.usefixtures("quick_paper")


def refused(call, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        call(**kwargs)
    return found.value.code


@pytest.fixture
def judgment(world, now):
    return appealed(world, now)


@pytest.fixture
def advance(world, judgment, now):
    made = actions.accept_appeal(
        by=world.viewer("thamphan"), appeal_id=judgment.appeals.get().pk, at=now + timedelta(days=3)
    )
    return actions.start_term(
        by=system(), advance_id=made.pk, received_on=date(2026, 1, 8), at=now + timedelta(days=3)
    )


def system():
    from toaan.core.viewer import SYSTEM

    return SYSTEM


def receipt(world, advance, at, who="thuky", **change):
    values = {"number": "AA/26-0009", "dated": date(2026, 1, 9), "amount": 300_000, **change}
    return actions.hand_in_receipt(by=world.viewer(who), advance_id=advance.pk, at=at, **values)


def test_the_file_goes_up_only_when_periods_and_fee_are_settled(world, judgment, now):
    send = {"by": world.viewer("thuky"), "judgment_id": judgment.pk, "at": day(AFTER, 10)}
    assert refused(actions.send_up, **send) == "file.not_ready"  # neither checked nor over
    assert refused(actions.send_up, **{**send, "by": world.viewer("thuky2")}) == "not_allowed"
    paid(world, judgment, now)
    assert refused(actions.send_up, **send) == "file.not_ready"
    settled(judgment)
    actions.send_up(**send)
    assert refused(actions.send_up, **send) == "file.sent"


def test_the_ten_days_run_from_the_receipt_of_the_notice(world, advance, now):
    assert advance.due_on == date(2026, 1, 19)  # ten days end on a Sunday: the next working day
    assert (
        refused(receipt, world=world, advance=advance, at=now + timedelta(days=5), amount=299_000)
        == "advance.bad_receipt"
    )
    assert (
        refused(receipt, world=world, advance=advance, at=now + timedelta(days=5), who="bidon")
        == "not_allowed"
    )
    receipt(world, advance, now + timedelta(days=5))
    assert refused(receipt, world=world, advance=advance, at=now + timedelta(days=5)) == "advance.paid"


def test_a_late_receipt_makes_a_late_appeal_with_its_reason(world, judgment, advance):
    late = day(date(2026, 1, 20))
    assert refused(receipt, world=world, advance=advance, at=late) == "advance.late"
    receipt(world, advance, late, late_reason="Nằm viện từ ngày 10/01/2026.")
    assert judgment.appeals.get().dropped_on == date(2026, 1, 20)
    assert LateAppeal.objects.get(judgment=judgment).reason.startswith("Nằm viện")


def test_an_appeal_is_returned_for_the_fee_only_after_the_term_and_its_part_takes_effect(
    world, judgment, advance, now
):
    give_back = {
        "by": world.viewer("thamphan"), "appeal_id": judgment.appeals.get().pk, "ground": "unpaid",
        "reason": "Không nộp biên lai.", "at": now + timedelta(days=6),
    }  # fmt: skip
    assert refused(actions.return_appeal, **give_back) == "advance.still_time"
    assert refused(actions.return_appeal, **{**give_back, "by": world.viewer("thamphan2")}) == "not_allowed"
    settled(judgment)
    actions.return_appeal(**{**give_back, "at": day(AFTER, 10)})
    judgment.case.refresh_from_db()
    assert judgment.case.state == "effective"
    days = {p.order: p.effect.effective_on for p in judgment.parts.select_related("effect")}
    assert len(set(days.values())) == 1 and days[2] is not None  # as if nobody had appealed (282.2)
    audit.verify()


def test_only_the_court_to_which_it_went_enters_the_file_once(world, now):
    transfer = sent(world, now)
    accept = {"by": world.viewer("thuky.tinh"), "transfer_id": transfer.pk, "at": day(AFTER, 11)}
    assert refused(actions.accept, **{**accept, "by": world.viewer("thuky")}) == "not_allowed"
    actions.accept(**accept)
    assert refused(actions.accept, **accept) == "file.accepted"
    assert Case.objects.filter(instance="PT").count() == 1


def test_nobody_who_decided_below_sits_above(world, now):
    case = accepted(world, now)
    below = world.posts["thamphan"]
    below.court = world.province  # the judge of the first trial has moved to the court above
    below.save(update_fields=["court"])
    panel = {"by": world.viewer("chanhan.tinh"), "case_id": case.pk, "at": day(AFTER, 12)}
    two = [below.pk, world.posts["thamphan2.tinh"].pk]
    with pytest.raises(Refused) as found:
        actions.assign_panel(**panel, post_ids=two)
    assert found.value.code == "panel.barred"
    assert "khoản 3 Điều 53" in found.value.message
    assert refused(actions.assign_panel, **panel, post_ids=two[1:]) == "panel.judges"
    assert not case.assignments.filter(role=Assignment.Role.JUDGE).exists()


def test_what_is_not_appealed_is_not_ruled_on_and_a_ruling_is_the_panels_secret(world, now):
    case = deliberating(world, now)
    parts = {p.order: p.pk for p in case.origin.judgment.parts.all()}
    rule = {"by": world.viewer("thamphan.tinh"), "case_id": case.pk, "at": day(date(2026, 3, 18), 10)}
    assert (
        refused(actions.rule, **rule, outcomes={parts[1]: "amended", parts[2]: "upheld"})
        == "ruling.beyond_scope"
    )
    assert refused(actions.rule, **rule, outcomes={}) == "ruling.incomplete"
    assert refused(actions.rule, **rule, outcomes={parts[2]: "discontinued"}) == "ruling.withdrawn"
    assert (
        refused(actions.rule, **{**rule, "by": world.viewer("thamphan2.tinh")}, outcomes={parts[2]: "upheld"})
        == "not_allowed"
    )
    actions.rule(**rule, outcomes={parts[2]: "upheld"})
    assert PartRuling.objects.get().decided_on is None


def test_withdrawal_is_the_appellants_own_and_ends_the_trial_when_it_is_whole(world, now):
    case = with_panel(world, now)
    mine = case.challenge["appellants"][0]["party"]
    withdraw = {
        "case_id": case.pk, "holder": mine, "orders": [2], "received_on": AFTER, "at": day(AFTER, 15),
    }  # fmt: skip
    assert refused(actions.withdraw, by=world.viewer("bidon"), **withdraw) == "withdraw.not_yours"
    assert (
        refused(actions.withdraw, by=world.viewer("nguyendon"), **{**withdraw, "orders": [1]})
        == "withdraw.no_parts"
    )
    end = {
        "by": world.viewer("thamphan.tinh"), "case_id": case.pk, "ground": "withdrawn", "reason": "Rút toàn bộ.", "at": day(AFTER, 16),
    }  # fmt: skip
    assert refused(actions.discontinue, **end) == "discontinue.not_withdrawn"
    actions.withdraw(by=world.viewer("nguyendon"), **withdraw)
    assert refused(actions.withdraw, by=world.viewer("nguyendon"), **withdraw) == "withdraw.nobody"
    made = actions.discontinue(**end)
    assert str(made) == "01/2026/QĐPT-DS"
    assert refused(actions.discontinue, **end) == "discontinue.done"
    below = case.origin.judgment
    below.effect.refresh_from_db()
    assert below.parts.get(order=2).effect.effective_on == AFTER  # 289.2
    assert Advance.objects.get().state == "paid"
    audit.verify()
