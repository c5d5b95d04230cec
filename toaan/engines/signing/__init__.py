"""Electronic signatures in PDF (PAdES): sign, verify, and a demonstration authority to practise with."""

from .api import Appearance, SignatureFact, Signer, SigningError, SigningIdentity, TrustMaterial, Verification
from .demo import DemoAuthority
from .pkcs12 import Pkcs12Signer
from .verification import verify

__all__ = [
    "Appearance",
    "DemoAuthority",
    "Pkcs12Signer",
    "SignatureFact",
    "Signer",
    "SigningError",
    "SigningIdentity",
    "TrustMaterial",
    "Verification",
    "verify",
]
