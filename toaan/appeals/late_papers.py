"""Papers on late appeals: the notice of the session and the decision (BLTTDS 275)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from toaan.appeals.fee_advances import charge_of
from toaan.appeals.models import LateReview
from toaan.core import clock, documents
from toaan.core.models import Post, StoredFile
from toaan.core.words import in_record_language
from toaan.hearings.papers import case_words, when_in_words
from toaan.vietnamese.dates import date_in_words

NOTICE = "Thông báo mở phiên họp xem xét kháng cáo quá hạn"


@in_record_language
def session_notice(
    review: LateReview, posts: Sequence[Post], session_at: datetime, place: str, *, at: datetime
) -> StoredFile:
    """To the late appellant and the procuracy: when and where the three judges meet (275.2)."""
    context = {
        **_frame(review), "day": clock.local_date(at), "when": when_in_words(session_at), "place": place,
        "panel": [p.user.full_name for p in posts],
    }  # fmt: skip
    return documents.render(
        "appeals/forms/late_notice.html", context, title=NOTICE, at=at, author=review.court.name
    )


@in_record_language
def decision_content(review: LateReview) -> dict[str, Any]:
    """Everything printed on the decision."""
    if review.presiding is None or review.decided_on is None or review.session_at is None:
        raise ValueError("a decision has its panel, its session and its day")
    return {
        **_frame(review),
        "number": str(review),
        "day": review.decided_on.isoformat(),
        "judge": review.presiding.user.full_name,
        "judges": [
            p.user.full_name for p in review.others.select_related("user").order_by("user__full_name")
        ],
        "session": date_in_words(clock.local_date(review.session_at)),
        "accepted": review.accepted,
        "heard": _lines(review.heard),
        "reason": _lines(review.reason),
    }


@in_record_language
def decision(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The decision as a paper."""
    context = {**content, "day": date.fromisoformat(content["day"])}
    title = f"Quyết định về việc kháng cáo quá hạn số {content['number']}"
    return documents.render(
        "appeals/forms/late_decision.html", context, title=title, at=at, author=content["court"]["name"]
    )


def _frame(review: LateReview) -> dict[str, Any]:
    late = review.late
    case, court = late.case, review.court
    return {
        "court": {"name": court.name, "place": court.place, "address": court.address},
        "procuracy": court.procuracy_name,
        "below": case.court.name,
        "case_number": str(case),
        "kind_words": case_words(case),
        "legal_relation": case.legal_relation,
        "of_receipt": late.of_receipt,
        "charge": charge_of(case),
        "is_request": case.is_request,
        "judgment": late.challenged,
        "dated": date_in_words(late.dated),
        "party": late.party.name,
        "role": str(late.party.get_role_display()),
        "address": late.party.address,
        "filed_on": date_in_words(late.received_on),
        "due_on": date_in_words(late.due_on),
        "why": _lines(late.reason),
    }


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
