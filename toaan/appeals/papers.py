"""Papers of the second instance: notices of both courts, a withdrawal written in the portal, the discontinuance."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toaan.appeals.models import AmendmentRequest, Discontinuance, FeeAdvance
from toaan.appeals.periods import PAY, given_up_fee
from toaan.cases.models import Assignment, Case, Party
from toaan.core import clock, documents, rules_in_force
from toaan.core.errors import not_found
from toaan.core.models import Event, StoredFile
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language
from toaan.course import papers as of_decisions
from toaan.course.models import Challenge, CourseDecision
from toaan.delivery.models import Service
from toaan.delivery.states import DROPPED
from toaan.hearings.papers import case_words, frame
from toaan.hearings.people import Bench
from toaan.judgments.models import Appeal, Judgment
from toaan.rules.copies import signing_title
from toaan.vietnamese.amounts import format_money

DISCONTINUANCE = "Quyết định đình chỉ xét xử phúc thẩm"
QUASHED = "Quyết định hủy bản án sơ thẩm và đình chỉ giải quyết vụ án"


@in_record_language
def fee_notice(service: Service, made: FeeAdvance, *, at: datetime) -> StoredFile:
    """Notice of the fee advance of an appeal (276.1)."""
    term = rules_in_force.time_limit(PAY, made.accepted_on).words()
    return _notice(
        "fee_notice", service, at, advance=made, appeal=_told(made.owner), judge=str(made.judge.user), term=term
    )  # fmt: skip


@in_record_language
def appeal_notice(service: Service, appeal: Appeal | Challenge, *, judge: str, at: datetime) -> StoredFile:
    """Notice of an appeal to the procuracy and the other parties (277.1)."""
    return _notice("appeal_notice", service, at, appeal=_told(appeal), judge=judge)


@in_record_language
def late_appeal(
    one: CourseDecision, party: Party, *, ground: str, reason: str, due: date, signed_by: str, at: datetime
) -> tuple[StoredFile, StoredFile]:
    """A late appeal against a decision, and the statement of why it is late (bản tường trình, BLTTDS 275.1)."""
    case = one.case
    statement = documents.render(
        "judgments/forms/late_statement.html",
        {
            "case": case, "court": case.court, "party": party, "reason": reason.split("\n"), "due": due,
            "signed_by": signed_by, "day": clock.local_date(at),
            "against": f"Quyết định bị kháng cáo: {one.title} ngày {one.decided_on:%d/%m/%Y} của {case.court.name}",
        },
        title="Bản tường trình lý do kháng cáo quá hạn",
        at=at,
        author=party.name,
    )  # fmt: skip
    return of_decisions.appeal(one, party, ground=ground, signed_by=signed_by, at=at), statement


@in_record_language
def return_notice(
    service: Service, appeal: Appeal | Challenge, *, reason: str, judge: str, at: datetime
) -> StoredFile:
    """Notice that an appeal is returned (274.4)."""
    return _notice("return_notice", service, at, appeal=_told(appeal), reason=reason, judge=judge)


@dataclass(frozen=True)
class _Challenged:
    """A decision as notices name what is appealed."""

    decision: CourseDecision

    def __str__(self) -> str:
        return self.decision.title

    @property
    def dated(self) -> date:
        """Its day."""
        return self.decision.decided_on


def _told(appeal: Appeal | Challenge) -> Appeal | dict[str, Any]:
    """The appeal as notices tell it, whatever it is against."""
    if isinstance(appeal, Appeal):
        return appeal
    return {
        "party": appeal.party, "received_on": appeal.received_on, "ground": appeal.ground,
        "judgment": _Challenged(appeal.period.decision), "dropped_why": appeal.dropped_why,
    }  # fmt: skip


@in_record_language
def acceptance_notice(service: Service, *, at: datetime) -> StoredFile:
    """Notice that the case was entered for trial of second instance (285.1)."""
    row = service.case.assignments.filter(role=Assignment.Role.PRESIDING, ended_at=None).first()
    return _notice("acceptance_notice", service, at, judge=str(row.post.user) if row else "")


@in_record_language
def amendment_notice(service: Service, asked: AmendmentRequest, *, at: datetime) -> StoredFile:
    """The judge asks the appellant to mend the appeal (274.3)."""
    return _notice(
        "amendment_notice", service, at, appeal=asked.appeal, asked=asked, judge=str(asked.judge.user)
    )


@in_record_language
def change_notice(service: Service, told: str, *, at: datetime) -> StoredFile:
    """An appeal or protest was changed, supplemented or withdrawn before the court of second instance (284.4)."""
    row = service.case.assignments.filter(role=Assignment.Role.PRESIDING, ended_at=None).first()
    return _notice("change_notice", service, at, told=told, judge=str(row.post.user) if row else "")


@in_record_language
def change(
    by: Viewer, appeal: Appeal, part_ids: Sequence[uuid.UUID], ground: str, *, at: datetime
) -> StoredFile:
    """What an appellant wrote in the portal to change the appeal, while it is below (284.1)."""
    orders = [p.order for p in appeal.judgment.parts.all() if p.pk in set(part_ids)]
    told = {"judgment": str(appeal.judgment), "orders": orders, "ground": ground.split("\n")}
    return _change(by, appeal.judgment.case, appeal.party, told, at)


@in_record_language
def change_above(by: Viewer, case: Case, holder: str, ground: str, *, at: datetime) -> StoredFile:
    """The same before the court of second instance (284.2)."""
    party = next((p for p in case.parties.all() if str(p.pk) == holder and by.user_id in p.user_ids), None)
    judgment = f"Bản án sơ thẩm số {case.challenge['judgment']} của {case.challenge['court']}"
    return _change(by, case, party, {"judgment": judgment, "orders": [], "ground": ground.split("\n")}, at)


def _change(by: Viewer, case: Case, party: Party | None, told: dict[str, Any], at: datetime) -> StoredFile:
    context = {
        "case": case, "court": case.court, "party": party, "signed_by": by.name, "day": clock.local_date(at), **told,
    }  # fmt: skip
    title = "Đơn thay đổi, bổ sung kháng cáo"
    return documents.render("appeals/forms/change.html", context, title=title, at=at, author=by.name)


def _notice(form: str, service: Service, at: datetime, **more: Any) -> StoredFile:
    case = service.case
    context: dict[str, Any] = {
        "case": case, "court": case.court, "kind_words": case_words(case), "number": str(service.number or ""),
        "day": clock.local_date(service.ordered_at), "recipients": service.recipients.exclude(state=DROPPED), **more,
    }  # fmt: skip
    return documents.render(
        f"appeals/forms/{form}.html", context, title=str(service), at=at, author=case.court.name
    )


@in_record_language
def effect_lifted(service: Service, judgment: Judgment, event: Event, *, at: datetime) -> StoredFile:
    """Whoever was told that the judgment is in effect learns that an appeal in time has arrived since (273.3, 282.1)."""
    orders = set(event.data["parts"])
    chosen = [p for p in judgment.parts.all() if p.order in orders]
    lifted = [
        e.lifted.strip().splitlines()[-1]
        for e in judgment.effect.parts.all()
        if e.part in chosen and e.lifted
    ]
    return _notice(
        "effect_lifted", service, at, judgment=str(judgment), why=event.data["why"], before=lifted[0].rstrip(".") if lifted else "",
        parts="; ".join(f"phần {p.order}: {p.title}" for p in chosen), name=event.actor_name,
        office=signing_title(president=event.role == Role.PRESIDENT).split("\n"),
    )  # fmt: skip


@in_record_language
def decision_lifted(service: Service, decision: CourseDecision, event: Event, *, at: datetime) -> StoredFile:
    """The same of a decision: an appeal in time has arrived since it took effect (273.3, 282.1)."""
    return _notice(
        "decision_lifted", service, at, decision=decision.title, why=event.data["why"], name=event.actor_name,
        office=signing_title(president=event.role == Role.PRESIDENT).split("\n"),
    )  # fmt: skip


@in_record_language
def withdrawal(
    by: Viewer, case_id: uuid.UUID, holder: str, orders: Sequence[int], reason: str, *, at: datetime
) -> StoredFile:
    """What an appellant wrote in the portal to withdraw (284.4)."""
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    party = next((p for p in case.parties.all() if str(p.pk) == holder and by.user_id in p.user_ids), None)
    context = {
        "case": case, "court": case.court, "party": party, "orders": orders, "reason": reason.split("\n"),
        "signed_by": by.name, "day": clock.local_date(at), "challenge": case.challenge,
    }  # fmt: skip
    return documents.render(
        "appeals/forms/withdrawal.html", context, title="Đơn rút kháng cáo", at=at, author=by.name
    )


@in_record_language
def suit_withdrawal(by: Viewer, case: Case, party_id: uuid.UUID, reason: str, *, at: datetime) -> StoredFile:
    """What a plaintiff wrote in the portal to withdraw the suit (299)."""
    party = next((p for p in case.parties.all() if p.pk == party_id and by.user_id in p.user_ids), None)
    context = {
        "case": case, "court": case.court, "party": party, "reason": reason.split("\n"), "signed_by": by.name,
        "day": clock.local_date(at), "challenge": case.challenge,
    }  # fmt: skip
    title = "Đơn rút đơn khởi kiện"
    return documents.render("appeals/forms/suit_withdrawal.html", context, title=title, at=at, author=by.name)


@in_record_language
def discontinuance_content(made: Discontinuance, case: Case, bench: Bench) -> dict[str, Any]:
    """Everything printed on the decision."""
    return {
        **frame(case, bench, made.decided_on),
        "number": str(made),
        "citation": made.citation,
        "reason": [line for line in made.reason.splitlines() if line.strip()],
        "by_panel": made.by_panel,
        "quashes": made.quashes,
        "half": _half(case, made.decided_on) if made.quashes else "",
    }


def _half(case: Case, on: date) -> str:
    return format_money(given_up_fee(case, on).amount)


@in_record_language
def discontinuance(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The decision as a paper."""
    context = {**content, "day": date.fromisoformat(content["day"])}
    what = QUASHED if content.get("quashes") else DISCONTINUANCE
    title = f"{what} số {content['number']}"
    return documents.render(
        "appeals/forms/discontinuance.html", context, title=title, at=at, author=content["court"]["name"]
    )
