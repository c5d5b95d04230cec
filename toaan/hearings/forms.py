"""Forms of sessions and hearings: they read what was typed; the acts judge it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toaan.core.models import Post
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.hearings import actions, queries
from toaan.hearings.models import Hearing, Participation
from toaan.rules.course import Ground

CLOCK = re.compile(r"(\d{1,2})\s*(?:[:.hg]\s*(\d{2})?)?")


class ClockField(forms.Field):
    """A time of day as people type it: 8:00, 08.30, 8h, 8h30."""

    default_error_messages = {"required": _("Nhập giờ"), "invalid": _("Nhập giờ và phút, ví dụ 08:00")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "govuk-input--width-5 ta-num", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> time | None:
        """A time, None when empty."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        match = CLOCK.fullmatch(str(value).strip().lower())
        try:
            return time(int(match[1]), int(match[2] or 0)) if match else _refuse(self)
        except ValueError:
            return _refuse(self)

    def prepare_value(self, value: Any) -> Any:
        """08:00 for a time; what was typed otherwise."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


def _refuse(field: forms.Field) -> time:
    raise ValidationError(field.error_messages["invalid"], code="invalid")


class SlotForm(forms.Form):
    """Room, day and hours of a sitting."""

    room: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Phòng xử"), queryset=None, empty_label=_("Chọn phòng")
    )
    day = VietnameseDateField(label=_("Ngày"), help_text=_("Ví dụ 20/01/2026"))
    starts = ClockField(label=_("Giờ bắt đầu"), help_text=_("Ví dụ 08:00"))
    ends = ClockField(
        label=_("Giờ kết thúc dự kiến"), help_text=_("Phòng và người tiến hành tố tụng được giữ đến giờ này")
    )

    def __init__(self, *args: Any, court_id: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        room = cast(forms.ModelChoiceField, self.fields["room"])
        room.queryset = queries.rooms_in_use(court_id)
        room.error_messages["required"] = _("Chọn phòng xử")

    @property
    def slot(self) -> dict[str, Any]:
        """`room_id`, `starts_at`, `ends_at` as the acts take them."""
        data = self.cleaned_data
        return {
            "room_id": data["room"].pk,
            "starts_at": timezone.make_aware(datetime.combine(data["day"], data["starts"])),
            "ends_at": timezone.make_aware(datetime.combine(data["day"], data["ends"])),
        }


class SessionForm(SlotForm):
    """When the disclosure and mediation session is held."""

    reason = LongTextField(
        label=_("Lý do hoãn phiên họp đã ấn định"), required=False, rows=2,
        help_text=_("Chỉ ghi khi đã có phiên họp và nay mở lại vào thời gian khác"),
    )  # fmt: skip


def fix_procurators(form: forms.Form, named: str) -> None:
    """Whom the procuracy's letters named is not typed again: the field only shows them."""
    if named:
        field = form.fields["procurator"]
        field.disabled, form.initial["procurator"] = True, named
        field.help_text = _("Theo văn bản của Viện kiểm sát, ghi ở mục Đương sự của vụ án")


class TrialForm(SlotForm):
    """What the judge adds to the case's data in the trial decision."""

    closed_doors = forms.BooleanField(
        label=_("Xét xử kín"), required=False, help_text=_("Khoản 2 Điều 15 Bộ luật Tố tụng dân sự")
    )
    procurator = TextField(
        label=_("Kiểm sát viên tham gia phiên tòa"), required=False, max_length=200,
        help_text=_("Để trống nếu Viện kiểm sát không tham gia"),
    )  # fmt: skip
    summoned = LongTextField(
        label=_("Người khác được triệu tập"), required=False, rows=3,
        help_text=_("Người làm chứng, người giám định: mỗi người một dòng. Người phiên dịch lấy từ mục Đương sự."),
    )  # fmt: skip
    good_cause = LongTextField(
        label=_("Lý do chính đáng"), required=False, rows=2,
        help_text=_("Chỉ ghi khi ngày mở phiên tòa vượt thời hạn thường, theo khoản 4 Điều 203"),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        lay_judges: Iterable[Post] = (),
        ask_experience: bool = False,
        simplified: bool = False,
        of_request: bool = False,
        procurators: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if simplified or of_request:  # 318.1, 366.4 and 373.4 know no longer term
            del self.fields["good_cause"]
        if of_request:
            self.fields["closed_doors"].label = _("Họp kín")
            self.fields["procurator"].label = _("Kiểm sát viên tham gia phiên họp")
            self.fields["procurator"].help_text = _("Viện kiểm sát cùng cấp cử; chưa biết tên thì để trống")
        fix_procurators(self, procurators)
        if ask_experience:
            self.fields["experienced"] = forms.ChoiceField(
                label=_("Hội thẩm nhân dân đáp ứng yêu cầu tại Điều 63"),
                choices=[("", _("Chưa có ai")), *((str(p.pk), p.user.full_name) for p in lay_judges)],
                required=False,
            )

    @property
    def plan(self) -> actions.TrialPlan:
        """The plan as the act takes it."""
        data = self.cleaned_data
        named = data.get("experienced")
        return actions.TrialPlan(
            **self.slot,
            closed_doors=data["closed_doors"],
            procurator=data["procurator"],
            summoned=data["summoned"].splitlines(),
            good_cause=data.get("good_cause", ""),
            experienced_lay_judge=uuid.UUID(named) if named else None,
        )


class MediationForm(forms.Form):
    """What came of the mediation at a hearing by simplified procedure (320.3)."""

    outcome = forms.ChoiceField(
        label=_("Kết quả hòa giải"), choices=[c for c in Hearing.Outcome.choices if c[0] not in (*Hearing.OF_SPOUSES, *Hearing.NOT_CHOSEN)], widget=forms.RadioSelect,
        error_messages={"required": _("Chọn kết quả hòa giải")},
    )  # fmt: skip
    text = LongTextField(
        label=_("Nội dung"), rows=4, max_length=5000,
        help_text=_("Các đương sự thỏa thuận thế nào, còn khác nhau ở đâu, hoặc vì sao không hòa giải được. Phần này được in trong biên bản phiên tòa."),
    )  # fmt: skip


def _grounds(found: list[Ground]) -> list[tuple[str, str]]:
    """ "điểm a: Do tình trạng sức khỏe…"; without the point where the article has none."""
    return [
        (g.key, f"{g.citation.partition(' khoản')[0]}: {g.short}" if " khoản" in g.citation else g.short)
        for g in found
    ]


class PauseForm(SlotForm):
    """Why the hearing stops, and when it goes on (259)."""

    ground = forms.ChoiceField(
        label=_("Căn cứ (khoản 1 Điều 259)"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )
    text = LongTextField(
        label=_("Sự việc"), rows=3, max_length=2000,
        help_text=_("Ai, việc gì khiến phải ngừng, cần làm gì trong thời gian ngừng. Phần này được in trong biên bản và thông báo."),
    )  # fmt: skip
    field_order = ["ground", "text", "room", "day", "starts", "ends"]

    def __init__(self, *args: Any, hearing: Hearing, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = _grounds(actions.grounds_of_pause(hearing, today))  # type: ignore[attr-defined]


class MoveForm(SlotForm):
    """Another time for a paused hearing."""

    reason = LongTextField(label=_("Lý do thay đổi thời gian tiếp tục"), rows=3, max_length=1000)
    field_order = ["reason", "room", "day", "starts", "ends"]


class GoOnForm(forms.Form):
    """The reason of the pause is gone."""

    text = LongTextField(
        label=_("Vì sao lý do tạm ngừng không còn"), rows=3, max_length=2000,
        help_text=_("Ví dụ: đã có kết luận giám định lại ngày nào. Phần này được in trong biên bản."),
    )  # fmt: skip


class ReturnForm(forms.Form):
    """Why the panel goes back to questioning (263)."""

    ground = forms.ChoiceField(
        label=_("Căn cứ (Điều 263)"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )
    text = LongTextField(
        label=_("Tình tiết, chứng cứ cần hỏi và tranh luận thêm"), rows=3, max_length=2000,
        help_text=_("Phần này được in trong biên bản phiên tòa; không ghi ý kiến trong phòng nghị án."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = _grounds(actions.grounds_of_return(today))  # type: ignore[attr-defined]


class AdjournForm(SlotForm):
    """Why the hearing is put off, and to when."""

    reason = LongTextField(label=_("Lý do hoãn phiên tòa"), rows=3)
    field_order = ["reason", "room", "day", "starts", "ends"]


class AttendanceForm(forms.Form):
    """One row per person called: present or absent, and why."""

    hide_optional = True  # people arrive one by one: every row may wait, and saying so each time is noise

    def __init__(self, *args: Any, people: Iterable[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        A = Participation.Attendance
        for p in self.people:
            self.fields[f"att-{p.pk}"] = forms.ChoiceField(
                label=f"{p.title}: {p.name}", choices=[(A.PRESENT, A.PRESENT.label), (A.ABSENT, A.ABSENT.label)],
                widget=forms.RadioSelect(attrs={"class": "ta-choice--pair"}), required=False, initial=p.attendance,
            )  # fmt: skip
            self.fields[f"reason-{p.pk}"] = TextField(
                label=_("Lý do vắng mặt"), required=False, max_length=500, initial=p.reason
            )
            self.fields[f"good-{p.pk}"] = forms.BooleanField(
                label=_("Sự kiện bất khả kháng, trở ngại khách quan"), required=False, initial=p.good_reason
            )
            self.fields[f"asked-{p.pk}"] = forms.BooleanField(
                label=_("Có đơn đề nghị xét xử vắng mặt"), required=False, initial=p.asked_absence
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        """For the template: the person and the bound fields."""
        for p in self.people:
            # Excuses concern those who were summoned; an officer is simply there or not.
            excusable = p.role not in actions.SITTING and p.role != Participation.Role.INTERPRETER
            yield {
                "person": p,
                "attendance": self[f"att-{p.pk}"],
                "reason": self[f"reason-{p.pk}"],
                "extra": [self[f"good-{p.pk}"], self[f"asked-{p.pk}"]] if excusable else [],
            }

    @property
    def marks(self) -> dict[uuid.UUID, actions.Mark]:
        """What was ticked, as the act takes it; people without a tick are left out."""
        data = self.cleaned_data
        return {
            p.pk: actions.Mark(
                data[f"att-{p.pk}"], data[f"reason-{p.pk}"], data[f"good-{p.pk}"], data[f"asked-{p.pk}"]
            )
            for p in self.people
            if data[f"att-{p.pk}"]
        }


OF_SPOUSES = {
    "opinions": (
        _("Ý kiến của vợ, chồng"),
        _("Vì sao muốn ly hôn, có muốn đoàn tụ không; nguyện vọng về con, tài sản"),
    ),
    "evidence": (_("Tài liệu, chứng cứ đã xem xét"), ""),
    "court_decision": (
        _("Ý kiến tham khảo về hoàn cảnh gia đình, nguyện vọng của con"),
        _("Của cơ quan quản lý nhà nước về gia đình, trẻ em, nếu đã hỏi (khoản 1 Điều 397)"),
    ),
    "agreed": (
        _("Những nội dung hai bên thống nhất"),
        _(
            "Ly hôn; ai nuôi con, cấp dưỡng; chia hoặc không chia tài sản, nợ chung. Được ghi vào quyết định công nhận."
        ),
    ),
    "disputed": (_("Những nội dung hai bên không thống nhất"), ""),
}
"""What the fields are called when spouses are reconciled."""


class SessionRecordForm(forms.Form):
    """The minutes of a session."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    opinions = LongTextField(
        label=_("Ý kiến của đương sự, người đại diện"), required=False, rows=6,
        help_text=_("Yêu cầu và phạm vi khởi kiện; sửa đổi, bổ sung, rút yêu cầu; tài liệu đã giao nộp; đề nghị khác (khoản 2 Điều 210)"),
    )  # fmt: skip
    evidence = LongTextField(label=_("Tài liệu, chứng cứ được công khai"), required=False, rows=4)
    court_decision = LongTextField(
        label=_("Quyết định về các yêu cầu của đương sự"), required=False, rows=3,
        help_text=_("Chấp nhận, không chấp nhận yêu cầu nào (điểm e khoản 2 Điều 211)"),
    )  # fmt: skip
    agreed = LongTextField(label=_("Những nội dung các đương sự thống nhất"), required=False, rows=4)
    disputed = LongTextField(label=_("Những nội dung các đương sự không thống nhất"), required=False, rows=4)
    result = forms.ChoiceField(
        label=_("Kết quả hòa giải"), choices=Hearing.Outcome.choices, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, reconciliation: bool = False, **kwargs: Any) -> None:
        """`reconciliation`: spouses who ask for divorce together (BLTTDS 397)."""
        super().__init__(*args, **kwargs)
        result: Any = self.fields["result"]
        result.choices = [
            c
            for c in Hearing.Outcome.choices
            if (c[0] in Hearing.OF_SPOUSES) == reconciliation and c[0] not in Hearing.NOT_CHOSEN
        ]
        if reconciliation:
            for name, (label, hint) in OF_SPOUSES.items():
                field: Any = self.fields[name]
                field.label, field.help_text = label, hint

    @property
    def record(self) -> actions.SessionRecord:
        """The words, as the act takes them."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "revision"}
        return actions.SessionRecord(**data)


class ReasonForm(forms.Form):
    """One reason."""

    reason = LongTextField(label=_("Nội dung cần sửa, bổ sung"), rows=2)


class RoomForm(forms.Form):
    """A new room."""

    name = TextField(label=_("Tên phòng"), max_length=100, help_text=_("Ví dụ Phòng xử án số 1"))
    capacity = forms.IntegerField(label=_("Số chỗ ngồi"), required=False, min_value=1, max_value=2000)
    valid_from = VietnameseDateField(label=_("Dùng từ ngày"))
