"""The module that this domain adds to the desk of the provincial court, and its tab on the case page."""

from __future__ import annotations

from django.db.models import QuerySet

from toaan.cases.models import Case
from toaan.cases.page import Rows, Tab, add_tab
from toaan.core.again import Figures
from toaan.core.navigation import Item, add
from toaan.core.viewer import Viewer
from toaan.review import queries
from toaan.review.models import Application, CaseFile, Proceeding
from toaan.review.states import OPEN

_REVIEWED = (
    Figures(lambda case: Proceeding.objects.filter(case=case)),
    Figures(lambda case: CaseFile.objects.filter(case=case)),
)


def _shown(viewer: Viewer, case: Case) -> bool | Rows:  # noqa: ARG001  (whoever sees the case may know of its protests)
    return _REVIEWED


def _count(viewer: Viewer) -> QuerySet[Application]:
    return queries.visible_to(viewer).filter(state__in=OPEN)


add(Item("Vụ án", "Giám đốc thẩm, tái thẩm", "review:list", "scale", "page.review", order=46, count=_count))
add(Item("Điều hành", "Bản án bị hủy, sửa", "review:reversals", "gavel", "page.reversals", order=35))
add_tab(Tab("Giám đốc thẩm, tái thẩm", "review:case", order=64, shown=_shown))
