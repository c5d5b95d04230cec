"""The shipped ranker on real questions (make test-data). It was trained on them: these are floors against breakage, no measure of quality;
the honest figures are cross-validated, docs/bench/retrieval.md.
"""

from __future__ import annotations

import os
import time
from functools import cache
from pathlib import Path

import pytest

from toaan.engines.retrieval import Entry, Index
from toaan.engines.retrieval.measure import Line, evaluate, lines
from toaan.legislation.reading import ArticleRecord, phapdien, plain
from toaan.vietnamese.text import fold

pytestmark = pytest.mark.data


def asked() -> list[Line]:
    return list(lines((Path(os.environ["TOAAN_DATA"]) / "questions" / "dev.jsonl").read_text().splitlines()))


@cache
def index() -> tuple[Index, float]:
    law = Path(os.environ["TOAAN_DATA"]) / "law"
    read = [*phapdien.read(law / "phapdien.jsonl.xz"), *plain.read(law / "extra_articles.jsonl.xz")]
    entries = [
        Entry(one.key, one.document, one.name, one.kind, one.title, one.text, one.subject, one.chapter)
        for one in read
        if isinstance(one, ArticleRecord)
    ]
    begun = time.monotonic()
    return Index.build(entries), time.monotonic() - begun


def test_the_whole_code_is_indexed_in_time_and_holds_every_answer():
    built, seconds = index()
    assert built.count > 63_000 and seconds < 360
    assert all(key in built.place for line in asked() for key in line.articles)


@pytest.mark.parametrize("bare", [False, True])
def test_the_shipped_ranker_holds_its_floor_with_and_without_diacritics(bare):
    some = asked()[::3]
    if bare:
        some = [Line(line.id, fold(line.question), line.articles) for line in some]
    told = evaluate(index()[0], some)
    assert told.recall[10] > 0.88 and told.recall[100] > 0.94 and told.mrr > 0.75
    assert told.ms_p95 < 450
