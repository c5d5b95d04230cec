"""Forms of the second instance: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.appeals.actions.advances import ground_words
from toaan.appeals.actions.withdrawing import GROUNDS as END_GROUNDS
from toaan.appeals.models import PartRuling
from toaan.appeals.scope import Challenged
from toaan.cases.models import Case, Party
from toaan.core import files
from toaan.core.models import Post
from toaan.core.upload_fields import UploadsField
from toaan.design.forms import LongTextField, MoneyField, TextField, VietnameseDateField
from toaan.filing.fees import Exemption
from toaan.judgments.models import JudgmentPart

LONGEST = 5000


class AcceptForm(forms.Form):
    """BLTTDS 274.1, 276.1."""

    exemption = forms.ChoiceField(
        label=_("Miễn, giảm, không phải nộp tạm ứng án phí phúc thẩm"), required=False
    )
    exemption_words = TextField(
        label=_("Giấy tờ chứng minh"), required=False, max_length=300,
        help_text=_("Chỉ khi miễn, giảm: ghi tên giấy tờ có trong hồ sơ"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, exemptions: Sequence[Exemption], of_request: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        whole = _("Không: nộp đủ tạm ứng án phí")
        if of_request:
            whole = _("Không: nộp đủ tạm ứng lệ phí")
            self.fields["exemption"].label = _("Miễn, giảm, không phải nộp tạm ứng lệ phí phúc thẩm")
        self.fields["exemption"].choices = [  # type: ignore[attr-defined]
            ("", whole), *((e.code, f"{e.title} ({e.citation})") for e in exemptions)
        ]  # fmt: skip


class ReturnForm(forms.Form):
    """BLTTDS 274.4."""

    ground = forms.ChoiceField(
        label=_("Căn cứ trả lại đơn (khoản 4 Điều 274)"), widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do"),
        rows=4,
        max_length=LONGEST,
        help_text=_("Phần này được in trong thông báo gửi người kháng cáo"),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = ground_words(case)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (key, f"{words} ({article})") for key, (words, article) in grounds.items()
        ]


class AmendmentForm(forms.Form):
    """BLTTDS 274.3."""

    what = LongTextField(
        label=_("Những chỗ phải làm lại hoặc sửa đổi, bổ sung"), rows=5, max_length=LONGEST,
        help_text=_("Theo Điều 272, ví dụ thiếu chữ ký, chưa nêu phần bị kháng cáo. Phần này được in trong thông báo."),
    )  # fmt: skip
    due_on = VietnameseDateField(
        label=_("Hạn làm lại, sửa đổi, bổ sung"), help_text=_("Luật không ấn định; Thẩm phán định ngày cuối")
    )


class AppealChangeForm(forms.Form):
    """BLTTDS 284.1, 284.2: the whole appeal as it stands from now on."""

    parts = forms.MultipleChoiceField(
        label=_("Phần của bản án bị kháng cáo"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Hết thời hạn kháng cáo thì chỉ giữ hoặc bớt những phần đã kháng cáo"),
        error_messages={"required": _("Chọn ít nhất một phần")},
    )  # fmt: skip
    ground = LongTextField(
        label=_("Lý do và yêu cầu"), rows=6, max_length=LONGEST,
        help_text=_("Viết đầy đủ nội dung kháng cáo sau khi thay đổi, bổ sung"),
    )  # fmt: skip
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận văn bản"))
    paper = UploadsField(label=_("Bản quét văn bản (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)

    def __init__(
        self, *args: Any, parts: Iterable[JudgmentPart], portal: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = [(str(p.pk), f"{p.title}: {p.text[:200]}") for p in parts]  # type: ignore[attr-defined]
        if portal:
            del self.fields["received_on"], self.fields["paper"]

    @property
    def part_ids(self) -> list[uuid.UUID]:
        return [uuid.UUID(one) for one in self.cleaned_data["parts"]]


class ChangeAboveForm(forms.Form):
    """BLTTDS 284.2: before or at the hearing, within what was challenged."""

    holder = forms.ChoiceField(
        label=_("Người thay đổi, bổ sung"),
        help_text=_("Người đã kháng cáo"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn người thay đổi")},
    )
    ground = LongTextField(
        label=_("Lý do và yêu cầu"), rows=6, max_length=LONGEST,
        help_text=_("Viết đầy đủ nội dung sau khi thay đổi, bổ sung, không vượt quá phạm vi ban đầu. Muốn bớt phần nào thì rút kháng cáo phần đó."),
    )  # fmt: skip
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận văn bản"))
    paper = UploadsField(label=_("Bản quét văn bản (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)

    def __init__(
        self, *args: Any, holders: Sequence[dict[str, Any]], portal: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [(one["key"], one["name"]) for one in holders]  # type: ignore[attr-defined]
        if len(holders) == 1:
            self.fields["holder"].initial = holders[0]["key"]
            self.fields["ground"].initial = holders[0]["ground"]
        if portal:
            del self.fields["received_on"], self.fields["paper"]


class AppealReceiptForm(forms.Form):
    """The receipt of the enforcement agency (276.2)."""

    number = TextField(
        label=_("Số biên lai"), max_length=40,
        help_text=_("In ở góc trên bên phải biên lai, thường có ký hiệu đứng trước. Ví dụ: AA/2026/0001234"),
    )  # fmt: skip
    dated = VietnameseDateField(label=_("Ngày trên biên lai"))
    amount = MoneyField(
        label=_("Số tiền trên biên lai"), help_text=_("Chép đúng số trên biên lai. Ví dụ: 300.000")
    )
    late_reason = LongTextField(
        label=_("Lý do nộp chậm"), required=False, rows=3, max_length=LONGEST,
        help_text=_("Chỉ ghi khi đã hết hạn nộp. Tòa án cấp phúc thẩm xem xét lý do này."),
    )  # fmt: skip
    file = UploadsField(
        label=_("Ảnh chụp hoặc bản quét biên lai"), required=False, max_files=1, door=files.PAPERS
    )

    def __init__(self, *args: Any, need_file: bool, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = need_file
        self.fields["late_reason"].required = late
        if not late:
            del self.fields["late_reason"]


class EarlyWithdrawalForm(forms.Form):
    """The appellant gives up before the file goes up."""

    reason = LongTextField(label=_("Lý do"), required=False, rows=3, max_length=LONGEST)
    paper = UploadsField(
        label=_("Bản quét văn bản rút kháng cáo (PDF)"), required=False, max_files=1, door=files.PDF_ONLY
    )


class SendForm(forms.Form):
    """What the clerk says of the file that goes up."""

    note = TextField(
        label=_("Ghi chú về hồ sơ giấy, vật chứng gửi kèm"), required=False, max_length=500,
        help_text=_("Hồ sơ điện tử được chuyển nguyên vẹn, giữ số bút lục"),
    )  # fmt: skip


class PanelForm(forms.Form):
    """The judges beside the presiding one (64)."""

    posts = forms.MultipleChoiceField(
        label=_("Các Thẩm phán khác của Hội đồng xét xử"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn Thẩm phán")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[uuid.UUID]:
        return [uuid.UUID(one) for one in self.cleaned_data["posts"]]


class WithdrawalForm(forms.Form):
    """BLTTDS 284: who withdraws what; a decision came up as a whole. In the portal the party does so itself."""

    holder = forms.ChoiceField(
        label=_("Người rút"), widget=forms.RadioSelect, error_messages={"required": _("Chọn người rút")}
    )
    parts = forms.MultipleChoiceField(
        label=_("Phần của quyết định trong bản án sơ thẩm không còn bị kháng cáo, kháng nghị"),
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Chọn ít nhất một phần")},
    )  # fmt: skip
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận văn bản"))
    reason = LongTextField(label=_("Lý do"), required=False, rows=3, max_length=LONGEST)
    paper = UploadsField(label=_("Bản quét văn bản (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)

    def __init__(
        self, *args: Any, holders: Sequence[dict[str, Any]], whole: bool, portal: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.holders = {one["key"]: one for one in holders}
        self.fields["holder"].choices = [(one["key"], one["name"]) for one in holders]  # type: ignore[attr-defined]
        if len(holders) == 1:
            self.fields["holder"].initial = holders[0]["key"]
        orders = sorted({order for one in holders for order in one["parts"]})
        self.fields["parts"].choices = [(str(n), _("Phần %d") % n) for n in orders]  # type: ignore[attr-defined]
        if whole:
            del self.fields["parts"]
        if portal:
            del self.fields["received_on"], self.fields["paper"]

    @property
    def orders(self) -> list[int]:
        data = self.cleaned_data
        return [int(one) for one in data.get("parts", self.holders[data["holder"]]["parts"])]


class DiscontinueForm(forms.Form):
    """BLTTDS 289, 312."""

    ground = forms.ChoiceField(
        label=_("Căn cứ đình chỉ xét xử phúc thẩm"), widget=forms.RadioSelect,
        choices=[(key, f"{words} ({article})") for key, (words, article) in END_GROUNDS.items()],
        error_messages={"required": _("Chọn một căn cứ")},
    )  # fmt: skip
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Tình tiết và tài liệu, ví dụ đơn rút kháng cáo ngày nào. Phần này được in trong quyết định."),
    )  # fmt: skip


class SuitForm(forms.Form):
    """BLTTDS 299.1: the plaintiff withdraws the suit, or the defendant answers; in the portal each for itself."""

    party = forms.ChoiceField(
        label=_("Đương sự"),
        help_text=_("Đương sự mà bạn là hoặc bạn đại diện"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn đương sự")},
    )
    agreed = forms.ChoiceField(
        label=_("Bị đơn có đồng ý việc rút đơn khởi kiện không?"), help_text=_("Không đồng ý thì vụ án tiếp tục được xét xử phúc thẩm"), widget=forms.RadioSelect,
        choices=[("yes", _("Đồng ý")), ("no", _("Không đồng ý"))], error_messages={"required": _("Chọn câu trả lời")},
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do"), required=False, rows=3, max_length=LONGEST, help_text=_("Ghi ngắn gọn nếu có")
    )
    day = VietnameseDateField(label=_("Ngày"))

    def __init__(
        self, *args: Any, parties: Sequence[Party], answer: bool, portal: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(str(p.pk), p.name) for p in parties]  # type: ignore[attr-defined]
        if len(parties) == 1:
            self.fields["party"].initial = str(parties[0].pk)
        del self.fields["reason" if answer else "agreed"]
        if portal:
            del self.fields["day"]
            return
        self.fields["party"].label = _("Bị đơn trả lời") if answer else _("Nguyên đơn rút đơn")
        self.fields["party"].help_text = ""
        self.fields["day"].label = _("Ngày bị đơn trả lời") if answer else _("Ngày Tòa án nhận đơn")
        if answer:
            self.fields["day"].help_text = _("Trả lời tại phiên tòa thì ghi ngày mở phiên tòa")


class SettlementForm(forms.Form):
    """BLTTDS 300: what the parties agreed at the hearing."""

    terms = LongTextField(
        label=_("Nội dung thỏa thuận"),
        rows=6,
        max_length=LONGEST,
        help_text=_("Mỗi nội dung một dòng, như sẽ ghi trong bản án"),
    )
    fees = LongTextField(
        label=_("Thỏa thuận về án phí sơ thẩm"), required=False, rows=2, max_length=LONGEST,
        help_text=_("Bỏ trống nếu không thỏa thuận được: Hội đồng quyết định theo luật (khoản 2 Điều 300)"),
    )  # fmt: skip
    lawful = forms.BooleanField(
        label=_("Hội đồng xét thấy thỏa thuận tự nguyện, không vi phạm điều cấm của luật, không trái đạo đức xã hội"),
        error_messages={"required": _("Chỉ công nhận khi đủ các điều kiện này")},
    )  # fmt: skip


class OutcomesForm(forms.Form):
    """BLTTDS 308: one outcome for every part that came up."""

    accepted = MoneyField(
        label=_("Nếu sửa: giá trị yêu cầu của nguyên đơn được chấp nhận"), required=False,
        help_text=_("Để tính lại án phí sơ thẩm mỗi bên phải chịu (khoản 2 Điều 29 Nghị quyết 326/2016)."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, parts: Sequence[Challenged], with_value: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        if not with_value:
            del self.fields["accepted"]
        for one in parts:
            wanted = [
                (value, label)
                for value, label in PartRuling.Outcome.choices
                if one.is_withdrawn == (value == PartRuling.Outcome.DISCONTINUED)
            ]
            by = ", ".join(one.by) or _("đã rút toàn bộ kháng cáo, kháng nghị")
            self.fields[f"part-{one.part.order}"] = forms.ChoiceField(
                label=f"{one.part.title} ({by})", help_text=one.part.text[:400], choices=wanted, widget=forms.RadioSelect,
                error_messages={"required": _("Chọn kết quả đối với phần này")},
            )  # fmt: skip

        if with_value:
            self.order_fields([*(f"part-{one.part.order}" for one in parts), "accepted"])

    @property
    def outcomes(self) -> dict[uuid.UUID, str]:
        return {one.part.pk: self.cleaned_data[f"part-{one.part.order}"] for one in self.parts}


class AgainForm(forms.Form):
    """What is tried anew."""

    claims = LongTextField(
        label=_("Yêu cầu phải giải quyết lại"), rows=6, max_length=LONGEST,
        help_text=_("Mỗi yêu cầu một dòng. Bỏ những yêu cầu mà bản án đã có hiệu lực pháp luật."),
    )  # fmt: skip


def panel_choices(posts: Iterable[tuple[Post, str]]) -> list[tuple[str, str]]:
    """Judges with why they may not sit; whoever may not is left out."""
    return [(str(post.pk), post.user.full_name) for post, barred in posts if not barred]
