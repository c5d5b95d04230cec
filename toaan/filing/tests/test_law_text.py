"""Do the grounds for returning a petition say what BLTTDS 192.1, 472.1 and 473 say? Reads the published text (make test-data)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toaan.rules.tests.law_text import articles
from toaan.rules.tests.shipped import ROWS

pytestmark = pytest.mark.data
GROUNDS = [row for row in ROWS if row.key.startswith("petition_return:")]


@pytest.mark.parametrize("row", GROUNDS, ids=lambda r: r.source.article)
def test_each_ground_is_worded_as_in_the_code(row):
    number, *_clause, last = row.source.article.split(".")
    mark = " " if last.isdigit() else f" {last}) "  # a clause is worded in a paragraph of its own
    assert f"{mark}{row.value['title']}" in articles(Path(os.environ["TOAAN_DATA"]) / "law" / "pdf")[number]
