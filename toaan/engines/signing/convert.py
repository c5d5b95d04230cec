"""Between the two certificate libraries: ``cryptography`` in our interface, ``asn1crypto`` inside pyHanko."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from asn1crypto import crl as asn1_crl  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import ValidationContext

from .api import TrustMaterial

# pyHanko logs a stack trace for each refused certificate; the result says it already, without names of parties.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def to_asn1(certificates: Iterable[x509.Certificate]) -> list[Any]:
    """The same certificates for pyHanko."""
    return [asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in certificates]


def validation_context(
    trust: TrustMaterial,
    moment: datetime,
    *,
    certificates: Iterable[Any] = (),
    crls: Iterable[Any] = (),
    ocsps: Iterable[Any] = (),
) -> Any:
    """How pyHanko judges certificates: at ``moment``, offline, every certificate proved not revoked.

    ``certificates``, ``crls`` and ``ocsps`` (asn1crypto objects) come from inside a document.
    """
    known = [asn1_crl.CertificateList.load(one) for one in trust.crls]
    return ValidationContext(
        trust_roots=to_asn1(trust.roots),
        other_certs=[*to_asn1(trust.intermediates), *certificates],
        crls=[*known, *crls],
        ocsps=list(ocsps),
        moment=moment,
        allow_fetching=False,
        revocation_mode="require",
        # A list made after the moment says what was revoked before it, so it may be used for the past.
        retroactive_revinfo=True,
    )
