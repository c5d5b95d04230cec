"""Which days an incident of the portal takes from which deadlines: those of parties who deal with the court electronically."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from toaan.cases.models import Deadline
from toaan.core import clock, rules_in_force
from toaan.filing.models import Petition
from toaan.rulebook.models import PortalIncident
from toaan.rules.calendar import ExcludedPeriod
from toaan.rules.incidents import KEY, Reading, excluded
from toaan.rules.model import NoRuleInForce

LATELY = 30
"""Days after its end that an incident stands on the first page of the portal."""


def period(incident: PortalIncident, now: datetime) -> ExcludedPeriod | None:
    """The days that this incident takes from a term, by the rule of its first day."""
    started, ended = timezone.localtime(incident.started_at), incident.ended_at
    try:
        row = rules_in_force.rule("setting", KEY, started.date())
    except NoRuleInForce:
        return None
    return excluded(
        started, timezone.localtime(ended) if ended else None, timezone.localtime(now), Reading.from_row(row)
    )


def periods(now: datetime) -> list[ExcludedPeriod]:
    """The days of every incident, those that overlap once."""
    found = [p for i in PortalIncident.objects.order_by("started_at") if (p := period(i, now)) is not None]
    kept: list[ExcludedPeriod] = []
    for one in found:
        if not kept or one.start > kept[-1].end:
            kept.append(one)
    return kept


def touched(one: ExcludedPeriod) -> QuerySet[Deadline]:
    """Open deadlines of electronic parties that run over these days or end on one of them."""
    rows = Deadline.objects.filter(state=Deadline.State.OPEN, trigger_on__lt=one.end, due_on__gte=one.start)
    return electronic(rows)


def electronic(rows: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Those of a party with an account, or of a petition that came through the portal."""
    online = Petition.objects.filter(channel=Petition.Channel.ONLINE).values("pk")
    speaks = Q(party__representations__user__isnull=False, party__representations__ended_on=None)
    account = Q(party__user__isnull=False) | speaks
    alone = Q(party=None, petition_id__in=online)
    return rows.filter(account | alone, owner=Deadline.Owner.PARTY).distinct()


def of_each(rows: Iterable[Deadline], now: datetime) -> dict[UUID, list[ExcludedPeriod]]:
    """Deadline → the days that it does not count; deadlines that no incident touches are left out."""
    known = periods(now)
    rows = list(rows)
    if not known or not rows:
        return {}
    ours = set(electronic(Deadline.objects.filter(pk__in=[r.pk for r in rows])).values_list("pk", flat=True))
    return {row.pk: known for row in rows if row.pk in ours}


def standing(now: datetime) -> QuerySet[PortalIncident]:
    """Incidents that go on or ended lately: what the portal tells at its door."""
    since = clock.local_date(now).toordinal() - LATELY
    return PortalIncident.objects.filter(Q(ended_at=None) | Q(ended_at__date__gte=date.fromordinal(since)))
