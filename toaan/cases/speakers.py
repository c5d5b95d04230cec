"""The same party, and the same person speaking for it, in another case of one dispute: each case has rows of its own."""

from __future__ import annotations

from collections.abc import Iterable

from toaan.cases.models import Party, Representation
from toaan.vietnamese.text import clean, fold


def counterpart(party: Party, among: Iterable[Party]) -> Party | None:
    """Who this party is among those of another case: of its personal or tax number, else of its name; of several so called the one
    born in the same year, then the one in the same place.

    Places in the case (plaintiff, defendant) do not count: they change when the first claim falls away (217.2).
    """
    others = list(among)
    numbered = [o for o in others if party.personal_id and o.personal_id == party.personal_id]
    named = [
        o
        for o in others
        if fold(o.name) == fold(party.name) and not _differ(o.personal_id, party.personal_id)
    ]
    same = numbered or named
    for alike in (
        lambda o: clean(o.name) == clean(party.name),
        lambda o: not _differ(o.birth_year, party.birth_year),
        lambda o: o.order == party.order,
    ):
        if len(same) > 1:
            same = [o for o in same if alike(o)]
    return same[0] if len(same) == 1 else None


def _differ(one: object, other: object) -> bool:
    """Both are known, and they are not the same."""
    return bool(one) and bool(other) and one != other


def is_same(one: Representation, other: Representation) -> bool:
    """Whether both rows name one person in one capacity. Where the account is known in one case only, the name decides."""
    accounts = {one.user_id, other.user_id} - {None}
    return one.kind == other.kind and fold(one.name) == fold(other.name) and len(accounts) < 2
