"""The module that this domain adds to the desk."""

from toaan.core.navigation import Item, add

add(
    Item(
        "Điều hành", "Tổng quan điều hành", "statistics:leadership", "chart-bar", "page.leadership", order=20
    )
)
add(Item("Điều hành", "Số liệu thống kê", "statistics:month", "table", "page.statistics", order=30))
