"""Acts on the course of the case: the only writers of this domain."""

from toaan.course.actions.challenging import Intake, record_appeal, record_protest, start_periods, take_effect
from toaan.course.actions.deciding import discontinue, resume, suspend, transfer
from toaan.course.actions.reasons import end_reason
from toaan.course.actions.wishes import Discontinuance, Resumption, Suspension, Transfer

__all__ = [
    "Discontinuance", "Intake", "Resumption", "Suspension", "Transfer", "discontinue", "end_reason", "record_appeal",
    "record_protest", "resume", "start_periods", "suspend", "take_effect", "transfer",
]  # fmt: skip
