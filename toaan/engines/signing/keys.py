"""pyHanko's signer and time stamper working with keys that are open already.

The library's own reads the key from its bytes for each signature, which checks the RSA numbers anew each time: five
times for one signed document, 40 ms each.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from asn1crypto import cms, core  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from pyhanko.sign import signers
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .api import SigningError, SigningIdentity
from .convert import to_asn1

_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


class OpenKey(signers.Signer):
    """Signs with the RSA key of an identity."""

    _key: RSAPrivateKey

    @classmethod
    def of(cls, identity: SigningIdentity, intermediates: Iterable[Any]) -> Self:
        """Raises SigningError: the identity has no RSA key."""
        opened = identity.opened
        if not isinstance(opened.key, RSAPrivateKey):
            raise SigningError("Tệp chứng thư số không có khóa RSA. Hãy dùng chứng thư số có khóa RSA.")
        others = [*to_asn1(one.certificate for one in opened.additional_certs), *intermediates]
        known = SimpleCertificateStore()
        known.register_multiple(others)
        [own] = to_asn1([identity.certificate])
        made = cls(signing_cert=own, cert_registry=known)
        made._key = opened.key
        return made

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:  # only the size is asked for
            return bytes(self._key.key_size // 8)
        return self._key.sign(data, PKCS1v15(), _HASHES[digest_algorithm])


class OwnTimeStamper(DummyTimeStamper):
    """A time-stamp authority in this very process, at a given time (RFC 3161)."""

    def __init__(self, certificate: Any, key: RSAPrivateKey, at: datetime) -> None:
        super().__init__(certificate, None, fixed_dt=at)
        self._open_key = key

    def _sign_tst_info(self, tst_info_data: bytes, md_algorithm: str, dt: datetime) -> tuple[bytes, Any]:
        digest = hashes.Hash(_HASHES[md_algorithm])
        digest.update(tst_info_data)
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                simple_cms_attribute("signing_certificate", as_signing_certificate(self.tsa_cert)),
                simple_cms_attribute("message_digest", digest.finalize()),
            ]
        )
        return self._open_key.sign(attributes.dump(), PKCS1v15(), _HASHES[md_algorithm]), attributes
