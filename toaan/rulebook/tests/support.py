"""What the tests of the rulebook share: versions of rules as officers would propose them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from toaan.core import rules_in_force
from toaan.rulebook import actions
from toaan.rulebook.models import RuleProposal
from toaan.rules.model import RuleRow, Source

EXAMINE = "BLTTDS:191.3"
"""Five working days to examine a petition."""
PREPARE = "BLTTDS:203.1.a"
REASON = "Luật sửa đổi, bổ sung một số điều của Bộ luật Tố tụng dân sự"


def version(key: str, start: date, **value: Any) -> RuleRow:
    """The rule with other values from a day on."""
    [*_, last] = sorted(
        (r for kind in ("time_limit", "fee", "setting") for r in rules_in_force.rows(kind) if r.key == key),
        key=lambda r: r.valid_from,
    )
    source = replace(last.source, check_status="secondary", check_note="đọc văn bản mới")
    return replace(last, value={**last.value, **value}, source=source, valid_from=start, valid_to=None)


def year(
    number: int, days: dict[str, str], *, announced: bool = True, extra: dict[str, str] | None = None
) -> RuleRow:
    """A year of the calendar."""
    return RuleRow(
        "holiday", f"holiday:{number}",
        {"year": number, "announced": announced, "days": days, "extra_working_days": extra or {}},
        Source(law="BLLĐ", article="112", document="Bộ luật Lao động"), date(number, 1, 1), date(number, 12, 31),
    )  # fmt: skip


def applied(row: RuleRow, *, by: Any, second: Any, at: datetime) -> RuleProposal:
    """Proposed by one, approved by the other."""
    made = actions.propose(by=by, row=row, reason=REASON, at=at)
    return actions.approve(by=second, proposal_id=made.pk, at=at)
