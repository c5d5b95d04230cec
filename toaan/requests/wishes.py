"""What the judge fills in for a decision on a request; the rest of the paper comes from the case.

A decision on a request goes the way of every decision of `toaan.course`: number, paper, signature, issue, service,
periods of appeal, effect.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.cases.states import HEARING
from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.course.actions.agreeing import change_until, last_session
from toaan.course.actions.wishes import wrong
from toaan.course.models import CourseDecision
from toaan.hearings import queries as hearings
from toaan.hearings.actions import need_not_paused, need_procurator
from toaan.hearings.models import Hearing
from toaan.requests import own_parts
from toaan.requests.own_parts import OwnParts
from toaan.requests.words import called, charge, lines, paid_by, requesters
from toaan.rules import foreign, strike
from toaan.rules import requests as rule
from toaan.vietnamese.text import clean

K = CourseDecision.Kind
O = Hearing.Outcome  # noqa: E741  (read as a column)
BECOMES_SUIT = "request_end:397.5"
WITHDRAWN, ABANDONED, REUNITED = "request_end:366.2.c", "request_end:367.2", "request_end:397.3"
GRANTED = {"all": "Chấp nhận", "part": "Chấp nhận một phần", "none": "Không chấp nhận"}


@dataclass(frozen=True)
class Ruling:
    """The decision at the session (quyết định giải quyết việc dân sự, BLTTDS 369.1.h, 370)."""

    granted: str
    """ "all", "part" or "none"."""
    findings: str
    """Nhận định của Tòa án."""
    law: str
    """The articles that it rests on, one a line."""
    orders: str
    """What is decided, one a line."""
    procuracy: str = ""
    """What the procurator said (369.1.g)."""
    own: OwnParts = field(default_factory=OwnParts)
    """What only decisions about a person who cannot be found say (383, 389–395)."""

    kind = K.RULING

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "request.of_panel" (67.1), "request.granted", "request.no_findings", "request.no_law", "request.no_orders", "request.no_session_open",
                "hearing.stands_still", "hearing.procurator_replaced" (368.3), those of `own_parts.fill`.
        """
        if request_kinds.way_of(case) is not None:
            raise Refused(
                "request.of_panel",
                _("Yêu cầu này do Hội đồng gồm ba Thẩm phán quyết định theo thủ tục riêng (khoản 1 Điều 67 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        hearing = hearings.current_trial(case)
        if hearing is None or hearing.opened_at is None:
            raise Refused(
                "request.no_session_open", _("Phiên họp chưa khai mạc nên chưa ra quyết định được.")
            )
        need_not_paused(hearing)
        need_procurator(hearing)
        faults = {
            "granted": ""
            if self.granted in GRANTED
            else _("Hãy chọn chấp nhận hay không chấp nhận yêu cầu."),
            "findings": ""
            if clean(self.findings)
            else _("Hãy ghi nhận định của Tòa án (điểm g khoản 1 Điều 370)."),
            "law": "" if lines(self.law) else _("Hãy ghi căn cứ pháp luật (điểm h khoản 1 Điều 370)."),
            "orders": "" if lines(self.orders) else _("Hãy ghi phần quyết định (điểm i khoản 1 Điều 370)."),
        }
        for name, message in faults.items():
            if message:
                raise wrong(f"request.no_{name}", name, message)
        kind = request_kinds.of(case)
        own = own_parts.fill(self.own, case, today, granted=self.granted != "none")
        decision.reason, decision.ground = clean(self.findings), ""
        decision.citation = "Điều 369, Điều 370"
        decision.effective_on = None if kind.appeal else today
        decision.content = {
            "form": "requests/forms/ruling.html",
            "granted": self.granted,
            "told": f"{GRANTED[self.granted]} yêu cầu. {' '.join(lines(self.orders))}",
            "law": lines(self.law),
            "orders": lines(self.orders),
            "procuracy_said": lines(self.procuracy),
            "claims": case.claims,
            "request": kind.citation,
            "fee_words": charge(case, today),
            **called(hearing),
            **appeal_words(kind, today),
            **({"own": own} if own else {}),
        }


@dataclass(frozen=True)
class Consent:
    """Recognition of a divorce by consent and of what the spouses agreed (BLTTDS 397.4, 212)."""

    willing: bool
    agreed_all: bool
    fair: bool
    agreement: str
    """What they agreed, one matter a line: children, support, property, debts."""
    findings: str = ""

    kind = K.CONSENT

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "request.not_divorce", "request.not_reconciled", "request.too_early" (212.1), "request.condition" (397.4).
        """
        session = need_outcome(case, O.CONSENT)
        until = change_until(session)
        if today <= until:
            raise Refused(
                "request.too_early",
                _(
                    "Hai bên còn được thay đổi ý kiến đến hết ngày %(until)s (khoản 1 Điều 212 Bộ luật Tố tụng dân sự). Quyết định "
                    "được ra từ ngày %(from)s."
                )
                % {"until": f"{until:%d/%m/%Y}", "from": f"{until + timedelta(days=1):%d/%m/%Y}"},
            )
        conditions = {
            "willing": (self.willing, _("Hai bên phải thực sự tự nguyện ly hôn (điểm a khoản 4 Điều 397).")),
            "agreed_all": (
                self.agreed_all,
                _("Hai bên phải thỏa thuận được về tài sản và con (điểm b khoản 4 Điều 397)."),
            ),
            "fair": (
                self.fair,
                _("Thỏa thuận phải bảo đảm quyền lợi chính đáng của vợ, con (điểm c khoản 4 Điều 397)."),
            ),
        }
        for name, (met, message) in conditions.items():
            if not met:
                raise wrong("request.condition", name, message)
        if not lines(self.agreement):
            raise wrong("request.no_agreement", "agreement", _("Hãy ghi những điều hai bên đã thỏa thuận."))
        decision.reason, decision.ground = clean(self.findings), ""
        decision.citation = "Điều 212, khoản 4 Điều 397"
        decision.effective_on = today  # 213.1, 371: neither appealed nor protested
        decision.content = {
            "form": "requests/forms/consent.html",
            "told": "Có hiệu lực ngay, không bị kháng cáo, kháng nghị theo thủ tục phúc thẩm",
            "spouses": [p.name for p in requesters(case)],
            "session_on": session.day.isoformat(),
            "orders": lines(self.agreement),
            "fee_words": charge(case, today),
        }


@dataclass(frozen=True)
class End:
    """The request ends without a decision on it (BLTTDS 366.2.c, 367.2, 397.3, 397.5)."""

    ground: str
    reason: str
    fee: str = ""
    """Only where the rule is silent: "state" or "returned"."""
    plaintiff: uuid.UUID | None = None
    """397.5: which spouse is the plaintiff of the suit."""

    kind = K.REQUEST_END

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.no_ground", "course.no_reason", "course.no_fee", "request.not_reconciled",
                "request.not_twice" (367.2), "request.no_plaintiff".
        """
        way = request_kinds.way_of(case)
        among = ending_grounds(case, today)
        ground = next((g for g in among if g.key == self.ground), None)
        if ground is None:
            raise wrong("course.no_ground", "ground", _("Hãy chọn một căn cứ của điều luật."))
        if not clean(self.reason):
            raise wrong("course.no_reason", "reason", _("Hãy nêu tình tiết cho thấy có căn cứ đình chỉ."))
        self._check_facts(case, absent=isinstance(ground, foreign.Ground) and ground.absent)
        fate = self.fee if ground.fee == "chosen" else ground.fee
        if case.fee_receipt and fate not in {"state", "returned"}:
            raise wrong("course.no_fee", "fee", _("Hãy chọn cách xử lý lệ phí đã nộp."))
        fate = fate if case.fee_receipt else ""
        decision.ground, decision.ground_title, decision.citation = ground.key, ground.title, ground.citation
        decision.reason, decision.fee = clean(self.reason), fate
        becomes = self.ground == BECOMES_SUIT
        decision.content = {
            "form": "requests/forms/end.html",
            "told": f"Căn cứ {ground.citation}" + ("; thụ lý vụ án để giải quyết" if becomes else ""),
            "becomes_suit": becomes,
            "at_session": way is not None and case.state == HEARING,
            "plaintiff": str(self.plaintiff) if becomes else "",
            "fee_words": _fate(case, fate),
        }

    def _check_facts(self, case: Case, *, absent: bool) -> None:
        """What the record itself must show for the ground."""
        if self.ground == REUNITED:
            need_outcome(case, O.REUNITED)
        elif self.ground == BECOMES_SUIT:
            need_outcome(case, O.NO_CONSENT)
            if self.plaintiff not in {p.pk for p in requesters(case)}:
                message = _("Hãy chọn người là nguyên đơn của vụ án.")
                raise wrong("request.no_plaintiff", "plaintiff", message)
        elif (self.ground == ABANDONED or absent) and not case.hearings.filter(
            kind=Hearing.Kind.REQUEST, state="adjourned"
        ).exists():
            raise wrong(
                "request.not_twice", "ground",
                _("Chỉ coi là từ bỏ yêu cầu khi người yêu cầu vắng mặt lần thứ hai: lần thứ nhất phải hoãn phiên họp (khoản 2 Điều 367, khoản 3 Điều 409, khoản 3 Điều 438, khoản 3 Điều 458)."),
            )  # fmt: skip


def ending_grounds(case: Case, day: date) -> list[rule.Ground] | list[foreign.Ground]:
    """On which this request may end without a decision on it; one about a foreign judgment or award, or a strike, has its own
    (437.5, 457.3; 409)."""
    rows, way = rules_in_force.rows("setting"), request_kinds.way_of(case)
    if way is not None and way.is_strike:
        return strike.endings(rows, day)
    if way is not None:
        return foreign.grounds(rows, foreign.ENDING, way.key, day)
    return rule.ends(rows, request_kinds.of(case), day)


def need_outcome(case: Case, outcome: str) -> Hearing:
    """The last reconciliation, with this result.

    Raises:
        Refused: "request.not_divorce", "request.not_reconciled".
    """
    if not request_kinds.of(case).is_divorce:
        raise Refused(
            "request.not_divorce", _("Chỉ yêu cầu công nhận thuận tình ly hôn mới qua hòa giải (Điều 397).")
        )
    found = last_session(case)
    alike = {outcome, O.REVOKED} if outcome == O.NO_CONSENT else {outcome}  # 212.1: they agreed, then no more
    if found is None or found.outcome not in alike:
        raise Refused(
            "request.not_reconciled",
            _("Chưa có biên bản hòa giải đã ký với kết quả “%s” (Điều 397 Bộ luật Tố tụng dân sự).")
            % O(outcome).label,
        )
    return found


def appeal_words(kind: rule.RequestKind, today: date) -> dict[str, Any]:
    """Whether and how long the ruling may be appealed and protested (371, 372)."""
    if not kind.appeal:
        return {"appeal": False}

    def words(key: str) -> str:
        return rules_in_force.time_limit(key, today).words()

    return {
        "appeal": True,
        "appeal_term": words("BLTTDS:372.1"),
        "protest_term": words("BLTTDS:372.2"),
        "protest_term_higher": words("BLTTDS:372.2#tren"),
    }


def _fate(case: Case, fate: str) -> str:
    names = ", ".join(p.name for p in requesters(case))
    if fate == "state":
        return f"Sung vào ngân sách nhà nước số tiền lệ phí mà {names} đã nộp{paid_by(case)}."
    return f"Trả lại cho {names} số tiền lệ phí đã nộp{paid_by(case)}." if fate == "returned" else ""
