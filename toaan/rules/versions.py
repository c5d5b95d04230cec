"""How a new version of a rule joins those that stand: which one it closes, replaces, or may not overlap.

A change of the law closes the version before it the day before the new one begins; a mistake that is mended keeps
the day on which the version begins and takes its place. Days without a rule in the middle are refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from toaan.rules.calendar import ONE_DAY
from toaan.rules.model import RuleRow, vi_date


class DoesNotFit(ValueError):
    """The new version cannot join those that stand. ``field``: what has to be typed otherwise."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Fit:
    """What entering a version does to the versions of its key."""

    new: RuleRow
    closed: RuleRow | None = None
    """The version before it as it stands afterwards, with its last day; ``None`` when none changes."""
    followed: RuleRow | None = None
    """That same version as it stands before."""
    replaced: RuleRow | None = None
    """The version whose place the new one takes, as it stands before."""

    @property
    def before(self) -> RuleRow | None:
        """The version that the new one is compared with."""
        return self.replaced or self.followed

    def applied(self, rows: Iterable[RuleRow]) -> list[RuleRow]:
        """All rows as they stand afterwards."""
        gone = {(r.kind, r.key, r.valid_from) for r in (self.new, self.closed) if r is not None}
        kept = [r for r in rows if (r.kind, r.key, r.valid_from) not in gone]
        return [*kept, *([self.closed] if self.closed else []), self.new]


def fit(rows: Iterable[RuleRow], new: RuleRow) -> Fit:
    """How ``new`` joins the other versions of its kind and key. Raises :class:`DoesNotFit`."""
    if new.valid_to and new.valid_to < new.valid_from:
        raise DoesNotFit("valid_to", "Ngày hết hiệu lực phải từ ngày bắt đầu có hiệu lực trở đi.")
    own = sorted((r for r in rows if (r.kind, r.key) == (new.kind, new.key)), key=lambda row: row.valid_from)
    later = next((r for r in own if r.valid_from > new.valid_from), None)
    same = next((r for r in own if r.valid_from == new.valid_from), None)
    before = next((r for r in reversed(own) if r.valid_from < new.valid_from), None)
    if later and not same and not before:
        raise DoesNotFit(
            "valid_from",
            f"Ngày bắt đầu có hiệu lực phải sau ngày {vi_date(later.valid_from)}, ngày bắt đầu của bản đầu tiên.",
        )
    if later and (new.valid_to is None or new.valid_to >= later.valid_from):
        raise DoesNotFit(
            "valid_to",
            f"Đã có bản có hiệu lực từ ngày {vi_date(later.valid_from)}. Hãy ghi ngày hết hiệu lực là "
            f"{vi_date(later.valid_from - ONE_DAY)}, hoặc sửa bản ấy.",
        )
    closed = None
    if before and (before.valid_to is None or before.valid_to >= new.valid_from):
        closed = replace(before, valid_to=new.valid_from - ONE_DAY)
    if later and new.valid_to and new.valid_to + ONE_DAY < later.valid_from:
        covered = same or before
        if covered and (covered.valid_to is None or covered.valid_to > new.valid_to):
            raise DoesNotFit(
                "valid_to",
                f"Từ ngày {vi_date(new.valid_to + ONE_DAY)} đến ngày {vi_date(later.valid_from - ONE_DAY)} sẽ không có "
                f"quy định nào. Hãy ghi ngày hết hiệu lực là {vi_date(later.valid_from - ONE_DAY)}.",
            )
    return Fit(new, closed, before if closed else None, same)


def digest(rows: Iterable[RuleRow]) -> str:
    """SHA-256 over rows in canonical form: the same versions give the same digest, in whatever order they come."""
    told = sorted(canonical(row) for row in rows)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def canonical(row: RuleRow) -> str:
    """The row as JSON with sorted keys and no spaces."""
    return json.dumps(row.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
