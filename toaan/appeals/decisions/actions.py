"""Acts of appeals against decisions, at both courts."""

from toaan.appeals.actions.challenges import (
    accept_challenge,
    return_challenge,
    send_up,
    start_term,
    take_receipt,
    withdraw_challenge,
)
from toaan.appeals.actions.meeting import Meeting, set_meeting
from toaan.appeals.actions.reviewing import ReviewWish, review, take_back, take_up_claim, tell_suit

__all__ = [
    "Meeting", "ReviewWish", "accept_challenge", "return_challenge", "review", "send_up", "set_meeting", "start_term",
    "take_back", "take_receipt", "take_up_claim", "tell_suit", "withdraw_challenge",
]  # fmt: skip
