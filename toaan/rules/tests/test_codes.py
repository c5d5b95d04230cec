"""Codes by their years: one version at a time; and, with TOAAN_DATA, as the law's own texts have them (make test-data)."""

from __future__ import annotations

import json
import lzma
import os
import re
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from toaan.rules import codes
from toaan.rules.fees.former import FIRST_DAY_OF_RESOLUTION


@cache
def texts() -> dict[str, tuple[set[date], int]]:
    """Number of a document → its first days and its last article, from the Pháp điển."""
    days: dict[str, set[date]] = defaultdict(set)
    last: dict[str, int] = defaultdict(int)
    wanted = {one.number for one in codes.VERSIONS}
    with lzma.open(
        Path(os.environ["TOAAN_DATA"]) / "law" / "phapdien.jsonl.xz", "rt", encoding="utf-8"
    ) as lines:
        for line in lines:
            row = json.loads(line)
            number = re.match(r"\d+", row["article"] or "")
            if row["doc_no"] in wanted and number and row["effective"]:
                day, month, year = map(int, row["effective"].split("/"))
                days[row["doc_no"]].add(date(year, month, day))
                last[row["doc_no"]] = max(last[row["doc_no"]], int(number[0]))
    return {number: (days[number], last[number]) for number in days}


@pytest.mark.data
def test_what_is_marked_as_checked_is_so_in_the_law_and_nothing_else_could_be():
    assert {one.number for one in codes.VERSIONS if one.checked} == set(texts()) == codes.CHECKED
    for one in codes.VERSIONS:
        if one.checked:
            days, last = texts()[one.number]
            assert min(days) == one.first_day, one
            assert last <= one.articles <= last + 1, (
                one
            )  # the Pháp điển may leave out the last, on the coming into force


@pytest.mark.data
def test_the_former_fees_end_where_the_resolution_begins():
    assert texts()["326/2016/UBTVQH14"][0] == {FIRST_DAY_OF_RESOLUTION}
    assert codes.versions("PLAP")[-1].last_day == FIRST_DAY_OF_RESOLUTION - timedelta(days=1)


@pytest.mark.parametrize("short", sorted({one.short for one in codes.VERSIONS}))
def test_versions_of_a_code_follow_each_other(short):
    for former, later in pairwise(codes.versions(short)):
        assert former.last_day == later.first_day - timedelta(days=1)


def test_a_code_called_without_a_year_is_the_one_in_force_or_the_last_before():
    assert codes.version("BLTTDS", on=date(2018, 8, 20)).year == 2015
    assert codes.version("BLTTDS", on=date(2015, 8, 20)).year == 2004
    assert codes.version("PLAP", on=date(2018, 8, 20)).year == 2009
    assert codes.version("BLTTDS", on=date(1999, 1, 1)) is None
