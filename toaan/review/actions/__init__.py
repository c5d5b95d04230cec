"""Acts of cassation and reopening, the only writers of their tables (BLTTDS 328–350, 353–357)."""

from toaan.review.actions.applications import amend, assign_examiner, file, report
from toaan.review.actions.common import term_of_protest as last_day_to_protest
from toaan.review.actions.letters import (
    ask_postponement,
    decline,
    record_delivery,
    require_amendment,
    return_application,
)
from toaan.review.actions.moving import (
    file_above,
    receive_file,
    request_file,
    return_file,
    send_file,
    send_to_procuracy,
    take_in_file,
)
from toaan.review.actions.protests import (
    Paper,
    Protesting,
    change_protest,
    end_trial,
    enter_change,
    enter_protest,
    enter_withdrawal,
    protest,
    stay,
    withdraw_protest,
)

__all__ = [
    "Paper", "Protesting", "amend", "ask_postponement", "assign_examiner", "change_protest", "decline", "end_trial",
    "enter_change", "enter_protest", "enter_withdrawal", "file", "file_above", "last_day_to_protest", "protest", "receive_file",
    "record_delivery", "report", "request_file", "require_amendment", "return_application", "return_file", "send_file",
    "send_to_procuracy", "stay", "take_in_file", "withdraw_protest",
]  # fmt: skip
