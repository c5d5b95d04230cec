"""Acts of appeals against decisions, at both courts."""

from toaan.appeals.actions.challenges import (
    accept_challenge,
    return_challenge,
    send_up,
    start_term,
    take_receipt,
    withdraw_challenge,
)
from toaan.appeals.actions.demanding import SEND, demand_file, hear_of_challenge, take_demand
from toaan.appeals.actions.meeting import Meeting, set_meeting
from toaan.appeals.actions.reviewing import ReviewWish, review, take_back, take_up_claim, tell_suit

__all__ = [
    "SEND", "Meeting", "ReviewWish", "accept_challenge", "demand_file", "hear_of_challenge", "return_challenge", "review",
    "send_up", "set_meeting", "start_term", "take_back", "take_demand", "take_receipt", "take_up_claim", "tell_suit",
    "withdraw_challenge",
]  # fmt: skip
