"""New text into some parts of a Word file; everything else, and the look of what is replaced, stays as a person made it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any

from lxml import etree

from toaan.vietnamese.tables import cells, pieces
from toaan.vietnamese.text import clean

from .package import COPY_MARK, CUSTOM, DOCUMENT, PROPERTY, parse, parts_of, to_xml, w, with_parts
from .read import NUMBER, Block, Fence, find, text_of

_KEPT = {w(n) for n in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")}


def replace_parts(
    blob: bytes,
    parts: Mapping[str, Sequence[str]],
    fences: Sequence[Fence],
    *,
    copy: uuid.UUID,
    headings: Mapping[str, str] | None = None,
) -> bytes:
    """The file with these parts saying these paragraphs, and named as another copy.

    Paragraphs that say the same are not touched. A new one takes the look of the one it replaces or follows.
    Bookmarks and comments move along. `headings`: parts whose heading bears a number that may have changed.
    """
    found = parts_of(blob, DOCUMENT, CUSTOM)
    tree = parse(found[DOCUMENT])
    marked = find(tree, fences, found.get(CUSTOM))
    for name, lines in parts.items():
        if name in marked.blocks:
            _rewrite(marked.blocks[name], list(lines))
    for name, line in (headings or {}).items():
        if name in marked.headings:
            _renumber(marked.headings[name], line)
    changed = {DOCUMENT: to_xml(_named(tree, copy))}
    if CUSTOM in found:
        changed[CUSTOM] = _property(found[CUSTOM], copy)
    return with_parts(blob, changed)


def _rewrite(blocks: list[Block], lines: list[str]) -> None:
    old, new = [_bare(b.text) for b in blocks], [_bare(line) for line in lines]
    for op, i, j, k, m in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if op == "equal":
            for block, line in zip(blocks[i:j], lines[k:m], strict=True):
                _renumber(block, line)
            continue
        pairs = min(j - i, m - k)
        for block, line in zip(blocks[i : i + pairs], lines[k : k + pairs], strict=True):
            _say(block, line)
        if m - k > pairs and blocks:
            _add(blocks[max(0, i + pairs - 1)], lines[k + pairs : m], before=i + pairs == 0)
        for block in blocks[i + pairs : j]:
            _remove(block)


def _bare(text: str) -> str:
    return NUMBER.sub("", text).strip()


def _renumber(block: Block, line: str) -> None:
    """The same words under another number: only the number changes."""
    was, wanted = NUMBER.match(block.text), NUMBER.match(line)
    if block.numbered or block.is_row or was is None or wanted is None or was[0].strip() == wanted[0].strip():
        return
    left = len(was[0].strip())
    first = True
    for text in block.element.iter(w("t")):
        said = (text.text or "").lstrip() if first else text.text or ""
        cut = min(left, len(said))
        text.text = (wanted[0].strip() if first else "") + said[cut:]
        left, first = left - cut, False
        if not left:
            return


def _say(block: Block, line: str) -> None:
    """Other words in the same paragraph, in the look of its longest stretch; marks and comments stay around them."""
    if block.is_row and len(cells(line)) == len(block.element.findall(w("tc"))):
        _say_row(block.element, cells(line))
        return
    if block.is_row:
        made = _paragraph_like(block.element.find(f".//{w('p')}"), line)
        table = block.element.getparent()
        table.addnext(made)
        _remove(block)
        return
    line = _bare(line) if block.numbered else line
    element = block.element
    look = _look(element)
    for child in list(element):
        if child.tag == w("pPr") or child.tag in _KEPT or _is_comment(child):
            continue
        for inner in child.iter(*_KEPT):
            child.addprevious(deepcopy(inner))
        element.remove(child)
    run = _run(line, look)
    ends = [c for c in element if c.tag in (w("bookmarkEnd"), w("commentRangeEnd")) or _is_comment(c)]
    if ends:
        ends[0].addprevious(run)
    else:
        element.append(run)
    joined = element.find(f"{w('pPr')}/{w('rPr')}/{w('del')}")
    if joined is not None:
        joined.getparent().remove(joined)


def _add(block: Block, lines: list[str], *, before: bool) -> None:
    place, lines = block.element, list(lines)
    if block.is_row:
        width = len(place.findall(w("tc")))
        while lines and len(cells(lines[-1] if before else lines[0])) == width:  # the table goes on
            made = deepcopy(block.element)
            _say_row(made, cells(lines.pop() if before else lines.pop(0)))
            _put(place, made, before=before)
            place = made
        place = place.getparent()
    pattern = block.element if not block.is_row else block.element.find(f".//{w('p')}")
    bare = block.numbered and not block.is_row
    fresh = pieces(_bare(line) if bare else line for line in lines)
    for piece in fresh if before else reversed(fresh):
        made = _table_like(pattern, piece.rows) if piece.rows else _paragraph_like(pattern, piece.text)
        _put(place, made, before=before)


def _put(place: Any, made: Any, *, before: bool) -> None:
    if before:
        place.addprevious(made)
    else:
        place.addnext(made)


def _say_row(row: Any, said: Sequence[str]) -> None:
    """Other words in the cells of a row; a cell that says the same is not touched."""
    for cell, words in zip(row.findall(w("tc")), said, strict=True):
        first, *others = cell.iter(w("p"))  # also in a content control or a table of its own
        if clean(" ".join(text_of(p) for p in (first, *others))) == clean(words):
            continue
        for other in others:
            if other.getparent() is first.getparent():
                other.getparent().remove(other)
            else:  # a cell must keep a paragraph
                _say(Block(text_of(other), other), "")
        _say(Block(text_of(first), first), words)


def _table_like(pattern: Any, rows: Sequence[Sequence[str]]) -> Any:
    """A new table with lines, its words in the look of a paragraph."""
    table = pattern.makeelement(w("tbl"))
    form = etree.SubElement(table, w("tblPr"))
    etree.SubElement(form, w("tblW"), {w("w"): "5000", w("type"): "pct"})
    borders = etree.SubElement(form, w("tblBorders"))
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        etree.SubElement(
            borders, w(side), {w("val"): "single", w("sz"): "4", w("space"): "0", w("color"): "auto"}
        )
    grid = etree.SubElement(table, w("tblGrid"))
    for _cell in rows[0]:
        etree.SubElement(grid, w("gridCol"))
    for row in rows:
        line = etree.SubElement(table, w("tr"))
        for words in row:
            etree.SubElement(etree.SubElement(line, w("tc")), w("p")).append(_run(words, _look(pattern)))
    return table


def _paragraph_like(pattern: Any, line: str) -> Any:
    made = pattern.makeelement(w("p"))
    form = pattern.find(w("pPr"))
    if form is not None:
        form = deepcopy(form)
        for gone in [*form.iter(w("sectPr")), *form.iter(w("del")), *form.iter(w("ins"))]:
            gone.getparent().remove(gone)
        made.append(form)
    made.append(_run(line, _look(pattern)))
    return made


def _remove(block: Block) -> None:
    """Take the paragraph away; bookmarks and comments in it go to a neighbour."""
    element = block.element
    parent = element.getparent()
    if parent is None:
        return
    marks = [m for m in element.iter(*_KEPT)] + [c for c in element if _is_comment(c)]
    near = element.getnext() if element.getnext() is not None else element.getprevious()
    if marks and near is not None and near.tag == w("p"):
        at = 1 if near.find(w("pPr")) is not None else 0
        for mark in reversed(marks):
            near.insert(at, mark)
    elif marks:
        for mark in marks:
            element.addprevious(mark)
    parent.remove(element)
    if block.is_row and parent.find(w("tr")) is None:
        parent.getparent().remove(parent)


def _is_comment(child: Any) -> bool:
    return child.tag == w("r") and child.find(w("commentReference")) is not None


def _look(paragraph: Any) -> Any:
    """The run properties of the longest stretch of a paragraph, without what belongs to tracked changes."""
    best, length = None, -1
    for run in paragraph.iter(w("r")):
        said = sum(len(t.text or "") for t in run.iter(w("t")))
        if said > length:
            best, length = run.find(w("rPr")), said
    if best is None:
        return None
    look = deepcopy(best)
    for gone in [*look.iter(w("ins")), *look.iter(w("del")), *look.iter(w("rPrChange"))]:
        gone.getparent().remove(gone)
    return look


def _run(line: str, look: Any) -> Any:
    run = etree.Element(w("r"))
    if look is not None:
        run.append(deepcopy(look))
    for number, piece in enumerate(line.split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        text = etree.SubElement(run, w("t"))
        text.text = piece
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _named(tree: Any, copy: uuid.UUID) -> Any:
    for mark in tree.iter(w("bookmarkStart")):
        if mark.get(w("name"), "").startswith(COPY_MARK):
            mark.set(w("name"), COPY_MARK + copy.hex)
    return tree


def _property(blob: bytes, copy: uuid.UUID) -> bytes:
    tree = parse(blob)
    for one in tree:
        if one.get("name") == PROPERTY:
            one[0].text = str(copy)
    return to_xml(tree)
