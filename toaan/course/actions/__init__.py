"""Acts on the course of the case: the only writers of this domain."""

from toaan.course.actions.agreeing import Agreement, change_mind, recognise
from toaan.course.actions.challenging import Intake, record_appeal, record_protest, start_periods, take_effect
from toaan.course.actions.changing import ChangeWish, accept_change, file_change, refuse_change
from toaan.course.actions.claiming import (
    ClaimWish,
    admit_claim,
    file_claim,
    hand_in_claim_receipt,
    refuse_claim,
    session_opened_on,
    withdraw_claim,
)
from toaan.course.actions.deciding import (
    answer,
    decide,
    discontinue,
    discontinue_part,
    join,
    resume,
    separate,
    settle_complaints,
    suspend,
    to_ordinary,
    transfer,
)
from toaan.course.actions.disputing import Outcome as DisputeOutcome
from toaan.course.actions.disputing import ask_settlement, record_settlement, settle_dispute, take_over
from toaan.course.actions.procuracy import ProcuracyAnswer, pass_on_replacement, record_procuracy_answer
from toaan.course.actions.reasons import end_reason
from toaan.course.actions.replacing import Asked as ReplacementAsked
from toaan.course.actions.replacing import answer_replacement, ask_replacement
from toaan.course.actions.simplified import complain, simplify
from toaan.course.actions.transferring import Intake as ComplaintIntake
from toaan.course.actions.transferring import complain_of_transfer, receive_file, send_file
from toaan.course.actions.wishes import (
    Answer,
    Discontinuance,
    Joinder,
    PartialDiscontinuance,
    Resumption,
    Separation,
    Settlement,
    Suspension,
    ToOrdinary,
    Transfer,
)

__all__ = [
    "Agreement",
    "Answer",
    "ChangeWish",
    "ClaimWish",
    "ComplaintIntake",
    "Discontinuance",
    "DisputeOutcome",
    "Intake",
    "Joinder",
    "PartialDiscontinuance",
    "ProcuracyAnswer",
    "ReplacementAsked",
    "Resumption",
    "Separation",
    "Settlement",
    "Suspension",
    "ToOrdinary",
    "Transfer",
    "accept_change",
    "admit_claim",
    "answer",
    "answer_replacement",
    "ask_replacement",
    "ask_settlement",
    "change_mind",
    "complain",
    "complain_of_transfer",
    "decide",
    "discontinue",
    "discontinue_part",
    "end_reason",
    "file_change",
    "file_claim",
    "hand_in_claim_receipt",
    "join",
    "pass_on_replacement",
    "receive_file",
    "recognise",
    "record_appeal",
    "record_procuracy_answer",
    "record_protest",
    "record_settlement",
    "refuse_change",
    "refuse_claim",
    "resume",
    "send_file",
    "separate",
    "session_opened_on",
    "settle_complaints",
    "settle_dispute",
    "simplify",
    "start_periods",
    "suspend",
    "take_effect",
    "take_over",
    "to_ordinary",
    "transfer",
    "withdraw_claim",
]  # fmt: skip
