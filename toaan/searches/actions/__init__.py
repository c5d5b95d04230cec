"""Acts on the search for a person: the only writers of this domain."""

from toaan.searches.actions.ending import close_term, end, record_return
from toaan.searches.actions.ordering import Notice, issue, order
from toaan.searches.actions.publishing import Appeared, record_publication, strike_publication
from toaan.searches.actions.telling import Told, answer, tell

__all__ = [
    "Appeared",
    "Notice",
    "Told",
    "answer",
    "close_term",
    "end",
    "issue",
    "order",
    "record_publication",
    "record_return",
    "strike_publication",
    "tell",
]
