"""What disputes on jurisdiction mean for a case: what waits above, what was settled, where the case came from (BLTTDS 41)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from toaan.cases.models import Case
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.core.words import words as _
from toaan.course.models import CourseDecision, JurisdictionDispute, Sending

AROUND = (
    "sending__case__court", "sending__case__number", "sending__decision__number", "sending__decision__to_court",
    "sending__decision__case__court", "sending__decision__case__number", "decider", "named", "number", "case__number",
)  # fmt: skip


def of_case(case: Case) -> QuerySet[JurisdictionDispute]:
    """The dispute about this case, seen from the court that sent it, the one that has it, or the one that took it over."""
    decided = CourseDecision.objects.filter(case=case).order_by().values("pk")
    sent = Sending.objects.filter(Q(case=case) | Q(decision__in=decided)).order_by().values("pk")
    # through the joins SQLite goes through every case of the court
    about = Q(sending__in=sent) | Q(case=case)
    return JurisdictionDispute.objects.filter(about).select_related(*AROUND).order_by("-asked_at")


def pending_for(case: Case) -> JurisdictionDispute | None:
    """What waits for a president above about the case that was accepted where the file lies."""
    return JurisdictionDispute.objects.filter(sending__case=case, settled_on=None).first()


def settled_for(case: Case) -> JurisdictionDispute | None:
    """The decision by which this court has the case."""
    rows = JurisdictionDispute.objects.exclude(settled_on=None).filter(Q(sending__case=case) | Q(case=case))
    return rows.select_related(*AROUND).first()


def sent_here(case: Case) -> QuerySet[Sending]:
    """The transfer by which the case came here: one at most."""
    return Sending.objects.select_related("decision__case__court", "decision__number").filter(case=case)


def need_none(case: Case, court: Court | None) -> None:
    """Back to the court that sent it the case goes only by a decision of the president above both (41.2–41.4); and what he
    decided is not undone by another transfer between the same courts.

    Raises:
        Refused: "dispute.pending", "dispute.decided", "course.came_from_there".
    """
    if (made := pending_for(case)) is not None:
        raise Refused(
            "dispute.pending",
            _(
                "Đang chờ Chánh án %(court)s giải quyết tranh chấp về thẩm quyền (%(citation)s Bộ luật Tố tụng dân sự)."
            )
            % {"court": made.decider_name, "citation": made.citation},
        )
    if court is None:
        return
    if (made := settled_for(case)) is not None:
        sent = made.sending.decision
        if court.pk in {sent.to_court_id, sent.case.court_id}:
            raise _wrong(
                "dispute.decided",
                _("%(title)s đã xác định thẩm quyền của %(named)s. Hãy giải quyết vụ án theo quyết định đó.")
                % {"title": made.title, "named": made.named_name},
            )  # fmt: skip
    came = sent_here(case).first()
    if came is not None and court.pk == came.decision.case.court_id:
        raise _wrong(
            "course.came_from_there",
            _("%(court)s đã chuyển vụ án này đến. Không chuyển trả lại: hãy báo cáo Chánh án đề nghị giải quyết tranh chấp về thẩm quyền (khoản 2 đến khoản 4 Điều 41 Bộ luật Tố tụng dân sự).")
            % {"court": court},
        )  # fmt: skip


def _wrong(code: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={"court": message})
