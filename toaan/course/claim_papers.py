"""Papers of counterclaims and independent claims: the claim written in the portal, and what the court sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from toaan.cases.models import Case, Party
from toaan.core import clock, documents, rules_in_force
from toaan.core.models import StoredFile
from toaan.core.words import in_record_language
from toaan.course.models import OtherClaim
from toaan.delivery.models import Service
from toaan.delivery.states import DROPPED
from toaan.hearings.papers import case_words

FORMS = {
    "claim_fee_notice": "course/forms/claim_fee_notice.html",
    "claim_notice": "course/forms/claim_notice.html",
    "claim_refusal": "course/forms/claim_refusal.html",
}
"""Kind of service → the form of the notice."""
REPLY = "BLTTDS:199.1"
"""How long whom the claim is against has to answer, by way of 202."""


@in_record_language
def claim(
    case: Case,
    party: Party,
    claims: Sequence[str],
    facts: str,
    *,
    value: int | None,
    signed_by: str,
    at: datetime,
) -> StoredFile:
    """The claim as a paper for the file and for the others."""
    title = "Đơn yêu cầu phản tố" if party.role == Party.Role.DEFENDANT else "Đơn yêu cầu độc lập"
    context = {
        "case": case, "court": case.court, "party": party, "claims": claims, "facts": facts.split("\n"), "value": value,
        "signed_by": signed_by, "day": clock.local_date(at), "form_title": title,
    }  # fmt: skip
    return documents.render("course/forms/claim.html", context, title=title, at=at, author=party.name)


@in_record_language
def change(
    case: Case,
    party: Party,
    claims: Sequence[str],
    reason: str,
    *,
    value: int | None,
    withdraw_all: bool,
    signed_by: str,
    at: datetime,
) -> StoredFile:
    """What a plaintiff wrote in the portal to change or withdraw claims, as a paper for the file and the others."""
    title = (
        "Đơn rút yêu cầu khởi kiện"
        if withdraw_all
        else "Đơn thay đổi, bổ sung, rút một phần yêu cầu khởi kiện"
    )
    context = {
        "case": case, "court": case.court, "party": party, "claims": claims, "reason": reason.split("\n"), "value": value,
        "withdraw_all": withdraw_all, "signed_by": signed_by, "day": clock.local_date(at), "form_title": title,
    }  # fmt: skip
    return documents.render("course/forms/claim_change.html", context, title=title, at=at, author=party.name)


@in_record_language
def notice(service: Service, one: OtherClaim, *, at: datetime) -> StoredFile:
    """The notice of this service: its number stands on it."""
    case = service.case
    context: dict[str, Any] = {
        "case": case, "court": case.court, "kind_words": case_words(case), "number": str(service.number or ""),
        "day": clock.local_date(service.ordered_at), "claim": one, "claim_words": _lower(str(one.get_kind_display())),
        "against": [p.name for p in one.against.all()], "judge": one.judge.user.full_name if one.judge else "",
        "fee": one.fee, "recipients": service.recipients.exclude(state=DROPPED),
        "reply": rules_in_force.time_limit(REPLY, clock.local_date(service.ordered_at)).words(),
    }  # fmt: skip
    return documents.render(FORMS[service.kind], context, title=str(service), at=at, author=case.court.name)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
