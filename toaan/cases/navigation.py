"""The modules that this domain adds to the desk."""

from toaan.core.navigation import Item, add

add(Item("Vụ án", "Sổ thụ lý", "cases:register", "clipboard-list", "page.case_register", order=20))
