"""Forms of appeals against decisions: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.appeals.actions import LateWish
from toaan.appeals.actions.reviewing import outcomes
from toaan.appeals.decisions.actions import Meeting, ReviewWish
from toaan.appeals.decisions.models import Review
from toaan.appeals.forms import LONGEST
from toaan.appeals.late_forms import LateOnPaper, PostedDay
from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.course.forms import DecisionAppealForm, OnlineAppealForm
from toaan.design.forms import LongTextField, TextField
from toaan.hearings.forms import SlotForm, fix_procurators
from toaan.judgments.forms import LateReasonForm


class MeetingForm(SlotForm):
    """BLTTDS 314.1, 314.2."""

    procurator = TextField(
        label=_("Kiểm sát viên tham gia phiên họp"), required=False, max_length=200,
        help_text=_("Viện kiểm sát cùng cấp cử (khoản 2 Điều 314); chưa biết tên thì để trống"),
    )  # fmt: skip
    hear_parties = forms.BooleanField(
        label=_("Triệu tập đương sự"), required=False,
        help_text=_("Chỉ khi cần nghe ý kiến của họ trước khi ra quyết định (khoản 1 Điều 314)"),
    )  # fmt: skip
    good_cause = LongTextField(
        label=_("Lý do chính đáng"), required=False, rows=2, max_length=1000,
        help_text=_("Chỉ ghi khi ngày họp vượt 01 tháng kể từ ngày thụ lý, muộn nhất 02 tháng (khoản 2 Điều 314)"),
    )  # fmt: skip
    reason = LongTextField(
        label=_("Lý do hoãn phiên họp đã ấn định"), required=False, rows=2, max_length=1000,
        help_text=_("Chỉ ghi khi đã có phiên họp và nay mở lại vào thời gian khác"),
    )  # fmt: skip

    def __init__(self, *args: Any, again: bool, procurators: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fix_procurators(self, procurators)
        if not again:
            del self.fields["reason"]

    @property
    def plan(self) -> Meeting:
        """As the act takes it."""
        data = self.cleaned_data
        return Meeting(
            **self.slot, procurator=data["procurator"], hear_parties=data["hear_parties"], good_cause=data["good_cause"],
            reason=data.get("reason", ""),
        )  # fmt: skip


class ReviewForm(forms.Form):
    """BLTTDS 314.5, 289.1.b."""

    outcome = forms.ChoiceField(
        label=_("Hội đồng phúc thẩm quyết định (khoản 5 Điều 314)"), widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một kết quả")},
    )  # fmt: skip
    amended = LongTextField(
        label=_("Nội dung sau khi sửa"), required=False, rows=4, max_length=LONGEST,
        help_text=_("Chỉ ghi khi sửa quyết định sơ thẩm: mỗi mục một dòng, như sẽ in trong quyết định"),
    )  # fmt: skip
    reason = LongTextField(
        label=_("Xét thấy"), rows=6, max_length=LONGEST,
        help_text=_("Nhận định về kháng cáo, kháng nghị và về quyết định sơ thẩm. Phần này được in trong quyết định."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, withdrawn: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        O = Review.Outcome  # noqa: E741
        made = [Review(case=case, outcome=o) for o in outcomes(case) if (o == O.ENDED) == withdrawn]
        wanted = [(str(one.outcome), one.outcome_words) for one in made]
        if case.reviews_ruling:
            way = request_kinds.way_of(case)
            self.fields["outcome"].label = (
                _("Hội đồng phúc thẩm quyết định (%s)") % way.review_article
                if way
                else _("Hội đồng phúc thẩm quyết định (khoản 3 Điều 375)")
            )
        self.fields["outcome"].choices = wanted  # type: ignore[attr-defined]
        if withdrawn:
            self.fields["outcome"].initial = O.ENDED
            del self.fields["amended"]

    @property
    def wish(self) -> ReviewWish:
        """As the act takes it."""
        data = self.cleaned_data
        return ReviewWish(data["outcome"], data["reason"], data.get("amended", ""))


def _late_wish(data: dict[str, Any]) -> LateWish:
    return LateWish(uuid.UUID(data["party"]), data["ground"], data["reason"])


class LateDecisionAppealForm(LateReasonForm, OnlineAppealForm):
    """A party appeals against a decision after the period, in the portal (BLTTDS 275.1)."""

    field_order = ("party", "reason", "proofs", "ground")

    @property
    def wish(self) -> LateWish:
        """As the act takes it."""
        return _late_wish(self.cleaned_data)


class PostedDecisionAppealForm(PostedDay, DecisionAppealForm):
    """The president takes in an appeal against a decision that was posted in time and came after the effect (BLTTDS 273.3)."""

    field_order = ("party", "how", "posted_on", "arrived_on", "ground", "paper", "envelope")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["channel"], self.fields["received_on"]


class PaperLateAppealForm(LateOnPaper, DecisionAppealForm):
    """The counter takes in a late appeal against a decision."""

    @property
    def wish(self) -> LateWish:
        """As the act takes it."""
        return _late_wish(self.cleaned_data)
