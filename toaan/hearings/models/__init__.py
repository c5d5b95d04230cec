"""Tables of sessions and hearings."""

from toaan.hearings.models.decision import Adjournment, TrialDecision
from toaan.hearings.models.hearing import Booking, Hearing, Participation, Room
from toaan.hearings.models.minutes import Minutes

__all__ = ["Adjournment", "Booking", "Hearing", "Minutes", "Participation", "Room", "TrialDecision"]
