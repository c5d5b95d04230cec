"""Everything of a text that has a value: money, dates, terms, shares, document and article numbers, each as one word that says its value.

"07 ngày" and "bảy ngày", "1 năm" and "12 tháng", "300.000đ" and "300 nghìn đồng" become the same word; "15 ngày" and "15 ngày làm việc" do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from toaan.vietnamese.amounts import find_money, format_money, read_words
from toaan.vietnamese.citations import find_citations, law_name
from toaan.vietnamese.dates import find_dates, format_date
from toaan.vietnamese.text import fold

_NUMERALS = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm|linh|lẻ|trăm|rưỡi|nghìn"
_UNITS = {
    "ngày làm việc": ("làm-việc", 1), "ngày": ("ngày", 1), "tuần": ("ngày", 7), "tháng": ("tháng", 1), "năm": ("tháng", 12), "giờ": ("giờ", 1),
    "phút": ("phút", 1), "tuổi": ("tuổi", 1), "lần": ("lần", 1), "bản": ("bản", 1), "người": ("người", 1), "phần trăm": ("%", 1), "%": ("%", 1),
    "m2": ("m2", 1), "mét vuông": ("m2", 1), "trang": ("trang", 1), "thành viên": ("thành-viên", 1), "hội thẩm": ("hội-thẩm", 1),
    "thẩm phán": ("thẩm-phán", 1),
}  # fmt: skip
_UNIT = "|".join(sorted((re.escape(unit).replace(r"\ ", r"\s+") for unit in _UNITS), key=len, reverse=True))
_COUNTED = re.compile(
    rf"(?<![\w/.,])(?P<figures>\d{{1,3}}(?:\.\d{{3}})+|\d+(?:,\d+)?)(?:\s*\([^()]{{2,30}}\))?\s*(?P<unit>{_UNIT})(?![\w])"
    rf"|(?<!\w)(?P<words>(?:{_NUMERALS})(?:\s+(?:{_NUMERALS}))*)\s+(?P<unit2>{_UNIT})(?![\w])"
)
_DOCUMENT = re.compile(r"(?<![\w/])\d+/\d{4}(?:/[\w-]+)+|(?<![\w/])\d+/[a-zđ][\w]*-[\w-]+")
_YEAR = re.compile(r"(?<!\w)năm\s+(\d{4})(?!\w)")
_PLACE = re.compile(r"(?<!\w)(?P<kind>điều|khoản|điểm)\s+(?P<value>\d+[a-zđ]?|(?<=điểm\s)[a-zđ]\d?)(?![\w/])")
_MORE = re.compile(
    r"\s*(?:,|và|hoặc)\s*(?:(?P<same>điều|khoản|điểm)\s+)?(?P<value>\d+[a-zđ]?|[a-zđ])(?![\w/.%]|\s*(?:ngày|tháng|năm|đồng))"
)
_NUMBER = re.compile(r"(?<![\w])(?:\d{1,3}(?:\.\d{3})+|\d+(?:[.,/]\d+)?)(?!\w)")
_NAMED = re.compile(r"(?<!\w)(?:(?:bộ\s+)?luật|nghị\s+quyết|nghị\s+định|thông\s+tư|pháp\s+lệnh)(?=\s)")


@dataclass(frozen=True)
class Figure:
    """One value. ``word`` begins with "#"; of a place in a law ("điều", "khoản", "điểm") with "§"."""

    start: int
    end: int
    word: str


def folded(text: str) -> str:
    """The text letter by letter without diacritics, so that places stay places."""
    return "".join((fold(letter) or " ")[0] for letter in text)


def figures(text: str) -> list[Figure]:
    """Every value of a normalised text, in order, none within another."""
    found: list[Figure] = []
    taken = [False] * len(text)

    def take(start: int, end: int, word: str) -> None:
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append(Figure(start, end, word))

    for match in _DOCUMENT.finditer(text):
        take(match.start(), match.end(), f"#văn-bản {match[0].strip('-')}")
    bare = folded(text)
    for day in find_dates(bare):
        take(day.start, day.end, f"#ngày {day.day or text[day.start : day.end]}")
    for match in _YEAR.finditer(text):
        take(match.start(), match.end(), f"#năm {match[1]}")
    for sum_ in find_money(bare):
        take(sum_.start, sum_.words_end or sum_.end, f"#tiền {sum_.amount}")
        if sum_.words not in {None, sum_.amount}:
            found.append(
                Figure(sum_.start, sum_.start, f"#tiền {sum_.words}")
            )  # figures and words disagree: both must be there
    for kind, start, end, value in _places(text):
        take(start, end, f"§{kind} {value}")
    for match in _COUNTED.finditer(text):
        count = _value(match["figures"], match["words"])
        if count is not None:
            unit, times = _UNITS[" ".join((match["unit"] or match["unit2"]).split())]
            take(match.start(), match.end(), f"#{unit} {count * times:g}")
    for match in _NUMBER.finditer(text):
        take(match.start(), match.end(), f"#số {_plain(match[0])}")
    return sorted(found, key=lambda one: (one.start, one.end))


def say(word: str) -> str:
    """A value as a person reads it: "#tiền 300000" → "300.000 đồng", "#ngày 15" → "15 ngày"."""
    kind, _, value = word[1:].partition(" ")
    if kind == "tiền":
        return format_money(int(value))
    if kind == "ngày" and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return format_date(date.fromisoformat(value))
    if kind in {"số", "văn-bản"}:
        return value
    if kind == "làm-việc":
        return f"{value} ngày làm việc"
    return (
        f"năm {value}"
        if kind == "năm"
        else f"{value.replace('.', ',')} {kind.replace('-', ' ')}".replace(" %", "%")
    )


def laws(text: str) -> set[str]:
    """The laws that a text names, by their full names or numbers, in lower case."""
    found = {law_name(one.law).lower() for one in find_citations(text) if one.law}
    return found | {
        one.word.removeprefix("#văn-bản ") for one in figures(text) if one.word.startswith("#văn-bản ")
    }


def _places(text: str) -> list[tuple[str, int, int, str]]:
    """Articles, clauses and points, lists of them spread out: "các điều 26, 35"."""
    found = []
    for match in _PLACE.finditer(text):
        kind, at = match["kind"], match.end()
        found.append((kind, match.start(), match.end(), match["value"]))
        while more := _MORE.match(text, at):
            kind = more["same"] or kind
            if more["value"].isalpha() != (kind == "điểm"):
                break
            found.append((kind, more.start(), more.end(), more["value"]))
            at = more.end()
    return found


def _value(written: str | None, words: str | None) -> float | None:
    if written is not None:
        return float(written.replace(".", "").replace(",", "."))
    half = str(words).endswith(" rưỡi")
    number = read_words(folded(str(words).removesuffix(" rưỡi")))
    return None if number is None else number + (0.5 if half else 0)


def _plain(written: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", written):
        return str(int(written.replace(".", "")))
    return written.lstrip("0") or "0"
