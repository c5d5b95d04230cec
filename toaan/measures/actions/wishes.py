"""What is filled in for each decision on a measure; the acts judge it, everything else comes from the request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.measures import grounds
from toaan.measures.actions.common import last_secured_day
from toaan.measures.models import MeasureComplaint, MeasureDecision, MeasureRequest
from toaan.measures.states import RECEIVED
from toaan.vietnamese.text import clean

K = MeasureDecision.Kind


@dataclass(frozen=True)
class Security:
    """BLTTDS 136: what the requester must deposit or whose guarantee he must bring, and by when."""

    form: str
    due_on: date
    reason: str
    amount: int | None = None

    kind: MeasureDecision.Kind = field(default=K.SECURITY, init=False)

    def fill(self, made: MeasureDecision, asked: MeasureRequest, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "measure.no_security" (136.1), "measure.no_form", "measure.amount", "measure.due",
                "measure.due_late" (136.1: 48 hours), "measure.no_reason".
        """
        if not grounds.need(asked.measure, today).security:
            raise Refused(
                "measure.no_security",
                _("Biện pháp này không phải thực hiện biện pháp bảo đảm (khoản 1 Điều 136 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        form = clean(self.form)
        if not form:
            raise wrong("measure.no_form", "form", _("Hãy ghi hình thức bảo đảm: gửi tiền vào tài khoản phong tỏa nào, hoặc chứng từ bảo lãnh của ai."))  # fmt: skip
        if self.amount is not None and self.amount <= 0:
            raise wrong("measure.amount", "amount", _("Số tiền bảo đảm phải lớn hơn 0."))
        if self.due_on < today:
            raise wrong("measure.due", "due_on", _("Thời hạn thực hiện không được trước hôm nay."))
        if asked.is_urgent and self.due_on > (last := last_secured_day(asked)):
            raise wrong(
                "measure.due_late", "due_on",
                _("Yêu cầu cùng đơn khởi kiện: thực hiện biện pháp bảo đảm không quá 48 giờ kể từ khi nộp đơn, muộn nhất ngày %s (khoản 1 Điều 136 Bộ luật Tố tụng dân sự).") % f"{last:%d/%m/%Y}",
            )  # fmt: skip
        made.reason = _reason(self.reason)
        made.citation = "khoản 1 Điều 136"
        made.orders = form
        asked.security = {"form": form, "amount": self.amount, "due_on": self.due_on.isoformat()}


@dataclass(frozen=True)
class Application:
    """BLTTDS 133.2: what is ordered."""

    orders: str
    reason: str

    kind: MeasureDecision.Kind = field(default=K.APPLICATION, init=False)

    def fill(self, made: MeasureDecision, asked: MeasureRequest, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "measure.simplified" (317.3.c), "measure.security_first" (136.1), "measure.no_orders",
                "measure.no_reason".
        """
        if asked.case is not None and asked.case.is_simplified:
            raise Refused(
                "measure.simplified",
                _("Vụ án đang giải quyết theo thủ tục rút gọn. Cần áp dụng biện pháp khẩn cấp tạm thời thì ra quyết định chuyển sang thủ tục thông thường trước (điểm c khoản 3 Điều 317 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        if not asked.own_motion and grounds.need(asked.measure, today).security and asked.state == RECEIVED:
            raise Refused(
                "measure.security_first",
                _("Người yêu cầu biện pháp này phải thực hiện biện pháp bảo đảm trước (khoản 1 Điều 136 Bộ luật Tố tụng dân sự). Hãy ra quyết định buộc thực hiện biện pháp bảo đảm."),
            )  # fmt: skip
        orders = clean(self.orders)
        if not orders:
            raise wrong(
                "measure.no_orders",
                "orders",
                _("Hãy ghi rõ phải làm gì, không được làm gì, đối với tài sản nào."),
            )
        made.orders, made.reason = orders, _reason(self.reason)
        made.citation = f"{asked.citation}, Điều 139"


@dataclass(frozen=True)
class Refusal:
    """BLTTDS 133.2: a written answer with reasons."""

    reason: str

    kind: MeasureDecision.Kind = field(default=K.REFUSAL, init=False)

    def fill(self, made: MeasureDecision, asked: MeasureRequest, _today: date) -> None:
        """Write the wish into the answer.

        Raises:
            Refused: "measure.own", "measure.no_reason".
        """
        if asked.own_motion:
            raise Refused("measure.own", _("Không có người yêu cầu để trả lời."))
        made.reason = _reason(self.reason)
        point = "b" if made.by_panel else "a"
        urgent = asked.is_urgent and not made.by_panel
        made.citation = "khoản 3 Điều 133" if urgent else f"điểm {point} khoản 2 Điều 133"


@dataclass(frozen=True)
class Cancellation:
    """BLTTDS 138: the ground, and whether the requester gets the security back (138.2)."""

    ground: str
    reason: str
    returned: bool = True

    kind: MeasureDecision.Kind = field(default=K.CANCELLATION, init=False)

    def fill(self, made: MeasureDecision, asked: MeasureRequest, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "measure.no_ground", "measure.no_reason".
        """
        ground = grounds.need_end(self.ground, today)
        made.ground, made.ground_title, made.citation = ground.key, ground.title, ground.citation
        made.reason = _reason(self.reason)
        if asked.security.get("done_on"):
            made.orders = (
                "Người yêu cầu được nhận lại chứng từ bảo lãnh, tài sản đã gửi để bảo đảm (khoản 2 Điều 138 của Bộ luật Tố tụng dân sự)."
                if self.returned
                else "Chưa trả lại tài sản bảo đảm để xem xét trách nhiệm bồi thường theo khoản 1 Điều 113 của Bộ luật Tố tụng dân sự."
            )


@dataclass(frozen=True)
class Settlement:
    """BLTTDS 141: the president's final word on the complaints that wait."""

    accepted: bool
    reason: str

    kind: MeasureDecision.Kind = field(default=K.SETTLEMENT, init=False)

    def fill(self, made: MeasureDecision, asked: MeasureRequest, _today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "complaint.none", "measure.no_reason".
        """
        rows = list(
            MeasureComplaint.objects.filter(decision__request=asked, settled_by=None).select_related("party")
        )
        if not rows:
            raise Refused("complaint.none", _("Không có khiếu nại, kiến nghị nào chờ giải quyết."))
        made.accepted = self.accepted
        made.ground_title = "; ".join(f"{row} ngày {row.received_on:%d/%m/%Y}" for row in rows)
        made.citation, made.reason = "Điều 140, Điều 141", _reason(self.reason)


Wish = Security | Application | Refusal | Cancellation | Settlement


def _reason(text: str) -> str:
    reason = clean(text)
    if not reason:
        raise wrong("measure.no_reason", "reason", _("Hãy nêu lý do; phần này được in trong văn bản."))
    return reason


def wrong(code: str, field: str, message: str) -> Refused:
    """A refusal that belongs to one field."""
    return Refused(code, message, status=422, fields={field: message})
