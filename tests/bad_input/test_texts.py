"""Bad texts in every field of every form, garbage in every address: never a fault of ours, nothing lost, stored clean."""

from __future__ import annotations

import json
import shutil
import unicodedata

import pytest
from django.urls import reverse

from tests.bad_input.texts import TEXTS
from tests.bad_input.walk import Walk
from toaan.core import audit, clock
from toaan.demo import people, steps
from toaan.filing.models import Petition

HARDEST = ("300 letters", "decomposed", "right to left", "NUL and control", "lone surrogate", "other digits")


@pytest.mark.parametrize("only", ["filing", "portal", "cases", "hearings"])
def test_the_hardest_texts_in_the_forms_of_a_small_court(only, world, now):
    clock.move_to(now)
    people.staff_province(world)
    steps.draft_petition(world, now)
    steps.filed_petition(world, now)
    steps.examined_petition(world, now)
    steps.assigned_case(world, now)
    walk = Walk(only, {name: TEXTS[name] for name in HARDEST})
    walk.fields()
    assert walk.faults == []
    assert walk.done["post"] + walk.done["get"] >= len(HARDEST)
    assert audit.verify().good


@pytest.mark.parametrize(
    "text",
    ["\x00", "\ud83d", "\u202e", "9" * 5000, "%00", "../", "-1", "", "é" * 3000, "01/01/0001", "31/12/9999"],
)
def test_garbage_in_an_address(text, client, page, world, now):
    petition = steps.filed_petition(world, now)
    safe = text.encode("utf-8", "replace").decode()
    names = (
        "q",
        "page",
        "trang",
        "ngay",
        "tuan",
        "toa",
        "year",
        "nam",
        "thang",
        "since",
        "until",
        "judge",
        "xep",
        "ma",
        "loai",
        "first",
        "last",
        "tu",
        "den",
        "thang",
    )
    for who, path in (
        ("", "/"), ("", "/ban-an/"), ("", "/lich-xet-xu/"), ("", "/theo-doi/"), ("thuky", "/ban/"), ("thuky", "/ban/don/"),
        ("thuky", "/ban/so-thu-ly/"), ("thuky", "/ban/tim/"), ("chanhan", "/ban/thong-ke/"), ("thuky", f"/ban/don/{petition.pk}/"),
        ("thuky", reverse("hearings:calendar")), ("vanthu", reverse("books:book", args=["giao-nhan"])),
    ):  # fmt: skip
        visitor = page(who) if who else client
        assert visitor.get(path, dict.fromkeys(names, safe)).status_code < 500, path


def test_what_is_stored_is_composed_and_reads_as_it_stands(page, world, now, plaintiff):
    clock.move_to(now)
    draft = steps.draft_petition(world, now)
    words = unicodedata.normalize("NFD", "Hẹn trả ngày 12/11/2025 tại Đồng Tháp") + "\u202e\u200b"
    address = reverse("filing:draft_section", args=[draft.pk, "su-viec"])
    assert page("nguyendon").post(address, {"revision": draft.revision, "facts": words}).status_code == 302
    stored = json.dumps(Petition.objects.get(pk=draft.pk).content, ensure_ascii=False)
    assert "Hẹn trả ngày 12/11/2025 tại Đồng Tháp" in stored
    assert "\u202e" not in stored and "\u200b" not in stored


SHARES = ("ab", "cde", "fghijklm", "nopqrstuvwxyz")
"""First letters of the pages that one walk visits: four walks share the court's forms, so that they may go side by side."""
WORST = ("300 letters", "decomposed", "right to left", "lone surrogate", "year 9999", "one megabyte")
IN_ADDRESSES = ("year 1", "year 9999", "huge number", "lone surrogate")


def test_every_page_belongs_to_one_walk():
    from tests.pages.census import PAGES

    assert sorted("".join(SHARES)) == [chr(letter) for letter in range(ord("a"), ord("z") + 1)]
    assert {page.key[0] for page in PAGES} <= set("".join(SHARES))


@pytest.mark.pages
@pytest.mark.parametrize(
    ("what", "only", "texts"),
    [*(("fields", share, WORST) for share in SHARES), ("addresses", "", IN_ADDRESSES)],
)
def test_the_worst_texts_at_every_door_of_the_practice_court(what, only, texts, tmp_path):
    """Needs no browser, but the practice court in which a matter stands at every stage.

    All texts of `texts.py` take a quarter of an hour: `python -m tests.bad_input.walk` in such a court.
    """
    from tests.pages import visit

    home = tmp_path / "home"
    shutil.copytree(visit.kept_court(), home)
    said = json.loads(visit.in_court(home, "tests.bad_input.walk", what, ",".join(only), ",".join(texts)))
    assert said["faults"] == []
    assert said["done"]
