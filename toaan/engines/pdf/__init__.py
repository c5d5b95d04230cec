"""PDF: check what comes in, make what goes out. Originals are read, never changed."""

from .copies import copy_pages, stamped_copy
from .edit import merge, page_count
from .inspection import inspect_file, limit_for
from .kinds import (
    AUDIO,
    DOCX,
    JPEG,
    PDF,
    PNG,
    VIDEO,
    XLSX,
    FileFacts,
    FileRefused,
    endings_of,
    media_type_of,
    megabytes,
)
from .qr import qr_svg
from .render import RenderError, fonts_ok, render_pdf

__all__ = [
    "AUDIO",
    "DOCX",
    "JPEG",
    "PDF",
    "PNG",
    "VIDEO",
    "XLSX",
    "FileFacts",
    "FileRefused",
    "RenderError",
    "copy_pages",
    "endings_of",
    "fonts_ok",
    "inspect_file",
    "limit_for",
    "media_type_of",
    "megabytes",
    "merge",
    "page_count",
    "qr_svg",
    "render_pdf",
    "stamped_copy",
]
