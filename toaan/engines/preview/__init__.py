"""Pictures and text to look at instead of an original: made in a process of its own, which a hostile file may kill."""

from .run import IMAGE, PAGES, TEXT, PreviewFailed, kind_of, make

__all__ = ["IMAGE", "PAGES", "TEXT", "PreviewFailed", "kind_of", "make"]
