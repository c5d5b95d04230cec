"""A case that ends without a judgment: what the decision orders, and what follows (BLTTDS 217–219, 273.2, 280.2)."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.cases.models import Case
from toaan.core import clock, daily, events
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.course import actions
from toaan.course.models import Challenge, CourseDecision, Period
from toaan.course.tests.helpers import discontinued, judge_of, later, moment, resumed, suspended
from toaan.demo import steps
from toaan.dossiers import actions as dossiers
from toaan.dossiers import closing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ground", "fee", "words"),
    [
        ("217.1.a", "state", "khoản 2 Điều 218"),
        ("217.1.b", "state", "khoản 2 Điều 218"),
        ("217.1.c#rut", "returned", "khoản 3 Điều 218"),
        ("217.1.c#vang-mat", "state", "khoản 2 Điều 218"),
        ("217.1.d", "returned", "khoản 3 Điều 218"),
        ("217.1.đ", "returned", "khoản 3 Điều 218"),
        ("217.1.e", "returned", "khoản 3 Điều 218"),
        ("217.1.g", "returned", "khoản 3 Điều 218"),
    ],
)
def test_the_ground_says_where_the_fee_advance_goes(world, now, ground, fee, words):
    decision = discontinued(world, now, ground=f"discontinuance:{ground}")
    assert decision.fee == fee
    assert words in decision.content["fee_words"] and "10.000.000 đồng" in decision.content["fee_words"]
    assert Case.objects.get(pk=decision.case_id).state == "discontinued"


def test_where_the_code_is_silent_the_judge_says_it(world, now):
    case = steps.assigned_case(world, now)
    with pytest.raises(Refused, match="course.no_fee"):
        discontinued(world, now, case, ground="discontinuance:217.1.h")
    decision = discontinued(world, now, case, ground="discontinuance:217.1.h", fee="returned")
    assert decision.fee == "returned" and "Điều 218" not in decision.content["fee_words"]


def test_nothing_is_said_of_a_fee_that_nobody_paid(world, now):
    case = steps.assigned_case(world, now)
    Case.objects.filter(pk=case.pk).update(fee_receipt={})
    assert discontinued(world, now, case).content["fee_words"] == ""


def test_all_limits_end_and_the_sending_begins(world, now):
    case = steps.trial_decided_case(world, now)
    at = later(clock.now(), hours=1)
    discontinued(world, at, case)
    left = set(
        case.deadlines.filter(state="open", owner__in=["judge", "clerk"]).values_list("rule", flat=True)
    )
    assert left <= {"BLTTDS:217.3", "BLTTDS:196.1"} and "BLTTDS:217.3" in left


def test_a_suspended_case_can_be_given_up(world, now):
    case = suspended(world, now).case
    discontinued(world, later(now, days=20), case)
    with pytest.raises(Refused, match="course.not_suspended|wrong_state"):
        resumed(world, case, clock.now())
    assert Case.objects.get(pk=case.pk).state == "discontinued"


@pytest.mark.parametrize("who", ["thamphan2", "chanhan", "thuky", "kiemsat", "nguyendon"])
def test_only_the_judge_of_the_case_discontinues(world, now, who):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    with pytest.raises(Refused, match="not_allowed"):
        actions.discontinue(
            by=world.viewer(who),
            case_id=case.pk,
            wish=actions.Discontinuance("discontinuance:217.1.a", "Chết"),
            at=now,
        )


@pytest.mark.parametrize("state", ["deliberating", "judged", "effective", "archived"])
def test_what_is_judged_is_not_discontinued(world, now, state):
    case = steps.assigned_case(world, now)
    Case.objects.filter(pk=case.pk).update(state=state)
    with pytest.raises(Refused, match="wrong_state"):
        discontinued(world, now, case)


def received(decision: CourseDecision, day: date, at) -> None:
    """Everybody got the decision on this day."""
    days = {p.pk: day for p in decision.periods.all()}
    actions.start_periods(by=SYSTEM, decision_id=decision.pk, days=days, at=at)


def test_each_period_runs_from_the_day_of_receipt(world, now):
    decision = discontinued(world, now)
    assert decision.periods.filter(due_on=None).count() == 4, "two parties, two procuracies"
    events.drain()
    steps.served(world, decision.case, later(clock.now(), days=1), kind="discontinuance_decision")
    rows = {p.holder: p for p in Period.objects.filter(decision=decision)}
    assert all(p.due_on for p in rows.values())
    party = next(p for p in rows.values() if p.party)
    assert "07 ngày" in party.explanation and "khoản 2 Điều 273" in party.explanation
    higher = next(p for p in rows.values() if p.level == "higher")
    same = next(p for p in rows.values() if p.level == "same")
    assert higher.from_on == same.from_on and higher.due_on > same.due_on, (
        "both from the same-level one's receipt"
    )


def test_effect_waits_for_the_last_period(world, now):
    decision = discontinued(world, now)
    received(decision, date(2026, 1, 7), moment("2026-01-07"))
    assert closing.reasons(decision.case), "a file that may still have to go up is not closed"
    last = max(p.due_on for p in decision.periods.all())
    assert last == date(2026, 1, 19), "ten days of the higher procuracy end on a Saturday"
    with pytest.raises(Refused, match="effect.too_early"):
        actions.take_effect(by=SYSTEM, decision_id=decision.pk, at=moment("2026-01-19"))
    moment("2026-01-20")
    daily.run(clock.today(), clock.now())
    decision.refresh_from_db()
    assert decision.effective_on == date(2026, 1, 20)
    case = Case.objects.get(pk=decision.case_id)
    assert closing.reasons(case) == []
    dossiers.close(by=world.viewer("thuky"), case_id=case.pk, at=clock.now())
    assert Case.objects.get(pk=case.pk).state == "archived"


def test_a_party_appeals_in_seven_days_and_stops_the_effect(world, now, real_papers):
    decision = discontinued(world, now)
    received(decision, date(2026, 1, 7), moment("2026-01-07"))
    plaintiff = decision.case.parties.get(role="plaintiff")
    at = moment("2026-01-14")
    made = actions.record_appeal(
        by=world.viewer("nguyendon"),
        decision_id=decision.pk,
        party_id=plaintiff.pk,
        ground="Tôi không rút đơn.",
        at=at,
    )
    assert (made.channel, made.received_on) == ("online", date(2026, 1, 14)) and made.sha256
    with pytest.raises(Refused, match="appeal.already"):
        actions.record_appeal(
            by=world.viewer("nguyendon"), decision_id=decision.pk, party_id=plaintiff.pk, ground="Lại", at=at
        )
    moment("2026-02-20")
    daily.run(clock.today(), clock.now())
    decision.refresh_from_db()
    assert decision.effective_on is None
    with pytest.raises(Refused, match="effect.challenged"):
        actions.take_effect(by=SYSTEM, decision_id=decision.pk, at=clock.now())
    assert closing.reasons(decision.case)


def test_late_or_foreign_appeals_are_refused_with_the_article(world, now):
    decision = discontinued(world, now)
    received(decision, date(2026, 1, 7), moment("2026-01-07"))
    plaintiff, defendant = decision.case.parties.all()
    at = moment("2026-01-15")
    with pytest.raises(Refused, match="appeal.late") as refused:
        actions.record_appeal(
            by=world.viewer("thuky"), decision_id=decision.pk, party_id=plaintiff.pk, ground="Muộn",
            intake=actions.Intake(date(2026, 1, 15)), at=at,
        )  # fmt: skip
    assert "Điều 275" in refused.value.message
    with pytest.raises(Refused, match="appeal.not_yours"):
        actions.record_appeal(
            by=world.viewer("nguyendon"), decision_id=decision.pk, party_id=defendant.pk, ground="Thay", at=at
        )
    with pytest.raises(Refused, match="not_allowed"):
        actions.record_appeal(
            by=world.viewer("thamphan"), decision_id=decision.pk, party_id=plaintiff.pk, ground="Tôi", at=at
        )
    posted = actions.record_appeal(
        by=world.viewer("thuky"), decision_id=decision.pk, party_id=plaintiff.pk, ground="Dấu bưu điện ngày 14",
        intake=actions.Intake(date(2026, 1, 14), Challenge.Channel.POST), at=at,
    )  # fmt: skip
    assert posted.received_on == date(2026, 1, 14), "273.3: the postmark counts"


def test_the_procuracy_protests_and_a_resumption_is_open_to_nobody(world, now):
    decision = suspended(world, now)
    received(decision, date(2026, 1, 6), moment("2026-01-06"))
    at = moment("2026-01-13")
    intake = actions.Intake(date(2026, 1, 13))
    with pytest.raises(Refused, match="protest.no_number"):
        actions.record_protest(
            by=world.viewer("kiemsat"),
            decision_id=decision.pk,
            level="same",
            number=" ",
            ground="Sai",
            intake=intake,
            at=at,
        )
    with pytest.raises(Refused, match="protest.level"):
        actions.record_protest(
            by=world.viewer("kiemsat"), decision_id=decision.pk, level="higher", number="1", ground="Sai", intake=intake,
            at=at,
        )  # fmt: skip
    made = actions.record_protest(
        by=world.viewer("kiemsat"), decision_id=decision.pk, level="same", number="02/QĐ-VKS", ground="Chưa có căn cứ",
        intake=intake, at=at,
    )  # fmt: skip
    assert str(made) == "Kháng nghị của Viện kiểm sát cùng cấp"
    resumption = resumed(world, decision.case, later(at, days=1))
    assert not resumption.periods.exists()
    with pytest.raises(Refused, match="appeal.not_open"):
        actions.record_appeal(
            by=world.viewer("thuky"), decision_id=resumption.pk, party_id=decision.case.parties.first().pk,
            ground="Không", intake=actions.Intake(clock.today()), at=clock.now(),
        )  # fmt: skip


def test_the_paper_says_what_the_code_wants(world, now, real_papers):
    import io

    import pikepdf

    from toaan.core import files
    from toaan.engines.pdf import page_count

    decision = discontinued(world, now)
    content = files.read(decision.sha256)
    assert page_count(content) >= 1 and b"/Sig" in content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "đình chỉ" in str(pdf.docinfo["/Title"])
    assert judge_of(world, decision.case).name == decision.content["judge"]
