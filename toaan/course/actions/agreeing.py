"""The parties agree: recognition of what they agreed (BLTTDS 212, 213, 246, 320.3), and a change of mind before it (212.1)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from toaan.cases.models import Case, Party
from toaan.cases.states import HEARING
from toaan.core import clock, rules_in_force
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import agreement_fees, papers, queries
from toaan.course.actions.challenging import Intake
from toaan.course.actions.deciding import decide
from toaan.course.actions.wishes import wrong
from toaan.course.models import CourseDecision
from toaan.hearings import actions as hearings
from toaan.hearings import queries as sittings
from toaan.hearings.models import Hearing
from toaan.rules.time_limits import due_date
from toaan.vietnamese.text import clean

O = Hearing.Outcome  # noqa: E741  (read as a column)
CHANGE = "BLTTDS:212.1"
AGREED = frozenset({O.SETTLED, O.CONSENT})
ABSENT = frozenset({"unaffected", "consented"})
"""How an agreement stands to a party who was not there (212.3)."""


@dataclass(frozen=True)
class Agreement:
    """What the parties agreed (quyết định công nhận sự thỏa thuận của các đương sự)."""

    agreement: str
    """What is recognised, one matter a line."""
    whole: bool
    """They agree on the whole case (212.2)."""
    willing: bool
    lawful: bool
    """Nothing the law forbids, nothing against morals (205.2, 246.1)."""
    absent: str = ""
    """Only where a party was not there: "unaffected", or "consented" in writing (212.3)."""
    divorce: bool = False
    """The spouses divorce by consent (Law on marriage and family 55)."""
    bearer: str = ""
    """Who bears the fee by their agreement: "plaintiff", "defendant" or "half"."""
    value: int | None = None
    """The amount agreed on, of which the fee is reckoned, đồng."""
    fee_words: str = ""
    """The fee in the judge's own words, where it is shared otherwise."""
    findings: str = ""

    kind = CourseDecision.Kind.AGREEMENT

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "agreement.none" (no settled mediation), "agreement.too_early" (212.1), "agreement.condition",
                "agreement.absent" (212.3), "agreement.no_text", "agreement.no_bearer", "agreement.fee".
        """
        sitting = need_agreement(case, today)
        self._need_conditions()
        missing = absent_parties(sitting)
        if missing and self.absent not in ABSENT:
            raise wrong("agreement.absent", "absent", _("%s vắng mặt: hãy chọn thỏa thuận không ảnh hưởng đến họ, hoặc họ đã đồng ý bằng văn bản (khoản 3 Điều 212).") % ", ".join(p.name for p in missing))  # fmt: skip
        orders = [line.strip() for line in clean(self.agreement).splitlines() if line.strip()]
        if not orders:
            raise wrong("agreement.no_text", "agreement", _("Hãy ghi những điều các đương sự đã thỏa thuận."))
        at_hearing = case.state == HEARING
        decision.reason, decision.ground, decision.effective_on = clean(self.findings), "", today
        decision.citation = citation(case)
        decision.content = {
            "form": "course/forms/agreement.html",
            "told": "Có hiệu lực ngay, không bị kháng cáo, kháng nghị theo thủ tục phúc thẩm",
            "divorce": self.divorce,
            "spouses": [p.name for p in case.parties.all() if p.role in {Party.Role.PLAINTIFF, Party.Role.DEFENDANT}],
            "at_hearing": at_hearing,
            "session_on": sitting.day.isoformat(),
            "session_words": f"{sitting.day:%d/%m/%Y}",
            "absent": [p.name for p in missing],
            "absent_how": self.absent if missing else "",
            "orders": orders,
            "fee_words": clean(self.fee_words) or self._fee(case, today, at_hearing=at_hearing),
            "typed": {"bearer": self.bearer, "value": self.value, "fee_words": clean(self.fee_words), "findings": clean(self.findings)},
        }  # fmt: skip

    def _need_conditions(self) -> None:
        conditions = {
            "whole": (self.whole, _("Chỉ công nhận khi các đương sự thỏa thuận được về việc giải quyết toàn bộ vụ án (khoản 2 Điều 212).")),
            "willing": (self.willing, _("Thỏa thuận phải hoàn toàn tự nguyện (điểm a khoản 2 Điều 205).")),
            "lawful": (self.lawful, _("Nội dung thỏa thuận không được vi phạm điều cấm của luật, không trái đạo đức xã hội (điểm b khoản 2 Điều 205).")),
        }  # fmt: skip
        for name, (met, message) in conditions.items():
            if not met:
                raise wrong("agreement.condition", name, message)

    def _fee(self, case: Case, today: date, *, at_hearing: bool) -> str:
        if self.bearer not in agreement_fees.BEARERS:
            raise wrong("agreement.no_bearer", "bearer", _("Hãy chọn ai chịu án phí theo thỏa thuận, hoặc tự ghi phần án phí."))  # fmt: skip
        return agreement_fees.words(
            case, self.bearer, self.value, today, divorce=self.divorce, at_hearing=at_hearing
        )


def recognise(*, by: Viewer, case_id: uuid.UUID, wish: Agreement, at: datetime) -> CourseDecision:
    """Recognise what the parties agreed: in effect at once, neither appealed nor protested (BLTTDS 212, 213, 246, 320.3).

    Raises:
        Refused: those of `Agreement.fill` and of `toaan.course.actions.deciding.decide`.
    """
    return decide(by=by, case_id=case_id, wish=wish, at=at)


def citation(case: Case) -> str:
    """On what the decision rests: mediation before the hearing, the hearing, or the one by simplified procedure."""
    if case.state != HEARING:
        return "Điều 212, Điều 213"
    return "khoản 3 Điều 320, Điều 212, Điều 213" if case.is_simplified else "Điều 246, Điều 213"


def need_agreement(case: Case, today: date) -> Hearing:
    """The sitting at which the parties agreed, once nobody may change his mind any more.

    Raises:
        Refused: "agreement.none", "agreement.too_early".
    """
    if case.state == HEARING:
        hearing = sittings.current_trial(case)
        if hearing is not None and (not case.is_simplified or hearing.outcome == O.SETTLED):
            return hearing
        raise Refused(
            "agreement.none",
            _("Hãy ghi kết quả hòa giải tại phiên tòa trước (khoản 3 Điều 320 Bộ luật Tố tụng dân sự)."),
        )
    session = last_session(case)
    if session is None or session.outcome != O.SETTLED:
        raise Refused(
            "agreement.none",
            _("Chưa có biên bản hòa giải thành đã ký (Điều 211, Điều 212 Bộ luật Tố tụng dân sự). Hãy mở phiên họp hòa giải, hoặc ghi nhận sự thỏa thuận tại phiên tòa (Điều 246)."),
        )  # fmt: skip
    until = change_until(session)
    if today <= until:
        raise Refused(
            "agreement.too_early",
            _("Đương sự còn được thay đổi ý kiến đến hết ngày %(until)s (khoản 1 Điều 212 Bộ luật Tố tụng dân sự). Quyết định được ra từ ngày %(from)s.")
            % {"until": f"{until:%d/%m/%Y}", "from": f"{until + timedelta(days=1):%d/%m/%Y}"},
        )  # fmt: skip
    return session


def last_session(case: Case) -> Hearing | None:
    """The newest session whose minutes are signed."""
    rows = case.hearings.filter(kind=Hearing.Kind.SESSION).exclude(outcome="")
    return rows.order_by("-starts_at").first()


def change_until(session: Hearing) -> date:
    """The last day on which a party may change his mind (212.1)."""
    limit = rules_in_force.time_limit(CHANGE, session.day)
    return due_date(limit, session.day, rules_in_force.calendar()).due


def absent_parties(sitting: Hearing) -> list[Party]:
    """Parties for whom nobody was there, neither themselves nor who speaks for them."""
    there = {r.party_id for r in sitting.participations.all() if r.present and r.party_id}
    return [p for p in sitting.case.parties.all() if p.pk not in there]


def change_mind(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    party_id: uuid.UUID,
    reason: str,
    at: datetime,
    intake: Intake | None = None,
) -> Hearing:
    """A party changes his mind about what was agreed (thay đổi ý kiến về sự thỏa thuận, 212.1), in the portal or on paper.

    The mediation has failed then: the case goes to trial, or to another session. That no further session is needed is
    our reading of 203.3.

    Raises:
        Refused: "agreement.nothing" (nothing agreed that still waits), "agreement.not_yours", "agreement.late",
            "agreement.bad_day", "agreement.no_reason", "wrong_state".
    """
    reason, today = clean(reason), clock.local_date(at)
    if by.post is None or intake is None:
        intake = Intake(today)
    paper = intake.paper
    if by.post is None:
        paper = _written(by, case_id, party_id, reason, at)
    with act("course.change_mind", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("course.change_mind")
        party = _holder(by, case, party_id)
        session = _open_agreement(case)
        _need_day(session, intake.received_on, today)
        if not reason:
            raise wrong("agreement.no_reason", "reason", _("Hãy ghi điều đương sự không còn đồng ý."))
        hearings.lose_agreement(session)
        title = f"{party.name} thay đổi ý kiến về sự thỏa thuận ngày {session.day:%d/%m/%Y}"
        a.record(
            session,
            court=case.court,
            case_id=case.pk,
            title=title[:500],
            detail=reason[:1000],
            data={"hearing": session.pk, "party": party.pk, "received_on": intake.received_on},
            documents=[Document(paper.pk, title[:300], "change_of_mind", intake.received_on, str(party.pk))] if paper else [],
            shown_to="parties",
        )  # fmt: skip
    return session


def _written(
    by: Viewer, case_id: uuid.UUID, party_id: uuid.UUID, reason: str, at: datetime
) -> StoredFile | None:
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None or not reason:
        return None
    session = last_session(case)
    party = next((p for p in queries.appellants(by, case) if p.pk == party_id), None)
    if session is None or party is None:
        return None
    return papers.change_of_mind(case, session, party, reason=reason, signed_by=str(by.user), at=at)


def _holder(by: Viewer, case: Case, party_id: uuid.UUID) -> Party:
    mine = list(case.parties.all()) if by.post is not None else queries.appellants(by, case)
    found = next((p for p in mine if p.pk == party_id), None)
    if found is None:
        raise Refused(
            "agreement.not_yours",
            _("Chỉ đương sự hoặc người đại diện hợp pháp của đương sự thay đổi ý kiến được (khoản 1 Điều 212 Bộ luật Tố tụng dân sự)."),
            status=403,
        )  # fmt: skip
    return found


def _open_agreement(case: Case) -> Hearing:
    session = last_session(case)
    if session is None or session.outcome not in AGREED:
        raise Refused(
            "agreement.nothing", _("Vụ việc không có biên bản hòa giải thành nào đang chờ công nhận.")
        )
    return session


def _need_day(session: Hearing, received_on: date, today: date) -> None:
    until = change_until(session)
    if not session.day <= received_on <= today:
        raise wrong("agreement.bad_day", "received_on", _("Ngày nhận phải từ ngày lập biên bản hòa giải thành đến hôm nay."))  # fmt: skip
    if received_on > until:
        raise Refused(
            "agreement.late",
            _("Thời hạn thay đổi ý kiến đã hết ngày %s (khoản 1 Điều 212 Bộ luật Tố tụng dân sự).")
            % f"{until:%d/%m/%Y}",
        )
