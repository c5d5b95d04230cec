"""Forms by which a plaintiff changes or withdraws claims."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.course.actions.changing import ChangeWish
from toaan.course.models import ClaimChange
from toaan.design.forms import LongTextField, MoneyField, VietnameseDateField


class ChangeForm(forms.Form):
    """In the portal."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    party = forms.ChoiceField(label=_("Nguyên đơn"), widget=forms.RadioSelect)
    what = forms.ChoiceField(
        label=_("Bạn muốn"), widget=forms.RadioSelect, initial="change",
        choices=[("change", _("Thay đổi, bổ sung hoặc rút một phần yêu cầu")), ("all", _("Rút toàn bộ yêu cầu khởi kiện"))],
    )  # fmt: skip
    claims = LongTextField(
        label=_("Các yêu cầu Tòa án giải quyết từ nay"), rows=5, max_length=5000, required=False,
        help_text=_("Mỗi yêu cầu một dòng. Xóa dòng nào là rút yêu cầu đó; rút toàn bộ thì không cần sửa."),
    )  # fmt: skip
    value = MoneyField(
        label=_("Giá trị yêu cầu"), required=False, help_text=_("Để trống nếu yêu cầu không tính được thành tiền"),
    )  # fmt: skip
    reason = LongTextField(label=_("Lý do"), rows=4, max_length=5000)

    def __init__(self, *args: Any, case: Case, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(str(p.pk), p.name) for p in parties]  # type: ignore[attr-defined]
        if len(parties) == 1:
            self.fields["party"].initial = str(parties[0].pk)
        self.initial.setdefault("key", uuid.uuid4())
        self.initial.setdefault("claims", "\n".join(case.claims))
        self.initial.setdefault("value", case.value)

    def wish(self, **more: Any) -> ChangeWish:
        """As the act takes it."""
        data = self.cleaned_data
        return ChangeWish(
            id=data["key"], party_id=uuid.UUID(data["party"]), claims=data["claims"].splitlines(), value=data["value"],
            reason=data["reason"], withdraw_all=data["what"] == "all", **more,
        )  # fmt: skip


class PaperChangeForm(ChangeForm):
    """The clerk enters one that came on paper."""

    channel = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[c for c in ClaimChange.Channel.choices if c[0] != ClaimChange.Channel.ONLINE],
    )
    filed_on = VietnameseDateField(
        label=_("Ngày nộp"), help_text=_("Ngày nộp tại Tòa án, hoặc ngày trên dấu bưu chính của phong bì")
    )
    paper = UploadsField(label=_("Bản quét đơn (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)
    field_order = ("key", "party", "channel", "filed_on", "what", "claims", "value", "reason", "paper")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].label = _("Nguyên đơn muốn")


class DecideChangeForm(forms.Form):
    """The judge's answer."""

    answer = forms.ChoiceField(
        label=_("Giải quyết đơn"), widget=forms.RadioSelect,
        choices=[("accept", _("Chấp nhận")), ("refuse", _("Không chấp nhận"))],
        error_messages={"required": _("Chọn một cách giải quyết")},
    )  # fmt: skip
    within = forms.BooleanField(
        label=_("Việc thay đổi, bổ sung không vượt quá phạm vi yêu cầu khởi kiện ban đầu (khoản 1 Điều 244)"), required=False
    )  # fmt: skip
    note = LongTextField(
        label=_("Nhận xét của Thẩm phán"), rows=3, max_length=3000, required=False,
        help_text=_("Bắt buộc khi không chấp nhận. Đương sự đọc được."),
    )  # fmt: skip
    hide_optional = True
