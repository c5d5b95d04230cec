"""The plaintiff gives up the suit at second instance; it ends only when the defendant agrees (BLTTDS 299)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.appeals import papers
from toaan.appeals.models import SuitAnswer, SuitWithdrawal
from toaan.cases.models import Case, Party
from toaan.core import clock, policy
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import refused_on
from toaan.vietnamese.text import clean

WITHDRAW, ANSWER = "appeals.withdraw_suit", "appeals.answer_suit_withdrawal"


def withdraw_suit(
    *, by: Viewer, case_id: uuid.UUID, party_id: uuid.UUID, received_on: date, reason: str, at: datetime,
    paper: StoredFile | None = None,
) -> SuitWithdrawal:  # fmt: skip
    """A plaintiff withdraws the suit, in the portal or through the clerk, before or at the hearing (299.1).

    Raises:
        Refused: "suit.not_plaintiff", "suit.not_yours", "suit.withdrawn", "suit.bad_day", "wrong_state".
    """
    reason = clean(reason)
    if by.post is None:
        received_on = clock.local_date(at)
        paper = paper or papers.suit_withdrawal(by, _seen(by, case_id), party_id, reason, at=at)
    with act(WITHDRAW, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after(WITHDRAW)
        party = _party(by, case, party_id, Party.Role.PLAINTIFF, "suit.not_plaintiff")
        if SuitWithdrawal.objects.filter(case=case, party=party).exists():
            raise Refused("suit.withdrawn", _("%(party)s đã rút đơn khởi kiện.") % {"party": party.name})
        _check_day(case, received_on, at)
        made = SuitWithdrawal.objects.create(
            case=case, party=party, received_on=received_on, recorded_at=at, reason=reason, sha256=paper.pk if paper else "",
        )  # fmt: skip
        title = f"Đơn rút đơn khởi kiện của {party.name}"
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{party.name} rút đơn khởi kiện ở cấp phúc thẩm"[:500],
            detail="Hội đồng xét xử hỏi bị đơn có đồng ý hay không (khoản 1 Điều 299)",
            data={"party": party.pk, "received_on": received_on, "reason": reason},
            documents=[Document(paper.pk, title, "suit_withdrawal", received_on, str(party.pk))] if paper else [],
            shown_to="parties",
        )  # fmt: skip
    return made


def answer_suit_withdrawal(
    *, by: Viewer, case_id: uuid.UUID, party_id: uuid.UUID, agreed: bool, answered_on: date, at: datetime
) -> SuitAnswer:
    """A defendant agrees or does not; without consent the withdrawal is not accepted (299.1.a).

    Raises:
        Refused: "suit.none", "suit.not_defendant", "suit.not_yours", "suit.answered", "suit.bad_day", "wrong_state".
    """
    with act(ANSWER, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after(ANSWER)
        if not SuitWithdrawal.objects.filter(case=case).exists():
            raise Refused("suit.none", _("Không có nguyên đơn nào rút đơn khởi kiện."))
        party = _party(by, case, party_id, Party.Role.DEFENDANT, "suit.not_defendant")
        if SuitAnswer.objects.filter(case=case, party=party).exists():
            raise Refused("suit.answered", _("%(party)s đã trả lời.") % {"party": party.name})
        answered_on = clock.local_date(at) if by.post is None else answered_on
        _check_day(case, answered_on, at)
        made = SuitAnswer.objects.create(
            case=case, party=party, agreed=agreed, answered_on=answered_on, recorded_at=at
        )
        words = "đồng ý" if agreed else "không đồng ý"
        law = "điểm b" if agreed else "việc rút đơn không được chấp nhận, điểm a"
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{party.name} {words} việc nguyên đơn rút đơn khởi kiện"[:500],
            detail=f"{law[:1].upper()}{law[1:]} khoản 1 Điều 299",
            data={"party": party.pk, "agreed": agreed, "answered_on": answered_on},
            shown_to="parties",
        )
    return made


def need_consent(case: Case) -> None:
    """Every plaintiff has withdrawn and every defendant agrees (299.1.b).

    Raises:
        Refused: "suit.not_all" or "suit.no_consent".
    """
    gone = set(case.suit_withdrawals.values_list("party_id", flat=True))
    if not gone or any(p.role == Party.Role.PLAINTIFF and p.pk not in gone for p in case.parties.all()):
        raise refused_on(
            "ground",
            "suit.not_all",
            _("Nguyên đơn chưa rút đơn khởi kiện, hoặc chưa phải mọi nguyên đơn đều rút."),
        )
    agreed = set(case.suit_answers.filter(agreed=True).values_list("party_id", flat=True))
    lacking = [p.name for p in case.parties.all() if p.role == Party.Role.DEFENDANT and p.pk not in agreed]
    if lacking:
        raise refused_on("ground", "suit.no_consent", _(
            "Bị đơn chưa đồng ý: %(names)s. Không có sự đồng ý của bị đơn thì không chấp nhận việc rút đơn khởi kiện (điểm a khoản 1 "
            "Điều 299 Bộ luật Tố tụng dân sự).") % {"names": ", ".join(lacking)})  # fmt: skip


def _party(by: Viewer, case: Case, party_id: uuid.UUID, role: Party.Role, code: str) -> Party:
    party = case.parties.filter(pk=party_id, role=role).first()
    if party is None:
        raise refused_on("party", code, _("Chọn một đương sự trong danh sách."))
    if by.post is None and by.user_id not in party.user_ids:
        raise Refused("suit.not_yours", _("Đương sự chỉ làm việc này cho chính mình."), status=403)
    return party


def _check_day(case: Case, day: date, at: datetime) -> None:
    if not case.accepted_on <= day <= clock.local_date(at):
        raise refused_on("day", "suit.bad_day", _("Ngày phải từ ngày thụ lý phúc thẩm đến hôm nay."))


def _seen(by: Viewer, case_id: uuid.UUID) -> Case:
    found = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if found is None:
        raise not_found()
    policy.require(by, WITHDRAW, found)
    return found
