"""Every module that the desk shows a person opens for that person; nothing leads nowhere."""

from __future__ import annotations

import re

import pytest

from toaan.demo import steps
from toaan.demo.people import STAFF

LINK = re.compile(r'href="(/[^"#?]*)')


@pytest.mark.parametrize("username", [name for name, *_ in STAFF])
def test_every_item_of_the_side_list_opens(world, page, now, username):
    steps.assigned_case(world, now)
    visitor = page(username)
    home = visitor.get("/ban/")
    assert home.status_code == 200
    side = home.content.decode().split('id="ta-nav"')[1].split("</nav>")[0]
    doors = LINK.findall(side)
    assert "/ban/" in doors
    for door in doors:
        assert visitor.get(door).status_code == 200, door


@pytest.mark.parametrize(
    "username", ["chanhan", "thamphan", "thuky", "kiemsat", "hoitham", "vanthu", "luutru"]
)
def test_every_tab_of_a_case_opens_for_whoever_sees_the_tab(world, page, now, username):
    case = steps.assigned_case(world, now)
    visitor = page(username)
    overview = visitor.get(f"/ban/vu-an/{case.pk}/")
    assert overview.status_code in {200, 404}
    if overview.status_code == 200:
        tabs = {t for t in LINK.findall(overview.content.decode()) if t.startswith(f"/ban/vu-an/{case.pk}/")}
        for tab in tabs:
            assert visitor.get(tab).status_code == 200, tab


@pytest.mark.parametrize("username", ["nguyendon", "bidon", "nguoila"])
def test_every_link_of_a_citizens_own_pages_opens(world, page, now, username):
    case = steps.assigned_case(world, now)
    visitor = page(username)
    for start in ("/", "/ca-nhan/", "/ca-nhan/tai-khoan/", f"/vu-an/{case.pk}/"):
        answer = visitor.get(start)
        if username == "nguoila" and str(case.pk) in start:
            assert answer.status_code == 404
            continue
        assert answer.status_code == 200
        links = LINK.findall(answer.content.decode().split("<body")[1])
        for link in {found for found in links if not found.startswith("/static/")}:
            assert visitor.get(link, follow=True).status_code == 200, link
