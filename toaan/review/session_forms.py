"""Forms of the session of the committee of judges and of its decision: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.hearings.forms import ClockField
from toaan.review.actions import Sitting, Wish
from toaan.review.rulings import Part

LONGEST = 20_000
Choices = Iterable[tuple[str, str]]


class SittingForm(forms.Form):
    """Day, place, members of the committee, who presides, who presents (337–340)."""

    day = VietnameseDateField(label=_("Ngày mở phiên tòa"))
    starts_at = ClockField(label=_("Giờ mở phiên tòa"), help_text=_("Ví dụ 08:00"))
    place = TextField(label=_("Nơi mở phiên tòa"), max_length=200)
    members = forms.MultipleChoiceField(
        label=_("Toàn bộ thành viên Ủy ban Thẩm phán"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Theo danh sách của Tòa án. Tổng số thành viên là căn cứ tính hai phần ba và quá nửa (khoản 5 Điều 341)."),
        error_messages={"required": _("Chọn các thành viên")},
    )  # fmt: skip
    presiding = forms.ChoiceField(label=_("Chủ tọa phiên tòa"))
    reporter = forms.ChoiceField(label=_("Thẩm phán làm bản thuyết trình"))
    procurator = TextField(label=_("Kiểm sát viên tham gia"), max_length=200, required=False)
    summons = forms.BooleanField(
        label=_("Triệu tập đương sự"), required=False, help_text=_("Khi thấy cần thiết (khoản 2 Điều 338).")
    )

    def __init__(
        self, *args: Any, judges: Choices, leaders: Choices, reporters: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = list(judges)  # type: ignore[attr-defined]
        self.fields["reporter"].choices = [("", _now("Chọn Thẩm phán")), *reporters]  # type: ignore[attr-defined]
        self.fields["presiding"].choices = [("", _now("Chọn chủ tọa")), *leaders]  # type: ignore[attr-defined]

    @property
    def plan(self) -> Sitting:
        data = self.cleaned_data
        return Sitting(
            session_at=timezone.make_aware(datetime.combine(data["day"], data["starts_at"])), place=data["place"],
            members=[uuid.UUID(one) for one in data["members"]], presiding=uuid.UUID(data["presiding"]),
            reporter=uuid.UUID(data["reporter"]), procurator=data["procurator"], summons=data["summons"],
        )  # fmt: skip


class PresentationForm(forms.Form):
    """The reporter's presentation (340)."""

    text = LongTextField(
        label=_("Bản thuyết trình"), rows=12, max_length=LONGEST,
        help_text=_("Tóm tắt nội dung vụ án, các bản án, quyết định của các cấp Tòa án và nội dung kháng nghị."),
    )  # fmt: skip


class MinutesForm(forms.Form):
    """Who took part and what was said (341)."""

    present = forms.MultipleChoiceField(
        label=_("Thành viên tham gia"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn thành viên tham gia")},
    )  # fmt: skip
    procurator = TextField(
        label=_("Kiểm sát viên tham gia"), max_length=200, required=False,
        help_text=_("Vắng Viện kiểm sát thì không xét xử được (khoản 1 Điều 338)."),
    )  # fmt: skip
    heard = LongTextField(
        label=_("Diễn biến phiên tòa"), rows=10, max_length=LONGEST,
        help_text=_("Trình bày vụ án, ý kiến của người được triệu tập, phát biểu của Viện kiểm sát."),
    )  # fmt: skip

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(members)  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What the committee decided on each part (343, 356)."""

    def __init__(
        self, *args: Any, parts: Iterable[Part], outcomes: Mapping[str, str], members: int, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.orders = []
        for part in parts:
            self.orders.append(part.order)
            self.fields[f"part{part.order}"] = forms.ChoiceField(
                label=_now("Phần %(n)s: %(text)s") % {"n": part.order, "text": part.text[:300]},
                choices=list(outcomes.items()), widget=forms.RadioSelect,
                error_messages={"required": _("Chọn kết quả của phần này")},
            )  # fmt: skip
        amends = "amended" in outcomes
        self.fields["reason"] = LongTextField(
            label=_("Nhận định của Hội đồng"), rows=8, max_length=LONGEST,
            help_text=_("Căn cứ chấp nhận hoặc không chấp nhận kháng nghị (điểm h khoản 2 Điều 348)."),
        )  # fmt: skip
        if amends:
            self.fields["amended"] = LongTextField(
                label=_("Nội dung bản án, quyết định sau khi sửa"), rows=4, max_length=LONGEST, required=False
            )
            self.fields["complete"] = forms.BooleanField(
                label=_("Chứng cứ đầy đủ, rõ ràng; việc sửa không ảnh hưởng đến người khác (khoản 1 Điều 347)"), required=False
            )  # fmt: skip
        self.fields["consequences"] = LongTextField(
            label=_("Hậu quả của việc thi hành án"), rows=3, max_length=LONGEST, required=False,
            help_text=_("Khi hủy và đình chỉ, khi sửa; bản án, quyết định chưa thi hành thì ghi rõ."),
        )  # fmt: skip
        self.fields["votes"] = forms.IntegerField(
            label=_("Số thành viên biểu quyết tán thành"), min_value=0, max_value=members,
            help_text=_now("Ủy ban Thẩm phán có %(n)s thành viên; phải quá nửa tổng số (khoản 5 Điều 341).") % {"n": members},
        )  # fmt: skip

    @property
    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(
            outcomes={order: data[f"part{order}"] for order in self.orders}, votes=data["votes"], reason=data["reason"],
            amended=data.get("amended", ""), consequences=data["consequences"], complete=data.get("complete", False),
        )  # fmt: skip


class MemberForm(forms.Form):
    """Who becomes a member of the committee of judges."""

    post = forms.ChoiceField(label=_("Thẩm phán"))
    since = VietnameseDateField(label=_("Là thành viên từ ngày"))
    decision = TextField(
        label=_("Quyết định"), max_length=100, required=False, help_text=_("Số, ngày của quyết định, nếu có.")
    )

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _now("Chọn Thẩm phán")), *posts]  # type: ignore[attr-defined]


class EndMemberForm(forms.Form):
    """Who is a member no longer."""

    until = VietnameseDateField(
        label=_("Ngày cuối cùng là thành viên"), help_text=_("Phiên tòa sau ngày này không có người này.")
    )


class AgainForm(forms.Form):
    """What the court of first instance tries or decides anew."""

    claims = LongTextField(
        label=_("Yêu cầu phải giải quyết lại"), rows=5, max_length=4000, help_text=_("Mỗi yêu cầu một dòng.")
    )


SUBJECTIVE, OBJECTIVE = "chu-quan", "khach-quan"


class ReversalsForm(forms.Form):
    """Whose reversals for a subjective cause, from a day to a day, both included: as figures link to them; never shown."""

    tham_phan = forms.UUIDField()
    tu = forms.DateField(input_formats=["%Y-%m-%d"])
    den = forms.DateField(input_formats=["%Y-%m-%d"])


class CauseForm(forms.Form):
    """Why a judgment or decision came back amended or quashed."""

    cause = forms.ChoiceField(
        label=_("Nguyên nhân"), widget=forms.RadioSelect,
        choices=[
            (SUBJECTIVE, _("Chủ quan: do lỗi của Thẩm phán khi đánh giá chứng cứ, áp dụng pháp luật, thực hiện thủ tục tố tụng")),
            (OBJECTIVE, _("Khách quan: không do lỗi ấy, như có tình tiết, chứng cứ mới, pháp luật thay đổi, các bên thỏa thuận hoặc rút yêu cầu ở cấp trên")),
        ],
        error_messages={"required": _("Chọn một nguyên nhân")},
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do"), rows=6, max_length=LONGEST,
        help_text=_("Nhận định nào của Tòa án cấp trên cho thấy như vậy."),
        error_messages={"required": _("Nêu lý do")},
    )  # fmt: skip
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)
