"""A simple case goes by simplified procedure: one judge, one month, ten days, mediation at the hearing (316–322)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.replay import step
from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.course import actions
from toaan.course.models import Complaint, CourseDecision
from toaan.course.tests.helpers import judge_of, later, moment
from toaan.delivery.models import Service
from toaan.demo import steps, turns
from toaan.hearings import actions as hearings
from toaan.hearings.models import Booking, Hearing, TrialDecision

pytestmark = pytest.mark.django_db
MET = turns.MET
NOTE = "Biên bản đối chiếu công nợ ngày 02/01/2026."


@step
def simplify(world, case, at, met=MET, note=NOTE, **more) -> Case:
    return actions.simplify(by=judge_of(world, case), case_id=case.pk, met=met, note=note, at=at, **more)


@step
def settle(world, case, at, *, uphold: bool, reason="Khiếu nại không có căn cứ.") -> CourseDecision:
    wish = actions.Settlement(uphold=uphold, reason=reason)
    return actions.settle_complaints(by=world.viewer("chanhan"), case_id=case.pk, wish=wish, at=at)


@step
def to_ordinary(
    world, case, at, ground="ordinary:317.3.a", reason="Bị đơn phủ nhận chữ ký."
) -> CourseDecision:
    wish = actions.ToOrdinary(ground, reason)
    return actions.to_ordinary(by=judge_of(world, case), case_id=case.pk, wish=wish, at=at)


def limits(case: Case) -> dict[str, tuple[str, date]]:
    return {d.rule: (d.state, d.due_on) for d in case.deadlines.all()}


def test_one_judge_and_a_month_from_acceptance(world, now):
    case = steps.assigned_case(world, now)
    at = later(now, days=2)
    case = simplify(world, case, at)
    case.refresh_from_db()
    assert case.proceeding == "simplified" and case.state == "preparing"
    found = limits(case)
    assert found["BLTTDS:203.1.a"][0] == "cancelled"
    assert found["BLTTDS:318.1"] == ("open", date(2026, 2, 5)), "a month from 05/01, whenever it was found"
    assert not case.assignments.filter(role="lay_judge", ended_at=None).exists()
    with pytest.raises(Refused, match="panel.simplified"):
        cases.assign_lay_judges(
            by=world.viewer("chanhan"), case_id=case.pk, at=at,
            post_ids=[world.posts["hoitham"].pk, world.posts["hoitham2"].pk],
        )  # fmt: skip
    with pytest.raises(Refused, match="hearing.simplified"):
        hearings.schedule_session(
            by=judge_of(world, case), case_id=case.pk, room_id=steps.court_room(world).pk, at=at,
            starts_at=at + timedelta(days=7), ends_at=at + timedelta(days=7, hours=1),
        )  # fmt: skip
    with pytest.raises(Refused, match="simplified.already"):
        simplify(world, case, at)
    assert audit.verify().good


def test_the_way_from_decision_to_judgment_knows_no_panel(world, now):
    case = turns.simplified_trial(world, now, serve=False)
    decision = TrialDecision.objects.get(case=case)
    hearing = decision.hearing
    assert decision.simplified and "theo thủ tục rút gọn" in decision.title
    found = limits(case)
    assert found["BLTTDS:318.1"][0] == "met"
    assert found["BLTTDS:318.1#phien-toa"] == ("open", date(2026, 1, 15))
    assert found["BLTTDS:318.3#gui"] == ("open", date(2026, 1, 5)), "sent at once"
    booked = set(
        Booking.objects.filter(hearing=hearing, resource_type="post").values_list("resource_id", flat=True)
    )
    assert booked == {judge_of(world, case).post.pk, world.posts["thuky"].pk}
    steps.served(world, case, clock.now(), kind="simplified_trial_decision")
    assert limits(case)["BLTTDS:318.3#gui"][0] == "met"
    hearing = turns.simplified_hearing(world, now, case=case, mediated=False)
    assert set(hearing.participations.filter(role="lay_judge")) == set()
    judge, at = judge_of(world, case), later(clock.now(), minutes=30)
    with pytest.raises(Refused, match="hearing.no_mediation") as refused:
        hearings.close_debate(by=judge, hearing_id=hearing.pk, at=at)
    assert "khoản 3 Điều 320" in refused.value.message
    hearings.mediate(by=judge, hearing_id=hearing.pk, outcome="settled", text="Trả trong ba tháng.", at=at)
    with pytest.raises(Refused, match="hearing.settled"):
        hearings.close_debate(by=judge, hearing_id=hearing.pk, at=at)
    at = later(at, minutes=5)
    hearings.mediate(by=judge, hearing_id=hearing.pk, outcome="not_settled", text="Bị đơn đổi ý.", at=at)
    hearings.close_debate(by=judge, hearing_id=hearing.pk, at=at)
    assert [t.outcome for t in hearing.turns.all()] == ["settled", "not_settled"]
    assert Case.objects.get(pk=case.pk).state == "deliberating"
    assert audit.verify().good


@pytest.mark.parametrize("lacking", sorted(MET))
def test_a_case_that_lacks_a_condition_stays_ordinary(world, now, lacking):
    case = steps.assigned_case(world, now)
    with pytest.raises(Refused, match="simplified.conditions") as refused:
        simplify(world, case, now, met=MET - {lacking})
    assert "Điều 317" in refused.value.message
    assert Case.objects.get(pk=case.pk).procedure == "ordinary"


def test_what_the_case_says_counts_more_than_the_judges_tick(world, now):
    case = turns.counterclaimed_case(world, now)
    with pytest.raises(Refused, match="simplified.conditions") as refused:
        simplify(world, case, now)
    assert "điểm đ khoản 3 Điều 317" in refused.value.message
    other = steps.assigned_case(world, now)
    other.parties.filter(role="defendant").update(address="")
    with pytest.raises(Refused, match="simplified.conditions") as refused:
        simplify(world, other, now)
    assert other.parties.get(role="defendant").name in refused.value.message


def test_a_small_consumer_case_needs_no_condition(world, now):
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, value=99_999_999))
    simplify(world, case, now, met=(), consumer=True)
    assert Case.objects.get(pk=case.pk).is_simplified
    large = steps.assigned_case(world, now)
    with pytest.raises(Refused, match="simplified.conditions"):
        simplify(world, large, now, met=(), consumer=True)


@pytest.mark.parametrize(("day", "good"), [("2026-02-05", True), ("2026-02-06", False)])
def test_after_the_month_it_is_too_late(world, now, day, good):
    case = steps.assigned_case(world, now)
    if good:
        assert simplify(world, case, moment(day)).is_simplified
        return
    with pytest.raises(Refused, match="simplified.too_late") as refused:
        simplify(world, case, moment(day))
    assert "05/02/2026" in refused.value.message and "Điều 318" in refused.value.message


@pytest.mark.parametrize(
    "who", ["thamphan2", "chanhan", "thuky", "hoitham", "kiemsat", "nguyendon", "bidon", "cntt"]
)
def test_only_the_judge_of_the_case_decides_on_the_procedure(world, now, who):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    with pytest.raises(Refused, match="not_allowed"):
        actions.simplify(by=world.viewer(who), case_id=case.pk, met=MET, note=NOTE, at=now)
    with pytest.raises(Refused, match="not_allowed"):
        actions.to_ordinary(
            by=world.viewer(who), case_id=case.pk, wish=actions.ToOrdinary("ordinary:317.3.a", "Có"), at=now
        )


def test_the_hearing_opens_within_ten_days(world, now):
    case = turns.simplified_case(world, now)
    at = clock.now()
    for days, good in ((11, False), (10, True)):
        starts = at + timedelta(days=days)
        plan = hearings.TrialPlan(
            room_id=steps.court_room(world).pk, starts_at=starts, ends_at=starts + timedelta(hours=2),
            good_cause="Thẩm phán bận",
        )  # fmt: skip
        if good:
            hearings.decide_trial(by=judge_of(world, case), case_id=case.pk, plan=plan, at=at)
            continue
        with pytest.raises(Refused, match="hearing.too_late") as refused:
            hearings.decide_trial(by=judge_of(world, case), case_id=case.pk, plan=plan, at=at)
        assert "15/01/2026" in refused.value.message, "no longer term for good cause (318.1)"


@pytest.mark.parametrize(
    ("good_reason", "opens"), [(False, True), (True, False)], ids=["absent", "absent-with-reason"]
)
def test_a_defendant_absent_without_reason_is_tried_at_once(world, now, good_reason, opens):
    case = turns.simplified_trial(world, now)
    hearing = case.hearings.get(state="planned")
    at = hearing.starts_at
    clock.move_to(at)
    steps.everybody_present(world, hearing, at)
    away = hearing.participations.get(party__role="defendant", role="party")
    mark = hearings.Mark("absent", reason="không rõ lý do", good_reason=good_reason)
    hearings.record_attendance(by=world.viewer("thuky"), hearing_id=hearing.pk, marks={away.pk: mark}, at=at)
    if opens:
        hearings.open_hearing(by=judge_of(world, case), hearing_id=hearing.pk, at=at)
        return
    with pytest.raises(Refused, match="hearing.must_adjourn") as refused:
        hearings.open_hearing(by=judge_of(world, case), hearing_id=hearing.pk, at=at)
    assert "320.1" in refused.value.message


def test_new_circumstances_turn_it_back_and_the_term_begins_anew(world, now):
    case = turns.simplified_trial(world, now)
    at = moment("2026-01-08")
    decision = to_ordinary(world, case, at)
    case = Case.objects.get(pk=case.pk)
    assert (case.procedure, case.state) == ("ordinary", "preparing")
    assert decision.citation == "điểm a khoản 3 Điều 317" and decision.effective_on == date(2026, 1, 8)
    assert Hearing.objects.get(case=case).state == "called_off"
    assert TrialDecision.objects.get(case=case).lapsed_at == at
    found = case.deadlines.filter(rule="BLTTDS:203.1.a", state="open").get()
    assert found.due_on == date(2026, 5, 8), "four months from the day of the decision (317.4)"
    assert "chuyển sang thủ tục thông thường" in found.explanation["explanation"]
    still = {
        r: s
        for r, (s, _) in limits(case).items()
        if r.startswith(("BLTTDS:318", "BLTTDS:319")) and s == "open"
    }
    assert still == {}
    events.drain()
    assert Service.objects.filter(case=case, kind="ordinary_decision").exists()
    cases.assign_lay_judges(
        by=world.viewer("chanhan"), case_id=case.pk, at=at,
        post_ids=[world.posts["hoitham"].pk, world.posts["hoitham2"].pk],
    )  # fmt: skip
    with pytest.raises(Refused, match="course.not_simplified"):
        to_ordinary(world, case, at)
    assert audit.verify().good


def test_at_the_hearing_too(world, now):
    hearing = turns.simplified_hearing(world, now)
    at = later(clock.now(), minutes=10)
    decision = to_ordinary(world, hearing.case, at, ground="ordinary:317.3.đ", reason="Bị đơn phản tố.")
    hearing.refresh_from_db()
    assert decision.by_panel and "khoản 4 Điều 320" in decision.citation
    assert hearing.state == "closed" and Case.objects.get(pk=hearing.case_id).state == "preparing"


@pytest.mark.parametrize(
    ("ground", "reason", "code"),
    [("ordinary:317.3.k", "Có", "course.no_ground"), ("suspension:214.1.a", "Có", "course.no_ground"),
     ("ordinary:317.3.b", " ", "course.no_reason")],
)  # fmt: skip
def test_going_over_needs_a_point_of_317_3_and_a_reason(world, now, ground, reason, code):
    case = turns.simplified_case(world, now)
    with pytest.raises(Refused, match=code):
        to_ordinary(world, case, now, ground=ground, reason=reason)
    assert not CourseDecision.objects.exists(), "no number was spent"


def test_what_needs_the_ordinary_procedure_says_so(world, now):
    case = turns.simplified_case(world, now)
    defendant = case.parties.get(role="defendant")
    import uuid

    wish = actions.ClaimWish(
        uuid.uuid4(), defendant.pk, ["Bù trừ 10.000.000 đồng"], "Đã trả một phần.", 10_000_000
    )
    claim = actions.file_claim(by=world.viewer("bidon"), case_id=case.pk, wish=wish, at=now)
    with pytest.raises(Refused, match="claim.simplified"):
        actions.admit_claim(
            by=judge_of(world, case), claim_id=claim.pk, ground="counterclaim:200.2.a", at=now
        )
    to_ordinary(world, case, later(now, hours=1), ground="ordinary:317.3.đ", reason="Bị đơn có đơn phản tố.")
    admitted = actions.admit_claim(
        by=judge_of(world, case), claim_id=claim.pk, ground="counterclaim:200.2.a", value=10_000_000,
        at=later(now, hours=2),
    )  # fmt: skip
    assert admitted.state == "fee_due"


class TestComplaints:
    """319: three working days to complain, three to settle, by the president, finally."""

    def test_receipt_starts_the_term_of_each(self, world, now):
        case = turns.simplified_trial(world, now)
        rows = case.deadlines.filter(rule="BLTTDS:319.1")
        assert {(r.party.role if r.party else "vks", r.due_on) for r in rows} == {
            ("plaintiff", date(2026, 1, 8)), ("defendant", date(2026, 1, 8)), ("vks", date(2026, 1, 8)),
        }  # fmt: skip

    def test_the_president_upholds_and_the_hearing_stays(self, world, now):
        case = turns.simplified_trial(world, now)
        at = moment("2026-01-07")
        turns.complained(world, case, at)
        assert limits(case)["BLTTDS:319.2"] == ("open", date(2026, 1, 10)), (
            "that Saturday is worked (swapped)"
        )
        decision = settle(world, case, later(at, hours=2), uphold=True)
        assert decision.number.text == "01/2026/QĐ-CA" and decision.citation == "điểm a khoản 2 Điều 319"
        assert decision.content["leader"]["title"] == ["CHÁNH ÁN"]
        case.refresh_from_db()
        assert case.state == "trial_set" and case.is_simplified
        assert Complaint.objects.get().settled_by == decision
        assert limits(case)["BLTTDS:319.2"][0] == "met"
        with pytest.raises(Refused, match="complaint.none"):
            settle(world, case, later(at, hours=3), uphold=False)
        events.drain()
        assert Service.objects.filter(case=case, kind="complaint_decision").count() == 1
        assert audit.verify().good

    def test_the_president_cancels_and_the_case_is_ordinary(self, world, now):
        case = turns.simplified_trial(world, now)
        at = moment("2026-01-07")
        turns.complained(world, case, at)
        settle(world, case, later(at, hours=2), uphold=False, reason="Lãi còn tranh chấp.")
        case.refresh_from_db()
        assert (case.procedure, case.state) == ("ordinary", "preparing")
        assert Hearing.objects.get(case=case).state == "called_off"
        assert case.deadlines.get(rule="BLTTDS:203.1.a", state="open").due_on == date(2026, 5, 7)

    def test_late_twice_or_by_another_is_refused(self, world, now):
        case = turns.simplified_trial(world, now)
        defendant = case.parties.get(role="defendant")
        turns.complained(world, case, moment("2026-01-08"))
        with pytest.raises(Refused, match="complaint.already"):
            turns.complained(world, case, clock.now())
        plaintiff = case.parties.get(role="plaintiff")
        with pytest.raises(Refused, match="complaint.late") as refused:
            actions.complain(
                by=world.viewer("nguyendon"), case_id=case.pk, party_id=plaintiff.pk, ground="Muộn",
                at=moment("2026-01-09"),
            )  # fmt: skip
        assert "08/01/2026" in refused.value.message
        with pytest.raises(Refused, match="complaint.not_yours"):
            actions.complain(
                by=world.viewer("nguyendon"), case_id=case.pk, party_id=defendant.pk, ground="Của người khác",
                at=clock.now(),
            )  # fmt: skip
        with pytest.raises(Refused, match="not_allowed"):
            actions.complain(
                by=world.viewer("nguoila"),
                case_id=case.pk,
                party_id=defendant.pk,
                ground="Lạ",
                at=clock.now(),
            )

    def test_the_clerk_takes_in_a_late_posted_paper_by_its_own_day(self, world, now):
        case = turns.simplified_trial(world, now)
        party = case.parties.get(role="plaintiff")
        made = actions.complain(
            by=world.viewer("thuky"), case_id=case.pk, party_id=party.pk, ground="Theo đơn", at=moment("2026-01-12"),
            intake=actions.Intake(date(2026, 1, 8), "post"),
        )  # fmt: skip
        assert made.received_on == date(2026, 1, 8)
        proposal = actions.complain(
            by=world.viewer("kiemsat"),
            case_id=case.pk,
            party_id=None,
            ground="Cần giám định",
            at=moment("2026-01-08"),
        )
        assert proposal.party is None and str(proposal).startswith("Kiến nghị")

    @pytest.mark.parametrize("who", ["thamphan", "thuky", "kiemsat", "bidon", "cntt"])
    def test_only_the_leaders_settle(self, world, now, who):
        case = turns.simplified_trial(world, now)
        turns.complained(world, case, moment("2026-01-07"))
        with pytest.raises(Refused, match="not_allowed"):
            actions.settle_complaints(
                by=world.viewer(who),
                case_id=case.pk,
                wish=actions.Settlement(uphold=True, reason="Có"),
                at=clock.now(),
            )


def test_a_suspension_stops_the_month_and_gives_it_anew(world, now):
    from toaan.course.tests.helpers import resumed, suspended

    case = turns.simplified_case(world, now)
    suspended(world, later(now, days=1), case)
    assert limits(case)["BLTTDS:318.1"][0] == "cancelled"
    resumed(world, Case.objects.get(pk=case.pk), moment("2026-01-12"))
    found = case.deadlines.get(rule="BLTTDS:318.1", state="open")
    assert found.due_on == date(2026, 2, 12)
