"""The module that this domain adds to the desk."""

from toaan.core.navigation import Item, add

add(Item("Điều hành", "Số liệu thống kê", "statistics:month", "chart-bar", "page.statistics", order=30))
