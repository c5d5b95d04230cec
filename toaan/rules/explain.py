"""Sentences that explain a computed date to the people it binds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from toaan.rules.calendar import weekday_vi
from toaan.rules.model import vi_date

if TYPE_CHECKING:
    from toaan.rules.time_limits import DueDate

Unit = Literal["hour", "day", "working_day", "month", "year"]

SATURDAY = 5

UNIT_VI: Mapping[Unit, str] = {
    "hour": "giờ",
    "day": "ngày",
    "working_day": "ngày làm việc",
    "month": "tháng",
    "year": "năm",
}
MOVED_BY: Mapping[str, str] = {
    "civil": "khoản 5 Điều 148 Bộ luật Dân sự",
    "criminal": "khoản 1 Điều 134 Bộ luật Tố tụng hình sự",
}
"""The article by which a last day moves off a rest day, by way of counting."""


def term_words(amount: int, unit: Unit) -> str:
    """``03 ngày làm việc``: two digits, as the codes write terms; ``ngay`` for a duty without delay."""
    return "ngay" if amount == 0 else f"{amount:02d} {UNIT_VI[unit]}"


def vi_money(amount: int) -> str:
    """``1.234.567 đồng``."""
    return f"{amount:,} đồng".replace(",", ".")


def explain_due_date(result: DueDate) -> str:
    """Trigger, rule, article, days skipped with reasons, result; one or more full sentences."""
    limit = result.limit
    parts = [f"{limit.title}: {_term(result)}, theo {limit.source.cite()}."]
    if result.extended_by and limit.extension:
        parts.append(f"Thời hạn được gia hạn thêm {term_words(result.extended_by, limit.extension.unit)}.")
    counted = [(day, why) for day, why in result.skipped if day < result.nominal]
    if counted:
        parts.append(f"Không tính {_runs(counted)}.")
    moved = [(day, why) for day, why in result.skipped if day >= result.nominal]
    if moved:
        parts.append(
            f"Ngày cuối cùng {vi_date(result.nominal)} rơi vào thời gian nghỉ: {_runs(moved)}, "
            f"nên thời hạn kết thúc vào ngày làm việc tiếp theo ({MOVED_BY[limit.counting]})."
        )
    if why := _not_moved(result):
        parts.append(why)
    parts.append(_last_day(result))
    if result.provisional:
        parts.append("Ngày này là tạm tính vì lịch nghỉ lễ, Tết của năm liên quan chưa được công bố đầy đủ.")
    return " ".join(parts)


def _last_day(result: DueDate) -> str:
    day = f"{weekday_vi(result.due)}, ngày {vi_date(result.due)}"
    if result.limit.unit == "hour":
        return f"Hạn cuối chậm nhất là trong {day}, vào giờ tính từ giờ của sự kiện."
    return f"Hạn cuối là hết {day}."


def _term(result: DueDate) -> str:
    """``03 ngày làm việc, kể từ ngày thụ lý 05/01/2026 (không tính ngày này)``."""
    limit, day = result.limit, vi_date(result.trigger_on)
    if limit.before:
        return f"chậm nhất {limit.words()} trước {limit.trigger} {day}"
    if limit.amount == 0:
        return f"ngay trong {limit.trigger} {day}"
    if limit.unit == "hour":
        return f"{limit.words()}, kể từ {limit.trigger}, ngày {day}"
    if limit.counting == "custody":
        month = " (01 tháng tính là 30 ngày)" if limit.unit == "month" else ""
        return f"{limit.words()}{month}, tiếp theo {limit.trigger} {day}"
    return f"{limit.words()}, kể từ {limit.trigger} {day} (không tính ngày này)"


def _not_moved(result: DueDate) -> str:
    """Said where a reader of the civil rule would expect the day to move off a weekend."""
    if result.due != result.nominal or result.due.weekday() < SATURDAY:
        return ""
    if result.limit.counting == "custody":
        return "Thời hạn tạm giữ, tạm giam hết vào ngày ghi trong lệnh, không dời theo ngày nghỉ (khoản 1 Điều 134 Bộ luật Tố tụng hình sự)."
    if result.limit.counting == "criminal" and result.limit.unit == "day":
        return "Khoản 1 Điều 134 Bộ luật Tố tụng hình sự chỉ quy định dời ngày nghỉ cho thời hạn tính theo tháng nên hạn này không dời."
    return ""


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
