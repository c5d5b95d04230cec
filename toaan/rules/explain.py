"""Sentences that explain a computed date to the people it binds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from toaan.rules.calendar import weekday_vi
from toaan.rules.model import vi_date

if TYPE_CHECKING:
    from toaan.rules.time_limits import DueDate

Unit = Literal["day", "working_day", "month", "year"]

UNIT_VI: Mapping[Unit, str] = {
    "day": "ngày",
    "working_day": "ngày làm việc",
    "month": "tháng",
    "year": "năm",
}


def term_words(amount: int, unit: Unit) -> str:
    """``03 ngày làm việc``: two digits, as the codes write terms."""
    return f"{amount:02d} {UNIT_VI[unit]}"


def vi_money(amount: int) -> str:
    """``1.234.567 đồng``."""
    return f"{amount:,} đồng".replace(",", ".")


def explain_due_date(result: DueDate) -> str:
    """Trigger, rule, article, days skipped with reasons, result; one or more full sentences."""
    limit = result.limit
    parts = [
        f"{limit.title}: {limit.words()}, kể từ {limit.trigger} {vi_date(result.trigger_on)} "
        f"(không tính ngày này), theo {limit.source.cite()}."
    ]
    if result.extended_by and limit.extension:
        parts.append(f"Thời hạn được gia hạn thêm {term_words(result.extended_by, limit.extension.unit)}.")
    counted = [(day, why) for day, why in result.skipped if day < result.nominal]
    if counted:
        parts.append(f"Không tính {_runs(counted)}.")
    moved = [(day, why) for day, why in result.skipped if day >= result.nominal]
    if moved:
        parts.append(
            f"Ngày cuối cùng {vi_date(result.nominal)} rơi vào thời gian nghỉ: {_runs(moved)}, "
            "nên thời hạn kết thúc vào ngày làm việc tiếp theo (khoản 5 Điều 148 Bộ luật Dân sự)."
        )
    parts.append(f"Hạn cuối là hết {weekday_vi(result.due)}, ngày {vi_date(result.due)}.")
    if result.provisional:
        parts.append("Ngày này là tạm tính vì lịch nghỉ lễ, Tết của năm liên quan chưa được công bố đầy đủ.")
    return " ".join(parts)


def _runs(days: Iterable[tuple[date, str]]) -> str:
    """``17/01/2026 (thứ Bảy), 16/02/2026–20/02/2026 (Tết Nguyên đán)``: neighbours of one reason together."""
    runs: list[tuple[date, date, str]] = []
    for day, why in days:
        if runs and runs[-1][2] == why and runs[-1][1] + timedelta(days=1) == day:
            runs[-1] = (runs[-1][0], day, why)
        else:
            runs.append((day, day, why))
    return ", ".join(
        f"{vi_date(first)}{f'–{vi_date(last)}' if last != first else ''} ({why})" for first, last, why in runs
    )
