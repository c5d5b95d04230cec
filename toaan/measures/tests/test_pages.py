"""The pages of interim measures, as the people see them whose pages they are."""

from __future__ import annotations

import uuid

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from toaan.core import clock, files
from toaan.course.tests.helpers import judge_of
from toaan.demo import steps, turns
from toaan.engines.pdf import page_count
from toaan.measures.models import MeasureComplaint, MeasureDecision, MeasureRequest

pytestmark = pytest.mark.django_db


def url(name: str, *parts) -> str:
    return reverse(f"measures:{name}", args=[getattr(p, "pk", p) for p in parts])


def typed(case, **other) -> dict[str, str]:
    said = {
        "key": str(uuid.uuid4()), "party": str(case.parties.get(role="plaintiff").pk),
        "against": str(case.parties.get(role="defendant").pk), "measure": "measure:114.10",
        "demands": "Tài khoản 0123456789", "value": "300.000.000", "holder_name": "Ngân hàng Sông Thanh",
        "holder_address": "", "reason": "Bị đơn đang rút tiền.", "liable": "on",
    }  # fmt: skip
    return {**said, **other}


def test_a_party_asks_and_the_other_side_learns_of_it_with_the_measure(world, now, page):
    case = steps.assigned_case(world, now)
    client, other = page("nguyendon"), page("bidon")
    address = url("mine", case)
    assert address in client.get(reverse("portal:case", args=[case.pk])).content.decode()
    sent = typed(case)
    for wrong in ({"liable": ""}, {"value": "900.000.000"}):
        answer = client.post(address, {**sent, **wrong})
        assert answer.status_code == 422 and "Bị đơn đang rút tiền." in answer.content.decode()
    assert client.post(address, sent).status_code == 302 and client.post(address, sent).status_code == 302
    assert MeasureRequest.objects.count() == 1, "pressed twice is once"
    assert "Phong tỏa tài khoản" in client.get(address).content.decode().partition("<form")[0]
    assert "Phong tỏa tài khoản" not in other.get(address).content.decode().partition("<form")[0]
    judge = page(steps.presiding(world, case))
    tab = judge.get(url("case", case)).content.decode()
    assert "Ngân hàng Sông Thanh" in tab and "Buộc thực hiện biện pháp bảo đảm" in tab
    assert page("nguoila").get(address).status_code == 404


def test_the_judge_decides_on_forms_that_keep_what_was_typed(world, now, page):
    case = turns.measure_asked(world, now)
    one = MeasureRequest.objects.get(case=case)
    judge = page(steps.presiding(world, case))
    secure = url("decide", case, one, "bao-dam")
    wrong = judge.post(
        secure, {"form": "Gửi tiền", "amount": "50.000.000", "due_on": "01/01/2026", "reason": "Có"}
    )
    assert wrong.status_code == 422 and "Gửi tiền" in wrong.content.decode()
    sent = {"form": "Gửi tiền", "amount": "50.000.000", "due_on": "07/01/2026", "reason": "Điều 136"}
    assert judge.post(secure, sent).status_code == 302
    done = page("thuky").post(
        url("record_security", case, one), {"done_on": "05/01/2026", "proof": "Giấy nộp tiền"}
    )
    assert done.status_code == 302
    apply = url("decide", case, one, "ap-dung")
    assert "Tài khoản 0123456789" in judge.get(apply).content.decode()
    assert judge.post(apply, {"orders": "Phong tỏa tài khoản", "reason": "Có căn cứ"}).status_code == 302
    made = MeasureDecision.objects.get(kind="application")
    assert page("thuky").get(apply).status_code == 403
    assert page("kiemsat").get(url("record_complaint", case, made)).status_code == 200
    bound = page("bidon")
    assert "Phong tỏa tài khoản" in bound.get(url("mine", case)).content.decode()
    complain = url("complain", case, made)
    party = str(case.parties.get(role="defendant").pk)
    assert bound.post(complain, {"party": party, "ground": ""}).status_code == 422
    assert bound.post(complain, {"party": party, "ground": "Tiền lương của tôi"}).status_code == 302
    assert bound.post(complain, {"party": party, "ground": "Lại"}).status_code == 302
    assert MeasureComplaint.objects.count() == 1
    president = page("chanhan")
    settle = url("decide", case, one, "khieu-nai")
    assert "Tiền lương của tôi" in president.get(settle).content.decode()
    assert president.post(settle, {"outcome": "no", "reason": "Không có căn cứ"}).status_code == 302
    assert "Đã giải quyết" in president.get(url("case", case)).content.decode()
    lift = url("decide", case, one, "huy-bo")
    assert (
        judge.post(lift, {"ground": "measure-end:138.1.a", "reason": "Đề nghị", "returned": "on"}).status_code
        == 302
    )
    assert judge.get(url("decide", case, one, "khong-co")).status_code == 404


def test_the_clerk_and_the_judge_enter(world, now, page):
    case = steps.assigned_case(world, now)
    clerk = page("thuky")
    sent = typed(case, channel="direct", received_on="05/01/2026")
    assert clerk.post(url("enter", case), {**sent, "received_on": ""}).status_code == 422
    assert clerk.post(url("enter", case), sent).status_code == 302
    judge = page(steps.presiding(world, case))
    shown = judge.get(url("enter", case)).content.decode()
    assert "Cấm tiếp xúc với nạn nhân" in shown and "Kê biên tài sản" not in shown, "only the measures of 135"
    assert page("hoitham").get(url("enter", case)).status_code == 403


def test_every_paper_is_laid_out(world, now, real_papers):
    case = turns.measure_applied(world, now)
    for made in MeasureDecision.objects.filter(request__case=case):
        assert page_count(files.read(made.sha256)) >= 1
    application = MeasureDecision.objects.get(kind="application")
    said = " ".join(render_to_string("measures/forms/decision.html", application.content).split())
    for words in (
        "có hiệu lực thi hành ngay",
        "Ngân hàng Sông Thanh",
        "03 ngày làm việc",
        "khoản 10 Điều 114",
    ):
        assert words in said
    assert judge_of(world, case).name in said and clock.now()
