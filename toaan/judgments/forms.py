"""Forms of the number, of the pronouncement, of appeals and protests."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Party
from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.judgments.models import Appeal, Correction, JudgmentPart
from toaan.judgments.models.challenge import Level
from toaan.judgments.periods import Presence


class NumberForm(forms.Form):
    """Number and sign: the day that the paper will bear."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    dated = VietnameseDateField(
        label=_("Ngày tuyên án ghi trên bản án"), help_text=_("Bản án phải được tuyên đúng ngày này.")
    )


class ReopenForm(forms.Form):
    """Why a numbered judgment is mended."""

    reason = LongTextField(label=_("Lý do sửa lại"), rows=2, max_length=1000)


class PronounceForm(forms.Form):
    """Who was there: it decides from which day each period runs (BLTTDS 273.1)."""

    THERE, LEFT, LEFT_WITH_REASON, ABSENT = "there", "left", "left_with_reason", "absent"
    CHOICES = (
        (THERE, _("Có mặt khi tuyên án")),
        (LEFT, _("Có mặt tại phiên tòa, vắng mặt khi tuyên án")),
        (LEFT_WITH_REASON, _("Có mặt tại phiên tòa, vắng mặt khi tuyên án có lý do chính đáng")),
        (ABSENT, _("Vắng mặt tại phiên tòa")),
    )
    procurator = forms.BooleanField(label=_("Kiểm sát viên tham gia phiên tòa"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        parties: list[Party],
        presence: Mapping[uuid.UUID, Presence],
        procurator: bool,
    ) -> None:
        super().__init__(data, initial={"procurator": procurator})
        for party in parties:
            came = presence[party.pk].hearing
            self.fields[f"party-{party.pk}"] = forms.ChoiceField(
                label=f"{party.get_role_display()} {party.name}", choices=self.CHOICES, widget=forms.RadioSelect,
                initial=self.THERE if came else self.ABSENT,
            )  # fmt: skip
        self.order_fields([*(f"party-{p.pk}" for p in parties), "procurator"])

    def presence(self) -> dict[uuid.UUID, Presence]:
        """Party id → presence. Call after `is_valid`."""
        return {
            uuid.UUID(name.removeprefix("party-")): Presence(
                hearing=value != self.ABSENT,
                pronouncement=value == self.THERE,
                good_reason=value == self.LEFT_WITH_REASON,
            )
            for name, value in self.cleaned_data.items()
            if name.startswith("party-")
        }


class _ChallengeForm(forms.Form):
    """What appeals and protests have in common: which parts, and why."""

    parts = forms.TypedMultipleChoiceField(
        label=_("Phần của quyết định"), coerce=uuid.UUID, widget=forms.CheckboxSelectMultiple,
        help_text=_("Đánh dấu từng phần không đồng ý. Phần không đánh dấu có hiệu lực khi hết thời hạn."),
        error_messages={"required": _("Chọn ít nhất một phần của quyết định")},
    )  # fmt: skip
    ground = LongTextField(
        label=_("Lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết"), rows=6, max_length=10_000,
        help_text=_("Phần đó sai ở đâu, vì sao; muốn Tòa án phúc thẩm sửa thế nào. Viết bằng lời thường là được."),
        error_messages={"required": _("Nêu lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết")},
    )  # fmt: skip

    def __init__(
        self, data: Any = None, files: Any = None, *, parts: list[JudgmentPart], **kwargs: Any
    ) -> None:
        super().__init__(data, files, **kwargs)
        chosen = self.fields["parts"]
        if isinstance(chosen, forms.TypedMultipleChoiceField):
            chosen.choices = [(str(p.pk), f"{p.order}. {p.text}") for p in parts]


class OnlineAppealForm(_ChallengeForm):
    """A party appeals in the portal."""

    field_order: Sequence[str] = ("party", "parts", "ground")
    party = forms.ChoiceField(
        label=_("Người kháng cáo"), widget=forms.RadioSelect,
        help_text=_("Bạn kháng cáo cho chính mình, hoặc cho người bạn đại diện."),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        parts: list[JudgmentPart],
        parties: list[Party],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        chosen = {"party": str(parties[0].pk) if parties else "", **(initial or {})}
        super().__init__(data, files, parts=parts, initial=chosen)
        choice = self.fields["party"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties]


class LateReasonForm(forms.Form):
    """Why an appeal is late, and what proves it (BLTTDS 275.1)."""

    reason = LongTextField(
        label=_("Vì sao bạn kháng cáo chậm?"), rows=6, max_length=10_000,
        help_text=_(
            "Chuyện gì đã cản bạn, từ ngày nào đến ngày nào. Ví dụ: Tôi nằm viện từ ngày 10/5 đến ngày 2/6. Phần này "
            "thành bản tường trình gửi kèm đơn."
        ),
        error_messages={"required": _("Nói rõ vì sao bạn kháng cáo chậm")},
    )  # fmt: skip
    proofs = UploadsField(
        label=_("Giấy tờ chứng minh lý do ấy"), required=False, max_files=10, door=files.EVIDENCE,
        help_text=_("Ví dụ giấy ra viện, giấy báo bão lũ của xã. Chụp bằng điện thoại là được. Không có thì để trống."),
    )  # fmt: skip


class LateAppealForm(LateReasonForm, OnlineAppealForm):
    """A party appeals after the period: the same, and why it is late."""

    field_order: Sequence[str] = ("party", "reason", "proofs", "parts", "ground")


class ForwardForm(forms.Form):
    """When a late appeal went to the appellate court."""

    late = forms.UUIDField(widget=forms.HiddenInput)
    sent_on = VietnameseDateField(
        label=_("Ngày gửi"),
        help_text=_("Ngày gửi đơn, bản tường trình và tài liệu cho Tòa án cấp phúc thẩm."),
    )


class PaperAppealForm(_ChallengeForm):
    """The clerk takes in an appeal."""

    party = forms.ChoiceField(label=_("Người kháng cáo"))
    channel = forms.ChoiceField(
        label=_("Cách nộp"), choices=[c for c in Appeal.Channel.choices if c[0] != Appeal.Channel.ONLINE]
    )
    received_on = VietnameseDateField(
        label=_("Ngày kháng cáo"),
        help_text=_(
            "Ngày nộp tại Tòa án. Gửi qua bưu chính: ngày trên dấu bưu chính của phong bì. Người đang bị tạm giam: ngày giám thị xác nhận đơn (khoản 3 Điều 273)."
        ),
    )
    paper = UploadsField(label=_("Đơn kháng cáo (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        parts: list[JudgmentPart],
        parties: list[Party],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, parts=parts, **kwargs)
        choice = self.fields["party"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties]
        self.order_fields(["party", "channel", "received_on", "parts", "ground", "paper"])


class ProtestForm(_ChallengeForm):
    """A protest comes in."""

    level = forms.ChoiceField(label=_("Viện kiểm sát kháng nghị"), choices=Level.choices)
    number = TextField(label=_("Số quyết định kháng nghị"), max_length=60)
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận"))
    paper = UploadsField(
        label=_("Quyết định kháng nghị (PDF)"), required=False, max_files=1, door=files.PDF_ONLY
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, parts: list[JudgmentPart], **kwargs: Any
    ) -> None:
        super().__init__(data, files, parts=parts, **kwargs)
        self.order_fields(["level", "number", "received_on", "parts", "ground", "paper"])


class ErrorForm(forms.Form):
    """One place of a pronounced judgment that is wrong (BLTTDS 268.1)."""

    kind = forms.ChoiceField(
        label=_("Loại lỗi"), choices=Correction.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Chọn loại lỗi")},
    )  # fmt: skip
    wrong = LongTextField(
        label=_("Đoạn đang sai"), rows=2, max_length=1000,
        help_text=_("Chép đúng nguyên văn trong bản án, đủ dài để chỉ có ở một chỗ."),
    )  # fmt: skip
    right = LongTextField(
        label=_("Sửa thành"), rows=2, max_length=1000,
        help_text=_("Cả đoạn ấy sau khi sửa. Chỉ thay chỗ sai, các từ khác giữ nguyên."),
    )  # fmt: skip
    why = LongTextField(
        label=_("Vì sao là lỗi rõ ràng"), rows=2, max_length=1000,
        help_text=_("Tài liệu hay phép tính cho thấy chỗ sai. Phần này được in trong quyết định."),
    )  # fmt: skip
