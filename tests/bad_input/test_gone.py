"""The session ended while typing, the post ended a minute ago: told so in words, what was typed is there again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.bad_input.walk import rows
from toaan.core import audit, clock
from toaan.core.models import Post
from toaan.demo import steps
from toaan.demo.people import PASSWORD

TYPED = "Ghi rõ ngày giao tiền đặt cọc và người chứng kiến."


def doors(world, now) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Door → person, address, what was typed."""
    petition = steps.examined_petition(world, now)
    case = steps.accepted_case(world, now)
    at = {"petition_id": petition.pk}
    return {
        "request for amendment": (
            "thamphan", reverse("filing:step", kwargs={**at, "act_slug": "yeu-cau-sua-doi"}), {"matters": TYPED}),
        "intake": ("thuky", reverse("filing:intake"), {"facts": TYPED}),
        "counter": ("thuky", reverse("filing:receive_document", args=[case.pk]), {"title": TYPED}),
        "judgment draft": ("thamphan", f"/ban/vu-an/{case.pk}/ban-an/du-thao/", {"facts": TYPED}),
        "handing in": ("nguyendon", reverse("filing:submit_document", args=[case.pk]), {"title": TYPED}),
        "appeal": ("nguyendon", f"/vu-an/{case.pk}/khang-cao/", {"ground": TYPED}),
    }  # fmt: skip


DOORS = ("request for amendment", "intake", "counter", "judgment draft", "handing in", "appeal")
STAFF_DOORS = DOORS[:4]


@pytest.mark.parametrize("door", DOORS)
def test_a_session_that_ended_while_typing(door, client, world, now):
    _who, address, sent = doors(world, now)[door]
    before = rows()
    answer = client.post(address, sent, headers={"referer": f"http://testserver{address}?x=1"})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Phiên làm việc đã hết" in text and TYPED in text
    assert "data-draft-keep" in text  # the browser keeps its copy and offers it after the sign-in
    assert "?next=" + address in text
    assert rows() == before


def test_after_the_sign_in_nobody_is_led_to_a_foreign_page(client, world, now):
    _who, address, sent = doors(world, now)["handing in"]
    answer = client.post(address, sent, headers={"referer": "https://else.example/x"})
    assert "else.example" not in answer.content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_who_signs_in_again_stands_before_the_page_that_was_left(door, client, world, now):
    """An officer in the post held: the page is of the desk."""
    clock.move_to(now)
    who, address, _sent = doors(world, now)[door]
    answer = client.post(
        f"{reverse('account_login')}?next={address}", {"login": who, "password": PASSWORD}, follow=True
    )
    assert answer.redirect_chain[-1][0] == address, answer.redirect_chain
    assert answer.status_code in (200, 404)  # 404: no judgment to write or appeal against in this case


def test_who_holds_two_posts_chooses_one_and_goes_on(client, world, now):
    clock.move_to(now)
    _who, address, _sent = doors(world, now)["request for amendment"]
    judge = world.posts["thamphan"]
    Post.objects.create(user=judge.user, court=judge.court, kind="it_officer", valid_from=judge.valid_from)
    client.force_login(judge.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    enter = f"{reverse('portal:enter')}?next={address}"
    assert "Bạn làm việc với chức vụ nào?" in client.get(enter).content.decode()
    assert client.post(enter, {"post": str(judge.pk)}).url == address
    foreign = f"{reverse('portal:enter')}?next=https://else.example/"
    assert client.post(foreign, {"post": str(judge.pk)}).url == reverse("desk:home")


@pytest.mark.parametrize("door", STAFF_DOORS)
def test_who_left_the_post_a_minute_ago_is_told_and_keeps_the_text(door, page, world, now):
    clock.move_to(now)
    who, address, sent = doors(world, now)[door]
    officer = page(who)
    Post.objects.filter(user=world.users[who]).update(valid_to=now - timedelta(minutes=1))
    before = rows()
    answer = officer.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == 403, text
    assert "Bạn không còn giữ chức vụ" in text and "từ 08:59 05/01/2026" in text
    assert TYPED in text
    assert rows() == before
    assert audit.verify().good
