"""The child process: takes away its own powers first, then opens one file that a stranger sent."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from toaan.engines.limits import confine

MEMORY = 1_500_000_000
CPU_SECONDS = 20
OUTPUT = 4_000_000
WISHED = 30_000
"""Bytes that a picture of a page, 1000 pixels across, should not exceed; a photograph may, at the lowest quality."""
QUALITIES = (60, 45, 32, 24)
PIXELS = 90_000_000
SHEETS, ROWS, COLUMNS, LETTERS = 5, 300, 40, 300_000


def main(words: list[str]) -> int:
    source, media_type, target, page, width = words
    confine(memory=MEMORY, cpu_seconds=CPU_SECONDS, output=OUTPUT)
    if media_type == "application/pdf":
        _save(_page(source, int(page), int(width)), target, int(width))
    elif media_type.startswith("image/"):
        _save(_picture(source, int(width)), target, int(width))
    elif media_type.endswith("wordprocessingml.document"):
        Path(target).write_text(_document(source), encoding="utf-8")
    elif media_type.endswith("spreadsheetml.sheet"):
        Path(target).write_text("".join(_sheets(source)), encoding="utf-8")
    else:
        return 2
    return 0


def _page(source: str, number: int, width: int) -> Any:
    import pypdfium2

    with pypdfium2.PdfDocument(source) as document:
        sheet = document[number - 1]
        wide, high = sheet.get_size()
        scale = width / max(1.0, wide)
        if width * high * scale > PIXELS:
            scale = (PIXELS / max(1.0, wide * high)) ** 0.5
        # Forms are drawn, scripts are not run: pypdfium2 is built without a JavaScript engine.
        return sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")


def _picture(source: str, width: int) -> Any:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(source, formats=("JPEG", "PNG")) as image:
        image.draft("RGB", (width, width))
        turned = ImageOps.exif_transpose(image)
        flat = Image.new("RGB", turned.size, "white")
        flat.paste(
            turned,
            mask=turned.convert("RGBA").getchannel("A") if turned.mode in ("RGBA", "LA", "P") else None,
        )
        flat.thumbnail((width, width * 2))
        return flat


def _save(image: Any, target: str, width: int) -> None:
    import io

    wished = WISHED * max(1.0, (width / 1000) ** 2)  # a larger picture is asked for to see more, not less
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=4)
        if out.tell() <= wished:
            break
    Path(target).write_bytes(out.getvalue())


class Plain(HTMLParser):
    """Keeps text and a short list of elements without attributes; everything else loses its tags."""

    KEPT = frozenset(
        {"p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "u", "s", "sup", "sub", "ul", "ol", "li", "table",
         "thead", "tbody", "tr", "td", "th", "br"}
    )  # fmt: skip
    SILENT = frozenset({"script", "style", "template", "iframe", "object"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SILENT:
            self.silent += 1
        elif tag in self.KEPT and not self.silent:
            spans = [f' {k}="{v}"' for k, v in attrs if k in ("colspan", "rowspan") and v and v.isdecimal()]
            self.out.append(f"<{tag}{''.join(spans)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in self.KEPT and tag != "br" and not self.silent:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(escape(data))


def sanitised(html: str) -> str:
    """Only text and harmless elements."""
    plain = Plain()
    plain.feed(html)
    plain.close()
    return "".join(plain.out)


def _document(source: str) -> str:
    import mammoth

    with Path(source).open("rb") as file:
        made = mammoth.convert_to_html(file, convert_image=lambda _: [], external_file_access=False)
    return sanitised(str(made.value)[: LETTERS * 4])


def _sheets(source: str) -> Iterator[str]:
    import openpyxl

    file = Path(source).open("rb")  # noqa: SIM115 (read until the child ends); a path without ending is not accepted
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets[:SHEETS]:
        yield f"<h2>{escape(sheet.title)}</h2><table><tbody>"
        for row in sheet.iter_rows(max_row=ROWS, max_col=COLUMNS, values_only=True):
            cells = "".join(f"<td>{escape(_shown(value))}</td>" for value in row)
            yield f"<tr>{cells}</tr>"
        yield "</tbody></table>"


def _shown(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    return str(value)[:2000]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
