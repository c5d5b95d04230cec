"""Word files of a draft: made with marked parts, read again after somebody edited them, and mended part by part.

A part is marked by a bookmark at its first paragraph (Word and LibreOffice keep bookmarks where they drop unknown
XML) and known again by its heading when the bookmark was deleted. The file says which copy it is in a document
property and, should that be lost, in the name of one more bookmark. `toaan.engines.word.build` makes the file.
"""

from .package import WordRefused
from .paper import Paper, PaperLine, PaperPart, PaperTable
from .read import Comment, Fence, WordText, read
from .replace import replace_parts

__all__ = [
    "Comment", "Fence", "Paper", "PaperLine", "PaperPart", "PaperTable", "WordRefused", "WordText", "read", "replace_parts",
]  # fmt: skip
