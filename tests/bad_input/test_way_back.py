"""A refusal shows the way on: whom to ask, and back to the matter it was about."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver, resolve

from tests.pages import census
from toaan.core import policy
from toaan.core.typed import page_above


def addresses(patterns, before: str = "/") -> Iterator[str]:
    """Every address of the court, with made-up values."""
    made_up = {"uuid": str(uuid.UUID(int=7)), "int": "3"}
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            parts = (
                part[1:-1].split(":") if part.startswith("<") else part for part in here.split("/") if part
            )
            yield "/" + "".join(f"{p if isinstance(p, str) else made_up.get(p[0], 'x')}/" for p in parts)
        else:
            yield from addresses(pattern.url_patterns, here)


def test_above_every_act_lies_a_page():
    pages = {page.url for page in census.PAGES}
    pages.add("core:upload")  # speaks to the upload script, which has no way back to show
    pages.add("books:old_copies")  # leads on to the book that took its place
    above = {page_above(address) for address in addresses(get_resolver().url_patterns)} - {""}
    assert len(above) > 30
    assert {name for address in above if (name := resolve(address).view_name) not in pages} == set()


@pytest.mark.parametrize("address", ["/", "/ban/", "/ban/don/", "/khong/co/gi/"])
def test_no_way_back_is_invented(address):
    assert page_above(address) == ""


def test_who_may_not_is_told_who_may(page, world):
    for row in policy.POLICY:
        assert row.hint.endswith("."), row.act
    text = page("hoitham").get("/ban/don/").content.decode()
    assert "Sổ nhận đơn dành cho người làm công việc vụ án" in text and "hãy đề nghị Thư ký nhận đơn" in text
