"""Acts of the second instance, the only writers of its tables."""

from toaan.appeals.actions.accepting import accept, assign_panel, tell_below
from toaan.appeals.actions.checking import (
    accept_appeal,
    hand_in_receipt,
    return_appeal,
    start_term,
    withdraw_early,
)
from toaan.appeals.actions.returning import accept_again, come_back
from toaan.appeals.actions.ruling import rule
from toaan.appeals.actions.sending import send_up
from toaan.appeals.actions.withdrawing import discontinue, withdraw

__all__ = [
    "accept", "accept_again", "accept_appeal", "assign_panel", "come_back", "discontinue", "hand_in_receipt", "return_appeal",
    "rule", "send_up", "start_term", "tell_below", "withdraw", "withdraw_early",
]  # fmt: skip
