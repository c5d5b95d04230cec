"""Signing in and passwords in plain Vietnamese, in pages, errors and mails."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from toaan.demo.people import PASSWORD

ENGLISH = re.compile(r"\b(password|username|please|account|forgot|email address|sign)\b", re.IGNORECASE)


def words(page: str) -> str:
    text = page.split("<main")[1].split("</main", maxsplit=1)[0]
    return re.sub(r"<[^>]+>", " ", text)


@pytest.mark.parametrize("path", ["/tai-khoan/login/", "/tai-khoan/password/reset/", "/dang-ky/"])
def test_the_pages_speak_vietnamese(world, client, path):
    assert not ENGLISH.search(words(client.get(path).content.decode()))


def test_a_wrong_password_says_what_to_look_at_and_keeps_the_name(world, client):
    answer = client.post("/tai-khoan/login/", {"login": "nguyendon", "password": "sai-roi-sai-roi"})
    page = answer.content.decode()
    assert "chưa đúng" in page
    assert 'value="nguyendon"' in page
    assert not ENGLISH.search(words(page))


def test_two_different_new_passwords_are_refused_in_our_words(world, page):
    typed = {"oldpassword": PASSWORD, "password1": "Doi-nui-2026-x", "password2": "Doi-nui-2026-y"}
    shown = page("nguyendon").post("/tai-khoan/password/change/", typed).content.decode()
    assert "chưa giống nhau" in shown
    assert not ENGLISH.search(words(shown))


@pytest.mark.parametrize(
    ("address", "told"),
    [("nguyendon@thu.example", "/tai-khoan/password/reset/key/"), ("la@thu.example", "chưa có tài khoản")],
)
def test_the_mail_of_a_forgotten_password_is_vietnamese_and_the_page_tells_nothing(
    world, client, address, told
):
    answer = client.post("/tai-khoan/password/reset/", {"email": address}, follow=True)
    assert "Hãy xem hộp thư" in answer.content.decode()
    assert len(mail.outbox) == 1
    assert told in mail.outbox[0].body
    assert "mật khẩu" in mail.outbox[0].body
    assert not ENGLISH.search(mail.outbox[0].body.replace("/password/", "/"))


def test_what_happened_to_an_address_is_told_in_vietnamese(world, page):
    person = page("nguyendon")
    for typed in (
        {"action_add": "", "email": "moi@thu.example"},
        {"action_send": "", "email": "moi@thu.example"},
        {"action_primary": "", "email": "moi@thu.example"},
        {"action_remove": "", "email": "nguyendon@thu.example"},
    ):
        shown = person.post("/tai-khoan/email/", typed, follow=True).content.decode()
        assert not ENGLISH.search(words(shown)), typed
        assert not re.search(r"\b(confirm|primary|cannot|removed?|sent)\b", words(shown), re.IGNORECASE), (
            typed
        )


def test_the_password_once_more_is_asked_in_vietnamese(world, page):
    person = page("nguyendon")
    assert not ENGLISH.search(words(person.get("/tai-khoan/reauthenticate/").content.decode()))
    wrong = person.post("/tai-khoan/reauthenticate/", {"password": "sai-roi"}).content.decode()
    assert not ENGLISH.search(words(wrong))
