"""The portal for people who have never been to court: register, sign in, the right door, safe headers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from toaan.core import actions, clock
from toaan.core.middleware import POST_KEY
from toaan.core.models import Post, User
from toaan.demo.people import PASSWORD


@pytest.mark.parametrize(
    "path", ["/", "/tro-giup/", "/dang-ky/", "/tai-khoan/login/", "/tai-khoan/password/reset/"]
)
def test_anyone_may_open_the_public_pages_and_nothing_comes_from_elsewhere(world, client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_registering_makes_an_account_and_signs_in(world, client):
    typed = {
        "full_name": "Lương Thị Hạ", "email": "luong.ha@thu.example", "phone": "", "personal_id": "001187000009",
        "address": "Xã Yên Khê", "password1": "Doi-nui-2026-x", "password2": "Doi-nui-2026-x",
    }  # fmt: skip
    answer = client.post("/dang-ky/", typed)
    assert answer.status_code == 302
    assert client.get("/ca-nhan/").status_code == 200
    assert User.objects.get(email="luong.ha@thu.example").full_name == "Lương Thị Hạ"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("password2", "khac-hoan-toan-1", "chưa giống nhau"),
        ("personal_id", "12345", "12 chữ số"),
        ("email", "nguyendon@thu.example", "Đã có tài khoản"),
    ],
)
def test_a_refused_registration_says_what_to_do_and_keeps_what_was_typed(world, client, field, value, words):
    typed = {
        "full_name": "Lương Thị Hạ", "email": "moi@thu.example", "personal_id": "", "address": "", "phone": "",
        "password1": "Doi-nui-2026-x", "password2": "Doi-nui-2026-x", field: value,
    }  # fmt: skip
    answer = client.post("/dang-ky/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Lương Thị Hạ" in page


def test_an_officer_lands_on_the_desk_a_citizen_on_the_own_page(world):
    for username, door in (("thuky", "/ban/"), ("nguyendon", "/ca-nhan/")):
        visitor = Client()
        answer = visitor.post("/tai-khoan/login/", {"login": username, "password": PASSWORD}, follow=True)
        assert answer.redirect_chain[-1][0] == door, answer.redirect_chain


def test_guessing_a_password_locks_the_door_for_a_while(world):
    visitor = Client()
    for _ in range(8):
        answer = visitor.post("/tai-khoan/login/", {"login": "chanhan", "password": "sai-mat-khau"})
    answer = visitor.post("/tai-khoan/login/", {"login": "chanhan", "password": PASSWORD})
    assert answer.status_code in {403, 429}
    assert "tạm khóa" in answer.content.decode().lower()


def test_a_post_that_ended_a_minute_ago_opens_nothing_more(world, page, hr_officer, now):
    clerk = page("thuky")
    assert clerk.get("/ban/").status_code == 200
    actions.end_post(
        by=hr_officer, post_id=world.posts["thuky"].pk, on=clock.now() - timedelta(minutes=1), at=clock.now()
    )
    refused = clerk.get("/ban/so-thu-ly/")
    assert refused.status_code == 403
    assert POST_KEY not in clerk.session
    assert "Sổ thụ lý" not in refused.content.decode().split("<main")[1] or refused.status_code == 403


def test_a_citizen_and_a_visitor_are_kept_off_the_desk(world, page, client):
    assert page("nguyendon").get("/ban/").status_code == 403
    answer = client.get("/ban/so-thu-ly/")
    assert answer.status_code == 302
    assert answer.url.startswith("/tai-khoan/login/?next=/ban/so-thu-ly/")


def test_nobody_takes_a_post_that_is_not_held(world, page):
    visitor = page("nguyendon")
    visitor.post("/vao/", {"post": str(world.posts["chanhan"].pk)})
    assert POST_KEY not in visitor.session
    assert visitor.get("/ban/").status_code == 403


def test_the_hr_officer_records_posts_and_others_cannot(world, page):
    typed = {"username": "nguoila", "kind": "clerk", "since": "01/01/2026", "chamber": ""}
    assert page("cntt").post("/ban/chuc-vu/", typed).status_code == 403
    assert not Post.objects.filter(user__username="nguoila").exists()
    assert page("tochuc").post("/ban/chuc-vu/", typed).status_code == 302
    assert Post.objects.get(user__username="nguoila").title == "Thư ký"


def test_my_page_costs_the_same_with_one_case_and_with_three(world, page, now):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from toaan.core import events
    from toaan.demo import steps

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get("/ca-nhan/").status_code == 200
        return len(queries)

    visitor = page("nguyendon")
    steps.accepted_case(world, now)
    events.drain()
    visitor.get("/ca-nhan/")
    one = cost()
    for _ in range(2):
        steps.accepted_case(world, now)
    events.drain()
    assert cost() == one


def test_the_account_leads_to_the_address_for_news_and_asks_for_one_in_our_words(page):
    mine = page("nguyendon")
    assert 'href="/tai-khoan/email/"' in mine.get("/ca-nhan/tai-khoan/").content.decode()
    shown = mine.get("/tai-khoan/email/").content.decode()
    assert "bấm đường dẫn trong thư để xác nhận" in shown
    assert "placeholder" not in shown


def test_a_locked_door_says_that_nothing_is_lost_and_how_a_last_day_is_kept(world):
    visitor = Client()
    for _ in range(9):
        answer = visitor.post("/tai-khoan/login/", {"login": "nguyendon", "password": "sai-mat-khau"})
    shown = answer.content.decode()
    assert "vẫn còn nguyên" in shown
    assert "qua bưu điện" in shown
