"""Dates as Vietnamese official papers write and as people type them."""

import re
from dataclasses import dataclass
from datetime import date

from toaan.vietnamese.text import clean, fold

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_FORMS = (
    re.compile(r"(?:ngay\s+)?(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})"),
    re.compile(r"(?:ngay\s+)?(\d{1,2})\s*(,?)\s*thang\s+(\d{1,2})\s*,?\s*nam\s+(\d{4})"),
)


def date_in_words(d: date) -> str:
    """The form of official documents: "ngày 04 tháng 5 năm 2026".

    Days below 10 and months 1 and 2 take a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 4).
    """
    month = f"{d.month:02d}" if d.month <= 2 else str(d.month)
    return f"ngày {d.day:02d} tháng {month} năm {d.year:04d}"


def format_date(d: date) -> str:
    """The short form shown everywhere: dd/mm/yyyy."""
    return f"{d.day:02d}/{d.month:02d}/{d.year:04d}"


def weekday_name(d: date) -> str:
    """ "Thứ Hai" … "Chủ nhật"."""
    return _WEEKDAYS[d.weekday()]


_LONGEST = 100
"""No date takes more letters; what is longer is not read, and not said again in whole."""


def parse_date(text: str) -> date:
    """Read "4/5/2026", "04-05-2026", "4.5.2026" or "ngày 4 tháng 5 năm 2026", always day first.

    Raises ValueError (message in Vietnamese); a two-digit year is refused because a birth year could be either century.
    """
    asked = clean(text[:_LONGEST])
    folded = fold(asked)
    for form in _FORMS:
        match = form.fullmatch(folded) if len(text) <= _LONGEST else None
        if match:
            try:
                return date(int(match[4]), int(match[3]), int(match[1]))
            except ValueError:
                raise ValueError(
                    f"Không có ngày “{asked}” trên lịch. Hãy kiểm tra lại ngày và tháng."
                ) from None
    raise ValueError(f"Không đọc được ngày “{asked}”. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 04/05/2026.")


@dataclass(frozen=True)
class FoundDate:
    """A date written in a text; day is None when no calendar has it (31/02/2018)."""

    start: int
    end: int
    day: date | None


_IN_TEXT = re.compile(
    r"(?<![\d/.,-])(?P<d>\d{1,2})\s*(?P<s>[/.-])\s*(?P<m>\d{1,2})\s*(?P=s)\s*(?P<y>\d{4})(?![\d/]|[.,]\d)"
    r"|(?:\bngay\s*|(?<![\w/.,-]))(?P<d2>\d{1,2})\s*,?\s*thang\s*(?P<m2>\d{1,2})\s*,?\s*nam\s*(?P<y2>\d{4})\b"
)


def find_dates(folded: str) -> list[FoundDate]:
    """Every date of a text that was folded letter by letter, in order; a number that only looks like one (year before 1850) is left out."""
    found = []
    for match in _IN_TEXT.finditer(folded):
        d, m, y = (int(match[name] or match[name + "2"]) for name in "dmy")
        if not 1850 <= y <= 2200:
            continue
        try:
            day = date(y, m, d)
        except ValueError:
            day = None
        found.append(FoundDate(match.start(), match.end(), day))
    return found
