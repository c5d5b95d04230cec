"""Forms of handing work over: what is chosen, to whom, why; then the check before it is done."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.core.models import Post
from toaan.core.roles import POST_KINDS
from toaan.design.filters import Filters
from toaan.design.forms import DateTextInput, LongTextField, TileRadios, VietnameseDateField
from toaan.rules.handover import Ground
from toaan.vietnamese.names import sort_key

EVEN, ONE, DRAW = "even", "one", "draw"
WAYS = [
    (EVEN, _("Chia đều cho những người được chọn")),
    (ONE, _("Giao cho một người")),
    (DRAW, _("Bốc thăm Thẩm phán cho từng vụ án")),
]
HINTS: dict[Any, Any] = {
    EVEN: _("Mỗi việc giao cho người đang có ít việc nhất, không thuộc trường hợp phải từ chối."),
    ONE: _("Chọn đúng một người nhận ở dưới."),
    DRAW: _("Như phân công ban đầu (khoản 1 Điều 197 BLTTDS). Đơn đang xem xét được chia đều."),
}


class PeopleFilter(Filters):
    """Whose work is to be handed over."""

    q = forms.CharField(label=_("Họ tên"), required=False, max_length=200)
    chuc_vu = forms.ChoiceField(
        label=_("Chức vụ"),
        required=False,
        choices=[("", _("Tất cả")), *((role.value, role.label) for role in POST_KINDS)],
    )


class ChooseForm(forms.Form):
    """Which work, why, and who may take it."""

    items = forms.MultipleChoiceField(
        label=_("Việc bàn giao"), error_messages={"required": _("Hãy chọn ít nhất một việc để bàn giao.")}
    )
    ground = forms.ChoiceField(label=_("Lý do"))
    until = VietnameseDateField(
        label=_("Giao tạm đến hết ngày"),
        help_text=_("Chỉ ghi khi giao tạm; khi người này trở lại, công việc được giao lại."),
        required=False,
        widget=DateTextInput(),
    )
    note = LongTextField(label=_("Ghi chú, số quyết định"), max_length=1000, rows=2, required=False)
    way = forms.ChoiceField(label=_("Cách giao"), choices=WAYS, initial=EVEN, widget=TileRadios(hints=HINTS))
    receivers = forms.TypedMultipleChoiceField(
        label=_("Người nhận"), coerce=uuid.UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        work: Sequence[tuple[str, str]],
        grounds: Sequence[Ground],
        receivers: Sequence[tuple[Post, str]],
        may_draw: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = list(work)  # type: ignore[attr-defined]
        self.fields["ground"].choices = [("", _("Chọn lý do")), *((g.key, g.title) for g in grounds)]  # type: ignore[attr-defined]
        self.fields["receivers"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.user.full_name} ({words})")
            for p, words in sorted(receivers, key=lambda pair: sort_key(pair[0].user.full_name))
        ]
        if not may_draw:
            self.fields["way"].choices = WAYS[:2]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One receiver for "one", at least one for "even"."""
        data = super().clean() or {}
        way, chosen = data.get("way"), data.get("receivers") or []
        if way == ONE and len(chosen) != 1:
            self.add_error("receivers", _("Hãy chọn đúng một người nhận."))
        elif way == EVEN and not chosen:
            self.add_error("receivers", _("Hãy chọn ít nhất một người nhận."))
        return data


class LeaveForm(forms.Form):
    """Record that somebody is away."""

    post = forms.TypedChoiceField(label=_("Người nghỉ, vắng mặt"), coerce=uuid.UUID)
    ground = forms.ChoiceField(label=_("Lý do"))
    first_day = VietnameseDateField(label=_("Từ ngày"), widget=DateTextInput())
    last_day = VietnameseDateField(label=_("Đến hết ngày"), widget=DateTextInput())
    deputy = forms.TypedChoiceField(
        label=_("Người làm thay"), coerce=uuid.UUID, required=False, empty_value=None,
        help_text=_("Hiện bên cạnh tên trong thời gian nghỉ. Công việc chỉ chuyển khi được bàn giao."),
    )  # fmt: skip
    note = LongTextField(label=_("Ghi chú"), max_length=500, rows=2, required=False)

    def __init__(
        self, *args: Any, posts: Sequence[Post], grounds: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ordered = sorted(posts, key=lambda p: sort_key(p.user.full_name))
        people = [(str(p.pk), f"{p.user.full_name}, {p.title}") for p in ordered]
        self.fields["post"].choices = [("", _("Chọn một người")), *people]  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [("", _("Không ghi")), *people]  # type: ignore[attr-defined]
        self.fields["ground"].choices = [("", _("Chọn lý do")), *grounds]  # type: ignore[attr-defined]


class BackForm(forms.Form):
    """The first day back."""

    back_on = VietnameseDateField(label=_("Trở lại làm việc từ ngày"), widget=DateTextInput())
