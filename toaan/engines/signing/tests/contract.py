"""What every signer promises. An adapter's test inherits the class and gives the fixtures it names."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from toaan.engines.pdf import page_count
from toaan.engines.signing import Appearance, Signer, SigningError, verify

HANOI = timezone(timedelta(hours=7))
AT = datetime(2026, 5, 12, 9, 30, tzinfo=HANOI)
BOX = (300, 60, 520, 120)


def sign(signer, pdf, identity, field="ThamPhan", at=AT, **options):
    return signer.sign(
        pdf, signer=identity, reason="Ký bản án", location="Hà Nội", at=at, field_name=field, **options
    )


def with_appended_drawing(pdf):
    """A forger's incremental update: a white rectangle over the text of the first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    drawing = writer.add_object(StreamObject(stream_data=b"1 1 1 rg 50 500 400 200 re f"))
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), drawing])
    writer.mark_update(page.container_ref)
    return _written(writer)


def with_note(pdf):
    """A forger's note on top of the page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/FreeText")})
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
    writer.mark_update(page.container_ref)
    return _written(writer)


def _written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class SignerContract:
    """Inherit and define the fixtures ``signer``, ``trust`` (roots), ``judge``, ``court`` (identities) and
    ``document`` (a PDF of at least two pages).
    """

    def test_is_a_signer(self, signer):
        assert isinstance(signer, Signer)

    def test_a_signed_document_is_valid_and_says_who_and_when(self, signer, trust, judge, document):
        signed = sign(signer, document, judge, appearance=Appearance(-1, BOX))
        result = verify(signed, trust=trust)
        assert result.valid, result.message_vi
        [fact] = result.signatures
        assert fact.field == "ThamPhan"
        assert (fact.signer_name, fact.organisation) == (judge.name, judge.organisation)
        assert fact.signed_at == AT
        assert fact.timestamp_at == AT
        assert fact.intact
        assert fact.trusted
        assert fact.covers_whole_document
        assert not fact.modified_after
        assert "1 chữ ký số hợp lệ" in result.message_vi

    def test_the_original_bytes_stay_as_they_were(self, signer, judge, document):
        signed = sign(signer, document, judge)
        assert signed.startswith(document)
        assert page_count(signed) == page_count(document)

    def test_the_court_signs_after_the_judge_and_both_stay_valid(self, signer, trust, judge, court, document):
        once = sign(signer, document, judge, appearance=Appearance(-1, BOX))
        twice = sign(
            signer,
            once,
            court,
            field="ToaAn",
            at=AT + timedelta(days=1),
            appearance=Appearance(1, (380, 770, 580, 830)),
        )
        assert twice.startswith(once)
        result = verify(twice, trust=trust)
        assert result.valid, result.message_vi
        assert [fact.signer_name for fact in result.signatures] == [judge.name, court.name]
        assert [fact.signed_at for fact in result.signatures] == [AT, AT + timedelta(days=1)]

    @pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.9])
    def test_one_flipped_byte_is_caught(self, signer, trust, judge, document, share):
        signed = bytearray(sign(signer, document, judge))
        signed[int(len(document) * share)] ^= 1
        result = verify(bytes(signed), trust=trust)
        assert not result.valid
        assert result.message_vi

    @pytest.mark.parametrize("forge", [with_appended_drawing, with_note])
    @pytest.mark.parametrize("signatures", [1, 2])
    def test_something_added_after_signing_is_caught(  # noqa: PLR0917 - one argument for each person
        self, signer, trust, judge, court, document, forge, signatures
    ):
        signed = sign(signer, document, judge)
        if signatures == 2:
            signed = sign(signer, signed, court, field="ToaAn")
        result = verify(forge(signed), trust=trust)
        assert not result.valid
        assert len(result.signatures) == signatures
        assert all(fact.modified_after and not fact.covers_whole_document for fact in result.signatures)
        assert "thêm hoặc sửa" in result.message_vi

    def test_a_note_between_two_signatures_is_caught(self, signer, trust, judge, court, document):
        noted = with_note(sign(signer, document, judge))
        result = verify(sign(signer, noted, court, field="ToaAn"), trust=trust)
        assert not result.valid
        assert result.signatures[0].modified_after
        assert not result.signatures[1].modified_after

    def test_a_rewritten_file_loses_its_signature(self, signer, trust, judge, document):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(sign(signer, document, judge))) as pdf:
            pdf.save(out)
        assert not verify(out.getvalue(), trust=trust).valid

    def test_a_stranger_authority_is_not_trusted(self, signer, judge, document):
        result = verify(sign(signer, document, judge), trust=[])
        assert not result.valid
        [fact] = result.signatures
        assert fact.intact
        assert not fact.trusted
        assert "không do nơi cấp tin cậy cấp" in result.message_vi

    @pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7 nothing"])
    def test_rubbish_is_not_valid_and_does_not_crash(self, trust, content):
        result = verify(content, trust=trust)
        assert not result.valid
        assert "bị hỏng" in result.message_vi

    def test_a_document_without_signature_says_so(self, trust, document):
        result = verify(document, trust=trust)
        assert not result.valid
        assert result.signatures == ()
        assert "không có chữ ký" in result.message_vi

    @pytest.mark.parametrize("year", [2021, 2026, 2044])
    def test_the_time_is_the_one_given_wherever_the_practice_clock_stands(
        self, signer, trust, judge, document, year
    ):
        at = datetime(year, 3, 2, 8, tzinfo=HANOI)
        result = verify(sign(signer, document, judge, at=at), trust=trust, at=at + timedelta(hours=1))
        assert result.valid, result.message_vi
        assert result.signatures[0].timestamp_at == at

    def test_stays_valid_after_all_certificates_have_expired(self, signer, trust, judge, document):
        result = verify(sign(signer, document, judge), trust=trust, at=datetime(2060, 1, 1, tzinfo=UTC))
        assert result.valid, result.message_vi

    def test_a_signature_from_the_future_is_not_accepted(self, signer, trust, judge, document):
        result = verify(sign(signer, document, judge), trust=trust, at=AT - timedelta(days=1))
        assert not result.valid
        assert "sau thời điểm kiểm tra" in result.message_vi

    def test_refuses_to_sign_outside_the_certificates_time(self, signer, judge, document):
        for year in (2010, 2050):
            with pytest.raises(SigningError, match="chỉ có giá trị từ"):
                sign(signer, document, judge, at=datetime(year, 1, 1, tzinfo=UTC))

    def test_refuses_to_sign_a_field_twice(self, signer, judge, court, document):
        with pytest.raises(SigningError, match="đã được ký"):
            sign(signer, sign(signer, document, judge), court)

    def test_refuses_what_is_no_pdf_and_a_page_that_is_not_there(self, signer, judge, document):
        with pytest.raises(SigningError, match="không phải PDF"):
            sign(signer, b"rubbish", judge)
        with pytest.raises(SigningError, match="không có trang 99"):
            sign(signer, document, judge, appearance=Appearance(99, BOX))

    def test_a_time_without_zone_is_a_mistake_of_the_caller(self, signer, judge, document):
        with pytest.raises(ValueError, match="time zone"):
            sign(signer, document, judge, at=datetime(2026, 1, 1))
