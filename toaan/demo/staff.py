"""Officers of a simulated court: as many as its work wants, and every copied matter in other hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from random import Random

from toaan.core import actions
from toaan.core.models import Court, Post, User
from toaan.core.roles import Role
from toaan.demo import people, province
from toaan.demo.names import Names

IN_HAND = 30
"""Cases under way that one judge of a simulated court has at most, on the average."""
NEW = {Role.JUDGE: "thamphan", Role.CLERK: "thuky", Role.LAY_JUDGE: "hoitham"}
"""Who is appointed, with the beginning of the user name."""
CHANGING = ((Role.JUDGE, Role.CHAMBER_HEAD), (Role.CLERK,), (Role.LAY_JUDGE,))
"""Who differs from one copy of a matter to the next: everybody but the leaders, who assign, and the office."""
Hands = Mapping[str, str]
"""Identifiers and names of the officers of a matter → those who have the copy."""


def recruit(under_way: int, seed: str) -> None:
    """Appoint judges, clerks and lay judges until no judge would have more than `IN_HAND` of the cases under way."""
    wanted = ceil(under_way / IN_HAND / len(province.NUMBERS))
    chance = Random(f"staff/{seed}/{wanted}")  # noqa: S311  (names, not secrets)
    names = Names(chance)
    names.taken(*User.objects.values_list("full_name", flat=True))
    hashed = actions.hash_password(people.PASSWORD)
    for number in province.NUMBERS:
        court = Court.objects.get(code=province.code(number))
        suffix = "" if number == province.FIXED else f".kv{number}"
        recruits = [
            (f"{short}{n}", role)
            for role, short in NEW.items()
            for n in range(Post.objects.filter(court=court, kind=role).count() + 1, wanted + 1)
        ]
        province.Personnel(names, chance, hashed).fill(court, recruits, suffix)


class Rotation:
    """The officers of every regional court, each copy moved on by chance."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._groups: dict[str, list[Sequence[Post]]] = {}
        for number in province.NUMBERS:
            code = province.code(number)
            self._groups[code] = [officers(code, *roles) for roles in CHANGING]

    def hands(self, court: str, presiding: Post | None = None) -> Hands:
        """Somebody else of the bench for each officer of the court who changes; no two become one.

        Args:
            presiding: who has the matter that is copied: a leader is one of the bench then.
        """
        changed: dict[str, str] = {}
        bench, *others = self._groups[court]
        if presiding is not None and presiding not in bench:
            bench = [*bench, presiding]
        for group in (bench, *others):
            by = self._chance.randrange(len(group))
            for n, old in enumerate(group):
                new = group[(n + by) % len(group)]
                changed[str(old.pk)], changed[str(old.user_id)] = str(new.pk), str(new.user_id)
                changed[old.user.full_name] = new.user.full_name
        return changed


def officers(court: str, *roles: Role) -> Sequence[Post]:
    """Holders of these kinds of posts in a court, in a fixed order."""
    held = Post.objects.filter(court__code=court, kind__in=roles).select_related("user")
    return list(held.order_by("valid_from", "user__username"))
