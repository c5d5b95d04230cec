"""The text layer of a PDF, page by page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from .kinds import FileRefused

MOST_PAGES = 1000


def text_layer(path: Path) -> str:
    """What the pages say; empty for a scan.

    Raises:
        FileRefused: no PDF, locked, or longer than any judgment.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise FileRefused(
            "pdf", f"{path.name} không phải tệp PDF đọc được (hỏng hoặc có mật khẩu)."
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise FileRefused(
                "too_many_pages", "%(name)s dài hơn %(most)d trang.", name=path.name, most=MOST_PAGES
            )
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range().replace("\r\n", "\n"))
            text.close()
            page.close()
        return "\n".join(pages)
    finally:
        document.close()
