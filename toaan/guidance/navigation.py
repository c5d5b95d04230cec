"""The modules that this domain adds to the desk."""

from toaan.core.navigation import Item, add

add(Item("Hỗ trợ", "Sổ tay", "guidance:handbook", "book", "page.handbook", order=10))
add(Item("Hỗ trợ", "An toàn thông tin", "guidance:security", "shield-check", "page.security_notes", order=20))
