"""What is looked at before a version of a rule may be proposed, and again before it is entered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.rules.calendar import Calendar, missing_fixed_days
from toaan.rules.model import RuleRow, vi_date
from toaan.rules.schema import check_value
from toaan.rules.versions import DoesNotFit, Fit, fit

HOLIDAY = re.compile(r"holiday:(?P<year>\d{4})", re.ASCII)
NEAR = 10
"""Years of the calendar may be entered this far from the years that are known."""


def wrong(code: str, field: str, message: str) -> Refused:
    """A refusal that belongs to a field of the form."""
    return Refused(code, message, status=422, fields={field: message})


def versions(rows: Sequence[RuleRow], row: RuleRow) -> list[RuleRow]:
    """All versions of the same rule."""
    return [r for r in rows if (r.kind, r.key) == (row.kind, row.key)]


def checked(rows: Sequence[RuleRow], row: RuleRow, reason: str) -> Fit:
    """How the version joins those that stand.

    Raises:
        Refused: "rule.unknown", "rule.value", "rule.no_article", "rule.no_reason", "rule.holiday", "rule.does_not_fit",
            "rule.same".
    """
    own = versions(rows, row)
    if not own:
        _refuse_unknown(rows, row)
    if problems := check_value(row.kind, row.value):
        raise wrong("rule.value", "value", _("Nội dung chưa dùng được: %s.") % "; ".join(problems))
    if not row.source.article.strip() or not row.source.law.strip():
        raise wrong("rule.no_article", "article", _("Ghi văn bản và điều, khoản làm căn cứ của quy định."))
    if not reason.strip():
        raise wrong("rule.no_reason", "reason", _("Nêu lý do, căn cứ thay đổi."))
    if row.kind == "holiday":
        _check_year(row)
    try:
        found = fit(rows, row)
    except DoesNotFit as error:
        raise wrong("rule.does_not_fit", error.field, str(error)) from error
    before = found.before
    if before and (before.value, before.source) == (row.value, row.source):
        end = before.valid_to if found.replaced else None
        if found.closed or end == row.valid_to:
            raise wrong(
                "rule.same", "reason", _("Bản này không khác bản đang có. Hãy sửa điều cần đổi rồi gửi lại.")
            )
    return found


def _refuse_unknown(rows: Sequence[RuleRow], row: RuleRow) -> None:
    """A new year may join the calendar; other rules are those that the program knows by name."""
    match = HOLIDAY.fullmatch(row.key) if row.kind == "holiday" else None
    known = [int(r.value["year"]) for r in rows if r.kind == "holiday"]
    if match is None:
        raise Refused("rule.unknown", "Không có quy định này để sửa.", status=404)
    if known and not min(known) - NEAR <= int(match["year"]) <= max(known) + NEAR:
        raise Refused("rule.unknown", "Năm này quá xa các năm đã có trong lịch.", status=404)


def _check_year(row: RuleRow) -> None:
    """A day is off or worked, not both; nobody works "in exchange" on a day that is a working day anyway."""
    year, off, extra = row.value["year"], row.value["days"], row.value["extra_working_days"]
    if (row.valid_from, row.valid_to) != (date(year, 1, 1), date(year, 12, 31)):
        _wrong_days(
            "valid_from", _("Lịch của một năm có hiệu lực từ 01/01/%(y)d đến hết 31/12/%(y)d.") % {"y": year}
        )
    if row.key != f"holiday:{year}":
        _wrong_days("value", _("Lịch này là của năm %s.") % row.key.removeprefix("holiday:"))
    if both := sorted(set(off) & set(extra)):
        _wrong_days("extra_working_days", _("%s vừa là ngày nghỉ, vừa là ngày làm bù.") % _days(both))
    if row.value["announced"] and (gone := missing_fixed_days(year, off)):
        _wrong_days(
            "days",
            _("Thiếu ngày nghỉ cố định của luật: %s (khoản 1 Điều 112 Bộ luật Lao động).")
            % ", ".join(f"{vi_date(day)} {name}" for day, name in gone),
        )
    weekdays = Calendar({})
    if idle := [day for day in sorted(extra) if weekdays.is_working_day(date.fromisoformat(day))]:
        _wrong_days(
            "extra_working_days",
            _("%s là ngày làm việc trong tuần, không phải ngày nghỉ để làm bù.") % _days(idle),
        )


def _wrong_days(field: str, message: str) -> NoReturn:
    raise wrong("rule.holiday", field, message)


def _days(days: Sequence[str]) -> str:
    return ", ".join(vi_date(date.fromisoformat(day)) for day in days)
