"""The modules that this domain adds to the desk, and its doors in the portal."""

from toaan.core.navigation import Door, Item, add, add_door
from toaan.filing import queries

add(
    Item(
        "Vụ án",
        "Sổ nhận đơn",
        "filing:register",
        "inbox",
        "page.petition_register",
        order=10,
        count=queries.waiting_for,
    )
)
add(Item("Vụ án", "Đơn bị trả lại", "filing:returned", "arrow-back-up", "page.petition_register", order=12))
add(Item("Điều hành", "Địa bàn Tòa án", "filing:areas", "map-pin", "page.areas", order=75))
add_door(Door("Nộp đơn", "filing:start", 10))
add_door(Door("Theo dõi", "filing:track", 20))
