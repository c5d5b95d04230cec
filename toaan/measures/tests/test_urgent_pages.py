"""The pages of a measure asked for together with the petition, as the people see them whose pages they are."""

from __future__ import annotations

import uuid

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from toaan.core import clock, files
from toaan.demo import steps, turns
from toaan.engines.pdf import page_count
from toaan.measures.models import MeasureComplaint, MeasureDecision, MeasureRequest

pytestmark = pytest.mark.django_db


def url(name: str, *parts) -> str:
    return reverse(f"measures:{name}", args=[getattr(p, "pk", p) for p in parts])


def typed(**other) -> dict[str, str]:
    said = {
        "key": str(uuid.uuid4()), "against": "defendants:0", "measure": "measure:114.10", "demands": "Tài khoản 0123456789",
        "value": "300.000.000", "holder_name": "Ngân hàng Sông Thanh", "holder_address": "", "reason": "Đang rút tiền.", "liable": "on",
    }  # fmt: skip
    return {**said, **other}


def test_who_filed_asks_beside_the_petition_and_follows_it(world, now, page):
    petition = steps.filed_petition(world, now)
    client, address = page("nguyendon"), url("mine_urgent", petition)
    assert address in client.get(reverse("filing:mine_petition", args=[petition.pk])).content.decode()
    assert 'value="plaintiffs:0"' not in client.get(address).content.decode(), "nobody asks against himself"
    sent = typed()
    for wrong in ({"liable": ""}, {"value": "900.000.000"}, {"against": ""}, {"against": "plaintiffs:0"}):
        answer = client.post(address, {**sent, **wrong})
        assert answer.status_code == 422 and "Đang rút tiền." in answer.content.decode()
    assert client.post(address, sent).status_code == 302 and client.post(address, sent).status_code == 302
    assert MeasureRequest.objects.count() == 1, "pressed twice is once"
    assert "Chờ Thẩm phán quyết định" in client.get(address).content.decode().partition("<form")[0]
    for who in ("bidon", "nguoila"):
        assert page(who).get(address).status_code == 404
    assert page("kiemsat").get(url("petition", petition)).status_code in {403, 404}


def test_the_court_from_the_paper_to_the_receipt(world, now, page):
    clock.move_to(now)
    petition = steps.filed_petition(world, now)
    clerk, president, judge = page("thuky"), page("chanhan"), page("thamphan2")
    enter = url("enter_urgent", petition)
    assert (
        url("petition", petition)
        in clerk.get(reverse("filing:petition", args=[petition.pk])).content.decode()
    )
    sent = typed(requester="plaintiffs:0", channel="post", received_on="05/01/2026")
    assert clerk.post(enter, {**sent, "received_on": ""}).status_code == 422
    assert clerk.post(enter, sent).status_code == 302
    one = MeasureRequest.objects.get()
    tab = url("petition", petition)
    assert "Chờ Chánh án phân công Thẩm phán." in clerk.get(tab).content.decode()
    name = url("name_judge", petition, one)
    assert clerk.get(name).status_code == 403 and president.post(name, {"judge": ""}).status_code == 422
    assert president.post(name, {"judge": str(world.posts["thamphan2"].pk)}).status_code == 302
    secure = url("decide_urgent", petition, one, "bao-dam")
    wrong = {"form": "Gửi tiền", "amount": "50.000.000", "due_on": "09/01/2026", "reason": "136"}
    answer = judge.post(secure, wrong)
    assert answer.status_code == 422 and "07/01/2026" in answer.content.decode(), "the last day is named"
    assert judge.post(secure, {**wrong, "due_on": "07/01/2026"}).status_code == 302
    for visitor, address in (
        (clerk, tab),
        (clerk, url("record_security_urgent", petition, one)),
        (page("nguyendon"), url("mine_urgent", petition)),
    ):
        shown = visitor.get(address).content.decode()
        assert "Gửi tiền: 50.000.000" in shown and "07/01/2026" in shown, "how much, and until when"
    done = clerk.post(
        url("record_security_urgent", petition, one), {"done_on": "05/01/2026", "proof": "Giấy nộp tiền"}
    )
    assert done.status_code == 302
    apply = url("decide_urgent", petition, one, "ap-dung")
    assert page("thamphan").get(apply).status_code == 403
    assert judge.post(apply, {"orders": "Phong tỏa tài khoản", "reason": "Có căn cứ"}).status_code == 302
    made = MeasureDecision.objects.get(kind="application")
    copy = made.copies.get(key="bound")
    receipt = url("record_receipt", petition, copy)
    assert receipt in clerk.get(tab).content.decode()
    assert clerk.post(receipt, {"on": "06/01/2026", "how": "Ký nhận"}).status_code == 422
    assert clerk.post(receipt, {"on": "05/01/2026", "how": "Ký nhận"}).status_code == 302
    complain = url("record_complaint_urgent", petition, made)
    sent = {
        "party": "bound",
        "channel": "direct",
        "received_on": "05/01/2026",
        "ground": "Tiền lương của tôi",
    }
    assert clerk.post(complain, {**sent, "party": ""}).status_code == 422
    assert clerk.post(complain, sent).status_code == 302
    settle = url("decide_urgent", petition, one, "khieu-nai")
    assert "Tiền lương của tôi" in president.get(settle).content.decode()
    assert president.post(settle, {"outcome": "no", "reason": "Không có căn cứ"}).status_code == 302
    assert "Đã giải quyết" in clerk.get(tab).content.decode()


def test_in_the_portal_the_paper_is_read_and_complained_of(world, now, page, real_papers):
    made = turns.urgent_applied(world, now)
    decision, petition = made.decisions.get(kind="application"), made.petition
    assert page_count(files.read(decision.sha256)) >= 1
    said = " ".join(render_to_string("measures/forms/decision.html", decision.content).split())
    for words in (
        f"theo đơn khởi kiện số {petition}",
        "khoản 2 Điều 111",
        "có hiệu lực thi hành ngay",
        "03 ngày làm việc",
    ):
        assert words in said
    client, address = page("nguyendon"), url("complain_urgent", petition, decision)
    shown = client.get(url("mine_urgent", petition)).content.decode()
    assert address in shown and url("mine_paper_urgent", petition, decision) in shown
    assert client.get(url("mine_paper_urgent", petition, decision)).status_code == 200
    assert page("bidon").get(url("mine_paper_urgent", petition, decision)).status_code == 404
    assert client.post(address, {"ground": ""}).status_code == 422
    assert client.post(address, {"ground": "Chưa đủ"}).status_code == 302
    assert client.post(address, {"ground": "Lại"}).status_code == 302
    assert MeasureComplaint.objects.count() == 1 and "đã khiếu nại" in client.get(address).content.decode()


def test_once_there_is_a_case_the_pages_lead_into_it(world, now, page):
    petition = steps.fee_paid_petition(world, now)
    one = turns.urgent_applied(world, now, petition=petition)
    from toaan.filing import actions as filing

    case = filing.accept(by=world.viewer("thuky"), petition_id=petition.pk, at=now)
    assert page("thuky").get(url("petition", petition)).headers["location"] == url("case", case)
    assert page("nguyendon").get(url("mine_urgent", petition)).headers["location"] == url("mine", case)
    tab = page("chanhan").get(url("case", case)).content.decode()
    assert "Yêu cầu cùng đơn khởi kiện" in tab and str(one.decisions.get(kind="application")) in tab
