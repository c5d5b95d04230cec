"""The modules that this domain adds to the desk, and its door in the portal."""

from toaan.core.navigation import Door, Item, add, add_door

add(Item("Hỗ trợ", "Văn bản pháp luật", "legislation:documents", "book-2", "page.laws", order=5))
add(
    Item(
        "Điều hành",
        "Nạp văn bản pháp luật",
        "legislation:imports",
        "file-search",
        "page.law_imports",
        order=82,
    )
)
add_door(Door("Văn bản pháp luật", "legislation:public_documents", 40))
