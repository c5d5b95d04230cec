"""Acts on the course of the case: the only writers of this domain."""

from toaan.course.actions.challenging import Intake, record_appeal, record_protest, start_periods, take_effect
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
    discontinue,
    discontinue_part,
    resume,
    settle_complaints,
    suspend,
    to_ordinary,
    transfer,
)
from toaan.course.actions.reasons import end_reason
from toaan.course.actions.simplified import complain, simplify
from toaan.course.actions.wishes import (
    Discontinuance,
    PartialDiscontinuance,
    Resumption,
    Settlement,
    Suspension,
    ToOrdinary,
    Transfer,
)

__all__ = [
    "ClaimWish",
    "Discontinuance",
    "Intake",
    "PartialDiscontinuance",
    "Resumption",
    "Settlement",
    "Suspension",
    "ToOrdinary",
    "Transfer",
    "admit_claim",
    "complain",
    "discontinue",
    "discontinue_part",
    "end_reason",
    "file_claim",
    "hand_in_claim_receipt",
    "record_appeal",
    "record_protest",
    "refuse_claim",
    "resume",
    "session_opened_on",
    "settle_complaints",
    "simplify",
    "start_periods",
    "suspend",
    "take_effect",
    "to_ordinary",
    "transfer",
    "withdraw_claim",
]  # fmt: skip
