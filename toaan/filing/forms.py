"""Forms of filing. They read what was typed; whether it may stand is said by the actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.design.forms import (
    DatePartsField,
    FilesField,
    LongTextField,
    MoneyField,
    TextField,
    TileRadios,
    VietnameseDateField,
)
from toaan.filing.content import MAX_ROWS
from toaan.filing.fees import Exemption
from toaan.filing.grounds import Ground
from toaan.filing.models import Attachment, Petition
from toaan.filing.queries import Load

FILE_ENDINGS = ("pdf", "jpg", "jpeg", "png")
KIND_HINTS = {
    "DS": _("Vay nợ, đặt cọc, mua bán, nhà đất, thừa kế, bồi thường thiệt hại…"),
    "HNGĐ": _("Ly hôn, nuôi con, cấp dưỡng, chia tài sản vợ chồng"),
    "KDTM": _("Tranh chấp giữa các doanh nghiệp, giữa thành viên công ty"),
    "LĐ": _("Tiền lương, sa thải, bảo hiểm xã hội, tai nạn lao động"),
}
RELATIONS = {
    "DS": (
        "Tranh chấp hợp đồng vay tài sản", "Tranh chấp hợp đồng đặt cọc", "Tranh chấp hợp đồng mua bán tài sản",
        "Tranh chấp hợp đồng thuê tài sản", "Tranh chấp hợp đồng dịch vụ", "Tranh chấp quyền sở hữu tài sản",
        "Tranh chấp quyền sử dụng đất", "Tranh chấp hợp đồng chuyển nhượng quyền sử dụng đất",
        "Tranh chấp về thừa kế tài sản", "Tranh chấp về bồi thường thiệt hại ngoài hợp đồng", "Đòi lại tài sản",
    ),
    "HNGĐ": (
        "Ly hôn, tranh chấp về nuôi con, chia tài sản khi ly hôn", "Chia tài sản sau khi ly hôn",
        "Tranh chấp về thay đổi người trực tiếp nuôi con sau khi ly hôn", "Tranh chấp về cấp dưỡng",
        "Tranh chấp về xác định cha, mẹ cho con",
    ),
    "KDTM": (
        "Tranh chấp hợp đồng mua bán hàng hóa", "Tranh chấp hợp đồng tín dụng", "Tranh chấp hợp đồng xây dựng",
        "Tranh chấp hợp đồng cung ứng dịch vụ", "Tranh chấp giữa công ty với thành viên công ty",
        "Tranh chấp về sở hữu trí tuệ", "Tranh chấp chuyển nhượng phần vốn góp",
    ),
    "LĐ": (
        "Tranh chấp về xử lý kỷ luật lao động theo hình thức sa thải",
        "Tranh chấp về đơn phương chấm dứt hợp đồng lao động", "Tranh chấp về tiền lương",
        "Tranh chấp về bảo hiểm xã hội", "Tranh chấp về bồi thường tai nạn lao động",
    ),
}  # fmt: skip
"""Usual disputes after BLTTDS 26, 28, 30 and 32: suggestions for the free text, not a closed list."""


class DataListInput(forms.TextInput):
    """Text field with suggestions that also works where suggestions are not supported."""

    template_name = "filing/widgets/datalist.html"

    def __init__(self, options: Sequence[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = {**(attrs or {}), "list": f"{name}-goi-y"}
        return {
            **super().get_context(name, value, attrs),
            "list_id": f"{name}-goi-y",
            "options": self.options,
        }


class CourtForm(forms.Form):
    """To which court, about what kind of matter."""

    court = forms.ChoiceField(label=_("Tòa án nhận đơn"))
    kind = forms.ChoiceField(
        label=_("Việc của bạn thuộc loại nào?"),
        choices=Case.Kind.choices,
        widget=TileRadios(hints={k: str(v) for k, v in KIND_HINTS.items()}),
    )

    def __init__(self, *args: Any, courts: Iterable[Court], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"] = forms.ChoiceField(
            label=_("Tòa án nhận đơn"),
            help_text=_(
                "Thường là Tòa án nơi người bị kiện cư trú, làm việc hoặc có trụ sở (Điều 39 BLTTDS)."
            ),
            choices=[("", _("Chọn Tòa án")), *((str(c.pk), c.name) for c in courts)],
        )
        self.order_fields(["court", "kind"])


class PartyForm(forms.Form):
    """A person or an organisation."""

    kind = forms.ChoiceField(
        label=_("Là cá nhân hay cơ quan, tổ chức?"),
        choices=[("person", _("Cá nhân")), ("organisation", _("Cơ quan, tổ chức"))],
        initial="person",
        required=False,
    )
    name = TextField(label=_("Họ và tên, hoặc tên cơ quan, tổ chức"), required=False)
    representative = TextField(
        label=_("Người đại diện theo pháp luật"),
        required=False,
        help_text=_("Chỉ với cơ quan, tổ chức: họ tên, chức vụ"),
    )
    birth_year = forms.IntegerField(
        label=_("Năm sinh"), required=False, min_value=1900, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={"invalid": _("Nhập năm sinh bằng bốn chữ số, ví dụ 1987")},
    )  # fmt: skip
    personal_id = TextField(label=_("Số định danh cá nhân, hoặc mã số doanh nghiệp"), required=False)
    address = TextField(
        label=_("Nơi cư trú, làm việc hoặc trụ sở"), required=False,
        help_text=_("Số nhà, đường hoặc thôn; xã, phường; tỉnh, thành phố. Không rõ thì ghi nơi cuối cùng bạn biết."),
    )  # fmt: skip
    phone = TextField(label=_("Số điện thoại"), required=False)
    email = TextField(label=_("Thư điện tử"), required=False)
    hide_optional = True


class ClaimForm(forms.Form):
    """One thing asked of the court."""

    text = LongTextField(label=_("Bạn yêu cầu Tòa án giải quyết điều gì?"), required=False, rows=3)
    hide_optional = True


class WitnessForm(forms.Form):
    """A witness."""

    name = TextField(label=_("Họ và tên người làm chứng"), required=False)
    address = TextField(label=_("Địa chỉ"), required=False)
    hide_optional = True


class Rows(BaseFormSet):
    """Rows of a page. A row that equals what is saved is read like any other, never taken for an empty one."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": False, "use_required_attribute": False}


PartySet = formset_factory(PartyForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1)
ClaimSet = formset_factory(ClaimForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1)
WitnessSet = formset_factory(WitnessForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1)


class FactsForm(forms.Form):
    """What happened."""

    legal_relation = TextField(label=_("Bạn tranh chấp về việc gì?"), required=False)
    facts = LongTextField(
        label=_("Việc đã xảy ra"), required=False, rows=12,
        help_text=_("Kể theo thứ tự thời gian: ai, việc gì, ngày nào; quyền, lợi ích nào của bạn bị xâm phạm."),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, kind: str = "DS", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_relation"].widget = DataListInput(RELATIONS.get(kind, ()))
        self.fields["legal_relation"].help_text = _(
            "Chọn trong gợi ý hoặc tự viết, ví dụ “Tranh chấp hợp đồng vay tài sản”"
        )


class ValueForm(forms.Form):
    """What the claim is worth."""

    value_kind = forms.ChoiceField(
        label=_("Yêu cầu của bạn có tính được bằng tiền không?"),
        required=False,
        choices=[("amount", _("Có, tính được bằng tiền")), ("none", _("Không có giá ngạch"))],
        widget=TileRadios(
            hints={
                "amount": "Đòi tiền, chia tài sản, bồi thường",
                "none": "Ví dụ ly hôn, xin lỗi công khai, trả lại giấy tờ",
            }
        ),
    )
    value = MoneyField(
        label=_("Tổng giá trị yêu cầu"), required=False, min_value=1,
        help_text=_("Chỉ khi tính được bằng tiền. Tạm ứng án phí được tính từ số này."),
    )  # fmt: skip
    hide_optional = True


class PapersForm(forms.Form):
    """Papers that go with the petition."""

    uploads = FilesField(
        label=_("Chọn tệp"), max_files=20, extensions=FILE_ENDINGS,
        help_text=_("Tệp PDF hoặc ảnh JPG, PNG, mỗi tệp không quá 50 MB. Ảnh chụp đủ bốn góc, đọc được chữ."),
    )  # fmt: skip
    title = TextField(
        label=_("Tên tài liệu"), required=False, help_text=_("Ví dụ “Giấy vay tiền ngày 12/9/2025”")
    )
    kind = forms.ChoiceField(
        label=_("Đây là giấy tờ gì?"),
        choices=[c for c in Attachment.Kind.choices if c[0] != "petition"],
        initial="evidence",
    )


class DeclareForm(forms.Form):
    """The declaration before filing."""

    true_words = forms.BooleanField(
        label=_("Tôi cam đoan những lời khai trong đơn là đúng sự thật"),
        error_messages={"required": _("Hãy đánh dấu vào ô cam đoan trước khi nộp đơn.")},
    )


class ReceiptForm(forms.Form):
    """The receipt of the enforcement agency."""

    number = TextField(label=_("Số biên lai"), required=False)
    dated = DatePartsField(label=_("Ngày trên biên lai"), help_text=_("Ví dụ 12 9 2025"))
    amount = MoneyField(label=_("Số tiền trên biên lai"))
    agency = TextField(label=_("Cơ quan thu tiền"), required=False)
    file = forms.FileField(
        label=_("Ảnh hoặc bản quét biên lai"),
        required=False,
        help_text=_("Tệp PDF, JPG hoặc PNG"),
        allow_empty_file=True,
    )
    hide_optional = True


class TrackingForm(forms.Form):
    """The code that the receipt shows."""

    code = TextField(
        label=_("Mã theo dõi"), help_text=_("12 chữ và số trên giấy xác nhận, ví dụ 7KQM-2XHV-9TRB")
    )


class DocumentsForm(forms.Form):
    """Documents handed into a case."""

    party = forms.ChoiceField(label=_("Đương sự giao nộp"), required=False)
    uploads = FilesField(
        label=_("Chọn tệp"), max_files=20, extensions=FILE_ENDINGS, help_text=_("Tệp PDF, JPG hoặc PNG")
    )
    title = TextField(label=_("Tên tài liệu"), required=False, help_text=_("Để trống thì lấy tên tệp"))

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = forms.ChoiceField(
            label=_("Đương sự giao nộp"), choices=[("", _("Chọn đương sự")), *parties], required=False
        )
        self.order_fields(["party", "uploads", "title"])
        if len(parties) == 1:
            del self.fields["party"]


# --- desk -------------------------------------------------------------------------------------------------


class FilterForm(forms.Form):
    """What the register shows."""

    q = TextField(label=_("Số, mã, họ tên, quan hệ tranh chấp"), required=False)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại việc"), required=False, choices=[("", _("Tất cả")), *Case.Kind.choices]
    )
    channel = forms.ChoiceField(
        label=_("Hình thức gửi"), required=False, choices=[("", _("Tất cả")), *Petition.Channel.choices]
    )
    year = forms.IntegerField(
        label=_("Năm"), required=False, min_value=2000, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, states: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"] = forms.ChoiceField(
            label=_("Tình trạng"),
            required=False,
            choices=[("", _("Tất cả")), ("open", _("Đang xử lý")), *states],
        )
        self.order_fields(["q", "state", "kind", "channel", "year"])


class PaperForm(forms.Form):
    """The essentials of a paper petition."""

    channel = forms.ChoiceField(
        label=_("Đơn đến bằng cách nào?"),
        choices=[("counter", _("Nộp trực tiếp tại Tòa án")), ("post", _("Qua dịch vụ bưu chính"))],
        widget=TileRadios,
    )
    received_on = VietnameseDateField(label=_("Ngày nhận"), help_text=_("Ngày/tháng/năm"))
    postmark_on = VietnameseDateField(
        label=_("Ngày trên dấu bưu chính nơi gửi"), required=False,
        help_text=_("Chỉ với đơn gửi bưu chính; là ngày khởi kiện theo khoản 2 Điều 190 BLTTDS"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Loại việc"), choices=Case.Kind.choices)
    scans = FilesField(
        label=_("Bản quét đơn và tài liệu kèm theo"), required=False, extensions=FILE_ENDINGS, max_files=40,
        help_text=_("Tệp đầu tiên là đơn khởi kiện. PDF, JPG hoặc PNG."),
    )  # fmt: skip
    hide_optional = True


class AssignForm(forms.Form):
    """Which judge examines the petition; each with the work in hand."""

    judge = forms.ChoiceField(label=_("Thẩm phán xem xét đơn"), widget=TileRadios)

    def __init__(self, *args: Any, loads: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judge"] = forms.ChoiceField(
            label=_("Thẩm phán xem xét đơn"),
            choices=[(str(load.post.pk), load.post.user.full_name) for load in loads],
            widget=TileRadios(
                hints={
                    load.post.pk: f"{load.post.title}. Đang xem xét {load.petitions} đơn, giải quyết {load.cases} vụ án"
                    for load in loads
                }
            ),
            error_messages={"required": _("Hãy chọn một Thẩm phán.")},
        )


class AmendmentForm(forms.Form):
    """What to amend, and until when."""

    matters = LongTextField(
        label=_("Những điều cần sửa đổi, bổ sung"), help_text=_("Mỗi điều một dòng"), required=False
    )
    due_on = VietnameseDateField(label=_("Thời hạn đến hết ngày"))

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = _("Không quá 01 tháng: muộn nhất %s (khoản 1 Điều 193 BLTTDS)") % (
            f"{latest:%d/%m/%Y}"
        )


class ReturnForm(forms.Form):
    """Why the petition goes back."""

    ground = forms.ChoiceField(label=_("Căn cứ trả lại đơn"), required=False)
    reason = LongTextField(label=_("Lý do cụ thể"), required=False)
    hide_optional = True

    def __init__(self, *args: Any, choices: Sequence[Ground], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"] = forms.ChoiceField(
            label=_("Căn cứ trả lại đơn (khoản 1 Điều 192 BLTTDS)"),
            required=False,
            choices=[(g.key, g.title) for g in choices],
            widget=TileRadios(
                hints={g.key: f"{g.citation}{f' ({g.note})' if g.note else ''}" for g in choices}
            ),
        )
        self.order_fields(["ground", "reason"])


class JurisdictionForm(forms.Form):
    """Exemption, and the day of notification."""

    exemption = forms.ChoiceField(label=_("Miễn, giảm tạm ứng án phí"), required=False)
    exemption_reason = TextField(
        label=_("Giấy tờ chứng minh"),
        required=False,
        help_text=_("Chỉ khi miễn, giảm: ghi tên giấy tờ có trong hồ sơ"),
    )
    notified_on = VietnameseDateField(
        label=_("Ngày giao giấy báo cho người khởi kiện"), required=False,
        help_text=_("Để trống là hôm nay: gửi qua cổng thì người khởi kiện nhận ngay"),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, exemptions: Sequence[Exemption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exemption"] = forms.ChoiceField(
            label=_("Miễn, giảm tạm ứng án phí"),
            required=False,
            choices=[
                ("", _("Không miễn, giảm")),
                *((e.code, f"{e.title} ({e.citation})") for e in exemptions),
            ],
        )
        self.order_fields(["exemption", "exemption_reason", "notified_on"])


def show_faults(refusal: Refused, *sources: forms.BaseForm | BaseFormSet[Any] | None) -> None:
    """Put each fault of a refusal where it belongs; what belongs nowhere stands above the first form."""
    left = dict(refusal.fields)
    for source in sources:
        for form in source.forms if isinstance(source, BaseFormSet) else [source] if source else []:
            for name in form.fields:
                if (message := left.pop(form.add_prefix(name), None)) is not None:
                    form.add_error(name, message)
    if left or not refusal.fields:
        rest = " ".join(left.values()) or refusal.message
        first = next((s for s in sources if s is not None), None)
        target = first.forms[0] if isinstance(first, BaseFormSet) and first.forms else first
        if isinstance(target, forms.BaseForm):
            target.add_error(None, rest)
