"""The list of posts: found by name and by kind, for whoever may read it."""

from __future__ import annotations

import pytest
from django.urls import reverse


def listed(page, who: str, **asked: str) -> set[str]:
    shown = page(who).get(reverse("desk:posts"), asked)
    assert shown.status_code == 200
    return {post.user.username for post in shown.context["posts"]}


@pytest.mark.parametrize("spelt", [str.lower, str.upper, str])
def test_a_person_is_found_by_name_however_it_is_typed(page, world, spelt) -> None:
    from toaan.vietnamese.text import fold

    name = world.users["thuky"].full_name
    assert "thuky" in listed(page, "tochuc", q=spelt(name))
    assert "thuky" in listed(page, "tochuc", q=fold(name))
    assert "chanhan" not in listed(page, "tochuc", q=name)


def test_posts_of_one_kind_and_nonsense_in_the_address(page, world) -> None:
    clerks = listed(page, "tochuc", kind="clerk")
    assert "thuky" in clerks
    assert "thamphan" not in clerks
    assert listed(page, "tochuc", kind="khong-co") == listed(page, "tochuc")


def test_nobody_found_says_what_to_do_and_keeps_the_form(page) -> None:
    shown = page("tochuc").get(reverse("desk:posts"), {"q": "khongcogi"}).content.decode()
    assert "Không ai giữ chức vụ như vậy" in shown
    assert "Ghi nhận chức vụ" in shown


def test_a_citizen_finds_nobody(page) -> None:
    assert page("nguyendon").get(reverse("desk:posts"), {"q": "a"}).status_code == 403
