"""The form of a copy from the file, and the filter of the book of copies."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Party
from toaan.design.forms import TextField, TileRadios
from toaan.dossiers import kinds
from toaan.dossiers.actions import CopyWish, Recipient, Signer
from toaan.dossiers.models import DocumentCopy, Folio

SHORT = {"inputmode": "numeric", "class": "govuk-input--width-5 ta-num"}
FORM_HINTS: Mapping[str, Any] = {
    "true": _("Toàn bộ tài liệu, từ bản gốc hoặc bản chính trong hồ sơ."),
    "second": _("Toàn bộ, khi tài liệu trong hồ sơ đã là một bản sao y."),
    "extract": _("Chỉ một phần; ghi trang đầu và trang cuối."),
}
MEDIUM_HINTS: Mapping[str, Any] = {
    "paper": _("In ra, người có thẩm quyền ký và đóng dấu."),
    "electronic": _("Tệp PDF có chữ ký số của Tòa án."),
}


class CopyForm(forms.Form):
    """Which form of copy, from what, which pages, for whom and why, how it is handed over, who signs."""

    hide_optional = True  # one of recipient and name is needed; the act says so
    key = forms.UUIDField(widget=forms.HiddenInput)
    form = forms.ChoiceField(
        label=_("Hình thức sao"),
        choices=DocumentCopy.Form.choices,
        initial=DocumentCopy.Form.TRUE,
        widget=TileRadios(hints=FORM_HINTS),
    )
    first_page = forms.IntegerField(label=_("Từ trang"), initial=1, widget=forms.TextInput(attrs=SHORT))
    last_page = forms.IntegerField(label=_("Đến trang"), widget=forms.TextInput(attrs=SHORT))
    source = forms.ChoiceField(
        label=_("Tài liệu trong hồ sơ là"),
        choices=[
            ("paper", _("Văn bản giấy đã quét, chụp")),
            ("electronic", _("Văn bản điện tử (có chữ ký số)")),
        ],
        widget=forms.RadioSelect,
    )
    medium = forms.ChoiceField(
        label=_("Giao bản sao dưới dạng"),
        choices=DocumentCopy.Medium.choices,
        initial=DocumentCopy.Medium.PAPER,
        widget=TileRadios(hints=MEDIUM_HINTS),
    )
    count = forms.IntegerField(label=_("Số bản"), initial=1, widget=forms.TextInput(attrs=SHORT))
    party = forms.ChoiceField(label=_("Cấp cho"), required=False)
    name = TextField(
        label=_("Tên người, cơ quan khác"),
        help_text=_("Người nhận thay đương sự, hoặc người, cơ quan không phải đương sự."),
        max_length=200,
        required=False,
    )
    reason = TextField(
        label=_("Lý do cấp"),
        help_text=_("Ví dụ: theo đơn đề nghị ngày 05/01/2026 của nguyên đơn."),
        max_length=500,
    )
    signer = forms.ChoiceField(label=_("Người ký bản giấy"))
    not_withheld = forms.BooleanField(
        label=_(
            "Đã kiểm tra: tài liệu không có bí mật nhà nước, không thuộc diện không công khai theo khoản 2 Điều 109 Bộ "
            "luật Tố tụng dân sự"
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, folio: Folio, parties: Iterable[Party], signers: Mapping[str, Signer], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "key": uuid.uuid4(),
            "last_page": folio.pages,
            "source": "electronic" if folio.kind in kinds.SIGNED_HERE else "paper",
        }
        super().__init__(*args, **kwargs)
        people = [(str(p.pk), f"{p.get_role_display()} {p.name}") for p in parties]
        self.fields["party"].choices = [("", _("Người khác, cơ quan khác")), *people]  # type: ignore[attr-defined]
        self.fields["signer"].choices = [  # type: ignore[attr-defined]
            (key, f"{one.title.replace(chr(10), ' – ')}: {one.name}") for key, one in signers.items()
        ]

    def wish(self) -> CopyWish:
        """What was asked for."""
        told = self.cleaned_data
        party = uuid.UUID(told["party"]) if told["party"] else None
        return CopyWish(
            key=told["key"], form=told["form"], source=told["source"], medium=told["medium"],
            first_page=told["first_page"], last_page=told["last_page"], count=told["count"],
            recipient=Recipient(party, told["name"]), reason=told["reason"], signer=told["signer"],
            not_withheld=told["not_withheld"],
        )  # fmt: skip
