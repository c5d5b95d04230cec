"""Acts on the case file: documents enter it, copies are given from it, it is closed."""

from toaan.dossiers.actions.copies import CopyWish, Recipient, Signer, make_copy, seal_copy, signers
from toaan.dossiers.actions.dossier import bring_along, close, file

__all__ = [
    "CopyWish",
    "Recipient",
    "Signer",
    "bring_along",
    "close",
    "file",
    "make_copy",
    "seal_copy",
    "signers",
]
