"""The tab that this domain adds to the page of a request in which somebody is searched for."""

from __future__ import annotations

from toaan.cases.page import Tab, add_tab
from toaan.searches import rules

add_tab(
    Tab(
        "Thông báo tìm kiếm",
        "searches:case",
        order=57,
        shown=lambda _viewer, case: rules.of(case) is not None,
    )
)
