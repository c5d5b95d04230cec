"""What is shown of a file is light, harmless, made apart from the server, and seen only by those who may see the file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from django.template import Context, Template
from django.urls import reverse
from PIL import Image

from toaan.core import files, previews
from toaan.demo import steps
from toaan.engines.preview import PreviewFailed
from toaan.engines.preview.child import sanitised
from toaan.filing import actions

pytestmark = pytest.mark.django_db
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(body: str) -> bytes:
    out = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Bảng kê <b>"
    book.active.append(["Ngày", "Số tiền"])
    book.active.append(["<script>alert(1)</script>", 350_000_000])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def photo(size=(3000, 2000)) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


@pytest.fixture
def attached(world, plaintiff, page, now):
    """Attach a file to a draft of the plaintiff; gives the attachment and its address."""
    draft = actions.start_draft(by=plaintiff, court_id=world.court.pk, kind="DS", at=now)

    def attach(content, name):
        made = actions.attach(
            by=plaintiff, petition_id=draft.pk, upload=io.BytesIO(content), name=name, at=now
        )
        return made, reverse("filing:attachment", args=[draft.pk, made.pk])

    return attach


def test_pages_of_a_pdf_are_light_pictures_and_the_original_stays(attached, page):
    content = steps.small_pdf("Giấy vay tiền").read()
    made, url = attached(content, "vay.pdf")
    answer = page("nguyendon").get(url + "?trang=1")
    body = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "image/webp"
    assert len(body) <= 30_000
    assert Image.open(io.BytesIO(body)).width == 1000
    small = b"".join(page("nguyendon").get(url + "?trang=1&nho").streaming_content)
    assert Image.open(io.BytesIO(small)).width == 160
    large = b"".join(page("nguyendon").get(url + "?trang=1&lon").streaming_content)
    assert Image.open(io.BytesIO(large)).width >= 1600, "more pixels, so that small print becomes legible"
    assert page("nguyendon").get(url + "?trang=2").status_code == 404
    assert page("nguyendon").get(url + "?trang=x").status_code == 404
    assert files.read(made.file_id) == content


def test_a_photograph_is_made_smaller(attached, page):
    _made, url = attached(photo(), "hop dong.jpg")
    body = b"".join(page("nguyendon").get(url + "?trang=1").streaming_content)
    assert Image.open(io.BytesIO(body)).size == (1000, 667)
    assert len(body) < 40_000


def test_words_of_office_files_are_shown_without_anything_that_acts(attached, page):
    _made, url = attached(
        docx(paragraph("Tôi vay 350 triệu &lt;script&gt;alert(1)&lt;/script&gt;")), "tu khai.docx"
    )
    answer = page("nguyendon").get(url + "?noi-dung")
    html = answer.content.decode()
    assert "<p>Tôi vay 350 triệu &lt;script&gt;" in html
    assert "sandbox" in answer["Content-Security-Policy"]
    _made, url = attached(xlsx(), "bang ke.xlsx")
    html = page("nguyendon").get(url + "?noi-dung").content.decode()
    assert "<td>350000000</td>" in html
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in html


@pytest.mark.parametrize("who", ["nguoila", "bidon", "thuky"])
@pytest.mark.parametrize("query", ["", "?trang=1", "?trang=1&nho", "?noi-dung"])
def test_who_may_not_see_the_file_sees_no_preview(attached, page, who, query):
    _made, url = attached(steps.small_pdf("kin").read(), "kin.pdf")
    b"".join(page("nguyendon").get(url + "?trang=1").streaming_content)
    assert page(who).get(url + query).status_code in (403, 404)


def test_a_hostile_file_ends_its_own_process_only_and_is_not_tried_again(attached, page, monkeypatch):
    """A page of a gigantic size, and a stream that unpacks to gigabytes."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14400, 14400))
    bomb = pikepdf.Stream(pdf, b"q " * 40_000_000)
    pdf.pages[0].Contents = pdf.make_indirect(bomb)
    out = io.BytesIO()
    pdf.save(out, compress_streams=True)
    made, url = attached(out.getvalue(), "bom.pdf")
    monkeypatch.setattr("toaan.engines.preview.run.WALL_SECONDS", 4.0)
    status = page("nguyendon").get(url + "?trang=1").status_code
    assert status in (200, 404)
    if status == 404:
        monkeypatch.setattr("toaan.core.previews.make", None)  # a second try would be a TypeError
        with pytest.raises(PreviewFailed):
            previews.page_image(made.file, 1)
    assert files.store().verify(made.file_id)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "a"),
        ("<script>x()</script><p>b</p>", "<p>b</p>"),
        ('<img src=x onerror=x()><td colspan="2" style="x">c</td>', '<td colspan="2">c</td>'),
        ("<svg><style>p{}</style></svg>d &lt;script&gt;", "d &lt;script&gt;"),
    ],
)
def test_only_harmless_elements_stay(dirty, clean):
    assert sanitised(dirty) == clean


def test_the_tag_shows_each_kind_in_its_way(attached):
    template = Template("{% load previews %}{% preview file url title %}")

    def shown(content, name):
        made, url = attached(content, name)
        return template.render(Context({"file": made.file, "url": url, "title": name}))

    assert 'loading="lazy"' in shown(steps.small_pdf("a").read(), "a.pdf")
    assert "?noi-dung" in shown(docx(paragraph("a")), "a.docx")
    movie = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0\0\0\x08moov" + b"\0\0\0\x08mdat"
    assert '<video controls preload="none"' in shown(movie, "a.mp4")


def test_everything_may_be_deleted_and_is_made_again(attached, settings):
    import shutil

    made, _url = attached(steps.small_pdf("a").read(), "a.pdf")
    first = previews.page_image(made.file, 1).read_bytes()
    shutil.rmtree(Path(settings.TOAAN_PREVIEWS))
    assert previews.page_image(made.file, 1).read_bytes() == first
