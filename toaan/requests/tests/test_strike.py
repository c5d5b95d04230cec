"""A request about a strike from the petition to the effect of the decision: who asks, until when, three judges, the way up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from toaan.cases.models import Deadline
from toaan.core import areas, audit, clock, files
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.course import duties
from toaan.course.models import CourseDecision, Period
from toaan.course.tests.helpers import moment
from toaan.delivery.models import Service
from toaan.demo import foreign_steps, steps
from toaan.demo import strike_steps as made
from toaan.engines.pdf import page_count
from toaan.filing import actions as filing
from toaan.filing import strikes, venue
from toaan.filing.models import Petition
from toaan.hearings import actions as hearings
from toaan.requests import actions
from toaan.requests.actions import panel
from toaan.requests.tests.test_thread import judge, rules
from toaan.requests.wishes import End

pytestmark = pytest.mark.django_db
MONDAY = "2026-03-02"


def refused(act, **kwargs) -> Refused:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value


def test_an_employer_asks_and_the_decision_takes_effect(world):
    at = moment(MONDAY)
    hearing = made.session_open(world, at)
    case = hearing.case
    assert (case.request_kind, case.kind, str(case)) == ("33.2", "LĐ", "01/2026/TLST-VLĐ")
    assert case.fee_receipt["amount"] == 1_500_000  # NQ 326/2016 art. 41
    assert {"BLTTDS:410.1", "BLTTDS:410.2", "BLTTDS:410.3"} <= rules(case, "met")
    not_of_strikes = {"BLTTDS:363.1", "BLTTDS:366.1", "BLTTDS:366.4", "BLTTDS:370.2"}
    assert not not_of_strikes & (rules(case, "met") | rules(case, "open"))
    opening = Deadline.objects.get(case=case, rule="BLTTDS:410.2")
    assert (opening.trigger_on, opening.due_on, opening.owner) == (
        date(2026, 3, 2),
        date(2026, 3, 9),
        "judge",
    )
    wish = made.decision()
    decision = actions.rule(
        by=judge(world, case), case_id=case.pk, wish=wish, at=hearing.starts_at + timedelta(hours=1)
    )
    assert decision.title == (
        "Quyết định về tính hợp pháp của cuộc đình công (cuộc đình công là bất hợp pháp) số 01/2026/QĐST-VLĐ"
    )
    assert decision.content["granted"] == "all" and "1.500.000 đồng" in decision.content["fee_words"]
    assert {p.rule for p in decision.periods.all()} == {"BLTTDS:372.1", "BLTTDS:372.2", "BLTTDS:372.2#tren"}
    assert "BLTTDS:412.1" in rules(case, "open")
    steps.served(world, case, hearing.starts_at + timedelta(hours=2), kind="ruling")
    served = Service.objects.get(case=case, kind="ruling")
    told = set(served.recipients.values_list("name", flat=True))
    assert {made.EMPLOYER, made.UNION} <= told and any("Viện kiểm sát" in name for name in told)
    assert "Bộ Tư pháp" not in told and "412" in served.article
    assert "BLTTDS:412.1" in rules(case, "met")
    last = max(Period.objects.filter(decision=decision).values_list("due_on", flat=True))
    after = moment((last + timedelta(days=1)).isoformat())
    duties.settle_effect(clock.local_date(after), after)
    case.refresh_from_db()
    assert case.state == "effective"
    assert audit.verify().good


def test_the_decision_to_open_the_session_goes_at_once_to_both_sides_and_the_procuracy(world):
    hearing = made.session_set(world, moment(MONDAY))
    case = hearing.case
    sending = Deadline.objects.get(case=case, rule="BLTTDS:410.2#gui")
    assert sending.due_on == sending.trigger_on
    steps.served(world, case, moment(MONDAY) + timedelta(hours=3), kind="request_session_decision")
    service = Service.objects.get(case=case, kind="request_session_decision")
    assert service.article.startswith("khoản 2 Điều 410")
    assert service.title.startswith("Quyết định mở phiên họp xét tính hợp pháp của cuộc đình công")
    sending.refresh_from_db()
    assert sending.state == "met"


def test_a_union_pays_nothing_and_an_employer_is_spared_nothing(world):
    at = moment(MONDAY)
    union = made.examined(world, at, "workers")
    by = world.viewer("thamphan")
    assert (
        refused(filing.take_jurisdiction, by=by, petition_id=union.pk, at=at).code
        == "filing.strike_no_charge"
    )
    spared = {"exemption": "cong-doan", "exemption_reason": "Quyết định công nhận Ban chấp hành"}
    notice = filing.take_jurisdiction(by=by, petition_id=union.pk, at=at, **spared)
    assert (notice.amount, Petition.objects.get(pk=union.pk).state) == (0, "fee_paid")
    employer = made.examined(world, at)
    told = refused(filing.take_jurisdiction, by=by, petition_id=employer.pk, at=at, **spared)
    assert told.code == "filing.no_exemption"


def test_what_a_request_about_a_strike_must_say_before_it_is_filed(world):
    at = moment(MONDAY)
    by = world.viewer("nguyendon")
    petition = made.drafted(world, at, place="", started_on="")
    empty = {"facts": "Ngừng việc.", "strike": {"side": "nobody"}}
    petition = filing.save_draft(
        by=by, petition_id=petition.pk, section="facts", data=empty, revision=petition.revision, at=at
    )
    found = refused(filing.submit, by=by, petition_id=petition.pk, at=at)
    assert set(found.fields) == {"strike_side", "strike_place", "strike_started_on"}
    late = made.drafted(world, at, started_on=date(2026, 3, 3))
    found = refused(filing.submit, by=world.viewer("nguyendon"), petition_id=late.pk, at=at)
    assert set(found.fields) == {"strike_started_on"} and "403" in found.fields["strike_started_on"]
    alone = filing.save_draft(
        by=world.viewer("nguyendon"), petition_id=late.pk, section="related", data={"related": []}, revision=late.revision, at=at
    )  # fmt: skip
    found = refused(filing.submit, by=world.viewer("nguyendon"), petition_id=alone.pk, at=at)
    assert "tổ chức lãnh đạo cuộc đình công (điểm b khoản 2 Điều 403" in found.fields["related-0-name"]


@pytest.mark.parametrize(
    ("ended", "late"), [(date(2025, 12, 2), False), (date(2025, 12, 1), False), (date(2025, 11, 27), True)]
)
def test_three_months_from_the_end_of_the_strike(world, ended, late):
    """403.1: the last day of one that ended on 01/12/2025 is Sunday 01/03/2026, so Monday."""
    at = moment(MONDAY)
    petition = made.examined(world, at, started_on=date(2025, 11, 20), ended_on=ended)
    act = {"by": world.viewer("thamphan"), "petition_id": petition.pk, "at": at}
    if not late:
        assert filing.take_jurisdiction(**act).amount == 1_500_000
        return
    found = refused(filing.take_jurisdiction, **act)
    assert found.code == "filing.strike_late"
    assert (
        "khoản 1 Điều 403" in found.message
        and "27/02/2026" in found.message
        and "trả lại đơn" in found.message
    )


def test_it_is_accepted_only_where_the_strike_is(world):
    at = moment(MONDAY)
    petition = made.examined(world, at)
    by, since = world.viewer("thamphan"), date(2025, 7, 1)
    there = [areas.Line("tỉnh Sông Thanh", "xã Sông Thanh", "", since, None, "Nghị quyết giả định")]
    filing.enter_area(by=SYSTEM, court_name="Tòa án nhân dân khu vực 1", lines=there, at=at)
    found = venue.of_request(petition, clock.local_date(at))
    assert (found.answer.level, found.verdict) == ("region", "wrong")
    assert found.answer.ways[0].article == "điểm x khoản 2 Điều 39 Bộ luật Tố tụng dân sự"
    told = refused(filing.take_jurisdiction, by=by, petition_id=petition.pk, at=at)
    assert told.code == "filing.strike_elsewhere"
    assert "khu vực 1" in told.message and "khoản 1 Điều 405" in told.message


def test_at_the_counter_the_strike_is_entered_with_the_paper(world):
    at = moment(MONDAY)
    clock.move_to(at)
    data = made.words(world, at, "workers")
    entry = {
        "by": world.viewer("thuky"),
        "channel": "counter",
        "kind": "",
        "received_on": clock.local_date(at),
        "at": at,
    }
    found = refused(filing.record_paper, data={**data, "strike": {}}, request_kind="33.2", **entry)
    assert {"strike_side", "strike_place", "strike_started_on"} <= set(found.fields)
    petition = filing.record_paper(data=data, request_kind="33.2", **entry)
    assert strikes.facts(petition.content).side == "workers"
    other = filing.record_paper(data={**data, "strike": {"place": "ở đây"}}, request_kind="33.1", **entry)
    assert "strike" not in other.content  # questions of one kind of request only


def test_three_judges_sit_and_meet_within_five_working_days(world):
    at = moment(MONDAY)
    case = made.accepted(world, at)
    by, president = judge(world, case), world.viewer("chanhan")
    starts = steps.next_working_day(at + timedelta(days=3)) + timedelta(hours=2)
    plan = foreign_steps.plan(world, starts)
    assert refused(hearings.decide_trial, by=by, case_id=case.pk, plan=plan, at=at).code == "hearing.panel"
    chosen = foreign_steps.free_judges(world, case)
    few = refused(panel.assign_panel, by=president, case_id=case.pk, post_ids=chosen[:1], at=at)
    assert few.code == "panel.judges" and "Điều 406" in few.message
    panel.assign_panel(by=president, case_id=case.pk, post_ids=chosen[:2], at=at)
    far = foreign_steps.plan(world, steps.next_working_day(at + timedelta(days=10)) + timedelta(hours=2))
    late = refused(hearings.decide_trial, by=by, case_id=case.pk, plan=far, at=at)
    assert late.code == "hearing.too_late" and "410" in late.message
    assert hearings.decide_trial(by=by, case_id=case.pk, plan=plan, at=at).hearing.state == "planned"


def test_either_side_absent_once_puts_it_off_by_three_working_days_and_twice_ends_it(world):
    hearing = made.session_set(world, moment(MONDAY))
    case, by = hearing.case, judge(world, hearing.case)

    def without(sitting, role: str) -> str:
        clock.move_to(sitting.starts_at)
        marks = {p.pk: hearings.Mark("present") for p in sitting.participations.all()}
        away = sitting.participations.get(party__role=role, role="party")
        marks[away.pk] = hearings.Mark("absent", reason="không rõ lý do")
        at = sitting.starts_at
        hearings.record_attendance(by=world.viewer("thuky"), hearing_id=sitting.pk, marks=marks, at=at)
        return refused(hearings.open_hearing, by=by, hearing_id=sitting.pk, at=at).message

    assert "khoản 1 Điều 408" in without(hearing, "related")
    end = End(ground="strike_end:409.3", reason="Vắng mặt lần thứ hai.", fee="state")
    early = refused(actions.discontinue, by=by, case_id=case.pk, wish=end, at=hearing.starts_at)
    assert early.code == "request.not_twice"
    new = {
        "by": by,
        "hearing_id": hearing.pk,
        "reason": "Công đoàn vắng mặt lần thứ nhất",
        "room_id": hearing.room_id,
    }
    far = steps.next_working_day(hearing.starts_at + timedelta(days=7)) + timedelta(hours=2)
    late = refused(
        hearings.adjourn, **new, starts_at=far, ends_at=far + timedelta(hours=1), at=hearing.starts_at
    )
    assert late.code == "hearing.too_late" and "khoản 2 Điều 408" in late.message
    soon = steps.next_working_day(hearing.starts_at + timedelta(days=2)) + timedelta(hours=2)
    put_off = hearings.adjourn(**new, starts_at=soon, ends_at=soon + timedelta(hours=1), at=hearing.starts_at)
    assert {"BLTTDS:410.3"} <= rules(case, "met") and "BLTTDS:408.2" in rules(case, "open")
    assert "khoản 3 Điều 409" in without(put_off.next_hearing, "requester")
    ended = actions.discontinue(by=by, case_id=case.pk, wish=end, at=soon)
    case.refresh_from_db()
    assert case.state == "discontinued" and ended.citation == "khoản 3 Điều 409"
    assert {p.rule for p in ended.periods.all()} == {"BLTTDS:273.2", "BLTTDS:280.2", "BLTTDS:280.2#tren"}
    assert "khoản 2 Điều 273" in ended.content["challenge_articles"]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"outcome": "illegal", "grounds": []}, "request.no_ground"),
        ({"outcome": "illegal", "grounds": ["strike_ground:204.9"]}, "request.no_ground"),
        ({"outcome": "legal", "grounds": ["strike_ground:204.1"]}, "request.ground_not_needed"),
        ({"outcome": "part"}, "request.no_outcome"),
        ({"findings": " "}, "request.no_findings"),
        ({"law": ""}, "request.no_law"),
    ],
)
def test_what_the_panel_must_say(world, wish, code):
    hearing = made.session_open(world, moment(MONDAY))
    by, at = judge(world, hearing.case), hearing.starts_at + timedelta(hours=1)
    said = made.decision(**wish)
    assert refused(actions.rule, by=by, case_id=hearing.case_id, wish=said, at=at).code == code


def test_the_decision_of_a_strike_is_no_recognition_and_no_ruling_of_one_judge(world):
    from toaan.demo import request_steps

    hearing = made.session_open(world, moment(MONDAY))
    by, at = judge(world, hearing.case), hearing.starts_at + timedelta(hours=1)
    for wish, code in (
        (foreign_steps.decision(), "request.not_foreign"), (request_steps.ruling(), "request.of_panel"),
    ):  # fmt: skip
        assert refused(actions.rule, by=by, case_id=hearing.case_id, wish=wish, at=at).code == code
    for name in ("thuky", "nguoila", "nguyendon"):
        found = refused(
            actions.rule, by=world.viewer(name), case_id=hearing.case_id, wish=made.decision(), at=at
        )
        assert found.status in {403, 404}, name


def test_the_sides_agree_and_the_request_ends(world):
    at = moment(MONDAY)
    case = made.seated(world, at)
    wish = End(ground="strike_end:409.2", reason="Hai bên đã thỏa thuận về tiền thưởng.", fee="returned")
    ended = actions.discontinue(by=judge(world, case), case_id=case.pk, wish=wish, at=at + timedelta(hours=1))
    case.refresh_from_db()
    assert (case.state, ended.citation) == ("discontinued", "khoản 2 Điều 409")
    assert "Trả lại" in ended.content["fee_words"] and "BLTTDS:217.3" in rules(case, "open")
    withdrawn = End(ground="request_end:366.2.c", reason="Rút đơn.", fee="state")
    other = made.seated(world, at + timedelta(hours=2))
    found = refused(
        actions.discontinue,
        by=judge(world, other),
        case_id=other.pk,
        wish=withdrawn,
        at=at + timedelta(hours=3),
    )
    assert found.code == "course.no_ground"


def test_the_five_days_run_from_the_receipt_until_the_session_is_decided(world):
    at = moment(MONDAY)
    petition = made.examined(world, at)
    running = Deadline.objects.get(petition_id=petition.pk, rule="BLTTDS:410.2")
    assert (running.state, running.owner, running.due_on) == ("open", "examiner", date(2026, 3, 9))
    filing.request_amendment(
        by=world.viewer("thamphan"), petition_id=petition.pk, matters="Ghi rõ nơi đình công", due_on=date(2026, 3, 6), at=at
    )  # fmt: skip
    running.refresh_from_db()
    assert running.state == "open"  # nothing in the text stops it
    case = made.accepted(world, at)
    mine = Deadline.objects.get(case=case, rule="BLTTDS:410.2")
    assert (mine.owner, mine.post_id) == ("judge", case.assignments.get(role="presiding").post_id)


def printed(form: str, content: dict) -> str:
    """The text of a paper, without its layout."""
    return " ".join(render_to_string(form, content).split())


def test_papers_name_the_strike_and_say_what_is_to_be_done(world):
    case = made.decided(world, moment(MONDAY))
    words = printed("requests/forms/strike.html", CourseDecision.objects.get(case=case).content)
    for said in (
        "ngừng ngay đình công và trở lại làm việc", made.UNION, "khoản 1 Điều 204 của Bộ luật Lao động", "Xưởng may số 2",
        "1.500.000 đồng", "Điều 412, khoản 1 Điều 372",
    ):  # fmt: skip
        assert said in words, said
    opened = printed("hearings/forms/strike_session.html", case.trial_decisions.get().content)
    assert "xét tính hợp pháp của cuộc đình công" in opened and "khoản 2 và khoản 3 Điều 410" in opened


def test_the_papers_are_laid_out_and_signed(world, real_papers):
    case = made.decided(world, moment(MONDAY), "workers", made.decision("legal"))
    for sha256 in (CourseDecision.objects.get(case=case).sha256, case.trial_decisions.get().sha256):
        assert page_count(files.read(sha256)) >= 1
