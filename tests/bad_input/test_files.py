"""Bad files at every door where a person hands one in: a reason and a remedy, what was typed stays, nothing is kept."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.bad_input.walk import rows
from toaan.core import audit, clock
from toaan.core.models import StoredFile
from toaan.demo import steps
from toaan.engines.antivirus.tests.contract import EICAR, own_signatures
from toaan.engines.pdf.tests.test_inspection import BOMB, WORD_MAIN, a_pdf, an_image, an_office_file
from toaan.filing import actions as filing
from toaan.filing.tests.helpers import encrypted_pdf
from toaan.filing.tests.helpers import rows as set_of

TYPED = "Bản chụp giấy nhận cọc, hai mặt"
LONG_NAME = "Giấy nhận cọc " + "á" * 300 + ".pdf"


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
    "bomb": ("bom.docx", an_office_file(WORD_MAIN, [(f"{n}.xml", BOMB) for n in range(530)]), "bom.docx"),
    "picture called PDF": ("anh.pdf", an_image("JPEG"), "anh.pdf"),
    "program": ("chay.exe", b"MZ\x90\x00" * 99, "chay.exe"),
    "archive": ("goi.docx", zip_of_zeros(), "goi.docx"),
    "hidden name": ("hoa\u202efdp.exe", b"MZ\x90\x00" * 99, "hoafdp.exe"),
    "emoji and path": ("../../📄.pdf", b"%PDF-1.7 x", ".pdf"),
    "virus": ("benh.pdf", a_pdf() + EICAR, "mã độc"),
}


@pytest.fixture
def doors(world, now, president, settings, tmp_path):
    """Door → person, address, field of the file, what else is sent, what must be seen again."""
    from toaan.cases.actions import assign_clerk

    clock.move_to(now)
    settings.TOAAN_UPLOAD_LIMIT = settings.TOAAN_MEDIA_LIMIT = 2_000_000
    settings.TOAAN_ANTIVIRUS = f"clamscan:{own_signatures(tmp_path / 'chu-ky')}"
    draft = steps.draft_petition(world, now)
    waiting = steps.examined_petition(world, now)
    filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=waiting.pk, at=now)
    case = steps.accepted_case(world, now)
    assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky"].pk, at=now)
    party = str(case.parties.get(role="plaintiff").pk)
    receipt = {"number": "AA/2026/0001234", "amount": "8750000", "agency": "Thi hành án dân sự"}
    day = {"dated_day": "5", "dated_month": "1", "dated_year": "2026"}
    one = {"kind": "person", "name": "Hoàng Thị Lan Chi", "address": "Xã Sông Thanh"}
    paper = {
        "khoa": "00000000-0000-4000-8000-000000000001", "channel": "counter", "received_on": "05/01/2026", "kind": "DS",
        "legal_relation": "Đòi tài sản", "facts": TYPED, "value_kind": "none", "value": "",
        **set_of("plaintiffs", one), **set_of("defendants", one), **set_of("related", {"kind": "person"}),
        **set_of("claims", {"text": "Trả lại xe"}),
    }  # fmt: skip
    return {
        "attachment of a petition": ("nguyendon", reverse("filing:draft_papers", args=[draft.pk]), "uploads",
                                     {"kind": "evidence", "title": TYPED}, TYPED),
        "hand-in of a party": ("bidon", reverse("filing:submit_document", args=[case.pk]), "uploads",
                               {"title": TYPED}, TYPED),
        "counter": ("thuky", reverse("filing:receive_document", args=[case.pk]), "uploads",
                    {"title": TYPED, "party": party}, TYPED),
        "receipt in the portal": ("nguyendon", reverse("filing:mine_receipt", args=[waiting.pk]), "file",
                                  {**receipt, **day}, receipt["number"]),
        "receipt at the desk": ("thuky", reverse("filing:step", args=[waiting.pk, "bien-lai"]), "file",
                                {**receipt, **day}, receipt["number"]),
        "paper petition": ("thuky", reverse("filing:intake"), "scans", paper, TYPED),
    }  # fmt: skip


DOORS = (
    "attachment of a petition", "hand-in of a party", "counter", "receipt in the portal", "receipt at the desk",
    "paper petition",
)  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_every_bad_file_at_this_door(door, doors, page):
    who, address, field, sent, again = doors[door]
    visitor, before, faults = page(who), rows(), []
    files_before = StoredFile.objects.count()
    for name, (file, content, word) in BAD.items():
        upload = SimpleUploadedFile(file, content, "application/pdf")
        answer = visitor.post(address, {**sent, field: [upload]})
        text = answer.content.decode()
        if answer.status_code != 422:
            faults.append(f"{name}: {answer.status_code}")
        if word not in text:
            faults.append(f"{name}: no word of {word}")
        if again not in text:
            faults.append(f"{name}: what was typed is gone")
        if "\u202e" in text:
            faults.append(f"{name}: the name reads backwards")
    assert not faults, faults
    after = rows()
    grown = {k: n - before[k] for k, n in after.items() if n != before[k]}
    assert set(grown) <= {"core.event", "core.auditentry", "core.eventdelivery", "core.audithead"}, grown
    assert grown.get("core.event", 0) == 1  # the virus is written down, nothing else
    assert StoredFile.objects.count() == files_before
    assert audit.verify().good


@pytest.mark.parametrize("door", DOORS[:3])
def test_a_good_file_with_a_name_of_300_letters_comes_in_with_a_name_that_fits(door, doors, page):
    who, address, field, sent, _again = doors[door]
    files_before = StoredFile.objects.count()
    upload = SimpleUploadedFile("x.pdf", a_pdf(), "application/pdf")
    upload._name = LONG_NAME  # Django's own upload shortens to 255; a telephone need not
    answer = page(who).post(address, {**sent, field: [upload]})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert StoredFile.objects.count() == files_before + 1
    assert audit.verify().good
