"""The module that this domain adds to the desk."""

from toaan.core.navigation import Item, add

add(Item("Điều hành", "Quy định", "rulebook:rules", "book-2", "page.rules", order=80))
add(Item("Điều hành", "Sự cố Cổng", "rulebook:incidents", "alert-triangle", "page.incidents", order=85))
