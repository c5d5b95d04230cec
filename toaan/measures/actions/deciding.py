"""The decisions on a request: number, paper, issue; in force at once and sent at once (BLTTDS 133, 138, 139)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from toaan.cases.models import Case, Deadline
from toaan.cases.states import HEARING
from toaan.core import clock, numbering
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import people, signing
from toaan.measures import papers
from toaan.measures.actions import asking, wishes
from toaan.measures.models import MeasureComplaint, MeasureDecision, MeasureRequest
from toaan.measures.states import REQUEST

K = MeasureDecision.Kind
NUMBER, NUMBER_BY_LEADER = "measures.number", "measures.number_settlement"
ISSUE = {
    K.SECURITY: "measures.require_security",
    K.APPLICATION: "measures.apply",
    K.REFUSAL: "measures.refuse",
    K.CANCELLATION: "measures.cancel",
    K.SETTLEMENT: "measures.settle",
}
PATTERN = {
    K.SECURITY: "interim_security",
    K.APPLICATION: "interim_measure",
    K.REFUSAL: "notice",
    K.CANCELLATION: "interim_measure",
    K.SETTLEMENT: "assignment",
}
DOCUMENT = {
    K.SECURITY: "measure_security",
    K.APPLICATION: "measure_decision",
    K.REFUSAL: "measure_refusal",
    K.CANCELLATION: "measure_decision",
    K.SETTLEMENT: "measure_settlement",
}
"""Kind of decision → kind of document: who must receive it, where it stands in the file."""


def decide(*, by: Viewer, request_id: uuid.UUID, wish: wishes.Wish, at: datetime) -> MeasureDecision:
    """Issue what the wish says: two short acts with rendering and signing between them; done again it keeps its number.

    Raises:
        Refused: those of the wish's `fill`, "measure.unfinished", "measure.changed", "hearing.no_judge", "wrong_state".
    """
    made = _number(by=by, request_id=request_id, wish=wish, at=at)
    title = str(MeasureDecision.Kind(made.kind).label)
    paper = papers.decision(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=title, at=at)
    paper = signing.sealed(paper, court=made.request.case.court, at=at)
    return _issue(by=by, made=made, paper=paper, at=at)


def _number(*, by: Viewer, request_id: uuid.UUID, wish: wishes.Wish, at: datetime) -> MeasureDecision:
    leader = wish.kind == K.SETTLEMENT
    with act(NUMBER_BY_LEADER if leader else NUMBER, by=by, at=at) as a:
        asked = _lock(a, request_id)
        case = asked.case
        a.allow(case)
        _check_stage(case, asked, wish.kind)
        today = clock.local_date(at)
        made = _unfinished(asked, wish.kind) or MeasureDecision(request=asked, kind=wish.kind)
        made.request, made.decided_on, made.content = asked, today, {}
        made.by_panel = case.state == HEARING and not leader
        wish.fill(made, asked, today)
        bench = people.bench(case)
        if bench.judge is None:
            raise Refused(
                "hearing.no_judge", _("Vụ án chưa có Thẩm phán. Đề nghị Chánh án phân công Thẩm phán trước.")
            )
        asked.save(update_fields=["security"])
        made.save()
        if made.number is None:
            made.number = numbering.issue(
                court=case.court, pattern=PATTERN[wish.kind], kind=case.kind, subject=made, at=at
            )
        made.content = papers.content(made, asked, bench, leader=by.post if leader else None)
        made.save()
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Cấp số: {made.title}"[:500],
            data={"number": str(made), "kind": made.kind, "request": asked.pk, "content": made.content},
            shown_to="nobody",
        )
    return made


def _issue(*, by: Viewer, made: MeasureDecision, paper: StoredFile, at: datetime) -> MeasureDecision:
    name = ISSUE[K(made.kind)]
    with act(name, by=by, at=at) as a:
        asked = _lock(a, made.request_id)
        case = asked.case
        a.allow(case)
        found = a.lock(MeasureDecision, made.pk, "number")
        if found.issued:
            raise _already(found)
        if found.content != made.content:
            raise Refused(
                "measure.changed", _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp.")
            )
        _check_stage(case, asked, K(found.kind))
        found.request = asked
        found.sha256, found.signer, found.issued_at = paper.sha256, by.post, at
        found.save(update_fields=["sha256", "signer", "issued_at"])
        if found.kind == K.SETTLEMENT:
            rows = MeasureComplaint.objects.filter(decision__request=asked, settled_by=None)
            rows.update(settled_by=found)
        else:
            asked.state = REQUEST.after(name, asked.state)
            asked.save(update_fields=["state"])
        a.record(
            found,
            court=case.court,
            case_id=case.pk,
            title=found.title[:500],
            detail=papers.told(found)[:1000],
            data=_data(found, asked),
            documents=[Document(paper.sha256, found.title, DOCUMENT[K(found.kind)], found.decided_on)],
            shown_to="parties" if found.kind in {K.APPLICATION, K.CANCELLATION} else "court",
        )
        if found.kind in {K.SECURITY, K.APPLICATION, K.REFUSAL}:
            asking.end_deadlines(asked, Deadline.State.MET, found.decided_on)
    return found


def _data(made: MeasureDecision, asked: MeasureRequest) -> dict[str, Any]:
    """What consequences read: also who receives the paper (139.2; a refusal and a security only the requester: 133.2)."""
    parties = [str(asked.party_id)] if asked.party_id else []
    both = made.kind in {K.APPLICATION, K.CANCELLATION, K.SETTLEMENT}
    others = [{"name": asked.holder_name, "address": asked.holder_address}] if asked.holder_name else []
    return {
        "decision": made.pk, "request": asked.pk, "number": str(made), "decided_on": made.decided_on,
        "citation": made.citation, "by_panel": made.by_panel, "ground": made.ground,
        "serve_parties": [*parties, str(asked.against_id)] if both else parties,
        "serve_others": others if both else [],
    }  # fmt: skip


def _check_stage(case: Case, asked: MeasureRequest, kind: MeasureDecision.Kind) -> None:
    """The decision has a place at the present stage of the case and of the request."""
    case.after(ISSUE[kind])
    if kind != K.SETTLEMENT:
        REQUEST.after(ISSUE[kind], asked.state)


def _unfinished(asked: MeasureRequest, kind: str) -> MeasureDecision | None:
    """The decision of this kind that has its number and no paper yet; another unfinished one comes first.

    Raises:
        Refused: "measure.unfinished".
    """
    made = MeasureDecision.objects.select_related("number").filter(request=asked, sha256="").first()
    if made is not None and made.kind != kind:
        raise Refused(
            "measure.unfinished",
            _("%(decision)s đã có số nhưng chưa ban hành xong. Hãy hoàn tất quyết định đó trước.")
            % {"decision": made.title},
        )
    return made


def _already(made: MeasureDecision) -> Refused:
    return Refused(
        "measure.already",
        _("%(title)s ngày %(day)s đã được ban hành.")
        % {"title": made.title, "day": f"{made.decided_on:%d/%m/%Y}"},
    )


def _lock(a: Act, request_id: uuid.UUID) -> MeasureRequest:
    """The request and its case, both locked; the case always first."""
    case_id = MeasureRequest.objects.filter(pk=request_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court", "number")
    asked = a.lock(MeasureRequest, request_id, "party", "against")
    asked.case = case
    return asked
