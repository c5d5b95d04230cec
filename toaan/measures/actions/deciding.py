"""The decisions on a request: number, paper, issue; in force at once and sent at once (BLTTDS 133, 138, 139)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.cases.states import HEARING
from toaan.core import clock, numbering
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import Event, StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import signing
from toaan.measures import papers
from toaan.measures.actions import asking, common, serving, wishes
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
    paper = signing.sealed(paper, court=made.request.court, at=at)
    return _issue(by=by, made=made, paper=paper, at=at)


def _number(*, by: Viewer, request_id: uuid.UUID, wish: wishes.Wish, at: datetime) -> MeasureDecision:
    leader = wish.kind == K.SETTLEMENT
    with act(NUMBER_BY_LEADER if leader else NUMBER, by=by, at=at) as a:
        asked = common.lock(a, request_id)
        a.allow(asked)
        _check_stage(asked, wish.kind)
        today = clock.local_date(at)
        made = _unfinished(asked, wish.kind) or MeasureDecision(request=asked, kind=wish.kind)
        made.request, made.decided_on, made.content = asked, today, {}
        made.by_panel = asked.case is not None and asked.case.state == HEARING and not leader
        wish.fill(made, asked, today)
        bench = common.bench(asked)
        if bench.judge is None:
            raise Refused(
                "hearing.no_judge", _("Vụ án chưa có Thẩm phán. Đề nghị Chánh án phân công Thẩm phán trước.")
            )
        asked.save(update_fields=["security"])
        made.save()
        if made.number is None:
            made.number = numbering.issue(
                court=asked.court, pattern=PATTERN[wish.kind], kind=asked.matter.kind, subject=made, at=at
            )
        made.content = papers.content(made, asked, bench, leader=by.post if leader else None)
        made.save()
        a.record(
            made,
            **common.place(asked),
            title=f"Cấp số: {made.title}"[:500],
            data={"number": str(made), "kind": made.kind, "request": asked.pk, "content": made.content},
            shown_to="nobody",
        )
    return made


def _issue(*, by: Viewer, made: MeasureDecision, paper: StoredFile, at: datetime) -> MeasureDecision:
    name = ISSUE[K(made.kind)]
    with act(name, by=by, at=at) as a:
        asked = common.lock(a, made.request_id)
        a.allow(asked)
        found = a.lock(MeasureDecision, made.pk, "number")
        if found.issued:
            raise _already(found)
        if found.content != made.content:
            raise Refused(
                "measure.changed", _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp.")
            )
        _check_stage(asked, K(found.kind))
        found.request = asked
        found.sha256, found.signer, found.issued_at = paper.sha256, by.post, at
        found.save(update_fields=["sha256", "signer", "issued_at"])
        if found.kind == K.SETTLEMENT:
            rows = MeasureComplaint.objects.filter(decision__request=asked, settled_by=None)
            rows.update(settled_by=found)
        else:
            asked.state = REQUEST.after(name, asked.state)
            asked.save(update_fields=["state"])
        if asked.case is None:
            serving.give_out(found, asked, on=clock.local_date(at))
        event = a.record(
            found,
            **common.place(asked),
            title=found.title[:500],
            detail=papers.told(found)[:1000],
            data=_data(found, asked),
            documents=[Document(paper.sha256, found.title, DOCUMENT[K(found.kind)], found.decided_on)],
            shown_to="parties" if found.kind in {K.APPLICATION, K.CANCELLATION} else "court",
        )
        _limits(event, found, asked)
    return found


def _limits(event: Event, made: MeasureDecision, asked: MeasureRequest) -> None:
    """What the decision ends; of a request with the petition the 48 hours run on until it is answered (133.3)."""
    if made.kind == K.SECURITY and asked.is_urgent:
        deadlines.start(
            event, rule=common.SECURE_URGENT, owner=Deadline.Owner.PARTY, trigger_on=asked.received_on,
            fixed_on=date.fromisoformat(asked.security["due_on"]), party=asked.party,
        )  # fmt: skip
    elif made.kind in {K.SECURITY, K.APPLICATION, K.REFUSAL}:
        asking.end_deadlines(asked, Deadline.State.MET, made.decided_on)
    if asked.case is None:
        serving.begin_complaint(event, made)


def _data(made: MeasureDecision, asked: MeasureRequest) -> dict[str, Any]:
    """What consequences read: also who receives the paper (139.2; a refusal and a security only the requester: 133.2)."""
    both = made.kind in {K.APPLICATION, K.CANCELLATION, K.SETTLEMENT}
    parties = [asked.party_id, asked.against_id if both else None]
    others = [{"name": asked.holder_name, "address": asked.holder_address}] if asked.holder_name else []
    if asked.against_id is None:  # named in the petition, and no party of the case that came of it
        others.insert(0, {"name": asked.bound_name, "address": str(asked.bound.get("address", ""))})
    return {
        "decision": made.pk, "request": asked.pk, "number": str(made), "decided_on": made.decided_on,
        "citation": made.citation, "by_panel": made.by_panel, "ground": made.ground,
        "serve_parties": [str(p) for p in parties if p], "serve_others": others if both else [], **common.told(asked),
    }  # fmt: skip


def _check_stage(asked: MeasureRequest, kind: MeasureDecision.Kind) -> None:
    """The decision has a place at the present stage of the case or petition, and of the request."""
    common.check(asked, ISSUE[kind])
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
