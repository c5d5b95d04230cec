"""Bad files at every door where a person hands one in: a reason and a remedy, what was typed stays, nothing is kept."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm, FileField
from django.urls import get_resolver, reverse

from tests.bad_input.file_doors import DOORS, before
from tests.bad_input.texts import MARK
from tests.bad_input.walk import rows, unclean
from toaan.core import audit
from toaan.core.models import StoredFile
from toaan.core.tests.test_uploads import Sender
from toaan.core.upload_fields import UploadField, UploadsField
from toaan.engines.antivirus.tests.contract import EICAR, own_signatures
from toaan.engines.pdf import packed
from toaan.engines.pdf.tests.test_inspection import (
    a_packed_bomb,
    a_pdf,
    a_zip_bomb,
    an_image,
)
from toaan.filing.tests.helpers import encrypted_pdf

LONG_NAME = f"{MARK} 📄 \u202e\u200b" + unicodedata.normalize("NFD", "Giấy nhận cọc ") + "á" * 270 + ".pdf"


def zip_of_zeros() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"0" * 5_000_000)
    return out.getvalue()


BAD = {
    "empty": ("rong.pdf", b"", "rỗng"),
    "too large": ("lon.pdf", a_pdf() + b"\0" * 3_000_000, "lớn hơn"),
    "encrypted": ("khoa.pdf", encrypted_pdf(), "mật khẩu"),
    "broken": ("hong.pdf", b"%PDF-1.7\n" + b"garbage " * 50, "hỏng"),
    "bomb": ("bom.docx", a_zip_bomb(), "bom.docx"),
    "picture called PDF": ("anh.pdf", an_image("JPEG"), "anh.pdf"),
    "packed bomb": ("nen.pdf", a_packed_bomb(), "nen.pdf"),
    "program": ("chay.exe", b"MZ\x90\x00" * 99, "chay.exe"),
    "archive": ("goi.docx", zip_of_zeros(), "goi.docx"),
    "hidden name": ("hoa\u202efdp.exe", b"MZ\x90\x00" * 99, "hoafdp.exe"),
    "emoji and path": ("../../📄.pdf", b"%PDF-1.7 x", ".pdf"),
    "virus": ("benh.pdf", a_pdf() + EICAR, "mã độc"),
}


@pytest.fixture(autouse=True)
def small_and_scanned(settings, tmp_path, monkeypatch):
    """Two megabytes are too large here, and 120 in memory; a virus scanner stands at every door."""
    settings.TOAAN_UPLOAD_LIMIT = settings.TOAAN_MEDIA_LIMIT = 2_000_000
    monkeypatch.setattr(packed, "MEMORY", 120_000_000)
    settings.TOAAN_ANTIVIRUS = f"clamscan:{own_signatures(tmp_path / 'chu-ky')}"


def test_no_door_is_forgotten():
    assert get_resolver().url_patterns  # every form has been imported

    def forms_below(kind):
        for form in kind.__subclasses__():
            yield form
            yield from forms_below(form)

    fields = (UploadsField, UploadField, FileField)
    taking = {
        form.__name__
        for form in forms_below(BaseForm)
        if form.__module__.startswith("toaan.") and not form.__module__.startswith("toaan.design")
        and any(isinstance(field, fields) for field in getattr(form, "base_fields", {}).values())
    }  # fmt: skip
    assert taking == {form for form, _ in DOORS.values()} | {
        "PaperFileForm",
        "LateOnPaper",
        "LateReasonForm",
        "PostedDay",
    }  # what others are made of


@pytest.mark.parametrize("name", DOORS)
def test_every_bad_file_at_this_door(name, page, world, now):
    door = before(name, world, now)
    visitor, there, faults = page(door.who), rows(), []
    for kind, (file, content, word) in BAD.items():
        upload = SimpleUploadedFile(file, content, "application/pdf")
        answer = visitor.post(door.address, {**door.sent, door.field: [upload]})
        text = answer.content.decode()
        if answer.status_code != 422:
            faults.append(f"{kind}: {answer.status_code}")
        other_kind = door.good is not None and not file.endswith(door.ending)
        if word not in text and not (other_kind and "không thuộc loại" in text):
            faults.append(f"{kind}: no word of {word}")
        if door.again not in text:
            faults.append(f"{kind}: what was typed is gone")
        if "\u202e" in text:
            faults.append(f"{kind}: the name reads backwards")
    assert not faults, faults
    grown = {k: n - there[k] for k, n in rows().items() if n != there[k]}
    assert set(grown) <= {"core.event", "core.auditentry", "core.eventdelivery", "core.audithead"}, grown
    # The virus is written down, nothing else; where no PDF is taken, the one that carries it is not even opened.
    assert grown.get("core.event", 0) == (0 if door.good else 1)
    assert audit.verify().good


@pytest.mark.parametrize("name", DOORS)
def test_a_good_file_comes_in_though_its_name_is_long_decomposed_and_full_of_marks(name, page, world, now):
    door = before(name, world, now)
    kept = StoredFile.objects.count()
    upload = SimpleUploadedFile(f"x{door.ending}", door.good or a_pdf())
    upload._name = (
        LONG_NAME.removesuffix(".pdf") + door.ending
    )  # Django's own upload shortens to 255; a telephone need not
    answer = page(door.who).post(door.address, {**door.sent, door.field: [upload]})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert StoredFile.objects.count() > kept
    assert list(unclean()) == []
    assert audit.verify().good


@pytest.mark.parametrize("kind", BAD)
def test_a_paper_to_be_checked_is_only_read(kind, client, world):
    file, content, _word = BAD[kind]
    there = rows()
    sent = {"theo": "tep", "tep": SimpleUploadedFile(file, content, "application/pdf")}
    answer = client.post(reverse("portal:check_paper"), sent)
    text = answer.content.decode()
    assert answer.status_code == (422 if kind in {"empty", "too large"} else 200)
    told = {"empty": "Tệp này rỗng", "too large": "lớn hơn"}
    assert told.get(kind, "không giống văn bản nào mà Tòa án") in text
    assert rows() == there


@pytest.mark.parametrize("kind", BAD)
def test_sent_in_pieces_it_is_refused_too_and_nothing_of_it_stays(kind, page, world):
    file, content, word = BAD[kind]
    there, sender = rows(), Sender(page("nguyendon"), content, name=file)
    answer = sender.begin()
    if answer.status_code == 201:
        sender.piece(0, len(content))
        answer = sender.finish()
    assert answer.status_code in (413, 422), answer.content
    assert ("vượt giới hạn" if kind == "too large" else word) in answer.json()["message"]
    grown = {k for k, n in rows().items() if n != there[k]}
    assert grown <= ({"core.event", "core.auditentry", "core.audithead"} if kind == "virus" else set())
