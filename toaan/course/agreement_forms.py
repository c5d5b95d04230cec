"""Forms of an agreement: its recognition, and a party's change of mind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.cases.states import HEARING
from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.course import actions
from toaan.course.actions import agreeing
from toaan.course.forms import _DecisionForm
from toaan.design.forms import LongTextField, MoneyField, VietnameseDateField
from toaan.hearings import queries as sittings
from toaan.hearings.models import Minutes
from toaan.rules.fees import claim_of

LONGEST = 20_000


class AgreementForm(_DecisionForm):
    """BLTTDS 212, 213, 246, 320.3."""

    hide_optional = True

    divorce = forms.BooleanField(
        label=_("Vợ chồng thuận tình ly hôn (Điều 55 Luật Hôn nhân và gia đình)"), required=False
    )
    agreement = LongTextField(
        label=_("Sự thỏa thuận được công nhận"), rows=8, max_length=LONGEST, required=False,
        help_text=_("Mỗi điều một dòng: ai, làm gì, cho ai, bao nhiêu, chậm nhất ngày nào. Lấy sẵn từ biên bản hòa giải thành; phần này được in trong quyết định và được thi hành."),
    )  # fmt: skip
    whole = forms.BooleanField(
        label=_("Các đương sự thỏa thuận được về việc giải quyết toàn bộ vụ án (khoản 2 Điều 212)"),
        required=False,
    )
    willing = forms.BooleanField(label=_("Các đương sự hoàn toàn tự nguyện"), required=False)
    lawful = forms.BooleanField(
        label=_("Nội dung không vi phạm điều cấm của luật, không trái đạo đức xã hội"), required=False
    )
    absent = forms.ChoiceField(
        label=_("Đương sự vắng mặt (khoản 3 Điều 212)"), required=False, widget=forms.RadioSelect,
        choices=[
            ("unaffected", _("Thỏa thuận không ảnh hưởng đến quyền, nghĩa vụ của người vắng mặt")),
            ("consented", _("Người vắng mặt đã đồng ý bằng văn bản")),
        ],
    )  # fmt: skip
    bearer = forms.ChoiceField(
        label=_("Ai chịu án phí theo thỏa thuận"), required=False, widget=forms.RadioSelect,
        choices=[("plaintiff", _("Nguyên đơn")), ("defendant", _("Bị đơn")), ("half", _("Mỗi bên một nửa"))],
    )  # fmt: skip
    value = MoneyField(
        label=_("Số tiền, giá trị tài sản thỏa thuận (đồng)"), required=False,
        help_text=_("Để tính án phí có giá ngạch. Để trống nếu vụ án không có giá ngạch."),
    )  # fmt: skip
    fee_words = LongTextField(
        label=_("Án phí, tự ghi"), rows=3, max_length=5000, required=False,
        help_text=_("Chỉ ghi khi án phí được chia khác, hoặc vụ án còn yêu cầu phản tố, yêu cầu độc lập. Để trống thì hệ thống tính và ghi, kể cả phần trừ tạm ứng."),
    )  # fmt: skip
    findings = LongTextField(label=_("Xét thấy thêm"), rows=3, max_length=5000, required=False)

    def choose(self) -> None:
        """What the sitting and its minutes already say; nothing about absence where everybody was there."""
        sitting = _sitting(self.case)
        if sitting is None or not agreeing.absent_parties(sitting):
            del self.fields["absent"]
        if self.case.kind != Case.Kind.FAMILY:
            del self.fields["divorce"]
        if self.is_bound or any(self.initial.get(name) for name in ("agreement", "bearer")):
            return
        minutes = Minutes.objects.filter(hearing=sitting).first() if sitting else None
        if minutes is not None and self.case.state != HEARING:
            self.initial["agreement"] = minutes.content.get("agreed", "")
        self.initial.setdefault("value", self.case.value)
        self.initial["divorce"] = bool(claim_of(self.case.kind, self.case.legal_relation))

    @property
    def wish(self) -> actions.Agreement:
        """As the act takes it."""
        return actions.Agreement(**self.cleaned_data)


def _sitting(case: Case) -> Any:
    return sittings.current_trial(case) if case.state == HEARING else agreeing.last_session(case)


class _MindForm(forms.Form):
    party = forms.ChoiceField(label=_("Đương sự thay đổi ý kiến"))
    reason = LongTextField(
        label=_("Không còn đồng ý điều gì"), rows=4, max_length=5000,
        help_text=_("Ví dụ: không đồng ý thời hạn trả tiền đã ghi trong biên bản. Lý do không bắt buộc phải chứng minh."),
        error_messages={"required": _("Hãy ghi điều đương sự không còn đồng ý.")},
    )  # fmt: skip

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["party"].initial = choices[0][0]


class MyMindForm(_MindForm):
    """In the portal."""

    field_order = ("party", "reason")


class RecordMindForm(_MindForm):
    """The clerk takes in what came on paper or was said."""

    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận"))
    paper = UploadsField(
        label=_("Văn bản của đương sự (PDF)"), required=False, max_files=1, door=files.PDF_ONLY
    )
    field_order = ("party", "received_on", "reason", "paper")
