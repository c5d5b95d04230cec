"""The card on interim measures beside a petition (BLTTDS 111.2)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core import policy
from toaan.core.together import Asking
from toaan.core.viewer import Viewer
from toaan.filing.beside import Line, Panel, panel
from toaan.filing.models import Petition
from toaan.measures import queries
from toaan.measures.states import APPLIED, BEFORE_ACCEPTANCE, CANCELLED, REFUSED

COLOURS = {APPLIED: "green", REFUSED: "grey", CANCELLED: "grey"}


@panel
def measures(viewer: Viewer, petition: Petition) -> Asking[Panel | None]:
    """What was asked together with the petition, and the way to ask; in the portal for who filed it."""
    if petition.is_request or petition.case_id is not None:
        return None
    yield (rows := queries.beside(viewer, petition))
    lines = tuple(
        Line(f"{r.measure_title}, {_('đối với')} {r.bound_name}", r.get_state_display(), COLOURS.get(r.state, "yellow"))
        for r in rows
    )  # fmt: skip
    may = BEFORE_ACCEPTANCE.can("measures.request_urgent", petition.state) and policy.allows(
        viewer, "measures.request_urgent", petition
    )
    if not lines and not may:
        return None
    name = "measures:petition" if viewer.post is not None else "measures:mine_urgent"
    ask = _("Gửi yêu cầu khẩn cấp") if viewer.post is None else _("Nhận đơn yêu cầu khẩn cấp")
    return Panel(
        id="bien-phap", title=_("Biện pháp khẩn cấp tạm thời"), url=reverse(name, args=[petition.pk]),
        link=_("Mở yêu cầu") if lines else ask, lines=lines,
        text="" if lines else _("Khi không thể chờ thụ lý: Thẩm phán trả lời trong 48 giờ (khoản 2 Điều 111, khoản 3 Điều 133)."),
    )  # fmt: skip
