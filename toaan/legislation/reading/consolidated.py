"""Consolidated texts (văn bản hợp nhất) as the National Assembly's office publishes them in the gazette, PDF with a text layer.

Words are told apart by how they are set: the law in letters of one size, notes at the foot in smaller ones, marks of notes smaller
still; headings of articles are bold, paragraphs are indented. A note says what changed the words, and from when (Pháp lệnh
01/2012/UBTVQH13, art. 5–7).
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from toaan.legislation.reading.records import Amendment, ArticleRecord, Unreadable, document_number
from toaan.vietnamese.text import clean, nfc

_NOTE_MARK, _NOTE = 10.5, 12.9
"""Letters up to so many points are marks of notes, and notes; the law stands in larger ones."""
_INDENT = 8.0
"""How many points further in than the text a paragraph begins."""
_ARTICLE = re.compile(r"Điều\s+(?P<number>\d+[a-zđ]?)\s*\.\s*(?P<title>.*)", re.S)
_DIVISION = re.compile(r"(?:Phần thứ|Phần|Chương|Mục|Tiểu mục)\s+\S+", re.I)
_HEAD = re.compile(r"\s*(?:\d+\s+)?CÔNG BÁO\s*/\s*Số")
_END = re.compile(r"XÁC THỰC VĂN BẢN HỢP NHẤT")
_LABEL = re.compile(r"(?:\d+[a-zđ]?\.|[a-zđ]\d?\))")
_DAY = r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"
_DOCUMENT = re.compile(
    rf"(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định)\s+(?P<name>[^;]*?)\s*số\s+(?P<number>\d+/\d{{4}}/[\w-]+)\s+{_DAY}\s+của\s+"
    rf"(?P<issuer>[^,]+),\s+có\s+hiệu\s+lực\s+(?:kể\s+)?(?:từ\s+)?{_DAY}"
)
_CHANGED = re.compile(
    rf"theo\s+quy\s+định\s+tại\s+(?P<by>(?:[Đđ]iểm|[Kk]hoản|Điều)\s.*?)\s+(?:của\s+)?(?P<law>(?:Bộ luật|Luật)[^,;]*?số\s+(?P<number>\d+/\d{{4}}/[\w-]+)).*?"
    rf"có\s+hiệu\s+lực\s+(?:kể\s+)?(?:từ\s+)?{_DAY}",
    re.S,
)


@dataclass(frozen=True)
class Line:
    """A line of the law's own text; `marks` are the numbers of the notes on it."""

    text: str
    page: str
    bold: bool
    begins: bool
    """It begins a paragraph: it stands further in than its page's text."""
    marks: tuple[str, ...] = ()


@dataclass
class _Open:
    """The article that is being read."""

    number: str
    title: list[str]
    first_page: str
    chapter: str
    paragraphs: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    last_page: str = ""


def read(paths: Sequence[Path]) -> Iterator[ArticleRecord | Unreadable]:
    """The articles of one law, from the parts of its PDF in their order.

    Raises:
        pypdfium2.PdfiumError: a file is no PDF.
    """
    lines: list[Line] = []
    foot: list[_Row] = []
    for part, path in enumerate(paths, start=1):
        for told, below in _pages(path, part if len(paths) > 1 else 0):
            lines += told
            foot += below
    notes = _notes(foot)
    opening = " ".join(line.text for line in lines[:60])
    told_of = _DOCUMENT.search(nfc(" ".join(opening.split())))
    where = ", ".join(path.name for path in paths)
    if told_of is None:
        yield Unreadable(
            where,
            "không thấy số, ngày ban hành và ngày có hiệu lực ở trang đầu: không phải văn bản hợp nhất?",
        )
        return
    number = document_number(told_of["number"])
    common: dict[str, Any] = {
        "document": number, "kind": told_of["kind"], "name": clean(told_of["name"] if told_of["name"].startswith(told_of["kind"]) else f"{told_of['kind']} {told_of['name']}"),
        "issued_on": _date(told_of.groups()[3:6]), "issuer": clean(told_of["issuer"]), "effective": _date(told_of.groups()[7:10]),
    }  # fmt: skip
    found = 0
    for one in _articles(lines):
        found += 1
        yield ArticleRecord(
            **common, article=one.number, title=clean(" ".join(one.title)), text="\n".join(clean(p) for p in one.paragraphs),
            chapter=one.chapter, amended=tuple(_amendments(one.marks, notes)), where=where,
            pages=one.first_page if one.first_page == one.last_page else f"{one.first_page}–{one.last_page}",
        )  # fmt: skip
    if not found:
        yield Unreadable(where, f"{number}: không thấy điều nào (bản quét không có lớp chữ?)")


def _articles(lines: Sequence[Line]) -> Iterator[_Open]:
    now: _Open | None = None
    chapter: list[str] = []
    heading = False  # the lines of a heading go on while they are bold
    for line in lines:
        if _END.search(line.text):
            break
        head = _ARTICLE.match(line.text) if line.bold else None
        if head:
            if now:
                yield now
            now = _Open(head["number"], [head["title"]], line.page, " ".join(chapter), last_page=line.page)
            now.marks += line.marks
            heading = True
        elif line.bold and _DIVISION.match(line.text):
            if now:
                yield now
            now, chapter, heading = None, [line.text], True
        elif heading and line.bold:
            (now.title if now else chapter).append(line.text)
            if now:
                now.marks += line.marks
        elif now:
            heading = False
            _take(now, line)
        else:
            heading = False
    if now:
        yield now


def _take(now: _Open, line: Line) -> None:
    alone = bool(now.paragraphs) and _LABEL.fullmatch(
        now.paragraphs[-1]
    )  # a note's mark cut it from its words
    if (line.begins and not alone) or not now.paragraphs:
        now.paragraphs.append(line.text)
    else:
        now.paragraphs[-1] += " " + line.text
    now.marks += line.marks
    now.last_page = line.page


def _amendments(marks: Sequence[str], notes: dict[str, str]) -> Iterator[Amendment]:
    seen = set()
    for mark in marks:
        for changed in _CHANGED.finditer(nfc(" ".join(notes.get(mark, "").split()))):
            number = document_number(changed["number"])
            one = Amendment(
                clean(f"{changed['by']} văn bản số {number}"), number, _date(changed.groups()[-3:])
            )
            if one not in seen:
                seen.add(one)
                yield one


def _date(parts: Sequence[str]) -> date | None:
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def _pages(path: Path, part: int) -> Iterator[tuple[list[Line], list[_Row]]]:
    """Of each page the lines of the law, and the lines at its foot."""
    document = pypdfium2.PdfDocument(path)
    try:
        for n in range(len(document)):
            page = document[n]
            text = page.get_textpage()
            yield _page(text, f"{part}:{n + 1}" if part else str(n + 1))
            text.close()
            page.close()
    finally:
        document.close()


def _page(text: pypdfium2.PdfTextPage, page: str) -> tuple[list[Line], list[_Row]]:
    rows = [row for row in _rows(text) if row.words.strip() and not _HEAD.match(row.words)]
    body = [row for row in rows if row.size > _NOTE or row.is_mark]
    left = min((row.left for row in body if not row.is_mark), default=0.0)
    lines: list[Line] = []
    for row in body:
        if row.is_mark:  # a mark that the text layer put on a line of its own belongs to the line before
            if lines:
                lines[-1] = Line(
                    lines[-1].text, page, lines[-1].bold, lines[-1].begins, (*lines[-1].marks, *row.marks)
                )
            continue
        lines.append(Line(row.words.strip(), page, row.bold, row.left > left + _INDENT, row.marks))
    return lines, [row for row in rows if row.size <= _NOTE and not row.is_mark]


def _notes(rows: Iterable[_Row]) -> dict[str, str]:
    """The notes of the whole text by number; one that runs over to the next page goes on there."""
    found: dict[str, str] = {}
    now = ""
    for row in rows:
        if row.marks:
            now = row.marks[0]
            found[now] = row.words
        elif now:
            found[now] += " " + row.words
    return found


@dataclass(frozen=True)
class _Row:
    words: str
    """Without the marks of notes."""
    size: float
    bold: bool
    left: float
    marks: tuple[str, ...]

    @property
    def is_mark(self) -> bool:
        return not self.words.strip(" .") and bool(self.marks)


def _rows(text: pypdfium2.PdfTextPage) -> Iterator[_Row]:
    letters: list[tuple[str, float, bool, float]] = []
    matrix, box = pdfium.FS_MATRIX(), [ctypes.c_double() for _ in range(4)]
    for i in range(pdfium.FPDFText_CountChars(text)):
        letter = chr(pdfium.FPDFText_GetUnicode(text, i))
        if letter in "\r\n":
            if letters:
                yield _row(letters)
                letters = []
            continue
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        pdfium.FPDFText_GetCharBox(text, i, *(ctypes.byref(b) for b in box))
        size = abs(pdfium.FPDFText_GetFontSize(text, i) * (matrix.d or 1.0))
        letters.append((letter, size, pdfium.FPDFText_GetFontWeight(text, i) >= 600, box[0].value))
    if letters:
        yield _row(letters)


def _row(letters: Sequence[tuple[str, float, bool, float]]) -> _Row:
    seen = [one for one in letters if not one[0].isspace()]
    sizes = Counter(round(size, 1) for _c, size, _b, _x in seen)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    marks = "".join(c if c.isdigit() and s <= _NOTE_MARK else " " for c, s, _b, _x in letters).split()
    words = "".join("" if c.isdigit() and s <= _NOTE_MARK else c for c, s, _b, _x in letters)
    bold = sum(b for _c, _s, b, _x in seen) * 2 > len(seen)
    return _Row(words, size, bold, seen[0][3] if seen else 0.0, tuple(marks))
