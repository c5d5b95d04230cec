"""Forms of filing. They read what was typed; whether it may stand is said by the actions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core import files
from toaan.core.errors import Refused
from toaan.core.models import Court, CourtArea
from toaan.core.upload_fields import UploadField, UploadsField
from toaan.design.filters import Filters
from toaan.design.forms import (
    DatePartsField,
    DateTextInput,
    LongTextField,
    MoneyField,
    TextField,
    TileRadios,
    VietnameseDateField,
)
from toaan.filing.fees import Exemption
from toaan.filing.grounds import Ground
from toaan.filing.models import Attachment, Petition
from toaan.filing.queries import Load
from toaan.rules.requests import RequestKind


class PapersForm(forms.Form):
    """Papers that go with the petition."""

    uploads = UploadsField(
        label=_("Chọn tệp"), door=files.EVIDENCE,
        help_text=_("Ảnh chụp đủ bốn góc, đọc được chữ. Nhận PDF, ảnh JPG, PNG, Word, Excel, ghi âm và ghi hình; "
                    "ghi âm, ghi hình dài tới 500 MB."),
    )  # fmt: skip
    title = TextField(
        label=_("Tên tài liệu"), required=False,
        help_text=_("Gọi tên để Tòa án dễ tìm, ví dụ “Giấy vay tiền ngày 12/9/2025”. Để trống thì lấy tên tệp."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Đây là giấy tờ gì?"),
        help_text=_("Chọn loại gần nhất; không chắc thì chọn chứng cứ."),
        choices=[c for c in Attachment.Kind.choices if c[0] not in {"petition", "complaint", "authority"}],
        initial="evidence",
    )


class DeclareForm(forms.Form):
    """The declaration before filing."""

    true_words = forms.BooleanField(
        label=_("Tôi cam đoan những lời khai trong đơn là đúng sự thật"),
        help_text=_("Đánh dấu sau khi đã đọc lại cả đơn ở trên. Bạn chịu trách nhiệm về điều mình khai."),
        error_messages={"required": _("Hãy đánh dấu vào ô cam đoan trước khi nộp đơn.")},
    )


class ReceiptForm(forms.Form):
    """The receipt of the enforcement agency."""

    number = TextField(
        label=_("Số biên lai"), required=False,
        help_text=_("In ở góc trên bên phải biên lai, thường có ký hiệu đứng trước. Ví dụ: AA/2026/0001234"),
    )  # fmt: skip
    dated = DatePartsField(
        label=_("Ngày trên biên lai"), help_text=_("Ngày bạn nộp tiền, ghi ở cuối biên lai. Ví dụ 12 9 2025")
    )
    amount = MoneyField(
        label=_("Số tiền trên biên lai"), help_text=_("Chép đúng số trên biên lai. Ví dụ: 8.750.000")
    )
    agency = TextField(
        label=_("Cơ quan thu tiền"), required=False,
        help_text=_("Cơ quan thi hành án dân sự đã thu, ghi ở đầu biên lai. Chúng tôi điền sẵn theo thông báo."),
    )  # fmt: skip
    file = UploadField(
        label=_("Ảnh hoặc bản quét biên lai"),
        required=False,
        door=files.PAPERS,
        help_text=_("Chụp bằng điện thoại là được: đủ bốn góc, đọc rõ số và ngày. Tệp PDF, JPG hoặc PNG."),
    )
    hide_optional = True


class TrackingForm(forms.Form):
    """The code that the receipt shows."""

    code = TextField(
        label=_("Mã theo dõi"),
        help_text=_("12 chữ và số trên giấy xác nhận, ví dụ <span class='ta-nowrap'>7KQM-2XHV-9TRB</span>"),
    )


class ReturnComplaintForm(forms.Form):
    """The petitioner complains of the return (BLTTDS 194.1, 194.5)."""

    ground = LongTextField(
        label=_("Vì sao bạn cho rằng trả lại đơn là không đúng?"), required=False, max_length=5000,
        help_text=_("Đọc lý do Tòa án nêu ở trên rồi trả lời từng điểm: điều gì không đúng, giấy tờ nào cho thấy điều đó."),
    )  # fmt: skip
    hide_optional = True


class DocumentsForm(forms.Form):
    """Documents handed into a case."""

    party = forms.ChoiceField(label=_("Đương sự giao nộp"), required=False)
    uploads = UploadsField(
        label=_("Chọn tệp"), door=files.EVIDENCE,
        help_text=_("PDF, ảnh JPG, PNG, Word, Excel, ghi âm và ghi hình; ghi âm, ghi hình dài tới 500 MB"),
    )  # fmt: skip
    title = TextField(
        label=_("Tên tài liệu"), required=False,
        help_text=_("Ví dụ “Biên bản giao nhận tiền ngày 12/9/2025”. Để trống thì lấy tên tệp."),
    )  # fmt: skip

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"] = forms.ChoiceField(
            label=_("Đương sự giao nộp"), choices=[("", _("Chọn đương sự")), *parties], required=False,
            help_text=_("Tài liệu này là của ai đưa ra? Luật sư chọn người mình bảo vệ."),
        )  # fmt: skip
        self.order_fields(["party", "uploads", "title"])
        if len(parties) == 1:
            del self.fields["party"]


# --- desk -------------------------------------------------------------------------------------------------


class FilterForm(Filters):
    """What the petition register shows."""

    always = ("year",)
    q = forms.CharField(label=_("Số, mã, họ tên, quan hệ tranh chấp"), required=False, max_length=200)
    year = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại việc"), required=False, choices=[("", _("Tất cả")), *Case.Kind.choices]
    )
    channel = forms.ChoiceField(
        label=_("Hình thức gửi"), required=False, choices=[("", _("Tất cả")), *Petition.Channel.choices]
    )
    examiner = forms.ChoiceField(label=_("Thẩm phán xem xét"), required=False)
    since = VietnameseDateField(label=_("Nhận từ ngày"), required=False, widget=DateTextInput())
    until = VietnameseDateField(label=_("Đến ngày"), required=False, widget=DateTextInput())

    def __init__(
        self,
        *args: Any,
        states: Iterable[tuple[str, str]],
        years: Iterable[int],
        judges: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Tất cả"))
        choices: dict[str, list[tuple[Any, Any]]] = {
            "year": [(y, str(y)) for y in years],
            "state": [everything, ("open", _("Đang xử lý")), *states],
            "examiner": [everything, ("-", _("Chưa phân công")), *judges],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]


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
    request_kind = forms.ChoiceField(label=_("Đơn gì?"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại việc"),
        choices=Case.Kind.choices,
        help_text=_("Chỉ với đơn khởi kiện; đơn yêu cầu theo loại đã chọn ở trên"),
    )
    scans = UploadsField(
        label=_("Bản quét đơn và tài liệu kèm theo"), required=False, door=files.EVIDENCE, max_files=40,
        help_text=_("Tệp đầu tiên là đơn khởi kiện. Chứng cứ kèm theo có thể là PDF, ảnh, Word, Excel, ghi âm, ghi hình."),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, kinds: Sequence[RequestKind] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_kind"] = forms.ChoiceField(
            label=_("Đơn gì?"), required=False,
            choices=[
                ("", _("Đơn khởi kiện (có tranh chấp)")),
                *((k.code, _("Đơn yêu cầu: %(label)s (%(article)s)") % {"label": k.label, "article": k.citation}) for k in kinds),
            ],
        )  # fmt: skip
        self.order_fields(["channel", "received_on", "postmark_on", "request_kind"])


class AssignForm(forms.Form):
    """Which judge examines the petition; each with the work in hand."""

    judge = forms.ChoiceField(label=_("Thẩm phán xem xét đơn"), widget=TileRadios)

    def __init__(self, *args: Any, loads: Sequence[Load], label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judge"] = forms.ChoiceField(
            label=label or _("Thẩm phán xem xét đơn"),
            choices=[(str(load.post.pk), load.post.user.full_name) for load in loads],
            widget=TileRadios(
                hints={
                    load.post.pk: f"{load.post.title}. Đang xem xét {load.petitions} đơn, giải quyết {load.cases} vụ án"
                    + (f"; {load.away}" if load.away else "")
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


class AcknowledgeForm(forms.Form):
    """When and how the notice of receipt was sent."""

    sent_on = VietnameseDateField(label=_("Ngày gửi thông báo"), widget=DateTextInput())
    how = TextField(
        label=_("Cách gửi"), required=False, max_length=300,
        help_text=_("Số hiệu bưu gửi, hoặc người nộp đơn nhận tại Tòa án. In thông báo ở trang của đơn, mục Giấy xác nhận."),
    )  # fmt: skip
    hide_optional = True


class ExtensionOfAmendmentForm(forms.Form):
    """Until when, and in which special case."""

    due_on = VietnameseDateField(label=_("Gia hạn đến hết ngày"), widget=DateTextInput())
    reason = LongTextField(
        label=_("Trường hợp đặc biệt"), required=False, help_text=_("Phần này được in trong thông báo.")
    )
    hide_optional = True

    def __init__(self, *args: Any, latest: date, longest: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = _("Không quá %(term)s: muộn nhất %(day)s (khoản 1 Điều 193 BLTTDS)") % {
            "term": longest, "day": f"{latest:%d/%m/%Y}",
        }  # fmt: skip


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


class TransferForm(forms.Form):
    """Which court has jurisdiction, and why."""

    to_court = forms.TypedChoiceField(
        label=_("Tòa án nhận đơn"), coerce=uuid.UUID, required=False, empty_value=None
    )
    to_court_name = TextField(
        label=_("Hoặc tên Tòa án khác"), required=False, max_length=200,
        help_text=_("Khi Tòa án nhận đơn chưa dùng chung hệ thống này: đơn được in và gửi đi."),
    )  # fmt: skip
    reason = LongTextField(label=_("Vì sao thuộc Tòa án ấy"), required=False)
    hide_optional = True

    def __init__(self, *args: Any, courts: Iterable[Court], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_court"].choices = [  # type: ignore[attr-defined]
            ("", _("Chọn Tòa án")), *((str(c.pk), c.name) for c in courts),
        ]  # fmt: skip


class AreaForm(forms.Form):
    """Communes to enter into the area of one's own court."""

    province = TextField(label=_("Tỉnh, thành phố"), max_length=100)
    communes = LongTextField(
        label=_("Các xã, phường, đặc khu"), rows=6, help_text=_("Mỗi đơn vị một dòng, ví dụ “xã Yên Khê”.")
    )
    matter = forms.ChoiceField(label=_("Áp dụng cho"), choices=CourtArea.Matter.choices, required=False)
    valid_from = VietnameseDateField(label=_("Từ ngày"), widget=DateTextInput())
    basis = TextField(
        label=_("Văn bản quy định"),
        max_length=300,
        help_text=_("Số nghị quyết, phụ lục. Không có văn bản thì không ghi."),
    )
    hide_optional = True


class EndAreaForm(forms.Form):
    """The last day of a line."""

    on = VietnameseDateField(label=_("Ngày cuối cùng"), widget=DateTextInput())


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
