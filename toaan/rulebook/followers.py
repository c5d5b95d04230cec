"""Rows of other domains that repeat the last day of a deadline: they go on saying the same as the deadline."""

from __future__ import annotations

from collections.abc import Sequence

from toaan.course.models import Period
from toaan.filing.models import FeeNotice
from toaan.judgments.models import AppealPeriod
from toaan.rulebook.recount import BATCH, Change
from toaan.searches import rules as searches
from toaan.searches.models import Search

FEE = "BLTTDS:195.2"


def follow(changes: Sequence[Change]) -> None:
    """Periods in which a judgment or a decision without effect yet may be challenged; the last day of a fee notice; the end of
    a search notice.

    What was written on a notice is never shortened: who relied on the printed day is in time.
    """
    changes = [c for c in changes if c.counted is not None]
    _periods([c for c in changes if c.deadline.case_id])
    _searches([c for c in changes if c.deadline.case_id])
    _notices([c for c in changes if c.deadline.rule == FEE and c.after > c.before])


def _periods(changes: Sequence[Change]) -> None:
    if not changes:
        return
    by_place: dict[tuple[object, ...], Change] = {
        (c.deadline.case_id, c.deadline.party_id, c.deadline.rule, c.deadline.trigger_on): c for c in changes
    }
    cases, rules = {c.deadline.case_id for c in changes}, {c.deadline.rule for c in changes}
    moved: list[AppealPeriod] = []
    judged = AppealPeriod.objects.filter(judgment__case__in=cases, judgment__effect=None, rule__in=rules)
    for row in judged.select_related("judgment"):
        change = by_place.get((row.judgment.case_id, row.party_id, row.rule, row.from_on))
        if change is not None and change.counted is not None:
            row.due_on, row.provisional = change.after, change.counted.found.provisional
            row.explanation = row.explanation.replace(change.explained, change.counted.found.explanation)
            moved.append(row)
    AppealPeriod.objects.bulk_update(moved, ["due_on", "provisional", "explanation"], batch_size=BATCH)
    decided: list[Period] = []
    course = Period.objects.filter(decision__case__in=cases, decision__effective_on=None, rule__in=rules)
    for period in course.select_related("decision"):
        change = by_place.get((period.decision.case_id, period.party_id, period.rule, period.from_on))
        if change is not None and change.counted is not None:
            period.due_on, period.explanation = change.after, change.counted.found.explanation
            decided.append(period)
    Period.objects.bulk_update(decided, ["due_on", "explanation"], batch_size=BATCH)


def _searches(changes: Sequence[Change]) -> None:
    """The term of a notice that still runs (BLTTDS 388.2): the portal takes it down, and the session opens, after the new day.

    The limit of the session (388.4, 392.4) is counted from the end as it was foreseen; it may warn a few days early.
    """
    days = {(c.deadline.case_id, c.deadline.rule, c.deadline.trigger_on): c.after for c in changes}
    if not days:
        return
    moved = []
    rows = Search.objects.filter(
        case__in={case for case, _rule, _on in days}, ended_on=None, term_over_on=None
    )
    for search in rows.exclude(until=None).select_related("case"):
        found = searches.of(search.case)
        day = days.get((search.case_id, found.term, search.began_on)) if found and search.began_on else None
        if day is not None:
            search.until = day
            moved.append(search)
    Search.objects.bulk_update(moved, ["until"], batch_size=BATCH)


def _notices(changes: Sequence[Change]) -> None:
    days = {(c.deadline.petition_id, c.deadline.trigger_on): c.after for c in changes}
    later = []
    for notice in FeeNotice.objects.filter(petition__in=[c.deadline.petition_id for c in changes]):
        day = days.get((notice.petition_id, notice.notified_on))
        if day is not None and notice.due_on is not None and notice.due_on < day:
            notice.due_on = day
            later.append(notice)
    FeeNotice.objects.bulk_update(later, ["due_on"], batch_size=BATCH)
