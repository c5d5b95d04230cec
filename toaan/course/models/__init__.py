"""Tables of the course of a case: decisions, periods, challenges; claims that are not the plaintiff's."""

from toaan.course.models.claim import OtherClaim
from toaan.course.models.complaint import Complaint
from toaan.course.models.decision import Challenge, CourseDecision, Level, Period

__all__ = ["Challenge", "Complaint", "CourseDecision", "Level", "OtherClaim", "Period"]
