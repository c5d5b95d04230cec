"""Forms of the decisions on the course of a case: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases import request_kinds
from toaan.cases.models import Case, Party
from toaan.core import files
from toaan.core.models import Court
from toaan.core.upload_fields import UploadsField
from toaan.course import actions, grounds, queries, separated
from toaan.course.models import Challenge, Level, Period, TransferComplaint
from toaan.design.forms import LongTextField, MoneyField, TextField, VietnameseDateField
from toaan.hearings.actions import running_pause
from toaan.rules.course import Ground

LONGEST = 5000


def _choices(found: list[Ground]) -> list[tuple[str, str]]:
    """ "điểm a: Đương sự là cá nhân đã chết…", with what the law adds."""
    return [
        (g.key, f"{g.citation.partition(' khoản')[0]}: {g.short}" + (f" ({g.note})" if g.note else ""))
        for g in found
    ]


class _DecisionForm(forms.Form):
    """Knows the case and the day, which say what may be chosen."""

    def __init__(self, *args: Any, today: date, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.case = today, case
        self.choose()

    def choose(self) -> None:
        """Fill in the choices."""


class SuspendForm(_DecisionForm):
    """BLTTDS 214."""

    ground = forms.ChoiceField(
        label=_("Căn cứ (khoản 1 Điều 214, khoản 2 Điều 259)"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Tình tiết và tài liệu cho thấy có căn cứ tạm đình chỉ. Phần này được in trong quyết định."),
    )  # fmt: skip
    waiting_for = LongTextField(
        label=_("Tòa án chờ việc gì, của ai"), rows=2, max_length=1000,
        help_text=_("Ví dụ: kết quả định giá tài sản của Hội đồng định giá. Thẩm phán theo dõi, đôn đốc việc này (khoản 4 Điều 215)."),
    )  # fmt: skip
    expected_on = VietnameseDateField(
        label=_("Ngày dự kiến có kết quả"), required=False,
        help_text=_("Đến ngày này hệ thống nhắc Thẩm phán. Để trống nếu chưa biết."),
    )  # fmt: skip
    proposal = TextField(
        label=_("Văn bản đề nghị của Chánh án (số, ngày)"), required=False, max_length=200,
        help_text=_("Chỉ ghi khi chọn căn cứ tại điểm e (khoản 3 Điều 215)"),
    )  # fmt: skip

    def choose(self) -> None:
        """Points of 214.1."""
        way = request_kinds.abroad(self.case)
        paused = running_pause(self.case) is not None
        found = grounds.of_suspension(self.today, paused=paused, request=self.case.is_request, way=way)
        if way is not None:
            self.fields["ground"].label = _("Căn cứ tạm đình chỉ việc xét đơn yêu cầu")
            del self.fields["proposal"]
        self.fields["ground"].choices = _choices(found)  # type: ignore[attr-defined]

    @property
    def wish(self) -> actions.Suspension:
        """As the act takes it."""
        return actions.Suspension(**self.cleaned_data)


class ResumeForm(_DecisionForm):
    """BLTTDS 216."""

    gone_on = VietnameseDateField(
        label=_("Ngày lý do tạm đình chỉ không còn"),
        help_text=_(
            "Quyết định tiếp tục phải được ra và gửi trong 03 ngày làm việc kể từ ngày này (Điều 216)."
        ),
    )
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Vì sao lý do tạm đình chỉ không còn. Phần này được in trong quyết định."),
    )  # fmt: skip

    @property
    def wish(self) -> actions.Resumption:
        """As the act takes it."""
        return actions.Resumption(**self.cleaned_data)


class _EndForm(_DecisionForm):
    """What both decisions of article 217 say."""

    ground = forms.ChoiceField(
        label=_("Căn cứ (khoản 1 Điều 217)"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Tình tiết và tài liệu, ví dụ đơn rút yêu cầu khởi kiện ngày nào. Phần này được in trong quyết định."),
    )  # fmt: skip


class DiscontinueForm(_EndForm):
    """BLTTDS 217."""

    fee = forms.ChoiceField(
        label=_("Tiền tạm ứng án phí"), required=False,
        choices=[
            ("", _("Theo Điều 218, hệ thống tự ghi")), ("returned", _("Trả lại cho người đã nộp")),
            ("state", _("Sung vào ngân sách nhà nước")),
        ],
        help_text=_("Chỉ chọn khi căn cứ là điểm h, vì Điều 218 không quy định trường hợp này"),
    )  # fmt: skip

    def choose(self) -> None:
        """Points of 217.1; nothing about the fee where none was paid."""
        self.fields["ground"].choices = _choices(grounds.of_discontinuance(self.today))  # type: ignore[attr-defined]
        if not self.case.fee_receipt:
            del self.fields["fee"]

    @property
    def wish(self) -> actions.Discontinuance:
        """As the act takes it."""
        return actions.Discontinuance(**self.cleaned_data)


class PartialForm(_EndForm):
    """BLTTDS 217.2: only the plaintiff's claim ends."""

    def choose(self) -> None:
        """The points by which the plaintiff gives up."""
        found = [g for g in grounds.of_discontinuance(self.today) if g.given_up]
        self.fields["ground"].choices = _choices(found)  # type: ignore[attr-defined]

    @property
    def wish(self) -> actions.PartialDiscontinuance:
        """As the act takes it."""
        return actions.PartialDiscontinuance(**self.cleaned_data)


class TransferForm(_DecisionForm):
    """BLTTDS 41.1."""

    court = forms.ChoiceField(label=_("Tòa án có thẩm quyền"), required=False)
    name = TextField(
        label=_("Tên Tòa án, nếu không có trong danh sách"), required=False, max_length=200,
        help_text=_("Ví dụ Tòa án nhân dân khu vực 3 – Cần Thơ"),
    )  # fmt: skip
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Vì sao vụ án không thuộc thẩm quyền của Tòa án này (các điều 35 đến 40). Phần này được in trong quyết định."),
    )  # fmt: skip

    def choose(self) -> None:
        """Courts in being, without this one."""
        rows = Court.objects.exclude(pk=self.case.court_id).order_by("name")
        others = [c for c in rows if c.exists_on(self.today)]
        self.fields["court"].choices = [  # type: ignore[attr-defined]
            ("", _("Không có trong danh sách")), *((str(c.pk), c.name) for c in others)
        ]  # fmt: skip

    @property
    def wish(self) -> actions.Transfer:
        """As the act takes it."""
        data = self.cleaned_data
        court = uuid.UUID(data["court"]) if data["court"] else None
        return actions.Transfer(reason=data["reason"], court_id=court, name=data["name"])


class ToOrdinaryForm(_DecisionForm):
    """BLTTDS 317.3, 320.4."""

    ground = forms.ChoiceField(
        label=_("Tình tiết mới (khoản 3 Điều 317)"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một tình tiết")},
    )
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Tình tiết phát sinh ngày nào, theo tài liệu nào. Phần này được in trong quyết định."),
    )  # fmt: skip

    def choose(self) -> None:
        """Points of 317.3."""
        self.fields["ground"].choices = _choices(grounds.of_ordinary(self.today))  # type: ignore[attr-defined]

    @property
    def wish(self) -> actions.ToOrdinary:
        """As the act takes it."""
        return actions.ToOrdinary(**self.cleaned_data)


class SettleForm(_DecisionForm):
    """BLTTDS 319.2."""

    outcome = forms.ChoiceField(
        label=_("Quyết định (khoản 2 Điều 319)"),
        widget=forms.RadioSelect,
        choices=[
            ("uphold", _("Giữ nguyên quyết định đưa vụ án ra xét xử theo thủ tục rút gọn")),
            ("cancel", _("Hủy quyết định và chuyển vụ án sang giải quyết theo thủ tục thông thường")),
        ],
        error_messages={"required": _("Chọn một quyết định")},
    )
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Nhận định về từng khiếu nại, kiến nghị. Phần này được in trong quyết định."),
    )  # fmt: skip

    @property
    def wish(self) -> actions.Settlement:
        """As the act takes it."""
        data = self.cleaned_data
        return actions.Settlement(uphold=data["outcome"] == "uphold", reason=data["reason"])


class AnswerForm(_DecisionForm):
    """BLTTDS 41.1: the president's answer."""

    annuls = forms.ChoiceField(
        label=_("Giải quyết"), widget=forms.RadioSelect,
        choices=[
            ("no", _("Không chấp nhận: giữ nguyên quyết định chuyển vụ án")),
            ("yes", _("Chấp nhận: hủy quyết định chuyển, vụ án được giải quyết tiếp tại Tòa án này")),
        ],
        error_messages={"required": _("Chọn một cách giải quyết")},
    )  # fmt: skip
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Vì sao chấp nhận hoặc không chấp nhận. Phần này được in trong quyết định; quyết định là cuối cùng."),
    )  # fmt: skip

    def wish_about(self, transfer_id: uuid.UUID) -> actions.Answer:
        """As the act takes it."""
        return actions.Answer(transfer_id, self.cleaned_data["annuls"] == "yes", self.cleaned_data["reason"])


class JoinForm(_DecisionForm):
    """BLTTDS 42.1."""

    cases = forms.MultipleChoiceField(
        label=_("Vụ án được nhập vào vụ án này"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Các vụ án cùng loại, đang chuẩn bị xét xử tại Tòa án này có chung đương sự với vụ án này."),
        error_messages={"required": _("Chọn ít nhất một vụ án")},
    )  # fmt: skip
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Vì sao giải quyết trong cùng một vụ án bảo đảm đúng pháp luật. Phần này được in trong quyết định."),
    )  # fmt: skip

    def choose(self) -> None:
        """Cases that share a person with this one; there is nothing else to join."""
        found = queries.joinable(self.case)
        self.fields["cases"].choices = [  # type: ignore[attr-defined]
            (str(c.pk), f"{c} · {c.title} · {c.legal_relation}") for c in found
        ]

    @property
    def wish(self) -> actions.Joinder:
        """As the act takes it."""
        data = self.cleaned_data
        return actions.Joinder(data["reason"], tuple(uuid.UUID(key) for key in data["cases"]))


class SeparateForm(_DecisionForm):
    """BLTTDS 42.2."""

    claims = forms.MultipleChoiceField(
        label=_("Yêu cầu được tách thành vụ án khác"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn yêu cầu được tách ra")},
    )  # fmt: skip
    parties = forms.MultipleChoiceField(
        label=_("Đương sự của vụ án được tách"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn nguyên đơn và bị đơn của vụ án được tách")},
    )  # fmt: skip
    legal_relation = TextField(label=_("Quan hệ pháp luật tranh chấp của vụ án được tách"), max_length=300)
    value = MoneyField(
        label=_("Giá trị phần được tách (đồng)"),
        required=False,
        help_text=_("Để trống nếu không có giá ngạch."),
    )
    advance = MoneyField(label=_("Phần tạm ứng án phí của các yêu cầu được tách (đồng)"), required=False)
    leaving = forms.MultipleChoiceField(
        label=_("Đương sự không còn liên quan đến vụ án này"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Chỉ tham gia vụ án được tách, không nhận văn bản và không được triệu tập trong vụ án này nữa."),
    )  # fmt: skip
    reason = LongTextField(
        label=_("Xét thấy"), rows=4, max_length=LONGEST,
        help_text=_("Vì sao việc tách và giải quyết riêng bảo đảm đúng pháp luật. Phần này được in trong quyết định."),
    )  # fmt: skip

    def choose(self) -> None:
        """The claims and the people of the case."""
        self.fields["claims"].choices = [(c, c) for c in self.case.claims]  # type: ignore[attr-defined]
        self.fields["parties"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in self.case.parties.all()
        ]
        self.fields["leaving"].choices = self.fields["parties"].choices  # type: ignore[attr-defined]
        self.fields["legal_relation"].initial = self.case.legal_relation
        receipt = separated.words(self.case.fee_receipt)
        if receipt:
            told = _(
                "Đã nộp %(receipt)s. Phần ghi ở đây chuyển sang vụ án được tách, phần còn lại ở vụ án này; không có thì ghi 0."
            )
            self.fields["advance"].help_text = told % {"receipt": receipt}
        else:
            del self.fields["advance"]

    @property
    def wish(self) -> actions.Separation:
        """As the act takes it."""
        data = self.cleaned_data
        return actions.Separation(
            data["reason"], tuple(data["claims"]), tuple(uuid.UUID(key) for key in data["parties"]),
            data["legal_relation"], data["value"], data.get("advance"),
            tuple(uuid.UUID(key) for key in data["leaving"]),
        )  # fmt: skip


class EndReasonForm(forms.Form):
    """The reason for the suspension is gone."""

    gone_on = VietnameseDateField(label=_("Ngày lý do tạm đình chỉ không còn"))
    how = LongTextField(
        label=_("Vì sao lý do không còn"), rows=3, max_length=1000,
        help_text=_("Ví dụ: đã nhận kết quả định giá ngày 12/03/2026"),
    )  # fmt: skip


class _GroundForm(forms.Form):
    ground = LongTextField(
        label=_("Lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết"), rows=5, max_length=10_000,
        help_text=_("Quyết định sai ở đâu, vì sao; muốn Tòa án phúc thẩm giải quyết thế nào."),
    )  # fmt: skip


class DecisionAppealForm(_GroundForm):
    """The clerk takes in an appeal against a decision."""

    party = forms.ChoiceField(label=_("Người kháng cáo"))
    channel = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[c for c in Challenge.Channel.choices if c[0] != Challenge.Channel.ONLINE],
    )
    received_on = VietnameseDateField(
        label=_("Ngày kháng cáo"),
        help_text=_(
            "Ngày nộp tại Tòa án. Gửi qua bưu chính: ngày trên dấu bưu chính của phong bì. Người đang bị tạm giam: ngày giám thị xác nhận đơn (khoản 3 Điều 273)."
        ),
    )
    paper = UploadsField(label=_("Đơn kháng cáo (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)
    field_order: Sequence[str] = ("party", "channel", "received_on", "ground", "paper")

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties
        ]


class TransferComplaintForm(forms.Form):
    """The clerk takes in a complaint about a transfer; a procurator sends a proposal."""

    period = forms.ChoiceField(label=_("Người khiếu nại, kiến nghị"))
    channel = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[c for c in TransferComplaint.Channel.choices if c[0] != TransferComplaint.Channel.ONLINE],
    )
    made_on = VietnameseDateField(
        label=_("Ngày khiếu nại, kiến nghị"),
        help_text=_("Ngày nộp tại Tòa án, hoặc ngày trên dấu bưu chính."),
    )
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận"))
    ground = LongTextField(label=_("Lý do"), rows=5, max_length=10_000)
    paper = UploadsField(label=_("Đơn, văn bản (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)

    def __init__(self, *args: Any, periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [(str(p.pk), p.holder) for p in periods]  # type: ignore[attr-defined]


class OnlineTransferComplaintForm(forms.Form):
    """A party complains in the portal."""

    period = forms.ChoiceField(label=_("Người khiếu nại"), widget=forms.RadioSelect)
    ground = LongTextField(
        label=_("Lý do khiếu nại"), rows=6, max_length=10_000,
        help_text=_("Vì sao vụ án phải do Tòa án này giải quyết, không phải Tòa án được chuyển đến."),
    )  # fmt: skip

    def __init__(self, *args: Any, periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [(str(p.pk), p.holder) for p in periods]  # type: ignore[attr-defined]
        if periods:
            self.fields["period"].initial = str(periods[0].pk)


class SendFileForm(forms.Form):
    """The file leaves."""

    letter = TextField(
        label=_("Công văn hoặc bưu gửi (số, ngày)"), required=False, max_length=200,
        help_text=_("Bắt buộc khi Tòa án được chuyển đến không dùng chung hệ thống này."),
    )  # fmt: skip


class DecisionProtestForm(_GroundForm):
    """A protest against a decision comes in."""

    level = forms.ChoiceField(label=_("Viện kiểm sát kháng nghị"), choices=Level.choices)
    number = TextField(label=_("Số quyết định kháng nghị"), max_length=60)
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận"))
    paper = UploadsField(
        label=_("Quyết định kháng nghị (PDF)"), required=False, max_files=1, door=files.PDF_ONLY
    )
    field_order = ("level", "number", "received_on", "ground", "paper")


class OnlineAppealForm(_GroundForm):
    """A party appeals in the portal."""

    party = forms.ChoiceField(label=_("Người kháng cáo"), widget=forms.RadioSelect)
    field_order: Sequence[str] = ("party", "ground")

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties
        ]
        if parties:
            self.fields["party"].initial = str(parties[0].pk)
