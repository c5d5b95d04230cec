"""The signer with key files keeps the contract; the practice authority keeps its own promises."""

from __future__ import annotations

import io
import stat
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest

from toaan.engines.pdf import render_pdf
from toaan.engines.pdf.render import VIETNAMESE_LETTERS, embedded_fonts
from toaan.engines.signing import Appearance, DemoAuthority, SigningError, SigningIdentity, verify
from toaan.engines.signing.api import DEMO_MARK
from toaan.engines.signing.stamp import signature_lines, stamp_pdf

from .contract import AT, SignerContract, sign

COURT = "Tòa án nhân dân khu vực 99 - tỉnh Thử Nghiệm"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return DemoAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def signer(authority):
    return authority.signer()


@pytest.fixture(scope="module")
def trust(authority):
    return [authority.root]


@pytest.fixture(scope="module")
def judge(authority):
    return authority.issue_person(
        slug="tham-phan", name="Đỗ Thị Thử Ngữ", organisation=COURT, title="Thẩm phán", passphrase="một"
    )


@pytest.fixture(scope="module")
def court(authority):
    return authority.issue_court(slug="toa-an", name=COURT, passphrase="hai")


@pytest.fixture(scope="module")
def document():
    return render_pdf("<p>Tòa án nhận định.</p>" * 60, title="Bản án", author=COURT)


class TestPkcs12Signer(SignerContract):
    pass


def test_a_wrong_passphrase_is_said_in_vietnamese(signer, judge, document):
    with pytest.raises(SigningError, match="sai mật khẩu"):
        sign(signer, document, SigningIdentity(judge.pkcs12, "wrong"))


def test_secrets_do_not_show_when_printed(judge):
    assert "một" not in repr(judge)
    assert "pkcs12" not in repr(judge)


def test_certificates_say_that_they_are_for_practice(judge, court):
    for identity in (judge, court):
        assert DEMO_MARK in identity.certificate.subject.rfc4514_string()


def test_keys_are_closed_to_others(authority, judge):
    files = [path for path in authority._folder.rglob("*") if path.is_file()]
    assert len(files) >= 8
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(authority._folder.stat().st_mode) == 0o700


def test_an_authority_is_found_again_with_its_identities(authority, judge, document):
    again = DemoAuthority(authority._folder)
    assert again.root == authority.root
    found = again.identity("tham-phan", "một")
    assert verify(sign(again.signer(), document, found), trust=[authority.root]).valid
    with pytest.raises(SigningError, match="sai mật khẩu"):
        again.identity("tham-phan", "other")
    with pytest.raises(SigningError, match="Chưa có chứng thư"):
        again.identity("nobody", "x")
    with pytest.raises(ValueError, match="plain file name"):
        again.identity("../root", "x")


def test_another_practice_authority_is_not_believed(tmp_path, judge, signer, document):
    other = DemoAuthority(tmp_path / "other")
    assert not verify(sign(signer, document, judge), trust=[other.root]).valid
    with pytest.raises(SigningError, match="không được tin cậy"):
        sign(other.signer(), document, judge)


def test_revocation_stops_signing_and_spares_what_was_signed_before(tmp_path, document):
    authority = DemoAuthority(tmp_path / "ca")
    person = authority.issue_person(slug="a", name="Lê Văn Thử", organisation=COURT, passphrase="x")
    old_signer = authority.signer()
    before = sign(old_signer, document, person)
    late = sign(old_signer, document, person, at=AT + timedelta(days=30))
    authority.revoke(person.certificate, at=AT + timedelta(days=10))
    with pytest.raises(SigningError, match="đã bị thu hồi"):
        sign(authority.signer(), document, person, at=AT + timedelta(days=20))
    assert verify(before, trust=authority.trust()).valid
    result = verify(late, trust=authority.trust())
    assert not result.valid
    assert "thu hồi" in result.message_vi


def test_without_proof_that_nothing_is_revoked_nothing_is_signed(authority, judge, document):
    signer = authority.signer()
    signer._trust = replace(signer._trust, crls=())
    with pytest.raises(SigningError, match="không được tin cậy"):
        sign(signer, document, judge)


def test_the_document_carries_what_a_check_in_ten_years_needs(signer, judge, document):
    with pikepdf.open(io.BytesIO(sign(signer, document, judge))) as pdf:
        assert len(pdf.Root.DSS.CRLs) >= 2
        assert len(pdf.Root.DSS.Certs) >= 3
        kinds = {str(item.get("/SubFilter")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary)}
    assert {"/ETSI.CAdES.detached", "/ETSI.RFC3161"} <= kinds


def test_the_stamp_names_signer_agency_and_time(judge, court):
    assert signature_lines(judge, AT) == (
        "Ký bởi: Đỗ Thị Thử Ngữ",
        f"Cơ quan: {COURT}",
        "Thời gian ký: 2026-05-12T09:30:00+07:00",
        "BẢN THỰC HÀNH, chữ ký thử nghiệm",
    )
    assert len(signature_lines(court, AT)) == 3


@pytest.mark.parametrize("box", [(220, 60), (90, 30), (400, 120)])
def test_the_stamp_fits_its_box_on_one_page(judge, box):
    width, height = box
    content = stamp_pdf(signature_lines(judge, AT), None, width=width, height=height)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(edge)) for edge in pdf.pages[0].MediaBox] == [0, 0, width, height]


def test_every_vietnamese_letter_of_a_stamp_comes_from_tinos():
    fonts = embedded_fonts(stamp_pdf((VIETNAMESE_LETTERS,), None, width=500, height=40))
    assert {name for name, _ in fonts} == {"Tinos"}


def test_a_seal_image_is_shown(signer, trust, court, document):
    from PIL import Image

    seal = io.BytesIO()
    Image.new("RGBA", (60, 60), (200, 0, 0, 120)).save(seal, "PNG")
    signed = sign(
        signer,
        document,
        court,
        appearance=Appearance(1, (300, 60, 380, 140), lines=(), image=seal.getvalue()),
    )
    assert verify(signed, trust=trust).valid
