"""What an appeal on paper may be against: the counter names a number, as it stands on the paper, or a party."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Party
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.course import queries as course
from toaan.course.models import CourseDecision
from toaan.course.periods import APPEALABLE
from toaan.judgments import queries as judgments
from toaan.judgments.models import Appeal, AppealPeriod, Judgment
from toaan.judgments.states import PRONOUNCED
from toaan.vietnamese.numbers import Word, search_words
from toaan.vietnamese.text import fold

SHOWN = 20
"""So many judgments and so many decisions; more words find less."""
READ = 3 * SHOWN
"""Registers of several kinds of case share a sequence; the kind is looked at in what was read."""
T = TypeVar("T", bound=Model)


def challengeable(viewer: Viewer, words: str) -> tuple[list[Judgment], list[CourseDecision]]:
    """Judgments and decisions of first instance in the viewer's court that can be appealed against, newest first: those
    whose own number is named, and those of the cases in whose number or parties every word occurs. Of each one more
    than is shown, where there are more.
    """
    asked = search_words(words)
    if not asked:
        return [], []
    judged = _named(viewer, _judgments(viewer), words, asked).order_by("-pronounced_on", "-pk")[:READ]
    decided = _named(viewer, _decisions(viewer), words, asked).order_by("-issued_at", "-pk")[:READ]
    load(judged, decided)
    return _fitting(judged, asked), _fitting(decided, asked)


def _judgments(viewer: Viewer) -> QuerySet[Judgment]:
    """Of second instance none: it has no period."""
    has_period = Exists(AppealPeriod.objects.filter(judgment=OuterRef("pk")))
    return (
        judgments.visible_to(viewer)
        .filter(has_period, state=PRONOUNCED)
        .select_related("file_transfer")
        .prefetch_related(
            *_OF_THE_CASE, "late_appeals",
            Prefetch("periods", AppealPeriod.objects.select_related("party")),
            Prefetch("appeals", Appeal.objects.only("judgment", "party")),
        )
    )  # fmt: skip


def _decisions(viewer: Viewer) -> QuerySet[CourseDecision]:
    return course.visible_to(viewer).filter(kind__in=APPEALABLE).prefetch_related(*_OF_THE_CASE)


_OF_THE_CASE: tuple[Any, ...] = (
    Prefetch("case__parties", Party.objects.only("case", "role", "name")),
    Prefetch("case__assignments", Assignment.objects.filter(ended_at=None)),
)
"""Its title, and who sits on it."""


def _named(viewer: Viewer, rows: QuerySet[T], words: str, asked: list[Word]) -> QuerySet[T]:
    """Rows that bear the number, or whose case the words find; which of both is told in `of_case`."""
    seen = cases.visible_to(viewer).prefetch_related(None).order_by().filter(pk=OuterRef("case_id"))
    numbers = [one for one in asked if one.sequence is not None and one.year is not None]
    told: Any = rows.annotate(of_case=Exists(cases.matching(seen, words)))
    if not numbers:
        return cast("QuerySet[T]", told.filter(of_case=True))
    own = Q()
    for one in numbers:
        own &= Q(number__sequence=one.sequence, number__year=one.year)
    others = " ".join(one.text for one in asked if one not in numbers)
    if others:
        own &= Q(Exists(cases.matching(seen, others)))
    return cast("QuerySet[T]", told.filter(Q(of_case=True) | own))


def _fitting(rows: Iterable[Any], asked: list[Word]) -> list[Any]:
    """Without those that only share the sequence: 12/2026/DS-ST is not 12/2026/HNGĐ-ST."""
    kinds = [one.kind for one in asked if one.kind]
    found = [row for row in rows if row.of_case or all(kind in fold(str(row.number)) for kind in kinds)]
    return found[: SHOWN + 1]
