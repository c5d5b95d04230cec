"""The form of the decision on the legality of a strike: it reads what was typed; the act judges it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.design.forms import LongTextField
from toaan.requests import legality

LONGEST = 20_000


class LegalityForm(forms.Form):
    """BLTTDS 411, 412."""

    hide_optional = True

    outcome = forms.ChoiceField(
        label=_("Hội đồng kết luận"), widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn cuộc đình công là hợp pháp hay bất hợp pháp.")},
    )  # fmt: skip
    grounds = forms.MultipleChoiceField(
        label=_("Trường hợp đình công bất hợp pháp"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ chọn khi bất hợp pháp (Điều 204 Bộ luật Lao động); nhận định phải nêu lý do của từng trường hợp"),
    )  # fmt: skip
    workers = LongTextField(
        label=_("Ý kiến của đại diện tổ chức đại diện tập thể lao động"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Tóm tắt trình bày tại phiên họp (khoản 2 Điều 411)"),
    )  # fmt: skip
    employer = LongTextField(
        label=_("Ý kiến của đại diện người sử dụng lao động"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Tóm tắt trình bày tại phiên họp (khoản 2 Điều 411)"),
    )  # fmt: skip
    procuracy = LongTextField(
        label=_("Ý kiến của Viện kiểm sát"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Tóm tắt phát biểu của Kiểm sát viên (khoản 4 Điều 411); vắng mặt thì để trống"),
    )  # fmt: skip
    findings = LongTextField(
        label=_("Nhận định của Hội đồng"), rows=8, max_length=LONGEST, required=False,
        help_text=_("Lý do và căn cứ để kết luận tính hợp pháp của cuộc đình công (khoản 1 Điều 412)"),
    )  # fmt: skip
    law = LongTextField(
        label=_("Căn cứ pháp luật"), rows=3, max_length=LONGEST, required=False, help_text=_("Mỗi căn cứ một dòng"),
    )  # fmt: skip
    orders = LongTextField(
        label=_("Quyết định thêm"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Mỗi điều một dòng. Kết luận, nghĩa vụ ngừng đình công, lệ phí và quyền kháng cáo do hệ thống ghi."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way = legality.need_way(case)
        outcome: Any = self.fields["outcome"]
        outcome.choices = [(o.code, o.words) for o in way.outcomes]
        grounds: Any = self.fields["grounds"]
        grounds.choices = [(g.key, f"{g.title} ({g.citation})") for g in legality.grounds_of(today)]
        if not self.is_bound:
            self.initial.setdefault(
                "law",
                f"{way.citation}, {way.session}, {way.decide} Bộ luật Tố tụng dân sự\nĐiều 204 Bộ luật Lao động",
            )

    @property
    def wish(self) -> legality.Legality:
        """As the act takes it."""
        return legality.Legality(**self.cleaned_data)
