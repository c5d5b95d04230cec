"""The draft as a Word file and back: which part is which section, what is kept of what a person did to the file."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from toaan.core import files, practice
from toaan.core.errors import Refused
from toaan.core.words import in_record_language
from toaan.core.words import words as _
from toaan.engines.word import (
    Fence,
    Paper,
    PaperLine,
    PaperPart,
    PaperTable,
    WordRefused,
    read,
    replace_parts,
)
from toaan.judgments import layout
from toaan.judgments.content import Content
from toaan.judgments.models import WordCopy, WordReturn
from toaan.judgments.sections import DocumentKind, Section, Value
from toaan.vietnamese.tables import cells, pieces
from toaan.vietnamese.text import clean, fold

OPENING, TAIL = "opening", "tail"
FEES = "Về án phí, chi phí tố tụng"
ABOUT = "V/v"
MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Returned:
    """What a file that came back holds."""

    copy: uuid.UUID
    content: Content
    notes: dict[str, Any]


def fences(kind: DocumentKind) -> list[Fence]:
    """How the parts are known again."""
    found = [Fence(OPENING, heading="NHÂN DANH", fixed=("NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",))]
    last = ""
    for section in kind.sections:
        if section.shape == "items":
            found.append(Fence(section.name, begins=r"1[.)]\s", inside=last))
        elif section.shape == "dashes":
            found.append(Fence(section.name, heading=FEES))
        elif section.shape == "text":
            found.append(Fence(section.name, begins=r"(?i)(các )?đương sự|quyền kháng cáo", inside=last))
        elif section.shape == "numbered":
            found.append(Fence(section.name, heading=section.heading, fixed=(layout.OPENING,)))
        else:
            found.append(Fence(section.name, heading=section.heading))
        last = section.name
    return [*found, Fence(TAIL, fixed=(layout.ENFORCEMENT,))]


@in_record_language
def file_of(kind: DocumentKind, copy: WordCopy, text: Mapping[str, Any], base: WordReturn | None) -> bytes:
    """The draft as DOCX: a new file in the layout of the form, or the one that a person brought back last, with its look.

    Args:
        text: `layout.frozen` of the version that goes out.
        base: the file taken back last; only what differs from it is written into it.
    """
    content = Content.from_json(text["content"])
    if base is None:
        return _new(kind, copy, text, content)
    blob = files.read(base.file_id)
    there = read(blob, fences(kind)).parts
    changed = {
        s.name: _lines(s, getattr(content, s.name))
        for s in kind.sections
        if s.name in there and _value(s, there[s.name]) != getattr(content, s.name)
    }
    opening = [clean(line.text) for line in layout.opening(dict(text))]
    court = text["court"].upper()
    if [line for line in there.get(OPENING, []) if fold(line) != fold(court)] != opening:
        changed[OPENING] = [court, *opening]
    headings = {s.name: _fees_heading(content) for s in kind.sections if s.shape == "dashes"}
    return replace_parts(blob, changed, fences(kind), copy=copy.pk, headings=headings)


def _new(kind: DocumentKind, copy: WordCopy, text: Mapping[str, Any], content: Content) -> bytes:
    from toaan.engines.word.build import build  # python-docx is slow to load and needed here alone

    line = PaperLine.of
    day = "-".join(text["dated"].split("-")[::-1])
    head_left = [
        line(text["court"].upper(), "center", bold=True), line(f"Bản án số: {text['number']}", "center"),
        line(f"Ngày: {day}", "center"),
    ]  # fmt: skip
    head_right = [
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center", bold=True),
        line("Độc lập - Tự do - Hạnh phúc", "center", bold=True),
    ]
    about = next(s for s in kind.sections if s.shape == "line")
    parts = [_opening_part(text)]
    parts += [_part(s, content) for s in kind.sections if s is not about]
    parts.append(PaperPart(TAIL, [line(layout.ENFORCEMENT)]))
    recipients = [
        line("Nơi nhận:", "plain", bold=True),
        *(line(f"- {one};", "plain") for one in text["recipients"]),
    ]
    signer = [
        *[line(one, "center", bold=True) for one in layout.signer_lines(dict(text))],
        *[line("", "center")] * 3,
        line(text["bench"]["judge"], "center", bold=True),
    ]
    return build(
        Paper(
            copy=str(copy.pk),
            title=str(kind.title),
            head=(head_left, head_right),
            about=PaperPart(
                about.name, [line(t, "center") for t in _lines(about, getattr(content, about.name))]
            ),
            parts=parts,
            foot=(recipients, signer),
            mark=practice.paper_mark(),
        )
    )


def _opening_part(text: Mapping[str, Any]) -> PaperPart:
    lines = [PaperLine.of(text["court"].upper(), "center", bold=True)]
    for one in layout.opening(dict(text)):
        style = "body" if not one.style else "person" if "person" in one.style else "plain"
        lines.append(PaperLine(one.runs, style))  # type: ignore[arg-type]
    heading = [
        PaperLine.of("NHÂN DANH", "heading", bold=True),
        PaperLine.of("NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "heading", bold=True),
    ]
    return PaperPart(OPENING, lines, heading)


def _part(section: Section, content: Content) -> PaperPart:
    heading = []
    if section.heading:
        heading.append(PaperLine.of(f"{section.heading}:", "heading", bold=True))
    if section.shape == "numbered":
        heading.append(PaperLine.of(layout.OPENING))
    if section.shape == "dashes":
        heading.append(PaperLine.of(_fees_heading(content)))
    lines: list[PaperLine | PaperTable] = []
    for piece in pieces(_lines(section, getattr(content, section.name))):
        lines.append(PaperTable(piece.rows) if piece.rows else PaperLine.of(piece.text))
    return PaperPart(section.name, lines, heading)


def _fees_heading(content: Content) -> str:
    return f"{len(content.ruling) + 1}. {FEES}:"


def _lines(section: Section, value: Value) -> list[str]:
    """A section as paragraphs of the file; a break inside a paragraph makes one of its own, a row reads as it comes back."""
    if section.shape == "line":
        return [f"{ABOUT}: {value}"]
    lines = (line for text in layout.lines_of(section, value) for line in text.split("\n"))
    return [clean(" | ".join(cells(line))) if cells(line) else line for line in lines]


def back(kind: DocumentKind, blob: bytes) -> Returned:
    """Read a file that came back.

    Raises:
        Refused: "word.unreadable", "word.unknown" (no file of a draft), "word.sections" (parts are missing).
    """
    if len(blob) > MOST_BYTES:
        raise _refused("word.too_large", _("Tệp Word lớn hơn 20 MB. Hãy bỏ bớt hình ảnh rồi gửi lại."))
    try:
        found = read(blob, fences(kind))
    except WordRefused as refusal:
        message = _("Không đọc được tệp Word này. Hãy mở tệp, lưu lại dạng .docx rồi gửi lại.")
        raise _refused("word.unreadable", message) from refusal
    if found.copy is None:
        message = _(
            "Tệp này không phải tệp tải về từ dự thảo. Hãy tải dự thảo về Word, sửa trên tệp đó (lưu bằng Save, đừng chép sang "
            "tệp mới) rồi gửi lại."
        )
        raise _refused("word.unknown", message)
    missing = [str(s.title) for s in kind.sections if s.name not in found.parts]
    if missing:
        message = _(
            "Trong tệp không còn phần: %(parts)s. Hãy giữ nguyên các dòng tiêu đề của mẫu, rồi gửi lại; hoặc chép nội dung "
            "sửa vào ô soạn thảo."
        ) % {"parts": ", ".join(missing)}
        raise _refused("word.sections", message)
    values: dict[str, Any] = {s.name: _value(s, found.parts[s.name]) for s in kind.sections}
    notes = {
        "told": list(found.notes),
        "comments": [asdict(c) for c in found.comments[:200]],
        "opening": found.parts.get(OPENING, []),
    }
    return Returned(found.copy, replace(Content(), **values), notes)


def opening_changed(returned: Sequence[str], text: Mapping[str, Any]) -> bool:
    """Whether the head, which is made from the case, was edited in the file (or the case has changed since)."""
    made = {fold(clean(line.text)) for line in layout.opening(dict(text))} | {fold(text["court"])}
    return any(fold(line) not in made for line in returned)


def _value(section: Section, lines: Sequence[str]) -> Value:
    """Paragraphs of the file as the section is kept."""
    if section.shape == "line":
        said = " ".join(" ".join(lines).split())
        return said.removeprefix(ABOUT).lstrip(":. ").strip()[:300]
    if section.shape == "text":
        return "\n".join(lines)
    if section.shape not in ("numbered", "items"):
        return tuple(text for line in lines if (text := layout.without_number(line)))
    gathered: list[str] = []
    for line in lines:
        bare = layout.without_number(line)
        if gathered and bare == line:
            gathered[-1] += f"\n{line}"  # goes on with the paragraph or item above
        else:
            gathered.append(bare)
    return tuple(text for text in gathered if text)


def _refused(code: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={"file": message})
