"""Forms of cassation and reopening: they read what was typed; the acts judge it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.review.models import Application
from toaan.rules import review as rule

LONGEST = 10_000
Choices = Sequence[tuple[str, str]]


TITLES = {
    "cassation": _("Giám đốc thẩm: bản án, quyết định có sai phạm"),
    "reopening": _("Tái thẩm: có tình tiết mới"),
}


def _grounds(sort: str, kind: str) -> list[tuple[str, str]]:
    known = rule.grounds(sort).get(kind, {})
    return [(key, f"{words} ({rule.citation(key)})") for key, words in known.items()]


def _all_grounds(sort: str) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Those of both ways, for a judgment or this kind of decision; no heading without one."""
    return [(words, found) for kind, words in TITLES.items() if (found := _grounds(sort, kind))]


def _kind_of(sort: str, ground: str) -> str:
    return next(kind for kind, found in rule.grounds(sort).items() if ground in found)


class _ApplicationForm(forms.Form):
    """What every application says (328.1)."""

    ground = forms.ChoiceField(
        label=_("Vì sao bản án, quyết định phải được xem xét lại?"), widget=forms.RadioSelect,
        help_text=_("Chọn một. Bản án, quyết định sai luật thì chọn ở giám đốc thẩm; có điều mới biết thì chọn ở tái thẩm."),
        error_messages={"required": _("Chọn một căn cứ")},
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do và yêu cầu"), rows=8, max_length=LONGEST,
        help_text=_("Bản án, quyết định sai ở đâu, tài liệu nào cho thấy; bạn muốn xem xét lại thế nào. Viết bằng lời thường là được."),
        error_messages={"required": _("Nêu lý do và yêu cầu")},
    )  # fmt: skip
    party = forms.ChoiceField(
        label=_("Người đề nghị"), widget=forms.RadioSelect, help_text=_("Đương sự đứng tên trong đơn.")
    )

    def __init__(self, *args: Any, parties: Choices, sort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sort = sort
        self.fields["ground"].choices = _all_grounds(sort)  # type: ignore[attr-defined]
        self.fields["party"].choices = parties  # type: ignore[attr-defined]
        if len(parties) == 1:
            self.fields["party"].initial = parties[0][0]

    @property
    def kind(self) -> str:
        """Which procedure the ground belongs to."""
        return _kind_of(self.sort, self.cleaned_data["ground"])


class MineForm(_ApplicationForm):
    """A party writes in the portal."""


class PaperForm(_ApplicationForm):
    """The clerk of the court that may protest takes in a paper."""

    channel = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[c for c in Application.Channel.choices if c[0] != Application.Channel.ONLINE],
    )
    sent_on = VietnameseDateField(
        label=_("Ngày gửi đơn"),
        help_text=_("Ngày nộp tại Tòa án, hoặc ngày trên dấu bưu chính (khoản 1 Điều 329)."),
    )
    paper = UploadsField(label=_("Đơn đề nghị (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)


class FindForm(forms.Form):
    """Which judgment or decision the paper is about."""

    so = TextField(
        label=_("Số bản án, quyết định"),
        max_length=60,
        help_text=_("Ví dụ 12/2026/DS-ST, 05/2026/QĐST-DS, của một Tòa án cấp dưới"),
    )


class TextForm(forms.Form):
    """A letter or an amendment: one text."""

    text = LongTextField(
        label=_("Nội dung, lý do"), rows=8, max_length=LONGEST, help_text=_("Phần này được in trong văn bản.")
    )


class AmendForm(forms.Form):
    """What the applicant adds."""

    text = LongTextField(
        label=_("Phần sửa đổi, bổ sung"),
        rows=8,
        max_length=LONGEST,
        help_text=_("Trả lời từng điểm Tòa án yêu cầu."),
    )


class ExaminerForm(forms.Form):
    """The president names a judge."""

    post = forms.ChoiceField(label=_("Thẩm phán nghiên cứu"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    """What the examiner found."""

    text = LongTextField(label=_("Kết quả nghiên cứu đơn và hồ sơ"), rows=10, max_length=LONGEST)
    protest = forms.TypedChoiceField(
        label=_("Đề xuất"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", _("Kháng nghị")), ("no", _("Không kháng nghị"))],
    )  # fmt: skip


class ProtestForm(forms.Form):
    """All that 333 asks for."""

    ground = forms.ChoiceField(label=_("Căn cứ kháng nghị"), widget=forms.RadioSelect)
    text = LongTextField(
        label=_("Nhận xét, phân tích vi phạm, sai lầm của bản án, quyết định"), rows=10, max_length=LONGEST,
        help_text=_("Phần “Nhận thấy” của quyết định (khoản 5 Điều 333)."),
    )  # fmt: skip
    scope = TextField(label=_("Kháng nghị toàn bộ hay phần nào của bản án, quyết định"), max_length=500)
    proposal = LongTextField(label=_("Đề nghị Ủy ban Thẩm phán"), rows=3, max_length=2000)
    stay = forms.BooleanField(label=_("Tạm đình chỉ thi hành bản án, quyết định"), required=False)
    extended = forms.BooleanField(
        label=_("Đã hết thời hạn tại khoản 1 và có đủ hai điều kiện tại khoản 2 Điều 334"), required=False,
        help_text=_("Đương sự đã có đơn trong hạn và vẫn tiếp tục có đơn; vi phạm xâm phạm nghiêm trọng quyền, lợi ích."),
    )  # fmt: skip
    known_on = VietnameseDateField(
        label=_("Ngày biết được căn cứ kháng nghị tái thẩm"),
        required=False,
        help_text=_("Chỉ với tái thẩm (Điều 355)."),
    )

    def __init__(self, *args: Any, kind: str, sort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = _grounds(sort, kind)  # type: ignore[attr-defined]
        del self.fields["extended" if kind == "reopening" else "known_on"]


class PaperProtestForm(forms.Form):
    """The clerk enters the protest of the procuracy (336.3)."""

    number = TextField(
        label=_("Số quyết định kháng nghị"), max_length=60, help_text=_("Ví dụ 03/QĐKNGĐT-VKS-DS")
    )
    protested_on = VietnameseDateField(label=_("Ngày kháng nghị"))
    ground = forms.ChoiceField(
        label=_("Căn cứ kháng nghị"), widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )  # fmt: skip
    text = LongTextField(
        label=_("Nhận xét, phân tích vi phạm, sai lầm của bản án, quyết định"), rows=6, max_length=LONGEST,
        help_text=_("Tóm tắt theo quyết định kháng nghị (khoản 5 Điều 333)."),
    )  # fmt: skip
    scope = TextField(label=_("Kháng nghị toàn bộ hay phần nào của bản án, quyết định"), max_length=500)
    proposal = LongTextField(label=_("Đề nghị Ủy ban Thẩm phán"), rows=3, max_length=2000)
    known_on = VietnameseDateField(
        label=_("Ngày biết được căn cứ kháng nghị tái thẩm"), required=False, help_text=_("Chỉ với tái thẩm (Điều 355).")
    )  # fmt: skip
    extended = forms.BooleanField(
        label=_("Đã hết thời hạn tại khoản 1 và có đủ hai điều kiện tại khoản 2 Điều 334"), required=False
    )
    stay = forms.BooleanField(
        label=_("Quyết định này tạm đình chỉ thi hành (khoản 2 Điều 332)"), required=False
    )
    file_on = VietnameseDateField(
        label=_("Ngày nhận hồ sơ vụ án kèm theo kháng nghị"), required=False,
        help_text=_("Thời hạn mở phiên tòa tính từ ngày này (Điều 339). Hồ sơ chưa đến thì để trống."),
    )  # fmt: skip
    paper = UploadsField(label=_("Quyết định kháng nghị (PDF)"), max_files=1, door=files.PDF_ONLY)

    def __init__(self, *args: Any, sort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sort = sort
        self.fields["ground"].choices = _all_grounds(sort)  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """Which procedure the ground belongs to."""
        return _kind_of(self.sort, self.cleaned_data["ground"])


class ChangeForm(forms.Form):
    """The president changes the own protest, or withdraws a part of it (335)."""

    what = forms.ChoiceField(
        label=_("Nội dung quyết định"), widget=forms.RadioSelect,
        choices=[("change", _("Thay đổi, bổ sung kháng nghị (khoản 1 Điều 335)")), ("part", _("Rút một phần kháng nghị (khoản 2 Điều 335)"))],
    )  # fmt: skip
    text = LongTextField(label=_("Nội dung, lý do"), rows=6, max_length=LONGEST)
    scope = TextField(label=_("Phạm vi kháng nghị sau khi thay đổi"), max_length=500)
    proposal = LongTextField(label=_("Đề nghị Ủy ban Thẩm phán"), rows=3, max_length=2000)


class EnterWithdrawalForm(forms.Form):
    """A decision of the procuracy that withdraws its protest."""

    number = TextField(label=_("Số quyết định của Viện kiểm sát"), max_length=60)
    dated = VietnameseDateField(label=_("Ngày quyết định"))
    text = LongTextField(label=_("Nội dung"), rows=4, max_length=LONGEST)
    paper = UploadsField(label=_("Quyết định của Viện kiểm sát (PDF)"), max_files=1, door=files.PDF_ONLY)


class EnterChangeForm(EnterWithdrawalForm):
    """Another decision of the procuracy on its protest."""

    what = forms.ChoiceField(
        label=_("Nội dung quyết định"), widget=forms.RadioSelect,
        choices=[("change", _("Thay đổi, bổ sung kháng nghị (khoản 1 Điều 335)")), ("part", _("Rút một phần kháng nghị (khoản 2 Điều 335)")), ("stay", _("Tạm đình chỉ thi hành bản án, quyết định (khoản 2 Điều 332)"))],
    )  # fmt: skip
    scope = TextField(
        label=_("Phạm vi kháng nghị sau khi thay đổi"), max_length=500, required=False,
        help_text=_("Để trống khi chỉ tạm đình chỉ thi hành."),
    )  # fmt: skip
    proposal = LongTextField(label=_("Đề nghị Ủy ban Thẩm phán"), rows=3, max_length=2000, required=False)
    field_order = ("what", "number", "dated", "text", "scope", "proposal", "paper")


class SentForm(forms.Form):
    """The day on which the procuracy received protest and file."""

    sent_on = VietnameseDateField(
        label=_("Ngày Viện kiểm sát nhận kháng nghị và hồ sơ"),
        help_text=_("Thời hạn nghiên cứu hồ sơ tính từ ngày này (khoản 2 Điều 336)."),
    )


class CameForm(forms.Form):
    """The day on which the file was there with the protest."""

    received_on = VietnameseDateField(
        label=_("Ngày nhận kháng nghị kèm hồ sơ vụ án"),
        help_text=_("Thời hạn mở phiên tòa tính từ ngày này (Điều 339)."),
    )


class SendFileForm(forms.Form):
    """The court that keeps the file sends it."""

    sent_on = VietnameseDateField(label=_("Ngày gửi hồ sơ"))
    note = TextField(
        label=_("Hồ sơ gửi gồm"),
        max_length=500,
        help_text=_("Số tập, bút lục cuối cùng, vật chứng kèm theo."),
    )


class ReceiveFileForm(forms.Form):
    """The file has come."""

    received_on = VietnameseDateField(label=_("Ngày nhận hồ sơ"))


class ReturnFileForm(forms.Form):
    """The file goes back."""

    returned_on = VietnameseDateField(label=_("Ngày trả hồ sơ"))


class DeliveryForm(forms.Form):
    """When a letter went out and arrived."""

    sent_on = VietnameseDateField(label=_("Ngày gửi"))
    received_on = VietnameseDateField(label=_("Ngày người nhận nhận được"), required=False)
