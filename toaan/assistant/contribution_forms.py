"""Forms of contributed answers, of the review, and of the order in use."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.assistant.actions import Written
from toaan.assistant.actions.contributing import ANSWER, REASON, SITUATION
from toaan.assistant.finding.model import LAW
from toaan.assistant.forms import article_keys
from toaan.assistant.models import Contribution, Feedback, Question
from toaan.design.filters import Filters
from toaan.design.forms import DateTextInput, LongTextField, TextField, VietnameseDateField
from toaan.legislation import names


class ContributionForm(forms.Form):
    """A situation with its answer. The box to confirm shows once the words seem to name somebody."""

    tinh_huong = LongTextField(
        label=_("Tình huống"), rows=3, max_length=SITUATION,
        help_text=_("Viết như đồng nghiệp sẽ hỏi. Không nêu tên người, địa chỉ, số vụ án: mọi Tòa án đọc được."),
        error_messages={"required": _("Hãy ghi tình huống: câu hỏi như đồng nghiệp sẽ hỏi.")},
    )  # fmt: skip
    tra_loi = LongTextField(
        label=_("Trả lời"), rows=8, max_length=ANSWER, help_text=_("Dòng đầu trả lời thẳng; sau đó mới giải thích."),
        error_messages={"required": _("Hãy ghi câu trả lời.")},
    )  # fmt: skip
    can_cu = TextField(
        label=_("Căn cứ"), max_length=500,
        help_text=_("Điều quyết định ghi trước. Ví dụ: Điều 203 BLTTDS; Điều 12 Nghị định 21/2021/NĐ-CP."),
        error_messages={"required": _("Hãy ghi ít nhất một điều luật, ví dụ: Điều 203 BLTTDS.")},
    )  # fmt: skip
    tu_ngay = VietnameseDateField(
        label=_("Đúng với sự việc từ ngày"), required=False, widget=DateTextInput(),
        help_text=_("Ngày điều luật bắt đầu có hiệu lực. Để trống nếu không rõ: trợ lý dùng câu trả lời cho mọi ngày."),
    )  # fmt: skip
    khong_neu_ten = forms.BooleanField(
        label=_("Tôi đã xem lại: những từ ấy không phải tên người, số giấy tờ hay số vụ án"), required=False
    )
    ban = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The grounds as keys of articles that are here; names of laws mean what they meant on the day from which the answer holds."""
        told: dict[str, Any] = super().clean() or {}
        if "can_cu" in told and "tu_ngay" in told:
            try:
                told["can_cu"] = article_keys(told["can_cu"], told["tu_ngay"])
            except forms.ValidationError as wrong:
                self.add_error("can_cu", wrong)
        return told

    def written(self) -> Written:
        """What was typed."""
        told = self.cleaned_data
        return Written(told["tinh_huong"], told["tra_loi"], told["can_cu"], told["tu_ngay"], told["khong_neu_ten"])  # fmt: skip

    @property
    def asks_to_confirm(self) -> bool:
        """Whether the words seem to name somebody: the box is shown."""
        return self.is_bound and bool(self.errors.get("khong_neu_ten") or self.data.get("khong_neu_ten"))

    @classmethod
    def of(cls, row: Contribution) -> ContributionForm:
        """The form to write one anew."""
        return cls(initial={
            "tinh_huong": row.question, "tra_loi": row.answer, "can_cu": citations(row.articles, row.since), "tu_ngay": row.since, "ban": row.revision,
        })  # fmt: skip

    @classmethod
    def of_question(cls, question: Question) -> ContributionForm:
        """The form with a question that its reader asked, and the articles that he said answer it."""
        said = [
            one for one in question.feedback.all() if one.articles or one.verdict == Feedback.Verdict.RIGHT
        ]
        keys = [str(key) for one in said for key in one.articles]
        keys = keys or [one.key.partition(":")[2] for one in said if one.key.startswith(f"{LAW}:")]
        return cls(initial={"tinh_huong": question.text, "can_cu": citations(dict.fromkeys(keys))})


_KINDS = (("/NĐ-", "Nghị định"), ("/NQ-", "Nghị quyết"), ("NQ", "Nghị quyết"), ("/TT", "Thông tư"), ("/PL-", "Pháp lệnh"))  # fmt: skip


def citations(keys: Any, day: date | None = None) -> str:
    """Keys as they are typed: "Điều 203 BLTTDS; Điều 12 Nghị định 21/2021/NĐ-CP". `article_keys` reads them back, given the same day."""
    return "; ".join(_citation(str(key), day) for key in keys)


def _citation(key: str, day: date | None) -> str:
    number, _hash, label = key.partition("#")
    short = names.short_for(number)
    if short and names.number_of(short, day) == number:
        return f"Điều {label} {short}"
    kind = next((kind for mark, kind in _KINDS if mark in number), "Luật")
    return f"Điều {label} {kind} số {number}"


class ReasonForm(forms.Form):
    """Why it is sent back, taken out, declined, or exchanged."""

    ly_do = LongTextField(label=_("Lý do"), rows=3, max_length=REASON, required=False, help_text=_("Người viết đọc được lý do này."))  # fmt: skip
    ban = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "ly_do"
        ].required = not self.is_bound  # shown as needed; what is missing the act says in its own words

    def clean(self) -> dict[str, Any]:
        """It is shown as needed again."""
        self.fields["ly_do"].required = True
        return self.cleaned_data


class OrderForm(forms.Form):
    """Which order answers from now on, and why."""

    so = forms.TypedChoiceField(label=_("Bản sẽ dùng"), coerce=int, widget=forms.RadioSelect)
    ly_do = LongTextField(label=_("Lý do"), rows=2, max_length=REASON, help_text=_("Ghi vào nhật ký cùng tên bạn."),
                          error_messages={"required": _("Hãy ghi vì sao đổi bản đang dùng.")})  # fmt: skip
    dang_dung = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, versions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["so"]
        field.choices = versions


class WordsFilter(Filters):
    """Which contributions or words on answers to list."""

    q = forms.CharField(
        label=_("Từ trong tình huống, câu trả lời"), required=False, max_length=200, help_text=_("Gõ không dấu cũng được.")
    )  # fmt: skip
