"""Tables of the case: parties, assignments, deadlines."""

from toaan.cases.models.assignment import Assignment, Draw
from toaan.cases.models.case import Case, Party, Representation
from toaan.cases.models.deadline import Deadline

__all__ = ["Assignment", "Case", "Deadline", "Draw", "Party", "Representation"]
