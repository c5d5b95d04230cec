"""The measure on real judgments (make test-data): with its citations hidden, a judgment's neighbours cite more of them than BM25's do."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

from toaan.engines.similar import measure

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def measured():
    root = os.environ.get("TOAAN_DATA")
    if not root or not (Path(root) / "judgments").is_dir():
        pytest.fail("TOAAN_DATA must name the data folder that holds judgments", pytrace=False)
    path = Path(__file__).resolve().parents[4] / "bench" / "_similar_real.py"
    spec = importlib.util.spec_from_file_location("bench_similar_real", path)
    bench = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = bench
    spec.loader.exec_module(bench)
    real = bench.read(Path(root))
    indexes, theirs = bench.without_each(real), bench.bm25(real)
    return real, {about: (bench.ours(indexes, real, about), theirs(about)) for about in real[0].asked}


@pytest.mark.parametrize("which", ["all", "even", "odd"])
@pytest.mark.parametrize("about", ["tóm tắt", "phần nội dung vụ án", "toàn văn"])
def test_our_neighbours_share_more_articles_than_those_of_bm25(measured, about, which):
    real, found = measured
    cited = {one.judgment.key: frozenset(one.judgment.articles) for one in real}
    asked = {"all": list(cited), "even": list(cited)[::2], "odd": list(cited)[1::2]}[which]
    ours, theirs = (measure.shared(cited, one.__getitem__, asked) for one in found[about])
    for k in measure.DEPTHS:
        assert sum(ours.weighted[k]) > 1.1 * sum(theirs.weighted[k])
        assert sum(ours.counted[k]) > 1.1 * sum(theirs.counted[k])


def test_nothing_asked_about_names_an_article(measured):
    real, _found = measured
    for one in real:
        for asked in one.asked.values():
            assert not measure.find_citations(asked.text) and not asked.articles
