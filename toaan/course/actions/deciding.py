"""The decisions on the course of a case: number, paper, issue (BLTTDS 214–219, 41, 42)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from toaan.cases import actions as cases
from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.cases.states import HEARING
from toaan.core import clock, numbering
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import papers, periods
from toaan.course.actions import effects, wishes
from toaan.course.models import CourseDecision
from toaan.hearings import people, signing
from toaan.hearings.models import Adjournment, TrialDecision

K = CourseDecision.Kind
NUMBER, NUMBER_BY_LEADER = "course.number", "course.number_settlement"
SETTLES = frozenset({K.UPHELD, K.CANCELLED, K.ORDINARY})
"""They end what was complained of in simplified procedure (319)."""
OF_LEADER = frozenset({K.UPHELD, K.CANCELLED, K.ANSWER})
"""Decisions of the president, numbered among the president's (319.2, 41.1)."""
DOCUMENT = {k: f"{k}_decision" for k in K} | {
    K.PARTIAL: "discontinuance_decision", K.UPHELD: "complaint_decision", K.CANCELLED: "complaint_decision",
    K.REQUEST_END: "discontinuance_decision", K.RULING: "ruling", K.AGREEMENT: "settlement_decision",
    K.EXPLANATION: "explanation_request",
}  # fmt: skip
"""Kind of decision → kind of document: who must receive it, where it stands in the file."""
ISSUE = {
    K.SUSPENSION: "course.suspend",
    K.RESUMPTION: "course.resume",
    K.DISCONTINUANCE: "course.discontinue",
    K.PARTIAL: "course.discontinue_part",
    K.TRANSFER: "course.transfer",
    K.ORDINARY: "course.to_ordinary",
    K.UPHELD: "course.uphold_simplified",
    K.CANCELLED: "course.cancel_simplified",
    K.ANSWER: "course.uphold_transfer",
    K.JOINDER: "course.join",
    K.SEPARATION: "course.separate",
    K.AGREEMENT: "course.recognise",
    K.RULING: "requests.rule",
    K.CONSENT: "requests.recognise",
    K.REQUEST_END: "requests.discontinue",
    K.SEARCH: "searches.order",
    K.EXPLANATION: "requests.ask_explanation",
}
LEADS_TO = {
    K.SUSPENSION: ("suspended",),
    K.DISCONTINUANCE: ("discontinued",),
    K.TRANSFER: ("transferred",),
    K.AGREEMENT: ("effective",),
    K.RULING: ("judged", "effective"),
    K.CONSENT: ("judged", "effective"),
    K.REQUEST_END: ("discontinued",),
}
ANNULS = "course.annul_transfer"


def number_act(kind: str) -> str:
    """The act by which a decision of this kind gets its number: the judge's, or the president's."""
    return NUMBER_BY_LEADER if kind in OF_LEADER else NUMBER


def act_of(kind: str, *, annuls: bool = False) -> str:
    """The act by which a decision of this kind is issued."""
    return ANNULS if annuls else ISSUE[K(kind)]


SPEAK_FIRST = frozenset({K.RESUMPTION, K.ORDINARY, K.UPHELD, K.CANCELLED})
"""They say in their own words why they have no place: nothing is suspended, the procedure is another, nobody complains."""
TO_ORDINARY = frozenset({K.ORDINARY, K.CANCELLED})


def suspend(*, by: Viewer, case_id: uuid.UUID, wish: wishes.Suspension, at: datetime) -> CourseDecision:
    """Suspend the case (tạm đình chỉ giải quyết vụ án, BLTTDS 214): every limit on the way to the hearing stands still.

    Raises:
        Refused: those of `wishes.Suspension.fill`, "course.unfinished", "course.already", "course.changed",
            "hearing.no_judge", "wrong_state".
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def resume(*, by: Viewer, case_id: uuid.UUID, wish: wishes.Resumption, at: datetime) -> CourseDecision:
    """Go on with a suspended case (tiếp tục giải quyết vụ án, BLTTDS 216); the preparation term begins anew (203.1).

    Raises:
        Refused: those of `wishes.Resumption.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def discontinue(
    *, by: Viewer, case_id: uuid.UUID, wish: wishes.Discontinuance, at: datetime
) -> CourseDecision:
    """End the case without a judgment (đình chỉ giải quyết vụ án, BLTTDS 217): struck out of the register.

    Raises:
        Refused: those of `wishes.Discontinuance.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def discontinue_part(
    *, by: Viewer, case_id: uuid.UUID, wish: wishes.PartialDiscontinuance, at: datetime
) -> CourseDecision:
    """End only what the plaintiff asked; a counterclaim or an independent claim goes on as the claim (217.2, 245).

    Raises:
        Refused: those of `wishes.PartialDiscontinuance.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def transfer(*, by: Viewer, case_id: uuid.UUID, wish: wishes.Transfer, at: datetime) -> CourseDecision:
    """Send the case to the court that has jurisdiction (chuyển vụ án, BLTTDS 41.1): struck out of the register.

    Raises:
        Refused: those of `wishes.Transfer.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def to_ordinary(*, by: Viewer, case_id: uuid.UUID, wish: wishes.ToOrdinary, at: datetime) -> CourseDecision:
    """Go over from simplified to ordinary procedure (BLTTDS 317.3, 320.4): the term of preparation begins anew (317.4).

    Raises:
        Refused: those of `wishes.ToOrdinary.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def answer(*, by: Viewer, case_id: uuid.UUID, wish: wishes.Answer, at: datetime) -> CourseDecision:
    """The president settles the complaints about a transfer for good (BLTTDS 41.1): it stands, or the case stays.

    Raises:
        Refused: those of `wishes.Answer.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def settle_complaints(
    *, by: Viewer, case_id: uuid.UUID, wish: wishes.Settlement, at: datetime
) -> CourseDecision:
    """The president settles every complaint and proposal that waits, in one final decision (BLTTDS 319.2, 319.3).

    Raises:
        Refused: those of `wishes.Settlement.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def join(*, by: Viewer, case_id: uuid.UUID, wish: wishes.Joinder, at: datetime) -> CourseDecision:
    """Take other cases of the court into this one (nhập vụ án, BLTTDS 42.1): claims, parties and papers come along.

    Raises:
        Refused: those of `wishes.Joinder.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def separate(*, by: Viewer, case_id: uuid.UUID, wish: wishes.Separation, at: datetime) -> CourseDecision:
    """Make a case of its own of some of the claims (tách vụ án, BLTTDS 42.2), with a number and a draw of its own.

    Raises:
        Refused: those of `wishes.Separation.fill` and of `suspend`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def decide(*, by: Viewer, case_id: uuid.UUID, wish: wishes.Wish, at: datetime) -> CourseDecision:
    """Two short acts with rendering and signing between them; done again after a break it keeps its number.

    Raises:
        Refused: those of the wish, "course.unfinished", "course.already", "course.changed", "hearing.no_judge", "wrong_state".
    """
    decision = _number(by=by, case_id=case_id, wish=wish, at=at)
    title = str(CourseDecision.Kind(decision.kind).label)
    paper = papers.decision(decision.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=title, at=at)
    paper = signing.sealed(paper, court=decision.case.court, at=at)
    return _issue(by=by, decision=decision, paper=paper, at=at)


def _number(*, by: Viewer, case_id: uuid.UUID, wish: wishes.Wish, at: datetime) -> CourseDecision:
    with act(number_act(wish.kind), by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        _check_not_done(case, wish.kind)
        if wish.kind not in SPEAK_FIRST:
            case.after(_act_wished(wish))
        today = clock.local_date(at)
        decision = _unfinished(case, wish.kind) or CourseDecision(case=case, kind=wish.kind)
        decision.case, decision.decided_on, decision.content, decision.kind = case, today, {}, wish.kind
        decision.by_panel = case.state == HEARING and not case.is_request and wish.kind not in OF_LEADER
        wish.fill(decision, case, today)
        case.after(_act_wished(wish))
        bench = people.bench(case)
        if bench.judge is None:
            raise Refused(
                "hearing.no_judge", _("Chưa có Thẩm phán. Đề nghị Chánh án phân công Thẩm phán trước.")
            )
        more = decision.content
        decision.save()
        if decision.number is None:
            pattern = "request_decision" if case.is_request else "decision"
            pattern = "decision_appeal" if case.instance == Case.Instance.SECOND else pattern
            pattern = "assignment" if wish.kind in OF_LEADER else pattern
            pattern = "notice" if wish.kind == K.EXPLANATION else pattern
            decision.number = numbering.issue(
                court=case.court, pattern=pattern, kind=case.kind, subject=decision, at=at
            )
        leader = by.post if wish.kind in OF_LEADER else None
        decision.content = papers.content(decision, case, bench, leader=leader) | more
        decision.save()
        a.record(
            decision,
            court=case.court,
            case_id=case.pk,
            title=f"Cấp số {_lower(decision.title)}",
            data={"number": str(decision), "kind": decision.kind, "content": decision.content},
            shown_to="nobody",
            towards=_act_wished(wish),
        )
    return decision


def _issue(*, by: Viewer, decision: CourseDecision, paper: StoredFile, at: datetime) -> CourseDecision:
    name = act_of(decision.kind, annuls=decision.annuls)
    with act(name, by=by, at=at) as a:
        case = a.lock(Case, decision.case_id, "court", "number")
        a.allow(case)
        found = a.lock(CourseDecision, decision.pk, "number", "to_court", "ends__number")
        if found.issued:
            raise _already(found)
        if found.content != decision.content:
            raise Refused(
                "course.changed", _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp.")
            )
        found.case = case
        advance(case, name)
        found.sha256, found.signer, found.issued_at = paper.sha256, by.post, at
        found.save(update_fields=["sha256", "signer", "issued_at"])
        effects.before(found, a)
        if found.kind in TO_ORDINARY:
            cases.set_procedure(case, Case.Procedure.ORDINARY, at)
        if found.kind in SETTLES:
            wishes.pending_complaints(case).update(settled_by=found)
        periods.lay_out(found)
        event = a.record(
            found,
            court=case.court,
            case_id=case.pk,
            petition_id=case.petition_id,
            title=found.title,
            detail=papers.told(found)[:1000],
            data=_data(found),
            documents=[Document(paper.sha256, found.title, DOCUMENT[K(found.kind)], found.decided_on)],
            shown_to="parties",
        )
        effects.after(found, event, by=by, at=at)
    return found


def _act_wished(wish: wishes.Wish) -> str:
    return act_of(wish.kind, annuls=isinstance(wish, wishes.Answer) and wish.annuls)


def _data(decision: CourseDecision) -> dict[str, Any]:
    """What consequences, statistics and registers read."""
    return {
        "decision": decision.pk, "number": str(decision), "decided_on": decision.decided_on, "ground": decision.ground,
        "citation": decision.citation, "by_panel": decision.by_panel, "fee": decision.fee,
        "expected_on": decision.expected_on, "gone_on": decision.gone_on, "effective_on": decision.effective_on,
        "to_court": decision.to_court_id, "to_name": decision.to_name, "about": decision.about_id, "subject": decision.subject,
        "kind": decision.kind, "serve_leaving": decision.subject.get("leaving", []),
        **({"serve_others": others} if (others := decision.content.get("serve_others")) else {}),
    }  # fmt: skip


def _unfinished(case: Case, kind: str) -> CourseDecision | None:
    """The decision of this kind that has its number and no paper yet; anything else that is unfinished comes first.

    Raises:
        Refused: "course.unfinished".
    """
    made = CourseDecision.objects.select_related("number").filter(case=case, sha256="").first()
    if made is not None and (made.kind == kind or {made.kind, kind} <= {K.UPHELD, K.CANCELLED}):
        return made  # the president may still change his mind about what he has only numbered
    other = made.title if made else ""
    trial = (
        TrialDecision.objects.select_related("number").filter(case=case, sha256="", lapsed_at=None).first()
    )
    if trial is not None:
        other = f"Quyết định mở phiên số {trial}"
    put_off = Adjournment.objects.select_related("number").filter(hearing__case=case, sha256="").first()
    if put_off is not None:
        other = f"Quyết định hoãn số {put_off}"
    if other:
        raise Refused(
            "course.unfinished",
            _("%(decision)s đã có số nhưng chưa ban hành xong. Hãy hoàn tất quyết định đó trước.")
            % {"decision": other},
        )
    return None


def _check_not_done(case: Case, kind: str) -> None:
    """Pressed twice: the case stands where this decision leads."""
    rows = CourseDecision.objects.select_related("number").filter(case=case).exclude(sha256="")
    last = rows.order_by("-issued_at").first()
    if last is not None and last.kind == kind and case.state in LEADS_TO.get(K(kind), ()):
        raise _already(last)


def _already(decision: CourseDecision) -> Refused:
    return Refused(
        "course.already",
        _("%(title)s ngày %(day)s đã được ban hành.")
        % {"title": decision.title, "day": f"{decision.decided_on:%d/%m/%Y}"},
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
