"""A foreign judgment or award from the request to the effect of the decision: three judges, grounds, limits, the way up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.cases.models import Deadline
from toaan.core import areas, audit, clock, events
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.course import actions as course
from toaan.course import duties
from toaan.course.models import CourseDecision, Period
from toaan.course.tests.helpers import moment
from toaan.delivery.models import Service
from toaan.demo import foreign_steps as made
from toaan.demo import steps
from toaan.filing import actions as filing
from toaan.filing import venue
from toaan.hearings import actions as hearings
from toaan.requests import actions
from toaan.requests.actions import panel
from toaan.requests.recognition import Explanation
from toaan.requests.tests.test_thread import judge, rules
from toaan.requests.wishes import End

pytestmark = pytest.mark.django_db
MONDAY = "2026-03-02"


def refused(act, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value.code


def test_a_judgment_from_the_request_to_its_effect(world):
    at = moment(MONDAY)
    hearing = made.session_open(world, at)
    case = hearing.case
    assert (case.request_kind, str(case)) == ("27.5", "01/2026/TLST-VDS")
    assert {"BLTTDS:436", "BLTTDS:437.3", "BLTTDS:437.3#vks", "BLTTDS:437.3#phien-hop"} <= rules(case, "met")
    assert not {"BLTTDS:366.1", "BLTTDS:366.4"} & (rules(case, "met") | rules(case, "open"))
    preparation = Deadline.objects.get(case=case, rule="BLTTDS:437.3")
    assert preparation.due_on == date(2026, 7, 2)
    events.drain()
    told = Service.objects.get(case=case, kind="acceptance_notice")
    assert "Bộ Tư pháp" in set(told.recipients.values_list("name", flat=True))  # 436
    decision = actions.rule(
        by=judge(world, case),
        case_id=case.pk,
        wish=made.decision(),
        at=hearing.starts_at + timedelta(hours=1),
    )
    assert decision.title.startswith(
        "Quyết định công nhận và cho thi hành tại Việt Nam bản án, quyết định của Tòa án nước ngoài số 01/2026/QĐST-VDS"
    )
    assert "3.000.000 đồng" in decision.content["fee_words"]
    day = clock.local_date(hearing.starts_at)
    found = {p.rule: p.from_on for p in decision.periods.all()}
    assert found == {"BLTTDS:442.1": day, "BLTTDS:442.2": None, "BLTTDS:442.2#tren": None}
    assert "BLTTDS:441.1" in rules(case, "open")
    served_on = hearing.starts_at + timedelta(days=2)
    steps.served(world, case, served_on, kind="ruling")
    assert "Bộ Tư pháp" in set(
        Service.objects.get(case=case, kind="ruling").recipients.values_list("name", flat=True)
    )
    last = max(Period.objects.filter(decision=decision).values_list("due_on", flat=True))
    after = moment((last + timedelta(days=1)).isoformat())
    duties.settle_effect(clock.local_date(after), after)
    case.refresh_from_db()
    assert case.state == "effective"
    assert audit.verify().good


def test_three_years_count_from_the_effect_and_an_obstacle_lengthens_them(world):
    at = moment(MONDAY)
    petition = made.examined(world, at)
    by = world.viewer("thamphan")
    assert (
        refused(filing.take_jurisdiction, by=by, petition_id=petition.pk, at=at)
        == "filing.no_foreign_document"
    )
    late = made.facts(dated=date(2022, 5, 5), counts_on=date(2023, 2, 20))
    kept = filing.record_foreign(by=by, petition_id=petition.pk, facts=late, at=at)
    assert (kept.due_on, kept.is_late) == (date(2026, 2, 23), True)  # 20/2/2026 lies in Tết and a weekend
    with pytest.raises(Refused) as found:
        filing.take_jurisdiction(by=by, petition_id=petition.pk, at=at)
    assert found.value.code == "filing.foreign_late"
    assert "02/03/2026" in found.value.message and "23/02/2026" in found.value.message
    assert "Điều 432" in found.value.message and "trả lại đơn" in found.value.message
    away = {"away_from": date(2024, 1, 1), "away_to": date(2024, 2, 29)}
    no_why = made.facts(dated=date(2022, 5, 5), counts_on=date(2023, 2, 20), **away)
    with pytest.raises(Refused) as found:
        filing.record_foreign(by=by, petition_id=petition.pk, facts=no_why, at=at)
    assert set(found.value.fields) == {"away_why"}
    ill = made.facts(
        dated=date(2022, 5, 5), counts_on=date(2023, 2, 20), away_why="Nằm viện, có giấy ra viện", **away
    )
    assert not filing.record_foreign(by=by, petition_id=petition.pk, facts=ill, at=at).is_late
    assert (
        filing.take_jurisdiction(by=by, petition_id=petition.pk, at=at).amount == 3_000_000
    )  # NQ 326 art. 38


def test_what_the_ministry_passed_on_was_asked_for_when_the_ministry_received_it(world):
    at = moment(MONDAY)
    petition = made.examined(world, at)
    by = world.viewer("thamphan")
    facts = made.facts(dated=date(2022, 5, 5), counts_on=date(2023, 2, 20), ministry_on=date(2026, 2, 10))
    assert not filing.record_foreign(by=by, petition_id=petition.pk, facts=facts, at=at).is_late
    future = made.facts(ministry_on=date(2026, 3, 3))
    with pytest.raises(Refused) as found:
        filing.record_foreign(by=by, petition_id=petition.pk, facts=future, at=at)
    assert set(found.value.fields) == {"ministry_on"}


def test_it_is_accepted_only_where_the_law_names_the_court(world):
    """35, 39.2.d: where the debtor lives, or where property lies; a region's court."""
    at = moment(MONDAY)
    petition = made.examined(world, at)
    by, since = world.viewer("thamphan"), date(2025, 7, 1)
    there = [areas.Line("tỉnh Sông Thanh", "xã Yên Khê", "", since, None, "Nghị quyết giả định")]
    here = [areas.Line("tỉnh Sông Thanh", "xã Sông Thanh", "", since, None, "Nghị quyết giả định")]
    filing.enter_area(by=SYSTEM, court_name="Tòa án nhân dân khu vực 1", lines=there, at=at)
    filing.enter_area(by=SYSTEM, court=world.court, lines=here, at=at)
    filing.record_foreign(by=by, petition_id=petition.pk, facts=made.facts(), at=at)
    found = venue.of_foreign(petition, clock.local_date(at))
    assert (found.answer.level, found.verdict, found.answer.ways[0].article) == (
        "region",
        "wrong",
        "điểm d khoản 2 Điều 39 Bộ luật Tố tụng dân sự",
    )
    with pytest.raises(Refused) as refusal:
        filing.take_jurisdiction(by=by, petition_id=petition.pk, at=at)
    assert refusal.value.code == "filing.foreign_elsewhere"
    assert "khu vực 1" in refusal.value.message and "điểm c khoản 1 Điều 364" in refusal.value.message
    owns = made.facts(property_place="xã Sông Thanh, tỉnh Sông Thanh")
    filing.record_foreign(by=by, petition_id=petition.pk, facts=owns, at=at)
    assert filing.take_jurisdiction(by=by, petition_id=petition.pk, at=at).amount


def test_who_records_the_judgment_and_what_is_missing(world):
    at = moment(MONDAY)
    petition = made.examined(world, at)
    for name in ("thuky", "chanhan", "nguyendon"):
        with pytest.raises(Refused) as found:
            filing.record_foreign(by=world.viewer(name), petition_id=petition.pk, facts=made.facts(), at=at)
        assert found.value.status in {403, 404}, name
    by = world.viewer("thamphan")
    empty = made.facts(issuer=" ", country="", counts_on=date(2025, 1, 1), opponent=7)
    with pytest.raises(Refused) as found:
        filing.record_foreign(by=by, petition_id=petition.pk, facts=empty, at=at)
    assert set(found.value.fields) == {"issuer", "country", "counts_on", "opponent"}


def test_the_panel_is_three_judges_and_an_incomplete_one_opens_nothing(world):
    at = moment(MONDAY)
    case = made.accepted(world, at)
    president, by = world.viewer("chanhan"), judge(world, case)
    starts = steps.next_working_day(at + timedelta(days=17)) + timedelta(hours=8)
    with pytest.raises(Refused) as found:
        hearings.decide_trial(by=by, case_id=case.pk, plan=made.plan(world, starts), at=at)
    assert found.value.code == "hearing.panel"
    assert "3 Thẩm phán" in found.value.message and "67" in found.value.message
    chosen = made.free_judges(world, case)
    sitting = case.assignments.get(role="presiding").post_id
    for wrong in ([], chosen[:1], chosen[:3], [sitting, chosen[0]]):
        assert (
            refused(panel.assign_panel, by=president, case_id=case.pk, post_ids=wrong, at=at)
            == "panel.judges"
        )
    assert (
        refused(panel.assign_panel, by=world.viewer("thuky"), case_id=case.pk, post_ids=chosen[:2], at=at)
        == "not_allowed"
    )
    clerk = world.posts["thuky"].pk
    assert (
        refused(panel.assign_panel, by=president, case_id=case.pk, post_ids=[clerk, chosen[0]], at=at)
        == "post.not_held"
    )
    panel.assign_panel(by=president, case_id=case.pk, post_ids=chosen[:2], at=at)
    assert (
        refused(panel.assign_panel, by=president, case_id=case.pk, post_ids=chosen[:2], at=at)
        == "panel.assigned"
    )
    soon = steps.next_working_day(at + timedelta(days=5)) + timedelta(hours=8)
    assert (
        refused(hearings.decide_trial, by=by, case_id=case.pk, plan=made.plan(world, soon), at=at)
        == "request.too_soon"
    )
    far = steps.next_working_day(at + timedelta(days=40)) + timedelta(hours=8)
    assert (
        refused(hearings.decide_trial, by=by, case_id=case.pk, plan=made.plan(world, far), at=at)
        == "hearing.too_late"
    )
    hearing = hearings.decide_trial(by=by, case_id=case.pk, plan=made.plan(world, starts), at=at).hearing
    clock.move_to(hearing.starts_at)
    steps.everybody_present(world, hearing, hearing.starts_at)
    row = hearing.participations.filter(role="judge").first()
    hearings.record_attendance(
        by=world.viewer("thuky"), hearing_id=hearing.pk, at=hearing.starts_at,
        marks={row.pk: hearings.Mark("absent", reason="ốm")},
    )  # fmt: skip
    opening = {"by": by, "hearing_id": hearing.pk, "at": hearing.starts_at}
    assert refused(hearings.open_hearing, **opening) == "hearing.panel"


def test_a_request_of_one_judge_has_no_panel_and_the_other_way_round(world):
    from toaan.demo import request_steps

    at = moment(MONDAY)
    one = request_steps.accepted(world, at, kind="27.1")
    assert (
        refused(panel.assign_panel, by=world.viewer("chanhan"), case_id=one.pk, post_ids=[], at=at)
        == "request.one_judge"
    )
    hearing = made.session_open(world, at)
    by = judge(world, hearing.case)
    assert (
        refused(actions.rule, by=by, case_id=hearing.case_id, wish=request_steps.ruling(), at=clock.now())
        == "request.of_panel"
    )


def test_both_sides_must_be_there_the_first_time_and_only_the_requester_the_second(world):
    hearing = made.session_set(world, moment(MONDAY))
    case, by = hearing.case, judge(world, hearing.case)

    def without(sitting, role: str, **more) -> str:
        clock.move_to(sitting.starts_at)
        marks = {p.pk: hearings.Mark("present") for p in sitting.participations.all()}
        away = sitting.participations.get(party__role=role, role="party")
        marks[away.pk] = hearings.Mark("absent", reason="không rõ lý do", **more)
        at = sitting.starts_at
        hearings.record_attendance(by=world.viewer("thuky"), hearing_id=sitting.pk, marks=marks, at=at)
        try:
            hearings.open_hearing(by=by, hearing_id=sitting.pk, at=at)
        except Refused as refusal:
            return f"{refusal.code}: {refusal.message}"
        return "open"

    told = without(hearing, "related")
    assert told.startswith("hearing.must_adjourn") and "khoản 3 Điều 438" in told  # the debtor
    end = End(ground="foreign_end:438.3", reason="Vắng mặt lần thứ hai.", fee="state")
    assert (
        refused(actions.discontinue, by=by, case_id=case.pk, wish=end, at=hearing.starts_at)
        == "request.not_twice"
    )
    again = steps.next_working_day(hearing.starts_at + timedelta(days=14))
    put_off = hearings.adjourn(
        by=by, hearing_id=hearing.pk, reason="Người phải thi hành vắng mặt lần thứ nhất", room_id=hearing.room_id,
        starts_at=again, ends_at=again + timedelta(hours=2), at=hearing.starts_at,
    ).next_hearing  # fmt: skip
    told = without(put_off, "requester")
    assert told.startswith("hearing.must_adjourn") and "đình chỉ việc xét đơn" in told
    assert without(put_off, "related") == "open"  # 438.3: it goes on without the debtor


@pytest.mark.parametrize(
    ("kind", "wish", "code"),
    [
        (made.JUDGMENT, {"outcome": "refuse"}, "request.no_ground"),
        (made.JUDGMENT, {"outcome": "refuse", "grounds": ["foreign_ground:459.2.b"]}, "request.no_ground"),
        (
            made.JUDGMENT,
            {"outcome": "refuse", "grounds": ["foreign_ground:439.3"], "findings": " "},
            "request.no_findings",
        ),
        (
            made.JUDGMENT,
            {"outcome": "recognise", "grounds": ["foreign_ground:439.3"]},
            "request.ground_not_needed",
        ),
        (made.JUDGMENT, {"outcome": "reject"}, "request.no_outcome"),
        (made.JUDGMENT, {"law": ""}, "request.no_law"),
        (made.JUDGMENT, {"orders": ""}, "request.no_orders"),
        (made.AWARD, {"outcome": "refuse", "grounds": ["foreign_ground:459.1.c"]}, "request.no_proof"),
        (
            made.AWARD,
            {"outcome": "part", "grounds": ["foreign_ground:459.1.c"], "proof": "Thư ngày 01/02/2025"},
            "request.not_in_part",
        ),
    ],
)
def test_what_the_panel_must_say(world, kind, wish, code):
    hearing = made.session_open(world, moment(MONDAY), kind=kind)
    by, at = judge(world, hearing.case), hearing.starts_at + timedelta(hours=1)
    said = made.decision(**wish)
    assert refused(actions.rule, by=by, case_id=hearing.case_id, wish=said, at=at) == code


def test_an_award_is_recognised_in_part_on_the_ground_that_allows_it(world):
    wish = made.decision(
        "part", grounds=["foreign_ground:459.1.d"], proof="Thỏa thuận trọng tài không có khoản lãi",
        findings="Phần lãi vượt quá thỏa thuận trọng tài, tách được khỏi nợ gốc.",
    )  # fmt: skip
    case = made.decided(world, moment(MONDAY), kind=made.AWARD, wish=wish)
    decision = CourseDecision.objects.get(case=case)
    assert str(case) == "01/2026/TLST-VKDTM"
    assert decision.title.startswith("Quyết định công nhận và cho thi hành tại Việt Nam một phần phán quyết")
    assert decision.content["grounds"][0]["citation"] == "điểm d khoản 1 Điều 459"
    assert {p.rule for p in decision.periods.all()} == {"BLTTDS:461.1", "BLTTDS:461.2", "BLTTDS:461.2#tren"}
    assert {"BLTTDS:455", "BLTTDS:457.1"} <= rules(case, "met")
    assert "BLTTDS:460.2" in rules(case, "open")


@pytest.mark.parametrize(("outcome", "grounds"), [("refuse", ["foreign_ground:439.2"]), ("reject", [])])
def test_who_asks_not_to_recognise_gets_his_way_or_is_rejected(world, outcome, grounds):
    wish = made.decision(outcome, grounds=grounds)
    case = made.decided(world, moment(MONDAY), kind=made.REFUSAL, wish=wish)
    words = {"refuse": "Quyết định không công nhận", "reject": "Quyết định bác đơn yêu cầu không công nhận"}
    assert CourseDecision.objects.get(case=case).title.startswith(words[outcome])


def test_six_months_from_the_receipt_where_nobody_asks_to_enforce(world):
    at = moment(MONDAY)
    petition = made.examined(world, at, kind=made.UNENFORCED)
    by = world.viewer("thamphan")
    late = made.facts(made.UNENFORCED, counts_on=date(2025, 8, 20))
    assert filing.record_foreign(by=by, petition_id=petition.pk, facts=late, at=at).is_late
    with pytest.raises(Refused) as found:
        filing.take_jurisdiction(by=by, petition_id=petition.pk, at=at)
    assert "Điều 447" in found.value.message


def test_a_letter_that_asks_to_explain_lengthens_the_preparation_once(world):
    at = moment(MONDAY)
    case = made.seated(world, at)
    by = judge(world, case)
    ask = {"by": by, "case_id": case.pk, "at": at}
    assert (
        refused(panel.ask_explanation, wish=Explanation("", "Lãi tính từ ngày nào?"), **ask)
        == "request.no_whom"
    )
    assert refused(panel.ask_explanation, wish=Explanation("requester", " "), **ask) == "request.no_questions"
    abroad = Explanation("foreign_court", "Bản án có hiệu lực từ ngày nào?")
    assert refused(panel.ask_explanation, wish=abroad, **ask) == "request.no_address"
    letter = panel.ask_explanation(wish=Explanation("requester", "Lãi tính từ ngày nào?"), **ask)
    assert letter.title == "Văn bản yêu cầu giải thích số 02/2026/TB-TA"
    preparation = Deadline.objects.get(case=case, rule="BLTTDS:437.3")
    assert (preparation.due_on, preparation.extension["amount"]) == (date(2026, 9, 3), 2)
    events.drain()
    sent = Service.objects.get(case=case, kind="explanation_request")
    assert set(sent.recipients.values_list("name", flat=True)) == {"Hoàng Thị Lan Chi"}
    second = Explanation("foreign_court", "Bản án có hiệu lực từ ngày nào?", "Seobu, Seoul, Hàn Quốc")
    panel.ask_explanation(wish=second, **{**ask, "at": at + timedelta(hours=1)})
    events.drain()
    preparation.refresh_from_db()
    assert preparation.extension["amount"] == 2
    assert Service.objects.filter(
        case=case, kind="explanation_request", recipients__name="Tòa án quận Seobu"
    ).exists()
    award = made.accepted(world, at, kind=made.AWARD)
    with pytest.raises(Refused) as found:  # 457.1: only the requester
        panel.ask_explanation(by=judge(world, award), case_id=award.pk, wish=second, at=at)
    assert found.value.code == "request.no_whom"


def test_it_is_suspended_and_ended_on_its_own_grounds(world):
    at = moment(MONDAY)
    case = made.seated(world, at)
    by = judge(world, case)
    general = course.Suspension("suspension:214.1.d", "Chờ vụ án khác", "Bản án của Tòa án khác")
    assert refused(course.suspend, by=by, case_id=case.pk, wish=general, at=at) == "course.no_ground"
    own = course.Suspension(
        "foreign_suspension:437.4.đ",
        "Bản án đang được xem xét lại.",
        "Kết quả xem xét lại của Tòa án quận Seobu",
    )
    decision = course.suspend(by=by, case_id=case.pk, wish=own, at=at)
    assert {p.rule for p in decision.periods.all()} == {
        "BLTTDS:442.1#tam-dinh-chi-vang-mat", "BLTTDS:442.2", "BLTTDS:442.2#tren",
    }  # fmt: skip
    assert "BLTTDS:441.2" in rules(case, "open") and "07 ngày" in decision.content["appeal_term"]
    withdrawn = End(ground="request_end:366.2.c", reason="Rút đơn.", fee="state")
    later = at + timedelta(hours=1)
    assert (
        refused(actions.discontinue, by=by, case_id=case.pk, wish=withdrawn, at=later) == "course.no_ground"
    )
    own_end = End(ground="foreign_end:437.5.a", reason="Người được thi hành rút đơn.", fee="state")
    ended = actions.discontinue(by=by, case_id=case.pk, wish=own_end, at=later)
    case.refresh_from_db()
    assert case.state == "discontinued" and "khoản 1 Điều 442" in ended.content["challenge_articles"]


def test_the_file_goes_to_the_procuracy_before_the_session(world):
    at = moment(MONDAY)
    hearing = made.session_set(world, at)
    send = {"case_id": hearing.case_id, "at": at + timedelta(hours=1)}
    waiting = Deadline.objects.get(case=hearing.case, rule="BLTTDS:437.3#vks", state="open")
    assert waiting.due_on <= hearing.day - timedelta(days=15)
    tomorrow = clock.local_date(at) + timedelta(days=1)
    clerk = world.viewer("thuky")
    assert refused(panel.send_to_procuracy, by=clerk, sent_on=tomorrow, **send) == "request.bad_day"
    today = clock.local_date(at)
    assert (
        refused(panel.send_to_procuracy, by=world.viewer("kiemsat"), sent_on=today, **send) == "not_allowed"
    )
    panel.send_to_procuracy(by=clerk, sent_on=today, **send)
    assert refused(panel.send_to_procuracy, by=clerk, sent_on=today, **send) == "request.file_sent"
    waiting.refresh_from_db()
    assert waiting.state == "met"
