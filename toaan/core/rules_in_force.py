"""The rules in force on a day, out of the database, as the pure functions want them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from functools import lru_cache

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Max, Sum

from toaan.core.models import RuleVersion
from toaan.rules import load
from toaan.rules.calendar import Calendar
from toaan.rules.model import RuleRow, in_force
from toaan.rules.time_limits import TimeLimit


def _version() -> object:
    """Changes whenever a rule row changes; part of every cached read."""
    version = cache.get("rules-version")
    if version is None:
        found = RuleVersion.objects.aggregate(
            newest=Max("loaded_at"), rows=Count("pk"), revisions=Sum("revision")
        )
        version = (found["newest"] and found["newest"].isoformat(), found["rows"], found["revisions"])
        cache.set("rules-version", version, 5)
    return version


def forget() -> None:
    """Drop what is remembered: rows have changed."""
    cache.delete("rules-version")
    _rows.cache_clear()


@lru_cache(maxsize=4)
def _rows(version: object) -> dict[str, list[RuleRow]]:  # noqa: ARG001  (the version is the cache key)
    rows: dict[str, list[RuleRow]] = defaultdict(list)
    for content in RuleVersion.objects.order_by("place", "valid_from").values_list("content", flat=True):
        row = RuleRow.from_json(content)
        rows[row.kind].append(row)
    return dict(rows)


def rows(kind: str) -> list[RuleRow]:
    """Every version of every rule of one kind, in the order of the law: as the software's files list them."""
    return _rows(_version()).get(kind, [])


def rule(kind: str, key: str, on: date) -> RuleRow:
    """The version of a rule that is in force on a day.

    Raises:
        toaan.rules.model.NoRuleInForce: none is.
    """
    return in_force(rows(kind), key, on)


def time_limit(key: str, on: date) -> TimeLimit:
    """A time limit in force on the day that sets it off (yesterday's case keeps yesterday's rule)."""
    return TimeLimit.from_row(rule("time_limit", key, on))


def fee_rows() -> list[RuleRow]:
    """Every row that a fee is reckoned from: tables, rules, grounds of relief."""
    return [row for kind in ("fee", "fee_rule", "fee_exemption") for row in rows(kind)]


def calendar() -> Calendar:
    """The court calendar: weekends, public holidays, swapped days, announced years."""
    return Calendar.from_rows(rows("holiday"))


@transaction.atomic
def load_first(at: datetime) -> int:
    """Bring the rules that come with the software into the database; officers' own rows stay, after the others if new.

    Returns:
        Number of rows added or renewed.
    """
    stands = {(row.kind, row.key, row.valid_from): row for row in RuleVersion.objects.all()}
    shipped = load.load_all()
    places: dict[tuple[str, str], int] = {}
    for row in shipped:
        places.setdefault((row.kind, row.key), len(places) + 1)
    own = len(places) + 1
    new, renewed, moved = [], [], []
    for row in shipped:
        content = row.as_json()
        known = stands.get((row.kind, row.key, row.valid_from))
        if known is None:
            known = RuleVersion(kind=row.kind, key=row.key, valid_from=row.valid_from)
            new.append(known)
        elif known.changed_by or known.content == content:
            continue
        else:
            renewed.append(known)
        known.valid_to, known.content, known.loaded_at = row.valid_to, content, at
        known.place = places[row.kind, row.key]
    for known in stands.values():
        place = places.get((known.kind, known.key), own)
        if known.place != place:
            known.place = place
            moved.append(known)
    RuleVersion.objects.bulk_create(new)
    RuleVersion.objects.bulk_update(renewed, ["valid_to", "content", "loaded_at", "place"], batch_size=100)
    RuleVersion.objects.bulk_update(moved, ["place"], batch_size=100)
    if new or renewed or moved:
        forget()
    return len(new) + len(renewed)
