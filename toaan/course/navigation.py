"""The tabs that this domain adds to the case page."""

from __future__ import annotations

from toaan.cases.page import Tab, add_tab

add_tab(
    Tab(
        "Yêu cầu khác",
        "course:claims",
        order=25,
        count=lambda _viewer, case: len(case.other_claims),
        shown=lambda _viewer, case: not case.is_request,
    )
)
add_tab(Tab("Quyết định", "course:case", order=55))
