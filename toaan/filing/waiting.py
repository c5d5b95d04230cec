"""What waits for an officer among the petitions."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, Found, Waiting, finder
from toaan.filing import queries
from toaan.filing.states import EXAMINING, READY, RECEIVED


@finder
def petitions(viewer: Viewer) -> Found:
    """Assign (191.2), examine (191.3), accept (195.3): whose turn it is, that person sees it."""
    titles = {
        RECEIVED: (_("Phân công Thẩm phán xem xét đơn"), "filing.assign_examiner"),
        EXAMINING: (_("Xem xét đơn khởi kiện"), "filing.take_jurisdiction"),
        READY: (_("Thụ lý vụ án"), "filing.accept"),
    }
    yield (rows := queries.waiting_for(viewer).order_by("received_on", "pk"))
    return [
        Waiting(
            title=titles[p.state][0], url=reverse("filing:petition", args=[p.pk]), matter=_("Đơn %s") % p, about=p.title,
            who=p.get_channel_display(), since=p.received_on, rank=DECIDE, act=titles[p.state][1],
        )
        for p in rows
    ]  # fmt: skip
