"""What a new day brings: deadlines that began while a rule was being changed are counted once more."""

from __future__ import annotations

from datetime import date, datetime

from toaan.core.daily import each_day
from toaan.rulebook import actions
from toaan.rulebook.models import PortalIncident, RuleProposal
from toaan.rulebook.states import APPLIED

NEWEST = 10
"""So many of the latest changes are looked at again each day."""


@each_day
def count_again(today: date, now: datetime) -> None:  # noqa: ARG001
    """Another process may have begun a deadline by the rule of a moment before; counting twice changes nothing."""
    lately = RuleProposal.objects.filter(state=APPLIED).order_by("-decided_at")[:NEWEST]
    for proposal in lately:
        actions.count_again(proposal_id=proposal.pk, at=now)


@each_day
def count_incidents(today: date, now: datetime) -> None:  # noqa: ARG001
    """An incident that has passed its third day, and deadlines that began while the portal was out of order."""
    for pk in PortalIncident.objects.order_by("-started_at").values_list("pk", flat=True)[:NEWEST]:
        actions.count_incident(incident_id=pk, at=now)
