"""Short names of laws, and which document each of them means on a day (`data/short_names.yaml`)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from toaan.legislation.reading.records import document_number
from toaan.vietnamese.citations import LAW_NAMES, law_name


@cache
def table() -> dict[str, list[tuple[date, str]]]:
    """Short name → (first day, number), the newest first."""
    told = yaml.safe_load((Path(__file__).parent / "data" / "short_names.yaml").read_text(encoding="utf-8"))
    return {
        short: sorted(((one["from"], one["number"]) for one in rows), reverse=True)
        for short, rows in told.items()
    }


@cache
def short_of() -> dict[str, str]:
    """Full name → short name."""
    return {name: short for short, name in LAW_NAMES.items()}


def number_of(law: str, day: date | None) -> str:
    """The number of the document that a short name, a full name or a number means on a day; empty where it is not known.

    Without a day the newest; before the first day that is known, nothing.
    """
    short = short_of().get(law_name(law))
    if short is None:
        return document_number(law) if law[:1].isdigit() else ""
    rows = table().get(short, [])
    return next((number for begun, number in rows if day is None or begun <= day), "")


_ABBREVIATIONS = {"ND": "NĐ", "QD": "QĐ", "HDTP": "HĐTP", "BGDDT": "BGDĐT", "GDDT": "GDĐT", "BLDTBXH": "BLĐTBXH", "BKHDT": "BKHĐT"}  # fmt: skip
"""Parts of numbers typed without diacritics, and as the documents have them: kinds (nghị định, quyết định) and who issued them."""
_PARTS = re.compile(r"[A-Z]+")


def with_diacritics(number: str) -> str:
    """ "21/2021/ND-CP" as the document itself has it: "21/2021/NĐ-CP"; a number that has its diacritics stays."""
    return (
        _PARTS.sub(lambda part: _ABBREVIATIONS.get(part[0], part[0]), number) if number.isascii() else number
    )


def short_for(number: str) -> str:
    """The short name of a document, empty where it has none: "BLTTDS"."""
    return next((short for short, rows in table().items() if any(one == number for _day, one in rows)), "")


def full_name(number: str) -> str:
    """What a document is called that has a short name, with its year: "Luật Kinh doanh bất động sản 2014"; else nothing."""
    known = spans().get(number)
    return f"{LAW_NAMES[known[0]]} {number.split('/')[1]}" if known and number[:1].isdigit() else ""


@cache
def spans() -> dict[str, tuple[str, date, date | None]]:
    """Number of each law that has a short name → short name, first day, first day on which the next one stands in its place."""
    found: dict[str, tuple[str, date, date | None]] = {}
    for short, rows in table().items():
        later: date | None = None
        for begun, number in rows:
            found[number] = (short, begun, later)
            later = begun
    return found
