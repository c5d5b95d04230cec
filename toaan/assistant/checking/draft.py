"""A draft judgment as the checks read it: one text to search in, its sections, dates, sums and citations, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from toaan.publication.anonymise.source import SYLLABLE, in_old_font
from toaan.publication.anonymise.source import read as read_source
from toaan.vietnamese.amounts import FoundMoney, find_money
from toaan.vietnamese.citations import Citation, find_citations
from toaan.vietnamese.dates import FoundDate, find_dates
from toaan.vietnamese.fonts import from_vni
from toaan.vietnamese.judgments import sections
from toaan.vietnamese.text import fold

_PAGE = re.compile(r"(?m)^[^\S\n]*(?:-\s?)?\d{1,3}(?:\s?-)?[^\S\n]*$")
_BLANK = re.compile(r"[^\S\n]")
_RULINGS = re.compile(r"\b(?:tuyen\s+xu|xu|tuyen\s+bo)\s*:|\n\s*(?:\[?1\]?\s*[./)-]|tuyen\s+xu\b)")


@dataclass(frozen=True)
class Span:
    """A section: offsets into the draft's text."""

    start: int
    end: int

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.start <= place < self.end


@dataclass
class Draft:
    """The text with every repair that keeps its length: composed letters, look-alikes, old fonts, page numbers blanked."""

    original: str
    text: str
    folded: str
    """As `text`, letter by letter without marks and in small letters."""
    offsets: list[int] = field(repr=False)
    unread: list[tuple[int, int]] = field(default_factory=list, repr=False)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text as it was given."""
        return self.offsets[start], self.offsets[end]

    @cached_property
    def parts(self) -> dict[str, Span]:
        """head, content, reasoning, verdict, closing: those that are there."""
        return {name: Span(*bounds) for name, bounds in sections(self.text).items()}

    def section(self, place: int) -> str:
        """The name of the section in which a place lies."""
        return next((name for name, span in self.parts.items() if place in span), "head")

    def part(self, name: str) -> str:
        """A section's folded text; empty when it is absent."""
        span = self.parts.get(name)
        return self.folded[span.start : span.end] if span else ""

    @cached_property
    def body(self) -> Span:
        """From the head to the verdict."""
        verdict = self.parts.get("verdict")
        return Span(0, verdict.start if verdict else len(self.text))

    @cached_property
    def basis_end(self) -> int:
        """Where the list of articles at the head of the verdict ends and the decision begins."""
        verdict = self.parts.get("verdict")
        if verdict is None:
            return len(self.text)
        found = _RULINGS.search(self.folded, verdict.start + 10, verdict.end)
        return found.start() if found else verdict.start

    @cached_property
    def dates(self) -> list[FoundDate]:
        return find_dates(self.folded)

    @cached_property
    def money(self) -> list[FoundMoney]:
        return find_money(self.folded)

    @cached_property
    def citations(self) -> list[Citation]:
        return find_citations(self.text)

    @cached_property
    def judged(self) -> FoundDate | None:
        """The date at the head: the day of the judgment."""
        if self.legacy:
            return None
        end = self.parts["head"].end
        sitting = self.sitting
        for found in self.dates:
            if found.start > min(end, sitting.start() if sitting else end):
                break
            if re.search(r"\bngay\s*:?\s*$", self.folded[: found.start]) or self.folded.startswith(
                "ngay", found.start
            ):
                return found
        return None

    @cached_property
    def dated(self) -> bool:
        """Whether a day stands at the head, before the one of the sitting."""
        sitting = self.sitting
        top = self.folded[: sitting.start() if sitting else self.parts["head"].end]
        own_line = r"(?m)^\W*ngay\s*:?\s*\d[^\n]{0,24}$"  # columns of a head may come out of order
        return bool(re.search(r"\bngay\s*:?\s*\d", top) or re.search(own_line, self.part("head")))

    @cached_property
    def sitting(self) -> re.Match[str] | None:
        """ "Ngày …, tại trụ sở Tòa án … xét xử sơ thẩm"."""
        return _SITTING.search(self.folded, 0, self.parts["head"].end)

    @cached_property
    def day(self) -> date | None:
        """The day of the judgment, from its head or its sitting."""
        if self.judged and self.judged.day:
            return self.judged.day
        if not self.legacy:
            return None
        # A head in a broken font: the day that stands both at the top and at the sitting.
        seen = Counter(one.day for one in self.dates if one.day and one.start < 3000).most_common(1)
        return seen[0][0] if seen and seen[0][1] > 1 else None

    @cached_property
    def number(self) -> re.Match[str] | None:
        """The judgment's number at its head."""
        sitting, head = self.sitting, self.parts["head"].end
        end = min(head, sitting.start() if sitting else 1500)
        return _NUMBER.search(self.folded, 0, end) or _NAMED_NUMBER.search(self.folded, 0, head)

    @cached_property
    def on_appeal(self) -> bool:
        """A judgment of the second instance."""
        head = self.part("head")
        return bool(re.search(r"-\s*pt\b|xet\s+xu\s+phuc\s+tham", head)) and "so tham cong khai" not in head

    @cached_property
    def legacy(self) -> bool:
        """Its head is in an old font that cannot be read safely: what is missing there cannot be told."""
        words = [w for w in re.findall(r"[^\W\d_]+", self.text[:4000]) if w.islower()]
        strange = sum(
            not SYLLABLE.fullmatch(fold(word)) or bool(re.search("aa|ee|ii|uu|yy", fold(word)))
            for word in words
        )
        return len(self.unread) > 20 or strange * 20 > max(60, len(words))

    @cached_property
    def criminal(self) -> bool:
        head = self.part("head")
        return bool(re.search(r"/hs\s*-\s*[sp]t|\bbi\s+cao\s*:|vu\s+an\s+hinh\s+su", head))

    @cached_property
    def administrative(self) -> bool:
        return bool(re.search(r"/hc\s*-\s*[sp]t|vu\s+an\s+hanh\s+chinh", self.part("head")))


_DAY = r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}(?:\s*[/.-]\s*\d{1,2})?(?:\s+thang\s*\d{1,2})?(?:\s+nam\s*\d{4})?)"
_SITTING = re.compile(
    rf"\bngay\s*:?\s*(?:{_DAY}\s*(?:,|va|;)?\s*(?:ngay\s*)?)+[^\n/]{{0,20}}?\s*(?:tai|toa an|tand)\b(?=.{{0,500}}?\bxet\s+xu)",
    re.S,
)
_NUMBER = re.compile(
    r"\b(?:ban\s+an\s+)?so\s*:?\s*(?P<number>(?P<n>\d+)\s*/\s*(?P<year>\d{4})\s*/\s*(?P<kind>[a-z]+(?:\s*-\s*[a-z]+)?))"
)

_NAMED_NUMBER = re.compile(r"(?m)^\s*ban\s+an\s+" + _NUMBER.pattern.removeprefix(r"\b(?:ban\s+an\s+)?"))


def read(original: str) -> Draft:
    """Make a text ready for the checks."""
    repaired, places = from_vni(original)
    source = read_source(repaired)
    text = _BLANK.sub(" ", _PAGE.sub(lambda m: " " * len(m[0]), source.view)).replace("®", "đ")
    if sum(original.count(sign) for sign in "¶·¸µ¹Çª®") > 20:
        text = in_old_font(text)
    folded = "".join(map(_letter, text))
    return Draft(original, text, folded, [places[at] for at in source.offsets], source.legacy)


def _letter(character: str) -> str:
    if character.isascii():
        return character.lower()
    plain = fold(character)
    return plain if len(plain) == 1 else " " if not plain else plain[0]
