"""Numbers of cases and documents (số thụ lý, số bản án ...): patterns as data, formatting and lenient
reading.

A sequence belongs to one court, one register and one calendar year and starts at the pattern's ``starts_at``.
The code of law states no formula: patterns follow practice, and archives hold older forms (``157/HSST``), so
reading is lenient and keeps the raw text.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from toaan.rules.model import RuleRow

CASE_KINDS = ("DS", "HNGĐ", "KDTM", "LĐ", "HS", "HC")

_NUMBER = re.compile(
    r"(?:số\s*:?\s*)?0*(?P<seq>\d+)\s*(?:/\s*(?P<year>\d{4}))?\s*/\s*(?P<code>[^\W\d_][\w.-]*)\s*",
    re.IGNORECASE,
)
_DASHES = re.compile("\\s*[\u2010-\u2015\u2212-]\\s*")


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number as read. ``year`` and ``kind`` are ``None`` where the text does not say; ``raw`` is
    untouched.
    """

    seq: int
    year: int | None
    code: str
    kind: str | None
    raw: str


def format_number(pattern: RuleRow, seq: int, year: int, kind: str) -> str:
    """``12/2026/TLST-DS``. Raises ``ValueError`` for a sequence below the first or an unknown kind of
    case.
    """
    value = pattern.value
    if seq < value["starts_at"]:
        raise ValueError(f"Số thứ tự phải từ {value['starts_at']} trở lên.")
    if kind not in CASE_KINDS:
        raise ValueError(f"Loại vụ việc “{kind}” không có trong danh mục.")
    code = value["code"].format(kind=kind)
    return str(value["pattern"].format(seq=f"{seq:0{value['width']}d}", year=year, code=code))


def register_key(pattern: RuleRow, kind: str) -> str:
    """The register whose sequence the number takes: one per kind of case where the code names the kind."""
    register = str(pattern.value["register"])
    return f"{register}:{kind}" if "{kind}" in pattern.value["code"] else register


def parse_number(text: str) -> ParsedNumber | None:
    """Read a number in any usual spelling: case, blanks, dash signs, a leading "Số:", no year. ``None`` if
    unreadable.
    """
    clean = _DASHES.sub("-", unicodedata.normalize("NFC", text).strip())
    match = _NUMBER.fullmatch(clean)
    if not match:
        return None
    code = match["code"].upper()
    return ParsedNumber(
        seq=int(match["seq"]),
        year=int(match["year"]) if match["year"] else None,
        code=code,
        kind=_kind_of(code),
        raw=text,
    )


def same_number(first: str, second: str) -> bool:
    """Do two spellings name the same number (of one court)? Unreadable texts are compared as they stand."""
    a, b = parse_number(first), parse_number(second)
    if a is None or b is None:
        return first.strip() == second.strip()
    return (a.seq, a.year, a.code) == (b.seq, b.year, b.code)


def _kind_of(code: str) -> str | None:
    # Longest first: KDTM before a kind that it might contain. "DSST" and "DS-ST" both name DS.
    plain: dict[str, Any] = {kind.replace("Đ", "D"): kind for kind in CASE_KINDS}
    parts = [part.replace("Đ", "D") for part in code.split("-")]
    for name in sorted(plain, key=len, reverse=True):
        # "VDS": a request (việc) of that kind, as in TLST-VDS.
        if any(part in (name, f"V{name}", f"{name}ST", f"{name}PT") for part in parts):
            return str(plain[name])
    return None
