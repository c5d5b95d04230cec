"""The court of first instance checks an appeal against its decision and sends the file up (BLTTDS 274, 276, 283, 284)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.appeals.actions import advances
from toaan.appeals.actions.common import lock_decision, no_court_above
from toaan.appeals.decisions import queries
from toaan.appeals.models import ChallengeAdvance, FileTransfer
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.models import Challenge, CourseDecision
from toaan.judgments.actions.common import post_of
from toaan.vietnamese.text import clean


def accept_challenge(
    *, by: Viewer, challenge_id: uuid.UUID, at: datetime, exemption: str = "", exemption_words: str = ""
) -> ChallengeAdvance:
    """The judge finds the appeal valid (274.1): the advance is due (276.1), or nothing is.

    Raises:
        Refused: "appeal.accepted", "appeal.dropped", "appeal.no_fee" (a protest), "appeal.no_proof", "appeal.no_ground",
            "appeal.past", "wrong_state".
    """
    words = clean(exemption_words)
    with act("appeals.check_challenge", by=by, at=at) as a:
        challenge, case = _lock(a, challenge_id)
        a.allow(case)
        _need_place(challenge.period.decision, "appeals.check_challenge")
        advances.need_live(challenge)
        if challenge.party is None:
            raise Refused(
                "appeal.no_fee",
                _("Viện kiểm sát kháng nghị không nộp tạm ứng %(charge)s.") % advances.charge(case),
            )
        return advances.accept(a, ChallengeAdvance(challenge=challenge), exemption=exemption, words=words)


def start_term(*, by: Viewer, advance_id: uuid.UUID, received_on: date, at: datetime) -> ChallengeAdvance:
    """The notice reached the appellant: the ten days begin (276.2). Follows from the proof of service."""
    with act("appeals.start_challenge_term", by=by, at=at) as a:
        made, _case = _lock_advance(a, advance_id)
        a.allow(made)
        advances.start_term(a, made, received_on)
    return made


def take_receipt(
    *, by: Viewer, advance_id: uuid.UUID, number: str, dated: date, amount: int, at: datetime,
    paper: StoredFile | None = None, late_reason: str = "",
) -> ChallengeAdvance:  # fmt: skip
    """The appellant (or the clerk) hands in the receipt (276.2).

    After the ten days the appellant says why it is late, and the appeal goes the way of a late appeal (275).

    Raises:
        Refused: "advance.paid", "advance.bad_receipt" by field, "advance.receipt_used", "advance.late", "appeal.dropped",
            "appeal.past", "wrong_state".
    """
    receipt = advances.Receipt(advances.clean_number(number), dated, amount, paper)
    with act("appeals.pay_challenge", by=by, at=at) as a:
        made, _case = _lock_advance(a, advance_id)
        a.allow(made)
        _need_place(made.challenge.period.decision, "appeals.pay_challenge")
        advances.need_live(made.challenge)
        advances.check_receipt(a, made, receipt)
        advances.take(a, made, receipt, late_reason)
    return made


def return_challenge(
    *, by: Viewer, challenge_id: uuid.UUID, ground: str, reason: str, at: datetime
) -> Challenge:
    """The judge returns the appeal (trả lại đơn kháng cáo, 274.4): it challenges nothing any more.

    Raises:
        Refused: "appeal.no_ground", "appeal.no_reason", "appeal.dropped", "appeal.not_unpaid", "advance.still_time",
            "appeal.sent", "wrong_state".
    """
    reason = clean(reason)
    with act("appeals.return_challenge", by=by, at=at) as a:
        challenge, case = _lock(a, challenge_id)
        a.allow(case)
        _need_place(challenge.period.decision, "appeals.return_challenge")
        advances.need_live(challenge)
        _need_here(challenge)
        made, today = ChallengeAdvance.objects.filter(challenge=challenge).first(), clock.local_date(at)
        words, article = advances.return_words(case, made, ground=ground, reason=reason, today=today)
        advances.drop(challenge, today, f"{words} ({article} Bộ luật Tố tụng dân sự)")
        event = a.record(
            challenge,
            court=case.court,
            case_id=case.pk,
            title=f"Trả lại đơn kháng cáo của {challenge.period.holder}"[:500],
            detail=f"{words} ({article}). {reason}"[:1000],
            data={"challenge": challenge.pk, "party": challenge.period.party_id, "ground": ground, "reason": reason},
            shown_to="parties",
        )  # fmt: skip
        advances.end_term(challenge, event)
    return challenge


def withdraw_challenge(
    *, by: Viewer, challenge_id: uuid.UUID, reason: str, at: datetime, paper: StoredFile | None = None
) -> Challenge:
    """Whoever challenges gives it up before the file goes up (284).

    Raises:
        Refused: "appeal.not_yours", "appeal.dropped", "appeal.sent" (then it goes to the court above), "wrong_state".
    """
    with act("appeals.withdraw_challenge", by=by, at=at) as a:
        challenge, case = _lock(a, challenge_id)
        a.allow(case)
        party = challenge.period.party
        if by.post is None and (party is None or by.user_id not in party.user_ids):
            raise Refused("appeal.not_yours", _("Chỉ người kháng cáo rút kháng cáo của mình."), status=403)
        _need_place(challenge.period.decision, "appeals.withdraw_challenge")
        advances.need_live(challenge)
        _need_here(challenge)
        what = "kháng cáo" if party else "kháng nghị"
        today, author = clock.local_date(at), str(party.pk) if party else ""
        advances.drop(challenge, today, f"Đã rút {what}")
        title = f"Văn bản rút {what} của {challenge.period.holder}"
        event = a.record(
            challenge,
            court=case.court,
            case_id=case.pk,
            title=f"{challenge.period.holder} rút {what}"[:500],
            detail=clean(reason)[:1000],
            data={"challenge": challenge.pk, "party": challenge.period.party_id},
            documents=[Document(paper.pk, title, "appeal_withdrawal", today, author)] if paper else [],
            shown_to="parties",
        )
        advances.end_term(challenge, event)
    return challenge


def send_up(*, by: Viewer, decision_id: uuid.UUID, note: str = "", at: datetime) -> FileTransfer:
    """The clerk sends the file with the appeals and protests against the decision to the court above (283).

    Raises:
        Refused: "file.sent", "file.not_ready" with everything that is missing, "file.no_court", "wrong_state".
    """
    with act("appeals.send_decision_up", by=by, at=at) as a:
        decision = lock_decision(a, decision_id)
        case = decision.case
        a.allow(case)
        _need_place(decision, "appeals.send_decision_up")
        sent = FileTransfer.objects.filter(decision=decision).select_related("to_court").first()
        if sent is not None:
            raise Refused(
                "file.sent",
                _("Hồ sơ đã được gửi cho %(court)s ngày %(day)s.")
                % {"court": sent.to_court.name, "day": f"{sent.sent_on:%d/%m/%Y}"},
            )
        if missing := queries.missing_for_sending(decision, clock.local_date(at)):
            raise Refused("file.not_ready", " ".join(missing))
        if (above := case.court.above_on(clock.local_date(at))) is None:
            raise no_court_above()
        made = FileTransfer.objects.create(
            case=case, decision=decision, to_court=above, sent_on=clock.local_date(at), sent_at=at,
            sent_by=post_of(by), note=clean(note)[:500],
        )  # fmt: skip
        told = "; ".join(str(c) for c in queries.live(decision))
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Gửi hồ sơ {case.noun} và kháng cáo, kháng nghị quyết định cho {made.to_court.name}"[:500],
            detail=f"{decision.title}; {told[:1].lower()}{told[1:]}"[:1000],
            data={
                "transfer": made.pk,
                "decision": decision.pk,
                "to_court": made.to_court_id,
                "note": made.note,
            },
            shown_to="parties",
        )
    return made


def _lock(a: Act, challenge_id: uuid.UUID) -> tuple[Challenge, Case]:
    """The challenge and its case, the case locked first."""
    case_id = (
        Challenge.objects.filter(pk=challenge_id).values_list("period__decision__case_id", flat=True).first()
    )
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court", "number")
    challenge = a.lock(Challenge, challenge_id, "period__party", "period__decision__number")
    challenge.period.decision.case = case
    return challenge, case


def _lock_advance(a: Act, advance_id: uuid.UUID) -> tuple[ChallengeAdvance, Case]:
    challenge_id = (
        ChallengeAdvance.objects.filter(pk=advance_id).values_list("challenge_id", flat=True).first()
    )
    if challenge_id is None:
        raise not_found()
    challenge, case = _lock(a, challenge_id)
    made = a.lock(ChallengeAdvance, advance_id)
    made.challenge = challenge
    return made, case


def _need_place(decision: CourseDecision, name: str) -> None:
    """The act has a place at this stage, and the decision still says where the case stands.

    Raises:
        Refused: "wrong_state", "appeal.past".
    """
    case = decision.case
    case.after(name)
    if not queries.governs(decision, case):
        raise Refused(
            "appeal.past",
            _("%(title)s không còn hiệu lực đối với hồ sơ này: hồ sơ đang ở bước “%(stage)s”.")
            % {"title": decision.title, "stage": case.stage},
        )


def _need_here(challenge: Challenge) -> None:
    sent = FileTransfer.objects.filter(decision=challenge.period.decision).first()
    if queries.is_above(challenge, sent):
        raise Refused("appeal.sent", _(
            "Hồ sơ đã chuyển lên Tòa án cấp phúc thẩm: gửi văn bản rút kháng cáo cho Tòa án đó (khoản 4 Điều 284 Bộ luật Tố "
            "tụng dân sự)."))  # fmt: skip
