"""Ask for a deadline by article and facts: find the rule that they single out, and count.

Several limits stand in one article (273.1: present, absent). A rule's ``when`` holds the facts that choose it;
a fact that is not given has its usual value. ``also`` names other articles under which people look for it, each with
the facts that lead here: ``{"273.1": {simplified: true}}`` on 322.1.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import MAXYEAR, date

from toaan.rules.calendar import Calendar
from toaan.rules.model import NoRuleInForce, RuleRow
from toaan.rules.options import DEADLINE_OPTIONS, BadOption, Value
from toaan.rules.time_limits import CUSTODY_MONTH, DueDate, TimeLimit, due_date
from toaan.vietnamese.text import fold

_FLAGS: dict[str, Value] = {
    option.name: False
    for option in DEADLINE_OPTIONS.values()
    if option.shape == "flag" and option.name != "present"
}
USUAL: Mapping[str, Value] = _FLAGS | {"present": True, "level": "same", "bound": "earliest"}
"""What is taken for a fact that nobody gave."""
BESIDE = frozenset({"type", "court", "channel", "severity"})
"""Facts of a case that may be given though the rule does not depend on them."""
DAYS_ROLL = "setting:criminal-day-terms"


class UnknownRule(LookupError):
    """No rule has this key or article."""


class Undecided(ValueError):
    """Several rules share the article and the facts given do not tell them apart."""


def answer(
    rows: Iterable[RuleRow],
    asked: str,
    start: date,
    calendar: Calendar,
    options: Mapping[str, Value] | None = None,
    *,
    criminal_days_roll: bool = False,
) -> DueDate:
    """The due date of the rule ``asked`` (key or ``LAW:article``) under the facts of ``options``.

    Args:
        rows: every version of every time limit.
        start: the day that sets the limit off; its version of the rule counts.

    Raises:
        UnknownRule, Undecided, toaan.rules.model.NoRuleInForce: no rule, several, or none on that day.
        toaan.rules.options.BadOption: a fact that this rule does not know.
    """
    options = dict(options or {})
    row = find(rows, asked, start, options)
    if idle := _idle(row, options):
        raise BadOption(f"thời hạn “{row.key}” không phụ thuộc vào {idle}")
    limit = _as_ordered(TimeLimit.from_row(row), row, options)
    trigger = options.get("resumed_effective", start)
    if not isinstance(trigger, date) or trigger < start:
        raise BadOption("resumed_effective không thể trước ngày bắt đầu lần đầu (from)")
    try:
        return due_date(
            limit,
            trigger,
            calendar,
            extended_by=_extension(limit, options),
            criminal_days_roll=criminal_days_roll,
        )
    except OverflowError:
        raise BadOption(f"hạn tính từ {trigger:%d/%m/%Y} vượt quá năm {MAXYEAR}; kiểm tra lại ngày") from None


def find(rows: Iterable[RuleRow], asked: str, on: date, options: Mapping[str, Value]) -> RuleRow:
    """The one version in force on ``on`` that the facts single out. Raises as :func:`answer`."""
    named = [row for row in rows if _is_named(row, asked)]
    if not named:
        raise UnknownRule(f"không có thời hạn “{asked}”; xem: toaan rules list --kind time_limit")
    current = [row for row in named if row.is_in_force(on)]
    if not current:
        raise NoRuleInForce(named[0].key, on)
    fitting = [(row, score) for row in current if (score := _fit(row, asked, options)) is not None]
    fitting = [(row, score) for row, score in fitting if not _idle(row, options)] or fitting
    best = [row for row, score in fitting if score == max(s for _, s in fitting)]
    if len(best) == 1:
        return best[0]
    meant = [row for row in current if _plain(row.key) == _plain(asked)] or current
    if not best and len(meant) == 1:
        raise BadOption(
            f"“{meant[0].key}” không áp dụng cho điều kiện đã nêu; chỉ áp dụng khi {_facts(meant[0])}"
        )
    several = "; ".join(f"{row.key} ({_facts(row)})" for row in best or current)
    raise Undecided(f"“{asked}” có nhiều thời hạn, cần thêm điều kiện để chọn: {several}")


def _is_named(row: RuleRow, asked: str) -> bool:
    """By key, by article, by a part of an article, or by another article that leads here."""
    law, _, path = asked.strip().partition(":")
    if _plain(row.key) == _plain(asked):
        return True
    own_law, own = _plain(row.key.partition(":")[0]), _plain(row.source.article)
    if own_law != _plain(law) or "#" in path or not path:
        return False
    wanted = _plain(path)
    return own == wanted or own.startswith(f"{wanted}.") or _leads_here(row, asked) is not None


def _leads_here(row: RuleRow, asked: str) -> Mapping[str, object] | None:
    """The facts under which the article asked for leads to this rule of another article."""
    wanted = _plain(asked.partition(":")[2])
    return next((facts for path, facts in row.value.get("also", {}).items() if _plain(path) == wanted), None)


def _plain(text: str) -> str:
    return fold(text).replace(" ", "")


def _fit(row: RuleRow, asked: str, options: Mapping[str, Value]) -> tuple[int, bool, bool, bool, bool] | None:
    """How well the facts choose this row; None when they speak against it.

    Facts met, its own key, its own article or one that leads here, a term that takes time (not "at once"), the
    main limit of its article (a sibling's key has a #).
    """
    if "type" in options and options["type"] not in row.value.get("applies_to", [options["type"]]):
        return None
    own_key = _plain(row.key) == _plain(asked)
    met = int("type" in options and "applies_to" in row.value)
    led = _leads_here(row, asked)
    for name, raw in {**row.value.get("when", {}), **(led or {})}.items():
        value = DEADLINE_OPTIONS[name].read(raw)
        if name in options:
            if options[name] != value:
                return None
            met += 1
        elif (not own_key or options.get("abroad")) and _usual(name, options) != value:
            return None
    own_article = _plain(row.source.article) == _plain(asked.partition(":")[2]) or led is not None
    return met, own_key, own_article or own_key, row.value["amount"] > 0, "#" not in row.key


def _usual(name: str, options: Mapping[str, Value]) -> Value | None:
    """What is taken for granted of a fact that was not told: who lives abroad was not at the hearing (479.2)."""
    return not options.get("abroad") if name == "present" else USUAL.get(name)


def _facts(row: RuleRow) -> str:
    """``simplified=true, present=false``, as one types them."""
    words = [
        f"{name}={str(value).lower() if isinstance(value, bool) else value}" for name, value in _when(row)
    ]
    return ", ".join(words) or "không có điều kiện"


def _when(row: RuleRow) -> Sequence[tuple[str, object]]:
    kinds = [("type", "|".join(row.value["applies_to"]))] if "applies_to" in row.value else []
    return [*kinds, *row.value.get("when", {}).items()]


def _idle(row: RuleRow, options: Mapping[str, Value]) -> str | None:
    """A fact given that this rule does not know; it was given for a reason, so another rule is meant."""
    value = row.value
    used = BESIDE | set(value.get("when", {})).union(*value.get("also", {}).values())
    if extension := value.get("extension"):
        used |= {"extended", extension.get("option", "extended").partition("=")[0]}
    if value.get("at_most") or value.get("by_order") or "extended" in options:
        used |= {"months"}
    if value.get("counting") == "custody":
        used |= {"custody"}
    if "not_before" in value:
        used |= {"bound"}
    if value.get("restarts"):
        used |= {"resumed_effective"}
    if "nhận được" in value["trigger"]:
        used |= {"present"}  # counted from the receipt whoever was there
    if "nước ngoài" in value["title"]:
        used |= {"abroad"}  # it speaks of nobody else
    if "service_result_unknown" in used:
        used |= {"abroad", "present"}  # whose service is unknown is abroad and was not there
    return next((name for name in options if name not in used and USUAL.get(name) != options[name]), None)


def _as_ordered(limit: TimeLimit, row: RuleRow, options: Mapping[str, Value]) -> TimeLimit:
    """The limit with the length that the court or an order fixed, or with the first bound of its window."""
    if limit.not_before and options.get("bound", USUAL["bound"]) == "earliest":
        amount, unit = limit.not_before
        return replace(limit, amount=amount, unit=unit)
    months = options.get("months")
    if row.value.get("by_order") and months is None:
        raise BadOption(f"“{row.key}”: cần months, số tháng mà quyết định, lệnh ấn định")
    if not isinstance(months, int) or options.get("extended") is True:
        return limit
    if months > _most_months(limit) and row.value.get("at_most"):
        raise BadOption(f"months={months} vượt quá mức {limit.words()} theo {limit.source.cite()}")
    return replace(limit, amount=months, unit="month")


def _most_months(limit: TimeLimit) -> float:
    per_month = {"month": 1, "year": 1 / 12, "day": CUSTODY_MONTH, "working_day": CUSTODY_MONTH}
    return limit.amount / per_month.get(limit.unit, 1)


def _extension(limit: TimeLimit, options: Mapping[str, Value]) -> int | None:
    if limit.extension is None:
        return None
    name, _, wanted = limit.extension.option.partition("=")
    asked = options.get("extended") is True or (
        name in options and options[name] is not False and wanted in ("", options[name])
    )
    months = options.get("months")
    if not asked:
        return None
    return months if isinstance(months, int) and limit.extension.unit == "month" else limit.extension.amount
