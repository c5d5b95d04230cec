"""The same party, and the same person speaking for it, in another case of one dispute: each case has rows of its own."""

from __future__ import annotations

from collections.abc import Iterable

from toaan.cases.models import Party, Representation
from toaan.vietnamese.text import fold


def counterpart(party: Party, among: Iterable[Party]) -> Party | None:
    """Who this party is among those of another case: of its name, and of several so called the one in the same place.

    Places in the case (plaintiff, defendant) do not count: they change when the first claim falls away (217.2).
    """
    same = [other for other in among if fold(other.name) == fold(party.name)]
    if len(same) > 1:
        same = [other for other in same if other.order == party.order]
    return same[0] if len(same) == 1 else None


def is_same(one: Representation, other: Representation) -> bool:
    """Whether both rows name one person in one capacity. Where the account is known in one case only, the name decides."""
    accounts = {one.user_id, other.user_id} - {None}
    return one.kind == other.kind and fold(one.name) == fold(other.name) and len(accounts) < 2
