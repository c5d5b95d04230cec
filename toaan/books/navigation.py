"""The module that this domain adds to the desk."""

from toaan.core.navigation import Item, add

add(Item("Văn bản", "Sổ của Tòa án", "books:shelf", "notebook", "page.books", order=10))
