"""The visible part of a signature: a small PDF laid out by WeasyPrint and placed in the field.

pyHanko's own text stamp cuts off Vietnamese letters with two marks, so it is not used.
"""

from __future__ import annotations

import base64
import binascii
import io
import uuid
from datetime import datetime
from html import escape
from typing import Any

from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from toaan.engines.pdf.render import render_plain

from .api import Appearance, SigningIdentity


class _PageFromBytes(PdfContent):
    """The first page of a PDF in memory as the content of a stamp."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        page = self.writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        name = b"/Stamp" + binascii.hexlify(uuid.uuid4().bytes)
        self.resources.xobject[name.decode()] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return name + b" Do"


def signature_lines(signer: SigningIdentity, at: datetime) -> tuple[str, ...]:
    """The text of a signature: signer, agency, time in ISO 8601 with its zone (Decree 30/2020, Annex I)."""
    lines = [f"Ký bởi: {signer.name}"]
    if signer.organisation and signer.organisation != signer.name:
        lines.append(f"Cơ quan: {signer.organisation}")
    lines.append(f"Thời gian ký: {at.isoformat(timespec='seconds')}")
    return (*lines, "BẢN THỰC HÀNH, chữ ký thử nghiệm") if signer.demonstration else tuple(lines)


def stamp_style(appearance: Appearance, signer: SigningIdentity, at: datetime) -> Any:
    """The appearance as pyHanko wants it, exactly as large as its box."""
    left, bottom, right, top = appearance.box
    lines = signature_lines(signer, at) if appearance.lines is None else appearance.lines
    pdf = stamp_pdf(lines, appearance.image, width=right - left, height=top - bottom)
    return StaticStampStyle(
        border_width=0,
        background=_PageFromBytes(pdf),
        background_opacity=1.0,
        background_layout=layout.SimpleBoxLayoutRule(
            x_align=layout.AxisAlignment.ALIGN_MID,
            y_align=layout.AxisAlignment.ALIGN_MID,
            margins=layout.Margins.uniform(0),
        ),
    )


def stamp_pdf(lines: tuple[str, ...], image: bytes | None, *, width: float, height: float) -> bytes:
    """One page of ``width`` × ``height`` points; the letters shrink until all lines fit."""
    longest = max((len(line) for line in lines), default=1)
    size = max(4.0, min(10.0, (height - 6) / (1.3 * max(1, len(lines))), (width - 6) / (0.5 * longest)))
    picture = ""
    if image is not None:
        data = base64.b64encode(image).decode()
        picture = f'<img src="data:image/png;base64,{data}" alt="">'
    css = f"""
      @page {{ size: {width}pt {height}pt; margin: 0 }}
      body {{ margin: 0; padding: 3pt; font: {size:.2f}pt/1.3 Tinos, "Times New Roman", serif; color: #000 }}
      img {{ position: absolute; inset: 0; width: {width}pt; height: {height}pt; object-fit: contain }}
      p {{ margin: 0; position: relative }}"""
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return render_plain(f"<body>{picture}{text}</body>", css)
