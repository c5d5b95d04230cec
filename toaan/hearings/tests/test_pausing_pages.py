"""The pages by which a hearing stops, gets another day, goes on and returns to questioning."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from toaan.core import clock
from toaan.demo import steps
from toaan.hearings.models import Turn

pytestmark = pytest.mark.django_db


def url(name, hearing):
    return reverse(f"hearings:{name}", args=[hearing.case_id, hearing.pk])


def slot(world, starts):
    day = timezone.localtime(starts)
    return {"room": steps.court_room(world).pk, "day": f"{day:%d/%m/%Y}", "starts": "08:00", "ends": "11:00"}


def test_from_the_pause_to_the_debate_and_back(world, now, page, real_papers):
    hearing = steps.opened_hearing(world, now)
    case, judge = hearing.case, page(steps.presiding(world, hearing.case))
    clock.move_to(clock.now() + timedelta(minutes=30))
    form = judge.get(url("pause", hearing)).content.decode()
    assert "Chờ kết quả giám định bổ sung, giám định lại" in form and "Muộn nhất" in form
    assert page("thuky").get(url("pause", hearing)).status_code == 403
    assert judge.get(url("go_on", hearing)).status_code == 200  # the act says that nothing is paused
    starts = steps.next_working_day(clock.now() + timedelta(days=10))
    said = {"ground": "pause:259.1.d", "text": "Trưng cầu giám định lại.", **slot(world, starts)}
    bad = judge.post(url("pause", hearing), {**said, "ground": "", "day": "01/12/2027"})
    assert bad.status_code == 422 and "Trưng cầu giám định lại." in bad.content.decode()
    assert judge.post(url("pause", hearing), said).status_code == 302
    turn = Turn.objects.get(hearing=hearing)
    paper = judge.get(reverse("hearings:paper", args=[case.pk, turn.notice_sha256]))
    assert paper["Content-Type"] == "application/pdf"
    tab = judge.get(reverse("hearings:case", args=[case.pk])).content.decode()
    assert "Tạm ngừng" in tab and "Tiếp tục phiên tòa" in tab and "Thay đổi thời gian tiếp tục" in tab
    move = {"reason": "Phòng bận.", **slot(world, steps.next_working_day(starts + timedelta(days=1)))}
    assert "Đang ấn định" in judge.get(url("set_resumption", hearing)).content.decode()
    assert judge.post(url("set_resumption", hearing), move).status_code == 302
    early = judge.post(url("go_on", hearing), {"text": "Đã có kết luận."})
    assert early.status_code == 422 and "chưa đến ngày" in early.content.decode()
    hearing.refresh_from_db()
    clock.move_to(hearing.starts_at)
    assert judge.post(url("go_on", hearing), {"text": "Đã có kết luận."}).status_code == 302
    assert judge.post(url("conduct", hearing), {"act": "close_debate"}).status_code == 302
    assert "Điều 263" in judge.get(url("return_to_questions", hearing)).content.decode()
    back = {"ground": "return:263#chung-cu", "text": "Xem lại bút lục 7."}
    assert judge.post(url("return_to_questions", hearing), back).status_code == 302
    hearing.refresh_from_db()
    assert hearing.state == "open"
