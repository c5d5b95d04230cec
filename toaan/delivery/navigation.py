"""The modules that this domain adds to the desk, and its tab on the case page."""

from __future__ import annotations

from django.db.models import QuerySet

from toaan.cases.models import Case
from toaan.cases.page import Tab, add_tab
from toaan.core.navigation import Item, add
from toaan.core.viewer import Viewer
from toaan.delivery import queries
from toaan.delivery.models import ServiceRecipient


def _without_proof(viewer: Viewer, case: Case) -> QuerySet[ServiceRecipient]:
    return queries.open_rows(viewer).filter(case=case)


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
