"""Forms of service: send a batch, enter the proof or the failure of one copy."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.core import clock, files
from toaan.core.upload_fields import UploadField
from toaan.delivery import bulk, mailing
from toaan.delivery.actions import Sending
from toaan.delivery.models import ServiceRecipient
from toaan.design.forms import LongTextField, TextField, TileRadios, VietnameseDateField

Method = ServiceRecipient.Method


class SendForm(forms.Form):
    """One row per copy that waits: whether it goes now, how, and the number of the registered letter."""

    def __init__(
        self, *args: Any, rows: Iterable[ServiceRecipient], methods: Mapping[uuid.UUID, Sequence[ServiceRecipient.Method]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            open_ones = methods[row.pk]
            usual = row.method if row.method in open_ones else open_ones[0]
            self.fields[f"go_{row.pk}"] = forms.BooleanField(label=row.name, required=False, initial=True)
            self.fields[f"method_{row.pk}"] = forms.ChoiceField(
                label=_("Phương thức"), choices=[(m.value, m.label) for m in open_ones], initial=usual
            )
            self.fields[f"barcode_{row.pk}"] = TextField(
                label=_("Số hiệu bưu gửi"), required=False, max_length=40
            )

    def lines(self) -> list[dict[str, Any]]:
        """Each copy with its three fields, for the template."""
        return [
            {
                "row": r,
                "go": self[f"go_{r.pk}"],
                "method": self[f"method_{r.pk}"],
                "barcode": self[f"barcode_{r.pk}"],
            }
            for r in self.rows
        ]

    def sendings(self) -> list[Sending]:
        """The copies that were ticked."""
        told = self.cleaned_data
        return [
            Sending(r.pk, told[f"method_{r.pk}"], told[f"barcode_{r.pk}"])
            for r in self.rows
            if told[f"go_{r.pk}"]
        ]


class ProofForm(forms.Form):
    """The copy reached its recipient."""

    prefix = "nhan"
    received_on = VietnameseDateField(
        label=_("Ngày nhận"),
        help_text=_("Ngày ghi trên biên bản giao nhận hoặc giấy báo nhận, ví dụ 06/01/2026"),
    )
    received_by = TextField(
        label=_("Người ký nhận"),
        help_text=_("Bỏ trống nếu chính người nhận ký; nếu người thân nhận thay, ghi họ tên và quan hệ."),
        max_length=200,
        required=False,
    )
    note = TextField(label=_("Ghi chú"), max_length=500, required=False)
    scan = UploadField(
        label=_("Bản quét bằng chứng"),
        door=files.PAPERS,
        help_text=_("PDF hoặc ảnh, tối đa 50 MB; nên có."),
        required=False,
    )


class FailureForm(forms.Form):
    """The attempt was in vain."""

    prefix = "khong"
    failed_on = VietnameseDateField(label=_("Ngày lập biên bản"))
    reason = LongTextField(
        label=_("Vì sao không tống đạt được"),
        help_text=_(
            "Vắng mặt, từ chối nhận, đã chuyển nơi cư trú, không rõ địa chỉ; ai xác nhận (Điều 177 BLTTDS)."
        ),
        rows=3,
        max_length=500,
    )
    scan = UploadField(label=_("Bản quét biên bản"), door=files.PAPERS, required=False)


class MailForm(forms.Form):
    """What is printed for the chosen letters; sent by address, so that the page can be opened again."""

    hide_optional = True
    qr = forms.BooleanField(
        label=_("In mã QR của từng thư"),
        help_text=_("Quét mã này ở trang Bưu gửi để ghép thư với số hiệu bưu gửi."),
        required=False,
    )


class EnvelopeForm(MailForm):
    """Envelopes: the size, and whether the address is read through a window."""

    size = forms.ChoiceField(
        label=_("Cỡ phong bì"),
        choices=[(key, e.name) for key, e in mailing.ENVELOPES.items()],
        widget=TileRadios,
        initial="C5",
    )
    window = forms.BooleanField(
        label=_("Phong bì có cửa sổ"),
        help_text=_(
            "In trên tờ lót cùng cỡ: địa chỉ nằm gọn trong cửa sổ bên trái, kể cả khi tờ lót xê dịch."
        ),
        required=False,
    )
    field_order = ("size", "window", "qr")


class LabelForm(MailForm):
    """Address labels: the sheet, and the first place on it that is still free."""

    sheet = forms.ChoiceField(
        label=_("Tờ nhãn A4"),
        choices=[(key, s.name) for key, s in mailing.SHEETS.items()],
        widget=TileRadios,
        initial="2x7",
    )
    start = forms.IntegerField(
        label=_("Bắt đầu từ nhãn số"),
        help_text=_("Tờ đã dùng một phần: đếm từ trái sang phải, từ trên xuống; 1 là nhãn đầu tiên."),
        min_value=1,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4", "maxlength": "3"}),
        error_messages={
            "required": _("Nhập số thứ tự của nhãn đầu tiên còn trống"),
            "invalid": _("Nhập số thứ tự của nhãn bằng chữ số, ví dụ 5"),
            "min_value": _("Nhãn đầu tiên là nhãn số 1"),
        },
    )
    field_order = ("sheet", "start", "qr")

    def clean(self) -> dict[str, Any]:
        """The place must be on the sheet."""
        told = super().clean() or {}
        sheet, start = mailing.SHEETS.get(told.get("sheet", "")), told.get("start")
        if sheet is not None and start is not None and start > sheet.places:
            self.add_error("start", _("Tờ nhãn này chỉ có %d nhãn; nhập số nhỏ hơn.") % sheet.places)
        return told


class PostForm(forms.Form):
    """The numbers that the post office stuck on the chosen letters, one a line."""

    codes = LongTextField(
        label=_("Mã quét được, mỗi dòng một mã"),
        help_text=_(
            "Quét mã QR của thư rồi quét số hiệu bưu gửi; hoặc chỉ quét số hiệu, theo đúng thứ tự trong bảng."
        ),
        rows=10,
        max_length=20_000,
        error_messages={"required": _("Quét hoặc gõ ít nhất một số hiệu bưu gửi")},
        widget=forms.Textarea(
            attrs={
                "rows": 10,
                "data-scan": _("Đã có {n} dòng."),
                "spellcheck": "false",
                "autocomplete": "off",
            }
        ),
    )

    def clean_codes(self) -> str:
        """Not more lines than one press can carry."""
        told: str = self.cleaned_data["codes"]
        if sum(1 for _line in bulk.lines(told)) > bulk.MOST:
            raise forms.ValidationError(
                _("Mỗi lần ghi nhiều nhất %d dòng. Hãy chia làm nhiều lần.") % bulk.MOST
            )
        return told


class ReceiptForm(PostForm):
    """Receipts that came back: the same day and result for all that are scanned."""

    result = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[("nhan", _("Người nhận đã nhận")), ("hoan", _("Bưu chính chuyển hoàn, không phát được"))],
        widget=TileRadios,
        initial="nhan",
        error_messages={"required": _("Chọn kết quả ghi trên giấy báo nhận")},
    )
    on = VietnameseDateField(
        label=_("Ngày ghi trên giấy báo nhận"),
        help_text=_("Ví dụ 06/01/2026; khác ngày thì ghi làm nhiều lần."),
    )
    reason = TextField(
        label=_("Lý do không phát được"),
        help_text=_("Chỉ khi chuyển hoàn: vắng mặt, từ chối nhận, đã chuyển nơi cư trú, không rõ địa chỉ."),
        max_length=500,
        required=False,
    )
    field_order = ("result", "on", "reason", "codes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].label = _("Số hiệu bưu gửi, mỗi dòng một số")
        self.fields["codes"].help_text = _(
            "Quét lần lượt các giấy báo nhận. Dòng chưa ghi được sẽ ở lại đây."
        )

    def clean(self) -> dict[str, Any]:
        """A day that has come, and a reason for what was returned."""
        told = super().clean() or {}
        if told.get("on") and told["on"] > clock.today():
            self.add_error("on", _("Ngày này chưa đến. Hãy nhập ngày ghi trên giấy báo nhận."))
        if told.get("result") == "hoan" and not told.get("reason"):
            self.add_error("reason", _("Nhập lý do bưu chính ghi trên thư chuyển hoàn"))
        return told

    def result_told(self) -> bulk.Result:
        """What holds for every line."""
        told = self.cleaned_data
        return bulk.Result(told["result"] == "nhan", told["on"], told["reason"])
