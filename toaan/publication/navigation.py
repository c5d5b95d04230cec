"""The modules that this domain adds to the desk and to the case page, and its door in the portal."""

from __future__ import annotations

from toaan.cases.models import Case
from toaan.cases.page import Tab, add_tab
from toaan.cases.states import ARCHIVED, EFFECTIVE, PART_QUASHED
from toaan.core.navigation import Door, Item, add, add_door
from toaan.core.roles import CASE_ROLES
from toaan.core.viewer import Viewer
from toaan.publication import queries


def _after_effect(viewer: Viewer, case: Case) -> bool:
    return case.state in {EFFECTIVE, PART_QUASHED, ARCHIVED} and viewer.role in CASE_ROLES


add(
    Item(
        "Vụ án", "Công bố bản án", "publication:list", "world-upload", "page.case_register", order=70,
        count=queries.waiting_for,
    )
)  # fmt: skip
add_tab(Tab("Công bố", "publication:case", 70, shown=_after_effect))
add_door(Door("Tra cứu bản án", "publication:search", 30))
