"""The pages of a search: judge and clerk on the desk, everybody on the portal."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.core import clock, waiting
from toaan.course.tests.helpers import moment
from toaan.demo import request_steps as made
from toaan.demo import searches as steps_of
from toaan.demo import steps
from toaan.searches.models import Search, Tiding

pytestmark = pytest.mark.django_db
DAY = "2026-03-02"
WHO = {"person": steps_of.PERSON, "born": steps_of.BORN, "residence": steps_of.RESIDENCE}


def waits(world, name: str) -> set[str]:
    return {w.act for w in waiting.waiting_for(world.viewer(name))}


def test_the_judge_orders_signs_and_the_clerk_publishes(page, world):
    case = made.accepted(world, moment(DAY), kind="27.3")
    name = steps.presiding(world, case)
    judge, clerk = page(name), page("thuky")
    overview = reverse("cases:overview", args=[case.pk])
    tab = reverse("searches:case", args=[case.pk])
    assert "Ra quyết định thông báo tìm kiếm" in judge.get(overview).text and "searches.order" in waits(
        world, name
    )
    assert "hearings.decide_trial" not in waits(world, name)
    assert "Chưa có thông báo tìm kiếm" in judge.get(tab).text
    order = reverse("searches:order", args=[case.pk])
    half = judge.post(order, {**WHO, "reason": ""})
    assert half.status_code == 422 and steps_of.PERSON in half.text
    done = judge.post(order, {**WHO, "reason": "Không có tin tức từ năm 2023."}, follow=True)
    assert "Quyết định thông báo tìm kiếm số 01/2026/QĐST-VDS" in done.text
    assert "Lập thông báo tìm kiếm" in judge.get(overview).text and "searches.issue" in waits(world, name)
    issue = reverse("searches:issue", args=[case.pk])
    assert steps_of.RESIDENCE in judge.get(issue).text, "what the decision says is there already"
    assert clerk.get(issue).status_code == 403
    shown = judge.post(issue, {**WHO, "contact": "Tòa án, 0987 000 111"}, follow=True)
    assert "Còn thiếu" in shown.text and "Báo hằng ngày" in shown.text
    assert judge.post(issue, {**WHO, "contact": "Tòa án"}, follow=True).status_code == 200, "pressed twice"
    assert Search.objects.count() == 1
    assert "searches.record_publication" in waits(world, "thuky")
    assert "Đăng, phát thông báo tìm kiếm" in clerk.get(overview).text
    clock.move_to(moment("2026-03-12"))
    publish = reverse("searches:publish", args=[case.pk])
    said = {"key": str(uuid.uuid4()), "medium": "paper", "outlet": "Báo Ngày Mới", "cost": "3.000.000"}
    for days, words in (("03/03/2026", "đủ 3 ngày"), ("hôm qua", "không phải ngày"), ("", "")):
        wrong = clerk.post(publish, {**said, "days": days})
        assert wrong.status_code == 422 and words in wrong.text and "Báo Ngày Mới" in wrong.text
    clerk.post(publish, {**said, "days": "03/03/2026, 04/03/2026, 05/03/2026"})
    again = clerk.post(publish, {**said, "days": "03/03/2026, 04/03/2026, 05/03/2026"}, follow=True)
    assert again.status_code in {200, 422}
    said = {"key": str(uuid.uuid4()), "medium": "broadcast", "outlet": "Đài Tiếng Vang"}
    done = clerk.post(publish, {**said, "days": "3/3/2026; 4/3/2026; 5/3/2026"}, follow=True)
    assert "Từ 03/03/2026 đến hết 03/07/2026" in done.text and "3.000.000 đồng" in done.text
    assert "Thời hạn thông báo đến hết ngày 03/07/2026" in judge.get(overview).text
    assert "searches.record_publication" not in waits(world, "thuky")
    clock.move_to(moment("2026-06-25"))
    assert "Ra quyết định mở phiên họp" in judge.get(overview).text, (
        "the session may be set shortly before the end"
    )
    assert "hearings.decide_trial" in waits(world, name)


def test_everybody_reads_the_notice_and_may_tell_the_court(page, world, client):
    search = steps_of.published(world, moment(DAY))
    listed, one = reverse("searches:public"), reverse("searches:one", args=[search.pk])
    assert steps_of.PERSON in client.get(listed).text
    assert steps_of.PERSON not in client.get(listed, {"q": "Nguyễn"}).text
    notice = client.get(one).text
    for words in (
        steps_of.BORN, steps_of.RESIDENCE, "Hoàng Thị Lan Chi", str(search.decision), "02/03/2026", "0987 000 111",
        world.court.name,
    ):  # fmt: skip
        assert words in notice, words
    tell = reverse("searches:tell_online", args=[search.pk])
    assert client.get(tell).status_code == 302, "sign in first"
    citizen = page("bidon")
    said = {"key": str(uuid.uuid4()), "text": "Gặp ở cảng Cá", "contact": "0912 000 222"}
    assert citizen.post(tell, {**said, "contact": ""}).status_code == 422
    assert "Tòa án đã nhận tin báo" in citizen.post(tell, said, follow=True).text
    assert "đã được nhận" in citizen.post(tell, said, follow=True).text
    assert Tiding.objects.count() == 1
    assert "searches.answer" in waits(world, "thuky")
    clerk, tab = page("thuky"), reverse("searches:case", args=[search.case_id])
    shown = clerk.get(tab).text
    assert "Gặp ở cảng Cá" in shown and "Chưa xử lý" in shown
    answer = reverse("searches:answer", args=[search.case_id, Tiding.objects.get().pk])
    assert clerk.post(answer, {"answer": ""}).status_code == 422
    assert "Đã xử lý" in clerk.post(answer, {"answer": "Không phải ông Lượm."}, follow=True).text
    assert "searches.answer" not in waits(world, "thuky")
    assert page("nguyendon").get(tab).status_code in {403, 404}


def test_the_notice_goes_when_the_person_is_back(page, world, client):
    search = steps_of.published(world, moment(DAY))
    clerk, case = page("thuky"), search.case
    noted = reverse("searches:record_return", args=[case.pk])
    assert clerk.post(noted, {"day": "01/01/2030", "how": "x"}).status_code == 422
    done = clerk.post(noted, {"day": f"{clock.today():%d/%m/%Y}", "how": "Công an xã xác nhận"}, follow=True)
    assert "Người được tìm đã trở về" in done.text and "Công an xã xác nhận" in done.text
    one = client.get(reverse("searches:one", args=[search.pk]))
    assert one.status_code == 404 and steps_of.PERSON not in one.text
    assert client.get(reverse("searches:one", args=[uuid.uuid4()])).status_code == 404
    assert steps_of.PERSON not in client.get(reverse("searches:public")).text
    assert page("bidon").get(reverse("searches:tell_online", args=[search.pk])).status_code == 404


def test_a_wrong_line_is_struck_out_and_stays_readable(page, world):
    search = steps_of.published(world, moment(DAY))
    paper, clerk = search.publications.get(medium="paper"), page("thuky")
    tab = reverse("searches:case", args=[search.case_id])
    assert "Gạch bỏ" in clerk.get(tab).text
    strike = reverse("searches:strike", args=[search.case_id, paper.pk])
    assert clerk.post(strike, {"why": ""}).status_code == 422
    done = clerk.post(strike, {"why": "Ghi nhầm báo"}, follow=True).text
    assert "Ghi nhầm báo" in done and "Còn thiếu" in done
    other = steps_of.issued(world, clock.now())
    assert clerk.get(reverse("searches:strike", args=[other.case_id, paper.pk])).status_code == 404


def test_the_decision_asks_what_the_law_wants_of_each_kind(page, world):
    hearing = steps_of.session_open(world, moment(DAY), kind="27.4")
    judge = page(steps.presiding(world, hearing.case))
    address = reverse("requests:rule", args=[hearing.case_id])
    shown = judge.get(address).text
    assert "Ngày chết" in shown and "Hậu quả pháp lý" in shown and "Quản lý tài sản" not in shown
    said = {
        "granted": "all",
        "findings": "Có căn cứ",
        "law": "Điều 71 Bộ luật Dân sự",
        "orders": "Tuyên bố ông Lượm là đã chết.",
    }
    half = judge.post(address, said)
    assert half.status_code == 422 and "xác định ngày chết (Điều 393)" in half.text
    whole = {**said, "died_on": "03/02/2023", "consequences": "Mở thừa kế.", "commune": steps_of.COMMUNE}
    assert "QĐST-VDS" in judge.post(address, whole, follow=True).text


def test_other_requests_have_neither_the_tab_nor_the_questions(page, world):
    hearing = made.session_open(world, moment(DAY))
    judge = page(steps.presiding(world, hearing.case))
    assert "Thông báo tìm kiếm" not in judge.get(reverse("cases:overview", args=[hearing.case_id])).text
    assert judge.get(reverse("searches:case", args=[hearing.case_id])).status_code == 404
    assert "Ngày chết" not in judge.get(reverse("requests:rule", args=[hearing.case_id])).text


def test_who_asked_follows_the_search_in_the_portal(page, world):
    search = steps_of.published(world, moment(DAY))
    shown = page("nguyendon").get(reverse("portal:case", args=[search.case_id])).text
    assert "Thông báo tìm kiếm và chuẩn bị xét đơn" in shown


@pytest.mark.usefixtures("steady_rules")
def test_the_pages_ask_little_however_much_there_is(page, world, client):
    search = steps_of.published(world, moment(DAY))
    steps_of.told(world, search, clock.now())
    clerk, tab = page("thuky"), reverse("searches:case", args=[search.case_id])
    addresses = [
        (clerk, tab),
        (client, reverse("searches:public")),
        (client, reverse("searches:one", args=[search.pk])),
    ]
    first = [_asked(*one) for one in addresses]
    for n in range(3):
        steps_of.issued(world, clock.now() + timedelta(hours=n))
        steps_of.told(world, search, clock.now())
    again = [_asked(*one) for one in addresses]
    assert again == first, (first, again)
    assert max(first) <= 12, first


def _asked(visitor, address: str) -> int:
    visitor.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(address).status_code == 200
    return len(asked)


def test_a_paper_that_is_looked_at(page, world, real_papers):
    search = steps_of.issued(world, moment(DAY))
    answer = page("thuky").get(reverse("searches:paper", args=[search.case_id]))
    assert (
        answer.status_code == 200
        and b"".join(answer.streaming_content if answer.streaming else [answer.content])[:4] == b"%PDF"
    )
    assert search.issued_on == date(2026, 3, 2)
