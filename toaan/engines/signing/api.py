"""The contract of a signer, and what verification reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol, runtime_checkable

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
from cryptography.x509.oid import NameOID

DEMO_MARK = "Chứng thư thử nghiệm"
"""Organisational unit of every certificate that a demonstration authority issues; its stamps say it too."""


class SigningError(Exception):
    """The document was not signed; ``str()`` says in Vietnamese why and what to do."""


@dataclass(frozen=True)
class SigningIdentity:
    """A person's or an agency's key with its certificate, as PKCS#12. Never log or print it."""

    pkcs12: bytes = field(repr=False)
    passphrase: str = field(repr=False)

    @cached_property
    def opened(self) -> PKCS12KeyAndCertificates:
        """Key and certificates, opened once: checking an RSA key costs as much as ten signatures.

        Raises SigningError when the passphrase is wrong or the file broken.
        """
        try:
            found = pkcs12.load_pkcs12(self.pkcs12, self.passphrase.encode())
        except ValueError as error:
            raise SigningError(
                "Không mở được chứng thư số: sai mật khẩu hoặc tệp hỏng. Hãy nhập lại mật khẩu."
            ) from error
        if found.cert is None:
            raise SigningError("Tệp chứng thư số không có chứng thư. Hãy chọn tệp khác.")
        return found

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate. Raises SigningError as `opened`."""
        assert self.opened.cert is not None  # noqa: S101  (`opened` refuses a file without one)
        return self.opened.cert.certificate

    @property
    def name(self) -> str:
        """Whose certificate it is: a person, or the court itself."""
        return _subject(self.certificate, NameOID.COMMON_NAME)

    @property
    def organisation(self) -> str:
        """The court or agency in the certificate."""
        return _subject(self.certificate, NameOID.ORGANIZATION_NAME)

    @property
    def demonstration(self) -> bool:
        """Whether the certificate says that it is for practice only."""
        return _subject(self.certificate, NameOID.ORGANIZATIONAL_UNIT_NAME) == DEMO_MARK


def _subject(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    values = certificate.subject.get_attributes_for_oid(oid)
    return str(values[0].value) if values else ""


@dataclass(frozen=True)
class TrustMaterial:
    """What signing and verification believe: roots, the certificates below them, and lists of revoked ones (CRL,
    DER bytes).
    """

    roots: tuple[x509.Certificate, ...]
    intermediates: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Appearance:
    """A visible signature. ``page`` counts from 1, or back from -1 (the last page); ``box`` is left, bottom, right,
    top in points (1/72 inch) from the page's lower left corner. ``lines`` replaces the text made from the
    certificate; ``image`` is a PNG (a signature, the red seal) shown with, or instead of, the text.
    """

    page: int
    box: tuple[float, float, float, float]
    lines: tuple[str, ...] | None = None
    image: bytes | None = field(default=None, repr=False)


@runtime_checkable
class Signer(Protocol):
    """Puts one electronic signature into a PDF as an incremental update; earlier signatures stay valid."""

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
        """Return the signed document. ``at`` carries its time zone; ``field_name`` must not be signed yet.

        Raises SigningError: wrong passphrase, certificate expired, revoked or not trusted, broken PDF.
        """
        ...


@dataclass(frozen=True)
class SignatureFact:
    """One signature. ``trusted``: the certificate was good when it signed; ``intact``: the bytes it signed are
    unchanged and the signature is mathematically right; ``covers_whole_document``: nothing that counts stands
    outside what it signed; ``modified_after``: something other than signatures was changed later.
    """

    field: str
    signer_name: str
    organisation: str
    signed_at: datetime | None
    intact: bool
    trusted: bool
    covers_whole_document: bool
    modified_after: bool
    timestamp_at: datetime | None
    problems_vi: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """No problem of any kind was found."""
        return not self.problems_vi


@dataclass(frozen=True)
class Verification:
    """The whole document: valid when there is a signature and all are valid. ``message_vi`` is for the reader."""

    valid: bool
    signatures: tuple[SignatureFact, ...]
    message_vi: str
