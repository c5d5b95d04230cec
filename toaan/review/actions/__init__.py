"""Acts of cassation and reopening, the only writers of their tables (BLTTDS 328–350, 353–357)."""

from toaan.review.actions.applications import amend, assign_examiner, file, report
from toaan.review.actions.causes import note_reversal, state_cause
from toaan.review.actions.coming_back import accept_again, can_try_again, claims_of, come_back
from toaan.review.actions.committee import end_member, enter_member
from toaan.review.actions.common import term_of_protest as last_day_to_protest
from toaan.review.actions.deciding import Wish, decide, possible
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
from toaan.review.actions.sessions import (
    Sitting,
    bars,
    candidates,
    eligible,
    is_late,
    keep_minutes,
    send_report,
    set_session,
)

__all__ = [
    "Paper",
    "Protesting",
    "Sitting",
    "Wish",
    "accept_again",
    "amend",
    "ask_postponement",
    "assign_examiner",
    "bars",
    "can_try_again",
    "candidates",
    "change_protest",
    "claims_of",
    "come_back",
    "decide",
    "decline",
    "eligible",
    "end_member",
    "end_trial",
    "enter_change",
    "enter_member",
    "enter_protest",
    "enter_withdrawal",
    "file",
    "file_above",
    "is_late",
    "keep_minutes",
    "last_day_to_protest",
    "note_reversal",
    "possible",
    "protest",
    "receive_file",
    "record_delivery",
    "report",
    "request_file",
    "require_amendment",
    "return_application",
    "return_file",
    "send_file",
    "send_report",
    "send_to_procuracy",
    "set_session",
    "state_cause",
    "stay",
    "take_in_file",
    "withdraw_protest",
]  # fmt: skip
