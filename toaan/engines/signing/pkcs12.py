"""A signer with keys in PKCS#12 files: PAdES B-LTA, without the network.

The document carries all that a check needs years later: certificates, revocation lists, a time stamp on the
signature and one on the whole file.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko_certvalidator.errors import ValidationError

from .api import Appearance, SigningError, SigningIdentity, TrustMaterial
from .convert import to_asn1, validation_context
from .keys import OpenKey, OwnTimeStamper
from .stamp import stamp_style


class _SignerAt(signers.PdfSigner):
    """pyHanko's signer with the signing time given instead of read from the machine."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class Pkcs12Signer:
    """Signer for PKCS#12 identities. Time stamps come from the given key (a time-stamp certificate, RSA)."""

    def __init__(
        self, trust: TrustMaterial, *, tsa_certificate: x509.Certificate, tsa_key: rsa.RSAPrivateKey
    ) -> None:
        self._trust = trust
        [self._tsa_certificate] = to_asn1([tsa_certificate])
        self._tsa_key = tsa_key

    def sign(
        self,
        pdf: bytes,
        *,
        signer: SigningIdentity,
        reason: str,
        location: str,
        at: datetime,
        field_name: str,
        appearance: Appearance | None = None,
    ) -> bytes:
        """Sign as an incremental update (see ``Signer.sign``). Raises SigningError."""
        if at.tzinfo is None:
            raise ValueError("the signing time needs a time zone")
        at = at.replace(microsecond=0)  # signatures and time stamps carry whole seconds
        _ = signer.certificate  # says that a passphrase is wrong
        _refuse_if_certificate_is_not_in_time(signer, at)
        try:
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            self._refuse_if_signed(writer, field_name)
            meta = self._metadata(signer, reason, location, at=at, field_name=field_name)
            field, style = _field(writer, field_name, signer, at, appearance=appearance)
            task = _SignerAt(
                meta,
                self._key(signer),
                timestamper=OwnTimeStamper(self._tsa_certificate, self._tsa_key, at),
                stamp_style=style,
                new_field_spec=field,
            )
            task.at = at
            result: bytes = task.sign_pdf(writer).getvalue()
        except PyHankoSigningError as error:
            if isinstance(error.__cause__, ValidationError):
                raise SigningError(
                    f"Chứng thư số của {signer.name} không được tin cậy hoặc đã bị thu hồi nên chưa ký. "
                    "Hãy liên hệ nơi cấp chứng thư."
                ) from error
            raise SigningError(
                f"Chưa ký được văn bản ({error}). Hãy thử lại hoặc báo quản trị viên."
            ) from error
        except (PdfError, ValueError, KeyError, IndexError) as error:
            raise SigningError(
                "Tệp không phải PDF hoàn chỉnh nên chưa ký được. Hãy xuất lại PDF rồi ký lại."
            ) from error
        return result

    def _metadata(
        self, signer: SigningIdentity, reason: str, location: str, *, at: datetime, field_name: str
    ) -> Any:
        return signers.PdfSignatureMetadata(
            field_name=field_name,
            md_algorithm="sha256",
            reason=reason or None,
            location=location or None,
            name=signer.name,
            subfilter=fields.SigSeedSubFilter.PADES,
            embed_validation_info=True,
            use_pades_lta=True,
            validation_context=validation_context(self._trust, at),
            signer_key_usage={"non_repudiation"},
        )

    def _key(self, signer: SigningIdentity) -> Any:
        return OpenKey.of(signer, to_asn1(self._trust.intermediates))

    @staticmethod
    def _refuse_if_signed(writer: IncrementalPdfFileWriter, field_name: str) -> None:
        for name, value, _ in fields.enumerate_sig_fields(writer):
            if name == field_name and value is not None:
                raise SigningError(
                    f"Ô chữ ký “{field_name}” đã được ký. Văn bản đã ký không ký đè; hãy ký vào ô khác."
                )


def _field(
    writer: IncrementalPdfFileWriter,
    name: str,
    signer: SigningIdentity,
    at: datetime,
    *,
    appearance: Appearance | None,
) -> tuple[Any, Any]:
    """The field to sign and its picture (None when invisible). Raises SigningError for a page that is not there."""
    if appearance is None:
        return fields.SigFieldSpec(name), None
    pages = int(writer.root["/Pages"]["/Count"])
    page = appearance.page - 1 if appearance.page > 0 else pages + appearance.page
    if not 0 <= page < pages:
        raise SigningError(
            f"Văn bản có {pages} trang, không có trang {appearance.page} để đặt chữ ký. Hãy chọn trang khác."
        )
    box = tuple(round(edge) for edge in appearance.box)
    return fields.SigFieldSpec(name, on_page=page, box=box), stamp_style(appearance, signer, at)


def _refuse_if_certificate_is_not_in_time(signer: SigningIdentity, at: datetime) -> None:
    certificate = signer.certificate
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise SigningError(
            f"Chứng thư số của {signer.name} chỉ có giá trị từ {certificate.not_valid_before_utc:%d/%m/%Y} đến "
            f"{certificate.not_valid_after_utc:%d/%m/%Y} nên chưa ký. Hãy gia hạn chứng thư."
        )
