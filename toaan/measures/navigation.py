"""The tab that this domain adds to the case page."""

from __future__ import annotations

from toaan.cases.page import Tab, add_tab

add_tab(Tab("Biện pháp khẩn cấp", "measures:case", order=56))
