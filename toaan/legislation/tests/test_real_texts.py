"""Do the readers get the whole law out of what is published? Reads the texts named by TOAAN_DATA (make test-data)."""

from __future__ import annotations

import os
import re
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from toaan.legislation.reading import ArticleRecord, Unreadable, consolidated, phapdien, plain
from toaan.vietnamese.statutes import units
from toaan.vietnamese.text import fold

pytestmark = pytest.mark.data
PARTS = {
    "92/2015/QH13": [f"99-2025-vbhn-vpqh-part-{n}.pdf" for n in (1, 2, 3)], "93/2015/QH13": ["13-2026-vbhn-vpqh.pdf"],
    "52/2014/QH13": ["121-2025-vbhn-vpqh.pdf"],
}  # fmt: skip


def folder() -> Path:
    return Path(os.environ["TOAAN_DATA"]) / "law"


@cache
def code(number: str) -> dict[str, ArticleRecord]:
    found = list(consolidated.read([folder() / "pdf" / name for name in PARTS[number]]))
    assert not [one for one in found if isinstance(one, Unreadable)]
    return {one.article: one for one in found if isinstance(one, ArticleRecord)}


@cache
def older() -> dict[str, ArticleRecord]:
    lines = phapdien.read(folder() / "phapdien.jsonl.xz")
    found: dict[str, ArticleRecord] = {}
    for one in lines:
        if isinstance(one, ArticleRecord) and one.document in PARTS:
            found.setdefault(one.key, one)  # the first has the article itself, a later one what was put to it
    return found


@pytest.mark.parametrize(
    ("number", "last", "later", "begun"),
    [
        ("92/2015/QH13", 517, set(), date(2016, 7, 1)), ("93/2015/QH13", 372, {"31a", "32a", "370a"}, date(2016, 7, 1)),
        ("52/2014/QH13", 133, set(), date(2015, 1, 1)),
    ],
)  # fmt: skip
def test_every_article_of_a_consolidated_code_is_there_once(number, last, later, begun):
    found = code(number)
    plain_numbers = {n for n in found if n.isdigit()}
    assert plain_numbers == {str(n) for n in range(1, last + 1)} and len(found) - len(plain_numbers) == len(
        later
    )
    assert {one.document for one in found.values()} == {number} and {
        one.effective for one in found.values()
    } == {begun}
    assert all(one.title and one.pages for one in found.values())
    assert {one.title for one in found.values() if not one.text} <= {"(được bãi bỏ)"}
    assert not [one.key for one in found.values() if re.search(r"CÔNG BÁO/Số", one.text)]


def test_what_changed_an_article_is_read_from_its_note():
    one = code("92/2015/QH13")["35"]
    assert [(a.document, a.from_day) for a in one.amended] == [("85/2025/QH15", date(2025, 7, 1))]
    assert "khu vực" in one.title and code("92/2015/QH13")["203"].amended == ()


@pytest.mark.parametrize("number", list(PARTS))
def test_articles_that_nothing_changed_read_as_the_older_source_has_them(number):
    """Two readers, two sources: the same words. A lost line, a note in the text, a paragraph that ran on would show."""
    far = []
    same = [one for one in code(number).values() if not one.amended and f"{number}#{one.article}" in older()]
    assert len(same) > 80
    for one in same:
        words, before = (fold(" ".join(x.split())) for x in (one.text, older()[one.key].text))
        alike = SequenceMatcher(None, words, before, autojunk=False).quick_ratio() >= 0.97
        if not alike or abs(len(units(one.text)) - len(units(older()[one.key].text))) > 1:
            far.append(one.article)
    assert len(far) <= len(same) // 50, far


def test_the_offline_code_is_read_but_for_lines_that_name_no_article():
    kinds = [type(one) for one in phapdien.read(folder() / "phapdien.jsonl.xz")]
    assert len(kinds) == 62_323 and kinds.count(Unreadable) <= 121


def test_the_plain_format_is_what_the_other_articles_come_in():
    found = list(plain.read(folder() / "extra_articles.jsonl.xz"))
    assert len(found) == 1_401 and sum(isinstance(one, Unreadable) for one in found) < 15


@pytest.mark.django_db
def test_the_consolidated_family_law_is_imported_as_versions_of_the_law(settings, tmp_path):
    """Its articles keep the number of the law; what was not amended is in force from the law's first day, said so only of these words."""
    from toaan.core import clock
    from toaan.core.viewer import SYSTEM
    from toaan.legislation import actions, queries

    settings.TOAAN_HOME = tmp_path
    paths = [folder() / "pdf" / PARTS["52/2014/QH13"][0]]
    run = actions.carry_out(actions.start(by=SYSTEM, paths=paths, at=clock.now()).pk, paths)
    assert (run.state, run.new, run.skipped) == ("done", 133, 0)
    assert queries.in_force("52/2014/QH13#56", date(2020, 1, 1)) is True
    assert queries.in_force("52/2014/QH13#56", date(2014, 1, 1)) is False
    assert queries.version("52/2014/QH13#56", date(2020, 1, 1)).page
