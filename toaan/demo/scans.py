"""Papers that parties hand in: one page of text as a scanner or a telephone would give it."""

from __future__ import annotations

import io
import subprocess
import textwrap
import time
from functools import cache

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN = 744, 1052, 84  # A4 at 90 dots per inch
GREY = 58


def scan(title: str, text: str, *, signed: str, place_and_day: str) -> io.BytesIO:
    """A PDF of one page that holds a picture of the paper, its bytes depending on the words alone."""
    page = Image.new("L", (WIDTH, HEIGHT), 250)
    draw = ImageDraw.Draw(page)
    centre = WIDTH // 2
    draw.text((centre, 84), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", GREY, _font(17, bold=True), anchor="ma")
    draw.text((centre, 108), "Độc lập - Tự do - Hạnh phúc", GREY, _font(17, bold=True), anchor="ma")
    draw.line((centre - 110, 134, centre + 110, 134), GREY)
    draw.multiline_text(
        (centre, 180), "\n".join(textwrap.wrap(title.upper(), 46)), GREY, _font(20, bold=True), anchor="ma", align="center"
    )  # fmt: skip
    draw.multiline_text((MARGIN, 270), "\n".join(textwrap.wrap(text, 68)), GREY, _font(18), spacing=9)
    draw.text((WIDTH - MARGIN, 640), place_and_day, GREY, _font(17, italic=True), anchor="ra")
    draw.text((WIDTH - MARGIN - 120, 672), "Người lập", GREY, _font(17, bold=True), anchor="ma")
    draw.text((WIDTH - MARGIN - 120, 770), signed, GREY, _font(18), anchor="ma")
    out = io.BytesIO()
    moment = time.struct_time((2025, 1, 1, 0, 0, 0, 2, 1, 0))
    page.save(out, "PDF", resolution=90, quality=60, title=title, creationDate=moment, modDate=moment)
    out.seek(0)
    return out


@cache
def _font(size: int, *, bold: bool = False, italic: bool = False) -> ImageFont.FreeTypeFont:
    style = "bold" if bold else "italic" if italic else "regular"
    query = ["fc-match", "-f", "%{file}", f"Tinos:style={style}"]
    return ImageFont.truetype(subprocess.run(query, capture_output=True, text=True, check=True).stdout, size)
