"""Periods for appeal and protest: from the rows' facts through the rules to due dates and deadlines."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline
from toaan.core import rules_in_force
from toaan.core.models import Event
from toaan.hearings import people
from toaan.hearings.models import Participation
from toaan.judgments.layout import trial_of
from toaan.judgments.models import AppealPeriod, Judgment
from toaan.judgments.models.challenge import Level
from toaan.rules import effect
from toaan.rules.time_limits import due_date


@dataclass(frozen=True)
class Presence:
    """Whether a party (or a representative for him) was there; `good_reason`: for missing the pronouncement."""

    hearing: bool
    pronouncement: bool
    good_reason: bool = False


def presence_at_hearing(case: Case) -> tuple[dict[uuid.UUID, Presence], bool]:
    """What the attendance list says: party id → presence, and whether a procurator took part.

    Who came to the hearing is taken to have stayed for the pronouncement until the judge says otherwise.
    """
    hearing = trial_of(case)
    rows = list(hearing.participations.select_related("party", "representation")) if hearing else []
    called = [row.party_id for row in rows if row.role == Participation.Role.PARTY and row.party_id]
    came = {pk: fact.present or fact.represented for pk, fact in zip(called, people.facts(rows), strict=True)}
    found = {}
    for party in case.parties.all():
        there = came.get(party.pk, hearing is None)
        found[party.pk] = Presence(hearing=there, pronouncement=there)
    procurator = any(row.role == Participation.Role.PROCURATOR and row.present for row in rows)
    return found, procurator


def begin(
    judgment: Judgment, presence: Mapping[uuid.UUID, Presence], *, procurator: bool, event: Event
) -> list[AppealPeriod]:
    """Write one row per holder of the right and start what can be counted already."""
    rows = [
        AppealPeriod(
            judgment=judgment, order=order, party=party, attended_hearing=presence[party.pk].hearing,
            attended_pronouncement=presence[party.pk].pronouncement, good_reason=presence[party.pk].good_reason,
        )
        for order, party in enumerate(judgment.case.parties.all(), start=1)
    ]  # fmt: skip
    rows += [
        AppealPeriod(
            judgment=judgment, order=len(rows) + number, level=level, attended_hearing=procurator,
            attended_pronouncement=procurator,
        )
        for number, level in enumerate(Level, start=1)
    ]  # fmt: skip
    _count(judgment, rows)
    AppealPeriod.objects.bulk_create(rows)
    _set_running(rows, event)
    return rows


def received(
    judgment: Judgment, days: Mapping[AppealPeriod, tuple[date | None, date | None]], event: Event
) -> None:
    """Enter the days of receipt and posting (row → both); periods that waited for them begin.

    A period that runs is left alone: what a person was told stays true.
    """
    rows = list(judgment.periods.select_related("party"))
    known = {row.pk: found for row, found in days.items()}
    begun = []
    for row in rows:
        if row.pk in known and row.due_on is None:
            row.received_on, row.posted_on = known[row.pk]
            begun.append(row)
    _count(judgment, rows)
    for row in begun:
        row.save()
    _set_running(begun, event)


def as_rules(rows: Iterable[AppealPeriod]) -> list[effect.AppealPeriod]:
    """The rows as `toaan.rules.effect.effective_dates` takes them."""
    calendar = rules_in_force.calendar()
    return [
        effect.AppealPeriod(
            holder_id=str(row.pk),
            holder=row.holder,
            due=(
                due_date(rules_in_force.time_limit(row.rule, row.from_on), row.from_on, calendar)
                if row.from_on
                else None
            ),
            explanation=row.explanation,
        )
        for row in rows
    ]


def _count(judgment: Judgment, rows: list[AppealPeriod]) -> None:
    """Let the rules compute every row that has no end yet, in the order of the rows."""
    if judgment.pronounced_on is None:
        raise ValueError("periods begin with the pronouncement")
    procuracy = next(row for row in rows if row.level == Level.SAME)
    parties = [
        effect.PartyFacts(
            id=str(row.party_id), name=row.holder, attended_hearing=row.attended_hearing,
            attended_pronouncement=row.attended_pronouncement, good_reason=row.good_reason,
            received_on=row.received_on, posted_on=row.posted_on,
        )
        for row in rows
        if row.party
    ]  # fmt: skip
    keys = effect.limit_keys(simplified=judgment.case.is_simplified)
    found = effect.appeal_periods(
        judgment.pronounced_on,
        parties,
        effect.ProcuracyFacts(attended=procuracy.attended_hearing, received_on=procuracy.received_on),
        {key: rules_in_force.time_limit(rule, judgment.pronounced_on) for key, rule in keys.items()},
        rules_in_force.calendar(),
        simplified=judgment.case.is_simplified,
    )
    for row, period in zip(rows, found, strict=True):
        if row.due_on is not None:
            continue
        row.explanation = period.explanation
        if period.due is not None:
            row.from_on, row.due_on = period.due.trigger_on, period.due.due
            row.provisional, row.rule = period.due.provisional, period.due.limit.key


def _set_running(rows: Iterable[AppealPeriod], event: Event) -> None:
    for row in rows:
        if row.from_on is not None:
            owner = Deadline.Owner.PARTY if row.party else Deadline.Owner.PROCURACY
            deadlines.start(event, rule=row.rule, owner=owner, trigger_on=row.from_on, party=row.party)
