"""Forms of mediation: they read what was typed; the acts judge it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.mediation.models import MediationParty, Mediator, Review, Session
from toaan.rules.mediation import Ground

Choice = tuple[str, Any]


def clauses(found: Iterable[Ground]) -> list[Choice]:
    """ "khoản 2 Điều 19: Vụ việc phát sinh…"."""
    return [(g.key, f"{g.citation}: {g.title}") for g in found]


def _choose(label: Any, choices: Sequence[Choice] = (), **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": _("Chọn một mục")}, **more
    )  # fmt: skip


class TimeField(forms.CharField):
    """A time of day as people type it: 8:00, 08.30, 8h, 8h30."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5 ta-num", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        """A time, None when empty."""
        typed = (super().to_python(value) or "")[:20]
        if not typed:
            return None
        match = re.fullmatch(r"([01]?\d|2[0-3])\s*(?:[:.hg]\s*([0-5]\d)?)?", typed.strip().lower(), re.ASCII)
        if match is None:
            raise forms.ValidationError(_("Nhập giờ và phút, ví dụ 08:00"), code="invalid")
        return time(int(match[1]), int(match[2] or 0))


class Asked(forms.Form):
    """A form whose choices the page fills in."""

    def __init__(self, *args: Any, choices: dict[str, list[Choice]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            if name in self.fields:
                if not found:
                    del self.fields[name]
                else:
                    self.fields[name].choices = found  # type: ignore[attr-defined]


class OfferForm(Asked):
    """LHGDT 16.3, 19."""

    excluded = _choose(
        _("Vụ việc có thuộc trường hợp không tiến hành hòa giải không?"),
        help_text=_("Các khoản 1, 2, 4, 6, 7 Điều 19 Luật Hòa giải, đối thoại tại Tòa án"),
        required=False,
    )
    minors = forms.BooleanField(
        label=_("Vụ việc liên quan đến người dưới 18 tuổi"), required=False,
        help_text=_("Khi đó Thẩm phán chỉ định Hòa giải viên hiểu tâm lý người dưới 18 tuổi (khoản 6 Điều 17)."),
    )  # fmt: skip


class AnswerForm(Asked):
    """LHGDT 16.4."""

    party = forms.ChoiceField(label=_("Người có ý kiến"), required=False)
    agrees = _choose(
        _("Ý kiến về hòa giải, đối thoại"),
        [("yes", _("Đồng ý hòa giải, đối thoại")), ("no", _("Không đồng ý: Tòa án xem xét đơn ngay theo thủ tục tố tụng"))],
    )  # fmt: skip
    mediator = forms.ChoiceField(
        label=_("Hòa giải viên được chọn"), required=False,
        help_text=_("Để trống thì Thẩm phán phụ trách chỉ định."),
    )  # fmt: skip


class RespondForm(Asked):
    """LHGDT 16.8."""

    party = forms.ChoiceField(label=_("Người có ý kiến"), required=False)
    agrees = _choose(
        _("Ý kiến về hòa giải, đối thoại"),
        [("yes", _("Đồng ý hòa giải, đối thoại")), ("no", _("Không đồng ý: Tòa án xem xét đơn ngay theo thủ tục tố tụng"))],
    )  # fmt: skip


class ReplaceForm(Asked):
    """LHGDT 18."""

    party = forms.ChoiceField(label=_("Người đề nghị"), required=False)
    ground = _choose(_("Lý do (khoản 1 Điều 18)"))
    mediator = forms.ChoiceField(
        label=_("Hòa giải viên mà các bên cùng chọn"), required=False,
        help_text=_("Chỉ khi các bên thỏa thuận chọn người khác (điểm c khoản 1 Điều 18)"),
    )  # fmt: skip


class JudgeForm(Asked):
    """Who is in charge."""

    judge = _choose(_("Thẩm phán phụ trách hòa giải, đối thoại"))


class DesignateForm(Asked):
    """LHGDT 17."""

    mediator = _choose(_("Hòa giải viên"))
    reason = LongTextField(
        label=_("Căn cứ chỉ định"), rows=3, max_length=1000, required=False,
        help_text=_("Khi Thẩm phán tự chỉ định: tính chất vụ việc, chuyên môn, số việc đang làm (khoản 6 Điều 17). Phần này được in trong quyết định."),
    )  # fmt: skip


class GroundForm(Asked):
    """One clause."""

    ground = _choose(_("Căn cứ"))


class PartyForm(Asked):
    """Who says it; in the portal there is nothing to fill in."""

    party = forms.ChoiceField(label=_("Người có ý kiến"))


class LinkForm(Asked):
    """Register a party for the portal."""

    party = forms.ChoiceField(label=_("Bên tham gia"))
    username = TextField(
        label=_("Tên đăng nhập"), max_length=150,
        help_text=_("Đã đối chiếu giấy tờ tùy thân của người đăng ký."),
    )  # fmt: skip


class ScheduleForm(Asked):
    """LHGDT 24, 27."""

    kind = _choose(_("Phiên"), Session.Kind.choices)
    starts_on = VietnameseDateField(label=_("Ngày"))
    starts = TimeField(label=_("Giờ"))
    form = _choose(_("Hình thức"), Session.Place.choices)
    place = TextField(
        label=_("Phòng, địa chỉ hoặc cách tham gia trực tuyến"), max_length=200,
        help_text=_("Ví dụ: Phòng hòa giải số 1. Không ghi nội dung vụ việc ở đây."),
    )  # fmt: skip


class SessionForm(Asked):
    """Whether it was held and who stayed away."""

    held = _choose(_("Phiên này"), [("yes", _("Đã mở")), ("no", _("Hoãn"))])
    absent = forms.MultipleChoiceField(
        label=_("Bên được mời mà vắng mặt không có lý do chính đáng"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Vắng mặt sau hai lần được thông báo hợp lệ thì hòa giải chấm dứt (khoản 3 Điều 40)."),
    )  # fmt: skip


class ExtendForm(Asked):
    """LHGDT 20."""

    article = _choose(
        _("Căn cứ kéo dài"),
        [
            ("20.1", _("Khoản 1 Điều 20: vụ việc phức tạp")),
            ("20.2", _("Khoản 2 Điều 20: các bên thống nhất kéo dài")),
        ],
    )
    until = VietnameseDateField(
        label=_("Đến hết ngày"), required=False, help_text=_("Chỉ ghi khi các bên thống nhất một ngày sớm hơn mức luật cho phép")
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do"), rows=2, max_length=500,
        help_text=_("Không ghi điều các bên đã nói khi hòa giải."),
    )  # fmt: skip


class NoteForm(Asked):
    """LHGDT 4.2."""

    text = LongTextField(
        label=_("Ghi chép riêng"), rows=12, max_length=20000, required=False,
        help_text=_("Chỉ bạn đọc được. Ghi chép bị xóa khi bạn không còn hòa giải vụ việc này và không bao giờ vào hồ sơ."),
    )  # fmt: skip


class EndForm(Asked):
    """LHGDT 40."""

    ground = _choose(_("Căn cứ chấm dứt (Điều 40)"))
    excluded = forms.ChoiceField(
        label=_("Trường hợp của Điều 19"), required=False, help_text=_("Chỉ chọn khi căn cứ là khoản 4 Điều 40")
    )  # fmt: skip


class ResultForm(Asked):
    """LHGDT 31."""

    agreed = LongTextField(
        label=_("Nội dung các bên đã thỏa thuận, thống nhất"), rows=8, max_length=20000,
        help_text=_("Ghi rõ để thi hành được: ai làm gì, cho ai, bao nhiêu, khi nào."),
    )  # fmt: skip
    whole = _choose(
        _("Thỏa thuận giải quyết"), [("yes", _("Toàn bộ vụ việc")), ("no", _("Một phần vụ việc"))]
    )
    open = LongTextField(
        label=_("Nội dung các bên không thỏa thuận, thống nhất"),
        rows=3,
        max_length=5000,
        required=False,
    )
    absent_people = TextField(
        label=_("Người không có mặt mà thỏa thuận liên quan đến quyền, nghĩa vụ của họ"), max_length=500, required=False,
        help_text=_("Hòa giải viên gửi biên bản để họ có ý kiến (khoản 2 Điều 31)."),
    )  # fmt: skip
    divorce = forms.BooleanField(label=_("Các bên thuận tình ly hôn"), required=False)
    divorce_complete = forms.BooleanField(
        label=_("Thỏa thuận có đủ nội dung về ly hôn, chia tài sản và con (điểm d khoản 1 Điều 31)"),
        required=False,
    )
    wants_recognition = _choose(
        _("Các bên yêu cầu Tòa án ra quyết định công nhận"), [("yes", _("Có")), ("no", _("Không"))]
    )
    signed = forms.BooleanField(
        label=_("Các bên đã nghe đọc lại và đã ký hoặc điểm chỉ vào biên bản"), required=False
    )


class DecideForm(Asked):
    """LHGDT 33."""

    met = forms.MultipleChoiceField(
        label=_("Điều kiện đã đủ (Điều 33)"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Đánh dấu đủ thì ra quyết định công nhận; thiếu một điều kiện thì ra quyết định không công nhận."),
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do không công nhận"), rows=4, max_length=5000, required=False,
        help_text=_("Được in trong quyết định và chuyển cùng đơn: không ghi điều các bên đã nói khi hòa giải."),
    )  # fmt: skip


class ReviewForm(Asked):
    """LHGDT 36."""

    party = forms.ChoiceField(label=_("Người đề nghị, kiến nghị"), required=False)
    condition = _choose(_("Thỏa thuận vi phạm điều kiện nào (Điều 33)?"))
    filed_on = VietnameseDateField(label=_("Ngày gửi đơn, văn bản"), required=False)
    obstacle = LongTextField(
        label=_("Sự kiện bất khả kháng, trở ngại khách quan"), rows=2, max_length=500, required=False,
        help_text=_("Chỉ ghi khi đã quá thời hạn: vì sao không gửi được đúng hạn (khoản 2 Điều 36)"),
    )  # fmt: skip


class CloseReviewForm(Asked):
    """LHGDT 38."""

    outcome = _choose(_("Tòa án cấp trên đã quyết định"), [c for c in Review.Outcome.choices if c[0]])
    number = TextField(label=_("Số quyết định"), max_length=60)
    on = VietnameseDateField(label=_("Ngày quyết định"))


class ReceiptForm(Asked):
    """How a paper came into somebody's hands."""

    on = VietnameseDateField(label=_("Ngày nhận"))
    how = TextField(
        label=_("Cách giao nhận"), max_length=300,
        help_text=_("Ví dụ: ký nhận tại Tòa án; giấy báo nhận bưu chính số …"),
    )  # fmt: skip


class AppointForm(Asked):
    """LHGDT 10, 11."""

    username = TextField(
        label=_("Tên đăng nhập của người được bổ nhiệm"),
        max_length=150,
        help_text=_("Người đó cần có tài khoản trên Cổng."),
    )
    decision_number = TextField(
        label=_("Số quyết định bổ nhiệm"), max_length=60, help_text=_("Của Chánh án Tòa án nhân dân cấp tỉnh (khoản 4 Điều 11)")
    )  # fmt: skip
    appointed_on = VietnameseDateField(
        label=_("Ngày bổ nhiệm"), help_text=_("Nhiệm kỳ tính từ ngày này (khoản 6 Điều 11).")
    )
    card = TextField(label=_("Số thẻ Hòa giải viên"), max_length=40, required=False)
    fields_ = forms.MultipleChoiceField(
        label=_("Lĩnh vực"), choices=Case.Kind.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Để trống là mọi lĩnh vực."),
    )  # fmt: skip
    minors = forms.BooleanField(
        label=_("Có kinh nghiệm, hiểu biết về tâm lý của người dưới 18 tuổi"), required=False
    )


class RemoveForm(Asked):
    """LHGDT 13, 15."""

    why = _choose(
        _("Căn cứ"),
        [
            ("13.1.a", _("Điểm a khoản 1 Điều 13: theo nguyện vọng")),
            ("13.1.b", _("Điểm b khoản 1 Điều 13: không còn đủ điều kiện")),
            ("15.2", _("Khoản 2 Điều 15: buộc thôi làm Hòa giải viên")),
        ],
    )
    decision_number = TextField(label=_("Số quyết định"), max_length=60)
    on = VietnameseDateField(label=_("Ngày quyết định"))


def party_choices(rows: Iterable[MediationParty]) -> list[Choice]:
    """Parties to choose from."""
    return [(str(p.pk), f"{p.name} ({p.capacity.lower()})") for p in rows]


def mediator_choices(rows: Iterable[Mediator], *, empty: Any = None) -> list[Choice]:
    """Mediators to choose from."""
    found = [(str(m.pk), m.user.full_name) for m in rows]
    return [("", empty), *found] if empty is not None else found
