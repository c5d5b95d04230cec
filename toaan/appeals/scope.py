"""What a court of second instance may look at: the parts that are appealed or protested, and no others (BLTTDS 293)."""

from __future__ import annotations

from dataclasses import dataclass

from toaan.cases.models import Case
from toaan.judgments.models import Judgment, JudgmentPart


@dataclass(frozen=True)
class Challenged:
    """One part that came up, with whoever still challenges it; nobody: all have withdrawn."""

    part: JudgmentPart
    by: tuple[str, ...]

    @property
    def is_withdrawn(self) -> bool:
        return not self.by


def judgment_below(case: Case) -> Judgment:
    """The judgment of first instance that this case is about."""
    return Judgment.objects.select_related("number", "case__court").get(file_transfer__above=case)


def challenged(case: Case) -> list[Challenged]:
    """The parts that came up with the file, in their order."""
    holders: dict[int, list[str]] = {}
    for one in case.challenge.get("appellants", ()):
        for order in one["parts"]:
            holders.setdefault(order, []).append(one["name"])
    for one in case.challenge.get("protests", ()):
        for order in one["parts"]:
            holders.setdefault(order, []).append(one["holder"])
    came_up = set(holders) | set(case.challenge.get("withdrawn_parts", ()))
    parts = judgment_below(case).parts.filter(order__in=came_up)
    return [Challenged(part, tuple(holders.get(part.order, ()))) for part in parts]


def is_abandoned(case: Case) -> bool:
    """Nobody challenges anything any more (289.1.b)."""
    return not case.challenge.get("appellants") and not case.challenge.get("protests")
