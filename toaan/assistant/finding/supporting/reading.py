"""Sentences of an answer with the sources they cite, and the windows of a passage in which a sentence may stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from toaan.assistant.finding.supporting import words
from toaan.assistant.finding.supporting.figures import figures
from toaan.vietnamese.citations import find_citations
from toaan.vietnamese.text import clean, normalise

_MARK = re.compile(r"[\[【]\s*(?:nguồn|đoạn|số)?\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*[\]】]", re.IGNORECASE)
_MARKS_AT_START = re.compile(rf"\s*(?:{_MARK.pattern}[\s.;]*)+", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])(?=\s|[\[【])|(?<=[.!?…][”\"])(?=\s|[\[【])|\n+")
_ABBREVIATED = re.compile(r"(?:\b(?:tp|tx|ths|ts|ls|nxb|st|tr|v\.v|vv)|\b[A-ZĐ])\.$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:(?:[-*+•–—▪●◦>]|#{1,6}|\d{1,2}[.)]|[a-zđ]\))\s+)+", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*{1,3}|_{2,}|`+|~~")
_LETTER = re.compile(r"[^\W_]")
_IF_ANY = re.compile(r"\(\s*nếu có\s*\)|(?<!\w)nếu có(?=\s*(?:[,;.)]|$))")
_TOKEN = re.compile(r"[^\W_]+|[,;:()–—]")


@dataclass(frozen=True)
class Said:
    """One sentence of an answer; ``numbers`` the sources that it cites, as written."""

    text: str
    numbers: tuple[int, ...]


def sentences(text: str) -> list[Said]:
    """The sentences of an answer without its markings; marks after the full stop belong to the sentence before."""
    found: list[Said] = []
    plain = _EMPHASIS.sub("", clean(text))
    for row in plain.split("\n"):
        for part in _split(_BULLET.sub("", row)):
            numbers = tuple(dict.fromkeys(n for mark in _MARK.findall(part) for n in _numbers(mark)))
            bare = " ".join(_MARK.sub(" ", part).split())
            bare = re.sub(r"\s+([.,;:!?])", r"\1", bare)
            if not _LETTER.search(bare):
                if numbers and found:
                    found[-1] = Said(found[-1].text, tuple(dict.fromkeys([*found[-1].numbers, *numbers])))
                continue
            found.append(Said(bare, numbers))
    return found


def _split(line: str) -> list[str]:
    parts: list[str] = []
    for piece in _END.split(line):
        if parts and (_ABBREVIATED.search(parts[-1].rstrip()) or not _LETTER.search(_MARK.sub("", piece))):
            parts[-1] += piece
            continue
        head = _MARKS_AT_START.match(piece) if parts else None
        if head:
            parts[-1] += head[0]
        parts.append(piece[head.end() :] if head else piece)
    return [one for one in parts if one.strip()]


def _numbers(mark: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"[,;]", re.sub(r"[^\d,;–-]", "", mark)):
        ends = [int(n) for n in re.split(r"[–-]", part) if n]
        found += range(ends[0], min(ends[-1], ends[0] + 20) + 1) if len(ends) == 2 else ends
    return found


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is compared: a syllable, a phrase of `words`, a value, or a separator."""

    text: str
    oblique: bool = False
    """A person after "của", "cho", …: not the one who acts."""
    bound: bool = False
    """Follows the word before it without a preposition, comma or the like between them."""

    @property
    def separator(self) -> bool:
        return self.text in _SEPARATORS

    @property
    def person(self) -> bool:
        return self.text[0] == "@"

    @property
    def figure(self) -> bool:
        return self.text[0] == "#"

    @property
    def telling(self) -> bool:
        """Must be found where the sentence has it."""
        return self.text[0] in "@#=" or self.text in words.TELLING


_SEPARATORS = frozenset({",", ";", ":", "(", ")", "–", "—", "+"})


@dataclass(frozen=True)
class Line:
    """Words in their order, and the places in laws that they name."""

    words: tuple[Word, ...]
    places: frozenset[tuple[str, str]] = frozenset()
    origin: frozenset[tuple[str, str]] = frozenset()
    """Those with which it begins: "Theo khoản 1 Điều 273, …"."""


def line(text: str) -> Line:
    """A sentence or unit as it is compared."""
    plain = normalise(clean(text)).replace("quyền lợi, nghĩa vụ", "quyền lợi nghĩa vụ")
    plain = _IF_ANY.sub(" ", plain)
    for cited in find_citations(plain):  # the law's name is compared by itself
        if cited.law_end:
            plain = (
                plain[: cited.law_start] + " " * (cited.law_end - cited.law_start) + plain[cited.law_end :]
            )
    raw: list[str] = []
    places: set[tuple[str, str]] = set()
    origin: set[tuple[str, str]] = set()
    at = 0
    for one in figures(plain):
        raw += _TOKEN.findall(plain[at : one.start])
        at = max(at, one.end)
        if one.word[0] == "§":
            kind, _, value = one.word[1:].partition(" ")
            places.add((kind, value))
            if all((word,) in words.FREE or word in _BEGINNING for word in raw):
                origin.add((kind, value))
        else:
            raw.append(one.word)
    raw += _TOKEN.findall(plain[at:])
    return Line(tuple(_phrases(raw)), frozenset(places), frozenset(origin))


def _phrases(raw: list[str]) -> list[Word]:
    found: list[Word] = []
    at, before, bound = 0, "", False
    while at < len(raw):
        for length in range(min(words.LONGEST, len(raw) - at), 0, -1):
            key = tuple(raw[at : at + length])
            phrase = words.PHRASES.get(key)
            if phrase is not None or key in words.FREE or length == 1:
                break
        if phrase is not None:
            parts = [phrase] if phrase[0] in "!@=" else phrase.split()
            found += [Word(part, before in words.OBLIQUE, bound or n > 0) for n, part in enumerate(parts)]
        elif key in _JOINING:
            found.append(Word("+"))
        elif key not in words.FREE:
            found.append(Word(key[0], bound=bound))
        bound = key not in words.FREE and key not in _JOINING and key[0] not in _SEPARATORS
        before = key[-1]
        at += length
    return found


_BEGINNING = frozenset({"quy", "định", "căn", "cứ", "tố", "tụng", ",", "và"})
_JOINING = frozenset({("và",), ("cùng",)})


@dataclass(frozen=True)
class Unit:
    """A sentence, clause or point of a passage. ``lead`` is what it depends on ("… trong các trường hợp sau đây:")."""

    line: Line
    clause: str = ""
    point: str = ""
    lead: Unit | None = field(default=None, repr=False)


_HEADING = re.compile(r"\s*(?:điều|mục|chương|án lệ|bản án|quyết định)\s[^\n]{0,300}", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*(\d{1,3}[a-zđ]?)\s?\.\s+(?=\D)", re.IGNORECASE)
_POINT = re.compile(r"\s*([a-zđ]\d?)\s?\)\s+")
_STOP = re.compile(r"(?<=[.;!?…])\s+|\n+")


@dataclass(frozen=True)
class Passage:
    """A passage cut into units; its heading says which article it is."""

    heading: Line
    units: tuple[Unit, ...]
    text: str


def passage(text: str) -> Passage:
    """A passage as it is searched. A first line "Điều 273. Thời hạn kháng cáo" is its heading."""
    plain = clean(text)
    heading = ""
    first, _, rest = plain.partition("\n")
    if rest and _HEADING.fullmatch(first):
        heading, plain = first, rest
    units: list[Unit] = []
    clause, point, lead, clause_lead = "", "", None, None
    for whole in _pieces(plain):
        piece = whole
        if head := _CLAUSE.match(piece):
            clause, point, lead, clause_lead = head[1].lower(), "", None, None
            piece = piece[head.end() :]
        if head := _POINT.match(piece):
            point, lead = head[1].lower(), clause_lead
            piece = piece[head.end() :]
        if not _LETTER.search(piece):
            continue
        one = Unit(line(piece), clause, point, lead)
        units.append(one)
        before, colon, after = piece.rstrip().partition(":")
        if (
            colon and after and piece.rstrip().endswith(";") and lead is None
        ):  # "Đơn ghi: ngày làm đơn; tên …; lý do."
            lead = Unit(line(before + ":"), clause, point)
        elif piece.rstrip().endswith(":"):
            lead = one
            clause_lead = clause_lead if point else one
        elif piece.rstrip().endswith("."):
            lead = None
            clause_lead = None if not point else clause_lead
    return Passage(line(heading), tuple(units), plain)


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for piece in _STOP.split(text):
        if found and (
            _ABBREVIATED.search(found[-1].rstrip()) or re.fullmatch(r"\s*\d{1,3}[a-zđ]?\s?\.", found[-1])
        ):
            found[-1] += " " + piece
        elif piece.strip():
            found.append(piece)
    return found
