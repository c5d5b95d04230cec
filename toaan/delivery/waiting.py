"""What waits in the delivery of papers: copies the clerk sends, papers the procurator signs for."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import PREPARE, SIGN, Found, Waiting, finder
from toaan.delivery import queries
from toaan.delivery.models import ServiceRecipient
from toaan.delivery.states import FAILED, SENT


@finder
def copies_to_send(viewer: Viewer) -> Found:
    """One item per document: how many copies a person has still to send."""
    if viewer.role == Role.DOCUMENT_CLERK:
        return (yield from _mail_of_the_court(viewer))
    if viewer.role != Role.CLERK:
        return []
    yield (asked := queries.to_send(viewer))
    by_service: dict[object, list[ServiceRecipient]] = {}
    for row in asked:
        by_service.setdefault(row.service_id, []).append(row)
    return [
        Waiting(
            title=ngettext("Gửi %(paper)s cho %(n)s người nhận", "Gửi %(paper)s cho %(n)s người nhận", len(rows))
            % {"paper": rows[0].service, "n": len(rows)},
            url=reverse("delivery:case", args=[rows[0].case_id]) + f"#v-{rows[0].service_id}",
            matter=str(rows[0].case), about=rows[0].case.title,
            who=_("gửi lần trước không thành") if any(r.state == FAILED for r in rows) else "",
            since=rows[0].service.ordered_at, rank=PREPARE, act="delivery.send",
        )
        for rows in by_service.values()
    ]  # fmt: skip


def _mail_of_the_court(viewer: Viewer) -> Found:
    """One item for the document clerk: the letters that wait for the post."""
    yield (rows := queries.to_post(viewer).values_list("service__ordered_at", flat=True))
    if not rows:
        return []
    words = ngettext("Gửi %(n)s thư bảo đảm", "Gửi %(n)s thư bảo đảm", len(rows)) % {"n": len(rows)}
    return [
        Waiting(
            title=words, url=reverse("delivery:posting"), matter=_("Bưu gửi"), since=min(rows), rank=PREPARE,
            act="delivery.send",
        )
    ]  # fmt: skip


@finder
def papers_to_sign_for(viewer: Viewer) -> Found:
    """The procuracy's papers without the signature of receipt."""
    if viewer.role != Role.PROCURATOR:
        return []
    yield (asked := queries.inbox(viewer, waiting=True).filter(state=SENT))
    return [
        Waiting(
            title=_("Ký nhận %s") % row.service, url=reverse("delivery:procuracy"), matter=str(row.case),
            about=row.case.title, who=row.case.court.name, since=row.sent_at, rank=SIGN, act="delivery.confirm_receipt",
        )
        for row in asked
    ]  # fmt: skip
