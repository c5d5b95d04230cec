"""The pages of handing work over: for leaders only, without script, nothing typed is lost."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from toaan.cases import handover_page
from toaan.cases.handover import Load
from toaan.cases.models import Handover
from toaan.cases.tests.handing import (
    MOVED,
    work_of,
)
from toaan.core import clock, rules_in_force
from toaan.demo import steps

pytestmark = pytest.mark.django_db


def form_of(world, works, to, **more):
    return {
        "items": [w.key for w in works], "ground": MOVED, "way": "even", "note": "QĐ 12",
        "receivers": [str(world.posts[n].pk) for n in to], **more,
    }  # fmt: skip


def test_from_the_list_to_the_record_without_script(world, now, page, cases_of_clerk):
    leader = page("phochanhan")
    assert "Lâm Thu Hà" in leader.get("/ban/ban-giao/").content.decode()
    url = f"/ban/ban-giao/{world.posts['thuky'].pk}/"
    assert "3 vụ án" not in leader.get(url).content.decode()
    works = work_of(world, "thuky")
    sent = form_of(world, works, ["thuky2"])
    check = leader.post(url, sent)
    assert check.status_code == 200
    text = check.content.decode()
    assert text.count("selected") == 3
    assert not Handover.objects.exists()
    key = str(check.context["key"])
    confirm = {**sent, "key": key, **{f"to-{w.key}": str(world.posts["thuky2"].pk) for w in works}}
    answer = leader.post(url + "quyet-dinh/", confirm)
    assert answer.status_code == 302
    assert leader.post(url + "quyet-dinh/", confirm)["Location"] == answer["Location"]
    done = leader.get(answer["Location"]).content.decode()
    assert "Đã giao cả 3 việc" in done
    paper = leader.get(answer["Location"] + "bien-ban/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_a_form_without_receiver_keeps_what_was_typed(world, now, page, cases_of_clerk):
    works = work_of(world, "thuky")
    url = f"/ban/ban-giao/{world.posts['thuky'].pk}/"
    answer = page("chanhan").post(url, form_of(world, works[:1], [], note="Theo quyết định số 12"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Hãy chọn ít nhất một người nhận." in text
    assert "Theo quyết định số 12" in text
    assert text.count('name="items"') == 3
    assert text.count(" checked>") == 1


@pytest.mark.parametrize("who", ["thuky", "thamphan", "tochuc", "vanthu", "kiemsat", "nguyendon"])
def test_the_pages_of_handing_over_are_for_leaders(world, now, page, cases_of_clerk, who):
    visitor = page(who)
    person = world.posts["thuky"].pk
    for url in ("/ban/ban-giao/", f"/ban/ban-giao/{person}/"):
        assert visitor.get(url).status_code == 403
    answer = visitor.post(f"/ban/ban-giao/{person}/quyet-dinh/", {"key": str(uuid.uuid4())})
    assert answer.status_code == 403


def test_the_list_is_narrowed_by_name_and_post(page, cases_of_clerk):
    leader = page("phochanhan")
    clerk = "Lâm Thu Hà"
    assert clerk in (everybody := leader.get("/ban/ban-giao/").content.decode()) and "Lọc" in everybody
    for asked, there in (
        ("q=lam+thu", True),
        ("q=lam+thu&chuc_vu=clerk", True),
        ("chuc_vu=judge", False),
        ("q=zz", False),
    ):
        shown = leader.get(f"/ban/ban-giao/?{asked}").content.decode()
        assert (f"{clerk}, " in shown) is there, asked
    assert "Không ai giữ việc như vậy" in shown


def test_twenty_stand_on_a_page(world, page, monkeypatch):
    somebody = world.posts["thuky"]
    many = [handover_page.Person(somebody, Load({"case": n}, 0)) for n in range(1, 24)]
    monkeypatch.setattr(handover_page, "people", lambda *_args, **_options: many)
    shown = [page("phochanhan").get(f"/ban/ban-giao/{more}").content.decode() for more in ("", "?page=2")]
    assert "20 vụ án" in shown[0] and "21 vụ án" not in shown[0] and "21 vụ án" in shown[1]


def test_the_pages_cost_the_same_however_many_cases(world, now, page, monkeypatch):
    monkeypatch.setattr(rules_in_force, "_version", lambda: 0)  # it is asked anew every few seconds
    steps.assigned_case(world, now)
    leader = page("phochanhan")
    urls = ["/ban/ban-giao/", f"/ban/ban-giao/{world.posts['thuky'].pk}/"]
    few = [_queries(leader, url) for url in urls]
    for _ in range(4):
        steps.assigned_case(world, now)
    assert [_queries(leader, url) for url in urls] == few


def _queries(visitor, url):
    visitor.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert visitor.get(url).status_code == 200
    return len(caught)


def test_hr_records_an_absence_on_the_page_and_is_told_what_hangs_on_the_person(
    world, now, page, cases_of_clerk
):
    clock.move_to(now)
    visitor = page("tochuc")
    sent = {
        "post": str(world.posts["thuky"].pk), "ground": "leave_ground:annual", "first_day": "12/01/2026",
        "last_day": "16/01/2026", "deputy": str(world.posts["thuky2"].pk), "note": "",
    }  # fmt: skip
    text = visitor.post("/ban/nghi/", sent, follow=True).content.decode()
    assert "Nghỉ hằng năm" in text
    assert "đang có 3 việc" in text
    wrong = visitor.post("/ban/nghi/", {**sent, "first_day": "20/01/2026"})
    assert wrong.status_code == 422
    assert "Ngày cuối phải từ ngày đầu" in wrong.content.decode()
    assert page("thuky").get("/ban/nghi/").status_code == 403
