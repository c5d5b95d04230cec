"""What several acts share: an appeal or a late appeal locked with its case, what is challenged and its neighbours."""

from __future__ import annotations

import uuid

from toaan.appeals.models import LateReview
from toaan.appeals.queries import OF_LATE
from toaan.cases.models import Case
from toaan.core.acts import Act
from toaan.core.errors import Refused, not_found
from toaan.core.words import words as _
from toaan.course.models import CourseDecision
from toaan.judgments.actions.common import lock_judgment
from toaan.judgments.models import Appeal, LateAppeal


def no_court_above() -> Refused:
    """The refusal where no court above is one of this installation, or it has ceased to be."""
    return Refused(
        "file.no_court",
        _(
            "Tòa án này chưa có Tòa án cấp trên trực tiếp đang hoạt động trong hệ thống: hãy gửi hồ sơ bằng giấy đến Tòa án có "
            "thẩm quyền phúc thẩm (Điều 283 BLTTDS)."
        ),
    )


def lock_appeal(a: Act, appeal_id: uuid.UUID) -> Appeal:
    """The appeal with its judgment and case, the case locked first."""
    judgment_id = Appeal.objects.filter(pk=appeal_id).values_list("judgment_id", flat=True).first()
    if judgment_id is None:
        raise not_found()
    judgment = lock_judgment(a, judgment_id)
    appeal = a.lock(Appeal, appeal_id, "party")
    appeal.judgment = judgment
    return appeal


def lock_decision(a: Act, decision_id: uuid.UUID) -> CourseDecision:
    """The decision of first instance and its case, the case locked first; only what was issued exists."""
    rows = CourseDecision.objects.filter(pk=decision_id).exclude(sha256="")
    case_id = rows.values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court__parent", "number")
    decision = a.lock(CourseDecision, decision_id, "number")
    decision.case = case
    return decision


def lock_late(a: Act, late_id: uuid.UUID) -> LateAppeal:
    """The late appeal with the judgment or the decision that it is against, and the case."""
    rows = LateAppeal.objects.filter(pk=late_id)
    found = rows.values_list("judgment_id", "decision_id").first()
    if found is None:
        raise not_found()
    judgment = lock_judgment(a, found[0]) if found[0] else None
    decision = lock_decision(a, found[1]) if found[1] else None
    late = a.lock(LateAppeal, late_id, "party")
    late.judgment, late.decision = judgment, decision
    return late


def find_review(review_id: uuid.UUID) -> LateReview:
    """A late appeal before the court above."""
    found = LateReview.objects.select_related("court", "number", *OF_LATE).filter(pk=review_id).first()
    if found is None:
        raise not_found()
    return found
