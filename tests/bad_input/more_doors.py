"""Further doors: of whoever files for another, of an appeal that was posted in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse

from tests.bad_input.door import TYPED, Door
from toaan.core import clock
from toaan.course.tests.helpers import discontinued
from toaan.demo import client_steps, decision_appeals
from toaan.demo.people import World


def _supply(world: World, now: datetime) -> Door:
    address = reverse("filing:supply_authority", args=[client_steps.asked(world, now).pk])
    return Door("luatsu", address, "uploads", {}, "Ảnh thẻ luật sư")


def _posted(world: World, now: datetime) -> Door:
    decision = decision_appeals.missed(world, discontinued(world, now), now)
    sent = {
        "party": str(decision.case.parties.get(role="plaintiff").pk), "how": "post", "posted_on": f"{now:%d/%m/%Y}",
        "arrived_on": f"{clock.today():%d/%m/%Y}", "ground": TYPED,
    }  # fmt: skip
    address = reverse("appeals:take_posted_decision", args=[decision.case_id, decision.pk])
    return Door("chanhan", address, "envelope", sent, TYPED)


MORE: dict[str, tuple[str, Callable[[World, datetime], Door]]] = {
    "papers of who files for another": ("SupplyForm", _supply),
    "appeal against a decision posted in time": ("PostedDecisionAppealForm", _posted),
}
