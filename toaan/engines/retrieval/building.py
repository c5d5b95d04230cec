"""Entries into arrays: words, runs, laws, what cites what. Titles and names that are missing are made up from the texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from toaan.engines.retrieval import encoding, grams
from toaan.engines.retrieval.api import Entry
from toaan.engines.retrieval.words import authority
from toaan.vietnamese.text import fold, tokens

Progress = Callable[[str, int, int], None]
_NAMED = re.compile(
    r"\b(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư|Nghị quyết)\s+(?P<name>[A-ZĐÀ-Ỹ][^;:.()\n\d]{3,90}?)\s+(?:năm \d{4}\s+)?(?:luật\s+)?số\s+(?P<number>\d+/\d{4}/[\w-]+)"
)
_ABOUT = re.compile(
    r"(?:Luật|Bộ luật|Nghị định|Thông tư|Nghị quyết|Pháp lệnh) này\s+quy định(?:\s+chi tiết)?(?:\s+về)?\s+(?P<name>[^;:.\n]{5,120})"
)
_CITES = re.compile(
    r"\bĐiều\s+(\d+[a-zđ]?)((?:,\s*\d+[a-zđ]?)*(?:\s+và\s+(?:Điều\s+)?\d+[a-zđ]?)?)(?:\s+(?:của\s+)?(?P<law>(?:Bộ luật|Luật|Nghị định|Thông tư|Nghị quyết|Pháp lệnh)\s+(?!này)))?"
)
_TITLE_WORDS = 14
_TITLE_LINE = 30
"""A first line of at most so many words, unnumbered and without a full stop, is the title of an article that has none."""
_NO_TITLE = re.compile(r"\s*(?:\d+[.)]|[a-zđ]\))|.*[.;:,]\s*$")
_NAME_NUMBERS = re.compile(
    r"\b(?:bộ luật|luật|pháp lệnh|nghị định|thông tư(?: liên tịch)?|nghị quyết|quyết định|sắc lệnh|chỉ thị|số)\b|\S*\d\S*|[^\w\s]",
    re.I,
)
_CHAPTER_NUMBER = re.compile(r"^\s*(?:(?:phần|chương|mục|tiểu mục)\s+(?:thứ\s+\w+|[ivxlc]+|\d+)\b\W*)+", re.I)
_SUBJECT_NUMBER = re.compile(r"^[\d.\s]+")
_KINDS = (("/QH", "Luật"), ("/NĐ-CP", "Nghị định"), ("/TT", "Thông tư"))
_ANY = re.compile(r"\d+[a-zđ]?")


def repaired(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with what some lack: the document's name (as other laws call it, as its first article says what it is about, or its
    subject), its kind by its number, the title that stands as the first line of the text.
    """
    names: dict[str, str] = {}
    for entry in entries:
        if _says(entry.document):
            names.setdefault(entry.number, entry.document)
    lacking = {entry.number for entry in entries} - set(names)
    if lacking:
        names |= _found_names(entries, lacking)
    return [_titled(_named(entry, names)) for entry in entries]


def _says(name: str) -> bool:
    """Whether a document's name says more than its kind and number: "Luật số 26/2008/QH12" does not."""
    return bool(_NAME_NUMBERS.sub("", name).strip())


def _found_names(entries: Sequence[Entry], lacking: set[str]) -> dict[str, str]:
    called: dict[str, Counter[str]] = {}
    for entry in entries:
        for found in _NAMED.finditer(entry.text):
            if found["number"] in lacking:
                called.setdefault(found["number"], Counter())[found["name"].strip(" ,")] += 1
    for entry in entries:
        if entry.number not in lacking or entry.number in called:
            continue
        if entry.article == "1" and (about := _ABOUT.search(entry.text)):
            called[entry.number] = Counter({" ".join(about["name"].split()[:12]): 1})
    names = {
        entry.number: _SUBJECT_NUMBER.sub("", entry.subject)
        for entry in entries
        if entry.number in lacking and entry.subject
    }
    names |= {number: "Hiến pháp" for number in lacking if number.upper().startswith("HIENPHAP")}
    return names | {number: counter.most_common(1)[0][0] for number, counter in called.items()}


def _named(entry: Entry, names: dict[str, str]) -> Entry:
    kind = entry.kind or next((kind for part, kind in _KINDS if part in entry.number.upper()), "")
    document = entry.document if _says(entry.document) else names.get(entry.number, "")
    return replace(entry, document=document, kind=kind)


def _titled(entry: Entry) -> Entry:
    """ "Chính sách của Nhà nước về bảo vệ môi trường" above the first clause is the title; it leaves the text."""
    if entry.title:
        return entry
    first, _, rest = entry.text.partition("\n")
    if not rest.strip() or _NO_TITLE.match(first) or not 1 <= len(first.split()) <= _TITLE_LINE:
        return entry
    return replace(entry, title=first, text=rest.strip())


def arrays(
    entries: Sequence[Entry], progress: Progress | None = None
) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """All arrays of an index, and its facts."""
    tell = progress or (lambda _what, _done, _all: None)
    entries = repaired(entries)
    stream, entry_of, field_of, vocabulary, parts = _read(entries, tell)
    count = len(entries)
    found: dict[str, np.ndarray] = {}
    for n, (name, weights) in enumerate(grams.CHANNELS.items()):
        tell("runs", n, len(grams.CHANNELS))
        one = grams.build(stream, entry_of, field_of, count, weights)
        found |= {
            f"{name}_terms": one.terms,
            f"{name}_starts": one.starts,
            f"{name}_entries": one.entries,
            f"{name}_adds": one.adds,
        }
    spread = np.zeros(len(vocabulary), np.int32)
    one_terms, one_starts = found["one_terms"], found["one_starts"]
    spread[one_terms] = np.diff(one_starts)
    laws, law_of = _numbered(entry.number for entry in entries)
    _chapters, chapter_of = _numbered(f"{entry.number}|{entry.chapter}" for entry in entries)
    _subjects, subject_of = _numbered(entry.subject or entry.number for entry in entries)
    tell("vectors", 0, count)
    found["vectors"] = (
        encoding.shipped().fitted({word: n for n, word in enumerate(vocabulary)}).entries(stream, parts)
    )
    tell("citations", 0, count)
    cites_from, cites_to = _citations(entries)
    found |= {
        "stream": stream, "parts": parts, "spread": spread, "law_of": law_of, "chapter_of": chapter_of, "subject_of": subject_of,
        "authority": np.array([authority(entry.kind, entry.number) for entry in entries], np.float32),
        "cites_from": cites_from, "cites_to": cites_to,
        "vocabulary": _text(vocabulary), "keys": _text([entry.key for entry in entries]), "laws": _text(laws),
        "law_names": _text([_name(name) for name in _first_names(entries, laws)]),
    }  # fmt: skip
    return found, {"entries": count}


def _read(
    entries: Sequence[Entry], tell: Progress
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str], np.ndarray]:
    """One stream of word numbers. ``parts`` has for each entry where title, name (with the chapter), body begin and where it ends."""
    numbers: dict[str, int] = {"": 0}
    read: list[np.ndarray] = []
    lengths, fields, parts = [], [], []
    names: dict[str, list[int]] = {}
    at = 0
    take = numbers.setdefault
    for n, entry in enumerate(entries):
        if n % 5000 == 0:
            tell("words", n, len(entries))
        if entry.document not in names:
            names[entry.document] = [take(w, len(numbers)) for w in tokens(f"{entry.kind} {entry.document}")]
        body: list[int] = []
        for line in entry.text.split("\n"):
            if line:
                body += [take(w, len(numbers)) for w in tokens(line)]
                body.append(0)
        title = [take(w, len(numbers)) for w in tokens(entry.title)] or [
            w for w in body[: _TITLE_WORDS * 2] if w
        ][:_TITLE_WORDS]
        name = names[entry.document]
        chapter = [take(w, len(numbers)) for w in tokens(_CHAPTER_NUMBER.sub("", entry.chapter))]
        ids = [*title, 0, *name, 0, *chapter, 0, *body]
        read.append(np.array(ids, np.int32))
        sizes = (len(title) + 1, len(name) + len(chapter) + 2, len(body))
        parts.append((at, at + sizes[0], at + sizes[0] + sizes[1], at + len(ids)))
        at += len(ids)
        lengths.append(len(ids))
        fields.append(sizes)
    if len(numbers) > grams.WORDS_MOST:
        raise ValueError("more different words than the index can number")
    stream = np.concatenate(read) if read else np.zeros(0, np.int32)
    entry_of = np.repeat(np.arange(len(entries), dtype=np.int32), lengths)
    field_of = (
        np.repeat(np.tile(np.arange(3, dtype=np.uint8), len(entries)), np.array(fields, int).ravel())
        if fields
        else np.zeros(0, np.uint8)
    )
    return stream, entry_of, field_of, list(numbers), np.array(parts, np.int64).reshape(-1, 4)


def _numbered(names: Any) -> tuple[list[str], np.ndarray]:
    seen: dict[str, int] = {}
    return_of = np.array([seen.setdefault(name, len(seen)) for name in names], np.int32)
    return list(seen), return_of


def _first_names(entries: Sequence[Entry], laws: Sequence[str]) -> list[str]:
    names: dict[str, str] = {}
    for entry in entries:
        document, kind = entry.document, entry.kind
        names.setdefault(
            entry.number, document if fold(document).startswith(fold(kind)) else f"{kind} {document}"
        )
    return [names[number] for number in laws]


def _name(name: str) -> str:
    return " ".join(tokens(name))


def _citations(entries: Sequence[Entry]) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (citing, cited) of articles within one document: "theo quy định tại Điều 5 của Luật này"."""
    places = {(entry.number, entry.article): n for n, entry in enumerate(entries)}
    pairs: set[tuple[int, int]] = set()
    for n, entry in enumerate(entries):
        for found in _CITES.finditer(entry.text):
            if found["law"]:
                continue
            for article in (found[1], *_ANY.findall(found[2] or "")):
                cited = places.get((entry.number, article))
                if cited is not None and cited != n:
                    pairs.add((n, cited))
    if not pairs:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    both = np.array(sorted(pairs), np.int32)
    return both[:, 0].copy(), both[:, 1].copy()


def _text(lines: Sequence[str]) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8).copy()
