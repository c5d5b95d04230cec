"""Tables of the case: parties, assignments, deadlines, handovers."""

from toaan.cases.models.assignment import Assignment, Draw
from toaan.cases.models.case import Case, Party, Representation
from toaan.cases.models.deadline import Deadline
from toaan.cases.models.handover import Handover, HandoverItem
from toaan.cases.models.interpreter import Interpreter
from toaan.cases.models.procurator import Procurator
from toaan.cases.models.reminder import DeadlineNote, Reminder
from toaan.cases.models.ties import Tie

__all__ = [
    "Assignment", "Case", "Deadline", "DeadlineNote", "Draw", "Handover", "HandoverItem", "Interpreter", "Party",
    "Procurator", "Reminder", "Representation", "Tie",
]  # fmt: skip
