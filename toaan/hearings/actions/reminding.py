"""Reminding parties with accounts of sittings to come and of their own limits (nhắc đương sự): a service, no law asks for it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Court, Event, User
from toaan.core.viewer import Viewer
from toaan.hearings.models import PartyReminder
from toaan.hearings.party_reminders import Item

REMIND = "hearings.remind_party"


def remind_party(
    *, by: Viewer, user_id: uuid.UUID, court_id: uuid.UUID, told: Sequence[Item], on: date, at: datetime
) -> Event:
    """Tell one person everything of one court that is to be told this night; a letter follows, the portal shows it.

    Raises:
        Refused: "remind.nothing" when nothing is left to tell: the night was run twice.
    """
    with act(REMIND, by=by, at=at) as a:
        user = a.lock(User, user_id)
        a.allow()
        known = set(
            PartyReminder.objects.filter(user=user, subject__in=[one.subject for one in told]).values_list(
                "subject", "step", "falls_on"
            )
        )
        new = [one for one in told if (one.subject, one.step, one.falls_on) not in known]
        if not new:
            raise Refused("remind.nothing", "Không có gì mới để nhắc.")
        PartyReminder.objects.bulk_create(
            PartyReminder(
                user=user, court_id=court_id, case_id=one.case_id, petition_id=one.petition_id, subject=one.subject,
                title=one.title, step=one.step, falls_on=one.falls_on, starts_at=one.starts_at, told_on=on,
            )
            for one in new
        )  # fmt: skip
        sittings = sum(one.starts_at is not None for one in new)
        parts = [
            words.format(n)
            for n, words in ((sittings, "{} phiên sắp mở"), (len(new) - sittings, "{} thời hạn sắp hết"))
            if n
        ]
        return a.record(
            user,
            court=Court.objects.get(pk=court_id),
            title=f"Nhắc đương sự: {', '.join(parts)}",
            data={
                "user": user.pk, "sittings": sittings, "limits": len(new) - sittings,
                "told": [{"subject": one.subject, "step": one.step, "falls_on": one.falls_on} for one in new],
            },
            shown_to="nobody",
        )  # fmt: skip
