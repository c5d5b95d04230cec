"""Documents the court makes: complete, in the right letters, from nothing but what was given."""

from __future__ import annotations

import base64
import io
from datetime import UTC, datetime

import pikepdf
import pytest
from PIL import Image

from toaan.engines.pdf import RenderError, fonts_ok, merge, page_count, qr_svg, render_pdf
from toaan.engines.pdf.render import VIETNAMESE_LETTERS, embedded_fonts

PAGE = "<h1>Bản án</h1>" + "<p>Tòa án nhận định: yêu cầu khởi kiện là có căn cứ.</p>" * 120


def render(html=PAGE, **options):
    return render_pdf(html, **{"title": "Bản án <thử> & nghiệm", "author": "Tòa án", **options})


def png():
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


def images_of(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sum(
            1 for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        )


def test_the_fonts_of_this_machine_are_right():
    assert fonts_ok() == []


def test_every_vietnamese_letter_is_embedded_from_tinos():
    content = render(f'<p style="font-family: Times New Roman">{VIETNAMESE_LETTERS}</p>')
    fonts = embedded_fonts(content)
    assert fonts
    assert all(name.startswith("Tinos") and embedded for name, embedded in fonts)


def test_a_wrong_font_is_noticed(monkeypatch):
    monkeypatch.setattr(
        "toaan.engines.pdf.render.court_document_css",
        lambda: "html { font-family: 'DejaVu Sans', monospace }",
    )
    [problem, *_] = fonts_ok()
    assert "fonts-croscore" in problem


def test_says_it_is_pdf_a_and_pdf_ua_in_vietnamese():
    with pikepdf.open(io.BytesIO(render(created=datetime(2026, 5, 12, 2, tzinfo=UTC)))) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        for expected in (
            "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U<",
            "<pdfuaid:part>1<",
            "Bản án &lt;thử&gt; &amp; nghiệm",
            "2026-05-12T02:00:00Z",
        ):
            assert expected in packet
        assert str(pdf.docinfo["/Title"]) == "Bản án <thử> & nghiệm"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260512020000Z"
        assert pdf.Root.Lang == "vi"
        assert pdf.Root.MarkInfo.Marked
        assert "/OutputIntents" in pdf.Root
        assert "/StructTreeRoot" in pdf.Root


def test_pages_are_a4_and_several():
    content = render()
    assert page_count(content) >= 3
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            assert [round(float(edge)) for edge in page.MediaBox] == [0, 0, 595, 842]


def test_the_same_input_gives_the_same_bytes():
    assert render() == render()


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.invalid/x.png">',
        '<img src="file:///etc/hostname">',
        '<img src="/etc/hostname">',
        '<img src="not-given.png">',
        '<link rel="stylesheet" href="http://example.invalid/x.css">',
        '<style>@import "http://example.invalid/x.css";</style>',
        "<style>@font-face { font-family: X; src: url(http://example.invalid/x.woff) } p { font-family: X }</style><p>x",
        '<p style="background: url(http://169.254.169.254/latest)">x</p>',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="http://example.invalid/x.svg"></object>',
    ],
)
def test_nothing_is_fetched_and_the_author_is_told(html):
    with pytest.raises(RenderError, match="Hãy chèn hình"):
        render(html)


def test_an_svg_cannot_fetch_either():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/x.png"/></svg>'
    )
    data = base64.b64encode(svg.encode()).decode()
    with pytest.raises(RenderError):
        render(f'<img src="data:image/svg+xml;base64,{data}">')


def test_given_and_inline_images_are_drawn():
    inline = base64.b64encode(png()).decode()
    assert images_of(render(f'<img alt="a" src="data:image/png;base64,{inline}">')) == 1
    assert images_of(render('<img alt="a" src="quoc-huy.png">', assets={"quoc-huy.png": png()})) == 1


def test_merge_keeps_all_pages_in_order_and_refuses_rubbish():
    first, second = render("<p>một</p>"), render()
    merged = merge([first, second, first])
    assert page_count(merged) == 2 + page_count(second)
    with pytest.raises(ValueError, match="not a readable"):
        merge([first, b"rubbish"])
    with pytest.raises(ValueError, match="nothing"):
        merge([])
    with pytest.raises(ValueError, match="not a readable"):
        page_count(b"rubbish")


def test_qr_is_an_svg_with_a_name_and_escapes_it():
    svg = qr_svg("https://toa.invalid/tra-cuu/123", label="Mã <tra cứu>")
    assert svg.startswith("<svg")
    assert "Mã &lt;tra cứu&gt;" in svg
    assert page_count(render(svg)) == 1
    for text in ("", "x" * 5000):
        with pytest.raises(ValueError, match=r"nothing|too long"):
            qr_svg(text)
