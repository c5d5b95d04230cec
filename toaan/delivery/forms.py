"""Forms of service: send a batch, enter the proof or the failure of one copy."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.core import files
from toaan.core.upload_fields import UploadField
from toaan.delivery.actions import Sending
from toaan.delivery.models import ServiceRecipient
from toaan.design.forms import LongTextField, TextField, VietnameseDateField

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
