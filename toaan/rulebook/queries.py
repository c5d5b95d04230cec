"""Readers of the rulebook: rules as they stand on a day, their versions, proposals, and what a change touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from toaan.cases import queries as cases
from toaan.core import rules_in_force
from toaan.core.errors import not_found
from toaan.core.models import Event, User
from toaan.core.models.rules import RuleVersion
from toaan.core.viewer import Viewer
from toaan.rulebook import describe, recount
from toaan.rulebook.checks import HOLIDAY
from toaan.rulebook.models import RuleProposal
from toaan.rulebook.states import APPLIED, PROPOSED
from toaan.rules.model import RuleRow, Source, vi_article
from toaan.rules.versions import DoesNotFit, Fit, fit
from toaan.vietnamese.text import fold


def rules_on(day: date, *, words: str = "", kind: str = "", check: str = "") -> list[RuleRow]:
    """Rules in force on a day, in the order of the kinds; every word occurs, with or without diacritics.

    The calendar is no law of one day: all its years are listed.
    """
    found = []
    wanted = fold(words).split()
    for name in [kind] if kind else list(describe.KINDS):
        rows = [r for r in rules_in_force.rows(name) if name == "holiday" or r.is_in_force(day)]
        found += sorted(rows, key=lambda r: (r.source.law, _natural(r.key)))
    return [
        r
        for r in found
        if (not check or r.source.check_status == check) and all(w in _text(r) for w in wanted)
    ]


def _natural(key: str) -> tuple[tuple[int, str], ...]:
    """Keys sorted as people count: 191.2 before 191.10."""
    parts = key.replace("#", ".").replace(":", ".").split(".")
    return tuple((int(p), "") if p.isdecimal() else (10**6, p) for p in parts)


def _text(row: RuleRow) -> str:
    source = row.source
    said = (
        row.key, describe.title_of(row), source.law, source.document, source.article, vi_article(source.article),
        describe.kind_words(row.kind), row.value.get("trigger", ""),
    )  # fmt: skip
    return fold(" ".join(str(one) for one in said))


def versions(kind: str, key: str) -> list[RuleRow]:
    """Every version of a rule, the newest first.

    Raises:
        Refused: "not_found".
    """
    found = [r for r in rules_in_force.rows(kind) if r.key == key] if kind in describe.KINDS else []
    if not found:
        raise not_found()
    return sorted(found, key=lambda r: r.valid_from, reverse=True)


def basis_of(kind: str, key: str, on: date) -> RuleRow:
    """The version that a change starts from: the one in force, else the newest; a new year starts empty.

    Raises:
        Refused: "not_found".
    """
    match = HOLIDAY.fullmatch(key) if kind == "holiday" else None
    if match and not any(r.key == key for r in rules_in_force.rows(kind)):
        year = int(match["year"])
        value = {"year": year, "announced": True, "days": {}, "extra_working_days": {}}
        source = Source(law="BLLĐ", article="112", document="Bộ luật Lao động")
        return RuleRow("holiday", key, value, source, date(year, 1, 1), date(year, 12, 31))
    found = versions(kind, key)
    return next((r for r in found if r.is_in_force(on)), found[0])


def changed_by(rows: Sequence[RuleRow]) -> dict[date, User]:
    """First day of a version → the officer who entered or ended it."""
    if not rows:
        return {}
    stored = RuleVersion.objects.filter(kind=rows[0].kind, key=rows[0].key).exclude(changed_by=None)
    days = dict(stored.values_list("valid_from", "changed_by"))
    users = {u.pk: u for u in User.objects.filter(pk__in=days.values())}
    return {day: users[pk] for day, pk in days.items() if pk in users}


def proposals() -> QuerySet[RuleProposal]:
    """All proposals, the newest first: whoever may read rules may read how they changed."""
    return RuleProposal.objects.select_related(
        "court", "proposed_by__user", "proposed_by__court", "decided_by__user", "event"
    )


def of_rule(kind: str, key: str) -> QuerySet[RuleProposal]:
    """Proposals about one rule."""
    return proposals().filter(kind=kind, key=key)


def open_keys() -> set[tuple[str, str]]:
    """Rules about which a proposal waits."""
    return set(RuleProposal.objects.filter(state=PROPOSED).order_by().values_list("kind", "key"))


def fit_of(proposal: RuleProposal) -> Fit | None:
    """What an open proposal would do now; None when it does not fit any more."""
    try:
        return fit(rules_in_force.rows(proposal.kind), proposal.new)
    except DoesNotFit:
        return None


@dataclass(frozen=True)
class Reach:
    """What a change does to open deadlines, and which of them this viewer may see by name."""

    effects: recount.Effects
    seen: list[recount.Change]
    courts: list[tuple[str, int]]
    """Court → how many deadlines move there."""


def reach(viewer: Viewer, change: Fit) -> Reach:
    """Everything is counted; by name one sees what one may see in the lists of deadlines anyway."""
    found = recount.effects(change)
    moved = found.of("moved", "kept")
    visible = set(
        cases.deadlines_visible_to(viewer)
        .filter(pk__in=recount.touched(change.new).values("pk"))
        .order_by()
        .values_list("pk", flat=True)
    )
    courts: dict[str, int] = {}
    for one in found.of("moved"):
        courts[one.deadline.court.name] = courts.get(one.deadline.court.name, 0) + 1
    return Reach(found, [c for c in moved if c.deadline.pk in visible], sorted(courts.items()))


def recounted(viewer: Viewer, proposal: RuleProposal) -> QuerySet[Event]:
    """The deadlines that an applied change moved, as far as the viewer sees them."""
    seen = cases.deadlines_visible_to(viewer).order_by().values("case")
    petitions = cases.deadlines_visible_to(viewer).filter(case=None).order_by().values("petition_id")
    events = Event.objects.filter(because=proposal.event, act="rulebook.recount")
    return (events.filter(case_id__in=seen) | events.filter(petition_id__in=petitions)).order_by("sequence")


def applied(kind: str, key: str) -> QuerySet[RuleProposal]:
    """Changes of a rule that were applied."""
    return of_rule(kind, key).filter(state=APPLIED)
