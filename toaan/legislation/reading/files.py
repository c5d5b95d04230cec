"""Files as they are handed in, whichever format: what each is, in which order, its records with the source they count as."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pypdfium2

from toaan.legislation.reading import consolidated, phapdien, plain, precedents
from toaan.legislation.reading.precedents import PrecedentRecord
from toaan.legislation.reading.records import ArticleRecord, Unreadable, lines_of

ENDINGS = (".jsonl", ".json", ".jsonl.xz", ".pdf")
PLAIN, PHAPDIEN, CONSOLIDATED = "plain", "phapdien", "consolidated"
Record = ArticleRecord | PrecedentRecord | Unreadable
_PART = re.compile(r"[-_ ](?:part|phan|p)[-_ ]?(\d+)$", re.I)


class NothingToRead(ValueError):
    """The paths name nothing that can be read; the message says which and why."""


def found(paths: Iterable[Path]) -> list[Path]:
    """The files that these paths name, folders looked through, in a fixed order.

    Raises:
        NothingToRead: a path is not there, a file has another ending, a folder has none of ours.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.name.lower().endswith(ENDINGS))
            if not inside:
                raise NothingToRead(f"thư mục {path} không có tệp nào thuộc loại {', '.join(ENDINGS)}")
            files += inside
        elif not path.is_file():
            raise NothingToRead(f"không có tệp {path}")
        elif not path.name.lower().endswith(ENDINGS):
            raise NothingToRead(f"{path} không thuộc loại đọc được: {', '.join(ENDINGS)}")
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def read(files: Sequence[Path]) -> Iterator[tuple[str, Record]]:
    """Every record of the files with the source it counts as; parts of one PDF are read as one text."""
    texts = [path for path in files if path.suffix.lower() != ".pdf"]
    for path in texts:
        yield from _guarded(path.name, _lines(path))
    pdfs = sorted((p for p in files if p.suffix.lower() == ".pdf"), key=_whole)
    for _name, parts in groupby(pdfs, key=lambda p: _whole(p)[:2]):
        together = list(parts)
        where = ", ".join(p.name for p in together)
        yield from _guarded(where, ((CONSOLIDATED, one) for one in consolidated.read(together)))


def _whole(path: Path) -> tuple[str, str, int]:
    """Folder, name without its part, and the part's number."""
    part = _PART.search(path.stem)
    return str(path.parent), path.stem[: part.start()] if part else path.stem, int(part[1]) if part else 0


def _guarded(where: str, records: Iterator[tuple[str, Record]]) -> Iterator[tuple[str, Record]]:
    """A file that cannot be read to its end is told like a line that cannot; the other files go on."""
    try:
        yield from records
    except (OSError, EOFError, lzma.LZMAError, pypdfium2.PdfiumError, UnicodeError) as error:
        yield PLAIN, Unreadable(where, f"không đọc được đến hết tệp: {error}")


def _lines(path: Path) -> Iterator[tuple[str, Record]]:
    if path.suffix.lower() == ".json":
        try:
            told = json.loads(path.read_text(encoding="utf-8", errors="replace"))
        except json.JSONDecodeError:
            told = None  # lines after all
        if told is not None:
            several = isinstance(told, list)
            for n, one in enumerate(told if several else [told], start=1):
                yield from _one(json.dumps(one), f"{path.name}, mục thứ {n}" if several else path.name)
            return
    for where, line in lines_of(path):
        yield from _one(line, where)


def _one(line: str, where: str) -> Iterator[tuple[str, Record]]:
    try:
        told = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        told = None
    if isinstance(told, dict) and "precedent" in told:
        yield PLAIN, precedents.record(told, where)
    elif isinstance(told, dict) and "doc_no" in told:
        yield PHAPDIEN, phapdien.record(line, where)
    else:
        for one in plain.records(line, where):
            yield PLAIN, one
