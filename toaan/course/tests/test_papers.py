"""What stands on the papers of the course of a case, laid out for real."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from toaan.cases.models import Case
from toaan.core import clock, events, files
from toaan.course import actions
from toaan.course.models import OtherClaim
from toaan.course.tests.helpers import discontinued, later, resumed, suspended
from toaan.course.tests.test_claims import ASKED, admitted, case, counterclaimed, paid, part_ended
from toaan.delivery.models import Service
from toaan.demo import steps
from toaan.engines.pdf import page_count

__all__ = ["case"]
pytestmark = pytest.mark.django_db


def words_of(decision) -> str:
    """The text of a decision's paper, without its layout."""
    return " ".join(render_to_string("course/forms/decision.html", {**decision.content}).split())


def test_a_suspension_says_ground_waiting_and_who_may_appeal(world, now):
    text = words_of(suspended(world, now))
    for said in (
        "điểm đ khoản 1 Điều 214 và khoản 1 Điều 219", "Kết quả của Hội đồng định giá", "gửi tại kho bạc nhà nước",
        "kháng cáo trong thời hạn 07 ngày", "Viện kiểm sát cấp trên trực tiếp trong thời hạn 10 ngày",
    ):  # fmt: skip
        assert said in text


def test_at_the_hearing_it_is_the_panels(world, now):
    hearing = steps.opened_hearing(world, now)
    text = words_of(suspended(world, later(clock.now(), hours=1), hearing.case))
    assert "khoản 2 Điều 219" in text and "TM. Hội đồng xét xử" in text


def test_a_resumption_ends_the_suspension_and_says_how_the_term_runs(world, now):
    first = suspended(world, now)
    text = words_of(resumed(world, first.case, later(now, days=3)))
    assert (
        f"Quyết định tạm đình chỉ giải quyết vụ án số {first} ngày 05 tháng 01 năm 2026 hết hiệu lực" in text
    )
    assert "đoạn cuối khoản 1 Điều 203" in text and "kháng cáo" not in text


def test_a_discontinuance_orders_what_becomes_of_the_fee(world, now):
    text = words_of(discontinued(world, now))
    assert (
        "Xóa tên vụ án trong sổ thụ lý" in text
        and "Trả lại cho Hoàng Thị Lan Chi số tiền tạm ứng án phí" in text
    )


def test_every_paper_of_a_counterclaim_is_made(world, case, now, real_papers):
    claim = admitted(world, counterclaimed(world, case, now), now)
    events.drain()
    paid(world, claim, now)
    events.drain()
    second = counterclaimed(world, case, now, claims=["Hủy hợp đồng"])
    actions.refuse_claim(by=world.viewer("thamphan"), claim_id=second.pk, reason="Không liên quan", at=now)
    events.drain()
    decision = part_ended(world, Case.objects.get(pk=case.pk), now)
    assert ASKED not in words_of(decision) and "thay đổi địa vị tố tụng" in words_of(decision)
    services = Service.objects.filter(case=case, kind__startswith="claim_")
    assert {s.kind for s in services} == {"claim_fee_notice", "claim_notice", "claim_refusal"}
    for service in services:
        assert page_count(files.read(service.sha256)) == 1 and service.number
    assert OtherClaim.objects.filter(state="main").count() == 1
