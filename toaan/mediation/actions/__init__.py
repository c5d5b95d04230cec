"""Acts of mediation at court, the only writers of its tables."""

from toaan.mediation.actions.choosing import answer, assign_judge, link_account, offer, offer_again, respond
from toaan.mediation.actions.deciding import conditions, decide
from toaan.mediation.actions.designating import ask_replacement, barred, decline, designate, unfit
from toaan.mediation.actions.handing import replace_judge
from toaan.mediation.actions.holding import (
    absent_twice,
    ask_to_stop,
    earliest,
    end,
    extend,
    latest,
    record_session,
    save_note,
    schedule,
)
from toaan.mediation.actions.list import REMOVALS, appoint, remove
from toaan.mediation.actions.result import Outcome, confirm_result, record_result
from toaan.mediation.actions.review import close_review, file_review, last_day
from toaan.mediation.actions.serving import make_paper, record_receipt

__all__ = [
    "REMOVALS", "Outcome", "absent_twice", "answer", "appoint", "ask_replacement", "ask_to_stop", "assign_judge", "barred",
    "close_review", "conditions", "confirm_result", "decide", "decline", "designate", "earliest", "end", "extend",
    "file_review", "last_day", "latest", "link_account", "make_paper", "offer", "offer_again", "record_receipt",
    "record_result", "record_session", "remove", "replace_judge", "respond", "save_note", "schedule", "unfit",
]  # fmt: skip
