"""Which open deadlines a change of a rule moves: one computation for the preview and for the act itself.

A limit is that of the day on which it was set off, so a new version changes only what was set off from its first day
on. A year of the calendar changes whatever ends in that year or passes through it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.core import clock, rules_in_force
from toaan.rulebook import incidents
from toaan.rules.calendar import Calendar
from toaan.rules.model import NoRuleInForce, RuleRow, in_force
from toaan.rules.time_limits import ExtensionTooLong, TimeLimit
from toaan.rules.versions import Fit

COUNTED = ("time_limit", "holiday")
"""Kinds of rules on which the last day of a deadline rests."""
FIELDS = ("due_on", "provisional", "explanation")
"""What a new count changes of a deadline."""
BATCH = 1000


@dataclass(frozen=True)
class Book:
    """The time limits and the calendar, as they are or as they would be."""

    limits: Sequence[RuleRow]
    calendar: Calendar

    @classmethod
    def now(cls) -> Book:
        """As the rules in force are."""
        return cls(rules_in_force.rows("time_limit"), rules_in_force.calendar())

    @classmethod
    def after(cls, fit: Fit) -> Book:
        """As they would be with a change."""
        return cls.over(fit.applied([*rules_in_force.rows("time_limit"), *rules_in_force.rows("holiday")]))

    @classmethod
    def over(cls, rows: Sequence[RuleRow]) -> Book:
        """As these rows say."""
        return cls([r for r in rows if r.kind == "time_limit"], Calendar.from_rows(rows))

    def limit(self, key: str, on: date) -> TimeLimit:
        """The limit of this key for what was set off on this day."""
        return TimeLimit.from_row(in_force(self.limits, key, on))


@dataclass(frozen=True)
class Change:
    """What becomes of one open deadline; it remembers what the deadline said before."""

    deadline: Deadline
    counted: deadlines.Counted | None
    """None: it stays as it is, for the reason in `why`."""
    before: date
    was_provisional: bool
    explained: str
    why: str = ""

    @classmethod
    def of(cls, deadline: Deadline, counted: deadlines.Counted | None, why: str = "") -> Change:
        """The change of a deadline that still stands as it was."""
        told = str(deadline.explanation.get("explanation", ""))
        return cls(deadline, counted, deadline.due_on, deadline.provisional, told, why)

    @property
    def after(self) -> date:
        return self.counted.due_on if self.counted else self.before

    @property
    def effect(self) -> str:
        """moved: another last day; settled: the same day, no longer (or newly) provisional; reworded; kept."""
        if self.counted is None:
            return "kept"
        if self.after != self.before:
            return "moved"
        return "settled" if self.counted.found.provisional != self.was_provisional else "reworded"


@dataclass
class Effects:
    """Everything that a change does to open deadlines."""

    changes: list[Change] = field(default_factory=list)
    earlier: int = 0
    """Open deadlines of the same rule that were set off before it: they keep the rule of their day."""

    def of(self, *effects: str) -> list[Change]:
        return [c for c in self.changes if c.effect in effects]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(c.effect for c in self.changes)
        return {
            **{name: found[name] for name in ("moved", "settled", "reworded", "kept")},
            "earlier": self.earlier,
        }


def touched(row: RuleRow) -> QuerySet[Deadline]:
    """Open deadlines that a version of a rule may change."""
    rows = Deadline.objects.filter(state=Deadline.State.OPEN)
    if row.kind == "time_limit":
        return rows.filter(rule=row.key, trigger_on__gte=row.valid_from)
    if row.kind == "holiday":
        year = int(row.value["year"])
        return rows.filter(due_on__gte=date(year, 1, 1), trigger_on__lte=date(year, 12, 31))
    return rows.none()


def effects(fit: Fit, *, rows: QuerySet[Deadline] | None = None, book: Book | None = None) -> Effects:
    """What the change does. `rows`: those of `touched`, locked or limited by whoever asks."""
    found = Effects()
    if fit.new.kind not in COUNTED:
        return found
    if rows is None:
        rows = touched(fit.new)
    rows = rows.select_related("court", "case__number", "party", "post__user").order_by("due_on", "pk")
    found.changes = list(changes(rows, book or Book.after(fit), reworded=fit.new.kind == "time_limit"))
    if fit.new.kind == "time_limit":
        kept = Deadline.objects.filter(state=Deadline.State.OPEN, rule=fit.new.key)
        found.earlier = kept.filter(trigger_on__lt=fit.new.valid_from).count()
    return found


def changes(rows: Iterable[Deadline], book: Book, *, reworded: bool) -> Iterator[Change]:
    """Count each deadline anew; those that stay the same in everything are passed over."""
    rows = list(rows)
    out_of_order = incidents.of_each(rows, clock.now())
    for deadline in rows:
        try:
            limit = book.limit(deadline.rule, deadline.trigger_on)
            without = out_of_order.get(deadline.pk, ())
            change = Change.of(deadline, deadlines.recount(deadline, limit, book.calendar, without))
        except (NoRuleInForce, ExtensionTooLong) as error:
            yield Change.of(deadline, None, str(error))
            continue
        if change.effect != "reworded" or reworded:
            yield change


def apply(change: Change) -> Deadline:
    """The deadline with its new count, not yet written."""
    deadline, counted = change.deadline, change.counted
    if counted is not None:
        deadline.due_on, deadline.provisional = counted.due_on, counted.found.provisional
        deadline.explanation = counted.told()
    return deadline
