"""A copy to be handed out: the pages of an original under a band with the stamp, and a sheet that certifies them.

A derivative: the original is read and never changed. Nothing is covered: each page is made a little smaller and
moved below the band.
"""

from __future__ import annotations

import base64
import io
from typing import Any

import pikepdf

from .images import check_image
from .kinds import PDF, FileRefused
from .render import court_document_css, mark_css, render_plain

MM = 72 / 25.4
BAND = 22.0
"""Height of the band at the top of every page, in millimetres."""
PIXELS = 400_000_000
"""A picture came in through a door that counts its pixels; this only stops what no door let in."""
_IMAGE = (
    "@page { size: 210mm 297mm; margin: 8mm } body { margin: 0 } img { max-width: 194mm; max-height: 281mm }"
)
_BANDS = f"""
@page {{ size: 210mm {BAND}mm; margin: 3mm 10mm 0 20mm }}
body {{ margin: 0; font: 9pt/1.25 Tinos, "Times New Roman", serif; color: #000 }}
p {{ margin: 0; text-align: right }} .page {{ break-after: page }} .page:last-child {{ break-after: auto }}
.stamp {{ float: right; border: 1pt solid #a3141e; color: #a3141e; padding: 1mm 2.5mm }}
.stamp p {{ text-align: center }} .mark {{ float: left; color: #a3141e; font-weight: bold }}
"""
_END = """
.certificate p { text-indent: 0 } .certificate .digest { font-size: 10pt; text-align: left; overflow-wrap: anywhere }
.check { display: flex; font-size: 11pt; margin-top: 12pt } .check .words { margin-left: 5mm } .check p { text-indent: 0; text-align: left }
"""


def copy_pages(content: bytes, media_type: str, *, first: int, last: int) -> bytes:
    """The pages `first`…`last` (from 1) of a PDF, or a picture on a sheet of A4, as a PDF without form fields.

    Signatures do not survive: they sign bytes, and a copy is no original. What they show stays to be seen. Raises
    ValueError when the content cannot be opened or lacks these pages.
    """
    if media_type != PDF:
        try:
            check_image(io.BytesIO(content), "", max_pixels=PIXELS)
        except FileRefused as error:  # a picture that cannot be read would leave the sheet blank
            raise ValueError("not a readable picture") from error
        data = base64.b64encode(content).decode()
        return render_plain(f'<img alt="" src="data:{media_type};base64,{data}">', _IMAGE)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as source:
            if not 1 <= first <= last <= len(source.pages):
                raise ValueError("no such pages")
            if "/AcroForm" in source.Root:
                source.generate_appearance_streams()
            source.flatten_annotations("print")
            _bare(source)
            with pikepdf.new() as made:
                made.pages.extend(source.pages[first - 1 : last])
                return _saved(made)
    except pikepdf.PdfError as error:
        raise ValueError("not a readable PDF") from error


def stamped_copy(content: bytes, *, bands: str, end: str, mark: str, title: str) -> bytes:
    """Every page of `content` under its page of `bands`, then the sheet `end` (both HTML); `mark` as `render_pdf`.

    Raises ValueError when there are not as many bands as pages.
    """
    style = court_document_css() + _END + (mark_css(mark) if mark else "")
    with (
        pikepdf.open(io.BytesIO(content)) as source,
        pikepdf.open(io.BytesIO(render_plain(bands, _BANDS))) as over,
        pikepdf.open(io.BytesIO(render_plain(end, style))) as tail,
        pikepdf.new() as made,
    ):
        if len(over.pages) != len(source.pages):
            raise ValueError("a band for every page")
        for page, band in zip(source.pages, over.pages, strict=True):
            _place(made, page, band)
        made.pages.extend(tail.pages)
        made.docinfo["/Title"] = pikepdf.String(title)
        made.Root.Lang = pikepdf.String("vi")
        made.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        return _saved(made)


def _bare(source: pikepdf.Pdf) -> None:
    """Leave what is printed: fields that show nothing (time stamps of signatures), links and outlines go."""
    for key in ("/AcroForm", "/Names", "/Dests", "/Outlines", "/OpenAction"):
        if key in source.Root:
            del source.Root[key]
    for page in source.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.remove_unreferenced_resources()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def _place(made: pikepdf.Pdf, page: Any, band: Any) -> None:
    """One sheet of the page's own size, upright: the band above, the page below it."""
    left, bottom, right, top = (float(v) for v in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    if int(page.obj.get("/Rotate", 0)) % 180:
        width, height = height, width
    made.add_blank_page(page_size=(width, height))
    sheet = made.pages[-1]
    high = min(BAND * MM, height / 5)
    sheet.add_overlay(page, pikepdf.Rectangle(0, 0, width, height - high))
    sheet.add_overlay(band, pikepdf.Rectangle(0, height - high, width, height))
