"""The modules that this domain adds to the desk and to the case page, and its door in the portal."""

from __future__ import annotations

from django.db.models import Q

from toaan.cases.models import Case
from toaan.cases.page import Rows, Tab, add_tab
from toaan.cases.states import ARCHIVED, EFFECTIVE, PART_QUASHED
from toaan.core.again import Figures
from toaan.core.navigation import Door, Item, add, add_door
from toaan.core.roles import CASE_ROLES
from toaan.core.viewer import Viewer
from toaan.publication import queries
from toaan.publication.models import Publication
from toaan.publication.states import PUBLISHED

_THERE = Figures(lambda case: Publication.objects.filter(Q(committee=None) | Q(state=PUBLISHED), case=case))
"""What a committee of judges above decided is of this page once everybody may read it."""


def _after_effect(viewer: Viewer, case: Case) -> bool | Rows:
    """From its effect on; of a case that was quashed or goes on elsewhere, where there is something."""
    if viewer.role not in CASE_ROLES:
        return False
    return case.state in {EFFECTIVE, PART_QUASHED, ARCHIVED} or _THERE


add(
    Item(
        "Vụ án", "Công bố bản án, quyết định", "publication:list", "world-upload", "page.case_register", order=70,
        count=queries.waiting_for,
    )
)  # fmt: skip
add_tab(Tab("Công bố", "publication:case", 70, shown=_after_effect))
add_door(Door("Tra cứu bản án, quyết định", "publication:search", 30))
