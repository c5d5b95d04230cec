"""A stored deadline told shortly: the cells of its day bar and the rows of its table.

The sentence of `explain.py` says everything at once; a person at the desk first wants to see the days. Both come
from the same record (`DueDate.as_json`), so they cannot differ; `tests/test_brief.py` holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from toaan.rules.calendar import weekday_vi
from toaan.rules.duties import DONE_WHEN
from toaan.rules.explain import MOVED_BY, term_words
from toaan.rules.model import Source, vi_date

CellKind = Literal["start", "counted", "skipped", "end"]
LINE = 14
"""A bar of more days than this is told as one term from end to end."""
FEW = 3
"""Up to this many weekends are named day by day; more are counted."""
SHORT_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
WEEKEND = frozenset({"thứ Bảy", "Chủ nhật"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the bar: `day` above, `small` below; `wide` boxes stand for a whole stretch."""

    day: str
    small: str
    kind: CellKind
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """What the card of a deadline shows."""

    rule: str
    article: str
    skipped: str
    moved: str
    done_when: str
    cells: tuple[Cell, ...]


def brief(told: Mapping[str, Any]) -> Brief:
    """The short telling of a stored computation (`DueDate.as_json`)."""
    limit, trigger = told["limit"], date.fromisoformat(told["trigger_on"])
    due, nominal = date.fromisoformat(told["due"]), date.fromisoformat(told["nominal"])
    skipped = [(date.fromisoformat(day), str(why)) for day, why in told["skipped"]]
    moved = [(day, why) for day, why in skipped if day >= nominal]
    return Brief(
        rule=_rule(told, trigger, due, nominal),
        article=Source(**limit["source"]).cite(),
        skipped=skipped_words([(day, why) for day, why in skipped if day < nominal]),
        moved=(
            f"{skipped_words(moved)}: hạn cuối chuyển sang {weekday_vi(due)} {vi_date(due)} "
            f"({MOVED_BY[limit.get('counting', 'civil')]})"
            if moved
            else ""
        ),
        done_when=DONE_WHEN.get(limit["done_when"], ""),
        cells=_days(told["steps"]) if 0 < len(told["steps"]) <= LINE else _term(told, trigger, due, nominal),
    )


def _rule(told: Mapping[str, Any], trigger: date, due: date, nominal: date) -> str:
    limit = told["limit"]
    amount, day = term_words(limit["amount"], limit["unit"]), f"{limit['trigger']} {vi_date(trigger)}"
    words = (
        f"chậm nhất {amount} trước {day}"
        if limit.get("before")
        else f"{amount} {'từ' if limit['amount'] else 'trong'} {day}"
    )
    if told["extended_by"] and limit["extension"]:
        words += f", gia hạn thêm {term_words(told['extended_by'], limit['extension']['unit'])}"
    if due < nominal:  # the judge fixed an earlier day within the limit
        words = f"Thẩm phán ấn định đến hết {vi_date(due)}; luật cho phép tối đa {words}"
    return words


def _days(steps: Sequence[Mapping[str, Any]]) -> tuple[Cell, ...]:
    kinds: Mapping[str, CellKind] = {
        "event": "start",
        "last": "end",
        "counted": "counted",
        "skipped": "skipped",
    }
    cells = []
    for step in steps:
        day = date.fromisoformat(step["day"])
        if step["kind"] == "event":
            small = "bắt đầu"
        elif step["number"]:
            small = str(step["number"])
        else:
            small = _short(day, step["reason"])
        cells.append(Cell(str(day.day), small, kinds[step["kind"]]))
    return tuple(cells)


def _term(told: Mapping[str, Any], trigger: date, due: date, nominal: date) -> tuple[Cell, ...]:
    limit = told["limit"]
    words = term_words(limit["amount"], limit["unit"])
    if told["extended_by"] and limit["extension"]:
        words += f" + {term_words(told['extended_by'], limit['extension']['unit'])}"
    start = Cell(f"{trigger:%d/%m/%Y}", "bắt đầu", "start")
    stretch = Cell(words, "", "counted", wide=True)
    last = Cell(f"{due:%d/%m/%Y}", f"hết {weekday_vi(due)}", "end")
    if limit.get("before"):  # read from left to right as days go by
        return Cell(last.day, last.small, "start"), stretch, Cell(start.day, "ngày mở", "end")
    cells = [start, stretch]
    if due > nominal:
        off = [date.fromisoformat(day) for day, _ in told["skipped"] if date.fromisoformat(day) >= nominal]
        cells.append(Cell(_span(off[0], off[-1]), "ngày nghỉ", "skipped"))
    return (*cells, last)


def _short(day: date, reason: str) -> str:
    """What stands under an uncounted day: T7, CN, or "lễ"; an unknown reason only "nghỉ"."""
    if reason in WEEKEND or not reason:
        return SHORT_DAYS[day.weekday()]
    return "bù" if "bù" in reason else "nghỉ" if "sự cố" in reason else "lễ"


def skipped_words(days: Iterable[tuple[date, str]]) -> str:
    """Uncounted days, shortly: weekends together, each holiday by its name."""
    runs: list[tuple[date, date, str]] = []
    for day, why in sorted(days):
        reason = "cuối tuần" if why in WEEKEND else why
        if runs and runs[-1][2] == reason and runs[-1][1] + timedelta(days=1) == day:
            runs[-1] = (runs[-1][0], day, reason)
        else:
            runs.append((day, day, reason))
    weekends = [run for run in runs if run[2] == "cuối tuần"]
    words = []
    if len(weekends) > FEW:
        words.append(f"{len(weekends)} cuối tuần")
    elif weekends:
        words.append("cuối tuần " + ", ".join(_span(first, last) for first, last, _ in weekends))
    words += [f"{reason} {_span(first, last)}" for first, last, reason in runs if reason != "cuối tuần"]
    return ", ".join(words)


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{first:%d/%m}"
    return f"{first:%d}–{last:%d/%m}" if first.month == last.month else f"{first:%d/%m}–{last:%d/%m}"
