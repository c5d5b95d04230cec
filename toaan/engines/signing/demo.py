"""A certification authority for practice: root, issuing authority, time-stamp authority, CRLs.

It signs exactly as a real one would, but proves nobody's identity: every certificate says so in its subject.
All certificates run from 2020 to 2045, because the practice court's clock can be moved.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .api import DEMO_MARK, SigningError, SigningIdentity, TrustMaterial
from .pkcs12 import Pkcs12Signer

VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2045, 1, 1, tzinfo=UTC)

_AUTHORITIES = {
    "root": "Toaan Root CA (thử nghiệm)",
    "issuing": "Toaan Issuing CA (thử nghiệm)",
    "tsa": "Toaan Time-Stamp Authority (thử nghiệm)",
}


class DemoAuthority:
    """The practice authority in ``folder``, made on first use (a second or so for the RSA keys).

    Keys lie in files only their owner may read (0600), in a folder of mode 0700.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)
        if not (self._folder / "revoked.json").exists():
            self._create()
        self._certificates = {name: self._load_certificate(name) for name in _AUTHORITIES}
        self._keys: dict[str, rsa.RSAPrivateKey] = {}
        self._trust: tuple[str, TrustMaterial] | None = None

    @property
    def root(self) -> x509.Certificate:
        """The certificate that verification must trust."""
        return self._certificates["root"]

    def trust(self) -> TrustMaterial:
        """Everything needed to check certificates of this authority, with its lists of revoked ones as of now."""
        revoked = self._revoked()
        known_for = json.dumps(revoked)
        if (
            self._trust is None or self._trust[0] != known_for
        ):  # the lists are signed anew only when one changed
            crls = (self._crl("root", ()), self._crl("issuing", revoked.items()))
            self._trust = known_for, TrustMaterial((self.root,), (self._certificates["issuing"],), crls)
        return self._trust[1]

    def signer(self) -> Pkcs12Signer:
        """A signer that uses this authority's time stamps and lists."""
        return Pkcs12Signer(
            self.trust(), tsa_certificate=self._certificates["tsa"], tsa_key=self._load_key("tsa")
        )

    def issue_person(
        self, *, slug: str, name: str, organisation: str, title: str = "", passphrase: str
    ) -> SigningIdentity:
        """A certificate for one person in a court, kept as ``identities/<slug>.p12``. Replaces an older one."""
        extra = [x509.NameAttribute(NameOID.TITLE, title)] if title else []
        return self._issue(slug, name, organisation, extra, passphrase)

    def issue_court(self, *, slug: str, name: str, passphrase: str) -> SigningIdentity:
        """A certificate for the court itself (its electronic seal), kept as ``identities/<slug>.p12``."""
        return self._issue(slug, name, name, [], passphrase)

    def identity(self, slug: str, passphrase: str) -> SigningIdentity:
        """An identity issued earlier. Raises SigningError when there is none or the passphrase is wrong."""
        try:
            identity = SigningIdentity(self._identity_file(slug).read_bytes(), passphrase)
        except FileNotFoundError as error:
            raise SigningError(
                f"Chưa có chứng thư số thử nghiệm cho “{slug}”. Hãy cấp chứng thư trước khi ký."
            ) from error
        _ = identity.certificate  # a wrong passphrase is said here, not in the middle of signing
        return identity

    def revoke(self, certificate: x509.Certificate, *, at: datetime) -> None:
        """Revoke a person's or court's certificate from ``at`` (with time zone) on."""
        revoked = self._revoked()
        revoked.setdefault(str(certificate.serial_number), at.astimezone(UTC).isoformat())
        _write_private(self._folder / "revoked.json", json.dumps(revoked, indent=1).encode())

    def _issue(
        self, slug: str, name: str, organisation: str, extra: list[x509.NameAttribute], passphrase: str
    ) -> SigningIdentity:
        key = _new_key()
        subject = _name(name, organisation, *extra)
        certificate = (
            _builder(subject, self._certificates["issuing"].subject, key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_key_usage(digital_signature=True, content_commitment=True), critical=True)
            .sign(self._load_key("issuing"), hashes.SHA256())
        )
        content = pkcs12.serialize_key_and_certificates(
            name=b"toaan demo",
            key=key,
            cert=certificate,
            cas=[self._certificates["issuing"], self.root],
            encryption_algorithm=serialization.BestAvailableEncryption(passphrase.encode()),
        )
        _write_private(self._identity_file(slug), content)
        return SigningIdentity(content, passphrase)

    def _identity_file(self, slug: str) -> Path:
        if not slug or slug != Path(slug).name or slug.startswith("."):
            raise ValueError(f"not a plain file name: {slug!r}")
        return self._folder / "identities" / f"{slug}.p12"

    def _create(self) -> None:
        """Make keys and certificates; ``revoked.json`` comes last and marks a complete authority."""
        for folder in (self._folder, self._folder / "identities"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        keys = {name: _new_key() for name in _AUTHORITIES}
        names = {name: _name(common, "Toaan") for name, common in _AUTHORITIES.items()}
        for name, issuer in (("root", "root"), ("issuing", "root"), ("tsa", "issuing")):
            builder = _builder(names[name], names[issuer], keys[name].public_key())
            if name == "tsa":
                builder = (
                    builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
                    .add_extension(_key_usage(digital_signature=True), critical=True)
                    .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
                )
            else:
                depth = 1 if name == "root" else 0
                builder = builder.add_extension(
                    x509.BasicConstraints(ca=True, path_length=depth), critical=True
                ).add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
            certificate = builder.sign(keys[issuer], hashes.SHA256())
            pem = serialization.Encoding.PEM
            _write_private(self._folder / f"{name}.crt.pem", certificate.public_bytes(pem))
            _write_private(
                self._folder / f"{name}.key.pem",
                keys[name].private_bytes(
                    pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
                ),
            )
        _write_private(self._folder / "revoked.json", b"{}")

    def _crl(self, issuer: str, revoked: Iterable[tuple[str, str]]) -> bytes:
        entries = [(int(serial), datetime.fromisoformat(at)) for serial, at in revoked]
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._certificates[issuer].subject)
            .last_update(VALID_FROM)
            .next_update(VALID_UNTIL)
            .add_extension(x509.CRLNumber(len(entries) + 1), critical=False)
        )
        for serial, at in entries:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
            )
        crl = builder.sign(self._load_key(issuer), hashes.SHA256())
        return crl.public_bytes(serialization.Encoding.DER)

    def _revoked(self) -> dict[str, str]:
        content: dict[str, str] = json.loads((self._folder / "revoked.json").read_text())
        return content

    def _load_certificate(self, name: str) -> x509.Certificate:
        return x509.load_pem_x509_certificate((self._folder / f"{name}.crt.pem").read_bytes())

    def _load_key(self, name: str) -> rsa.RSAPrivateKey:
        """Read once: checking the numbers of an RSA key takes longer than signing with it."""
        if name not in self._keys:
            content = (self._folder / f"{name}.key.pem").read_bytes()
            key = serialization.load_pem_private_key(content, None)
            if not isinstance(key, rsa.RSAPrivateKey):
                raise SigningError("Khóa của nơi cấp chứng thư thử nghiệm bị hỏng. Hãy tạo lại nơi cấp.")
            self._keys[name] = key
        return self._keys[name]


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(common: str, organisation: str, *extra: x509.NameAttribute) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEMO_MARK),
            *extra,
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _builder(subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _key_usage(**uses: bool) -> x509.KeyUsage:
    names = [
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ]
    return x509.KeyUsage(**{name: uses.get(name, False) for name in names})


def _write_private(path: Path, content: bytes) -> None:
    """Write all or nothing, readable by the owner only."""
    temporary = path.with_name(path.name + ".new")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    temporary.replace(path)
