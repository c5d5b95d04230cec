"""Which model the settings mean, and whether it is asked at all just now."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toaan.engines.language.api import LanguageModel, ModelUnusable, Source
from toaan.engines.language.chat import ChatModel

REST = 30.0
"""Seconds for which nobody asks an endpoint again that was slow or not there: the one who waits for it may be the only worker."""
_DOWN = frozenset({"slow", "unreachable"})
_rests: dict[str, tuple[float, ModelUnusable]] = {}
"""Endpoint → until when this process leaves it alone, and what it did. Each question makes its own model, so it is kept here."""


@dataclass(frozen=True)
class Resting:
    """Asks another, and after it was slow or not there not again for half a minute, in the whole process."""

    model: ChatModel
    now: Callable[[], float] = time.monotonic

    @property
    def name(self) -> str:
        return self.model.name

    def answer(self, question: str, passages: Sequence[Source]) -> str:
        """Raises ModelUnusable, at once while it rests."""
        until, before = _rests.get(self.model.endpoint, (0.0, None))
        if before is not None and self.now() < until:
            raise ModelUnusable(
                before.code, f"{before.reason} Vì vậy chưa hỏi lại trong {REST:.0f} giây."
            ) from before
        try:
            return self.model.answer(question, passages)
        except ModelUnusable as fault:
            if fault.code in _DOWN:
                _rests[self.model.endpoint] = (
                    self.now() + REST,
                    ModelUnusable(fault.code, fault.reason),
                )  # without its traceback
            raise


def model_for(url: str, model: str = "", *, key: str = "", timeout: float = 60.0) -> LanguageModel | None:
    """The model behind an address; None without one: the assistant then shows extracts alone."""
    return Resting(ChatModel(url.strip(), model.strip(), key.strip(), timeout)) if url.strip() else None
