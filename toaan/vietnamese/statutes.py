"""The parts of an article of law: clauses (khoản), points (điểm), and the paragraphs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

POINTS = [
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
]
"""The letters of points in their order, as drafters of law use them (NĐ 34/2016, art. 62; "đ" follows "d", no f, j, w, z)."""

_CLAUSE = re.compile(r"(?P<number>\d{1,3})(?P<more>[a-zđ]?)\s?\.(?=\s|[A-ZÀ-ỸĐ“\"])")
_POINT = re.compile(r"(?P<letter>[a-zđ])(?P<more>\d{0,2})\s?\)(?=\s)")


@dataclass(frozen=True)
class Unit:
    """A clause or a point, with its words from its number to the next unit; offsets into the article's text.

    A clause holds its points: its words end with theirs.
    """

    clause: str
    """ "1", "1a"; empty for points of an article that has no clauses."""
    point: str
    """ "a", "đ", "a1"; empty for the clause itself."""
    start: int
    end: int

    @property
    def label(self) -> str:
        """ "1", "1.a", "a"."""
        return ".".join(part for part in (self.clause, self.point) if part)


def units(text: str) -> list[Unit]:
    """Clauses and points of an article in their order.

    A line begins a clause only where its number follows the one before ("1." "2." "2a." "3."), and a point only where its letter
    does: numbered lines of a form or a list within a clause are words of that clause. One clause may have been struck out: its number
    is nowhere then.
    """
    found: list[tuple[str, str, int]] = []
    clause, number, letter = "", 0, ""
    there = {int(head["number"]) for _start, line in _lines(text) if (head := _CLAUSE.match(line))}
    for start, line in _lines(text):
        if (head := _CLAUSE.match(line)) and _next_clause(clause, number, head, there):
            clause, number, letter = head["number"] + head["more"], int(head["number"]), ""
            found.append((clause, "", start))
        elif (head := _POINT.match(line)) and _next_point(letter, head):
            letter = head["letter"] + head["more"]
            found.append((clause, letter, start))
    return [Unit(*one, _end(found, n, len(text.rstrip()))) for n, one in enumerate(found)]


def unit(text: str, clause: str, point: str = "") -> Unit | None:
    """One clause or point of an article; None when there is no such."""
    return next((u for u in units(text) if (u.clause, u.point) == (clause, point)), None)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with the place of its first character that is not blank."""
    at = 0
    for line in text.split("\n"):
        stripped = line.lstrip()
        yield at + len(line) - len(stripped), stripped
        at += len(line) + 1


def _next_clause(before: str, number: int, head: re.Match[str], there: set[int]) -> bool:
    now = int(head["number"])
    if head["more"]:  # put in later: 2a after 2, 2b after 2a
        return now == number and head["number"] + head["more"] > before
    return now == number + 1 or (now == number + 2 and number > 0 and number + 1 not in there)


def _next_point(before: str, head: re.Match[str]) -> bool:
    if head["letter"] not in POINTS:
        return False
    place = POINTS.index(head["letter"])
    if not before:
        return place == 0
    last = POINTS.index(before[0])
    if head["more"]:
        return place == last
    return place in {last + 1, last + 2}  # one may have been struck out


def _end(found: list[tuple[str, str, int]], n: int, whole: int) -> int:
    clause, point, _start = found[n]
    for later, letter, start in found[n + 1 :]:
        if later != clause or (point and letter):
            return start
    return whole
