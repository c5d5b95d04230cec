"""A plaintiff changes, supplements or withdraws claims; the judge accepts or not (BLTTDS 70.4, 71.2, 243, 244)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases.models import Case, Party
from toaan.core import clock
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import claim_papers, queries
from toaan.course.actions.claiming import session_opened_on
from toaan.course.actions.wishes import wrong
from toaan.course.models import ClaimChange
from toaan.vietnamese.text import clean

K = ClaimChange.Kind


@dataclass(frozen=True)
class ChangeWish:
    """What is asked. With `withdraw_all` the claims do not matter."""

    id: uuid.UUID
    party_id: uuid.UUID
    claims: Sequence[str]
    value: int | None
    reason: str
    withdraw_all: bool = False
    filed_on: date | None = None
    channel: str = ClaimChange.Channel.DIRECT
    paper: StoredFile | None = None


def file_change(*, by: Viewer, case_id: uuid.UUID, wish: ChangeWish, at: datetime) -> ClaimChange:
    """A plaintiff asks to change his claims: online himself, or on paper through the clerk.

    Raises:
        Refused: "change.filed", "change.waiting" while an earlier one waits, "change.not_plaintiff", "change.nothing",
            "change.no_reason", "change.value", "change.bad_day", "wrong_state".
    """
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    claims, reason = _texts(wish), clean(wish.reason)
    paper = wish.paper
    if by.post is None and reason:
        party = _plaintiff(by, case, wish.party_id)
        paper = claim_papers.change(
            case, party, claims, reason, value=wish.value, withdraw_all=wish.withdraw_all, signed_by=by.name, at=at
        )  # fmt: skip
    with act("course.file_change", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("course.file_change")
        party = _plaintiff(by, case, wish.party_id)
        if ClaimChange.objects.filter(pk=wish.id).exists():
            raise Refused("change.filed", _("Đơn này đã được gửi, không cần gửi lại."))
        if ClaimChange.objects.filter(case=case, state=ClaimChange.State.FILED).exists():
            raise Refused("change.waiting", _("Đang có một đơn thay đổi, rút yêu cầu chờ Thẩm phán xem xét."))
        filed_on = clock.local_date(at) if by.post is None or wish.filed_on is None else wish.filed_on
        if not case.accepted_on <= filed_on <= clock.local_date(at):
            raise wrong("change.bad_day", "filed_on", _("Ngày nộp phải từ ngày thụ lý vụ án đến hôm nay."))
        _check(case, wish, claims, reason)
        made = ClaimChange.objects.create(
            id=wish.id, case=case, party=party, kind=_kind(case, wish, claims), before=case.claims, claims=claims,
            value_before=case.value, value=None if wish.withdraw_all else wish.value, reason=reason,
            channel=ClaimChange.Channel.ONLINE if by.post is None else ClaimChange.Channel(wish.channel),
            filed_on=filed_on, recorded_at=at, user=by.user if by.post is None else None, post=by.post,
        )  # fmt: skip
        title = f"Đơn {_lower(str(made.get_kind_display()))} của {party}"
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=title[:500],
            detail=reason[:1000],
            data={"change": made.pk, "kind": made.kind, "claims": claims, "value": made.value},
            documents=[Document(paper.pk, title, "claim_change", filed_on, str(party.pk))] if paper else [],
            shown_to="parties",
        )
    return made


def accept_change(*, by: Viewer, change_id: uuid.UUID, within: bool, note: str, at: datetime) -> ClaimChange:
    """The judge, at the hearing the panel, accepts: the claims stand as changed.

    Before the disclosure session is opened any change is free; afterwards only one that does not go beyond what was
    first asked (244.1). A change that raises the value asks for no further advance: neither 146, 243, 244 nor NQ 326/2016 (articles
    7, 17, 25) speaks of one at this stage; the fee is reckoned by the value as it stands when the case is decided. Who withdraws everything has the case discontinued next (217.1.c), by its own decision.

    Args:
        within: the judge finds that the change stays within the first claims.

    Raises:
        Refused: "change.decided", "change.beyond", "wrong_state".
    """
    with act("course.accept_change", by=by, at=at) as a:
        made = _lock(a, change_id)
        a.allow(made)
        case = made.case
        case.after("course.accept_change")
        _need_open(made)
        if made.kind == K.CHANGE and session_opened_on(case) is not None and not within:
            raise wrong(
                "change.beyond", "within",
                _(
                    "Phiên họp công khai chứng cứ và hòa giải đã mở: chỉ chấp nhận thay đổi, bổ sung không vượt quá phạm vi yêu "
                    "cầu ban đầu (khoản 1 Điều 244 Bộ luật Tố tụng dân sự). Hãy xác nhận, hoặc không chấp nhận đơn."
                ),
            )  # fmt: skip
        if made.kind != K.ALL:
            case.claims, case.value = list(made.claims), made.value
            case.save(update_fields=["claims", "value"])
        _decide(made, ClaimChange.State.ACCEPTED, clean(note), a)
    return made


def refuse_change(*, by: Viewer, change_id: uuid.UUID, note: str, at: datetime) -> ClaimChange:
    """The claims stay as they were.

    Raises:
        Refused: "change.decided", "change.no_reason", "wrong_state".
    """
    with act("course.refuse_change", by=by, at=at) as a:
        made = _lock(a, change_id)
        a.allow(made)
        made.case.after("course.refuse_change")
        _need_open(made)
        if not clean(note):
            raise wrong("change.no_reason", "note", _("Hãy nêu lý do không chấp nhận."))
        _decide(made, ClaimChange.State.REFUSED, clean(note), a)
    return made


def _decide(made: ClaimChange, state: ClaimChange.State, note: str, a: Act) -> None:
    made.state, made.answer, made.judge, made.decided_on = state, note, a.by.post, clock.local_date(a.at)
    made.save(update_fields=["state", "answer", "judge", "decided_on"])
    accepted = state == ClaimChange.State.ACCEPTED
    verb = "Chấp nhận" if accepted else "Không chấp nhận"
    detail = [note] if note else []
    if accepted and made.withdrawn:
        detail.append("Không còn yêu cầu: " + "; ".join(made.withdrawn))
    if accepted and made.added:
        detail.append("Yêu cầu mới: " + "; ".join(made.added))
    a.record(
        made,
        court=made.case.court,
        case_id=made.case_id,
        title=f"{verb} việc {_lower(str(made.get_kind_display()))} của {made.party}"[:500],
        detail=". ".join(detail)[:1000],
        data={
            "change": made.pk,
            "kind": made.kind,
            "claims": made.claims,
            "value": made.value,
            "before": made.before,
        },
        shown_to="parties",
    )


def _check(case: Case, wish: ChangeWish, claims: list[str], reason: str) -> None:
    if not reason:
        raise wrong("change.no_reason", "reason", _("Hãy ghi lý do thay đổi, rút yêu cầu."))
    if wish.withdraw_all:
        return
    if not claims:
        raise wrong("change.nothing", "claims", _("Hãy ghi các yêu cầu còn lại, mỗi yêu cầu một dòng; muốn rút hết thì chọn rút toàn bộ."))  # fmt: skip
    if claims == list(case.claims) and wish.value == case.value:
        raise wrong("change.nothing", "claims", _("Các yêu cầu và giá trị không khác hiện tại."))
    if wish.value is not None and wish.value <= 0:
        raise wrong(
            "change.value", "value", _("Giá trị yêu cầu phải lớn hơn 0; không có giá trị thì để trống.")
        )


def _kind(case: Case, wish: ChangeWish, claims: list[str]) -> str:
    """A part is withdrawn when nothing new is asked, and less of it or for less money."""
    if wish.withdraw_all:
        return K.ALL
    less = case.value is None or wish.value is None or wish.value <= case.value
    return K.PART if less and set(claims) < set(case.claims) else K.CHANGE


def _texts(wish: ChangeWish) -> list[str]:
    return [] if wish.withdraw_all else [text for line in wish.claims if (text := clean(line))]


def _plaintiff(by: Viewer, case: Case, party_id: uuid.UUID) -> Party:
    """The plaintiff who asks; a citizen for himself or whom he lawfully represents.

    Raises:
        Refused: "change.not_plaintiff".
    """
    among = queries.appellants(by, case) if by.post is None else list(case.parties.all())
    found = next((p for p in among if p.pk == party_id and p.role == Party.Role.PLAINTIFF), None)
    if found is None:
        raise Refused(
            "change.not_plaintiff",
            _("Chỉ nguyên đơn hoặc người đại diện hợp pháp của nguyên đơn thay đổi, rút yêu cầu khởi kiện (khoản 2 Điều 71 Bộ luật Tố tụng dân sự)."),
            status=403,
        )  # fmt: skip
    return found


def _need_open(made: ClaimChange) -> None:
    if made.state != ClaimChange.State.FILED:
        raise Refused("change.decided", _("Đơn này đã được giải quyết."))


def _lock(a: Act, change_id: uuid.UUID) -> ClaimChange:
    case_id = ClaimChange.objects.filter(pk=change_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court", "number")
    made = a.lock(ClaimChange, change_id, "party")
    made.case = case
    return made


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
