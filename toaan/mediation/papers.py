"""Papers of a mediation as PDF: what stands on them as JSON, so that they can be made again, and their rendering.

None of them says what was said. Only the minutes of the result (31) and the decision on it hold what was agreed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from toaan.core import clock, documents, rules_in_force
from toaan.core.models import StoredFile
from toaan.core.words import in_record_language
from toaan.mediation import grounds
from toaan.mediation.models import Decision, Designation, Mediation, Mediator, Paper, Session
from toaan.rules import mediation as rule
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.dates import date_in_words

if TYPE_CHECKING:
    from toaan.mediation.actions.result import Outcome


def _frame(mediation: Mediation, at: datetime) -> dict[str, Any]:
    petition, court = mediation.petition, mediation.court
    return {
        "court": {"name": court.name, "place": court.place, "address": court.address},
        "procuracy": court.procuracy_name,
        "day": clock.local_date(at).isoformat(),
        "petition": str(petition),
        "received_on": date_in_words(petition.received_on) if petition.received_on else "",
        "relation": petition.content["legal_relation"],
        "word": "đối thoại" if petition.kind == "HC" else "hòa giải",
        "parties": [
            {"capacity": p.capacity, "name": p.name, "address": p.address} for p in mediation.parties.all()
        ],
        "mediator": str(mediation.mediator or ""),
        "judge": str(mediation.judge.user) if mediation.judge else "",
    }


def _term(key: str, on: date) -> str:
    return rules_in_force.time_limit(key, on).words()


@in_record_language
def offer(mediation: Mediation, at: datetime) -> dict[str, Any]:
    """The notice with the list of mediators (16.3; TT 03/2020 art. 3.1) and what the parties may have to pay (9.2)."""
    today = clock.local_date(at)
    listed = Mediator.objects.filter(court=mediation.court, removed_on=None).select_related("user")
    return {
        **_frame(mediation, at),
        "answer_term": _term("LHGDT:16.4", today),
        "listed": [
            {"name": m.user.full_name, "fields": ", ".join(m.fields), "until": f"{m.term_until:%d/%m/%Y}"}
            for m in listed
            if m.stands_on(today)
        ],
        "costs": costs(mediation, today),
    }


@in_record_language
def costs(mediation: Mediation, day: date) -> list[str]:
    """What the law lets the parties pay themselves, with the amount where the decree fixes one."""
    found = rule.costs(
        grounds.of(rule.COST, day), kind=mediation.petition.kind, value=mediation.petition.content["value"]
    )
    return [
        f"{g.title} ({g.source})" + (f": {format_money(g.value['amount'])}" if g.value["amount"] else "")
        for g in found
    ]


@in_record_language
def designation_content(made: Designation, mediation: Mediation, at: datetime) -> dict[str, Any]:
    """Everything printed on the decision that names the mediator."""
    return {
        **_frame(mediation, at), "number": str(made), "mediator": str(made.mediator), "card": made.mediator.card,
        "judge": str(made.judge.user), "citation": made.citation, "reason": made.reason,
        "term": _term("LHGDT:20.1", clock.local_date(at)),
    }  # fmt: skip


@in_record_language
def designation(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The decision that names the mediator."""
    return _render("designation", content, f"Quyết định chỉ định Hòa giải viên số {content['number']}", at)


@in_record_language
def transfer(mediation: Mediation, made: Designation, at: datetime) -> dict[str, Any]:
    """The notice that the matter goes to mediation (16.7)."""
    today = clock.local_date(at)
    return {
        **_frame(mediation, at), "mediator": str(made.mediator), "designation": str(made),
        "answer_term": _term("LHGDT:16.8", today), "due_on": f"{mediation.due_on:%d/%m/%Y}", "costs": costs(mediation, today),
    }  # fmt: skip


@in_record_language
def session(mediation: Mediation, one: Session, at: datetime) -> dict[str, Any]:
    """The call to a meeting (24.1, 27.1)."""
    local = timezone.localtime(one.starts_at)
    return {
        **_frame(mediation, at), "kind": str(one.kind), "kind_words": str(one.get_kind_display()), "place": one.place,
        "form": str(one.get_form_display()), "when": f"{local:%H} giờ {local:%M} phút, {date_in_words(local.date())}",
    }  # fmt: skip


@in_record_language
def end_content(mediation: Mediation, said: rule.Ground, excluded: str, at: datetime) -> dict[str, Any]:
    """The minutes of the end: that it ended and by which clause, nothing more (41)."""
    found = next((g for g in grounds.of(rule.EXCLUDED, clock.local_date(at)) if g.key == excluded), None)
    return {
        **_frame(mediation, at), "citation": said.citation, "title_of_ground": said.title, "minutes": said.value["minutes"],
        "excluded": found.citation if found else "",
    }  # fmt: skip


@in_record_language
def end(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The same as a paper."""
    return _render("end", content, "Biên bản chấm dứt hòa giải, đối thoại", at)


@in_record_language
def result_content(mediation: Mediation, one: Session, outcome: Outcome, at: datetime) -> dict[str, Any]:
    """The minutes of the result (31.1)."""
    local = timezone.localtime(one.starts_at)
    return {
        **_frame(mediation, at), "when": f"{local:%H} giờ {local:%M} phút, {date_in_words(local.date())}", "place": one.place,
        "agreed": outcome.agreed.splitlines(), "open": outcome.open.splitlines(), "whole": outcome.whole,
        "absent_people": outcome.absent_people, "wants_recognition": outcome.wants_recognition,
        "sessions": [f"{clock.local_date(s.starts_at):%d/%m/%Y}" for s in mediation.sessions.filter(state="held")],
        "divorce": outcome.divorce,
    }  # fmt: skip


@in_record_language
def result(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The same as a paper."""
    return _render("result", content, "Biên bản ghi nhận kết quả hòa giải, đối thoại", at)


@in_record_language
def decision_content(
    made: Decision, mediation: Mediation, failing: list[rule.Ground], at: datetime
) -> dict[str, Any]:
    """Everything printed on the decision (34). One that does not recognise says no word of the agreement."""
    held = mediation.result
    return {
        **_frame(mediation, at), "number": str(made), "recognised": made.recognised,
        "agreed": held.agreed.splitlines() if made.recognised else [], "whole": held.whole, "made_on": date_in_words(held.made_on),
        "failing": [f"{g.citation}: {g.title}" for g in failing], "reason": made.reason.splitlines(),
        "review_term": _term("LHGDT:36.2", made.decided_on),
    }  # fmt: skip


@in_record_language
def decision(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The same as a paper."""
    return _render("decision", content, f"Quyết định số {content['number']}", at)


@in_record_language
def made(paper: Paper, at: datetime) -> StoredFile:
    """A notice that the worker makes: offer, transfer, call to a meeting."""
    template = {"offer_again": "offer", "result_session": "session"}.get(paper.kind, paper.kind)
    content = {
        **paper.content,
        "number": str(paper.number.text) if paper.number else "",
        "again": paper.kind == "offer_again",
    }
    return _render(template, content, str(paper), at)


def _render(template: str, content: dict[str, Any], title: str, at: datetime) -> StoredFile:
    context = {**content, "day": date.fromisoformat(content["day"])}
    return documents.render(
        f"mediation/forms/{template}.html", context, title=title, at=at, author=content["court"]["name"]
    )
