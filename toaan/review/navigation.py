"""The module that this domain adds to the desk of the provincial court."""

from __future__ import annotations

from django.db.models import QuerySet

from toaan.core.navigation import Item, add
from toaan.core.viewer import Viewer
from toaan.review import queries
from toaan.review.models import Application
from toaan.review.states import OPEN


def _count(viewer: Viewer) -> QuerySet[Application]:
    return queries.visible_to(viewer).filter(state__in=OPEN)


add(Item("Vụ án", "Giám đốc thẩm, tái thẩm", "review:list", "scale", "page.review", order=46, count=_count))
