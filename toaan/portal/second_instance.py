"""What the portal tells about appeals: the way of a case at second instance, and what an appealed case waits for."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.appeals import queries
from toaan.cases.models import Case
from toaan.cases.states import DISCONTINUED, JUDGED
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import vn_date
from toaan.judgments.models import Judgment


def address(case: Case, judgment: Judgment | None) -> str:
    """Where the appeals of this case are followed; empty when there is nothing to follow."""
    if case.instance == Case.Instance.SECOND or (
        judgment is not None
        and (judgment.appeals.exists() or judgment.protests.exists() or judgment.late_appeals.exists())
    ):
        return reverse("appeals:mine", args=[case.pk])
    return ""


def now(viewer: Viewer, case: Case, judgment: Judgment | None) -> dict[str, Any] | None:
    """The one thing to know about an appealed case today; None where its appeals have nothing to say."""
    url = address(case, judgment)
    if not url:
        return None
    if case.instance == Case.Instance.SECOND:
        return _ended(case, url)
    follow = {"url": url, "button": _("Theo dõi kháng cáo")}
    transfer = queries.transfer_of(case)
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
    return {
        "label": case.stage,
        "text": _("Bản án sơ thẩm có hiệu lực pháp luật."),
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
