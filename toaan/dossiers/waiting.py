"""Files that can be closed, for the clerk of the case and the archivist."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.cases.states import EFFECTIVE, PART_QUASHED, STRUCK_OUT
from toaan.core import clock
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import PREPARE, Found, Waiting, finder
from toaan.course.models import CourseDecision
from toaan.dossiers.closing import ENDING
from toaan.dossiers.models import DocumentCopy
from toaan.hearings.models import Hearing, Minutes
from toaan.hearings.states import SIGNED
from toaan.publication.models import Publication
from toaan.publication.states import OPEN


def ready_to_close(viewer: Viewer) -> QuerySet[Case]:
    """Cases in effect against whose closing nothing stands: `closing.reasons` as one predicate in SQL."""
    undecided = Publication.objects.filter(case=OuterRef("pk"), committee=None, state__in=OPEN)
    unsigned = Minutes.objects.filter(hearing__case=OuterRef("pk")).exclude(
        hearing__kind=Hearing.Kind.SESSION
    )
    unsettled = CourseDecision.objects.filter(
        case=OuterRef("pk"), kind__in=ENDING, effective_on=None, cancelled_on=None
    )
    return cases.visible_to(viewer).filter(
        ~Exists(undecided), ~Exists(unsigned.exclude(state=SIGNED)), ~Exists(unsettled.exclude(sha256="")),
        state__in=[EFFECTIVE, PART_QUASHED, *STRUCK_OUT],
    )  # fmt: skip


@finder
def files_to_close(viewer: Viewer) -> Found:
    """The archivist sees those of the whole court, a clerk those of the own cases."""
    if viewer.role not in {Role.CLERK, Role.ARCHIVIST}:
        return []
    found = ready_to_close(viewer)
    if viewer.role == Role.CLERK:
        found = found.filter(pk__in=(yield from cases.held(viewer, Assignment.Role.CLERK)))
    yield found
    return [
        Waiting(
            title=_("Đóng hồ sơ vụ án"), url=reverse("dossiers:close", args=[case.pk]), matter=str(case),
            about=case.title, who=_clerk(case), since=case.accepted_on, rank=PREPARE, act="dossiers.close",
        )
        for case in found
    ]  # fmt: skip


@finder
def copies_to_seal(viewer: Viewer) -> Found:
    """Copies that got their number from this officer, but not their seal: something stopped in between."""
    if viewer.role not in {Role.CLERK, Role.ARCHIVIST}:
        return []
    found = DocumentCopy.objects.select_related("number", "folio__dossier__case__number").filter(
        made_by=viewer.post, sha256=""
    )
    yield found
    return [
        Waiting(
            title=_("Đóng dấu số bản sao"), url=reverse("dossiers:copy", args=[c.pk]), matter=str(c.folio.dossier.case),
            about=str(c), who=viewer.name, since=clock.local_date(c.made_at), rank=PREPARE, act="dossiers.seal_copy",
        )
        for c in found
    ]  # fmt: skip


def _clerk(case: Case) -> str:
    held = (a for a in case.assignments.all() if a.role == Assignment.Role.CLERK and a.ended_at is None)
    return next((_("%s, Thư ký") % a.post.user.full_name for a in held), "")
