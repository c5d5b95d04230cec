"""What the portal tells about appeals: the way of a case at second instance, and what an appealed case waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.appeals import queries
from toaan.appeals.decisions import queries as of_decisions
from toaan.cases.models import Case
from toaan.cases.states import DISCONTINUED, EFFECTIVE, HEARING, JUDGED, PREPARING, SUSPENDED, TRIAL_SET
from toaan.design.templatetags.ui import vn_date
from toaan.judgments.models import Judgment

if TYPE_CHECKING:
    from toaan.portal.composition import Followed


def address(told: Followed) -> str:
    """Where the appeals of this case are followed; empty when there is nothing to follow."""
    case = told.case
    if not case.reviews_decision and (case.instance == Case.Instance.SECOND or _is_appealed(told.judgment)):
        return reverse("appeals:mine", args=[case.pk])
    if case.reviews_decision or told.challenged is not None:
        return reverse("appeals:my_decisions", args=[case.pk])
    return ""


def _is_appealed(judgment: Judgment | None) -> bool:
    return judgment is not None and any(
        its.all() for its in (judgment.appeals, judgment.protests, judgment.late_appeals)
    )


def now(told: Followed) -> dict[str, Any] | None:
    """The one thing to know about an appealed case today; None where its appeals have nothing to say."""
    case, url = told.case, address(told)
    if not url:
        return None
    if case.instance == Case.Instance.SECOND:
        return _reviewed(case, url) if case.reviews_decision else _ended(case, url)
    if case.state in {SUSPENDED, DISCONTINUED} or case.is_request:
        return _challenged(told, url)
    return _receipt_due(told) or _below(told, url)


def _below(told: Followed, url: str) -> dict[str, Any] | None:
    """An appealed judgment at the court of first instance."""
    viewer, case = told.viewer, told.case
    follow = {"url": url, "button": _("Theo dõi kháng cáo")}
    transfer = getattr(told.judgment, "file_transfer", None)
    if transfer is not None:
        if case.state != JUDGED:
            label = _("Đã có kết quả phúc thẩm ngày %s") % vn_date(transfer.returned_on)
            return {"label": label, "text": case.stage, **follow}
        text = _("Hồ sơ đã gửi %s.") % transfer.to_court.name
        return {"label": _("Bản án bị kháng cáo, kháng nghị"), "text": text, **follow}
    for one in queries.appeals_of(viewer, case):
        advance = queries.advance_of(one)
        if (
            one.dropped_on is None
            and viewer.user_id in one.party.user_ids
            and advance
            and not advance.is_settled
        ):
            return {
                "label": _("Nộp tạm ứng án phí phúc thẩm"),
                "text": _("Nộp tại cơ quan thi hành án dân sự rồi gửi biên lai cho Tòa án."),
                "url": reverse("appeals:my_receipt", args=[case.pk, one.pk]),
                "button": _("Gửi biên lai"),
            }
    return None


def _ended(case: Case, url: str) -> dict[str, Any] | None:
    if case.state != DISCONTINUED:
        return None
    quashed = queries.is_suit_ended(case)
    return {
        "label": case.stage,
        "text": _("Bản án sơ thẩm bị hủy, vụ án kết thúc vì nguyên đơn rút đơn khởi kiện.")
        if quashed
        else _("Bản án sơ thẩm có hiệu lực pháp luật."),
        "url": url,
        "button": _("Xem kết quả"),
    }


def effect_step() -> dict[str, Any]:
    """The last step of the way at second instance (313.6)."""
    return {
        "label": _("Bản án phúc thẩm có hiệu lực ngay"),
        "icon": "circle-check",
        "text": _("Không ai kháng cáo được bản án phúc thẩm. Hồ sơ được trả về Tòa án cấp sơ thẩm."),
        "links": [],
    }


def _reviewed(case: Case, url: str) -> dict[str, Any]:
    """A decision at second instance: the panel sits without the parties unless it needs to hear them (314.1)."""
    if case.state in {PREPARING, TRIAL_SET, HEARING}:
        text = _("Hội đồng phúc thẩm xem xét tại phiên họp; Tòa án chỉ mời bạn khi cần nghe ý kiến của bạn.")
        if case.reviews_ruling:
            text = _("Hội đồng phúc thẩm xem xét tại phiên họp; bạn có mặt theo giấy triệu tập của Tòa án.")
        return {"label": case.stage, "text": text, "url": url, "button": _("Theo dõi kháng cáo")}
    text = _("Hồ sơ được trả về Tòa án cấp sơ thẩm.")
    return {"label": case.stage, "text": text, "url": url, "button": _("Xem kết quả")}


def _challenged(told: Followed, url: str) -> dict[str, Any] | None:
    """A suspended or ended case whose decision is challenged: the receipt that is due, or where the appeal stands."""
    decision = told.challenged
    if decision is None or decision.effective_on is not None:
        return None
    return _receipt_due(told) or {
        "label": _("Quyết định bị kháng cáo, kháng nghị"), "text": decision.title, "url": url,
        "button": _("Theo dõi kháng cáo"),
    }  # fmt: skip


def _receipt_due(told: Followed) -> dict[str, Any] | None:
    """The advance that this viewer still owes for an appeal against a decision of the case."""
    viewer, case, decision = told.viewer, told.case, told.challenged
    if decision is None or not of_decisions.governs(decision, case):
        return None
    for one in of_decisions.live(decision):
        advance, party = of_decisions.advance_of(one), one.period.party
        if advance and not advance.is_settled and party and viewer.user_id in party.user_ids:
            return {
                "label": _("Nộp tạm ứng lệ phí phúc thẩm")
                if case.is_request
                else _("Nộp tạm ứng án phí phúc thẩm"),
                "text": _("Nộp tại cơ quan thi hành án dân sự rồi gửi biên lai cho Tòa án."),
                "url": reverse("appeals:my_decision_receipt", args=[case.pk, one.pk]),
                "button": _("Gửi biên lai"),
            }
    return None


def decision_steps(case: Case, links: Any) -> list[dict[str, Any]]:
    """The way of a decision at second instance after its acceptance: the session, the decision."""
    done = case.state not in {PREPARING, TRIAL_SET, HEARING}
    decided: dict[str, Any] = {
        "label": _("Quyết định phúc thẩm có hiệu lực ngay"), "icon": "file-certificate", "links": links("review_decision"),
        "text": _("Hồ sơ được trả về Tòa án cấp sơ thẩm."), "state": "done" if done else "",
    }  # fmt: skip
    if case.state not in {PREPARING, TRIAL_SET, HEARING, EFFECTIVE}:
        return [{**decided, "label": case.stage}]
    session = {
        "label": _("Phiên họp phúc thẩm"), "icon": "gavel",
        "links": links("review_session_notice", "request_appeal_session_decision", "adjournment_decision"),
        "text": _("Người kháng cáo có mặt theo giấy triệu tập.") if case.reviews_ruling
        else _("Không mở phiên tòa. Tòa án chỉ mời bạn khi cần nghe ý kiến của bạn."), "state": "done" if done else "now",
    }  # fmt: skip
    return [session, decided]
