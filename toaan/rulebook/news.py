"""Who hears of a changed rule: everybody of the court that keeps the rules, and who owns a deadline that moved."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from toaan.cases.models import Deadline
from toaan.core.news import NO_CASE, scope
from toaan.core.roles import JUDGES, LEADERS
from toaan.core.viewer import Viewer


@scope
def of_rules(viewer: Viewer) -> Q | None:
    """Rules that were applied, for who works in that court; what was proposed and decided, for its leaders."""
    if not viewer.is_staff:
        return None
    acts = ["rulebook.approve"]
    if viewer.role in LEADERS:
        acts += ["rulebook.propose", "rulebook.withdraw", "rulebook.reject"]
    return Q(act__in=acts)


@scope
def of_own_deadlines(viewer: Viewer) -> Q | None:
    """A judge's own deadline in a petition; those in cases come with the case."""
    if viewer.role not in JUDGES:
        return None
    mine = Deadline.objects.filter(petition_id=OuterRef("petition_id"), post=viewer.post, case=None)
    return Q(
        Exists(mine), NO_CASE, act="rulebook.recount"
    )  # the act is rare: asked of each, not of every deadline
