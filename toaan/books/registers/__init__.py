"""The books of the court, in the order of the desk's list: importing this module puts them on the shelf."""

from toaan.books.registers import incoming, papers, outgoing, appeals  # noqa: F401, I001  (the order is that of the shelf)
