"""The contract of a language model: a question and numbered passages in, a text with their numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

ABSTENTION = "Không đủ căn cứ trong các đoạn đã cho."
"""What a model is told to say, word for word, when the passages do not answer."""


class ModelUnusable(Exception):
    """The model gave no text.

    ``code``: one of `toaan.engines.remote.RemoteFault`, or "shape", "empty", "cut"; ``reason`` in Vietnamese, for the person who asked.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Source:
    """One passage: what it is called ("Điều 273 BLTTDS") and its words."""

    label: str
    text: str


@runtime_checkable
class LanguageModel(Protocol):
    """Words an answer. What it says must be checked."""

    @property
    def name(self) -> str:
        """As a page names it: "qwen2.5-7b-instruct"."""
        ...

    def answer(self, question: str, passages: Sequence[Source]) -> str:
        """A text whose sentences end with [n], n the place of the passage from 1; `ABSTENTION` without passages.

        Raises:
            ModelUnusable: no text came in time.
        """
        ...
