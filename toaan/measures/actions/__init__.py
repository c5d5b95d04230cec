"""Acts on interim measures: the only writers of this domain."""

from toaan.measures.actions.asking import Asked, record_security, request
from toaan.measures.actions.complaining import complain
from toaan.measures.actions.deciding import decide
from toaan.measures.actions.wishes import Application, Cancellation, Refusal, Security, Settlement

__all__ = [
    "Application", "Asked", "Cancellation", "Refusal", "Security", "Settlement", "complain", "decide", "record_security",
    "request",
]  # fmt: skip
