"""The pages of the course: the judge decides, the clerk takes in, a party reads and appeals; registers and figures follow."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.core.waiting import waiting_for
from toaan.course.models import Challenge, CourseDecision
from toaan.course.tests.helpers import discontinued, later, moment, resumed, suspended
from toaan.demo import steps
from toaan.rules.statistics import Period
from toaan.statistics import queries as statistics

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world, now) -> Case:
    """ "thamphan" presides, "thuky" is the clerk."""
    found = steps.assigned_case(world, now)
    found.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    return Case.objects.get(pk=found.pk)


def url(name: str, case: Case, *more) -> str:
    return reverse(f"course:{name}", args=[case.pk, *more])


SUSPEND = {
    "ground": "suspension:214.1.d", "reason": "Cần đợi kết quả vụ án khác", "waiting_for": "Bản án của vụ án 12/2025",
    "expected_on": "02/03/2026",
}  # fmt: skip


def test_the_judge_suspends_and_resumes_on_the_case_page(page, case, world):
    judge = page("thamphan")
    assert "Tạm đình chỉ" in judge.get(url("case", case)).text
    empty = judge.post(url("suspend", case), {"reason": "Cần đợi"})
    assert empty.status_code == 422 and "Cần đợi" in empty.text, "what was typed stays"
    done = judge.post(url("suspend", case), SUSPEND)
    assert done.status_code == 302
    shown = judge.get(url("case", case)).text
    assert (
        "01/2026/QĐST-DS" in shown
        and "điểm d khoản 1 Điều 214" in shown
        and "Bản án của vụ án 12/2025" in shown
    )
    assert "Ghi nhận lý do không còn" in shown and "Tạm đình chỉ</a>" not in shown
    overview = judge.get(reverse("cases:overview", args=[case.pk])).text
    assert "đôn đốc" in overview and "Tạm đình chỉ" in overview
    again = judge.post(url("suspend", case), SUSPEND, follow=True)
    assert "đã được ban hành" in again.text and CourseDecision.objects.count() == 1
    noted = page("thuky").post(
        url("end_reason", case), {"gone_on": "05/01/2026", "how": "Bản án đã có hiệu lực"}
    )
    assert noted.status_code == 302
    form = judge.get(url("resume", case)).text
    assert "05/01/2026" in form and "Bản án đã có hiệu lực" in form, "what was noted stands on the form"
    assert (
        judge.post(url("resume", case), {"gone_on": "05/01/2026", "reason": "Đã có bản án"}).status_code
        == 302
    )
    case.refresh_from_db()
    assert case.state == "preparing"


def test_work_that_waits_for_the_judge(page, case, world, now):
    suspended(world, now, case, expected_on=date(2026, 1, 9))
    judge = world.viewer("thamphan")
    assert not [w for w in waiting_for(judge) if w.act.startswith("course.")]
    moment("2026-01-09")
    [urge] = [w for w in waiting_for(judge) if w.act.startswith("course.")]
    assert "Đôn đốc" in urge.title
    page("thuky").post(url("end_reason", case), {"gone_on": "09/01/2026", "how": "Xong"})
    [decide] = [w for w in waiting_for(judge) if w.act.startswith("course.")]
    assert decide.act == "course.resume" and decide.url == url("resume", case)


@pytest.mark.parametrize("who", ["thamphan2", "thuky", "chanhan", "kiemsat", "nguyendon", "nguoila"])
@pytest.mark.parametrize("name", ["suspend", "discontinue", "resume"])
def test_others_do_not_get_the_forms(page, case, who, name):
    answer = page(who).get(url(name, case))
    assert answer.status_code in {403, 404}
    assert page(who).post(url(name, case), SUSPEND).status_code in {403, 404}
    assert not CourseDecision.objects.exists()


def test_a_form_out_of_its_place_says_where_the_case_stands(page, case):
    Case.objects.filter(pk=case.pk).update(state="judged")
    assert "Đã tuyên án" in page("thamphan").get(url("suspend", case)).text
    refused = page("thamphan").post(url("suspend", case), SUSPEND)
    assert refused.status_code == 422 and not CourseDecision.objects.exists()


def test_the_paper_is_for_the_court_and_the_procuracy_here(page, case, world, now, real_papers):
    decision = suspended(world, now, case)
    for who in ("thamphan", "thuky", "chanhan", "kiemsat"):
        answer = page(who).get(url("paper", case, decision.pk))
        assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert page("nguoila").get(url("paper", case, decision.pk)).status_code in {403, 404}


def test_a_number_without_a_paper_is_nobody_elses_news(page, case, world, now, monkeypatch):
    from toaan.course import papers

    monkeypatch.setattr(papers, "decision", lambda *_a, **_k: (_ for _ in ()).throw(OSError("stop")))
    with pytest.raises(OSError, match="stop"):
        suspended(world, now, case)
    assert "chưa ban hành xong" in page("thamphan").get(url("case", case)).text
    for who in ("thuky", "chanhan", "kiemsat"):
        assert "01/2026/QĐST-DS" not in page(who).get(url("case", case)).text
    assert "01/2026/QĐST-DS" not in page("nguyendon").get(reverse("portal:case", args=[case.pk])).text


def test_a_party_reads_why_the_case_stands_still_and_appeals(page, case, world, now):
    decision = suspended(world, now, case, expected_on=date(2026, 3, 2))
    events.drain()
    steps.served(world, case, later(clock.now(), days=1), kind="suspension_decision")
    plaintiff = page("nguyendon")
    shown = plaintiff.get(reverse("portal:case", args=[case.pk])).text
    assert "Kết quả của Hội đồng định giá" in shown and "Kháng cáo" in shown
    assert plaintiff.get(url("appeal", case, decision.pk)).status_code == 200
    party = case.parties.get(role="plaintiff")
    empty = plaintiff.post(url("appeal", case, decision.pk), {"party": str(party.pk), "ground": ""})
    assert empty.status_code == 422
    foreign = plaintiff.post(
        url("appeal", case, decision.pk),
        {"party": str(case.parties.get(role="defendant").pk), "ground": "Thay"},
    )
    assert foreign.status_code == 422 and not Challenge.objects.exists()
    sent = plaintiff.post(
        url("appeal", case, decision.pk), {"party": str(party.pk), "ground": "Không cần chờ"}
    )
    assert sent.status_code == 302 and Challenge.objects.get().ground == "Không cần chờ"
    assert "đã kháng cáo" in plaintiff.get(url("appeal", case, decision.pk)).text
    assert page("luatsu").get(url("appeal", case, decision.pk)).status_code in {200, 403, 404}
    assert page("nguoila").get(url("appeal", case, decision.pk)).status_code == 404
    assert page("thuky").get(url("appeal", case, decision.pk)).status_code == 404


def test_after_the_period_the_page_says_what_is_left(page, case, world, now):
    decision = suspended(world, now, case)
    events.drain()
    steps.served(world, case, later(clock.now(), days=1), kind="suspension_decision")
    moment("2026-02-10")
    plaintiff = page("nguyendon")
    way_left = reverse("appeals:my_late_decision", args=[case.pk, decision.pk])
    assert way_left in plaintiff.get(url("appeal", case, decision.pk)).text
    party = case.parties.get(role="plaintiff")
    plaintiff.post(url("appeal", case, decision.pk), {"party": str(party.pk), "ground": "Muộn"})
    assert not Challenge.objects.exists()


def test_the_clerk_takes_in_an_appeal_and_the_procurator_a_protest(page, case, world, now):
    decision = discontinued(world, now, case)
    party = case.parties.get(role="defendant")
    typed = {"party": str(party.pk), "channel": "post", "received_on": "05/01/2026", "ground": "Không đồng ý"}
    assert page("thuky").post(url("record_appeal", case, decision.pk), typed).status_code == 302
    protest = {"level": "same", "number": "07/QĐ-VKS", "received_on": "05/01/2026", "ground": "Trái luật"}
    assert page("kiemsat").post(url("record_protest", case, decision.pk), protest).status_code == 302
    assert Challenge.objects.count() == 2
    shown = page("thamphan").get(url("case", case)).text
    assert "Bị kháng cáo, kháng nghị" in shown and "07/QĐ-VKS" in shown
    assert "Kiểm tra đơn kháng cáo của" in page("thuky").get(reverse("cases:overview", args=[case.pk])).text
    assert page("thuky2").get(url("record_appeal", case, decision.pk)).status_code == 403


def test_a_discontinued_case_tells_its_parties_about_the_fee(page, case, world, now):
    discontinued(world, now, case)
    shown = page("bidon").get(reverse("portal:case", args=[case.pk])).text
    assert "Vụ án kết thúc mà không có bản án" in shown and "được trả lại" in shown


def test_the_register_notes_a_suspension_and_strikes_out_a_discontinuance(page, world, now):
    cases = [steps.assigned_case(world, now) for _ in range(3)]
    suspended(world, now, cases[0])
    resumed(world, cases[0], later(now, days=1))
    suspended(world, later(now, days=2), cases[0])
    discontinued(world, now, cases[1])
    screen = page("thuky").get(reverse("cases:register")).text
    assert "Tạm đình chỉ" in screen and "Đã đình chỉ, đã xóa tên" in screen
    book = page("thuky").get(reverse("books:print", args=["thu-ly"])).text
    [first, second, third] = [line for line in book.split("<tr>") if "TLST-DS" in line]
    assert first.count("Quyết định tạm đình chỉ") == 2 and "xóa tên" not in first, (
        "215.1: noted, not struck out"
    )
    assert "Quyết định đình chỉ" in second and "Đã xóa tên trong sổ" in second
    assert "Quyết định" not in third.replace("quyết định", "")


def test_figures_count_each_outcome_once(world, now, page):
    cases = [steps.assigned_case(world, now) for _ in range(4)]
    suspended(world, now, cases[0])
    suspended(world, now, cases[1])
    resumed(world, cases[1], moment("2026-01-20"))
    discontinued(world, moment("2026-01-21"), cases[2])
    moment("2026-02-05")
    january = statistics.monthly(world.viewer("chanhan"), 2026, 1).total.cells
    assert (january["new"], january["discontinued"], january["suspended"], january["resolved"], january["remaining"]) == (
        4, 1, 1, 1, 3,
    )  # fmt: skip
    resumed(world, cases[0], clock.now())
    again = statistics.monthly(world.viewer("chanhan"), 2026, 1).total.cells
    assert again["suspended"] == 1, "on 31 January it still stood still"
    rows = statistics.behind(
        world.viewer("chanhan"), Period(date(2026, 1, 1), date(2026, 1, 31)), cell="suspended"
    )
    assert [c.pk for c in rows] == [cases[0].pk]
