"""Tables of mediation at court: the list of mediators, the mediation of a petition, its papers and results."""

from toaan.mediation.models.file import Designation, Mediation, MediationParty, Note, Session
from toaan.mediation.models.list import Mediator
from toaan.mediation.models.papers import Copy, Decision, Paper, Result, Review

__all__ = [
    "Copy", "Decision", "Designation", "Mediation", "MediationParty", "Mediator", "Note", "Paper", "Result", "Review",
    "Session",
]  # fmt: skip
