"""PDF: check what comes in, make what goes out. Originals are read, never changed."""

from .edit import merge, page_count
from .inspection import inspect_file
from .kinds import DOCX, JPEG, PDF, PNG, XLSX, FileFacts, FileRefused
from .qr import qr_svg
from .render import RenderError, fonts_ok, render_pdf

__all__ = [
    "DOCX",
    "JPEG",
    "PDF",
    "PNG",
    "XLSX",
    "FileFacts",
    "FileRefused",
    "RenderError",
    "fonts_ok",
    "inspect_file",
    "merge",
    "page_count",
    "qr_svg",
    "render_pdf",
]
