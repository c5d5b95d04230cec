"""The real judgments of TOAAN_DATA as the index of similar judgments takes them, and as it is asked about them."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toaan.engines.similar import Asked, Judgment, SimilarIndex
from toaan.engines.similar.measure import hidden
from toaan.engines.similar.parts import cut
from toaan.vietnamese.text import clean, fold, tokens

_DAY = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_LAWS = (
    ("to tung dan su", ((2015, "92/2015/QH13"), (2004, "24/2004/QH11"))),
    ("dan su", ((2015, "91/2015/QH13"), (2005, "33/2005/QH11"), (1995, "44-L/CTN"))),
    ("dat dai", ((2013, "45/2013/QH13"), (2003, "13/2003/QH11"), (1987, "3-LCT/HĐNN8"))),
    ("hon nhan", ((2014, "52/2014/QH13"), (2000, "22/2000/QH10"))),
    ("to chuc tin dung", ((2010, "47/2010/QH12"),)),
)  # fmt: skip
_FEES = re.compile(r"326")


def articles(told: str) -> tuple[str, ...]:
    """ "Bộ luật Dân sự năm 2015 | Điều 584" → "91/2015/QH13#584"; a law without a year is that of the judgment's time (2016–2018)."""
    found: list[str] = []
    for line in told.split("\n"):
        name, _, rest = line.partition("|")
        folded = fold(name)
        year = re.search(r"\b(19|20)\d\d\b", folded)
        versions = next((of for words, of in _LAWS if words in folded), ())
        number = next((n for since, n in versions if not year or int(year[0]) >= since), "") or (
            "326/2016/UBTVQH14" if _FEES.search(name) else folded.strip()
        )
        found += [f"{number}#{one}" for one in re.findall(r"(?i)[đd]i[ềể]u\s+(\d+)", rest)]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Real:
    """A judgment with what is asked about it: its short summary, its facts, its whole text, citations hidden."""

    judgment: Judgment
    asked: dict[str, Asked]


def read(data: Path) -> list[Real]:
    """All 27."""
    with lzma.open(data / "judgments" / "civil_first_instance.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [_real(json.loads(line)) for line in lines]


def _real(row: dict[str, str]) -> Real:
    head, _, text = row["judgment_text"].partition("judgment_text:")
    relation = head.partition("case_name:")[2].partition("\n")[0].strip()
    day = _DAY.search(row["judgment_date"])
    one = Judgment(
        row["case_id"], row["judgment_number"].strip(), f"Bản án số {row['judgment_number'].strip()}", "DS", "Sơ thẩm", row["court"].strip(),
        date(int(day[3]), int(day[2]), int(day[1])) if day else None, relation, clean(text), articles(row["related_law_provisions"]),
    )  # fmt: skip
    facts = " ".join(one.text[a:b] for a, b, part in cut(one.text).bounds if part == "facts")
    summary = re.sub(
        r"(?i)[^.]*(?:agent|theo bạn|dự đoán|thắng kiện|thắng)[^.]*[.?]\s*$", "", row["case_query"]
    )
    about = {"tóm tắt": summary, "phần nội dung vụ án": facts, "toàn văn": one.text}
    return Real(
        one, {name: Asked(hidden(words), relation=relation, key=one.key) for name, words in about.items()}
    )


def without_each(real: Sequence[Real]) -> dict[str, SimilarIndex]:
    """For each judgment an index of the others: nothing that it cites is known there, not even how often it is cited."""
    every = [one.judgment for one in real]
    return {
        key: SimilarIndex.build(one for one in every if one.key != key) for key in (one.key for one in every)
    }


def ours(
    indexes: dict[str, SimilarIndex], real: Sequence[Real], about: str, most: int = 5
) -> dict[str, list[str]]:
    """Our neighbours of each judgment."""
    return {
        one.judgment.key: [hit.key for hit in indexes[one.judgment.key].like(one.asked[about], most)]
        for one in real
    }


def bm25(real: Sequence[Real]) -> Callable[[str], dict[str, list[str]]]:
    """BM25 (bm25s) over the plain words of relation and text; asked with the relation and the same text."""
    import bm25s

    engine = bm25s.BM25()
    engine.index(
        [tokens(f"{one.judgment.relation} {one.judgment.text}") for one in real], show_progress=False
    )

    def neighbours(about: str) -> dict[str, list[str]]:
        found = {}
        for one in real:
            words = tokens(f"{one.asked[about].relation} {one.asked[about].text}")
            places, _scores = engine.retrieve([words], k=6, show_progress=False)
            found[one.judgment.key] = [
                real[int(n)].judgment.key for n in places[0] if real[int(n)].judgment.key != one.judgment.key
            ]
        return found

    return neighbours
