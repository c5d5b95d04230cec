"""Forms of counterclaims and independent claims."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Party
from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.course.actions import ClaimWish
from toaan.course.models import OtherClaim
from toaan.design.forms import LongTextField, MoneyField, TextField, VietnameseDateField
from toaan.filing.fees import Exemption
from toaan.rules.course import Ground


class ClaimForm(forms.Form):
    """What a defendant or a related person asks, in the portal."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    party = forms.ChoiceField(label=_("Người yêu cầu"), widget=forms.RadioSelect)
    claims = LongTextField(
        label=_("Bạn yêu cầu Tòa án giải quyết việc gì?"), rows=4, max_length=5000,
        help_text=_("Mỗi yêu cầu một dòng. Ví dụ: Buộc nguyên đơn bồi thường 50.000.000 đồng do giao hàng chậm"),
    )  # fmt: skip
    facts = LongTextField(
        label=_("Sự việc và lý do"), rows=6, max_length=20_000,
        help_text=_("Chuyện gì đã xảy ra, vì sao yêu cầu này liên quan đến vụ án. Giấy tờ chứng minh thì giao nộp ở trang vụ án."),
    )  # fmt: skip
    value = MoneyField(
        label=_("Giá trị yêu cầu"), required=False, help_text=_("Để trống nếu yêu cầu không tính được thành tiền"),
    )  # fmt: skip

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties
        ]
        if len(parties) == 1:
            self.fields["party"].initial = str(parties[0].pk)
        if "key" not in self.initial:
            self.initial["key"] = uuid.uuid4()

    def wish(self, **more: Any) -> ClaimWish:
        """As the act takes it."""
        data = self.cleaned_data
        return ClaimWish(
            id=data["key"], party_id=uuid.UUID(data["party"]), claims=data["claims"].splitlines(), facts=data["facts"],
            value=data["value"], **more,
        )  # fmt: skip


class PaperClaimForm(ClaimForm):
    """The clerk enters a claim that came on paper."""

    channel = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[c for c in OtherClaim.Channel.choices if c[0] != OtherClaim.Channel.ONLINE],
    )
    filed_on = VietnameseDateField(
        label=_("Ngày nộp"), help_text=_("Ngày nộp tại Tòa án, hoặc ngày trên dấu bưu chính của phong bì")
    )
    paper = UploadsField(label=_("Bản quét đơn (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)
    field_order = ("key", "party", "channel", "filed_on", "claims", "facts", "value", "paper")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claims"].label = _("Yêu cầu Tòa án giải quyết")
        self.fields["claims"].help_text = _("Mỗi yêu cầu một dòng")
        self.fields["facts"].help_text = ""


class AdmitForm(forms.Form):
    """The judge: by which point it is heard in this case, on which value, with what relief."""

    ground = forms.ChoiceField(
        label=_("Căn cứ giải quyết trong cùng vụ án"), widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )  # fmt: skip
    value = MoneyField(
        label=_("Giá trị yêu cầu"), required=False, help_text=_("Để trống nếu không có giá ngạch; tạm ứng án phí tính theo giá trị này")
    )  # fmt: skip
    exemption = forms.ChoiceField(label=_("Miễn, giảm tạm ứng án phí"), required=False)
    exemption_reason = TextField(
        label=_("Giấy tờ chứng minh"), required=False, max_length=500,
        help_text=_("Chỉ khi miễn, giảm: ghi tên giấy tờ có trong hồ sơ"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, grounds: Sequence[Ground], exemptions: Sequence[Exemption], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (g.key, f"{g.citation.partition(' khoản')[0]}: {g.short}") for g in grounds
        ]
        self.fields["exemption"].choices = [  # type: ignore[attr-defined]
            ("", _("Không miễn, giảm")), *((e.code, f"{e.title} ({e.citation})") for e in exemptions)
        ]  # fmt: skip


class ClaimReasonForm(forms.Form):
    """Why a claim is refused or withdrawn."""

    reason = LongTextField(label=_("Lý do"), rows=3, max_length=3000)


class ClaimReceiptForm(forms.Form):
    """The receipt of the enforcement agency."""

    number = TextField(
        label=_("Số biên lai"), max_length=40,
        help_text=_("In ở góc trên bên phải biên lai, thường có ký hiệu đứng trước. Ví dụ: AA/2026/0001234"),
    )  # fmt: skip
    dated = VietnameseDateField(label=_("Ngày trên biên lai"))
    amount = MoneyField(
        label=_("Số tiền trên biên lai"), help_text=_("Chép đúng số trên biên lai. Ví dụ: 8.750.000")
    )
    file = UploadsField(
        label=_("Ảnh chụp hoặc bản quét biên lai"), required=False, max_files=1, door=files.PAPERS
    )

    def __init__(self, *args: Any, need_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = need_file
