"""Envelopes and address labels: many letters in one PDF, each line inside its own field.

A field never grows: the text takes the largest size at which it surely fits, counted with letters wider than the
real ones, so that a name of 300 characters becomes small and never runs onto the next label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from toaan.core import practice
from toaan.core.words import RECORD_LANGUAGE
from toaan.delivery.models import ServiceRecipient
from toaan.engines.pdf import qr_svg, render_pdf
from toaan.rules.postal import BadCode, read_code

PT = 25.4 / 72
LINE = 1.25
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
MOST = 200
"""Letters in one PDF."""


@dataclass(frozen=True)
class Box:
    """A field on the paper, in millimetres from its top left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Envelope:
    """A size of envelope: the sender's field, and the addressee's when printed on it or read through its window."""

    name: str
    width: float
    height: float
    sender: Box
    mark: Box
    to: Box
    window: Box
    """The window of DIN 680 (90 × 45 mm, 20 mm from the left, 15 mm from below), 4 mm smaller all round, because
    the inner sheet slides."""


ENVELOPES = {
    "C5": Envelope(
        "C5 (229 × 162 mm)", 229, 162, Box(12, 12, 95, 30), Box(12, 46, 95, 14), Box(112, 78, 105, 72),
        Box(24, 106, 82, 37),
    ),
    "DL": Envelope(
        "DL (220 × 110 mm)", 220, 110, Box(10, 9, 90, 26), Box(10, 37, 90, 12), Box(104, 46, 106, 54),
        Box(24, 54, 82, 37),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A sheet of labels on A4: columns, rows, the size of one label, the margins of the sheet."""

    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0

    @property
    def places(self) -> int:
        return self.columns * self.rows

    def place(self, index: int) -> Box:
        """Where the label number `index` of a sheet lies, from 0, row by row."""
        row, column = divmod(index, self.columns)
        return Box(
            self.left + column * (self.width + self.gap),
            self.top + row * self.height,
            self.width,
            self.height,
        )


SHEETS = {
    "2x7": Sheet("2 × 7 (99,1 × 38,1 mm)", 2, 7, 99.1, 38.1, 4.65, 15.15, 2.5),
    "3x8": Sheet("3 × 8 (70 × 37 mm)", 3, 8, 70.0, 37.0, 0.0, 0.5),
}
PADDING = 4.0
"""Inside a label: printers cannot reach the edge of a sheet, and sheets slip a little."""


@dataclass(frozen=True)
class Line:
    """A paragraph of a field."""

    text: str
    bold: bool = False
    scale: float = 1.0
    """Size against the field's own."""

    @property
    def css(self) -> str:
        return f"font-size:{self.scale}em"


@dataclass(frozen=True)
class Field:
    """A filled field: its place, its lines, and the size at which they fit."""

    box: Box
    lines: Sequence[Line]
    size: float
    kind: str
    qr: str = ""

    @property
    def css(self) -> str:
        b = self.box
        return f"left:{b.left}mm;top:{b.top}mm;width:{b.width}mm;height:{b.height}mm;font-size:{self.size}pt"


@dataclass
class Page:
    """One page of the PDF."""

    fields: list[Field] = field(default_factory=list)


def reference(row: ServiceRecipient) -> str:
    """The letter's own mark, printed and in the QR code: what a scanner reads to name the letter."""
    return f"TD{row.pk.hex[:10].upper()}"


def envelopes(rows: Sequence[ServiceRecipient], *, size: str, window: bool, qr: bool) -> bytes:
    """One envelope a page; with a window, the sheet that shows through it."""
    form = ENVELOPES[size]
    pages = []
    for row in rows:
        to = form.window if window else form.to
        sender = [Line(row.case.court.name, bold=True), Line(row.case.court.address)]
        page = Page([_field(form.sender, sender, "sender", largest=12.0)])
        page.fields.append(_field(form.mark, _marks(row), "mark", largest=11.0))
        page.fields.extend(_addressee(to, row, qr=qr, largest=14.0))
        pages.append(page)
    return _pdf(pages, rows, f"{form.width}mm {form.height}mm", "Phong bì")


def labels(rows: Sequence[ServiceRecipient], *, sheet: str, start: int, qr: bool) -> bytes:
    """Address labels on A4, row by row from place `start` (1 is the top left), so that a used sheet is used up."""
    form = SHEETS[sheet]
    pages: list[Page] = []
    for number, row in enumerate(rows, start=start - 1):
        if not pages or number % form.places == 0:
            pages.append(Page())
        place = form.place(number % form.places)
        inner = Box(
            place.left + PADDING, place.top + 3.0, place.width - 2 * PADDING, place.height - 6.0
        )  # the printer's own margin
        pages[-1].fields.extend(_addressee(inner, row, qr=qr, largest=11.0, sender=True))
    return _pdf(pages, rows, "210mm 297mm", "Nhãn địa chỉ")


def _marks(row: ServiceRecipient) -> list[Line]:
    found = [Line("THƯ BẢO ĐẢM – CÓ GIẤY BÁO NHẬN", bold=True)]
    return [*found, Line(f"Số hiệu: {spaced(row.barcode)}")] if row.barcode else found


def spaced(barcode: str) -> str:
    """The number of the letter as people read it; what does not follow S10 stays as it was typed."""
    try:
        return read_code(barcode).spaced
    except BadCode:
        return barcode


def _addressee(
    box: Box, row: ServiceRecipient, *, qr: bool, largest: float, sender: bool = False
) -> Iterable[Field]:
    """The field of the addressee; on a label the sender's lines and the mark of the letter stand in it too."""
    lines = []
    if sender:
        lines += [Line(f"{row.case.court.name} · THƯ BẢO ĐẢM, CÓ BÁO NHẬN", scale=0.7)]
    lines += [
        Line(f"Kính gửi: {row.name}", bold=True),
        Line(row.address or "(chưa có địa chỉ)"),
    ]
    phone = row.party.phone if row.party else ""
    lines += [Line(f"Điện thoại: {phone}")] if phone else []
    lines += [Line(f"{row.service} – vụ án số {row.case} – {reference(row)}", scale=0.7)]
    side = min(18.0, box.height * 0.55) if qr else 0.0
    words = Box(box.left, box.top, box.width - side - (1.5 if qr else 0), box.height)
    yield _field(words, lines, "to", largest=largest)
    if qr:
        code = Box(box.left + box.width - side, box.top + box.height - side, side, side)
        svg = qr_svg(reference(row), label=f"Mã thư {reference(row)}", size_mm=side)
        yield Field(code, (), 4.0, "qr", svg)


def _field(box: Box, lines: Sequence[Line], kind: str, *, largest: float) -> Field:
    kept = [line for line in lines if line.text]
    for size in SIZES:
        if size <= largest and _height(kept, size, box.width) <= box.height:
            return Field(box, kept, size, kind)
    return Field(box, kept, SIZES[-1], kind)


def _height(lines: Sequence[Line], size: float, width: float) -> float:
    return sum(_rows(line, size * line.scale, width) * size * line.scale * LINE * PT for line in lines)


def _rows(line: Line, size: float, width: float) -> int:
    """How many rows the paragraph takes at most: words kept whole, longer ones broken."""
    room = width / (size * PT)
    rows, used = 1, 0.0
    for word in line.text.split():
        wide = sum(map(_em, word)) * (1.1 if line.bold else 1.0)
        if used and used + 0.25 + wide > room:
            rows, used = rows + 1, 0.0
        used += wide + (0.25 if used else 0.0)
        while used > room:
            rows, used = rows + 1, used - room * 0.9
    return rows


def _em(letter: str) -> float:
    """Width of a letter in the size of the type, never less than in Tinos (Times)."""
    if letter in "mwMW%@—…ƠƯ":
        return 0.96
    if letter.isupper():
        return 0.74
    return 0.35 if letter in "iíìỉĩịjltfr.,;:!'()-/" else 0.52


STYLE = """
@page { size: %s; margin: 0 }
html { font: 10pt/1.25 Tinos, "Times New Roman", serif; color: #000 }
body { margin: 0 }
.page { position: relative; break-after: page; width: %s; height: %s; overflow: hidden }
.page:last-child { break-after: auto }
.f { position: absolute; overflow: hidden }
.f p { margin: 0; overflow-wrap: anywhere; line-height: 1.25 }
.qr svg { display: block; width: 100%%; height: 100%% }
.practice { position: absolute; left: 0; right: 0; top: 0.4mm; text-align: center; font: bold 6pt/1 Tinos, serif; color: #a3141e }
"""


def _pdf(pages: Sequence[Page], rows: Sequence[ServiceRecipient], size: str, title: str) -> bytes:
    court = rows[0].case.court.name
    width, height = size.split()
    # A sheet of labels leaves no margin for the mark of a practice court: it stands at the very edge.
    context: dict[str, Any] = {"pages": pages, "title": title, "practice": practice.paper_mark()}
    with override(RECORD_LANGUAGE):
        html = render_to_string("delivery/forms/mail.html", context)
    return render_pdf(
        html, title=f"{title}: {len(rows)} thư", author=court, base_css=STYLE % (size, width, height)
    )
