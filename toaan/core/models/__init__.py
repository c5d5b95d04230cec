"""Tables that every act of the court shares."""

from toaan.core.models.absence import Absence
from toaan.core.models.accounts import User
from toaan.core.models.areas import CourtArea
from toaan.core.models.audit import AuditAnchor, AuditEntry, AuditHead
from toaan.core.models.events import Event, EventDelivery, NewsMark
from toaan.core.models.files import StoredFile
from toaan.core.models.finding import Finding
from toaan.core.models.numbering import Counter, Entered, IssuedNumber, place_follows_number
from toaan.core.models.organisation import Court, Post
from toaan.core.models.rules import RuleVersion
from toaan.core.models.search import SearchChange
from toaan.core.models.uploads import PendingUpload

__all__ = [
    "Absence", "AuditAnchor", "AuditEntry", "AuditHead", "Counter", "Court", "CourtArea", "Entered", "Event", "EventDelivery", "Finding",
    "IssuedNumber",
    "NewsMark", "PendingUpload", "Post", "RuleVersion", "SearchChange", "StoredFile", "User",
    "place_follows_number",
]  # fmt: skip
