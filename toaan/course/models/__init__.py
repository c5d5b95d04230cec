"""Tables of the course of a case: decisions, periods, challenges; claims that are not the plaintiff's."""

from toaan.course.models.change import ClaimChange
from toaan.course.models.claim import OtherClaim
from toaan.course.models.complaint import Complaint
from toaan.course.models.decision import Challenge, CourseDecision, Level, Period, kind_words
from toaan.course.models.dispute import JurisdictionDispute
from toaan.course.models.replacement import Replacement
from toaan.course.models.transfer import Sending, TransferComplaint

__all__ = [
    "Challenge",
    "ClaimChange",
    "Complaint",
    "CourseDecision",
    "JurisdictionDispute",
    "Level",
    "OtherClaim",
    "Period",
    "Replacement",
    "Sending",
    "TransferComplaint",
    "kind_words",
]
