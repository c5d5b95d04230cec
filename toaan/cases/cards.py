"""A deadline as pages show it: a badge, and a card that explains itself. No rules here."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toaan.cases.models import Deadline
from toaan.core import clock, rules_in_force
from toaan.rules.brief import brief
from toaan.rules.calendar import weekday_vi
from toaan.rules.model import vi_date
from toaan.rules.time_limits import urgency, working_days_left


def badge(deadline: Deadline | None, *, plain: bool = False) -> dict[str, str] | None:
    """Urgency and words of a deadline's badge ("Còn 3 ngày LV"); `plain`: no abbreviation, for citizens."""
    if deadline is None:
        return None
    if deadline.state == Deadline.State.MET:
        late = _days_late(deadline)
        words = ngettext("Xong, trễ %d ngày", "Xong, trễ %d ngày", late) % late if late else _("Đã xong")
        return {"urgency": "xong", "text": words}
    if deadline.state in {Deadline.State.CANCELLED, Deadline.State.STOPPED}:
        return {"urgency": "dung", "text": str(Deadline.State(deadline.state).label)}
    if over_for_others(deadline):
        return {"urgency": "dung", "text": _("Đã hết hạn")}
    today, calendar = clock.today(), rules_in_force.calendar()
    level, left = (
        urgency(today, deadline.due_on, calendar),
        working_days_left(today, deadline.due_on, calendar),
    )
    if plain:
        return {"urgency": level, "text": _in_full(level, left)}
    late = max(-left, 1)
    words = {
        "nay": _("Hôm nay"),
        "qua": ngettext("Quá %d ngày LV", "Quá %d ngày LV", late) % late,
    }.get(level, ngettext("Còn %d ngày LV", "Còn %d ngày LV", left) % left)
    return {"urgency": level, "text": words}


def provisional_mark(due: Deadline | date) -> str:
    """ " (tạm tính)" after a day that rests on a year whose days off are not announced; else nothing."""
    if isinstance(due, Deadline):
        return _(" (tạm tính)") if due.provisional else ""
    return "" if rules_in_force.calendar().is_announced(due) else _(" (tạm tính)")


def _in_full(level: str, left: int) -> str:
    if level == "nay":
        return _("Hôm nay là ngày cuối")
    if level == "qua":
        over = max(-left, 1)
        return ngettext("Quá %d ngày làm việc", "Quá %d ngày làm việc", over) % over
    return ngettext("Còn %d ngày làm việc", "Còn %d ngày làm việc", left) % left


def over_for_others(deadline: Deadline) -> bool:
    """A party's or the procuracy's time is over: their right has ended, the court is late with nothing."""
    theirs = deadline.owner in {Deadline.Owner.PARTY, Deadline.Owner.PROCURACY}
    return theirs and deadline.state == Deadline.State.OPEN and deadline.due_on < clock.today()


def deadline_card(deadline: Deadline, *, plain: bool = False) -> dict[str, Any]:
    """A deadline as the `{% deadline %}` component wants it: day bar, rule, article, each skipped day, done when."""
    told = deadline.explanation
    short = brief(told)
    return {
        "title": deadline.title if deadline.party is None else f"{deadline.title} – {deadline.party}",
        **{f"badge_{k}" if k == "text" else k: v for k, v in (badge(deadline, plain=plain) or {}).items()},
        "due_text": _("Hết %(weekday)s %(day)s")
        % {"weekday": weekday_vi(deadline.due_on), "day": vi_date(deadline.due_on)},
        "provisional": deadline.provisional,
        "rule_text": short.rule,
        "article": short.article,
        "check_status": told["limit"]["source"]["check_status"],
        "skipped_text": short.skipped,
        "moved_text": short.moved,
        "done_when": short.done_when,
        "ended_text": _ended(deadline),
        "steps": [asdict(cell) for cell in short.cells],
        "aria_text": told["explanation"],
        "extended_text": _extended(deadline.extension),
    }


def _days_late(deadline: Deadline) -> int:
    return max((deadline.ended_on - deadline.due_on).days, 0) if deadline.ended_on else 0


def _ended(deadline: Deadline) -> str:
    """When the duty was done, and how it stands to the last day."""
    if deadline.state == Deadline.State.OPEN or deadline.ended_on is None:
        return ""
    day = vi_date(deadline.ended_on)
    if deadline.state == Deadline.State.CANCELLED:
        return _("Không còn áp dụng từ %(day)s") % {"day": day}
    if deadline.state == Deadline.State.STOPPED:
        return _("Dừng từ ngày %(day)s do tạm đình chỉ; tính lại khi tiếp tục giải quyết") % {"day": day}
    early = (deadline.due_on - deadline.ended_on).days
    if early > 0:
        return _("Xong ngày %(day)s, sớm %(n)d ngày") % {"day": day, "n": early}
    if early < 0:
        return _("Xong ngày %(day)s, trễ %(n)d ngày") % {"day": day, "n": -early}
    return _("Xong ngày %(day)s, đúng ngày cuối") % {"day": day}


def _extended(extension: dict[str, Any] | None) -> str:
    if not extension:
        return ""
    return _("%(by)s gia hạn ngày %(on)s: %(reason)s (trước đó hết %(before)s)") % {
        "by": extension["by"],
        "on": vi_date(date.fromisoformat(extension["on"])),
        "reason": extension["reason"],
        "before": vi_date(date.fromisoformat(extension["due_before"])),
    }
