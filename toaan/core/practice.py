"""The practice court (Tòa án thực hành): people, cases and signatures are invented, and every page says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from toaan.core import clock

PAPER_MARK = "BẢN THỰC HÀNH"
"""What every paper made in a practice court carries on each page."""


@dataclass(frozen=True)
class Practice:
    """What the strip above each page of a practice court says."""

    now: datetime
    moved: bool
    """Whether its clock stands elsewhere than the real one."""


def on() -> bool:
    """Whether nothing is real in this installation: any mode but production."""
    return not settings.PRODUCTION


def facts() -> Practice | None:
    """For the pages: the practice court and its time; None in production."""
    return Practice(clock.now(), clock.moved()) if on() else None


def paper_mark() -> str:
    """The mark of a paper made here; empty in production."""
    return PAPER_MARK if on() else ""
