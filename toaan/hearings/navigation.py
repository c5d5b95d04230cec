"""The modules that this domain adds to the desk and to the case page."""

from __future__ import annotations

from toaan.cases.page import Tab, add_tab
from toaan.core.navigation import Item, add

add(
    Item(
        "Công việc",
        "Lịch phiên tòa",
        "hearings:calendar",
        "calendar-event",
        "page.hearing_calendar",
        order=20,
    )
)
add(Item("Điều hành", "Phòng xử án", "hearings:rooms", "building", "page.rooms", order=60))
add_tab(Tab("Phiên tòa", "hearings:case", order=50))
