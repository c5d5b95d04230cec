"""Acts of filing: the only writers of this domain."""

from toaan.filing.actions.accepting import accept, hand_in_receipt
from toaan.filing.actions.areas import end_area, enter_area
from toaan.filing.actions.confirming import confirm, invite
from toaan.filing.actions.drafting import attach, detach, save_draft, start_draft, submit
from toaan.filing.actions.evidence import Upload, submit_document
from toaan.filing.actions.examining import (
    amend,
    assign_examiner,
    request_amendment,
    return_petition,
    take_jurisdiction,
)
from toaan.filing.actions.foreign import ForeignFacts, record_foreign
from toaan.filing.actions.handing import replace_examiner
from toaan.filing.actions.intake import record_paper
from toaan.filing.actions.transferring import receive_transferred, transfer_petition

__all__ = [
    "ForeignFacts", "Upload", "accept", "amend", "assign_examiner", "attach", "confirm", "detach", "end_area", "enter_area", "hand_in_receipt",
    "invite", "receive_transferred", "record_foreign", "record_paper", "replace_examiner", "request_amendment", "return_petition", "save_draft",
    "start_draft", "submit", "submit_document", "take_jurisdiction", "transfer_petition",
]  # fmt: skip
