"""Forms of the decisions on a request: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.course.actions.agreeing import last_session
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.hearings.models import Minutes
from toaan.requests import own_parts, wishes
from toaan.requests.words import requesters

LONGEST = 20_000
OWN = {
    "management": "management", "died_on": "death", "consequences": "consequences", "commune": "commune",
    "commune_address": "commune",
}  # fmt: skip
"""Question → the part of the decision that it belongs to (`toaan.rules.searches.Parts`)."""


class RulingForm(forms.Form):
    """BLTTDS 370.1."""

    hide_optional = True

    granted = forms.ChoiceField(
        label=_("Yêu cầu có được chấp nhận không?"), widget=forms.RadioSelect,
        choices=[("all", _("Chấp nhận")), ("part", _("Chấp nhận một phần")), ("none", _("Không chấp nhận"))],
        error_messages={"required": _("Hãy chọn chấp nhận hay không chấp nhận yêu cầu.")},
    )  # fmt: skip
    procuracy = LongTextField(
        label=_("Ý kiến của Viện kiểm sát"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Tóm tắt phát biểu của Kiểm sát viên tại phiên họp (điểm g khoản 1 Điều 369); vắng mặt thì để trống"),
    )  # fmt: skip
    findings = LongTextField(
        label=_("Nhận định của Tòa án"), rows=8, max_length=LONGEST, required=False,
        help_text=_("Và căn cứ để chấp nhận hoặc không chấp nhận đơn (điểm g khoản 1 Điều 370)"),
    )  # fmt: skip
    law = LongTextField(
        label=_("Căn cứ pháp luật"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Mỗi căn cứ một dòng, ví dụ “Điều 22 Bộ luật Dân sự”"),
    )  # fmt: skip
    orders = LongTextField(
        label=_("Quyết định"), rows=5, max_length=LONGEST, required=False,
        help_text=_("Mỗi điều một dòng. Lệ phí và quyền kháng cáo do hệ thống ghi."),
    )  # fmt: skip

    management = LongTextField(
        label=_("Quản lý tài sản"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Chỉ khi có yêu cầu và được chấp nhận: giao cho ai, tài sản nào (Điều 65, Điều 69 Bộ luật Dân sự). Mỗi điều một dòng."),
    )  # fmt: skip
    died_on = VietnameseDateField(
        label=_("Ngày chết"), required=False, help_text=_("Tòa án xác định theo các trường hợp tại khoản 1 Điều 71 Bộ luật Dân sự"),
    )  # fmt: skip
    consequences = LongTextField(
        label=_("Hậu quả pháp lý"), rows=3, max_length=LONGEST, required=False,
        help_text=_("Về quan hệ nhân thân, tài sản theo Bộ luật Dân sự. Mỗi điều một dòng."),
    )  # fmt: skip
    commune = TextField(
        label=_("Ủy ban nhân dân cấp xã nơi cư trú cuối cùng"), max_length=200, required=False,
        help_text=_("Nhận quyết định có hiệu lực để ghi chú hộ tịch; hệ thống tự lập việc gửi"),
    )  # fmt: skip
    commune_address = TextField(
        label=_("Địa chỉ Ủy ban nhân dân"), max_length=300, required=False, help_text=_("Để trống thì giao trực tiếp")
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.case = today, case
        self._keep_own_parts(case)
        if not self.is_bound:
            kind = request_kinds.of(case)
            self.initial.setdefault(
                "law", f"{kind.citation}, {kind.court_article}, Điều 369, Điều 370 Bộ luật Tố tụng dân sự"
            )
            self.initial.setdefault("orders", "\n".join(case.claims))

    def _keep_own_parts(self, case: Case) -> None:
        """Only the questions that the law has for this kind of request."""
        parts = own_parts.of(case)
        for name, article in OWN.items():
            if parts is None or not getattr(parts, article):
                del self.fields[name]

    @property
    def wish(self) -> wishes.Ruling:
        """As the act takes it."""
        data = dict(self.cleaned_data)
        own = {name: data.pop(name) for name in OWN if name in data}
        return wishes.Ruling(**data, own=own_parts.OwnParts(**own))


class ConsentForm(forms.Form):
    """BLTTDS 397.4."""

    hide_optional = True

    willing = forms.BooleanField(label=_("Hai bên thực sự tự nguyện ly hôn (điểm a)"), required=False)
    agreed_all = forms.BooleanField(
        label=_("Hai bên đã thỏa thuận được về việc chia hoặc không chia tài sản chung, việc trông nom, nuôi dưỡng, chăm sóc, giáo dục con (điểm b)"),
        required=False,
    )  # fmt: skip
    fair = forms.BooleanField(
        label=_("Sự thỏa thuận bảo đảm quyền lợi chính đáng của vợ, con (điểm c)"), required=False
    )
    agreement = LongTextField(
        label=_("Sự thỏa thuận được công nhận"), rows=6, max_length=LONGEST, required=False,
        help_text=_("Mỗi điều một dòng: con chung, cấp dưỡng, tài sản chung, nợ chung. Lấy sẵn từ biên bản hòa giải."),
    )  # fmt: skip
    findings = LongTextField(label=_("Xét thấy thêm"), rows=3, max_length=LONGEST, required=False)

    def __init__(self, *args: Any, today: date, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.case = today, case
        session = last_session(case)
        minutes = Minutes.objects.filter(hearing=session).first() if session else None
        if not self.is_bound and minutes is not None:
            self.initial.setdefault("agreement", minutes.content.get("agreed", ""))

    @property
    def wish(self) -> wishes.Consent:
        """As the act takes it."""
        return wishes.Consent(**self.cleaned_data)


class EndForm(forms.Form):
    """BLTTDS 366.2.c, 367.2, 397.3, 397.5."""

    hide_optional = True

    ground = forms.ChoiceField(
        label=_("Căn cứ"), widget=forms.RadioSelect, error_messages={"required": _("Chọn một căn cứ")}
    )
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=5000, required=False,
        help_text=_("Tình tiết cho thấy có căn cứ đình chỉ. Phần này được in trong quyết định."),
    )  # fmt: skip
    plaintiff = forms.ChoiceField(label=_("Nguyên đơn của vụ án"), required=False)
    fee = forms.ChoiceField(
        label=_("Lệ phí đã nộp"), required=False,
        choices=[("", _("Theo căn cứ đã chọn")), ("state", _("Sung vào ngân sách nhà nước")), ("returned", _("Trả lại"))],
        help_text=_("Rút đơn: sung vào ngân sách (Nghị quyết 326). Căn cứ khác: Thẩm phán chọn."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.case = today, case
        kind = request_kinds.of(case)
        self.grounds = wishes.ending_grounds(case, today)
        ground: Any = self.fields["ground"]
        ground.choices = [(g.key, f"{g.title} ({g.citation})") for g in self.grounds]
        plaintiff: Any = self.fields["plaintiff"]
        plaintiff.choices = [
            ("", _("Không thụ lý vụ án")),
            *((str(p.pk), p.name) for p in requesters(case)),
        ]
        plaintiff.help_text = _(
            "Chỉ với căn cứ tại khoản 5 Điều 397: Tòa án thụ lý vụ án, không cần đơn mới, không phân công lại Thẩm phán"
        )
        if not kind.is_divorce:
            del self.fields["plaintiff"]
        if not case.fee_receipt:
            del self.fields["fee"]

    @property
    def wish(self) -> wishes.End:
        """As the act takes it."""
        data = self.cleaned_data
        chosen = data.get("plaintiff")
        return wishes.End(
            ground=data["ground"], reason=data["reason"], fee=data.get("fee", ""),
            plaintiff=uuid.UUID(chosen) if chosen else None,
        )  # fmt: skip
