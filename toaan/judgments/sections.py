"""The obligatory parts of each kind of document that a judge drafts: one table, from which editor, Word and checks read.

Another document (a judgment of the second instance, a decision on a request) adds its `DocumentKind` with `register`
and gives its name to `Draft.kind`; its sections are fields of `Content`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.judgments import content as texts

Shape = Literal["line", "paragraphs", "numbered", "lines", "items", "dashes", "text"]
"""How a section is kept and printed: one line; paragraphs; paragraphs [1], [2] …; one basis a line; items 1., 2. …
that can be appealed one by one; lines with a dash; one text."""
Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One part of a document that the judge writes."""

    name: str
    title: str | Promise
    shape: Shape
    help: str | Promise = ""
    rows: int = 6
    heading: str = ""
    """The line above it as the form prints it; also how it is known again in a Word file that lost its marks."""

    @property
    def is_text(self) -> bool:
        """Kept as one text, not as a list."""
        return self.shape in ("line", "text")


@dataclass(frozen=True)
class DocumentKind:
    """One document with its prescribed form and its parts in their order."""

    code: str
    form: str
    title: str | Promise
    article: str
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section | None:
        """The section of that name."""
        return next((s for s in self.sections if s.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(s.name for s in self.sections)


FIRST_INSTANCE = DocumentKind(
    "judgment",
    "52-DS",
    _("Dự thảo bản án sơ thẩm"),
    "BLTTDS 266.2",
    (
        Section("about", _("Trích yếu"), "line", _("Phần đứng sau “V/v” ở đầu bản án."), 1),
        Section(
            "facts", _("Nội dung vụ án"), "paragraphs", _("Để một dòng trống giữa hai đoạn. Bảng: mỗi hàng một dòng, các ô cách nhau bằng dấu |."), 14, "NỘI DUNG VỤ ÁN"
        ),
        Section(
            "reasoning", _("Nhận định của Tòa án"), "numbered",
            _("Để một dòng trống giữa hai đoạn; các đoạn được đánh số [1], [2]… khi in. Bảng: mỗi hàng một dòng, các ô cách nhau bằng dấu |."), 18, "NHẬN ĐỊNH CỦA TÒA ÁN",
        ),
        Section("basis", _("Căn cứ pháp luật"), "lines", _("Mỗi căn cứ một dòng."), 5, "QUYẾT ĐỊNH"),
        Section(
            "ruling", _("Quyết định"), "items",
            _("Mỗi mục là một phần có thể bị kháng cáo và có hiệu lực riêng. Mục để trống được bỏ qua; lưu xong có thêm mục mới."), 3,
        ),
        Section(
            "fees", _("Án phí, chi phí tố tụng"), "dashes",
            _("Mỗi khoản một dòng. Đây là phần cuối của quyết định, có thể bị kháng cáo riêng."), 5,
        ),
        Section("appeal", _("Quyền kháng cáo"), "text", "", 5),
    ),
)  # fmt: skip
KINDS: dict[str, DocumentKind] = {FIRST_INSTANCE.code: FIRST_INSTANCE}


_OF_PROCEEDING: dict[str, str] = {}


def register(kind: DocumentKind, *, proceeding: str = "") -> None:
    """Add a document that other domains draft here; what cases of this kind of proceeding end with."""
    KINDS[kind.code] = kind
    if proceeding:
        _OF_PROCEEDING[proceeding] = kind.code


def of_proceeding(proceeding: str) -> DocumentKind:
    """What a case of this kind of proceeding (`Case.proceeding`) ends with."""
    return KINDS[_OF_PROCEEDING.get(proceeding, FIRST_INSTANCE.code)]


def typed(section: Section, value: Value) -> str:
    """A section as one text for a field."""
    if isinstance(value, str):
        return value
    return ("\n" if section.shape in ("lines", "dashes") else "\n\n").join(value)


_PARSERS: dict[Shape, Callable[[str], tuple[str, ...]]] = {
    "paragraphs": texts.paragraphs,
    "numbered": texts.paragraphs,
    "lines": texts.lines,
    "dashes": texts.lines,
    "items": lambda text: texts.items(text.split("\n\n")),
}


def parsed(section: Section, text: str) -> Value:
    """Typed text as the section is kept."""
    return text.strip() if section.is_text else _PARSERS[section.shape](text)


def words(value: Any) -> int:
    """How many words stand in a section."""
    parts: Sequence[str] = (value,) if isinstance(value, str) else value
    return sum(len(part.split()) for part in parts)
