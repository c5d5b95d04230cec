"""Acts of the second instance, the only writers of its tables."""

from toaan.appeals.actions.accepting import accept, assign_panel, tell_below
from toaan.appeals.actions.changing import change, change_above, request_amendment
from toaan.appeals.actions.checking import (
    accept_appeal,
    hand_in_receipt,
    return_appeal,
    start_term,
    withdraw_early,
)
from toaan.appeals.actions.giving_up import answer_suit_withdrawal, withdraw_suit
from toaan.appeals.actions.late import FORM as FORM_LATE
from toaan.appeals.actions.late import NUMBER as NUMBER_LATE
from toaan.appeals.actions.late import LatePanel, decide_late, form_late_panel, late_bars, receive_late
from toaan.appeals.actions.late_filing import LateWish, file_late_appeal, forward_late_appeal
from toaan.appeals.actions.posted import Posted, take_posted
from toaan.appeals.actions.posted_decision import take_posted_decision
from toaan.appeals.actions.returning import accept_again, come_back
from toaan.appeals.actions.reviving import add_challenge, is_settled, revive, revive_challenge
from toaan.appeals.actions.ruling import rule
from toaan.appeals.actions.sending import send_up
from toaan.appeals.actions.settling import recognise_settlement
from toaan.appeals.actions.withdrawing import discontinue, withdraw

__all__ = [
    "FORM_LATE",
    "NUMBER_LATE",
    "LatePanel",
    "LateWish",
    "Posted",
    "accept",
    "accept_again",
    "accept_appeal",
    "add_challenge",
    "answer_suit_withdrawal",
    "assign_panel",
    "change",
    "change_above",
    "come_back",
    "decide_late",
    "discontinue",
    "file_late_appeal",
    "form_late_panel",
    "forward_late_appeal",
    "hand_in_receipt",
    "is_settled",
    "late_bars",
    "receive_late", "recognise_settlement",
    "request_amendment",
    "return_appeal",
    "revive",
    "revive_challenge",
    "rule",
    "send_up",
    "start_term",
    "take_posted",
    "take_posted_decision",
    "tell_below",
    "withdraw",
    "withdraw_early",
    "withdraw_suit",
]  # fmt: skip
