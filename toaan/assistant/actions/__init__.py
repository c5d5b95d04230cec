"""Acts around the assistant: the only writers of this domain."""

from toaan.assistant.actions.asking import COMMENT, LONGEST, ask, generate, rate
from toaan.assistant.actions.contributing import Written, approve, contribute, give_back, revise, withdraw
from toaan.assistant.actions.ranking import promote, record_training
from toaan.assistant.actions.reviewing import accept_feedback, decline_feedback

__all__ = [
    "COMMENT", "LONGEST", "Written", "accept_feedback", "approve", "ask", "contribute", "decline_feedback", "generate", "give_back",
    "promote", "rate", "record_training", "revise", "withdraw",
]  # fmt: skip
