"""Reading applications: the parties theirs, the court that may protest all that came to it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Q, QuerySet

from toaan.cases.models import Case, Party
from toaan.core import rules_in_force
from toaan.core.errors import not_found
from toaan.core.models import Court
from toaan.core.roles import CASE_ROLES
from toaan.core.viewer import Viewer
from toaan.judgments.models import Judgment
from toaan.judgments.states import PRONOUNCED
from toaan.review.models import Application, CaseFile, Letter, Proceeding
from toaan.rules import review as rule
from toaan.rules.time_limits import due_date

LONGEST_NUMBER = 60
"""No judgment has a longer number; the database takes no pattern of any length."""


OF_JUDGMENT = ("judgment__number", "judgment__effect", "judgment__case__court", "judgment__case__number")
OF_APPLICATION = ("number", "court", "party", "examiner__user", *OF_JUDGMENT)
OF_PROCEEDING = (
    "court", "application__number", *OF_JUDGMENT, "presiding__user", "reporter__user", "again__number",
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
    mine = Q(party__user_id=viewer.user_id) | Q(party__representations__user_id=viewer.user_id)
    return rows.filter(mine).distinct()


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
    """Judgments under protest: those of the own court, and of the court whose judgment it is; a party's own."""
    rows = Proceeding.objects.select_related(*OF_PROCEEDING)
    if viewer.system:
        return rows
    if viewer.post is not None:
        if viewer.role not in CASE_ROLES:
            return rows.none()
        return rows.filter(Q(court_id=viewer.court_id) | Q(judgment__case__court_id=viewer.court_id))
    if viewer.user_id is None:
        return rows.none()
    mine = Q(user_id=viewer.user_id) | Q(representations__user_id=viewer.user_id)
    return rows.filter(judgment__case__in=Party.objects.filter(mine).values("case"))


def proceeding(viewer: Viewer, proceeding_id: uuid.UUID) -> Proceeding:
    """One judgment under protest.

    Raises:
        Refused: "not_found".
    """
    found = proceedings(viewer).filter(pk=proceeding_id).first()
    if found is None:
        raise not_found()
    return found


def files(viewer: Viewer) -> QuerySet[CaseFile]:
    """Files asked for by the own court, or that the own court keeps."""
    rows = CaseFile.objects.select_related(
        "court", "judgment__number", "judgment__case__court", "judgment__case__number"
    )
    if viewer.post is None or viewer.role not in CASE_ROLES:
        return rows.none()
    return rows.filter(Q(court_id=viewer.court_id) | Q(judgment__case__court_id=viewer.court_id))


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


def effective_on(judgment: Judgment) -> date | None:
    """First day of effect of the whole judgment."""
    return judgment.effective_on


def competent_court(judgment: Judgment) -> Court | None:
    """The court whose president may protest, when it is one that works with this system: the province's (331.2)."""
    court = judgment.case.court
    return court.parent if rule.competent_level(court.level) == Court.Level.PROVINCE else None


def at_committee(viewer: Viewer) -> bool:
    """Whether the viewer works at a court whose president may protest and whose committee of judges tries (331.2, 337.1)."""
    return viewer.court is not None and viewer.court.level == Court.Level.PROVINCE


def last_day(judgment: Judgment) -> date | None:
    """Last day of the year of 327.1."""
    begins = effective_on(judgment)
    if begins is None:
        return None
    return due_date(rules_in_force.time_limit(rule.APPLY, begins), begins, rules_in_force.calendar()).due


def in_effect() -> QuerySet[Judgment]:
    """Pronounced judgments that are in effect as a whole."""
    rows = Judgment.objects.filter(state=PRONOUNCED, effect__effective_on__isnull=False)
    return rows.select_related("case__court__parent", "case__number", "number", "effect")


def in_effect_below(viewer: Viewer) -> QuerySet[Judgment]:
    """Judgments in effect of the courts below the viewer's: what may be complained of at this counter."""
    if viewer.post is None or viewer.role not in CASE_ROLES:
        return Judgment.objects.none()
    return in_effect().filter(case__court__parent_id=viewer.court_id)


def named(viewer: Viewer, number: str) -> list[Judgment]:
    """Those of them that bear this number; several courts may have one."""
    wanted = number.strip()
    if len(wanted) > LONGEST_NUMBER:
        return []
    return list(in_effect_below(viewer).filter(number__text__iexact=wanted)[:20])


def of_case(viewer: Viewer, case: Case) -> QuerySet[Application]:
    """What this citizen asked for in a case."""
    return visible_to(viewer).filter(judgment__case=case)


def own_parties(viewer: Viewer, case: Case) -> list[Party]:
    """Parties for whom the viewer may ask."""
    return [p for p in case.parties.all() if viewer.post is None and viewer.user_id in p.user_ids]
