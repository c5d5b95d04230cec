"""Acts of filing: the only writers of this domain."""

from toaan.filing.actions.accepting import accept, hand_in_receipt
from toaan.filing.actions.drafting import attach, detach, save_draft, start_draft, submit
from toaan.filing.actions.evidence import Upload, submit_document
from toaan.filing.actions.examining import (
    amend,
    assign_examiner,
    request_amendment,
    return_petition,
    take_jurisdiction,
)
from toaan.filing.actions.handing import replace_examiner
from toaan.filing.actions.intake import record_paper

__all__ = [
    "Upload", "accept", "amend", "assign_examiner", "attach", "detach", "hand_in_receipt", "record_paper",
    "replace_examiner", "request_amendment", "return_petition", "save_draft", "start_draft", "submit", "submit_document",
    "take_jurisdiction",
]  # fmt: skip
