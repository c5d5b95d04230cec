"""The modules that the assistant adds to the desk."""

from toaan.core.navigation import Item, add

add(Item("Hỗ trợ", "Trợ lý ảo", "assistant:home", "message-circle", "page.assistant", order=1))
