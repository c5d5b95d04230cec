"""Forms of the simplified procedure: the finding that it applies, complaints against its trial decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Party
from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.course.models import Complaint
from toaan.design.forms import LongTextField, VietnameseDateField
from toaan.rules.simplified import Condition


class SimplifyForm(forms.Form):
    """BLTTDS 317.1: the judge answers for each condition."""

    met = forms.MultipleChoiceField(
        label=_("Điều kiện (khoản 1 Điều 317)"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Đánh dấu từng điều kiện mà hồ sơ cho thấy đã đủ. Thiếu một điều kiện thì giải quyết theo thủ tục thông thường."),
    )  # fmt: skip
    consumer = forms.BooleanField(
        label=_("Vụ án bảo vệ quyền lợi người tiêu dùng có giá trị giao dịch dưới 100 triệu đồng"), required=False,
        help_text=_("Khoản 5 Điều 317: không phải đủ các điều kiện trên. Hệ thống đối chiếu giá trị ghi trong vụ án."),
    )  # fmt: skip
    note = LongTextField(
        label=_("Tài liệu cho thấy đủ điều kiện"), rows=3, max_length=1000,
        help_text=_("Ví dụ: biên bản đối chiếu công nợ có chữ ký của bị đơn ngày nào, bản tự khai thừa nhận nợ."),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, conditions: list[Condition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        for one in conditions:
            choices.append((one.fact, f"{one.citation.partition(' khoản')[0]}: {one.short}"))
            if one.instead:
                choices.append((one.instead, str(AGREED)))
        self.fields["met"].choices = choices  # type: ignore[attr-defined]


AGREED = _("điểm c: Có yếu tố nước ngoài nhưng các đương sự đã thỏa thuận như điểm c cho phép")


class _ComplaintForm(forms.Form):
    ground = LongTextField(
        label=_("Lý do và yêu cầu"), rows=5, max_length=10_000,
        help_text=_("Vì sao vụ án không đủ điều kiện giải quyết theo thủ tục rút gọn; yêu cầu Chánh án giải quyết thế nào."),
    )  # fmt: skip


class RecordComplaintForm(_ComplaintForm):
    """The clerk takes in a complaint, or the procuracy's proposal."""

    party = forms.ChoiceField(label=_("Người khiếu nại, kiến nghị"))
    channel = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[c for c in Complaint.Channel.choices if c[0] != Complaint.Channel.ONLINE],
    )
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận"))
    paper = UploadsField(label=_("Đơn, văn bản (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)
    field_order = ("party", "channel", "received_on", "ground", "paper")

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            *((str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties),
            ("vks", _("Viện kiểm sát cùng cấp")),
        ]


class ProposeForm(_ComplaintForm):
    """The procurator proposes."""


class OnlineComplaintForm(_ComplaintForm):
    """A party complains in the portal."""

    party = forms.ChoiceField(label=_("Người khiếu nại"), widget=forms.RadioSelect)
    field_order = ("party", "ground")

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties
        ]
        if parties:
            self.fields["party"].initial = str(parties[0].pk)
