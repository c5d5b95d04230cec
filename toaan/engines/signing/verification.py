"""Checking the signatures of a PDF: each one, and what was done to the file afterwards.

A certificate is judged at the time of the trusted time stamp, so a document stays valid after its certificates have
expired. Whether a later change is harmless is decided by comparing the revisions of the file, object by object:
only further signatures and their proofs are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import SignatureCoverageLevel

from .api import SignatureFact, TrustMaterial, Verification
from .convert import validation_context

_HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
_BROKEN = (
    "Tệp PDF bị hỏng hoặc đã bị sửa nên không kiểm tra được chữ ký. Hãy xin lại bản gốc từ nơi ban hành."
)


def verify(
    pdf: bytes,
    *,
    trust: TrustMaterial | Sequence[x509.Certificate],
    at: datetime | None = None,
) -> Verification:
    """Check all signatures of ``pdf``.

    ``trust``: the roots that are believed, or a TrustMaterial with newer revocation lists too. ``at`` (with time
    zone) is the time of the check: a signature made after it is not accepted; None checks each signature at its
    own time. Never raises for a bad document: that is the result.
    """
    material = trust if isinstance(trust, TrustMaterial) else TrustMaterial(tuple(trust))
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        embedded = reader.embedded_regular_signatures
        inside = _proofs_inside(reader)
        facts = tuple(_check(one, material, inside, at) for one in embedded)
    except Exception:  # a hostile file can make any parser fail in any way; each of them means: not proved
        return Verification(False, (), _BROKEN)
    if not facts:
        return Verification(False, (), "Văn bản không có chữ ký số.")
    return Verification(all(fact.valid for fact in facts), facts, _message(facts))


def _check(
    signature: Any, trust: TrustMaterial, inside: dict[str, Any], at: datetime | None
) -> SignatureFact:
    claimed = signature.self_reported_timestamp
    stamped = _timestamp(signature)
    moment = stamped or at or claimed  # the signer's own word counts only where nothing better is known
    if moment is None:
        raise ValueError("a signature without any time")
    context = validation_context(trust, moment, **inside)
    status = validate_pdf_signature(signature, context, context)
    stamp = status.timestamp_validity
    stamp_good = bool(stamp and stamp.intact and stamp.valid and stamp.trusted)
    modified = status.modification_level not in _HARMLESS
    coverage = status.coverage or SignatureCoverageLevel.UNCLEAR
    covers = coverage >= SignatureCoverageLevel.ENTIRE_REVISION and not modified
    subject = signature.signer_cert.subject.native
    intact = bool(status.intact and status.valid)
    problems = list(
        _problems(
            status,
            intact=intact,
            covers=covers,
            modified=modified,
            stamp_bad=stamp is not None and not stamp_good,
        )
    )
    signed = stamped or claimed
    if at is not None and signed is not None and signed > at:
        problems.append("Thời điểm ký sau thời điểm kiểm tra.")
    return SignatureFact(
        field=signature.field_name,
        signer_name=_one(subject.get("common_name")),
        organisation=_one(subject.get("organization_name")),
        signed_at=claimed,
        intact=intact,
        trusted=bool(status.trusted),
        covers_whole_document=covers,
        modified_after=modified,
        timestamp_at=stamped if stamp_good else None,
        problems_vi=tuple(problems),
    )


def _problems(status: Any, *, intact: bool, covers: bool, modified: bool, stamp_bad: bool) -> Iterator[str]:
    if not intact:
        yield "Nội dung đã bị thay đổi sau khi ký hoặc chữ ký không đúng."
        return
    if modified:
        yield "Tệp đã bị thêm hoặc sửa nội dung sau khi ký."
    elif not covers or not status.docmdp_ok:
        yield "Chữ ký không bao trùm toàn bộ văn bản."
    if status.revoked:
        yield "Chứng thư số đã bị thu hồi trước khi ký."
    elif not status.trusted:
        yield "Chưa xác minh được chứng thư số: không do nơi cấp tin cậy cấp, hết hạn, hoặc thiếu thông tin thu hồi."
    if stamp_bad:
        yield "Dấu thời gian trên chữ ký không đáng tin cậy."


def _timestamp(signature: Any) -> datetime | None:
    """The time in the time stamp on the signature; whether that stamp is good is checked apart."""
    for attribute in signature.signer_info["unsigned_attrs"] or ():
        if attribute["type"].native == "signature_time_stamp_token":
            token = attribute["values"][0]["content"]
            moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
            return moment
    return None


def _proofs_inside(reader: PdfFileReader) -> dict[str, Any]:
    """Certificates and revocation lists that the document carries for its own check."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return {}
    from asn1crypto import crl, ocsp  # type: ignore[import-untyped]

    return {
        "certificates": list(store.load_certs()),
        "crls": [crl.CertificateList.load(ref.get_object().data) for ref in store.crls],
        "ocsps": [ocsp.OCSPResponse.load(ref.get_object().data) for ref in store.ocsps],
    }


def _one(value: Any) -> str:
    """A part of the subject; it may be given several times."""
    return str(value[0] if isinstance(value, list) else value or "")


def _message(facts: tuple[SignatureFact, ...]) -> str:
    bad = [fact for fact in facts if not fact.valid]
    if not bad:
        return f"Văn bản có {len(facts)} chữ ký số hợp lệ, nội dung toàn vẹn."
    return "Chữ ký số KHÔNG hợp lệ. " + " ".join(
        f"{fact.signer_name or fact.field}: {' '.join(fact.problems_vi)}" for fact in bad
    )
