"""Citations of law as judgments write them: "điểm a khoản 1 Điều 203 BLTTDS", "khoản 1, khoản 3 Điều 26; Điều 35"."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from toaan.vietnamese.text import clean, fold, nfc

LAW_NAMES = {
    "HP": "Hiến pháp",
    "BLTTDS": "Bộ luật Tố tụng dân sự",
    "BLTTHS": "Bộ luật Tố tụng hình sự",
    "BLDS": "Bộ luật Dân sự",
    "BLHS": "Bộ luật Hình sự",
    "BLLĐ": "Bộ luật Lao động",
    "LTTHC": "Luật Tố tụng hành chính",
    "LHNGĐ": "Luật Hôn nhân và gia đình",
    "LĐĐ": "Luật Đất đai",
    "LTHADS": "Luật Thi hành án dân sự",
    "LHGĐTTA": "Luật Hòa giải, đối thoại tại Tòa án",
    "LTCTAND": "Luật Tổ chức Tòa án nhân dân",
    "LPS": "Luật Phá sản",
    "LTM": "Luật Thương mại",
    "LDN": "Luật Doanh nghiệp",
    "LNO": "Luật Nhà ở",
    "LCTCTD": "Luật Các tổ chức tín dụng",
    "LKDBĐS": "Luật Kinh doanh bất động sản",
    "LCC": "Luật Công chứng",
}
"""Short name → full name of the laws that courts cite most; any other document is cited by its number."""

_ALSO = {"LHN&GĐ": "LHNGĐ", "LHNVGĐ": "LHNGĐ", "LHNVÀGĐ": "LHNGĐ", "BLTTDS2015": "BLTTDS", "BLDS2015": "BLDS"}
_SHORT_BY_FOLDED = {fold(short): short for short in LAW_NAMES} | {fold(k): v for k, v in _ALSO.items()}
_SHORT_BY_LONG = {fold(name): short for short, name in LAW_NAMES.items()}

_LAW = "|".join(
    [re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_SHORT_BY_LONG, key=len, reverse=True)]
    + [re.escape(name) for name in sorted(_SHORT_BY_FOLDED, key=len, reverse=True)]
    + [r"(?:luat|bo\s+luat|nghi\s+quyet|nghi\s+dinh|thong\s+tu(?:\s+lien\s+tich)?|phap\s+lenh)(?:\s+so)?[:\s]*"
       r"(?P<number>\d+/\d{4}/[a-z0-9-]+)"]
)  # fmt: skip
_PART = re.compile(
    rf"\b(?:diem\s+(?P<point>[a-z])|khoan\s+(?P<clause>\d+[a-z]?)|dieu\s+(?P<article>\d+[a-z]?)|(?P<law>{_LAW}))\b"
)
_MORE = re.compile(r"(?P<value>\d+[a-z]?|[a-z])(?![\w/.%]|\s*(?:dong|trieu|ngay|thang|nam|m2|ty)\b)")
_BETWEEN = re.compile(r"[\s,;]*(?:(?:va|hoac|cua|cac|diem|khoan|dieu|tai)\b[\s,;]*)?(?:cac\s+)?")
_SEPARATOR = re.compile(r"\s*(?:[,;]\s*(?:va\s+)?|va\s+|hoac\s+)")
_YEAR = re.compile(r"\s*(?:nam\s+)?(\d{4})\b")
_WRITTEN_NUMBER = re.compile(r"\d+/\d{4}/[\w-]+")


@dataclass(frozen=True)
class Citation:
    """One article, clause or point; law is a short name of LAW_NAMES, a document number, or None when not said.

    start and end are offsets of the words in the text that name it (the law's name is not included).
    """

    law: str | None
    article: str
    clause: str | None = None
    point: str | None = None
    start: int = 0
    end: int = 0
    year: int | None = field(default=None, compare=False)
    """The year by which the law was called: "Bộ luật Dân sự năm 2005"."""
    law_start: int = field(default=0, compare=False)
    law_end: int = field(default=0, compare=False)
    """Where the law's name and year stand; both 0 when it is not said."""


def law_name(law: str) -> str:
    """The full name of a law given short, long or in any spelling; an unknown name is returned as it is."""
    folded = " ".join(fold(law).split())
    short = _SHORT_BY_FOLDED.get(folded) or _SHORT_BY_LONG.get(folded)
    return LAW_NAMES[short] if short else law


def format_citation(citation: Citation, *, long: bool = False) -> str:
    """ "điểm a khoản 1 Điều 203 BLTTDS", or with the law's full name when long."""
    parts = [f"điểm {citation.point}"] if citation.point else []
    parts += [f"khoản {citation.clause}"] if citation.clause else []
    parts.append(f"Điều {citation.article}")
    if citation.law:
        parts.append(law_name(citation.law) if long else citation.law)
    return " ".join(parts)


def parse_citation(text: str) -> Citation:
    """The single citation that a text consists of. Raises ValueError (Vietnamese) for none or several."""
    found = find_citations(text)
    if len(found) != 1:
        raise ValueError(
            f"“{text}” không phải một căn cứ pháp luật duy nhất. Hãy nhập dạng: điểm a khoản 1 Điều 203 BLTTDS."
        )
    return found[0]


def find_citations(text: str) -> list[Citation]:
    """All citations in order, lists spread out; also in text typed without diacritics.

    The law named at the end of a list belongs to every article of the list.
    """
    folded, offsets = _fold_keeping_places(text)
    chain = _Chain(text, offsets)
    found: list[Citation] = []
    last_end = 0
    for kind, value, start, end in _parts(folded):
        if chain.open and not _BETWEEN.fullmatch(folded[last_end:start]):
            found += chain.close()
        if kind == "law":
            year = re.search(r"(?<!\d)\d{4}$", folded[start:end])
            numbered = "/" in value
            law = _number(text[offsets[start] : offsets[end]]) or value if numbered else value
            found += chain.close(law, int(year[0]) if year and not numbered else None, start, end)
        elif kind != "article" and chain.turned(folded[last_end:start], bare=folded[start].isdigit()):
            chain.follow(kind, value, end)
        else:
            chain.add(kind, value, start, end)
        last_end = end
    return found + chain.close()


def _parts(folded: str) -> Iterator[tuple[str, str, int, int]]:
    """(kind, value, start, end) of each part, with the bare numbers that continue a list: "Điều 26, 35 và 39"."""
    position = 0
    while match := _PART.search(folded, position):
        kind = next(k for k in ("point", "clause", "article", "law") if match[k])
        if kind == "law":
            year = _YEAR.match(folded, match.end())
            position = year.end() if year else match.end()
            yield kind, _law_key(match), match.start(), position
            continue
        yield kind, match[kind], match.start(), match.end()
        position = match.end()
        while (gap := _SEPARATOR.match(folded, position)) and (more := _MORE.match(folded, gap.end())):
            if more["value"].isalpha() != (kind == "point") or _PART.match(folded, gap.end()):
                break
            yield kind, more["value"], more.start(), more.end()
            position = more.end()


def _law_key(match: re.Match[str]) -> str:
    if match["number"]:
        return match["number"].upper()
    name = " ".join(match["law"].split())
    return _SHORT_BY_FOLDED.get(name) or _SHORT_BY_LONG[name]


def _number(written: str) -> str:
    """The number in a document's name as it is written, in capitals: folded, "21/2021/NĐ-CP" would be no document's number."""
    found = _WRITTEN_NUMBER.search(clean(written))
    return found[0].upper() if found else ""


class _Chain:
    """Citations of one list, waiting for the article and then for the law that ends it."""

    def __init__(self, text: str, offsets: list[int]) -> None:
        self._text = text
        self._offsets = offsets
        self._points: list[tuple[str, int]] = []
        self._clauses: list[tuple[str | None, str | None, int]] = []
        self._found: list[Citation] = []
        self._turned = False

    @property
    def open(self) -> bool:
        return bool(self._points or self._clauses or self._found)

    def add(self, kind: str, value: str, start: int, end: int) -> None:
        """Take the next part of the list; start and end are places in the folded text."""
        if kind == "point":
            self._points.append((self._letter(end, value), start))
        elif kind == "clause":
            self._clauses += [(value, point, at) for point, at in self._points] or [(value, None, start)]
            self._points = []
        else:
            units = self._clauses + [(None, point, at) for point, at in self._points] or [(None, None, start)]
            for clause, point, at in units:
                self._found.append(
                    Citation(None, value, clause, point, self._offsets[at], self._offsets[end])
                )
            self._points, self._clauses, self._turned = [], [], False

    def turned(self, gap: str, *, bare: bool) -> bool:
        """Whether the next clause or point belongs to the article just read: "Điều 26 khoản 9 và 10", "Điều 12 khoản 1 điểm đ"."""
        waiting = self._clauses or self._points
        return bool(self._found) and not waiting and (not gap.strip() or (bare and self._turned))

    def follow(self, kind: str, value: str, end: int) -> None:
        """Take a clause or point written after its article."""
        last, self._turned = self._found[-1], True
        if kind == "clause" and last.clause is None and last.point is None:
            self._found[-1] = replace(last, clause=value, end=self._offsets[end])
        elif kind == "point" and last.point is None:
            self._found[-1] = replace(last, point=self._letter(end, value), end=self._offsets[end])
        elif kind == "clause":
            self._found.append(replace(last, clause=value, point=None, end=self._offsets[end]))

    def close(
        self, law: str | None = None, year: int | None = None, start: int = 0, end: int = 0
    ) -> list[Citation]:
        """End the list; clauses without an article ("khoản 2 này") are dropped."""
        at = (self._offsets[start], self._offsets[end]) if law else (0, 0)
        found = [replace(one, law=law, year=year, law_start=at[0], law_end=at[1]) for one in self._found]
        self._points, self._clauses, self._found = [], [], []
        return found

    def _letter(self, end: int, value: str) -> str:
        """The point's letter as written, because "điểm d" and "điểm đ" differ."""
        written = nfc(self._text[self._offsets[end - 1] : self._offsets[end]]).strip().lower()
        return "đ" if written == "đ" else value


def _fold_keeping_places(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters and its end, the offset in the original."""
    letters: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        if unicodedata.category(character) == "Mn":
            continue
        folded = fold(character)
        letters.append(folded)
        offsets += [place] * len(folded)
    offsets.append(len(text))
    return "".join(letters), offsets
