"""What waits on the way to the public site."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core.roles import JUDGES, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder
from toaan.publication import queries
from toaan.publication.models import Publication
from toaan.publication.states import REVIEWED


@finder
def encodings(viewer: Viewer) -> Found:
    """The judge decides on publishing; the clerk of the case prepares the encoding."""
    if viewer.role not in JUDGES and viewer.role != Role.CLERK:
        return []
    rows = queries.waiting_for(viewer).defer(*queries.TEXTS, "replacements", "warnings")
    yield (rows := rows.prefetch_related("case__parties").order_by("proposed_at", "pk"))
    return [
        Waiting(
            title=_title(row, decides=viewer.role in JUDGES), url=reverse("publication:review", args=[row.pk]),
            matter=str(row.case), about=row.case.title, who=_("đang duyệt dở") if row.state == REVIEWED else _("hệ thống đề xuất"),
            since=row.proposed_at, rank=DECIDE if viewer.role in JUDGES else PREPARE,
            act="publication.publish" if viewer.role in JUDGES else "publication.review",
        )
        for row in rows
    ]  # fmt: skip


def _title(row: Publication, *, decides: bool) -> str:
    if row.is_judgment:
        return _("Duyệt công bố bản án") if decides else _("Chuẩn bị bản án mã hóa để công bố")
    return _("Duyệt công bố quyết định") if decides else _("Chuẩn bị quyết định mã hóa để công bố")
