"""Which parties with accounts are to be told what tonight: sittings to come, limits of their own that run out."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from toaan.cases.models import Case, Deadline
from toaan.core import clock, rules_in_force
from toaan.core.models import Court
from toaan.core.viewer import Viewer
from toaan.filing.models import Petition
from toaan.hearings.models import Hearing, Participation, PartyReminder
from toaan.hearings.states import PLANNED
from toaan.rules.reminders import FURTHEST, ahead


@dataclass(frozen=True)
class Item:
    """One thing to be told."""

    subject: str
    title: str
    step: str
    falls_on: date
    case_id: uuid.UUID | None = None
    petition_id: uuid.UUID | None = None
    starts_at: datetime | None = None


Told = dict[uuid.UUID, list[Item]]
"""User → what he is to be told."""


def of_court(court: Court, today: date) -> Told:
    """Everything of one court that was not told yet: a few queries, whatever the number of cases."""
    before = rules_in_force.rule("setting", "setting:party-reminders", today).value["value"]
    found: Told = defaultdict(list)
    for user, one in [*_sittings(court, today, before["hearing"]), *_limits(court, today, before["limit"])]:
        found[user].append(one)
    known = set(
        PartyReminder.objects.filter(court=court, falls_on__gte=today).values_list(
            "user", "subject", "step", "falls_on"
        )
    )
    told = {
        user: [one for one in rows if (user, one.subject, one.step, one.falls_on) not in known]
        for user, rows in found.items()
    }
    return {user: list(dict.fromkeys(rows)) for user, rows in told.items() if rows}


def standing(viewer: Viewer) -> QuerySet[PartyReminder]:
    """What this person was reminded of and still lies ahead: of the sittings that stand and the limits that run."""
    rows = PartyReminder.objects.filter(user=viewer.user_id, falls_on__gte=clock.today())
    return rows.select_related("case__number").order_by("falls_on", "starts_at", "-told_on")


def still_there(rows: Iterable[PartyReminder]) -> list[PartyReminder]:
    """Each thing once, without what was called off, put off, done or extended since."""
    once: dict[tuple[str, date], PartyReminder] = {}
    for row in rows:
        once.setdefault((row.subject, row.falls_on), row)
    keys: dict[str, list[str]] = defaultdict(list)
    for subject, _day in once:
        kind, _colon, key = subject.partition(":")
        keys[kind].append(key)
    alive = {
        (f"hearing:{pk}", clock.local_date(at))
        for pk, at in Hearing.objects.filter(pk__in=keys["hearing"], state=PLANNED).values_list("pk", "starts_at")
    } if keys["hearing"] else set()  # fmt: skip
    if keys["deadline"]:
        limits = Deadline.objects.filter(pk__in=keys["deadline"], state=Deadline.State.OPEN)
        alive |= {(f"deadline:{pk}", day) for pk, day in limits.values_list("pk", "due_on")}
    return [row for key, row in once.items() if key in alive]


def _sittings(court: Court, today: date, before: list[int]) -> Iterable[tuple[uuid.UUID, Item]]:
    calendar = rules_in_force.calendar()
    rows = Participation.objects.filter(
        hearing__case__court=court, hearing__state=PLANNED, hearing__starts_at__gte=clock.start_of(today),
        hearing__starts_at__lt=clock.start_of(today + FURTHEST),
    ).select_related("hearing__case", "party", "representation__party")  # fmt: skip
    for row in rows:
        hearing, party = row.hearing, row.party or (row.representation.party if row.representation else None)
        user = row.representation.user_id if row.representation else row.party.user_id if row.party else None
        if user is None or party is None or party.left_on is not None:
            continue
        if step := ahead(clock.local_date(hearing.starts_at), today, before, calendar):
            title = (
                f"{hearing.short_kind[:1].upper()}{hearing.short_kind[1:]}, {hearing.case.legal_relation}"[
                    :300
                ]
            )
            yield user, Item(
                f"hearing:{hearing.pk}", title, step, clock.local_date(hearing.starts_at), hearing.case_id, None,
                hearing.starts_at,
            )  # fmt: skip


def _limits(court: Court, today: date, before: list[int]) -> Iterable[tuple[uuid.UUID, Item]]:
    calendar = rules_in_force.calendar()
    rows = list(
        Deadline.objects.filter(
            court=court, owner=Deadline.Owner.PARTY, state=Deadline.State.OPEN, due_on__gte=today, due_on__lt=today + FURTHEST
        )
        .select_related("party")
        .prefetch_related("party__representations")
    )  # fmt: skip
    steps = {d.pk: ahead(d.due_on, today, before, calendar) for d in rows}
    near = [d for d in rows if steps[d.pk]]
    petitions = dict(
        Petition.objects.filter(pk__in=[d.petition_id for d in near if d.petition_id]).values_list(
            "pk", "petitioner"
        )
    )
    asking = _plaintiffs(d.case_id for d in near if d.case_id and d.party is None)
    for d in near:
        if d.party is not None:
            users = d.party.user_ids if d.party.left_on is None else set()
        else:
            users = {petitions.get(d.petition_id)} if d.petition_id else asking.get(d.case_id, set())
        for user in users - {None}:
            yield user, Item(f"deadline:{d.pk}", d.title, steps[d.pk], d.due_on, d.case_id, d.petition_id)  # type: ignore[misc]


def _plaintiffs(cases: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, set[uuid.UUID | None]]:
    """Of limits that name no party: all parties of the case, as the portal shows them."""
    rows = Case.objects.filter(pk__in=[c for c in cases if c]).prefetch_related("parties__representations")
    return {case.pk: {user for p in case.parties.all() for user in p.user_ids} for case in rows}
