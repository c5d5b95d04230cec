"""A dispute on jurisdiction (tranh chấp về thẩm quyền): asked, settled by the president above, gone on with (BLTTDS 41.2–41.4)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock, numbering, policy
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, TooLate, not_found
from toaan.core.models import Court, StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import dispute_papers
from toaan.course.actions.transferring import go_on
from toaan.course.actions.wishes import wrong
from toaan.course.disputes import AROUND
from toaan.course.models import JurisdictionDispute, Sending
from toaan.hearings import signing
from toaan.rules.disputes import settler
from toaan.vietnamese.text import clean

ASK, SETTLE, RECORD, TAKE_OVER = (
    "course.ask_settlement", "course.settle_dispute", "course.record_settlement", "course.take_over",
)  # fmt: skip
LEAVE, HEAR = "course.leave_by_settlement", "course.hear_of_settlement"
SUPREME = "Tòa án nhân dân tối cao"


@dataclass(frozen=True)
class Settler:
    """The court whose president settles it."""

    court: Court | None
    name: str
    citation: str


@dataclass(frozen=True)
class Outcome:
    """What a decision from outside says."""

    number: str
    decided_on: date
    court_id: uuid.UUID | None
    name: str
    finding: str
    paper: StoredFile | None = None


def settler_of(sending: Sending, today: date) -> Settler:
    """Who settles a dispute about this file.

    Raises:
        Refused: "dispute.levels".
    """
    one, other = sending.decision.case.court, sending.decision.to_court
    if other is None:
        raise not_found()
    same = one.parent_id is not None and one.parent_id == other.parent_id
    found = settler(one.level, other.level, same_province=same)
    if found is None:
        raise Refused(
            "dispute.levels",
            _("Khoản 2 đến khoản 4 Điều 41 Bộ luật Tố tụng dân sự chỉ giải quyết tranh chấp giữa các Tòa án cùng cấp. %(one)s và %(other)s không cùng cấp: hãy báo cáo Tòa án cấp trên.")
            % {"one": one, "other": other},
        )  # fmt: skip
    if found.level == Court.Level.PROVINCE:
        court: Court | None = one.parent
    else:
        above = Court.objects.filter(level=Court.Level.SUPREME).order_by("code")
        court = next((c for c in above if c.exists_on(today)), None)
    return Settler(court, court.name if court else SUPREME, found.citation)


def ask_settlement(
    *, by: Viewer, sending_id: uuid.UUID, reason: str, letter: str = "", at: datetime
) -> JurisdictionDispute:
    """The court that has the file puts the dispute before the president above; the file is not taken in meanwhile.

    Raises:
        Refused: "dispute.pending", "dispute.decided", "dispute.too_far", "dispute.levels", "dispute.no_reason",
            "dispute.no_letter".
    """
    reason, letter = clean(reason), clean(letter)[:200]
    found = Sending.objects.select_related(*_SENDING).filter(pk=sending_id).first()
    if found is None or by.post is None:
        raise not_found()
    policy.require(by, ASK, found)
    above = _askable(found, reason, letter, clock.local_date(at))
    paper = dispute_papers.request(
        found,
        decider=above.name,
        citation=above.citation,
        reason=reason,
        letter=letter,
        leader=by.post,
        at=at,
    )
    paper = signing.signed(
        paper, by=by, field=signing.JUDGE, reason="Đề nghị giải quyết tranh chấp về thẩm quyền", at=at
    )
    paper = signing.sealed(paper, court=by.post.court, at=at)
    with act(ASK, by=by, at=at) as a:
        sent = a.lock(Sending, sending_id, *_SENDING)
        a.allow(sent)
        above = _askable(sent, reason, letter, clock.local_date(at))
        made = JurisdictionDispute.objects.create(
            sending=sent, reason=reason, letter=letter, request_sha256=paper.pk, asked_at=at, asked_by=by.post,
            decider=above.court, decider_name=above.name, citation=above.citation,
        )  # fmt: skip
        matter = sent.case or sent.decision.case
        a.record(
            made,
            court=by.post.court,
            case_id=matter.pk,
            title=f"{by.post.court.name} đề nghị Chánh án {above.name} giải quyết tranh chấp về thẩm quyền",
            detail=letter,
            data={"sending": sent.pk, "decider": above.court.pk if above.court else None, "reason": reason},
            documents=[
                Document(paper.pk, "Văn bản đề nghị giải quyết tranh chấp về thẩm quyền", "dispute_request", clock.local_date(at))
            ],
            shown_to="parties",
        )  # fmt: skip
    return made


def settle_dispute(
    *, by: Viewer, dispute_id: uuid.UUID, court_id: uuid.UUID, finding: str, at: datetime
) -> JurisdictionDispute:
    """The president names the court: two short acts with rendering and signing between them.

    Raises:
        Refused: "dispute.settled", "dispute.no_court", "dispute.no_finding", "dispute.too_far".
    """
    finding = clean(finding)
    made = _number(by=by, dispute_id=dispute_id, court_id=court_id, finding=finding, at=at)
    paper = dispute_papers.decision(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=made.title, at=at)
    if by.post is None:
        raise not_found()
    paper = signing.sealed(paper, court=by.post.court, at=at)
    with act(SETTLE, by=by, at=at) as a:
        found = _lock(a, dispute_id)
        a.allow(found)
        _need_pending(found)
        if found.content != made.content:
            raise Refused(
                "dispute.changed", _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp.")
            )
        named = Court.objects.get(pk=found.content["named_id"])
        _need_movable(found, named.pk)
        found.named, found.named_name, found.finding = named, named.name, finding
        found.sha256, found.signer, found.settled_on = paper.pk, by.post, clock.local_date(at)
        found.save()
        _tell(a, found, paper, court=by.post.court, at=at)
    return found


def record_settlement(
    *, by: Viewer, dispute_id: uuid.UUID, said: Outcome, at: datetime
) -> JurisdictionDispute:
    """The decision of a president outside this installation has come on paper: it is entered by the court that asked.

    Raises:
        Refused: "dispute.settled", "dispute.settled_here", "dispute.no_number", "dispute.bad_day", "dispute.no_court",
            "dispute.no_finding", "dispute.no_paper", "dispute.too_far".
    """
    number, finding, today = clean(said.number)[:60], clean(said.finding), clock.local_date(at)
    with act(RECORD, by=by, at=at) as a:
        found = _lock(a, dispute_id)
        a.allow(found)
        _need_pending(found)
        if found.decider_id is not None:
            raise Refused(
                "dispute.settled_here",
                _("Chánh án %(court)s ra quyết định ngay trên hệ thống này, không ghi thay.") % {"court": found.decider_name},
            )  # fmt: skip
        if not number:
            raise wrong("dispute.no_number", "number", _("Ghi số quyết định."))
        if not clock.local_date(found.asked_at) <= said.decided_on <= today:
            raise wrong(
                "dispute.bad_day", "decided_on", _("Ngày quyết định phải từ ngày đề nghị đến hôm nay.")
            )
        named = Court.objects.filter(pk=said.court_id).first() if said.court_id else None
        name = named.name if named else clean(said.name)[:200]
        if not name:
            raise wrong(
                "dispute.no_court",
                "court",
                _("Chọn Tòa án có thẩm quyền theo quyết định, hoặc ghi tên Tòa án đó."),
            )
        if not finding:
            raise wrong("dispute.no_finding", "finding", _("Ghi nhận định của quyết định về thẩm quyền."))
        if said.paper is None:
            raise wrong("dispute.no_paper", "paper", _("Đính kèm bản quét quyết định."))
        _need_movable(found, named.pk if named else None)
        found.named, found.named_name, found.finding = named, name, finding
        found.outside_number, found.settled_on, found.sha256 = number, said.decided_on, said.paper.pk
        found.recorded_by = by.post
        found.save()
        if by.post is None:
            raise not_found()
        _tell(a, found, said.paper, court=by.post.court, at=at)
    return found


def take_over(*, by: Viewer, dispute_id: uuid.UUID, at: datetime) -> Case:
    """The named court accepts the case: a new number, the first filing day and the paid advance kept, its terms from today.

    Our reading: a name once struck out of the register (41.1) is not written back by a dispute; the court accepts anew.

    Raises:
        Refused: "dispute.taken" with the number there.
    """
    with act(TAKE_OVER, by=by, at=at) as a:
        found = _lock(a, dispute_id)
        a.allow(found)
        if found.case is not None:
            raise TooLate("dispute.taken", _("Vụ án đã được thụ lý, số %s.") % found.case)
        old, court = found.lies, found.named
        if court is None or not found.moves:
            raise not_found()
        event = a.record(
            found,
            court=court,
            title=f"Nhận hồ sơ vụ án số {old} theo {found.title}",
            data={"dispute": found.pk, "number": str(found), "from_court": old.court_id},
            shown_to="court",
        )
        detail = f"{old.court.name} chuyển đến theo {found.title} của Chánh án {found.decider_name}"
        case = go_on(by.following(event), old, court, detail=detail, facts={"settled_by": found.pk}, at=at)
        found.case, found.taken_at, found.taken_by = case, at, by.post
        found.save(update_fields=["case", "taken_at", "taken_by"])
    return case


_SENDING = (
    "decision__case__court__parent", "decision__case__number", "decision__number", "decision__to_court", "case__number",
    "case__court",
)  # fmt: skip


def _askable(sent: Sending, reason: str, letter: str, today: date) -> Settler:
    made = (
        JurisdictionDispute.objects.select_related("number", "sending__decision").filter(sending=sent).first()
    )
    if made is not None and made.is_pending:
        raise TooLate(
            "dispute.pending",
            _("Đã đề nghị Chánh án %(court)s ngày %(day)s, đang chờ giải quyết.")
            % {"court": made.decider_name, "day": f"{clock.local_date(made.asked_at):%d/%m/%Y}"},
        )
    if made is not None:
        raise Refused(
            "dispute.decided",
            _("%(title)s đã xác định thẩm quyền của %(court)s, không đề nghị lại.")
            % {"title": made.title, "court": made.named_name},
        )
    if sent.case is not None and not sent.case.can(LEAVE):
        raise Refused(
            "dispute.too_far",
            _("Vụ án số %(case)s đang ở bước “%(stage)s”, không còn chuyển đi được nên không đề nghị giải quyết tranh chấp về thẩm quyền.")
            % {"case": sent.case, "stage": sent.case.stage},
        )  # fmt: skip
    above = settler_of(sent, today)
    if not reason:
        raise wrong(
            "dispute.no_reason", "reason", _("Nêu vì sao vụ việc không thuộc thẩm quyền của Tòa án này.")
        )
    if above.court is None and not letter:
        raise wrong(
            "dispute.no_letter", "letter",
            _("%(court)s không dùng chung hệ thống này: hãy ghi số, ngày công văn.") % {"court": above.name},
        )  # fmt: skip
    return above


def _number(
    *, by: Viewer, dispute_id: uuid.UUID, court_id: uuid.UUID, finding: str, at: datetime
) -> JurisdictionDispute:
    """The decision gets its number; what stopped before the signature keeps it."""
    with act("course.number_dispute", by=by, at=at) as a:
        found = _lock(a, dispute_id)
        a.allow(found)
        _need_pending(found)
        named = Court.objects.filter(pk=court_id).first()
        today = clock.local_date(at)
        if named is None or not named.exists_on(today) or not may_be_named(found, named):
            raise wrong("dispute.no_court", "court", _("Chọn một Tòa án trong danh sách."))
        if not finding:
            raise wrong(
                "dispute.no_finding",
                "finding",
                _("Nêu vì sao vụ việc thuộc thẩm quyền của Tòa án được chọn."),
            )
        _need_movable(found, named.pk)
        if by.post is None:
            raise not_found()
        if found.number is None:
            found.number = numbering.issue(
                court=by.post.court,
                pattern="assignment",
                kind=found.sending.decision.case.kind,
                subject=found,
                at=at,
            )
        told = dispute_papers.content(found, named=named.name, finding=finding, leader=by.post, on=today)
        found.content = told | {"named_id": str(named.pk)}
        found.save(update_fields=["number", "content"])
        a.record(
            found,
            court=by.post.court,
            title=f"Cấp số {found.title[:1].lower()}{found.title[1:]}",
            data={"number": str(found), "content": found.content},
            shown_to="nobody",
        )
    return found


def may_be_named(made: JurisdictionDispute, court: Court) -> bool:
    """One of the two courts; where the president is over both, another of the same level under him (our reading)."""
    decision = made.sending.decision
    if court.pk in {decision.to_court_id, decision.case.court_id}:
        return True
    under = (
        made.decider is None
        or made.decider.level == Court.Level.SUPREME
        or court.parent_id == made.decider_id
    )
    return under and court.level == decision.case.court.level


def _need_pending(made: JurisdictionDispute) -> None:
    if not made.is_pending:
        raise TooLate("dispute.settled", _("%(title)s đã được ban hành.") % {"title": made.title})


def _need_movable(made: JurisdictionDispute, named: uuid.UUID | None) -> None:
    """A case that was accepted where the file lies can still leave."""
    here = made.here
    if here is not None and named != here.court_id and not here.can(LEAVE):
        raise wrong(
            "dispute.too_far", "court",
            _("Vụ án số %(case)s tại %(court)s đang ở bước “%(stage)s”, không còn chuyển cho Tòa án khác được.")
            % {"case": here, "court": here.court, "stage": here.stage},
        )  # fmt: skip


def _tell(a: Act, made: JurisdictionDispute, paper: StoredFile, *, court: Court, at: datetime) -> None:
    """The decision enters the files of both courts; the parties get it from the court that sent the file first."""
    old, here = made.sending.decision.case, made.here
    event = a.record(
        made,
        court=court,
        case_id=old.pk,
        title=_told(made),
        detail=made.finding[:1000],
        data=_data(made),
        documents=_documents(made, paper),
        shown_to="parties",
    )
    if here is None:
        return
    name = LEAVE if made.moves else HEAR
    with act(name, by=a.by.following(event), at=at) as b:
        case = b.lock(Case, here.pk, "court", "number")
        b.allow()
        if made.moves:
            advance(case, LEAVE)
        b.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=_told(made),
            detail=made.finding[:1000],
            data=_data(made),
            documents=_documents(made, paper),
            shown_to="parties",
        )


def _told(made: JurisdictionDispute) -> str:
    """ "Chánh án … xác định thẩm quyền của …"."""
    return f"{made.title} của Chánh án {made.decider_name}: thuộc thẩm quyền của {made.named_name}"


def _data(made: JurisdictionDispute) -> dict[str, Any]:
    return {
        "dispute": made.pk, "number": str(made), "decided_on": made.settled_on, "to_court": made.named_id,
        "to_name": made.named_name, "citation": made.citation,
    }  # fmt: skip


def _documents(made: JurisdictionDispute, paper: StoredFile) -> list[Document]:
    day = made.settled_on
    return [Document(paper.pk, made.title, "dispute_decision", day)] if day else []


def _lock(a: Act, dispute_id: uuid.UUID) -> JurisdictionDispute:
    """The dispute, locked after the cases that it concerns."""
    rows = JurisdictionDispute.objects.filter(pk=dispute_id)
    keys = rows.values_list("sending__decision__case_id", "sending__case_id").first()
    if keys is None:
        raise not_found()
    for key in sorted(str(k) for k in keys if k):
        a.lock(Case, key)
    return a.lock(JurisdictionDispute, dispute_id, *AROUND)
