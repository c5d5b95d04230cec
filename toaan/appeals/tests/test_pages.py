"""The pages of both courts and of the portal, opened by the person whose they are."""

from __future__ import annotations

import pytest
from django.urls import reverse

from toaan.appeals.tests.thread import AFTER, accepted, appealed, day, deliberating, judged, sent
from toaan.cases import actions as cases
from toaan.cases import overview
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.judgments.models import Judgment

pytestmark = pytest.mark.usefixtures("quick_paper")


def url(name: str, *parts: object) -> str:
    return reverse(f"appeals:{name}", args=[getattr(p, "pk", p) for p in parts])


def test_judge_accepts_and_appellant_pays_through_the_pages(page, world, now):
    judgment = appealed(world, now)
    case, appeal = judgment.case, judgment.appeals.get()
    clock.move_to(now.replace(day=9))
    judge, clerk, plaintiff = page("thamphan"), page("thuky"), page("nguyendon")
    tab = judge.get(url("case", case)).content.decode()
    assert url("accept_appeal", case, appeal) in tab
    assert url("accept_appeal", case, appeal) not in clerk.get(url("case", case)).content.decode()
    assert judge.get(url("accept_appeal", case, appeal)).status_code == 200
    assert (
        judge.post(url("accept_appeal", case, appeal), {"exemption": "", "exemption_words": ""}).status_code
        == 302
    )
    assert judge.get(url("return_appeal", case, appeal)).status_code == 200
    assert "300.000" in plaintiff.get(url("mine", case)).content.decode()
    wrong = {"number": "AA/26", "dated": "09/01/2026", "amount": "1"}
    answer = clerk.post(url("receipt", case, appeal), wrong)
    assert answer.status_code == 422 and "AA/26" in answer.content.decode()
    assert clerk.post(url("receipt", case, appeal), {**wrong, "amount": "300.000"}).status_code == 302
    assert page("bidon").get(url("my_receipt", case, appeal)).status_code == 404
    assert plaintiff.get(url("my_withdraw_early", case, appeal)).status_code == 200
    assert plaintiff.get(reverse("portal:case", args=[case.pk])).status_code == 200


def test_the_court_above_enters_the_file_and_forms_its_panel_through_the_pages(page, world, now):
    transfer = sent(world, now)
    clerk, president = page("thuky.tinh"), page("chanhan.tinh")
    assert url("accept", transfer) in clerk.get(url("transfers")).content.decode()
    assert page("thuky").get(url("transfers")).status_code == 200
    assert clerk.post(url("accept", transfer)).status_code == 302
    assert clerk.post(url("accept", transfer)).status_code == 302  # pressed twice: told, once in the register
    case = Case.objects.get(instance="PT")
    president.post(reverse("cases:draw_judge", args=[case.pk]))
    form = president.get(url("panel", case))
    sitting = case.assignments.get(role="presiding").post
    free = [
        p for n, p in world.posts.items() if n.startswith("thamphan") and n.endswith(".tinh") and p != sitting
    ][:2]
    assert f'value="{sitting.pk}"' not in form.content.decode()
    assert president.post(url("panel", case), {"posts": [free[0].pk]}).status_code == 422
    assert president.post(url("panel", case), {"posts": [p.pk for p in free]}).status_code == 302
    assert case.assignments.filter(role="judge", ended_at=None).count() == 2
    assert page("nguyendon").get(reverse("portal:case", args=[case.pk])).status_code == 200
    assert page("thuky").get(url("case", case)).status_code == 404  # another court's case


def test_the_outcome_stays_with_the_panel_until_it_is_pronounced(page, world, now):
    case = deliberating(world, now)
    judge = page("thamphan.tinh")
    assert judge.get(url("outcomes", case)).status_code == 200
    assert judge.post(url("outcomes", case), {"part-2": "amended"}).status_code == 302
    secret = "Kết quả nghị án"
    assert "Bí mật nghị án" in page("thamphan2.tinh").get(url("case", case)).content.decode()
    for outsider in ("chanhan.tinh", "thamphan5.tinh"):
        assert secret not in page(outsider).get(url("case", case)).content.decode()
    assert "Hủy" not in page("nguyendon").get(url("mine", case)).content.decode()
    assert judge.get(reverse("judgments:draft", args=[case.pk])).status_code == 200


def test_everybody_reads_the_result_below(page, world, now):
    made = judged(world, now, {1: "upheld", 2: "remitted"})
    below = Judgment.objects.get(case=made.case.origin_id).case
    clerk = page("thuky")
    assert url("accept_again", below) in clerk.get(url("case", below)).content.decode()
    assert clerk.get(url("accept_again", below)).status_code == 200
    assert clerk.post(url("accept_again", below), {"claims": "Phạt cọc 50.000.000 đồng"}).status_code == 302
    assert clerk.get(reverse("judgments:case", args=[below.pk])).status_code == 200
    assert page("thamphan.tinh").get(reverse("judgments:case", args=[made.case_id])).status_code == 200
    for who in ("nguyendon", "bidon"):
        assert "Giữ nguyên" in page(who).get(url("mine", below)).content.decode()
        assert page(who).get(reverse("portal:case", args=[made.case_id])).status_code == 200


def test_a_judgment_above_is_of_the_second_instance_and_in_effect_wherever_it_is_shown(page, world, now):
    made = judged(world, now, {2: "amended"})
    below = Judgment.objects.get(case=made.case.origin_id).case
    judge = page("thamphan.tinh")
    shown = judge.get(reverse("judgments:print", args=[made.case_id])).content.decode()
    assert "TM. HỘI ĐỒNG XÉT XỬ PHÚC THẨM" in shown and "XÉT XỬ SƠ THẨM" not in shown
    stages = [s["label"] for s in overview.stages(made.case, Event.objects.filter(case_id=made.case_id))]
    assert "Đã tuyên án" not in stages, "in effect when pronounced (313.6)"
    days = {s["label"]: s["note"] for s in overview.stages(below, Event.objects.filter(case_id=below.pk))}
    assert days["Có hiệu lực pháp luật"] == "18/03"
    books = (("thuky.tinh", "Có hiệu lực"), ("thuky", "Đã có kết quả phúc thẩm"))
    for who, state in books:
        assert (
            state in page(who).get(reverse("books:book", args=["ban-an"])).content.decode().split("<tbody")[1]
        )
    assert (
        "Hội thẩm"
        not in page("chanhan.tinh").get(reverse("cases:assignment", args=[made.case_id])).content.decode()
    )
    with pytest.raises(Refused, match="Điều 64"):
        cases.assign_lay_judges(
            by=world.viewer("chanhan.tinh"), case_id=made.case_id, post_ids=[], at=made.pronounced_at
        )


def test_a_quashed_case_has_its_page(page, world, now):
    made = judged(world, now, {1: "remitted", 2: "remitted", 3: "remitted"})
    shown = page("thuky").get(reverse("cases:overview", args=[made.case.origin_id]))
    assert shown.status_code == 200 and "Bản án, quyết định sơ thẩm bị hủy" in shown.content.decode()
    book = page("thuky").get(reverse("books:book", args=["ban-an"])).content.decode()
    assert "Bị hủy theo bản án phúc thẩm" in book


def test_withdrawal_pages(page, world, now):
    case = accepted(world, now)
    clock.move_to(day(AFTER, 15))
    plaintiff = page("nguyendon")
    assert plaintiff.get(url("my_withdraw", case)).status_code == 200
    assert page("bidon").get(url("my_withdraw", case)).status_code == 302
    mine = case.challenge["appellants"][0]["party"]
    assert plaintiff.post(url("my_withdraw", case), {"holder": mine, "parts": ["2"]}).status_code == 302
    case.refresh_from_db()
    assert case.challenge["appellants"] == []
