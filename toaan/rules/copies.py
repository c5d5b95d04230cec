"""Copies of documents: true copy, copy of a copy, extract (sao y, sao lục, trích sao). Decree 30/2020, articles 25–27."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from toaan.rules.model import RuleRow

PAPER, ELECTRONIC = "paper", "electronic"


@dataclass(frozen=True, slots=True)
class CopyForm:
    """One form of copy: what it copies, from which medium to which, and the article that says so."""

    code: str
    title: str
    number: str
    """Key of its number pattern; all forms share one sequence."""
    article: str
    whole: bool
    """Whether the whole document must be copied."""
    ways: frozenset[tuple[str, str]]
    """Media: (of the document copied, of the copy)."""


def copy_forms(row: RuleRow) -> dict[str, CopyForm]:
    """The forms of the row ``dossier:copies`` by code, in the order of the law."""
    found = [_form(item) for item in row.value["forms"]]
    return {form.code: form for form in found}


def may_copy(form: CopyForm, *, source: str, target: str) -> bool:
    """Does the law know this form of copy from the one medium to the other?"""
    return (source, target) in form.ways


def signing_title(*, president: bool) -> str:
    """The words above the name of whoever signs a copy on paper: the head, or a deputy in the head's place (13.1).

    The head lays down who signs copies (27.1). By order (TL.) sign heads of units only (13.4), so whoever makes a
    copy as clerk or archivist does not sign it. Check status: checked, Pháp điển 42.1.
    """
    return "CHÁNH ÁN" if president else "KT. CHÁNH ÁN\nPHÓ CHÁNH ÁN"


def _form(item: dict[str, Any]) -> CopyForm:
    return CopyForm(
        code=item["code"],
        title=item["title"],
        number=item["number"],
        article=item["article"],
        whole=item["whole"],
        ways=frozenset((source, target) for source, target in item["ways"]),
    )
