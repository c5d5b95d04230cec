"""The pages of the simplified procedure, as the people see them whose pages they are."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from toaan.cases.models import Case
from toaan.core import audit, clock, files
from toaan.course import actions
from toaan.course.models import Complaint
from toaan.course.tests.helpers import judge_of, moment
from toaan.demo import steps, turns
from toaan.engines.pdf import page_count
from toaan.hearings import actions as hearings
from toaan.hearings.models import TrialDecision
from toaan.judgments import compose, papers

pytestmark = pytest.mark.django_db


def url(name: str, *parts) -> str:
    return reverse(name, args=[getattr(p, "pk", p) for p in parts])


def judge_page(page, world, case):
    return page(steps.presiding(world, case))


def test_the_judge_ticks_what_the_file_shows(world, now, page):
    case = steps.assigned_case(world, now)
    client = judge_page(page, world, case)
    address = url("course:simplify", case)
    shown = client.get(address).content.decode()
    assert "điểm a: Tình tiết đơn giản" in shown and "05/02/2026" in shown
    wrong = client.post(address, {"met": ["simple"], "note": "Bản tự khai"})
    assert wrong.status_code == 422 and "đương sự đã thừa nhận nghĩa vụ" in wrong.content.decode()
    assert "Bản tự khai" in wrong.content.decode(), "nothing typed is lost"
    done = client.post(address, {"met": sorted(turns.MET), "note": "Bản tự khai"})
    assert done.status_code == 302 and Case.objects.get(pk=case.pk).is_simplified
    overview = client.get(url("cases:overview", case)).content.decode()
    assert "Ra quyết định đưa vụ án ra xét xử theo thủ tục rút gọn" in overview
    decide = client.get(url("hearings:decide_trial", case)).content.decode()
    assert "Một Thẩm phán, không có Hội thẩm nhân dân" in decide and "good_cause" not in decide
    assert page("thuky").get(address).status_code == 403


def test_a_party_complains_once_and_reads_what_became_of_it(world, now, page):
    case = turns.simplified_trial(world, now)
    moment("2026-01-07")
    client = page("bidon")
    assert url("course:complain", case) in client.get(url("portal:case", case)).content.decode()
    address = url("course:complain", case)
    assert "08/01/2026" in client.get(address).content.decode()
    party = case.parties.get(role="defendant")
    empty = client.post(address, {"party": str(party.pk), "ground": ""})
    assert empty.status_code == 422
    assert client.post(address, {"party": str(party.pk), "ground": "Chưa thừa nhận lãi"}).status_code == 302
    assert client.post(address, {"party": str(party.pk), "ground": "Lần nữa"}).status_code == 302
    assert Complaint.objects.count() == 1
    president = page("chanhan")
    assert "Giải quyết khiếu nại" in president.get(url("cases:overview", case)).content.decode()
    settle = url("course:settle_complaints", case)
    assert "Chưa thừa nhận lãi" in president.get(settle).content.decode()
    assert president.post(settle, {"outcome": "uphold", "reason": "Có biên bản đối chiếu"}).status_code == 302
    assert "giữ nguyên" in client.get(address).content.decode().lower()
    assert page("nguoila").get(address).status_code == 404


def test_the_clerk_the_procurator_and_the_judge_have_their_doors(world, now, page):
    hearing = turns.simplified_hearing(world, now, mediated=False)
    case = hearing.case
    client = judge_page(page, world, case)
    mediate = url("hearings:mediate", case, hearing)
    assert mediate in client.get(url("cases:overview", case)).content.decode()
    assert client.post(mediate, {"outcome": "not_settled", "text": ""}).status_code == 422
    assert client.post(mediate, {"outcome": "not_settled", "text": "Không thống nhất"}).status_code == 302
    assert "Không thống nhất" in client.get(url("hearings:case", case)).content.decode()
    ordinary = client.post(
        url("course:to_ordinary", case), {"ground": "ordinary:317.3.a", "reason": "Phải giám định"}
    )
    assert ordinary.status_code == 302 and not Case.objects.get(pk=case.pk).is_simplified
    for who, status in (("thuky", 200), ("kiemsat", 200), ("hoitham", 404)):
        assert page(who).get(url("course:record_complaint", case)).status_code == status


def test_the_way_to_mediation_stands_on_the_hearing_as_long_as_it_is_simplified(world, now, page):
    """BLTTDS 320.3: after the opening, by the judge, and nowhere else."""
    hearing = turns.simplified_hearing(world, now, mediated=False)
    case, judge = hearing.case, judge_page(page, world, hearing.case)
    mediate = url("hearings:mediate", case, hearing)
    shown = (url("hearings:case", case), url("hearings:conduct", case, hearing))
    for address in shown:
        assert mediate in judge.get(address).content.decode(), address
        assert mediate not in page("thuky").get(address).content.decode(), address
    judge.post(url("course:to_ordinary", case), {"ground": "ordinary:317.3.a", "reason": "Phải giám định"})
    for address in shown:
        assert mediate not in judge.get(address).content.decode(), "an ordinary case has its session for that"
    sent = {"outcome": "settled", "text": "Đồng ý"}
    assert judge.post(mediate, sent).status_code in {409, 422}


def words(template: str, content) -> str:
    return " ".join(render_to_string(template, content).split())


def test_the_papers_speak_of_one_judge(world, now, real_papers):
    case = turns.simplified_trial(world, now)
    decision = TrialDecision.objects.get(case=case)
    assert page_count(files.read(decision.sha256)) >= 1, "laid out for real"
    said = words("hearings/forms/trial_decision.html", decision.content)
    assert "theo thủ tục rút gọn" in said and "Điều 319" in said and "Hội thẩm" not in said
    turns.complained(world, case, moment("2026-01-07"))
    assert page_count(files.read(Complaint.objects.get().sha256)) == 1
    settled = actions.settle_complaints(
        by=world.viewer("chanhan"), case_id=case.pk, at=clock.now(),
        wish=actions.Settlement(uphold=False, reason="Còn tranh chấp lãi."),
    )  # fmt: skip
    said = words("course/forms/decision.html", settled.content)
    assert "CHÁNH ÁN" in said and "tính lại" in said and "quyết định cuối cùng" in said
    assert "Thẩm phán" not in said


def test_the_judgment_names_one_judge_half_the_fee_and_seven_days(world, now):
    hearing = turns.simplified_hearing(world, now)
    case, judge, at = hearing.case, judge_of(world, hearing.case), clock.now()
    hearings.close_debate(by=judge, hearing_id=hearing.pk, at=at)
    case = Case.objects.get(pk=case.pk)
    content = compose.first_draft(case, on=clock.local_date(at))
    ordinary = compose.appeal_notice(clock.local_date(at))
    assert "07 ngày" in content.appeal and "Điều 322" in content.appeal and "15 ngày" in ordinary
    full = 17_500_000
    assert compose.fee_of(case, on=clock.local_date(at)).amount == full // 2, "half of 5 % (NQ 326/2016)"
    case, judgment = steps.pronounced_case(world, at, case=case), case.judgment
    text = words("judgments/_body.html", papers.context(judgment.text))
    assert "Thẩm phán tiến hành xét xử theo thủ tục rút gọn" in text
    assert "Hội thẩm" not in text and "Hội đồng xét xử" not in text
    rows = {p.holder: p for p in judgment.periods.all()}
    assert {p.rule for p in rows.values() if p.rule} == {"BLTTDS:322.1"}, (
        "the procuracy counts from receipt (322.2)"
    )
    assert audit.verify().good
