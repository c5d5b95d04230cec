"""Forms on late appeals, at the counter and at the court of second instance: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toaan.appeals.actions import LatePanel
from toaan.appeals.actions.posted import DETAINED, POSTED
from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.hearings.forms import ClockField
from toaan.judgments.forms import PaperAppealForm

LONGEST = 5000


class LateOnPaper(forms.Form):
    """What an appeal on paper says more when it is late: why, and what proves it (BLTTDS 274.2, 275.1)."""

    reason = LongTextField(
        label=_("Lý do kháng cáo quá hạn"), rows=5, max_length=10_000,
        help_text=_("Như người kháng cáo tường trình; Hội đồng ở Tòa án cấp phúc thẩm đọc phần này"),
        error_messages={"required": _("Ghi lý do mà người kháng cáo tường trình")},
    )  # fmt: skip
    proofs = UploadsField(
        label=_("Tài liệu chứng minh lý do"), required=False, max_files=10, door=files.EVIDENCE
    )
    in_order = ("party", "channel", "received_on", "reason", "parts", "ground", "paper", "proofs")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].label = _("Đơn kháng cáo và bản tường trình (PDF)")
        self.order_fields(self.in_order)


class PaperLateJudgmentAppealForm(LateOnPaper, PaperAppealForm):
    """The counter takes in a late appeal against a judgment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The ordinary hint speaks of effect that waits; a late appeal stops nothing.
        self.fields["parts"].help_text = _("Đánh dấu từng phần bị kháng cáo, như ghi trong đơn.")


class PostedDay(forms.Form):
    """What shows the day of an appeal that was posted in time (BLTTDS 273.3)."""

    how = forms.ChoiceField(
        label=_("Căn cứ xác định ngày kháng cáo"), widget=forms.RadioSelect,
        choices=[
            (POSTED, _("Dấu bưu chính trên phong bì")), (DETAINED, _("Xác nhận của giám thị trại giam (người đang bị tạm giam)"))
        ],
        error_messages={"required": _("Chọn căn cứ xác định ngày")},
    )  # fmt: skip
    posted_on = VietnameseDateField(
        label=_("Ngày kháng cáo"),
        help_text=_("Ngày trên dấu bưu chính nơi gửi, hoặc ngày giám thị xác nhận đơn."),
    )
    arrived_on = VietnameseDateField(label=_("Ngày đơn đến Tòa án"))
    envelope = UploadsField(
        label=_("Phong bì hoặc xác nhận của giám thị (PDF)"), max_files=1, door=files.PDF_ONLY
    )


class PostedAppealForm(PostedDay, PaperAppealForm):
    """The president takes in an appeal that was posted in time and arrived after the effect was noted (BLTTDS 273.3)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["channel"], self.fields["received_on"]
        self.order_fields(["party", "how", "posted_on", "arrived_on", "parts", "ground", "paper", "envelope"])


class LatePanelForm(forms.Form):
    """BLTTDS 275.2: three judges, a day, a place."""

    presiding = forms.ChoiceField(
        label=_("Thẩm phán chủ tọa phiên họp"), error_messages={"required": _("Chọn Thẩm phán chủ tọa")}
    )
    others = forms.MultipleChoiceField(
        label=_("Các Thẩm phán khác"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn Thẩm phán")},
    )  # fmt: skip
    day = VietnameseDateField(label=_("Ngày họp"))
    starts_at = ClockField(label=_("Giờ họp"), help_text=_("Ví dụ 08:00"))
    place = TextField(label=_("Nơi họp"), max_length=200, help_text=_("Ví dụ: Phòng họp số 2, trụ sở Tòa án"))

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(choices)
        self.fields["presiding"].choices = [("", _("Chọn Thẩm phán")), *known]  # type: ignore[attr-defined]
        self.fields["others"].choices = known  # type: ignore[attr-defined]

    @property
    def panel(self) -> LatePanel:
        data = self.cleaned_data
        return LatePanel(
            presiding=uuid.UUID(data["presiding"]),
            others=[uuid.UUID(one) for one in data["others"]],
            session_at=timezone.make_aware(datetime.combine(data["day"], data["starts_at"])),
            place=data["place"],
        )


class LateDecisionForm(forms.Form):
    """BLTTDS 275.3: what was said, what the majority decided, why."""

    heard = LongTextField(
        label=_("Người tham gia phiên họp và ý kiến"), rows=4, max_length=LONGEST,
        help_text=_("Người kháng cáo, Kiểm sát viên có mặt hay vắng mặt, ý kiến của từng người"),
    )  # fmt: skip
    accepted = forms.ChoiceField(
        label=_("Hội đồng quyết định theo đa số"), widget=forms.RadioSelect,
        choices=[("yes", _("Chấp nhận việc kháng cáo quá hạn")), ("no", _("Không chấp nhận việc kháng cáo quá hạn"))],
        error_messages={"required": _("Chọn quyết định của Hội đồng")},
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do"), rows=5, max_length=LONGEST,
        help_text=_("Vì sao chấp nhận hoặc không chấp nhận. Phần này được in trong quyết định."),
    )  # fmt: skip
