"""`{% preview file url %}`: what can be seen of a stored file without leaving the page."""

from __future__ import annotations

from typing import Any

from django import template

from toaan.core.models import StoredFile
from toaan.engines.preview import IMAGE, PAGES, TEXT, kind_of

register = template.Library()
MOST_PAGES = 60
"""Pictures offered at once; each is fetched only when it comes into view."""


@register.inclusion_tag("core/preview.html")
def preview(file: StoredFile, url: str, title: str = "", *, opened: bool = False) -> dict[str, Any]:
    """Pages, picture, player, or a link to the text.

    Args:
        file: what is shown.
        url: the address of the file itself; its view answers with `previews.respond`.
        title: how the file is called, for those who hear the page.
        opened: shown at once instead of behind "Xem trước".
    """
    kind = kind_of(file.media_type)
    pages = (file.pages or 1) if kind == PAGES else 1
    return {
        "file": file,
        "url": url,
        "title": title,
        "opened": opened,
        "numbers": range(1, min(pages, MOST_PAGES) + 1) if kind in (PAGES, IMAGE) else (),
        "is_photo": kind == IMAGE,
        "more": max(0, pages - MOST_PAGES),
        "is_text": kind == TEXT,
        "player": file.media_type.split("/")[0] if file.media_type.startswith(("audio/", "video/")) else "",
    }
