"""A copy shows every page of the original under its band, as one reads it, and ends with the certifying sheet."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from toaan.engines.pdf import JPEG, PDF, copy_pages, render_pdf, stamped_copy


def bands(count: int) -> str:
    return (
        "<body>" + "".join(f'<div class="page"><p>Dải {n}</p></div>' for n in range(1, count + 1)) + "</body>"
    )


def stamped(content: bytes, count: int) -> pypdfium2.PdfDocument:
    made = stamped_copy(
        content, bands=bands(count), end="<body><p>Tờ cuối</p></body>", mark="BẢN THỰC HÀNH", title="T"
    )
    return pypdfium2.PdfDocument(made)


def words(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def three_pages(turn: int = 0) -> bytes:
    text = "".join(f'<p style="break-before: page">Trang thứ {n}</p>' for n in ("nhất", "hai", "ba"))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(render_pdf(text, title="T", author="A"))) as opened:
        for page in opened.pages:
            page.rotate(turn, relative=True)
        opened.save(out)
    return out.getvalue()


def test_the_chosen_pages_stand_under_their_bands_and_the_sheet_comes_last() -> None:
    copy = stamped(copy_pages(three_pages(), PDF, first=2, last=3), 2)
    assert [("Dải 1" in words(p), "Dải 2" in words(p)) for p in copy] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert "Trang thứ hai" in words(copy[0])
    assert "Trang thứ ba" in words(copy[1])
    assert "Tờ cuối" in words(copy[2])
    assert "BẢN THỰC HÀNH" in words(copy[2])


def test_a_page_scanned_sideways_is_copied_as_it_is_read() -> None:
    copy = stamped(copy_pages(three_pages(turn=90), PDF, first=1, last=1), 1)
    width, height = copy[0].get_size()
    assert width > height
    assert "Trang thứ nhất" in words(copy[0])


def test_a_photograph_taken_sideways_stands_upright() -> None:
    out, picture = io.BytesIO(), Image.new("RGB", (600, 900), (200, 30, 30))
    turned = picture.getexif()
    turned[0x0112] = 6
    picture.save(out, "JPEG", exif=turned)
    sheet = pypdfium2.PdfDocument(copy_pages(out.getvalue(), JPEG, first=1, last=1))[0].render().to_pil()
    left, top, right, bottom = sheet.convert("L").point(lambda v: 255 if v < 200 else 0).getbbox()
    assert right - left > bottom - top


@pytest.mark.filterwarnings("error::pikepdf.PageCopyWarning")
def test_filled_form_fields_are_still_seen() -> None:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        field = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="ten", V="Tran Van A",
                Rect=[100, 700, 300, 720], DA="/Helv 12 Tf 0 g", F=4,
            )
        )  # fmt: skip
        font = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        made.pages[0].Annots = [field]
        made.Root.AcroForm = pikepdf.Dictionary(
            NeedAppearances=True,
            Fields=[field],
            DA="/Helv 12 Tf 0 g",
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font)),
        )
        made.save(out)
    copy = stamped(copy_pages(out.getvalue(), PDF, first=1, last=1), 1)
    assert "Tran Van A" in words(copy[0])


@pytest.mark.parametrize(
    ("content", "kind", "last"),
    [(b"%PDF-1.7 khong", PDF, 1), (b"\xff\xd8\xff khong", JPEG, 1), (three_pages(), PDF, 4)],
)  # fmt: skip
def test_what_cannot_be_copied_whole_is_not_copied(content, kind, last) -> None:
    with pytest.raises(ValueError, match=r"not a readable|no such pages"):
        copy_pages(content, kind, first=1, last=last)


def test_every_page_needs_its_band() -> None:
    with pytest.raises(ValueError, match="a band for every page"):
        stamped(three_pages(), 2)
