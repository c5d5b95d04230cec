"""Time limits (thời hạn tố tụng): from an event to the last day, with the reason for every step.

Counting follows BLDS 144-148 through BLTTDS 182-183: the day of the event is not counted (147.2); a term of
months ends on the corresponding day of the last month, or on that month's last day (148.3); a last day that
is a rest day or a public holiday moves to the next working day (148.5), as often as needed. Administrative
procedure counts likewise (LTTHC 116.5). Criminal procedure (BLTTHS 134.1) lets only terms of months roll off a rest
day; of terms of days it says nothing, so they end on their last day unless the court's setting says otherwise.
Custody (tạm giữ, tạm giam) is a clock of its own: a month is 30 days, it follows the last day of the order before
and ends on the day in the order. Limitation periods (thời hiệu) follow BLDS 151 and are not counted here.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Any, Literal, cast

from toaan.rules.calendar import ONE_DAY, Calendar, ExcludedPeriod
from toaan.rules.explain import Unit, explain_due_date, term_words
from toaan.rules.model import RuleRow, Source

StepKind = Literal["event", "counted", "skipped", "last"]
Urgency = Literal["qua", "nay", "gan", "con"]
Counting = Literal["civil", "criminal", "custody"]

STEPS_UP_TO = 14
CUSTODY_MONTH = 30
"""Days of a month of custody (BLTTHS 134.1)."""
HOURS_A_DAY = 24
SOON_WORKING_DAYS = 3


class ExtensionTooLong(ValueError):
    """The extension asked for is longer than the law allows, or the limit cannot be extended."""


@dataclass(frozen=True, slots=True)
class Extension:
    """By how much a limit may grow at most, who decides and on what ground.

    ``option`` names the fact that brings it about when a question is asked by facts (``good_cause``); ``article``
    is where the extension stands when that is not the limit's own clause.
    """

    amount: int
    unit: Unit
    by: str
    ground: str = ""
    option: str = "extended"
    article: str = ""

    def words(self) -> str:
        """``02 tháng``."""
        return term_words(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One procedural time limit as in force; ``trigger`` and ``title`` are Vietnamese words.

    ``responsible`` is a role code (``judge``, ``court_president``, ``plaintiff`` ...), ``done_when`` the code
    of the act that fulfils the duty, ``consequence`` what the law attaches to missing it (may be empty).
    An ``amount`` of 0 is "at once" (ngay). ``counting`` says by which law the days are counted; ``not_before`` is
    the first bound of a window, ``before`` counts back from the trigger, ``at_most`` leaves the length to the court.
    """

    key: str
    title: str
    trigger: str
    amount: int
    unit: Unit
    source: Source
    responsible: str
    done_when: str
    extension: Extension | None = None
    consequence: str = ""
    counting: Counting = "civil"
    not_before: tuple[int, Unit] | None = None
    before: bool = False
    at_most: bool = False

    @property
    def id(self) -> str:
        """The key, under the name that stored deadlines use."""
        return self.key

    @classmethod
    def from_row(cls, row: RuleRow) -> "TimeLimit":
        """The limit of a row of kind ``time_limit``."""
        value = row.value
        extension = value.get("extension")
        return cls(
            key=row.key,
            title=value["title"],
            trigger=value["trigger"],
            amount=value["amount"],
            unit=cast(Unit, value["unit"]),
            source=row.source,
            responsible=value["responsible"],
            done_when=value["done_when"],
            extension=extension
            and Extension(
                extension["amount"],
                extension["unit"],
                extension["by"],
                extension.get("ground", ""),
                extension.get("option", "extended"),
                extension.get("article", ""),
            ),
            consequence=value.get("consequence", ""),
            counting=cast(Counting, value.get("counting", "civil")),
            not_before=(first["amount"], first["unit"]) if (first := value.get("not_before")) else None,
            before=value.get("before", False),
            at_most=value.get("at_most", False),
        )

    def words(self) -> str:
        """``03 ngày làm việc``, as the code writes it."""
        return term_words(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class DayStep:
    """One day of the count. ``number`` is the running number of a counted day, else ``None``."""

    day: date
    kind: StepKind
    number: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day on which the act is in time, and how it was found.

    ``nominal`` is the end of the term before it moved off a rest day. ``provisional``: the calendar of a year
    that the result rests on is not announced yet. ``skipped`` lists the uncounted days with their reasons;
    ``steps`` shows every day for limits of at most 14 days and is empty for longer ones.
    """

    due: date
    provisional: bool
    limit: TimeLimit
    trigger_on: date
    steps: tuple[DayStep, ...]
    nominal: date
    skipped: tuple[tuple[date, str], ...] = ()
    extended_by: int = 0
    excluded: tuple[ExcludedPeriod, ...] = ()

    @property
    def explanation(self) -> str:
        """Why this day: trigger, rule, article, days skipped and result, in Vietnamese."""
        return explain_due_date(self)

    def as_json(self) -> dict[str, Any]:
        """A JSON-ready record of the computation, complete enough to show it again years later."""
        return {
            "due": self.due.isoformat(),
            "nominal": self.nominal.isoformat(),
            "provisional": self.provisional,
            "limit": asdict(self.limit),
            "trigger_on": self.trigger_on.isoformat(),
            "extended_by": self.extended_by,
            "excluded": [[one.start.isoformat(), one.end.isoformat(), one.reason] for one in self.excluded],
            "skipped": [[day.isoformat(), reason] for day, reason in self.skipped],
            "steps": [asdict(step) | {"day": step.day.isoformat()} for step in self.steps],
            "explanation": self.explanation,
        }


def add_months(day: date, months: int) -> date:
    """The corresponding day ``months`` later, or that month's last day (BLDS 148.3). Raises ``OverflowError``."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > MAXYEAR:
        raise OverflowError(year)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due_date(
    limit: TimeLimit,
    trigger_on: date,
    calendar: Calendar,
    *,
    excluded: Sequence[ExcludedPeriod] = (),
    extended_by: int | None = None,
    criminal_days_roll: bool = False,
) -> DueDate:
    """The last day of ``limit`` when its trigger happened on ``trigger_on``.

    ``excluded`` periods are not counted; in terms of months each excluded day inside the term lengthens it by
    one day. ``extended_by`` is counted in the extension's unit: months are added to months before the
    corresponding day is sought, other units follow the end of the base term. ``criminal_days_roll`` is the court's
    reading of BLTTHS 134.1, which is silent on terms of days that end on a rest day. Raises
    :class:`ExtensionTooLong`.
    """
    if limit.before:
        return _counted_back(limit, trigger_on, calendar)
    extra = _checked_extension(limit, extended_by)
    same_unit = limit.extension is not None and limit.extension.unit == limit.unit
    amount = limit.amount + (extra if same_unit else 0)
    end, skipped = _end_of_term(trigger_on, amount, _unit(limit, limit.unit), calendar, excluded)
    if extra and not same_unit and limit.extension:
        end, more = _end_of_term(end, extra, _unit(limit, limit.extension.unit), calendar, excluded)
        skipped += more
    due, moved = end, list[tuple[date, str]]()
    if limit.amount and _rolls(limit, criminal_days_roll):
        due, moved = _off_rest_days(end, calendar, excluded)
    touched = [due, end, *(day for day, _ in skipped)]
    if limit.unit == "working_day":
        touched.append(trigger_on + ONE_DAY)
    return DueDate(
        due=due,
        provisional=not all(calendar.is_announced(day) for day in touched),
        limit=limit,
        trigger_on=trigger_on,
        steps=_steps(limit, trigger_on, end, due, dict(skipped + moved)),
        nominal=end,
        skipped=tuple(skipped + moved),
        extended_by=extra,
        excluded=tuple(excluded),
    )


def latest_moved(limit: TimeLimit, trigger_on: date, fixed_on: date, calendar: Calendar) -> date:
    """The last day to which a term may be moved whose end ``fixed_on`` the judge had set within the limit.

    The whole extension counts from the day that was set, and never leads past the limit's own extended end. Raises
    :class:`ExtensionTooLong` when the limit cannot be extended.
    """
    if limit.extension is None:
        raise ExtensionTooLong(f"Luật không cho gia hạn: {limit.title} ({limit.source.cite()}).")
    more = limit.extension
    alone = replace(limit, amount=more.amount, unit=more.unit, extension=None)
    whole = due_date(limit, trigger_on, calendar, extended_by=more.amount).due
    return min(due_date(alone, fixed_on, calendar).due, whole)


def extended_to(limit: TimeLimit, trigger_on: date, day: date, calendar: Calendar) -> DueDate:
    """``limit`` with the shortest extension that reaches ``day``. Raises :class:`ExtensionTooLong` when none does."""
    most = limit.extension.amount if limit.extension else 0
    for amount in range(1, most + 1):
        found = due_date(limit, trigger_on, calendar, extended_by=amount)
        if found.due >= day:
            return found
    raise ExtensionTooLong(f"{limit.title}: {limit.source.cite()} không cho gia hạn đến ngày {day:%d/%m/%Y}.")


def working_days_left(today: date, due: date, calendar: Calendar) -> int:
    """Working days after ``today`` up to and including ``due``; negative when ``due`` has passed."""
    if due < today:
        return -working_days_left(due, today, calendar)
    days = (today.toordinal() + i for i in range(1, (due - today).days + 1))
    return sum(calendar.is_working_day(date.fromordinal(day)) for day in days)


def urgency(today: date, due: date, calendar: Calendar) -> Urgency:
    """``qua`` overdue, ``nay`` due today, ``gan`` within 3 working days, ``con`` later."""
    if due < today:
        return "qua"
    if due == today:
        return "nay"
    return "gan" if working_days_left(today, due, calendar) <= SOON_WORKING_DAYS else "con"


def soon_until(today: date, calendar: Calendar) -> date:
    """The last day whose level is still ``gan``: lists ask the database for the level by days."""
    day = today
    while working_days_left(today, day + timedelta(days=1), calendar) <= SOON_WORKING_DAYS:
        day += timedelta(days=1)
    return day


def _rolls(limit: TimeLimit, criminal_days_roll: bool) -> bool:
    """Does a last day that is a rest day move to the next working day?"""
    if limit.counting == "custody" or limit.unit == "hour":
        return False
    return limit.counting == "civil" or limit.unit in ("month", "year") or criminal_days_roll


def _unit(limit: TimeLimit, unit: Unit) -> Unit | Literal["custody_month"]:
    return "custody_month" if limit.counting == "custody" and unit == "month" else unit


def _counted_back(limit: TimeLimit, trigger_on: date, calendar: Calendar) -> DueDate:
    """The last day for an act that must precede the trigger by ``limit``: it does not move."""
    months = limit.amount * (12 if limit.unit == "year" else 1)
    long = limit.unit in ("month", "year")
    day = add_months(trigger_on, -months) if long else trigger_on - timedelta(days=limit.amount)
    return DueDate(day, not calendar.is_announced(day), limit, trigger_on, (), day)


def _checked_extension(limit: TimeLimit, extended_by: int | None) -> int:
    if not extended_by:
        return 0
    if limit.extension is None:
        raise ExtensionTooLong(f"{limit.title}: {limit.source.cite()} không cho gia hạn thời hạn này.")
    if not 0 < extended_by <= limit.extension.amount:
        asked = term_words(extended_by, limit.extension.unit)
        raise ExtensionTooLong(
            f"{limit.title}: chỉ được gia hạn không quá {limit.extension.words()} "
            f"theo {limit.source.cite()}; thời gian gia hạn đề nghị là {asked}."
        )
    return extended_by


def _end_of_term(
    start: date,
    amount: int,
    unit: Unit | Literal["custody_month"],
    calendar: Calendar,
    excluded: Sequence[ExcludedPeriod],
) -> tuple[date, list[tuple[date, str]]]:
    """The nominal last day, and the days passed over on the way with their reasons."""
    if unit == "custody_month":
        return start + timedelta(days=CUSTODY_MONTH * amount), []
    if unit == "hour":
        return start + timedelta(days=-(-amount // HOURS_A_DAY)), []
    if unit in ("month", "year"):
        end = add_months(start, amount * (12 if unit == "year" else 1))
        return _lengthened(start, end, excluded)
    day, counted, skipped = start, 0, list[tuple[date, str]]()
    while counted < amount:
        day += ONE_DAY
        why = _excluded(day, excluded) or (calendar.why_off(day) if unit == "working_day" else None)
        if why:
            skipped.append((day, why))
        else:
            counted += 1
    return day, skipped


def _lengthened(
    start: date, end: date, excluded: Sequence[ExcludedPeriod]
) -> tuple[date, list[tuple[date, str]]]:
    skipped: list[tuple[date, str]] = []
    day = start
    while day < end:
        day += ONE_DAY
        if why := _excluded(day, excluded):
            skipped.append((day, why))
            end += ONE_DAY
    return end, skipped


def _off_rest_days(
    end: date, calendar: Calendar, excluded: Sequence[ExcludedPeriod]
) -> tuple[date, list[tuple[date, str]]]:
    moved: list[tuple[date, str]] = []
    while why := _excluded(end, excluded) or calendar.why_off(end):
        moved.append((end, why))
        end += ONE_DAY
    return end, moved


def _excluded(day: date, excluded: Sequence[ExcludedPeriod]) -> str | None:
    return next((period.reason for period in excluded if day in period), None)


def _steps(
    limit: TimeLimit, trigger_on: date, end: date, due: date, reasons: Mapping[date, str]
) -> tuple[DayStep, ...]:
    if limit.unit not in ("day", "working_day") or not 0 < limit.amount <= STEPS_UP_TO:
        return ()
    steps = [DayStep(trigger_on, "event", None, limit.trigger)]
    day, number = trigger_on, 0
    while day < due:
        day += ONE_DAY
        uncounted = day in reasons and day != end
        if uncounted and day != due:
            steps.append(DayStep(day, "skipped", None, reasons[day]))
            continue
        # The nominal last day is counted even when it is a rest day: the term then runs on to the next
        # working day, which carries no number of its own.
        number += day <= end
        kind: StepKind = "last" if day == due else "counted"
        steps.append(DayStep(day, kind, number if day <= end else None, reasons.get(day, "")))
    return tuple(steps)
