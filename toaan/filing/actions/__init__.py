"""Acts of filing: the only writers of this domain."""

from toaan.filing.actions.accepting import accept, hand_in_receipt
from toaan.filing.actions.areas import end_area, enter_area
from toaan.filing.actions.complaining import ReturnIntake, complain_of_return, complain_of_return_above
from toaan.filing.actions.confirming import confirm, invite
from toaan.filing.actions.copies import record_return_receipt
from toaan.filing.actions.drafting import attach, detach, save_draft, start_draft, submit
from toaan.filing.actions.evidence import Upload, submit_document
from toaan.filing.actions.examining import (
    amend,
    assign_examiner,
    barred,
    bars,
    request_amendment,
    return_petition,
    take_jurisdiction,
)
from toaan.filing.actions.extending import extend_amendment
from toaan.filing.actions.foreign import ForeignFacts, record_foreign
from toaan.filing.actions.handing import judge_receiving, replace_examiner
from toaan.filing.actions.intake import acknowledge, record_paper
from toaan.filing.actions.representing import (
    ask_authority,
    enter_authority,
    file_for,
    refuse_authority,
    supply_authority,
)
from toaan.filing.actions.reviewing import (
    ReturnRecord,
    demand_take_back,
    keep_return,
    keep_return_above,
    name_return_judge,
    set_return_session,
    take_back,
    take_back_demanded,
)
from toaan.filing.actions.signing import sign_return_answer
from toaan.filing.actions.transferring import receive_transferred, transfer_petition

__all__ = [
    "ForeignFacts",
    "ReturnIntake",
    "ReturnRecord",
    "Upload",
    "accept",
    "acknowledge",
    "amend",
    "ask_authority",
    "assign_examiner",
    "attach",
    "barred",
    "bars",
    "complain_of_return",
    "complain_of_return_above",
    "confirm",
    "demand_take_back",
    "detach",
    "end_area",
    "enter_area",
    "enter_authority",
    "extend_amendment",
    "file_for",
    "hand_in_receipt",
    "invite",
    "judge_receiving",
    "keep_return",
    "keep_return_above",
    "name_return_judge",
    "receive_transferred",
    "record_foreign",
    "record_paper",
    "record_return_receipt",
    "refuse_authority",
    "replace_examiner",
    "request_amendment",
    "return_petition",
    "save_draft",
    "set_return_session",
    "sign_return_answer",
    "start_draft",
    "submit",
    "submit_document",
    "supply_authority",
    "take_back",
    "take_back_demanded",
    "take_jurisdiction",
    "transfer_petition",
]  # fmt: skip
