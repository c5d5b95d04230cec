"""Checks of publication: judgments and decisions in effect about which nobody has decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.appeals.decisions.models import Review
from toaan.cases.integrity import found
from toaan.cases.models import Case
from toaan.core.integrity import MISSING, Asked, Found, check
from toaan.core.roles import Role
from toaan.course.models import CourseDecision
from toaan.judgments.models import Judgment
from toaan.judgments.states import PRONOUNCED
from toaan.publication.models import Publication
from toaan.publication.rulings import OF_CASE
from toaan.publication.states import OPEN
from toaan.review.models import Letter

PAGE = "publication:case"


@check(
    "publication.undecided", MISSING,
    title=_("Bản án, quyết định có hiệu lực chưa có quyết định công bố hay không công bố"),
    todo=_("Thẩm phán duyệt bản mã hóa rồi công bố, hoặc quyết định không công bố kèm lý do."),
)  # fmt: skip
def undecided(asked: Asked) -> Iterable[Found]:
    """In effect for longer than the time for publishing, and neither published nor declined."""
    before = asked.today - timedelta(days=asked.days["publication"])
    judgments = Judgment.objects.filter(
        _open("judgment"), case__court=asked.court, state=PRONOUNCED, effect__effective_on__lt=before
    )
    for j in judgments.select_related("case__number", "effect").prefetch_related("case__assignments"):
        yield _found(j.case, "Bản án", j.effect.effective_on or before, j)
    yield from _decisions(asked, before)
    yield from _of_committee(asked, before)


def _decisions(asked: Asked, before: date) -> Iterable[Found]:
    """Those of a case or a request, and those of second instance on a request (375.5)."""
    around = {"case__court": asked.court}
    decisions = CourseDecision.objects.filter(
        _open("decision"), **around, kind__in=list(OF_CASE), effective_on__lt=before, cancelled_on=None
    ).exclude(sha256="")
    for d in decisions.select_related("case__number").prefetch_related("case__assignments"):
        if d.effective_on is not None:
            yield _found(d.case, "Quyết định", d.effective_on, d)
    above = Review.objects.filter(
        _open("above"), **around, case__nature=Case.Nature.REQUEST, decided_on__lt=before
    ).exclude(sha256="")
    for r in (
        above.exclude(outcome=Review.Outcome.ENDED)
        .select_related("case__number")
        .prefetch_related("case__assignments")
    ):
        if r.case.reviews_ruling:
            yield _found(r.case, "Quyết định phúc thẩm", r.decided_on, r)


def _of_committee(asked: Asked, before: date) -> Iterable[Found]:
    """Those of the committee of judges of the court, whose presiding judge decides (350.2, 357)."""
    letters = Letter.objects.filter(
        _open("committee"), kind=Letter.Kind.DECISION, proceeding__court=asked.court, decided_on__lt=before
    ).exclude(sha256="")
    for one in letters.select_related("number", "case__number", "proceeding", "publication"):
        made = getattr(one, "publication", None)
        yield Found(
            subject=("review.letter", one.pk), matter=str(one.case), text=_text(one.title, one.decided_on),
            url=reverse("publication:one", args=[made.pk]) if made is not None else reverse("publication:list"),
            turn=Role.PRESIDENT, post_id=one.proceeding.presiding_id if one.proceeding else None, since=one.decided_on,
        )  # fmt: skip


def _open(of: str) -> Q:
    """Nothing was proposed yet, or nothing is decided."""
    rows = Publication.objects.filter(**{of: OuterRef("pk")})
    return Q(~Exists(rows)) | Q(Exists(rows.filter(state__in=OPEN)))


def _found(case: Case, what: str, day: date, subject: Judgment | CourseDecision | Review) -> Found:
    return found(case, _text(what, day), PAGE, Role.JUDGE, since=day, subject=subject)


def _text(what: str, day: date) -> str:
    return f"{what} có hiệu lực từ {day:%d/%m/%Y}, chưa quyết định công bố"
