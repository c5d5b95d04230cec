"""The text of the marked parts of a Word file that somebody edited."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from toaan.vietnamese.text import clean, fold

from .package import COMMENTS, COPY_MARK, CUSTOM, DOCUMENT, MARK, PROPERTY, W, WordRefused, parse, parts_of, w

TRACKED, TABLE, PICTURE, FOOTNOTE, LOST_MARK = "tracked", "table", "picture", "footnote", "lost_mark"
_SKIPPED = {
    w(name)
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "txbxContent",
        "pict",
        "object",
        "drawing",
    )
}
_PICTURES = {w("pict"), w("drawing"), w("object")}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BREAKS = {w("br"), w("cr")}
NUMBER = re.compile(r"^\s*(?:\[\d+\]\.?|\d{1,2}[.)]|[-–•])\s+")


@dataclass(frozen=True)
class Fence:
    """How a part is known again when its bookmark is gone: by its heading, or by how its first line begins.

    `inside`: the part whose text it then splits.
    """

    name: str
    heading: str = ""
    begins: str = ""
    inside: str = ""
    fixed: tuple[str, ...] = ()
    """Lines of the form below the heading that are no text of the part."""


@dataclass(frozen=True)
class Comment:
    """What somebody wrote at the margin."""

    author: str
    text: str
    part: str


@dataclass
class Block:
    """One paragraph of a part: its text and its element; a row of a table has the row's element."""

    text: str
    element: Any
    numbered: bool = False
    """Word numbers it by itself."""
    is_row: bool = False


@dataclass(frozen=True)
class WordText:
    """What was read."""

    copy: uuid.UUID | None
    parts: dict[str, list[str]]
    notes: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass
class Marked:
    """The document's tree with its parts found in it."""

    tree: Any
    copy: uuid.UUID | None = None
    blocks: dict[str, list[Block]] = field(default_factory=dict)
    headings: dict[str, Block] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read(blob: bytes, fences: Sequence[Fence]) -> WordText:
    """The parts as lists of paragraphs, empty ones left out; tracked changes read as accepted.

    Raises:
        WordRefused: no Word document, broken, or larger than any draft.
    """
    found = parts_of(blob, DOCUMENT, COMMENTS, CUSTOM)
    if DOCUMENT not in found:
        raise WordRefused("no document")
    marked = find(parse(found[DOCUMENT]), fences, found.get(CUSTOM))
    return WordText(
        copy=marked.copy,
        parts={name: [_said(b) for b in blocks] for name, blocks in marked.blocks.items()},
        notes=tuple(dict.fromkeys(marked.notes)),
        comments=tuple(_comments(marked, found.get(COMMENTS))),
    )


def _said(block: Block) -> str:
    """The text; what Word numbers by itself gets a number, so that it is known as a beginning."""
    return f"1. {block.text}" if block.numbered and not NUMBER.match(block.text) else block.text


def find(tree: Any, fences: Sequence[Fence], custom: bytes | None = None) -> Marked:
    """Walk the document once and lay every paragraph to its part."""
    marked = Marked(tree)
    marked.copy = _copy_of(tree, custom)
    if _has(tree, w("ins"), w("del"), w("moveFrom"), w("moveTo")):
        marked.notes.append(TRACKED)
    known = {fence.name for fence in fences}
    headings = {fold(f.heading): f.name for f in fences if f.heading}
    fixed = {fold(line) for f in fences for line in f.fixed}
    bookmarked = {n for n in _marks_in(tree) if n in known}
    place, cell = "", None
    body = tree.find(w("body"))
    if body is None:
        raise WordRefused("no body")
    for element in _paragraphs(body):
        if cell is not None and _cell_of(element) is not cell:
            place, cell = "", None  # a part that began in a cell of the head ends with it
        names = [n for n in _marks_in(element) if n in known or n == "end"]
        said = clean(text_of(element))
        text = fold(NUMBER.sub("", said)).rstrip(": ")
        by_heading = headings.get(text, "")
        if names:
            place = names[-1]
            cell = _cell_of(element)
            marked.blocks.setdefault(place, [])
        elif by_heading and by_heading not in bookmarked:
            place, cell = by_heading, None
            marked.blocks.setdefault(place, [])
            marked.notes.append(LOST_MARK)
        if not place or place == "end":
            continue
        if by_heading:
            marked.headings.setdefault(by_heading, Block(said, element))
            continue  # the heading itself is not text of the part
        if fold(said) in fixed:
            continue
        _lay(marked, place, element)
    marked.blocks.pop("end", None)
    _split(marked, fences)
    return marked


def _lay(marked: Marked, place: str, element: Any) -> None:
    if _has(element, *_PICTURES):
        marked.notes.append(PICTURE)
    if _has(element, w("footnoteReference"), w("endnoteReference")):
        marked.notes.append(FOOTNOTE)
    is_row = element.tag == w("tr")
    if is_row:
        marked.notes.append(TABLE)
    cells = (" ".join(text_of(p) for p in c.iter(w("p"))) for c in element.findall(w("tc")))
    text = clean(" | ".join(cells) if is_row else text_of(element))
    if not text:
        return
    blocks = marked.blocks[place]
    if blocks and _joined(blocks[-1].element):
        blocks[-1].text = clean(f"{blocks[-1].text} {text}")  # the paragraph mark between them was deleted
        return
    numbered = element.find(f"{w('pPr')}/{w('numPr')}") is not None
    blocks.append(Block(text, element, numbered, is_row))


def _has(element: Any, *names: str) -> bool:
    return next(element.iter(*names), None) is not None


def _joined(element: Any) -> bool:
    return element.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None


def _split(marked: Marked, fences: Sequence[Fence]) -> None:
    """Parts without a heading that lost their bookmark: where their first line begins as it always does."""
    for fence in fences:
        if fence.name in marked.blocks or not fence.begins or fence.inside not in marked.blocks:
            continue
        blocks = marked.blocks[fence.inside]
        begins = re.compile(fence.begins)
        at = next((n for n, b in enumerate(blocks) if begins.match(b.text)), None)
        if at is not None:
            marked.blocks[fence.name] = blocks[at:]
            marked.blocks[fence.inside] = blocks[:at]
            marked.notes.append(LOST_MARK)


def _paragraphs(body: Any) -> Iterator[Any]:
    """Paragraphs in their order; a table of more than one row (put in by a person) row by row."""
    for child in body.iterchildren():
        if child.tag == w("p"):
            yield child
        elif child.tag == w("tbl"):
            rows = child.findall(w("tr"))
            ours = any(_marks_in(child)) or len(rows) == 1
            for row in rows:
                if ours:
                    for found in row.findall(w("tc")):
                        yield from _paragraphs(found)
                else:
                    yield row
        elif child.tag in (w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml"), w("smartTag")):
            yield from _paragraphs(child)


def _cell_of(element: Any) -> Any:
    return next(element.iterancestors(w("tc")), None)


def _marks_in(element: Any) -> list[str]:
    names = (mark.get(w("name"), "") for mark in element.iter(w("bookmarkStart")))
    return [n.removeprefix(MARK) for n in names if n.startswith(MARK) and not n.startswith(COPY_MARK)]


def text_of(element: Any) -> str:
    """What a paragraph says, tracked changes read as accepted."""
    return "".join(_stretches(element))


def _stretches(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _SKIPPED or child.tag == _ALTERNATE:
            continue
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag == w("tab"):
            yield " "
        elif child.tag in _BREAKS:
            yield "\n" if child.get(w("type")) in (None, "textWrapping") else ""
        elif child.tag == w("noBreakHyphen"):
            yield "-"
        elif isinstance(child.tag, str):
            yield from _stretches(child)


def _copy_of(tree: Any, custom: bytes | None) -> uuid.UUID | None:
    """Which copy it says it is."""
    said = []
    if custom is not None:
        for one in parse(custom):
            if one.get("name") == PROPERTY:
                said.append("".join(one.itertext()))
    said += [
        name.removeprefix(COPY_MARK)
        for mark in tree.iter(w("bookmarkStart"))
        if (name := mark.get(w("name"), "")).startswith(COPY_MARK)
    ]
    for text in said:
        try:
            return uuid.UUID(text.strip())
        except ValueError:
            continue
    return None


def _comments(marked: Marked, blob: bytes | None) -> Iterator[Comment]:
    if blob is None:
        return
    at = {
        start.get(w("id")): name
        for name, blocks in marked.blocks.items()
        for block in blocks
        for start in block.element.iter(w("commentRangeStart"), w("commentReference"))
    }
    for one in parse(blob).iter(f"{{{W}}}comment"):
        text = clean("\n".join(text_of(p) for p in one.iter(w("p"))))
        if text:
            yield Comment(clean(one.get(w("author"), ""))[:100], text[:2000], at.get(one.get(w("id")), ""))
