"""Reading what is looked at again: the parties their own, the court that may protest all that came to it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from toaan.appeals.decisions.models import Review
from toaan.appeals.models import PartRuling
from toaan.cases import queries as cases
from toaan.cases.models import Case, Party
from toaan.core import rules_in_force
from toaan.core.errors import not_found
from toaan.core.models import Court, Post
from toaan.core.roles import CASE_ROLES, LEADERS
from toaan.core.viewer import Viewer
from toaan.course.models import CourseDecision
from toaan.judgments.models import Judgment
from toaan.judgments.states import PRONOUNCED
from toaan.review.models import Application, CaseFile, CommitteeMember, Letter, Proceeding, Reversal
from toaan.review.rulings import Ruling
from toaan.rules import review as rule
from toaan.rules.time_limits import due_date

LONGEST_NUMBER = 60
"""Nothing has a longer number; the database takes no pattern of any length."""


OF_RULING = ("case__court", "case__number", "judgment__number", "judgment__effect", "decision__number")
OF_APPLICATION = ("number", "court", "party", "examiner__user", *OF_RULING)
OF_PROCEEDING = (
    "court", "application__number", *OF_RULING, "presiding__user", "reporter__user", "again__number",
)  # fmt: skip
"""Neighbours that the pages of each name."""


def visible_to(viewer: Viewer) -> QuerySet[Application]:
    """Those of the own court; of a citizen, those that are his or of whom he represents."""
    rows = Application.objects.select_related(*OF_APPLICATION)
    if viewer.system:
        return rows
    if viewer.post is not None:
        return rows.filter(court_id=viewer.court_id) if viewer.role in CASE_ROLES else rows.none()
    if viewer.user_id is None:
        return rows.none()
    return rows.filter(party__in=cases.spoken_for(viewer))


def get(viewer: Viewer, application_id: uuid.UUID) -> Application:
    """One application.

    Raises:
        Refused: "not_found" when it is not there for this viewer.
    """
    found = visible_to(viewer).filter(pk=application_id).first()
    if found is None:
        raise not_found()
    return found


def proceedings(viewer: Viewer) -> QuerySet[Proceeding]:
    """Judgments and decisions under protest: those of the own court, and of the court that gave them; a party's own."""
    rows = Proceeding.objects.select_related(*OF_PROCEEDING)
    if viewer.system:
        return rows
    if viewer.post is not None:
        if viewer.role not in CASE_ROLES:
            return rows.none()
        return rows.filter(Q(court_id=viewer.court_id) | Q(case__court_id=viewer.court_id))
    if viewer.user_id is None:
        return rows.none()
    return rows.filter(
        case__in=Party.objects.filter(pk__in=cases.spoken_for(viewer)).order_by().values("case")
    )


def proceeding(viewer: Viewer, proceeding_id: uuid.UUID) -> Proceeding:
    """One judgment or decision under protest.

    Raises:
        Refused: "not_found".
    """
    found = proceedings(viewer).filter(pk=proceeding_id).first()
    if found is None:
        raise not_found()
    return found


def members(viewer: Viewer) -> QuerySet[CommitteeMember]:
    """All who are or were members of the committee of the viewer's court, the earliest first."""
    if viewer.post is None or viewer.role not in CASE_ROLES:
        return CommitteeMember.objects.none()
    rows = CommitteeMember.objects.filter(court_id=viewer.court_id)
    return rows.select_related("court", "post__user", "post__court")


def committee_on(court_id: uuid.UUID, day: date, at: datetime) -> list[Post]:
    """Who is a member on that day and holds the post still; empty while the court keeps no list."""
    rows = CommitteeMember.objects.filter(
        Q(until=None) | Q(until__gte=day), court_id=court_id, since__lte=day
    )
    held = Post.objects.held_at(at).filter(pk__in=rows.values("post_id"))
    return list(held.select_related("user", "court"))


def reversals(viewer: Viewer) -> QuerySet[Reversal]:
    """What the own court gave and came back amended or quashed, the newest first; of its leaders alone."""
    rows = Reversal.objects.select_related("judge__user", "judge__court", *OF_RULING)
    if viewer.post is None or viewer.role not in LEADERS:
        return rows.none()
    return rows.filter(case__court_id=viewer.court_id)


def other_leaders(court_id: uuid.UUID, user_id: uuid.UUID, at: datetime) -> QuerySet[Post]:
    """Who leads this court at that moment besides this person."""
    posts = Post.objects.held_at(at).filter(court_id=court_id, kind__in=[role.value for role in LEADERS])
    return posts.exclude(user_id=user_id)


def changed_of_court(court: Court, first: date, last: date) -> QuerySet[Any, Any]:
    """Post of the judge, how many of the court's were amended or quashed in these days for a subjective cause."""
    own = Exists(
        Case.objects.filter(pk=OuterRef("case"), court=court).order_by()
    )  # from the few, not from all cases
    rows = Reversal.objects.filter(own, subjective=True, decided_on__range=(first, last))
    return rows.order_by().values("judge").annotate(n=Count("*")).values_list("judge", "n")


def reversal(viewer: Viewer, reversal_id: uuid.UUID) -> Reversal:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = reversals(viewer).filter(pk=reversal_id).first()
    if found is None:
        raise not_found()
    return found


def files(viewer: Viewer) -> QuerySet[CaseFile]:
    """Files asked for by the own court, or that the own court keeps."""
    rows = CaseFile.objects.select_related("court", "case__court", "case__number")
    if viewer.post is None or viewer.role not in CASE_ROLES:
        return rows.none()
    return rows.filter(Q(court_id=viewer.court_id) | from_here(viewer))


def from_here(viewer: Viewer) -> Q:
    """Files of cases of the own court. Not by a join, which with "or" beside it is begun from every case there is."""
    return Q(Exists(Case.objects.filter(pk=OuterRef("case"), court_id=viewer.court_id).order_by()))


def file(viewer: Viewer, file_id: uuid.UUID) -> CaseFile:
    """One file on its way.

    Raises:
        Refused: "not_found".
    """
    found = files(viewer).filter(pk=file_id).first()
    if found is None:
        raise not_found()
    return found


def letter(viewer: Viewer, letter_id: uuid.UUID) -> Letter:
    """One issued letter; one about a protest is for all who may see the protest.

    Raises:
        Refused: "not_found".
    """
    rows = Letter.objects.exclude(sha256="").select_related(
        "number", *(f"application__{name}" for name in OF_APPLICATION), *(f"proceeding__{name}" for name in OF_PROCEEDING)
    )  # fmt: skip
    found = rows.filter(pk=letter_id).first()
    if found is None:
        raise not_found()
    of_protest = found.proceeding_id or found.kind == Letter.Kind.PROTEST
    seen = visible_to(viewer).filter(pk=found.application_id).exists() if found.application_id else False
    if not seen and of_protest:
        which = {"pk": found.proceeding_id} if found.proceeding_id else {"application": found.application_id}
        seen = proceedings(viewer).filter(**which).exists()
    if not seen:
        raise not_found()
    return found


def letters(application: Application | Proceeding) -> QuerySet[Letter]:
    """What was issued, the oldest first."""
    return application.letters.exclude(sha256="").select_related("number")


def decided_above(ruling: Ruling) -> bool:
    """Whether the province kept or amended something of it at second instance: that is the province's then (331.1, 337.2)."""
    if ruling.judgment is not None:
        rows = PartRuling.objects.filter(part__judgment=ruling.judgment, decided_on__isnull=False)
        return rows.exclude(outcome=PartRuling.Outcome.DISCONTINUED).exists()
    rows_of_decision = Review.objects.filter(case__brought_by__decision=ruling.decision).exclude(sha256="")
    return rows_of_decision.exclude(outcome=Review.Outcome.ENDED).exists()


def competent_court(ruling: Ruling) -> Court | None:
    """The court whose president may protest, when it is one that works with this system: the province's (331.2)."""
    court = ruling.case.court
    level = rule.competent_level(court.level, decided_above=decided_above(ruling))
    return court.parent if level == Court.Level.PROVINCE else None


def supreme_court() -> Court | None:
    """The Supreme Court, where it is one of the courts of this installation: papers for it are not taken in here yet."""
    return Court.objects.filter(level=Court.Level.SUPREME).first()


def at_committee(viewer: Viewer) -> bool:
    """Whether the viewer works at a court whose president may protest and whose committee of judges tries (331.2, 337.1)."""
    return viewer.court is not None and viewer.court.level == Court.Level.PROVINCE


def last_day(ruling: Ruling) -> date | None:
    """Last day of the year of 327.1."""
    begins = ruling.effective_on
    if begins is None:
        return None
    return due_date(rules_in_force.time_limit(rule.APPLY, begins), begins, rules_in_force.calendar()).due


def in_effect() -> QuerySet[Judgment]:
    """Pronounced judgments that are in effect as a whole."""
    rows = Judgment.objects.filter(state=PRONOUNCED, effect__effective_on__isnull=False)
    return rows.select_related("case__court__parent", "case__number", "number", "effect")


def decisions_in_effect() -> QuerySet[CourseDecision]:
    """Decisions in effect of the kinds that are looked at again (325, `rule.DECISIONS`)."""
    rows = CourseDecision.objects.filter(kind__in=rule.DECISIONS, effective_on__isnull=False)
    return rows.exclude(sha256="").select_related("case__court__parent", "case__number", "number")


def find_ruling(
    *, judgment_id: uuid.UUID | None = None, decision_id: uuid.UUID | None = None
) -> Ruling | None:
    """The pronounced judgment or issued decision of this key, in effect or not; for an act, which judges it."""
    if judgment_id is not None:
        found = Judgment.objects.filter(state=PRONOUNCED, pk=judgment_id)
        judgment = found.select_related("case__court__parent", "case__number", "number", "effect").first()
        return Ruling(judgment.case, judgment=judgment) if judgment else None
    if decision_id is None:
        return None
    rows = CourseDecision.objects.exclude(sha256="").select_related(
        "case__court__parent", "case__number", "number"
    )
    decision = rows.filter(pk=decision_id).first()
    return Ruling(decision.case, decision=decision) if decision else None


def named(viewer: Viewer, number: str) -> list[Ruling]:
    """What is in effect of the courts below the viewer's and bears this number; several courts may have one."""
    wanted = number.strip()
    if len(wanted) > LONGEST_NUMBER or viewer.post is None or viewer.role not in CASE_ROLES:
        return []
    below = {"case__court__parent_id": viewer.court_id, "number__text__iexact": wanted}
    judgments = in_effect().filter(**below)[:20]
    decisions = decisions_in_effect().filter(**below)[:20]
    return [
        *(Ruling(one.case, judgment=one) for one in judgments),
        *(Ruling(one.case, decision=one) for one in decisions),
    ]


def rulings_of(case: Case) -> list[Ruling]:
    """What this case has that is in effect and may be looked at again, the newest last."""
    judgments = in_effect().filter(case=case)
    decisions = decisions_in_effect().filter(case=case).order_by("decided_on", "issued_at")
    return [
        *(Ruling(one.case, decision=one) for one in decisions),
        *(Ruling(one.case, judgment=one) for one in judgments),
    ]


def of_case(viewer: Viewer, case: Case) -> QuerySet[Application]:
    """What this citizen asked for in a case."""
    return visible_to(viewer).filter(case=case)


def own_parties(viewer: Viewer, case: Case) -> list[Party]:
    """Parties for whom the viewer may ask."""
    return [p for p in case.parties.all() if viewer.post is None and viewer.user_id in p.user_ids]
