"""How long a closed dossier is kept (thời hạn bảo quản)."""

from dataclasses import dataclass
from datetime import date

from toaan.rules.model import CHECK_STATUS_VI, RuleRow, vi_date
from toaan.rules.time_limits import add_months


@dataclass(frozen=True, slots=True)
class Retention:
    """``keep_until`` is ``None`` when the dossier is permanent or no period is laid down: it may not be
    destroyed.
    """

    keep_until: date | None
    permanent: bool
    explanation_vi: str


def retention(rule: RuleRow, closed_on: date) -> Retention:
    """Apply a row of kind ``retention``: years from the end of the year in which the dossier was closed."""
    status = CHECK_STATUS_VI[rule.source.check_status]
    if rule.value.get("permanent", False):
        return Retention(None, True, f"{rule.value['title']}: bảo quản vĩnh viễn ({status}).")
    years = rule.value.get("years")
    if years is None:
        why = "chưa nhập thời hạn bảo quản nên hồ sơ được giữ lại, không tiêu hủy"
        return Retention(None, False, f"{rule.value['title']}: {why} ({status}).")
    until = add_months(date(closed_on.year, 12, 31), years * 12)
    return Retention(
        until,
        False,
        f"{rule.value['title']}: bảo quản {years} năm, đến hết ngày {vi_date(until)} ({status}).",
    )
