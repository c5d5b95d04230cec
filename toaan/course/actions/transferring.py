"""A transferred case until it is accepted elsewhere: complaints, the file sent, the file received (BLTTDS 41.1)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toaan.cases.actions import Continuation, continue_case, documents_of
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, TooLate, not_found
from toaan.core.models import Court, StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import papers, periods, queries
from toaan.course.actions.effects import copy_claims
from toaan.course.actions.wishes import wrong
from toaan.course.models import CourseDecision, JurisdictionDispute, Period, Sending, TransferComplaint
from toaan.rules.appeal import way
from toaan.vietnamese.text import clean

K = CourseDecision.Kind


@dataclass(frozen=True)
class Intake:
    """How a complaint reached the court when an officer takes it in."""

    made_on: date
    received_on: date
    channel: str = TransferComplaint.Channel.DIRECT
    paper: StoredFile | None = None


def complain_of_transfer(
    *,
    by: Viewer,
    decision_id: uuid.UUID,
    period_id: uuid.UUID,
    ground: str,
    at: datetime,
    intake: Intake | None = None,
) -> TransferComplaint:
    """A party complains, the procuracy proposes, within 3 working days of receipt; the president has three to answer.

    Raises:
        Refused: "complaint.not_open", "complaint.not_yours", "complaint.already", "complaint.late",
            "complaint.bad_day", "complaint.no_ground", "wrong_state".
    """
    today, ground = clock.local_date(at), clean(ground)
    paper = intake.paper if intake else None
    if by.post is None and ground:
        paper = _written(by, decision_id, period_id, ground, at)
    with act("course.complain_of_transfer", by=by, at=at) as a:
        decision = _lock(a, decision_id)
        a.allow(decision)
        decision.case.after("course.complain_of_transfer")
        period = decision.periods.select_related("party").filter(pk=period_id, rule=periods.COMPLAINT).first()
        if period is None:
            raise Refused(
                "complaint.not_open", _("Quyết định này không bị khiếu nại, kiến nghị theo Điều 41.")
            )
        _need_holder(by, decision, period)
        if TransferComplaint.objects.filter(period=period).exists():
            raise Refused(
                "complaint.already", _("Khiếu nại, kiến nghị của %(holder)s đã được nhận.") % {"holder": period.holder}
            )  # fmt: skip
        taken = intake or Intake(today, today, TransferComplaint.Channel.ONLINE)
        if not decision.decided_on <= taken.made_on <= taken.received_on <= today:
            raise wrong(
                "complaint.bad_day", "made_on",
                _("Ngày khiếu nại phải từ ngày ra quyết định đến ngày Tòa án nhận; ngày nhận không sau hôm nay."),
            )  # fmt: skip
        if way(period.due_on, taken.made_on) == "late":
            raise wrong(
                "complaint.late", "made_on",
                _("Thời hạn khiếu nại, kiến nghị của %(holder)s đã hết ngày %(day)s (khoản 1 Điều 41 Bộ luật Tố tụng dân sự).")
                % {"holder": period.holder, "day": f"{period.due_on:%d/%m/%Y}"},
            )  # fmt: skip
        if not ground:
            raise wrong(
                "complaint.no_ground", "ground", _("Nêu vì sao vụ án thuộc thẩm quyền của Tòa án này.")
            )
        made = TransferComplaint.objects.create(
            period=period, channel=TransferComplaint.Channel(taken.channel), made_on=taken.made_on,
            received_on=taken.received_on, recorded_at=at, user=by.user if by.post is None else None, post=by.post,
            ground=ground, sha256=paper.pk if paper else "",
        )  # fmt: skip
        verb = "khiếu nại" if period.party_id else "kiến nghị về"
        author = str(period.party_id or "")
        a.record(
            made,
            court=decision.case.court,
            case_id=decision.case_id,
            title=f"{period.holder} {verb} {_lower(decision.title)}"[:500],
            detail=f"{made.get_channel_display()}, ngày {taken.made_on:%d/%m/%Y}",
            data={"decision": decision.pk, "received_on": taken.received_on},
            documents=[Document(paper.pk, str(made), "complaint", taken.made_on, author)] if paper else [],
            shown_to="parties",
        )
    return made


def send_file(*, by: Viewer, decision_id: uuid.UUID, letter: str, at: datetime) -> Sending:
    """Send the file once nobody can complain any more: inside the system, or with a letter to a court outside.

    Raises:
        Refused: "sending.too_early", "sending.sent", "sending.no_letter", "wrong_state".
    """
    letter = clean(letter)[:200]
    with act("course.send_file", by=by, at=at) as a:
        decision = _lock(a, decision_id)
        a.allow(decision)
        decision.case.after("course.send_file")
        if Sending.objects.filter(decision=decision).exists():
            raise TooLate("sending.sent", _("Hồ sơ đã được gửi đến %(court)s.") % {"court": decision.to_name})
        if decision.kind != K.TRANSFER or decision.effective_on is None:
            raise Refused(
                "sending.too_early",
                _(
                    "Chưa gửi được hồ sơ: thời hạn khiếu nại, kiến nghị chưa hết hoặc khiếu nại, kiến nghị chưa được giải "
                    "quyết (khoản 1 Điều 41 Bộ luật Tố tụng dân sự)."
                ),
            )
        if decision.to_court_id is None and not letter:
            raise wrong(
                "sending.no_letter", "letter",
                _("%(court)s không dùng chung hệ thống này: hãy ghi số, ngày công văn hoặc số bưu gửi.")
                % {"court": decision.to_name},
            )  # fmt: skip
        if by.post is None:
            raise not_found()
        sent = Sending.objects.create(decision=decision, sent_at=at, sender=by.post, letter=letter)
        a.record(
            decision.case,
            court=decision.case.court,
            case_id=decision.case_id,
            title=f"Gửi hồ sơ vụ án đến {decision.to_name}",
            detail=letter,
            data={"decision": decision.pk, "to_court": decision.to_court_id, "to_name": decision.to_name},
            shown_to="parties",
        )
    return sent


def receive_file(*, by: Viewer, sending_id: uuid.UUID, at: datetime) -> Case:
    """Take the file in and accept the case here: a new number, the first filing day and the paid advance kept.

    Raises:
        Refused: "sending.received" with the number here, "dispute.pending", "dispute.elsewhere" (41.2–41.4).
    """
    with act("course.receive_file", by=by, at=at) as a:
        sent = a.lock(Sending, sending_id, "decision__case__court", "decision__to_court", "case__number")
        a.allow(sent)
        if sent.case is not None:
            raise TooLate("sending.received", _("Hồ sơ đã được nhận và thụ lý, số %s.") % sent.case)
        decision, old = sent.decision, sent.decision.case
        court = decision.to_court
        if court is None:
            raise not_found()
        _need_undisputed(sent)
        event = a.record(
            sent,
            court=court,
            title=f"Nhận hồ sơ vụ án số {old} do {old.court.name} chuyển đến",
            data={"from_court": old.court_id, "number": str(old), "decision": str(decision)},
            shown_to="court",
        )
        detail = (
            f"{old.court.name} chuyển đến theo {_lower(decision.title)} ngày {decision.decided_on:%d/%m/%Y}"
        )
        case = go_on(
            by.following(event), old, court, detail=detail, facts={"transferred_by": decision.pk}, at=at
        )
        sent.case, sent.received_at, sent.receiver = case, at, by.post
        sent.save(update_fields=["case", "received_at", "receiver"])
    return case


def go_on(by: Viewer, old: Case, court: Court, *, detail: str, facts: dict[str, Any], at: datetime) -> Case:
    """The case, entered at another court with its people, papers and claims."""
    case, moved = continue_case(
        by=by,
        data=Continuation(
            origin=old, court=court, parties=list(old.parties.prefetch_related("representations")),
            documents=documents_of(old), detail=detail, facts=facts,
        ),
        at=at,
    )  # fmt: skip
    copy_claims(old, case, moved)
    case.other_claims = old.other_claims
    case.save(update_fields=["other_claims"])
    return case


def _need_undisputed(sent: Sending) -> None:
    """Nobody above is asked whose case it is, or he named this court."""
    made = (
        JurisdictionDispute.objects.select_related("number", "sending__decision").filter(sending=sent).first()
    )
    if made is not None and made.is_pending:
        raise Refused(
            "dispute.pending",
            _("Đang chờ Chánh án %(court)s giải quyết tranh chấp về thẩm quyền (%(citation)s Bộ luật Tố tụng dân sự); chưa thụ lý.")
            % {"court": made.decider_name, "citation": made.citation},
        )  # fmt: skip
    if made is not None and made.moves:
        raise Refused(
            "dispute.elsewhere",
            _("%(title)s: vụ án thuộc thẩm quyền của %(court)s. Tòa án đó thụ lý.")
            % {"title": made.title, "court": made.named_name},
        )


def _written(
    by: Viewer, decision_id: uuid.UUID, period_id: uuid.UUID, ground: str, at: datetime
) -> StoredFile | None:
    """The paper of an online complaint, made before the act; the act judges everything once more."""
    rows = CourseDecision.objects.select_related("case__court", "case__number", "number").exclude(sha256="")
    decision = rows.filter(pk=decision_id).first()
    period = Period.objects.select_related("party").filter(pk=period_id, decision_id=decision_id).first()
    if decision is None or period is None:
        raise not_found()
    _need_holder(by, decision, period)
    return papers.transfer_complaint(decision, period.holder, ground=ground, signed_by=by.name, at=at)


def _need_holder(by: Viewer, decision: CourseDecision, period: Period) -> None:
    """A citizen speaks for his own party, a procurator for the procuracy; the clerk takes in what others hand him.

    Raises:
        Refused: "complaint.not_yours".
    """
    if by.post is None:
        mine = {p.pk for p in queries.appellants(by, decision.case)}
        right = period.party_id in mine
    else:
        right = period.party_id is None if by.post.is_outside else True
    if not right:
        raise Refused(
            "complaint.not_yours",
            _("Chỉ đương sự, người đại diện hợp pháp của đương sự khiếu nại cho mình; Viện kiểm sát gửi kiến nghị."),
            status=403,
        )  # fmt: skip


def _lock(a: Act, decision_id: uuid.UUID) -> CourseDecision:
    """The issued decision and its case, both locked; the case always first."""
    rows = CourseDecision.objects.filter(pk=decision_id).exclude(sha256="")
    case_id = rows.values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court", "number")
    decision = a.lock(CourseDecision, decision_id, "number", "to_court")
    decision.case = case
    return decision


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
