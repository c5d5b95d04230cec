"""Forms of the assistant: what is asked, what is said of an answer."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.assistant.actions import COMMENT, LONGEST
from toaan.assistant.finding import laws
from toaan.assistant.finding.model import CARD, JUDGMENT, LAW, PRECEDENT, Wish
from toaan.assistant.models import Feedback, Question
from toaan.cases.models import Case
from toaan.design.filters import Filters
from toaan.design.forms import DateTextInput, LongTextField, TextField, VietnameseDateField
from toaan.legislation import queries
from toaan.publication import queries as publication
from toaan.vietnamese.citations import find_citations

ARTICLES = 10
"""Articles that one correction may name."""
PASTED = 200_000
"""Letters of a pasted case: a long judgment."""


class AskForm(forms.Form):
    """One box, and what it can be narrowed to."""

    cau_hoi = LongTextField(
        label=_("Câu hỏi"), rows=3, max_length=LONGEST, strip=True,
        help_text=_("Câu hỏi, từ khóa, điều luật (“khoản 2 Điều 203 BLTTDS”), số văn bản hoặc số vụ án. Gõ không dấu cũng được."),
        error_messages={"required": _("Hãy nhập câu hỏi."), "max_length": _(
            "Câu hỏi dài %(show_value)s chữ, hệ thống đọc đến %(limit_value)s chữ. Hãy rút gọn phần kể việc.")},
    )  # fmt: skip
    ngay = VietnameseDateField(
        label=_("Ngày xảy ra sự việc"), required=False, widget=DateTextInput(),
        help_text=_("Để trống là hôm nay. Luật được chọn theo ngày này."),
    )  # fmt: skip
    nguon = forms.ChoiceField(
        label=_("Tìm trong"), required=False,
        choices=[("", _("Tất cả")), (LAW, _("Văn bản pháp luật")), (PRECEDENT, _("Án lệ")), (JUDGMENT, _("Bản án, quyết định")), (CARD, _("Sổ tay nghiệp vụ"))],
    )  # fmt: skip
    linh_vuc = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    toa_an = forms.ChoiceField(label=_("Tòa án (của bản án)"), required=False)
    nam = forms.ChoiceField(label=_("Năm (của bản án)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("linh_vuc", [(one.code, one.name) for one in laws.fields()])
        self._offer_judgments()

    def _offer_judgments(self) -> None:
        choices = publication.choices()
        self._choose("toa_an", choices.courts)
        self._choose("nam", [(year, year) for year in choices.years])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("Tất cả")), *choices]

    def wish(self, today: date) -> Wish:
        """What is asked, as typed."""
        told = self.cleaned_data
        year = told.get("nam")
        return Wish(
            told["cau_hoi"],
            told["ngay"] or today,
            told["nguon"],
            told["linh_vuc"],
            told.get("toa_an", ""),
            int(year) if year else None,
        )

    @classmethod
    def again(cls, question: Question, today: date) -> Self:
        """The form as it stood when a question was asked."""
        chosen = question.chosen
        return cls(initial={
            "cau_hoi": question.text, "ngay": None if question.facts_on == today else question.facts_on, "nguon": chosen.get("kind"),
            "linh_vuc": chosen.get("field"), "toa_an": chosen.get("court"), "nam": str(chosen.get("year") or ""),
        })  # fmt: skip


class CaseAskForm(AskForm):
    """The box in a case, which has judgments like it in a part of its own: it is not narrowed to a court or a year."""

    def _offer_judgments(self) -> None:
        del self.fields["toa_an"], self.fields["nam"]


class RatingForm(forms.Form):
    """What somebody says of a passage, or of the whole answer."""

    doan = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    danh_gia = forms.ChoiceField(choices=[("", ""), *Feedback.Verdict.choices], required=False)
    gop_y = LongTextField(label=_("Góp ý"), rows=3, max_length=COMMENT, required=False,
                          help_text=_("Chỗ nào chưa đúng, vì sao. Không ghi tên người, số vụ án."))  # fmt: skip
    dieu_dung = TextField(
        label=_("Điều luật trả lời đúng"), max_length=300, required=False,
        help_text=_("Ví dụ: khoản 1 Điều 203 BLTTDS; Điều 12 Nghị định 21/2021/NĐ-CP."),
    )  # fmt: skip

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        """The day is that of the facts asked about: laws are meant as they were then."""
        super().__init__(*args, **kwargs)
        self._day = day

    def clean_dieu_dung(self) -> list[str]:
        """Keys of articles that are here."""
        return article_keys(self.cleaned_data["dieu_dung"], self._day)


def article_keys(text: str, day: date | None) -> list[str]:
    """Keys of the articles that a text names, by what the names of laws meant on a day; without a day, by what they mean now.

    Raises:
        ValidationError: it names none, one without its law, or one that is not here.
    """
    if not text.strip():
        return []
    keys: list[str] = []
    for one in find_citations(text):
        key = queries.by_citation(one, day)
        if key is None:
            raise forms.ValidationError(
                _(
                    "“Điều %(article)s” chưa rõ của luật nào. Hãy ghi cả tên luật hoặc số văn bản, ví dụ Điều 203 BLTTDS."
                )
                % {"article": one.article}
            )
        if queries.any_document() and not queries.exists(key):
            raise forms.ValidationError(
                _("Kho văn bản không có Điều %(article)s của văn bản %(number)s. Hãy kiểm tra lại số điều.")
                % {"article": one.article, "number": key.partition("#")[0]}
            )
        keys.append(key)
    if not keys:
        raise forms.ValidationError(_("Không nhận ra điều luật nào. Hãy ghi dạng: khoản 1 Điều 203 BLTTDS."))
    return list(dict.fromkeys(keys))[:ARTICLES]


class AskedFilter(Filters):
    """Which of one's questions to list."""

    q = forms.CharField(
        label=_("Từ trong câu hỏi"), required=False, max_length=200, help_text=_("Gõ không dấu cũng được.")
    )


class SimilarForm(forms.Form):
    """A case to which like judgments are sought: a text, or what it is about."""

    van_ban = LongTextField(
        label=_("Nội dung vụ việc"), rows=8, max_length=PASTED, required=False,
        help_text=_("Dán phần nội dung, yêu cầu khởi kiện hoặc cả bản án. Văn bản dán vào không được lưu lại."),
        error_messages={"max_length": _("Văn bản dài %(show_value)s chữ, hệ thống đọc đến %(limit_value)s chữ. Hãy bỏ bớt phần thủ tục.")},
    )  # fmt: skip
    quan_he = TextField(label=_("Quan hệ pháp luật"), max_length=300, required=False, help_text=_("Ví dụ: tranh chấp hợp đồng đặt cọc."))  # fmt: skip
    dieu = TextField(
        label=_("Đã áp dụng điều luật"), max_length=300, required=False, help_text=_("Ví dụ: Điều 328 BLDS.")
    )
    loai = forms.ChoiceField(label=_("Loại vụ việc"), required=False)
    toa_an = forms.ChoiceField(label=_("Tòa án"), required=False)
    nam = forms.ChoiceField(label=_("Năm"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = publication.choices()
        for name, told in (
            ("loai", Case.Kind.choices),
            ("toa_an", choices.courts),
            ("nam", [(y, y) for y in choices.years]),
        ):
            field: Any = self.fields[name]
            field.choices = [("", _("Tất cả")), *told]

    def clean_dieu(self) -> list[str]:
        """Keys of articles that are here."""
        return article_keys(self.cleaned_data["dieu"], None)

    def clean(self) -> dict[str, Any]:
        """Something must be known of the case."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(told.get(name) for name in ("van_ban", "quan_he", "dieu")):
            raise forms.ValidationError(
                _("Hãy dán nội dung vụ việc, hoặc ghi quan hệ pháp luật, hoặc điều luật.")
            )
        return told
