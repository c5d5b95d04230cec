"""State machines as tables: which act leads from which state to which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from toaan.core.errors import TooLate
from toaan.core.words import words as _

MOST_STEPS = 4
"""So many steps are named to somebody whose act comes out of order; more would tell nothing."""


@dataclass(frozen=True)
class Transition:
    """`act` leads from any of `sources` to `target` (None: the state stays)."""

    act: str
    sources: tuple[str, ...]
    target: str | None


class Machine:
    """One table per aggregate; the same table runs and is drawn in the docs."""

    def __init__(self, labels: Mapping[str, str], transitions: Iterable[Transition]) -> None:
        # Looked up where they are shown: in the reader's language on a page, in Vietnamese inside an act.
        self.labels = {state: cast("str", gettext_lazy(label)) for state, label in labels.items()}
        self.transitions = tuple(transitions)
        unknown = {s for t in self.transitions for s in (*t.sources, t.target) if s is not None} - set(
            self.labels
        )
        if unknown:
            raise ValueError(f"unknown states: {sorted(unknown)}")

    def can(self, act: str, state: str) -> bool:
        """Whether `act` is possible in `state`."""
        return any(t.act == act and state in t.sources for t in self.transitions)

    def after(self, act: str, state: str) -> str:
        """The state that `act` leads to.

        Raises:
            TooLate: "wrong_state", naming the present state, when the act has no place there.
        """
        for t in self.transitions:
            if t.act == act and state in t.sources:
                return t.target or state
        raise TooLate("wrong_state", self._out_of_order(act, state))

    def _out_of_order(self, act: str, state: str) -> str:
        """Where the thing stands, which article the act has, and at which steps it may be done: too early reads as too late."""
        from toaan.core import policy  # the table of acts stands above the machines that name them

        row = policy.TABLE.get(act)
        steps = dict.fromkeys(s for t in self.transitions if t.act == act for s in t.sources)
        article = f" ({row.article})" if row and row.article else ""
        facts = {"state": self.labels[state], "article": article}
        if not 0 < len(steps) <= MOST_STEPS:
            return (
                _(
                    "Việc này chưa đến lúc hoặc không còn làm được%(article)s: hồ sơ đang ở bước “%(state)s”. "
                    "Có thể người khác vừa xử lý; hãy tải lại trang để xem bước hiện tại."
                )
                % facts
            )
        named = (self.labels[step] for step in steps)
        words = format_lazy(", ".join(["“{}”"] * len(steps)), *named)
        facts["steps"] = cast("str", words)  # said in the reader's language
        return (
            _(
                "Việc này chưa đến lúc hoặc không còn làm được%(article)s: hồ sơ đang ở bước “%(state)s”, còn việc này làm ở bước "
                "%(steps)s. Có thể người khác vừa xử lý; hãy tải lại trang để xem bước hiện tại."
            )
            % facts
        )

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram, for docs/architecture.md."""
        lines = ["stateDiagram-v2"]
        for t in self.transitions:
            lines += [f"  {s} --> {t.target or s}: {t.act}" for s in t.sources]
        return "\n".join(lines)
