"""The modules that this domain adds to the desk."""

from toaan.core.navigation import Door, Item, add, add_door
from toaan.mediation.waiting import count

add(Item("Vụ án", "Hòa giải tại Tòa án", "mediation:list", "users", "page.mediation", order=15, count=count))
add(Item("Điều hành", "Hòa giải viên", "mediation:mediators", "user-check", "page.mediators", order=60))
add_door(Door("Hòa giải", "mediation:mine", 80, signed_in=True))
