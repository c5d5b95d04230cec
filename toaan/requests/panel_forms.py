"""Forms of a request that three judges settle: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.requests import recognition

LONGEST = 20_000


class PanelForm(forms.Form):
    """The judges beside the presiding one (67.1)."""

    posts = forms.MultipleChoiceField(
        label=_("Các Thẩm phán khác của Hội đồng"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn Thẩm phán")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts: Any = self.fields["posts"]
        posts.choices = list(choices)

    @property
    def chosen(self) -> list[uuid.UUID]:
        """The posts that were ticked."""
        return [uuid.UUID(one) for one in self.cleaned_data["posts"]]


class FileForm(forms.Form):
    """When the file went to the procuracy."""

    sent_on = VietnameseDateField(
        label=_("Ngày chuyển hồ sơ"), help_text=_("Ngày Viện kiểm sát ký nhận hồ sơ")
    )


class RecognitionForm(forms.Form):
    """BLTTDS 438.5, 449.2, 458.5."""

    hide_optional = True

    outcome = forms.ChoiceField(
        label=_("Hội đồng quyết định"), widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn quyết định của Hội đồng.")},
    )  # fmt: skip
    grounds = forms.MultipleChoiceField(
        label=_("Căn cứ không công nhận"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ chọn khi không công nhận; nhận định phải nêu lý do của từng căn cứ"),
    )  # fmt: skip
    proof = LongTextField(
        label=_("Chứng cứ do bên phải thi hành cung cấp"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Bắt buộc với căn cứ tại khoản 1 Điều 459: mỗi chứng cứ một dòng"),
    )  # fmt: skip
    procuracy = LongTextField(
        label=_("Ý kiến của Viện kiểm sát"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Tóm tắt phát biểu của Kiểm sát viên tại phiên họp; vắng mặt thì để trống"),
    )  # fmt: skip
    findings = LongTextField(
        label=_("Nhận định của Hội đồng"), rows=8, max_length=LONGEST, required=False,
        help_text=_("Chỉ kiểm tra, đối chiếu bản án, phán quyết và giấy tờ kèm theo; không xét xử lại (khoản 4 Điều 438, khoản 4 Điều 458)"),
    )  # fmt: skip
    law = LongTextField(
        label=_("Căn cứ pháp luật"),
        rows=3,
        max_length=LONGEST,
        required=False,
        help_text=_("Mỗi căn cứ một dòng"),
    )
    orders = LongTextField(
        label=_("Quyết định"), rows=5, max_length=LONGEST, required=False,
        help_text=_("Mỗi điều một dòng: phần nào được công nhận và cho thi hành, hoặc không. Lệ phí và quyền kháng cáo do hệ thống ghi."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way = recognition.need_way(case)
        known = recognition.grounds_of(way, today)
        outcome: Any = self.fields["outcome"]
        outcome.choices = [(o.code, o.words) for o in way.outcomes]
        grounds: Any = self.fields["grounds"]
        grounds.choices = [(g.key, f"{g.title} ({g.citation})") for g in known]
        if not any(g.proof for g in known):
            del self.fields["proof"]
        if not self.is_bound:
            self.initial.setdefault(
                "law", f"{way.citation}, {way.session}, {way.decide} Bộ luật Tố tụng dân sự"
            )
            self.initial.setdefault("orders", "\n".join(case.claims))

    @property
    def wish(self) -> recognition.Recognition:
        """As the act takes it."""
        return recognition.Recognition(**self.cleaned_data)


class ExplanationForm(forms.Form):
    """BLTTDS 437.1, 457.1."""

    hide_optional = True

    to = forms.ChoiceField(
        label=_("Yêu cầu ai giải thích?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn người được yêu cầu")},
    )
    questions = LongTextField(
        label=_("Những điểm chưa rõ"), rows=6, max_length=5000, required=False, help_text=_("Mỗi điểm một dòng"),
    )  # fmt: skip
    address = TextField(
        label=_("Địa chỉ của Tòa án nước ngoài"), max_length=300, required=False,
        help_text=_("Văn bản được dịch ra ngôn ngữ của điều ước, hoặc của nước được yêu cầu; người yêu cầu chịu chi phí dịch, bưu chính (khoản 2 Điều 437)"),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, case: Case, **kwargs: Any) -> None:  # noqa: ARG002
        super().__init__(*args, **kwargs)
        way = recognition.need_way(case)
        whom = recognition.addressees(way)
        names = {
            recognition.REQUESTER: _("Người yêu cầu (những điểm trong đơn)"),
            recognition.FOREIGN_COURT: _(
                "Tòa án nước ngoài đã ra bản án, quyết định (những điểm trong hồ sơ)"
            ),
        }
        to: Any = self.fields["to"]
        to.choices = [(one, names[one]) for one in whom]
        if recognition.FOREIGN_COURT not in whom:
            del self.fields["address"]

    @property
    def wish(self) -> recognition.Explanation:
        """As the act takes it."""
        return recognition.Explanation(**self.cleaned_data)
