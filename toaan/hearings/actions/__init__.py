"""Acts of sessions and hearings, in the order in which a case meets them."""

from toaan.hearings.actions.adjourn import adjourn, limit_of_reopening
from toaan.hearings.actions.conduct import (
    SITTING,
    Mark,
    call_off,
    close,
    close_debate,
    need_procurator,
    open_hearing,
    rebook,
    record_attendance,
    restart_reason,
)
from toaan.hearings.actions.feeds import make_feed, revoke_feed
from toaan.hearings.actions.mediating import lose_agreement, mediate
from toaan.hearings.actions.minutes import (
    Changed,
    SessionRecord,
    finish_minutes,
    record_session,
    return_minutes,
    sign_minutes,
    sign_session_minutes,
    write_minutes,
)
from toaan.hearings.actions.pausing import (
    RETURN_BARS,
    STANDS,
    Slot,
    go_on,
    grounds_of_pause,
    grounds_of_return,
    last_day_of_pause,
    limit_of_pause,
    need_not_paused,
    pause,
    return_to_questions,
    running_pause,
    set_resumption,
)
from toaan.hearings.actions.reminding import remind_party
from toaan.hearings.actions.rooms import add_room, close_room
from toaan.hearings.actions.sessions import schedule_session
from toaan.hearings.actions.trial import TrialPlan, decide_trial, experience_needed, limit_of_hearing

__all__ = [
    "RETURN_BARS",
    "SITTING",
    "STANDS",
    "Changed",
    "Mark",
    "SessionRecord",
    "Slot",
    "TrialPlan",
    "add_room",
    "adjourn",
    "call_off",
    "close",
    "close_debate",
    "close_room",
    "decide_trial",
    "experience_needed",
    "finish_minutes",
    "go_on",
    "grounds_of_pause",
    "grounds_of_return",
    "last_day_of_pause",
    "limit_of_hearing",
    "limit_of_pause",
    "limit_of_reopening",
    "lose_agreement",
    "make_feed",
    "mediate",
    "need_not_paused",
    "need_procurator",
    "open_hearing",
    "pause",
    "rebook",
    "record_attendance",
    "record_session",
    "remind_party",
    "restart_reason",
    "return_minutes",
    "return_to_questions",
    "revoke_feed",
    "running_pause",
    "schedule_session",
    "set_resumption",
    "sign_minutes",
    "sign_session_minutes",
    "write_minutes",
]  # fmt: skip
