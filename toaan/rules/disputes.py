"""Who settles a dispute on jurisdiction between two courts: BLTTDS 41.2–41.4. Pure: no database, no clock.

The law names a president and no term; it does not say who puts the dispute before him, nor that anything stands still.
"""

from __future__ import annotations

from dataclasses import dataclass

from toaan.rules.jurisdiction import Level


@dataclass(frozen=True, slots=True)
class Settler:
    """Which president settles it, and the article."""

    level: str
    """Of his court: "province" or "supreme"."""
    citation: str


def settler(one: Level | str, other: Level | str, *, same_province: bool) -> Settler | None:
    """Whose president settles a dispute between two courts of these levels.

    Args:
        same_province: both are regional courts of one province.

    Returns:
        None where the courts are of different levels: 41.2–41.4 know of no such dispute; what the higher court holds
        stands (our reading).
    """
    if one == other == "region":
        return (
            Settler("province", "khoản 2 Điều 41") if same_province else Settler("supreme", "khoản 3 Điều 41")
        )
    if one == other == "province":
        return Settler("supreme", "khoản 4 Điều 41")
    return None
