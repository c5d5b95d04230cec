"""Changes of rules that wait for a second signature."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.core.waiting import SIGN, Found, Waiting, finder
from toaan.rulebook.models import Rulebook, RuleProposal
from toaan.rulebook.states import PROPOSED


@finder
def changes_to_sign(viewer: Viewer) -> Found:
    """For whoever may approve and did not propose it."""
    if viewer.role not in policy.TABLE["rulebook.approve"].who:
        return []
    found = RuleProposal.objects.filter(state=PROPOSED).exclude(proposed_by__user=viewer.user)
    yield (rows := found.select_related("proposed_by__user").order_by("proposed_at"))
    if not rows or not policy.allows(viewer, "rulebook.approve", Rulebook()):
        return []
    return [
        Waiting(
            title=_("Ký thay đổi quy định"), url=reverse("rulebook:proposal", args=[p.pk]), matter=p.title,
            about=p.reason[:200], who=f"{p.proposed_by.user}, {p.proposed_by.title}", since=p.proposed_at, rank=SIGN,
            act="rulebook.approve",
        )
        for p in rows
    ]  # fmt: skip
