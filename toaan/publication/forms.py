"""Forms of the review, the refusal to publish, the withdrawal, and the public search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.design.forms import LongTextField, TextField, TileRadios
from toaan.publication.queries import Choices
from toaan.publication.sheet import MAX_LENGTH, Addition, Decision, Doubt, Finding, Group, Sheet

ENCODE, KEEP = "ma-hoa", "giu"


@dataclass(frozen=True)
class Question:
    """One place that waits for a decision, with its two fields."""

    text: str
    why: str
    count: int
    choice: forms.BoundField
    code: forms.BoundField


class ReviewForm(forms.Form):
    """Decisions about everything that waits, about one group opened for change, and words that were missed.

    What is left blank stays undecided.
    """

    hide_optional = True
    revision = forms.IntegerField(widget=forms.HiddenInput)
    text = TextField(
        label=_("Đoạn cần mã hóa"), help_text=_("Chép đúng từng chữ trong bản gốc; mọi chỗ giống hệt đều được thay."),
        required=False, max_length=300,
    )  # fmt: skip
    replacement = TextField(label=_("Thay bằng"), required=False, max_length=MAX_LENGTH)

    def __init__(
        self, *args: Any, sheet: Sheet, revision: int, opened: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = revision
        self.waiting = sheet.undecided
        self.opened = next(
            (g for g in sheet.groups if g.first.start == opened and not g.first.undecided), None
        )
        for item in self._items():
            start, code = _start(item), item.first.replacement if isinstance(item, Group) else ""
            self.fields[f"q_{start}"] = forms.ChoiceField(
                label=_("Quyết định"), required=False, widget=forms.RadioSelect,
                choices=[(ENCODE, _("Mã hóa")), (KEEP, _("Giữ nguyên"))],
            )  # fmt: skip
            self.fields[f"t_{start}"] = TextField(
                label=_("Thay bằng"), required=False, max_length=MAX_LENGTH, initial=code
            )

    @property
    def questions(self) -> list[Question]:
        """What waits, in order of the text."""
        return [self._question(item) for item in self.waiting]

    @property
    def change(self) -> Question | None:
        """The group that was opened for change."""
        return self._question(self.opened) if self.opened else None

    @property
    def changes(self) -> list[Decision | Addition]:
        """The decisions that were taken (after `is_valid`)."""
        found: list[Decision | Addition] = []
        for item in self._items():
            start = _start(item)
            choice = self.cleaned_data.get(f"q_{start}")
            if choice:
                code = self.cleaned_data.get(f"t_{start}") or ""
                found.append(Decision(start, code if choice == ENCODE else None))
        if self.cleaned_data.get("text") or self.cleaned_data.get("replacement"):
            found.append(Addition(self.cleaned_data["text"], self.cleaned_data["replacement"]))
        return found

    def clean(self) -> dict[str, Any]:
        """A choice to encode needs its code."""
        data = super().clean() or self.cleaned_data
        for item in self._items():
            start = _start(item)
            if data.get(f"q_{start}") == ENCODE and not data.get(f"t_{start}"):
                self.add_error(f"t_{start}", _("Nhập chữ thay thế, ví dụ chữ cái đầu của tên."))
        return data

    def _items(self) -> Iterator[Group | Doubt]:
        yield from self.waiting
        if self.opened:
            yield self.opened

    def _question(self, item: Group | Doubt) -> Question:
        start = _start(item)
        place: Finding | Doubt = item.first if isinstance(item, Group) else item
        count = item.count if isinstance(item, Group) else 1
        return Question(place.text, place.why, count, self[f"q_{start}"], self[f"t_{start}"])


def _start(item: Group | Doubt) -> int:
    return item.first.start if isinstance(item, Group) else item.start


class DeclineForm(forms.Form):
    """Why it is not published."""

    reason = forms.ChoiceField(label=_("Lý do không công bố"), widget=TileRadios)
    explanation = LongTextField(
        label=_("Căn cứ cụ thể"), help_text=_("Chỉ lưu trong hồ sơ của Tòa án, không hiện ra ngoài."),
        rows=4, max_length=2000,
    )  # fmt: skip

    def __init__(self, *args: Any, reasons: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(r["code"], r["message"]) for r in reasons]  # type: ignore[attr-defined]
        self.fields["reason"].widget.hints = {r["code"]: r["article"] for r in reasons}


class WithdrawForm(forms.Form):
    """Why what was published is taken down."""

    reason = LongTextField(
        label=_("Lý do gỡ"), help_text=_("Ví dụ: còn đọc được tên của một đương sự. Chỉ lưu trong hồ sơ của Tòa án."),
        rows=4, max_length=2000,
    )  # fmt: skip


class SearchForm(forms.Form):
    """The public search. A value that makes no sense is left out, never an error page."""

    hide_optional = True
    q = TextField(
        label=_("Từ cần tìm"), required=False, max_length=200,
        help_text=_("Từ trong bản án, quyết định, số hoặc điều luật; gõ không dấu cũng được."),
    )  # fmt: skip
    toa = forms.ChoiceField(label=_("Tòa án"), required=False, help_text=_("Tòa án đã xét xử, giải quyết"))
    nam = forms.ChoiceField(label=_("Năm"), required=False, help_text=_("Năm ghi trên bản án, quyết định"))
    loai = forms.ChoiceField(label=_("Loại án"), required=False, help_text=_("Lĩnh vực của vụ việc"))
    dang = forms.ChoiceField(label=_("Loại văn bản"), required=False, help_text=_("Bản án hay quyết định"))

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Tất cả"))
        self.fields["toa"].choices = [everything, *choices.courts]  # type: ignore[attr-defined]
        self.fields["nam"].choices = [everything, *((y, y) for y in choices.years)]  # type: ignore[attr-defined]
        self.fields["loai"].choices = [everything, *Case.Kind.choices]  # type: ignore[attr-defined]
        self.fields["dang"].choices = [everything, ("judgment", _("Bản án")), ("decision", _("Quyết định"))]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """The cleaned value, or "" when nothing or nonsense was given."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")
