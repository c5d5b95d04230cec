"""Acts on interim measures: the only writers of this domain."""

from toaan.measures.actions.asking import Asked, record_security, request
from toaan.measures.actions.complaining import complain
from toaan.measures.actions.deciding import decide
from toaan.measures.actions.serving import record_receipt
from toaan.measures.actions.urgent import UrgentAsked, join_case, name_judge, people, request_urgent
from toaan.measures.actions.wishes import Application, Cancellation, Refusal, Security, Settlement

__all__ = [
    "Application", "Asked", "Cancellation", "Refusal", "Security", "Settlement", "UrgentAsked", "complain", "decide",
    "join_case", "name_judge", "people", "record_receipt", "record_security", "request", "request_urgent",
]  # fmt: skip
