"""Check of a draft judgment: a text, what the case file knows and a book of law in; findings with place, reason and article out.

Pure functions: nothing is read but what is given, nothing written. What a check cannot know it does not claim; a finding is meant to be
right nearly always, so that the check may be left on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from toaan.assistant.checking import (
    appeals,
    citing,
    claims,
    costs,
    criminal,
    days,
    figures,
    parts,
    people,
    sums,
)
from toaan.assistant.checking.draft import read
from toaan.assistant.checking.model import KINDS, CaseFacts, Finding, Found, LawBook
from toaan.rules.load import load_all
from toaan.rules.model import RuleRow

__all__ = ["KINDS", "CaseFacts", "Finding", "LawBook", "check"]

LONGEST = 2_000_000
"""Letters; no judgment is longer."""


def check(
    text: str,
    facts: CaseFacts | None = None,
    book: LawBook | None = None,
    rows: Sequence[RuleRow] | None = None,
) -> list[Finding]:
    """Every finding in the order of the text. Without a book of law only what needs none is checked.

    rows: the rules in force; those that ship with the software when not given.

    Raises:
        ValueError: no text, or longer than any judgment (Vietnamese).
    """
    if not text.strip():
        raise ValueError("Dự thảo không có chữ nào.")
    if len(text) > LONGEST:
        raise ValueError(f"Dự thảo dài hơn {LONGEST:,} ký tự: không phải một bản án.")
    told, rules = facts or CaseFacts(), rows if rows is not None else _rules()
    draft, found = read(text), Found()
    parts.check(draft, found)
    criminal.check(draft, found)
    citing.check(draft, found, told, book)
    people.check(draft, found, told)
    days.check(draft, found, told)
    sums.check(draft, found, told)
    figures.check(draft, found, told)
    costs.check(draft, found, told, rules)
    claims.check(draft, found, told)
    appeals.check(draft, found, rules)
    return found.once()


@lru_cache(maxsize=1)
def _rules() -> Sequence[RuleRow]:
    return tuple(load_all())
