"""Why a judgment or decision may not be published now: the rule asked with the facts of the case, all reasons at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from toaan.core import rules_in_force
from toaan.publication import known
from toaan.publication.rulings import Ruling
from toaan.rules.publication import PublicationFacts, Reason, bases, reasons_not_to_publish

ROW = "publication:reasons"
PUBLISHED_KINDS = "publication:rulings"
LATER = frozenset({"not_anonymised", "private_secret"})
"""Reasons that the review itself removes."""
NOT_CHOSEN = LATER | {"not_effective"}
"""Reasons that nobody declines for, as long as they may pass."""


def against(ruling: Ruling, *, on: date, undecided: int = 0, leaking: int = 0) -> list[Reason]:
    """All reasons against publishing on day `on`.

    Args:
        undecided: number of places of the encoding that nobody has decided about.
        leaking: number of places where something the case file knows can still be read.
    """
    facts = PublicationFacts(
        as_of=on,
        effective_on=ruling.effective_on,
        closed_hearing=ruling.closed,
        has_minor=known.has_minor(ruling),
        private_secret_not_encoded=leaking > 0,
        anonymised=undecided == 0,
    )
    return reasons_not_to_publish(facts, rules_in_force.rule("publication", ROW, on))


def lasting(found: Sequence[Reason]) -> list[Reason]:
    """The reasons that no review can remove: the judge declines."""
    return [reason for reason in found if reason.code not in LATER]


def as_json(found: Sequence[Reason]) -> list[dict[str, str]]:
    return [{"code": r.code, "article": r.article, "message": r.message_vi} for r in found]


def kinds(on: date) -> frozenset[str]:
    """The kinds of judgment and decision that are published on that day."""
    return frozenset(bases(rules_in_force.rule("publication", PUBLISHED_KINDS, on)))


def basis(ruling: Ruling, on: date) -> str:
    """The article by which such a judgment or decision is published; empty where none says so."""
    return bases(rules_in_force.rule("publication", PUBLISHED_KINDS, on)).get(ruling.kind, "")


def choices(on: date, *, quashed: bool = False) -> list[dict[str, Any]]:
    """The reasons for which a judge may decline on that day, as the rule words them.

    Args:
        quashed: it has lost its effect for good: the judge declines for that, since it never becomes ready.
    """
    rules = rules_in_force.rule("publication", ROW, on).value["rules"]
    left_out = NOT_CHOSEN - {"not_effective"} if quashed else NOT_CHOSEN
    return [dict(item) for item in rules if item["code"] not in left_out]
