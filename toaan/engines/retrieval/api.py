"""What goes into the index, what comes out, and how an index that cannot be used says so."""

from __future__ import annotations

from dataclasses import dataclass


class IndexUnusable(Exception):
    """The index in the folder is missing, of another version or damaged: build it again from the entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of law. ``document`` is the name ("Tố tụng dân sự"), ``number`` its number ("92/2015/QH13")."""

    key: str
    """ "92/2015/QH13#203"."""
    number: str
    document: str = ""
    kind: str = ""
    """Hiến pháp, Bộ luật, Luật, Nghị định …; guessed from the number when empty."""
    title: str = ""
    text: str = ""
    subject: str = ""
    """Đề mục of the legal code."""
    chapter: str = ""

    @property
    def article(self) -> str:
        """ "203"."""
        return self.key.rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. ``why`` says in code what led to it: "citation", "document", "words", or "model" (words, put in order by a court's own model)."""

    key: str
    score: float
    why: str
