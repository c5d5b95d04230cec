"""Tables of what comes in: the petition, its versions and papers, and the steps up to acceptance."""

from toaan.filing.models.authority import Authority
from toaan.filing.models.consent import CoRequester
from toaan.filing.models.foreign import ForeignDocument
from toaan.filing.models.petition import Attachment, Petition, PetitionVersion
from toaan.filing.models.returns import (
    ReturnComplaint,
    ReturnCopy,
    ReturnReview,
    ReturnSession,
)
from toaan.filing.models.steps import (
    Acknowledgement,
    AmendmentExtension,
    AmendmentRequest,
    CourtPaper,
    FeeNotice,
    FeeReceipt,
    PetitionTransfer,
    Return,
)

__all__ = [
    "Acknowledgement", "AmendmentExtension", "AmendmentRequest", "Attachment", "Authority", "CoRequester", "CourtPaper", "FeeNotice",
    "FeeReceipt", "ForeignDocument", "Petition", "PetitionTransfer", "PetitionVersion", "Return", "ReturnComplaint", "ReturnCopy",
    "ReturnReview", "ReturnSession",
]  # fmt: skip
