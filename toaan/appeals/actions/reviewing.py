"""The panel decides on the challenged decision, and the case below goes on or stays ended (BLTTDS 289, 314.5, 314.6, 375)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from toaan.appeals.decisions import papers
from toaan.appeals.decisions.models import Review
from toaan.appeals.models import FileTransfer
from toaan.cases.actions import Continuation, advance, continue_case, documents_of
from toaan.cases.models import Case
from toaan.cases.states import HEARING
from toaan.core import clock, numbering
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import places
from toaan.course.models import CourseDecision
from toaan.hearings import people, signing
from toaan.judgments.actions.common import refused_on
from toaan.vietnamese.text import clean

O = Review.Outcome  # noqa: E741  (read as a column)
NUMBER = "appeals.number_review"


@dataclass(frozen=True)
class ReviewWish:
    """What the panel has decided."""

    outcome: str
    reason: str
    amended: str = ""


def review(*, by: Viewer, case_id: uuid.UUID, wish: ReviewWish, at: datetime) -> Review:
    """Decide at the session (314.5, 375.3), or end the appeal when all of it was withdrawn (289.1.b): in effect at once.

    Two short acts with rendering and signing between them; done again after a break it keeps its number.

    Raises:
        Refused: "review.outcome", "review.withdrawn", "review.not_withdrawn", "review.no_session", "review.no_reason",
            "review.no_amendment", "review.done", "review.changed", "hearing.no_judge", "wrong_state".
    """
    made = _number(by=by, case_id=case_id, wish=wish, at=at)
    paper = papers.review(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=papers.REVIEW, at=at)
    paper = signing.sealed(paper, court=made.case.court, at=at)
    return _issue(by=by, made=made, paper=paper, at=at)


def _act_of(outcome: str) -> str:
    return "appeals.end_review" if outcome == O.ENDED else "appeals.review"


def _number(*, by: Viewer, case_id: uuid.UUID, wish: ReviewWish, at: datetime) -> Review:
    with act(NUMBER, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        made = Review.objects.select_related("number").filter(case=case).first()
        if made is not None and made.issued:
            raise _done(made)
        _check(case, wish)
        case.after(_act_of(wish.outcome))
        bench = people.bench(case)
        if bench.judge is None:
            raise Refused(
                "hearing.no_judge", _("Chưa có Thẩm phán. Đề nghị Chánh án phân công Thẩm phán trước.")
            )
        made = made or Review(case=case)
        made.case, made.decided_on, made.outcome = case, clock.local_date(at), O(wish.outcome)
        made.reason, made.content = clean(wish.reason), {}
        made.amended = clean(wish.amended) if wish.outcome == O.AMENDED else ""
        made.save()
        if made.number is None:
            made.number = numbering.issue(
                court=case.court,
                pattern="request_decision_appeal" if case.is_request else "decision_appeal",
                kind=case.kind,
                subject=made,
                at=at,
            )
        made.content = papers.review_content(made, case, bench)
        made.save()
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Cấp số {made.title[:1].lower()}{made.title[1:]}",
            data={"number": str(made), "content": made.content},
            shown_to="nobody",
        )
    return made


def outcomes(case: Case) -> list[str]:
    """What may be decided: of what settled a request also that it is cancelled and ended (375.3.d)."""
    return [o for o in O.values if o != O.QUASHED or case.reviews_ruling]


def _check(case: Case, wish: ReviewWish) -> None:
    if wish.outcome not in outcomes(case):
        raise refused_on(
            "outcome", "review.outcome", _("Chọn một kết quả (khoản 5 Điều 314, khoản 3 Điều 375).")
        )
    withdrawn = not case.challenge.get("appellants") and not case.challenge.get("protests")
    if withdrawn and wish.outcome != O.ENDED:
        raise refused_on(
            "outcome",
            "review.withdrawn",
            _("Mọi kháng cáo, kháng nghị đã rút: chỉ đình chỉ xét xử phúc thẩm (điểm b khoản 1 Điều 289)."),
        )
    if wish.outcome == O.ENDED and not withdrawn:
        raise refused_on(
            "outcome",
            "review.not_withdrawn",
            _("Còn kháng cáo, kháng nghị chưa rút nên chưa đình chỉ xét xử phúc thẩm được."),
        )
    if wish.outcome != O.ENDED and case.state != HEARING:
        raise Refused(
            "review.no_session",
            _(
                "Phiên họp phúc thẩm chưa khai mạc nên Hội đồng chưa ra quyết định được (khoản 2 Điều 314, Điều 375)."
            ),
        )
    if not clean(wish.reason):
        raise refused_on("reason", "review.no_reason", _("Nêu nhận định của Hội đồng phúc thẩm."))
    if wish.outcome == O.AMENDED and not clean(wish.amended):
        raise refused_on("amended", "review.no_amendment", _("Ghi nội dung quyết định sơ thẩm sau khi sửa."))


def _issue(*, by: Viewer, made: Review, paper: StoredFile, at: datetime) -> Review:
    name = _act_of(made.outcome)
    with act(name, by=by, at=at) as a:
        case = a.lock(Case, made.case_id, "court", "number")
        a.allow(case)
        found = a.lock(Review, made.pk, "number")
        if found.issued:
            raise _done(found)
        if found.content != made.content:
            raise Refused(
                "review.changed",
                _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp."),
            )
        found.case = case
        advance(case, name)
        found.sha256, found.signer, found.issued_at = paper.sha256, by.post, at
        found.save(update_fields=["sha256", "signer", "issued_at"])
        a.record(
            found,
            court=case.court,
            case_id=case.pk,
            title=found.title,
            detail=f"{found.outcome_words}: {case.challenge['decision']}. {found.reason}"[:1000],
            data={
                "decision": found.pk, "number": str(found), "decided_on": found.decided_on, "outcome": found.outcome,
            },
            documents=[Document(paper.sha256, found.title, "review_decision", found.decided_on)],
            shown_to="parties",
        )  # fmt: skip
    return found


def take_back(*, by: Viewer, made: Review, at: datetime) -> CourseDecision:
    """The file is back: the challenged decision is in effect from that day, or the case goes on as if it had not been taken.

    Follows from the decision of second instance, in its transaction. A suspension that was ended by a resumption in the
    meantime has nothing left to cancel; the result is noted and the case stays where it is. Where only the plaintiff's claim
    was ended (217.2), that claim and everybody's place come back, and the case to its preparation; once it is judged or ended,
    the claim goes on in a case of its own.
    """
    transfer = FileTransfer.objects.select_related("decision").get(above_id=made.case_id)
    if transfer.decision is None:
        raise ValueError("a review is about a decision")
    cancelled = made.outcome in {O.CANCELLED, O.QUASHED}
    name = "appeals.decision_cancelled" if cancelled else "appeals.decision_kept"
    if cancelled and made.case.reviews_ruling:  # decided anew in a case of its own, by another judge (53.3)
        name = "appeals.request_quashed"
    in_part = transfer.decision.kind == CourseDecision.Kind.PARTIAL
    if cancelled and in_part:
        name = "appeals.part_cancelled"
    with act(name, by=by, at=at) as a:
        case = a.lock(Case, transfer.case_id, "court", "number")
        decision = a.lock(CourseDecision, transfer.decision.pk, "number")
        a.allow()
        decision.case = case
        if cancelled:
            decision.cancelled_on = made.decided_on
        else:
            decision.effective_on = made.decided_on
        decision.save(update_fields=["cancelled_on", "effective_on"])
        transfer.returned_on = made.decided_on
        transfer.save(update_fields=["returned_on"])
        goes_on = cancelled and case.can(name)
        if goes_on and in_part:
            places.restore(case, decision)
        if goes_on:
            advance(case, name)
        above = made.case
        words = made.title[:1].lower() + made.title[1:]
        a.record(
            decision,
            court=case.court,
            case_id=case.pk,
            title=f"{above.court.name} trả hồ sơ, {words}"[:500],
            detail=f"{made.outcome_words}. {made.amended}".strip()[:1000],
            data={
                "above": above.pk, "decision": decision.pk, "number": str(made), "outcome": made.outcome,
                "effective_on": made.decided_on, "goes_on": goes_on,
            },
            shown_to="parties",
        )  # fmt: skip
    return decision


def take_up_claim(*, by: Viewer, decision: CourseDecision, made: Review, at: datetime) -> Case:
    """The plaintiff's claim lives again and the case that it came from is judged or ended: a case of its own (314.5.c).

    That the file "to go on with" is a new number then is our reading. Follows from the decision of second instance.
    """
    case, told = decision.case, places.before(decision)
    parties = list(case.parties.prefetch_related("representations").order_by("order"))
    for party in parties:
        party.role = told["roles"].get(str(party.pk), party.role)
    data = Continuation(
        origin=case, court=case.court, parties=parties, documents=documents_of(case), claims=told["claims"],
        value=told["value"], fee_receipt=told["fee_receipt"],
        detail=f"Yêu cầu khởi kiện trong vụ án số {case}, giải quyết tiếp theo {made.title[:1].lower()}{made.title[1:]}",
        facts={"restored_by": made.pk},
    )  # fmt: skip
    found, _moved = continue_case(by=by, data=data, at=at)
    return found


def tell_suit(*, by: Viewer, suit: Case, source: str, at: datetime) -> None:
    """The discontinuance by which a request became this suit (397.5) was cancelled: its judge and parties learn of it.

    The code says nothing of such a suit, so its judge decides what becomes of it. Follows from the decision above.

    Args:
        source: "Quyết định phúc thẩm số 03/2026/QĐPT-DS", which cancelled it.
    """
    with act("appeals.tell_suit", by=by, at=at) as a:
        a.allow()
        a.record(
            suit,
            court=suit.court,
            case_id=suit.pk,
            title=f"Việc dân sự số {suit.origin} được tiếp tục giải quyết theo {source[:1].lower()}{source[1:]}",
            detail="Quyết định đình chỉ mà theo đó vụ án này được thụ lý (khoản 5 Điều 397) đã bị hủy: Thẩm phán xem xét, "
            "quyết định về vụ án này.",
            data={"request": suit.origin_id},
            shown_to="parties",
        )


def _done(made: Review) -> Refused:
    return Refused(
        "review.done",
        _("%(title)s ngày %(day)s đã được ban hành.")
        % {"title": made.title, "day": f"{made.decided_on:%d/%m/%Y}"},
    )
