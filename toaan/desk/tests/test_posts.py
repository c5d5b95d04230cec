"""The list of posts: found by name and by kind, for whoever may read it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from toaan.core.models import Post, User


def listed(page, who: str, **asked: str) -> set[str]:
    shown = page(who).get(reverse("desk:posts"), asked)
    assert shown.status_code == 200
    return {post.user.username for post in shown.context["page_obj"]}


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


def test_a_large_court_is_paged_through_and_nobody_is_missing(page, world, now) -> None:
    court = world.court
    for n in range(25):
        user = User.objects.create(
            username=f"them{n}", full_name=f"Nguyễn Văn {chr(65 + n)}", date_joined=now
        )
        Post.objects.create(user=user, court=court, kind="clerk", valid_from=now)
    first, second = (page("tochuc").get(reverse("desk:posts"), {"kind": "clerk", "page": n}) for n in (1, 2))
    rows = [*first.context["page_obj"], *second.context["page_obj"]]
    assert len(first.context["page_obj"]) == 20 and {f"them{n}" for n in range(25)} < {
        p.user.username for p in rows
    }
    assert "kind=clerk&amp;page=2" in first.content.decode(), "the filter goes along"
