"""Forms by which somebody asks that an officer, an expert or an interpreter be replaced, and by which it is answered."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Assignment, Case, Party, Procurator
from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.course.actions.procuracy import ProcuracyAnswer
from toaan.course.actions.replacing import EXPERT, INTERPRETER, OFFICER, PROCURATOR, Asked, grounds_of
from toaan.course.models import Replacement
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.rules.replacing import Office

GROUPS: tuple[tuple[Office, Any], ...] = (
    ("judge", _("Thẩm phán, Hội thẩm nhân dân")),
    ("clerk", _("Thư ký")),
    ("procurator", _("Kiểm sát viên")),
    ("expert", _("Người giám định")),
    ("interpreter", _("Người phiên dịch")),
)


class ReplacementForm(forms.Form):
    """In the portal."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    party = forms.ChoiceField(label=_("Người đề nghị"), widget=forms.RadioSelect)
    whom = forms.ChoiceField(
        label=_("Đề nghị thay đổi ai"), widget=forms.RadioSelect, help_text=_("Những người đang làm việc trong vụ án này")
    )  # fmt: skip
    expert = forms.CharField(
        label=_("Họ tên người giám định"), max_length=200, required=False,
        help_text=_("Chỉ ghi khi đề nghị thay đổi người giám định"),
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Căn cứ"),
        help_text=_("Chọn trường hợp của điều luật, trong nhóm của người bị đề nghị thay đổi"),
    )
    reason = LongTextField(
        label=_("Lý do"), rows=5, max_length=5000,
        help_text=_("Nêu sự việc cụ thể, ví dụ quan hệ họ hàng với ai, bạn biết từ đâu"),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, parties: Sequence[Party], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(str(p.pk), p.name) for p in parties]  # type: ignore[attr-defined]
        if len(parties) == 1:
            self.fields["party"].initial = str(parties[0].pk)
        self.initial.setdefault("key", uuid.uuid4())
        sitting = case.assignments.filter(ended_at=None).select_related("post__user")
        people = [
            (f"{OFFICER}:{a.pk}", f"{a.post.user.full_name}, {Assignment.Role(a.role).label}")
            for a in sitting
        ]
        people += [
            (f"{PROCURATOR}:{p.pk}", f"{p.name}, {p.label}") for p in case.procurators.filter(ended_at=None)
        ]
        people += [
            (f"{INTERPRETER}:{i.pk}", f"{i.name}, {i.language}")
            for i in case.interpreters.filter(ended_at=None)
        ]
        self.fields["whom"].choices = [*people, (EXPERT, _("Người giám định"))]  # type: ignore[attr-defined]
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            ("", _("Chọn căn cứ")),
            *((label, _choices(office, today)) for office, label in GROUPS),
        ]

    def asked(self, **more: Any) -> Asked:
        """As the act takes it; a ground that two groups share is chosen as "<group>/<ground>"."""
        data = self.cleaned_data
        return Asked(
            id=data["key"], party_id=uuid.UUID(data["party"]), whom=data["whom"], expert=data["expert"],
            ground=data["ground"].partition("/")[2], reason=data["reason"], **more,
        )  # fmt: skip


def _choices(office: Office, today: date) -> list[tuple[str, str]]:
    return [(f"{office}/{g.key}", f"{g.short} ({g.citation})") for g in grounds_of(office, today)]


class PaperReplacementForm(ReplacementForm):
    """The clerk enters one that came on paper, or was made at the hearing."""

    channel = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[c for c in Replacement.Channel.choices if c[0] != Replacement.Channel.ONLINE],
    )
    filed_on = VietnameseDateField(
        label=_("Ngày nộp"),
        help_text=_("Ngày nộp tại Tòa án, ngày trên dấu bưu chính, hoặc ngày của phiên tòa"),
    )
    paper = UploadsField(label=_("Bản quét đơn (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)
    field_order = ("key", "party", "channel", "filed_on", "whom", "expert", "ground", "reason", "paper")


class ProcuracyAnswerForm(forms.Form):
    """What the procuracy's letter says about a request to replace its procurator (62.1)."""

    answer = forms.ChoiceField(
        label=_("Viện trưởng Viện kiểm sát quyết định"), widget=forms.RadioSelect,
        choices=[("accept", _("Thay đổi Kiểm sát viên")), ("refuse", _("Không thay đổi"))],
        error_messages={"required": _("Chọn một cách giải quyết")},
    )  # fmt: skip
    letter = TextField(label=_("Số văn bản trả lời"), max_length=100)
    letter_on = VietnameseDateField(label=_("Ngày văn bản"))
    reason = LongTextField(
        label=_("Lý do"), rows=4, max_length=3000, help_text=_("Như văn bản nêu; người đề nghị đọc được")
    )
    name = TextField(
        label=_("Kiểm sát viên thay thế"), max_length=200, required=False,
        help_text=_("Nếu văn bản đã cử; chưa cử thì để trống và ghi sau ở mục Đương sự"),
    )  # fmt: skip
    office = forms.ChoiceField(
        label=_("Chức danh của người thay thế"), choices=Procurator.Office.choices, required=False,
        initial=Procurator.Office.PROCURATOR,
    )  # fmt: skip

    @property
    def said(self) -> ProcuracyAnswer:
        """As the act takes it."""
        data = self.cleaned_data
        return ProcuracyAnswer(
            accept=data["answer"] == "accept", letter=data["letter"], letter_on=data["letter_on"], reason=data["reason"],
            name=data["name"], office=data["office"] or Procurator.Office.PROCURATOR,
        )  # fmt: skip


class AnswerReplacementForm(forms.Form):
    """The president's or the panel's answer."""

    answer = forms.ChoiceField(
        label=_("Giải quyết đề nghị"), widget=forms.RadioSelect,
        choices=[("accept", _("Chấp nhận")), ("refuse", _("Không chấp nhận"))],
        error_messages={"required": _("Chọn một cách giải quyết")},
    )  # fmt: skip
    opinion = LongTextField(
        label=_("Ý kiến của người bị đề nghị thay đổi"), rows=3, max_length=3000, required=False,
        help_text=_("Tại phiên tòa bắt buộc nghe và ghi"),
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do"), rows=4, max_length=3000, required=False, help_text=_("Người đề nghị đọc được")
    )
    hide_optional = True
