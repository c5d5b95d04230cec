"""Which document a short name means: what is not marked as unchecked stands so in the Pháp điển (TOAAN_DATA, make test-data)."""

from __future__ import annotations

import json
import lzma
import os
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from toaan.legislation import names
from toaan.rules import codes

ROWS = [
    (short, row)
    for short, rows in yaml.safe_load((Path(names.__file__).parent / "data" / "short_names.yaml").read_text(encoding="utf-8")).items()
    for row in rows
]  # fmt: skip


@pytest.mark.data
def test_first_days_are_those_of_the_law_or_marked_as_unchecked():
    begun: dict[str, set[str]] = defaultdict(set)
    with lzma.open(
        Path(os.environ["TOAAN_DATA"]) / "law" / "phapdien.jsonl.xz", "rt", encoding="utf-8"
    ) as lines:
        for line in lines:
            row = json.loads(line)
            begun[row["doc_no"]].add(row["effective"])
    for short, row in ROWS:
        assert bool(row.get("unchecked")) == (row["number"] not in begun), (short, row)
        assert row.get("unchecked") or f"{row['from']:%d/%m/%Y}" in begun[row["number"]], (short, row)


def test_the_two_tables_of_codes_agree():
    """`rules/codes.py` has the codes of former days too; what both tell is the same."""
    for short, row in ROWS:
        known = codes.by_number(row["number"])
        assert known is None or (known.short, known.first_day) == (short, row["from"])
