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
from toaan.rules.tests.law_text import articles
from toaan.rules.tests.shipped import ROWS

pytestmark = pytest.mark.data

DOC_NUMBERS = {"BLTTDS": "92/2015/QH13", "NQ326": "326/2016/UBTVQH14", "NQ04/2016": "04/2016/NQ-HĐTP"}
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
    """The clause of the rule: the consolidated text for BLTTDS in force, the original wording otherwise."""
    number, *path = (article or row.source.article).split(".")
    if row.source.law == "BLTTDS" and row.valid_to is None:
        text = articles(law_folder() / "pdf")[number]
    else:
        text = original_articles(law_folder())[(DOC_NUMBERS[row.source.law], number)]
    return clause(text, int(path[0])) if path else text


def clause(text: str, number: int) -> str:
    """Clause ``number`` of an article: from its number up to the next one (a footnote mark may follow it)."""
    start = re.search(rf"(?:^|[ .;]){number}\.\d* ?(?=[A-ZĐÀ-Ỹ(])", text)
    assert start, f"no clause {number} in: {text[:80]}"
    end = re.search(rf"[.;)”] {number + 1}\.\d* ?(?=[A-ZĐÀ-Ỹ(])", text[start.end() :])
    return text[start.end() : start.end() + end.start() + 1] if end else text[start.end() :]


def says(text: str, words: str) -> bool:
    # "03 ngày" must not be found inside "03 ngày làm việc".
    return re.search(rf"\b{words}\b(?! làm việc)", text, re.IGNORECASE) is not None


def agrees(row: RuleRow) -> bool:
    """Do the row's amount and unit, and those of its extension, stand in its clause?"""
    text, value = text_of(row), row.value
    wanted = [term_words(value["amount"], value["unit"])]
    if first := value.get("not_before"):
        wanted.append(term_words(first["amount"], first["unit"]))
    if not all(says(text, words) for words in wanted):
        return False
    extension = value.get("extension")
    if extension is None:
        return True
    words = term_words(extension.get("total", extension["amount"]), extension["unit"])
    return says(text_of(row, extension.get("article", "")), words)


def test_every_number_and_unit_stands_in_its_clause() -> None:
    law_folder()
    assert len(LIMITS) > 40
    assert [row.key for row in LIMITS if not agrees(row)] == []


def test_the_procuracy_is_served_exactly_where_the_clause_names_it() -> None:
    law_folder()
    wrong = [
        row.key
        for row in SERVICE
        if ("Viện kiểm sát" in text_of(row))
        != any(item["role"] == "procuracy" for item in row.value["recipients"])
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
