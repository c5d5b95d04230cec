"""The modules that this domain adds to the desk, and its tab on the case page."""

from __future__ import annotations

from toaan.cases.models import Case
from toaan.cases.page import Tab, add_tab, figure
from toaan.core.navigation import Item, add
from toaan.core.together import Figure
from toaan.core.viewer import Viewer
from toaan.delivery import queries


def _without_proof(viewer: Viewer, case: Case) -> Figure:
    return figure(
        viewer, "copies without proof in a case", lambda pk: queries.open_rows(viewer).filter(case=pk), case
    )


add(Item("Vụ án", "Tống đạt", "delivery:desk", "truck-delivery", "page.delivery", 40, queries.waiting))
add(
    Item(
        "Văn bản",
        "Văn bản gửi Viện kiểm sát",
        "delivery:procuracy",
        "inbox",
        "page.procuracy_inbox",
        20,
        queries.unread,
    )
)
add_tab(Tab("Tống đạt", "delivery:case", 40, count=_without_proof))
