"""Do the time limits say what the law says? Reads the published texts named by TOAAN_DATA (make test-data)."""

import json
import lzma
import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from toaan.rules.explain import term_words
from toaan.rules.model import RuleRow
from toaan.rules.tests.law_text import PARTS, articles, pages
from toaan.rules.tests.shipped import ROWS

pytestmark = pytest.mark.data

DOC_NUMBERS = {
    "BLTTDS": "92/2015/QH13",
    "BLTTHS": "101/2015/QH13",
    "LTTHC": "93/2015/QH13",
    "LHGDT": "58/2020/QH14",
    "LPS": "51/2014/QH13",
    "NQ326": "326/2016/UBTVQH14",
    "NQ04/2016": "04/2016/NQ-HĐTP",
}
NUMBER_STANDS_IN = {"BLTTHS:278.2": "277.1", "BLTTHS:241": "240.1", "BLTTHS:347.2": "346.2"}
"""Clauses that take their term from another one ("not longer than the term of ...")."""
MISPRINTED_POINTS = {"NQ326:27.2.b"}
"""Points whose letter is another one in print: that clause has a) twice."""
LIMITS = [r for r in ROWS if r.kind == "time_limit" and r.source.check_status != "unchecked"]
SERVICE = [r for r in ROWS if r.kind == "service" and r.key != "service:methods"]


def law_folder() -> Path:
    folder = Path(os.environ.get("TOAAN_DATA", "")) / "law"
    if not os.environ.get("TOAAN_DATA") or not folder.is_dir():
        pytest.fail("TOAAN_DATA must name the folder with the real data (law/ inside it).", pytrace=False)
    return folder


@cache
def original_articles(folder: Path) -> dict[tuple[str, str], str]:
    """(document number, article) -> the original wording in the official legal code (pháp điển)."""
    with lzma.open(folder / "phapdien.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if any(no in line for no in DOC_NUMBERS.values()))
        return {(row["doc_no"], row["article"]): " ".join(row["text"].split()) for row in rows}


def text_of(row: RuleRow, article: str = "") -> str:
    """The clause or point of the rule: the consolidated text of a law in force, the original wording otherwise."""
    law = row.source.law
    number, *path = (article or row.source.article).split(".")
    if law in PARTS and row.valid_to is None:
        text = articles(law_folder() / "pdf", law)[number]
    else:
        text = original_articles(law_folder())[(DOC_NUMBERS[law], number)]
    if not path:
        return text
    text = clause(text, int(path[0]))
    if len(path) == 1 or f"{law}:{row.source.article}" in MISPRINTED_POINTS:
        return text
    return point(text, path[1])


def clause(text: str, number: int) -> str:
    """Clause ``number`` of an article: from its number up to the next one (a footnote mark may follow it)."""
    start = re.search(rf"(?:^|[ .;]){number}\.\d* ?(?=[0-9A-ZĐÀ-Ỹ(])", text)
    assert start, f"no clause {number} in: {text[:80]}"
    end = re.search(rf"[.;)”] {number + 1}\.\d* ?(?=[0-9A-ZĐÀ-Ỹ(])", text[start.end() :])
    return text[start.end() : start.end() + end.start() + 1] if end else text[start.end() :]


def point(text: str, letter: str) -> str:
    """Point ``letter`` of a clause: up to the next one."""
    start = re.search(rf"(?:^|[ :;.]){letter}\)", text)
    assert start, f"no point {letter} in: {text[:80]}"
    end = re.search(r"[;.] [a-zđ]\)", text[start.end() :])
    return text[start.end() : start.end() + end.start()] if end else text[start.end() :]


def says(text: str, words: str) -> bool:
    # "03 ngày" must not be found inside "03 ngày làm việc", nor "01 tháng" inside "01 tháng 7 năm 2025".
    return re.search(rf"\b{words}\b(?! làm việc| \d)", text, re.IGNORECASE) is not None


def agrees(row: RuleRow) -> bool:
    """Do the row's amount and unit, and those of its extension, stand in its clause?"""
    text = text_of(row, NUMBER_STANDS_IN.get(row.key.partition("#")[0], ""))
    value = row.value
    wanted = [term_words(value["amount"], value["unit"])]
    if first := value.get("not_before"):
        wanted.append(term_words(first["amount"], first["unit"]))
    if not all(says(text, words) for words in wanted):
        return False
    extension = value.get("extension")
    if extension is None:
        return True
    words = term_words(extension.get("total", extension["amount"]), extension["unit"])
    # An extension of a point stands after the points, in their clause.
    number, *path = row.source.article.split(".")
    return says(text_of(row, extension.get("article") or ".".join([number, *path[:1]])), words)


def test_every_number_and_unit_stands_in_its_clause() -> None:
    law_folder()
    assert len(LIMITS) > 40
    assert [row.key for row in LIMITS if not agrees(row)] == []


def test_administrative_limits_valid_since_2016_stood_in_the_first_wording_too() -> None:
    rows = [row for row in LIMITS if row.source.law == "LTTHC"]
    # A row that ended is looked up in the original wording.
    assert [row.key for row in rows if not agrees(replace(row, valid_to=row.valid_from))] == []


def test_every_page_named_is_one_on_which_the_article_stands() -> None:
    law_folder()
    named = [row for row in ROWS if row.source.law in PARTS and row.source.page]
    assert {row.source.law for row in named} == set(PARTS)
    wrong = [
        f"{row.key}: {row.source.page}"
        for row in named
        if row.source.page
        not in pages(law_folder() / "pdf", row.source.law)[row.source.article.split(".")[0]]
    ]
    assert wrong == []


def test_what_is_called_checked_names_its_page() -> None:
    checked = [row for row in LIMITS if row.source.check_status == "checked" and row.valid_to is None]
    assert [row.key for row in checked if not row.source.page] == []


def test_the_procuracy_is_served_exactly_where_the_clause_names_it() -> None:
    law_folder()
    wrong = [
        row.key
        for row in SERVICE
        if ("Viện kiểm sát" in text_of(row))
        != any(item["role"] in {"procuracy", "procuracy_above"} for item in row.value["recipients"])
    ]
    assert wrong == []


def test_a_wrong_number_or_unit_would_be_noticed() -> None:
    text = clause(articles(law_folder() / "pdf")["196"], 1)
    assert says(text, "03 ngày làm việc")
    assert not says(text, "03 ngày")
    assert not says(text, "05 ngày làm việc")


@pytest.mark.parametrize(
    ("field", "value"), [("amount", 9), ("unit", "day"), ("extension", {"amount": 9, "unit": "day"})]
)
def test_a_wrong_rule_would_be_noticed(field: str, value: object) -> None:
    row = next(r for r in LIMITS if r.key == "BLTTDS:203.1.a")
    assert agrees(row)
    assert not agrees(replace(row, value={**row.value, field: value}))
