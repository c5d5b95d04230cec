"""What the judge fills in for each decision; the acts judge it, everything else comes from the case."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import QuerySet

from toaan.cases import request_kinds
from toaan.cases.actions import refuse_barred
from toaan.cases.models import Case, Party
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.core.words import words as _
from toaan.course import disputes, grounds
from toaan.course.actions import separating
from toaan.course.models import Complaint, CourseDecision, TransferComplaint
from toaan.hearings.actions import last_day_of_pause, running_pause
from toaan.hearings.models import Turn
from toaan.rules.course import PAUSED_TOO_LONG, Ground
from toaan.vietnamese.text import clean

K = CourseDecision.Kind


@dataclass(frozen=True)
class Suspension:
    """BLTTDS 214."""

    ground: str
    reason: str
    waiting_for: str
    expected_on: date | None = None
    proposal: str = ""
    """Number and day of the president's proposal, where 215.3 asks for it."""

    kind = K.SUSPENSION

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.no_ground", "course.no_reason", "course.no_waiting", "course.expected", "course.no_proposal",
                "course.pause_runs" (259.2).
        """
        pause = running_pause(case)
        among = grounds.of_suspension(
            today, paused=pause is not None, request=case.is_request, way=request_kinds.abroad(case)
        )
        ground = grounds.need(self.ground, among)
        if ground.key == PAUSED_TOO_LONG and pause is not None:
            _need_pause_over(pause, today)
        reason, waiting = clean(self.reason), clean(self.waiting_for)
        if not reason:
            raise wrong("course.no_reason", "reason", _("Hãy nêu tình tiết cho thấy có căn cứ tạm đình chỉ."))
        if not waiting:
            raise wrong(
                "course.no_waiting", "waiting_for",
                _("Hãy ghi rõ đang chờ việc gì, của ai; Thẩm phán phải theo dõi, đôn đốc (khoản 4 Điều 215 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        if self.expected_on is not None and self.expected_on <= today:
            raise wrong("course.expected", "expected_on", _("Ngày dự kiến phải ở sau hôm nay."))
        if ground.proposal and not clean(self.proposal):
            raise wrong(
                "course.no_proposal", "proposal",
                _("Căn cứ này cần có trước văn bản đề nghị của Chánh án (khoản 3 Điều 215 Bộ luật Tố tụng dân sự). Hãy ghi số, ngày văn bản."),
            )  # fmt: skip
        _set_ground(decision, ground)
        if ground.proposal:
            reason = f"{reason}\nVăn bản đề nghị của Chánh án: {clean(self.proposal)}."
        if case.instance == Case.Instance.SECOND:
            decision.citation, decision.effective_on = f"{ground.citation}, Điều 288", today
        decision.reason, decision.waiting_for, decision.expected_on = reason, waiting, self.expected_on


def _need_pause_over(pause: Turn, today: date) -> None:
    last = last_day_of_pause(pause)
    if today < last:
        raise wrong(
            "course.pause_runs", "ground",
            _("Thời hạn tạm ngừng %(sitting)s còn đến hết ngày %(day)s; chỉ tạm đình chỉ theo căn cứ này khi hết thời hạn (khoản 2 Điều 259 Bộ luật Tố tụng dân sự).")
            % {"sitting": _(pause.hearing.short_kind), "day": f"{last:%d/%m/%Y}"},
        )  # fmt: skip


@dataclass(frozen=True)
class Resumption:
    """BLTTDS 216."""

    reason: str
    gone_on: date

    kind = K.RESUMPTION

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.not_suspended", "course.no_reason", "course.gone".
        """
        suspended = running_suspension(case)
        if suspended is None:
            raise Refused(
                "course.not_suspended",
                _("Vụ án không bị tạm đình chỉ nên không có gì để tiếp tục (Điều 216 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        reason = clean(self.reason)
        if not reason:
            raise wrong("course.no_reason", "reason", _("Hãy nêu vì sao lý do tạm đình chỉ không còn."))
        check_gone(suspended, self.gone_on, today)
        decision.ends, decision.reason, decision.gone_on = suspended, reason, self.gone_on
        above = case.instance == Case.Instance.SECOND
        decision.citation = "Điều 216, khoản 1 Điều 288" if above else "Điều 216"
        decision.effective_on = today  # 216: from the day of issue; not among the decisions of 273.2


@dataclass(frozen=True)
class Discontinuance:
    """BLTTDS 217."""

    ground: str
    reason: str
    fee: str = ""
    """Only where Article 218 is silent: "state" or "returned"."""

    kind = K.DISCONTINUANCE

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.no_ground", "course.no_reason", "course.no_fee", "course.claims_remain" (217.2).
        """
        ground = grounds.need(self.ground, grounds.of_discontinuance(today))
        reason = clean(self.reason)
        if not reason:
            raise wrong("course.no_reason", "reason", _("Hãy nêu tình tiết cho thấy có căn cứ đình chỉ."))
        if ground.given_up and case.other_claims:
            others = "; ".join(f"{c['label'].lower()} của {c['party']}" for c in case.other_claims)
            raise Refused(
                "course.claims_remain",
                _(
                    "Vụ án còn %(others)s. Chỉ đình chỉ cả vụ án khi các yêu cầu đó cũng đã được rút; nếu không, đình chỉ riêng "
                    "yêu cầu của nguyên đơn và thay đổi địa vị tố tụng (khoản 2 Điều 217, Điều 245 Bộ luật Tố tụng dân sự)."
                )
                % {"others": others},
            )
        fee = self.fee if ground.fee == "chosen" else ground.fee
        if case.fee_receipt and fee not in {"state", "returned"}:
            raise wrong(
                "course.no_fee", "fee",
                _("Điều 218 Bộ luật Tố tụng dân sự không quy định xử lý tạm ứng án phí của căn cứ này. Hãy chọn cách xử lý."),
            )  # fmt: skip
        _set_ground(decision, ground)
        decision.reason, decision.fee = reason, fee if case.fee_receipt else ""


@dataclass(frozen=True)
class PartialDiscontinuance(Discontinuance):
    """The plaintiff's claim alone is given up; what others claim goes on, and the parties change places (217.2.b, c)."""

    kind = K.PARTIAL

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.no_other_claims", "course.no_ground", "course.no_reason".
        """
        if not case.other_claims:
            raise Refused(
                "course.no_other_claims",
                _(
                    "Vụ án không có yêu cầu phản tố, yêu cầu độc lập đang được giải quyết: hãy đình chỉ cả vụ án (khoản 1 Điều "
                    "217 Bộ luật Tố tụng dân sự)."
                ),
            )
        among = [g for g in grounds.of_discontinuance(today) if g.given_up]
        ground = grounds.need(self.ground, among)
        reason = clean(self.reason)
        if not reason:
            raise wrong("course.no_reason", "reason", _("Hãy nêu tình tiết cho thấy có căn cứ đình chỉ."))
        _set_ground(decision, ground)
        decision.citation = f"{ground.citation}, khoản 2 Điều 217"
        decision.reason, decision.fee = reason, ground.fee if case.fee_receipt else ""


@dataclass(frozen=True)
class Transfer:
    """BLTTDS 41.1."""

    reason: str
    court_id: uuid.UUID | None = None
    name: str = ""
    """A court that does not work with this installation."""

    kind = K.TRANSFER

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.no_reason", "course.no_court", "course.same_court", "course.came_from_there", "dispute.pending",
                "dispute.decided" (41.2–41.4).
        """
        reason, name = clean(self.reason), clean(self.name)
        court = Court.objects.filter(pk=self.court_id).first() if self.court_id else None
        if not reason:
            raise wrong(
                "course.no_reason", "reason", _("Hãy nêu vì sao vụ án không thuộc thẩm quyền của Tòa án này.")
            )
        if court is None and not name:
            raise wrong(
                "course.no_court", "court", _("Hãy chọn Tòa án có thẩm quyền, hoặc ghi tên Tòa án đó.")
            )
        if court is not None and not court.exists_on(today):
            raise wrong(
                "course.court_gone",
                "court",
                _("%(court)s không còn hoạt động. Hãy chọn Tòa án khác.") % {"court": court},
            )
        if court is not None and court.pk == case.court_id:
            raise wrong(
                "course.same_court", "court", _("Vụ án đang ở chính Tòa án này. Hãy chọn Tòa án khác.")
            )
        disputes.need_none(case, court)
        decision.reason, decision.to_court, decision.to_name = reason, court, court.name if court else name
        decision.citation = "khoản 1 Điều 41"


@dataclass(frozen=True)
class Answer:
    """To the complaints about a transfer (41.1): the president's last word."""

    transfer_id: uuid.UUID
    annuls: bool
    reason: str

    kind = K.ANSWER

    def fill(self, decision: CourseDecision, case: Case, _today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.no_reason", "course.no_complaint".
        """
        reason = clean(self.reason)
        if not reason:
            raise wrong("course.no_reason", "reason", _("Hãy nêu vì sao chấp nhận hoặc không chấp nhận."))
        open_ones = TransferComplaint.objects.filter(
            period__decision_id=self.transfer_id, period__decision__case=case, answer=None
        )
        if not open_ones.exists():
            raise Refused("course.no_complaint", _("Không có khiếu nại, kiến nghị nào chờ giải quyết."))
        decision.about_id, decision.annuls, decision.reason = self.transfer_id, self.annuls, reason
        decision.citation = "khoản 1 Điều 41"


@dataclass(frozen=True)
class Joinder:
    """BLTTDS 42.1: other cases of the same court are heard in this one."""

    reason: str
    case_ids: tuple[uuid.UUID, ...]

    kind = K.JOINDER

    def fill(self, decision: CourseDecision, case: Case, _today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.no_reason", "course.nothing_to_join", "course.joins_itself", "course.joins_elsewhere",
                "course.joins_other_kind", "course.joins_too_late", "party.bars" (somebody who sits here is kin of a party there).
        """
        reason = clean(self.reason)
        if not reason:
            raise wrong(
                "course.no_reason", "reason", _("Hãy nêu vì sao giải quyết trong cùng một vụ án bảo đảm đúng pháp luật.")
            )  # fmt: skip
        if not self.case_ids:
            raise wrong(
                "course.nothing_to_join", "cases", _("Hãy chọn ít nhất một vụ án để nhập vào vụ án này.")
            )
        if case.pk in self.case_ids:
            raise wrong("course.joins_itself", "cases", _("Không nhập một vụ án vào chính vụ án đó."))
        others = list(
            Case.objects.filter(pk__in=self.case_ids).select_related("number").order_by("accepted_on")
        )
        for other in others:
            if other.court_id != case.court_id:
                raise wrong(
                    "course.joins_elsewhere", "cases",
                    _("Chỉ nhập các vụ án do chính Tòa án này đã thụ lý (khoản 1 Điều 42 Bộ luật Tố tụng dân sự)."),
                )  # fmt: skip
            if (other.proceeding, other.kind) != (case.proceeding, case.kind):
                raise wrong(
                    "course.joins_other_kind", "cases",
                    _("Vụ án số %(other)s khác loại hoặc khác thủ tục với vụ án này nên không nhập được.") % {"other": other},
                )  # fmt: skip
            if not other.can("course.be_joined"):
                raise wrong(
                    "course.joins_too_late", "cases",
                    _("Vụ án số %(other)s đang ở bước “%(stage)s”, không còn nhập được.")
                    % {"other": other, "stage": other.stage},
                )  # fmt: skip
        refuse_barred(case, [party for other in others for party in other.parties.all()])
        decision.subject = {"cases": [str(o.pk) for o in others]}
        decision.reason, decision.citation = reason, "khoản 1, khoản 3 Điều 42"


@dataclass(frozen=True)
class Separation:
    """BLTTDS 42.2: some of the claims become a case of their own."""

    reason: str
    claims: tuple[str, ...]
    parties: tuple[uuid.UUID, ...]
    legal_relation: str
    value: int | None = None
    advance: int | None = None
    """The part of the fee advance that belongs to the claims, in đồng; wanted where an advance was paid."""
    leaving: tuple[uuid.UUID, ...] = ()
    """Who has no part in what stays."""

    kind = K.SEPARATION

    def fill(self, decision: CourseDecision, case: Case, _today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.no_reason", "course.nothing_to_separate", "course.nothing_stays", "course.no_sides",
                "course.too_much_value", "course.no_advance", "course.no_receipt", "course.too_much_advance", "course.leaves_nowhere",
                "course.no_sides_left", "course.leaves_claim".
        """
        reason, relation = clean(self.reason), clean(self.legal_relation)
        if not reason:
            raise wrong("course.no_reason", "reason", _("Hãy nêu vì sao tách vụ án bảo đảm đúng pháp luật."))
        taken = [c for c in case.claims if c in self.claims]
        if not taken:
            raise wrong("course.nothing_to_separate", "claims", _("Hãy chọn yêu cầu được tách ra."))
        if len(taken) == len(case.claims):
            raise wrong(
                "course.nothing_stays", "claims", _("Phải còn lại ít nhất một yêu cầu trong vụ án này.")
            )
        parties = [p for p in case.parties.all() if p.pk in self.parties]
        if not {Party.Role.PLAINTIFF, Party.Role.DEFENDANT} <= {Party.Role(p.role) for p in parties}:
            raise wrong(
                "course.no_sides", "parties", _("Vụ án được tách phải có nguyên đơn và bị đơn. Hãy chọn đủ.")
            )
        if self.value is not None and (case.value is None or self.value > case.value):
            raise wrong(
                "course.too_much_value",
                "value",
                _("Giá trị phần được tách không được lớn hơn giá trị cả vụ án."),
            )
        separating.check_advance(case, self.advance)
        leaving = separating.check_leaving(case, parties, self.leaving)
        decision.subject = {
            "claims": taken, "parties": [str(p.pk) for p in parties], "value": self.value,
            "legal_relation": relation or case.legal_relation, "advance": self.advance or 0,
            "leaving": [str(p.pk) for p in leaving],
        }  # fmt: skip
        decision.reason, decision.citation = reason, "khoản 2, khoản 3 Điều 42"


@dataclass(frozen=True)
class ToOrdinary:
    """BLTTDS 317.3; at the hearing 320.4."""

    ground: str
    reason: str

    kind = K.ORDINARY

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "course.not_simplified", "course.no_ground", "course.no_reason".
        """
        need_simplified(case)
        ground = grounds.need(self.ground, grounds.of_ordinary(today))
        reason = clean(self.reason)
        if not reason:
            raise wrong(
                "course.no_reason", "reason",
                _("Hãy nêu tình tiết mới làm cho vụ án không còn đủ điều kiện giải quyết theo thủ tục rút gọn."),
            )  # fmt: skip
        _set_ground(decision, ground)
        if case.instance == Case.Instance.SECOND:
            decision.citation = f"{ground.citation}, khoản 4 Điều 323"
        elif decision.by_panel:
            decision.citation = f"{ground.citation}, khoản 4 Điều 320"
        decision.reason, decision.effective_on = reason, today


@dataclass(frozen=True)
class Settlement:
    """BLTTDS 319.2: the president upholds the decision (a), or cancels it and the case goes on as an ordinary one (b)."""

    uphold: bool
    reason: str

    @property
    def kind(self) -> CourseDecision.Kind:
        """Which decision it becomes."""
        return K.UPHELD if self.uphold else K.CANCELLED

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "complaint.none", "course.no_reason".
        """
        rows = list(pending_complaints(case))
        if not rows:
            raise Refused("complaint.none", _("Không có khiếu nại, kiến nghị nào chờ giải quyết."))
        reason = clean(self.reason)
        if not reason:
            raise wrong(
                "course.no_reason",
                "reason",
                _("Hãy nêu nhận định về từng khiếu nại, kiến nghị và lý do quyết định."),
            )
        trial = rows[0].decision
        decision.citation = f"điểm {'a' if self.uphold else 'b'} khoản 2 Điều 319"
        decision.ground_title = (
            f"{'; '.join(f'{row} ngày {row.received_on:%d/%m/%Y}' for row in rows)}. Quyết định bị khiếu nại, kiến nghị: số "
            f"{trial} ngày {trial.decided_on:%d/%m/%Y}"
        )
        decision.reason, decision.effective_on = reason, today  # 319.3: final


class Wish(Protocol):
    """What a decision needs of whoever fills it in: its kind, and itself written into the row.

    What a paper of its own says beyond the frame goes into `decision.content`; `content["form"]` names its template.
    """

    @property
    def kind(self) -> CourseDecision.Kind: ...

    def fill(self, decision: CourseDecision, case: Case, today: date, /) -> None: ...


def need_simplified(case: Case) -> None:
    """The case goes by simplified procedure.

    Raises:
        Refused: "course.not_simplified".
    """
    if not case.is_simplified:
        raise Refused(
            "course.not_simplified",
            _("Vụ án đang giải quyết theo thủ tục thông thường nên không có việc này."),
        )


def pending_complaints(case: Case) -> QuerySet[Complaint]:
    """Complaints and proposals against the standing decision that nobody has settled yet."""
    rows = Complaint.objects.filter(decision__case=case, decision__lapsed_at=None, settled_by=None)
    return rows.select_related("decision__number", "party")


def running_suspension(case: Case) -> CourseDecision | None:
    """The suspension under which the case stands still now."""
    rows = CourseDecision.objects.filter(
        case=case, kind=K.SUSPENSION, ended_by=None, cancelled_on=None
    ).exclude(sha256="")
    return rows.select_related("number").order_by("-issued_at").first()


def check_gone(suspended: CourseDecision, gone_on: date, today: date) -> None:
    """The reason ended between the suspension and today.

    Raises:
        Refused: "course.gone".
    """
    if not suspended.decided_on <= gone_on <= today:
        message = _("Ngày lý do không còn phải từ ngày tạm đình chỉ %(first)s đến hôm nay.") % {
            "first": f"{suspended.decided_on:%d/%m/%Y}"
        }
        raise wrong("course.gone", "gone_on", message)


def _set_ground(decision: CourseDecision, ground: Ground) -> None:
    decision.ground, decision.ground_title, decision.citation = ground.key, ground.title, ground.citation


def wrong(code: str, field: str, message: str) -> Refused:
    """A refusal that belongs to one field."""
    return Refused(code, message, status=422, fields={field: message})
