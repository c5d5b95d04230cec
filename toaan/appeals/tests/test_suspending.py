"""A case of second instance is suspended and goes on: in force at once, its preparation counted anew (BLTTDS 286.3, 288)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from toaan.appeals.tests.thread import day, planned
from toaan.cases.models import Case, Deadline
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.course import actions as course
from toaan.course import papers
from toaan.course.actions import wishes
from toaan.hearings.models import Hearing

pytestmark = pytest.mark.usefixtures("quick_paper")
STOP, GONE, ON = date(2026, 3, 3), date(2026, 5, 4), date(2026, 5, 6)


def _open(case: Case) -> dict[str, date]:
    return {d.rule: d.due_on for d in Deadline.objects.filter(case=case, state="open")}


def test_it_stands_still_without_a_period_of_appeal_and_goes_on_with_a_new_term(world, now, page):
    case, hearing = planned(world, now)
    judge = world.viewer("thamphan.tinh")
    wish = wishes.Suspension(
        ground="suspension:214.1.d", reason="Cần kết quả vụ án khác.", waiting_for="bản án hình sự số 12"
    )
    with pytest.raises(Refused) as refused:
        course.suspend(by=world.viewer("thamphan"), case_id=case.pk, wish=wish, at=day(STOP))
    assert refused.value.status in {403, 404}
    form = page("thamphan.tinh").get(reverse("course:suspend", args=[case.pk]))
    assert form.status_code == 200 and "không bị kháng cáo, kháng nghị (Điều 288)" in form.content.decode()
    made = course.suspend(by=judge, case_id=case.pk, wish=wish, at=day(STOP))
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.stage) == ("suspended", "Đã tạm đình chỉ xét xử phúc thẩm")
    assert made.title.startswith("Quyết định tạm đình chỉ xét xử phúc thẩm vụ án số 01/2026/QĐPT-DS")
    assert (made.effective_on, made.periods.count()) == (STOP, 0)
    assert "Điều 288" in made.citation
    assert made.content["subject"] == "Tạm đình chỉ xét xử phúc thẩm vụ án dân sự"
    assert made.content["form"] == "course/forms/above.html"
    assert papers.decision(made.content, at=day(STOP)).sha256
    assert Hearing.objects.get(pk=hearing.pk).state == "called_off"
    assert not set(_open(case)) & {"BLTTDS:286.1", "BLTTDS:286.2", "BLTTDS:290.2", "BLTTDS:292.2"}
    clock.move_to(day(STOP, 10))
    told = page("nguyendon").get(reverse("portal:case", args=[case.pk])).content.decode()
    assert "Quyết định tạm đình chỉ xét xử phúc thẩm vụ án, 03/03/2026" in told
    way = page("thuky.tinh").get(reverse("cases:overview", args=[case.pk])).content.decode()
    assert "Đã tuyên án" not in way  # in effect when pronounced (313.6)
    assert (
        "tạm đình chỉ xét xử phúc thẩm" in told
        and reverse("course:appeal", args=[case.pk, made.pk]) not in told
    )

    course.end_reason(by=judge, case_id=case.pk, gone_on=GONE, how="Có bản án.", at=day(GONE))
    again = course.resume(
        by=judge, case_id=case.pk, wish=wishes.Resumption(reason="Đã có bản án.", gone_on=GONE), at=day(ON)
    )
    case = Case.objects.get(pk=case.pk)
    assert case.state == "preparing"
    assert again.title.startswith("Quyết định tiếp tục xét xử phúc thẩm vụ án số 02/2026/QĐPT-DS")
    assert _open(case)["BLTTDS:286.1"] == date(2026, 7, 6)
