"""The papers as PDF: what stands on them as JSON, so that they can be made again, and their rendering."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from toaan.core import clock, documents, rules_in_force
from toaan.core.models import Post, StoredFile
from toaan.core.roles import Role
from toaan.core.words import in_record_language
from toaan.filing.models import Petition
from toaan.hearings.papers import frame
from toaan.hearings.people import Bench
from toaan.measures.models import MeasureDecision, MeasureRequest
from toaan.rules.copies import signing_title
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.dates import date_in_words

K = MeasureDecision.Kind


@in_record_language
def content(
    made: MeasureDecision, asked: MeasureRequest, bench: Bench, leader: Post | None = None
) -> dict[str, Any]:
    """Everything printed on the paper; `leader` signs it instead of the judge."""
    court, security = asked.court, asked.security
    day = made.decided_on
    title = signing_title(president=leader.role == Role.PRESIDENT).split("\n") if leader else []
    return {
        **_frame(asked, bench, day),
        "number": str(made),
        "kind": str(made.kind),
        "label": str(MeasureDecision.Kind(made.kind).label),
        "by_panel": made.by_panel,
        "requester": _person(asked.party, asked.requester),
        "bound": _person(asked.against, asked.bound),
        "measure": asked.measure_title,
        "measure_citation": asked.citation,
        "demands": asked.demands.splitlines(),
        "received_on": date_in_words(asked.received_on),
        "citation": made.citation,
        "ground_title": made.ground_title,
        "reason": [line for line in made.reason.splitlines() if line.strip()],
        "orders": [line for line in made.orders.splitlines() if line.strip()],
        "value": format_money(asked.value) if asked.value else "",
        "security_amount": format_money(int(security["amount"])) if security.get("amount") else "",
        "security_due": date_in_words(date.fromisoformat(security["due_on"]))
        if security.get("due_on")
        else "",
        "security_proof": security.get("proof", ""),
        "holder": asked.holder_name,
        "accepted": made.accepted,
        "leader": {"name": leader.user.full_name, "title": title} if leader else None,
        "enforcement": court.enforcement_name,
        "complaint_term": rules_in_force.time_limit("BLTTDS:140", day).words(),
    }


@in_record_language
def decision(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The paper."""
    context = {**content, "day": date.fromisoformat(content["day"])}
    title = f"{content['label']} số {content['number']}"
    return documents.render(
        "measures/forms/decision.html", context, title=title, at=at, author=content["court"]["name"]
    )


@in_record_language
def request(asked: MeasureRequest, *, signed_by: str, at: datetime) -> StoredFile:
    """The request that a party wrote in the portal, with the contents of 133.1."""
    context = {
        "asked": asked, "case": asked.case, "petition": asked.petition, "court": asked.court, "signed_by": signed_by,
        "requester": _person(asked.party, asked.requester), "bound": _person(asked.against, asked.bound),
        "day": clock.local_date(at), "value": format_money(asked.value) if asked.value else "",
    }  # fmt: skip
    title = "Đơn yêu cầu áp dụng biện pháp khẩn cấp tạm thời"
    return documents.render(
        "measures/forms/request.html", context, title=title, at=at, author=asked.requester_name
    )


def told(made: MeasureDecision) -> str:
    """The decision in a sentence, for the timeline."""
    asked = made.request
    if made.kind == K.APPLICATION:
        return f"{asked.measure_title} đối với {asked.bound_name}. Có hiệu lực thi hành ngay (khoản 1 Điều 139). {made.orders}"
    if made.kind == K.CANCELLATION:
        return f"{asked.measure_title} đối với {asked.bound_name}. Căn cứ {made.citation}. Có hiệu lực thi hành ngay"
    if made.kind == K.SECURITY:
        return f"{asked.requester_name}: {made.orders}"
    if made.kind == K.SETTLEMENT:
        return f"{'Chấp nhận' if made.accepted else 'Không chấp nhận'}: {made.ground_title}"
    return made.reason


def _frame(asked: MeasureRequest, bench: Bench, day: date) -> dict[str, Any]:
    """Court, matter and judge: of the case, before acceptance of the petition (133.3)."""
    if asked.case is not None:
        return frame(asked.case, bench, day) | {"urgent": asked.is_urgent}
    petition, court = asked.matter, asked.court
    return {
        "court": {"name": court.name, "place": court.place, "address": court.address},
        "procuracy": court.procuracy_name,
        "day": day.isoformat(),
        "urgent": True,
        "petition_number": str(petition),
        "filed_on": date_in_words(petition.received_on) if isinstance(petition, Petition) and petition.received_on else "",
        "legal_relation": petition.content["legal_relation"] if isinstance(petition, Petition) else "",
        "judge": bench.judge.user.full_name if bench.judge else "",
        "lay_judges": [],
    }  # fmt: skip


def _person(party: Any, named: dict[str, Any]) -> dict[str, str] | None:
    """A party of the case, or whom the petition names."""
    if party is None:
        return (
            {key: str(named.get(key, "")) for key in ("name", "role", "address", "phone", "email")}
            if named
            else None
        )
    return {
        "name": party.name,
        "role": str(party.get_role_display()),
        "address": party.address,
        "phone": party.phone,
        "email": party.email,
    }
