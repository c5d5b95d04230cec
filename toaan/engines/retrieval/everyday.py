"""What people say and what the law says for it: a table of our own (`data/everyday.yaml`) that adds the law's words to a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from toaan.vietnamese.text import tokens

TABLE = Path(__file__).parent / "data" / "everyday.yaml"


def meant(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The law's words for what stands in a question, each once, in the order of the table."""
    said = list(words)
    begins: dict[str, list[int]] = {}
    for at, word in enumerate(said):
        begins.setdefault(word, []).append(at)
    return list(
        dict.fromkeys(
            law
            for phrase, law in _table()
            if any(tuple(said[at : at + len(phrase)]) == phrase for at in begins.get(phrase[0], ()))
        )
    )


@cache
def _table() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    told = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return tuple((tuple(tokens(phrase)), tuple(tokens(law))) for phrases, law in told for phrase in phrases)
