"""What the decision on some requests says besides the contents of 370.1: about persons who cannot be found (383, 389–395)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.core.words import words as _
from toaan.course.actions.wishes import wrong
from toaan.rules import searches as rule
from toaan.rules.searches import Parts
from toaan.vietnamese.dates import date_in_words
from toaan.vietnamese.text import clean


@dataclass(frozen=True)
class OwnParts:
    """What the judge fills in; each kind of request has its own (rows "ruling_parts:…")."""

    management: str = ""
    """Who manages the property and how, one matter a line; only where it was asked for and is granted (383, 389)."""
    died_on: date | None = None
    """Ngày chết (393)."""
    consequences: str = ""
    """Legal consequences, one a line (390.2, 393, 395)."""
    commune: str = ""
    """The People's Committee that notes it in the register (BLDS 68.3, 70.4, 71.3, 73.5)."""
    commune_address: str = ""


def of(case: Case) -> Parts | None:
    """The parts that a decision on this request has besides; None for most kinds."""
    return rule.parts(rules_in_force.rows("setting"), case.request_kind, case.accepted_on)


def fill(own: OwnParts, case: Case, today: date, *, granted: bool) -> dict[str, Any]:
    """What stands on the paper besides; nothing where the request is not granted.

    Raises:
        Refused: "request.no_death" (393), "request.bad_death", "request.no_consequences" (390.2, 393, 395),
            "request.no_commune" (BLDS 68.3, 70.4, 71.3, 73.5).
    """
    parts = of(case)
    if parts is None or not granted:
        return {}
    if parts.death:
        _need_death(own.died_on, parts.death, today)
    if parts.consequences and not clean(own.consequences):
        raise wrong("request.no_consequences", "consequences", _("Hãy ghi hậu quả pháp lý của quyết định (%s).") % parts.consequences)  # fmt: skip
    if parts.commune and not clean(own.commune):
        raise wrong(
            "request.no_commune", "commune",
            _("Hãy ghi Ủy ban nhân dân cấp xã nơi cư trú để gửi quyết định (%s Bộ luật Dân sự).") % parts.commune,
        )  # fmt: skip
    return {
        "management": _lines(own.management) if parts.management else [],
        "management_article": parts.management,
        "died_on": date_in_words(own.died_on) if parts.death and own.died_on else "",
        "death_article": parts.death,
        "consequences": _lines(own.consequences) if parts.consequences else [],
        "consequences_article": parts.consequences,
        "commune": clean(own.commune) if parts.commune else "",
        "commune_address": clean(own.commune_address) if parts.commune else "",
        "commune_article": parts.commune,
    }


def _need_death(day: date | None, article: str, today: date) -> None:
    if day is None:
        raise wrong("request.no_death", "died_on", _("Hãy xác định ngày chết (%s).") % article)
    if day > today:
        raise wrong("request.bad_death", "died_on", _("Ngày chết không thể sau hôm nay."))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).splitlines() if line.strip()]
