"""What must be done before a dossier may be closed: domains above say so without being imported here."""

from __future__ import annotations

from collections.abc import Callable

from toaan.cases.models import Case

Blocker = Callable[[Case], str]
ENDING = ("discontinuance", "transfer")
"""Decisions by which a case leaves this court without a judgment."""
_blockers: list[Blocker] = []


def blocker(function: Blocker) -> Blocker:
    """Register a question asked before closing; a non-empty answer (a Vietnamese sentence) stops it.

    Called when a domain's app is ready. The function gets the case; it must not write.
    """
    _blockers.append(function)
    return function


def reasons(case: Case) -> list[str]:
    """Everything that still stands against closing the dossier of this case."""
    return [found for function in _blockers if (found := function(case))]


@blocker
def publication_is_decided(case: Case) -> str:
    """A judgment or decision whose anonymised text still waits for its reviewer keeps the dossier open; not one of a court above."""
    from toaan.publication.models import Publication

    rows = Publication.objects.filter(case=case, committee=None, state__in=("proposed", "reviewed"))
    waits = rows.only("kind").first()
    if waits is None:
        return ""
    what = "Bản án" if waits.is_judgment else "Quyết định đã có hiệu lực"
    return f"{what} chưa được công bố, cũng chưa có quyết định không công bố."


@blocker
def course_is_settled(case: Case) -> str:
    """A discontinuance or a transfer that may still be challenged, or was, keeps the dossier open."""
    from toaan.course.models import CourseDecision

    open_ones = CourseDecision.objects.filter(
        case=case, kind__in=ENDING, effective_on=None, cancelled_on=None
    ).exclude(sha256="")
    return (
        "Quyết định đình chỉ, chuyển vụ án chưa hết thời hạn hoặc đang bị kháng cáo, khiếu nại."
        if open_ones.exists()
        else ""
    )


@blocker
def jurisdiction_is_settled(case: Case) -> str:
    """The file may come back while a president above has not named the court (BLTTDS 41.2–41.4)."""
    from toaan.course.models import JurisdictionDispute

    waits = JurisdictionDispute.objects.filter(sending__decision__case=case, settled_on=None).exists()
    return "Tranh chấp về thẩm quyền chưa được giải quyết." if waits else ""


@blocker
def minutes_are_signed(case: Case) -> str:
    """The minutes of the hearing belong in the dossier, signed (BLTTDS 236)."""
    from toaan.hearings.models import Hearing, Minutes
    from toaan.hearings.states import SIGNED

    open_ones = (
        Minutes.objects.filter(hearing__case=case)
        .exclude(hearing__kind=Hearing.Kind.SESSION)
        .exclude(state=SIGNED)
    )
    return "Biên bản phiên tòa chưa được ký." if open_ones.exists() else ""
