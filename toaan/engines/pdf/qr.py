"""QR codes as SVG: for the copy that must lead back to its original."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str, *, label: str = "Mã QR", size_mm: float = 25.0) -> str:
    """An SVG to put into a page: error correction M, with its quiet zone, ``label`` for screen readers.

    Raises ValueError for empty text or one too long for a QR code (about 2300 bytes at level M).
    """
    if not text:
        raise ValueError("nothing to encode")
    try:
        code = segno.make_qr(text, error="m")
    except segno.DataOverflowError as error:
        raise ValueError("text too long for a QR code") from error
    out = io.BytesIO()
    scale = size_mm / code.symbol_size(border=4)[0]
    code.save(
        out,
        kind="svg",
        scale=scale,
        unit="mm",
        border=4,
        light="#fff",
        title=label,
        xmldecl=False,
        svgns=True,
    )
    return out.getvalue().decode()
