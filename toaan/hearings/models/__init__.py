"""Tables of sessions and hearings."""

from toaan.hearings.models.decision import Adjournment, TrialDecision
from toaan.hearings.models.feed import CalendarFeed
from toaan.hearings.models.hearing import Booking, Hearing, Participation, Room
from toaan.hearings.models.minutes import Minutes
from toaan.hearings.models.reminding import PartyReminder
from toaan.hearings.models.turn import Turn

__all__ = [
    "Adjournment", "Booking", "CalendarFeed", "Hearing", "Minutes", "Participation", "PartyReminder", "Room", "TrialDecision", "Turn",
]  # fmt: skip
