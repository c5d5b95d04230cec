"""Interim measures (biện pháp khẩn cấp tạm thời) and when they are lifted: BLTTDS 114, 133.4, 135, 136, 138. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toaan.rules.course import Ground, grounds
from toaan.rules.model import RuleRow, of_kind, vi_article

MEASURE, END = "measure:", "measure-end:"


@dataclass(frozen=True, slots=True)
class Measure:
    """One clause of article 114, and what other articles attach to it."""

    key: str
    title: str
    citation: str
    security: bool
    """Who asks for it must give security first (136.1)."""
    own: bool
    """The court may take it of its own motion (135)."""
    valued: bool
    """Nothing may be blocked above the value of the obligation (133.4)."""


def measures(rows: Iterable[RuleRow], day: date) -> list[Measure]:
    """The measures of article 114 in force on a day, in the order of the code."""
    return [
        Measure(
            row.key, str(row.value["title"]), vi_article(row.source.article), bool(row.value["value"].get("security")),
            bool(row.value["value"].get("own")), bool(row.value["value"].get("valued")),
        )
        for row in of_kind(rows, "setting", day)
        if row.key.startswith(MEASURE)
    ]  # fmt: skip


def ends(rows: Iterable[RuleRow], day: date) -> list[Ground]:
    """When a measure is lifted at once: 138.1, point by point."""
    return grounds(rows, END, day)
