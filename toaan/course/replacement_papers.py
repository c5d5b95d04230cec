"""Papers of a request to replace somebody: the request written in the portal, the letter by which one about a procurator goes
to the procuracy, and the answer that the requester gets."""

from __future__ import annotations

from datetime import datetime

from toaan.core import clock, documents
from toaan.core.models import StoredFile
from toaan.core.roles import Role
from toaan.core.words import in_record_language
from toaan.course.models import Replacement
from toaan.delivery.models import Service
from toaan.hearings.papers import case_words
from toaan.rules.copies import signing_title


@in_record_language
def request(made: Replacement, *, signed_by: str, at: datetime) -> StoredFile:
    """The request as a paper for the file (55.1, 83.1)."""
    context = {
        "made": made, "case": made.case, "court": made.case.court, "party": made.party, "reason": made.reason.split("\n"),
        "signed_by": signed_by, "day": clock.local_date(at),
    }  # fmt: skip
    form = "course/forms/replacement_request.html"
    return documents.render(form, context, title="Đơn đề nghị thay đổi", at=at, author=made.party.name)


@in_record_language
def to_procuracy(
    service: Service, made: Replacement, *, citation: str, above: bool, judge: bool, name: str, at: datetime
) -> StoredFile:
    """The request is passed on to the procuracy (61.1, 62.1); of its chief, to be sent on to the one above."""
    case = service.case
    context = {
        "made": made, "case": case, "court": case.court, "kind_words": case_words(case), "number": str(service.number or ""),
        "day": clock.local_date(service.ordered_at), "citation": citation, "above": above,
        "office": "THẨM PHÁN" if judge else "THƯ KÝ TÒA ÁN", "name": name,
    }  # fmt: skip
    form = "course/forms/replacement_to_procuracy.html"
    return documents.render(form, context, title=str(service), at=at, author=case.court.name)


@in_record_language
def answer(service: Service, made: Replacement, *, at: datetime) -> StoredFile:
    """The answer to the requester: its number stands on it."""
    case, by = service.case, made.decided_by
    above = by.court if by and by.court_id != case.court_id else None
    title, leader = (
        signing_title(president=by is not None and by.role == Role.PRESIDENT),
        by.user if by else "",
    )
    if (
        above is not None or made.letter
    ):  # the court of the case tells what the one above, or the procuracy, decided
        clerk = case.assignments.filter(role="clerk", ended_at=None).select_related("post__user").first()
        title, leader = "THƯ KÝ TÒA ÁN", clerk.post.user if clerk else ""
    context = {
        "made": made, "case": case, "court": case.court, "kind_words": case_words(case), "number": str(service.number or ""),
        "day": clock.local_date(service.ordered_at), "accepted": made.state == Replacement.State.ACCEPTED,
        "leader": str(leader), "office": title.split("\n"), "above": above,
    }  # fmt: skip
    form = "course/forms/replacement_answer.html"
    return documents.render(form, context, title=str(service), at=at, author=case.court.name)
