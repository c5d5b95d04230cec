"""The table of true and false sentences, with the passages under which they stand; also run by bench/answers.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from toaan.assistant.bench_book import cards

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Claim:
    """One sentence with its mark, the passages it may cite, what is wrong with it (empty: nothing)."""

    text: str
    passages: tuple[str, str]
    wrong: str = ""


WRITTEN = ("statutes", "cards")
UNSEEN = ("unseen",)
"""Written after the check stood."""


@cache
def _blocks(names: tuple[str, ...]) -> list[tuple[str, list[str], list[list[str]]]]:
    answers = {card.id: card.answer for card in cards()}
    told = [block for name in names for block in yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))]
    return [(one.get("passage") or answers[one["card"]], one["good"], one["bad"]) for one in told]


def _each(names: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], list[str], list[list[str]]]]:
    blocks = _blocks(names)
    for n, (passage, good, bad) in enumerate(blocks):
        yield (passage, blocks[(n + 1) % len(blocks)][0]), good, bad


def good(names: tuple[str, ...] = WRITTEN) -> list[Claim]:
    return [Claim(f"{text}. [1]", passages) for passages, texts, _ in _each(names) for text in texts]


def bad(names: tuple[str, ...] = WRITTEN) -> list[Claim]:
    return [
        Claim(f"{text}. [1]", passages, kind) for passages, _, told in _each(names) for kind, text in told
    ]


def misplaced() -> list[Claim]:
    """True sentences that cite the other passage, or that one too."""
    found = []
    for one in good():
        bare = one.text.removesuffix(" [1]")
        found += [
            Claim(f"{bare} [2]", one.passages, "wrong passage"),
            Claim(f"{bare} [1][2]", one.passages, "one passage too many"),
        ]
    return found
