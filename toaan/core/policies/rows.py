"""What a row of the policy table says, and the groups of roles that many rows name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toaan.core.roles import COURT_ROLES, Role

R = Role
Relations = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One act, its Vietnamese name, its article, and who may do it."""

    act: str
    title: str
    article: str
    who: Mapping[Role, Relations]
    hint: str
    """What the message tells a person who may not: who may, and whom to ask."""


def leaders(*relations: str) -> dict[Role, Relations]:
    """President and deputy, with one of these relations."""
    return {R.PRESIDENT: relations, R.DEPUTY_PRESIDENT: relations}


def judges(*relations: str) -> dict[Role, Relations]:
    """Everybody who may sit as a judge, with one of these relations."""
    return {role: relations for role in (R.PRESIDENT, R.DEPUTY_PRESIDENT, R.CHAMBER_HEAD, R.JUDGE)}


SYSTEM_ONLY: dict[Role, Relations] = {R.SYSTEM: ()}
BY_ITSELF = "Hệ thống tự làm việc này khi đủ điều kiện, không ai bấm thay được."
STAFF: dict[Role, Relations] = {role: ("same_court",) for role in COURT_ROLES}
STAFF_PAGE: dict[Role, Relations] = {role: () for role in STAFF}
