"""The book of law read straight from the files of the data folder, for a terminal without a database of laws."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from toaan.legislation.reading import ArticleRecord, phapdien, plain
from toaan.legislation.reading.records import document_number, lines_of
from toaan.vietnamese.statutes import Unit, units

_DOC = re.compile(r'"doc_no":\s*"((?:[^"\\]|\\.)*)"')
_ID = re.compile(r'"id":\s*"([^"#\\]*)#')


class FileBook:
    """A book over article records, read document by document when they are first asked for."""

    def __init__(self, lines: Iterable[tuple[str, str]] = (), records: Iterable[ArticleRecord] = ()) -> None:
        self._lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._records: dict[str, ArticleRecord] = {one.key: one for one in records}
        self._read: set[str] = {one.document for one in self._records.values()}
        self._units: dict[str, list[Unit]] = {}
        for where, line in lines:
            found = _DOC.search(line) or _ID.search(line)
            if found:
                number = json.loads(f'"{found[1]}"')
                self._lines[document_number(number)].append((where, line))

    @classmethod
    def of_folder(cls, data: Path) -> FileBook | None:
        """The law of a data folder; None when it holds none."""
        files = [data / "law" / name for name in ("phapdien.jsonl.xz", "extra_articles.jsonl.xz")]
        there = [path for path in files if path.is_file()]
        return cls(line for path in there for line in lines_of(path)) if there else None

    def document(self, name: str) -> str | None:
        number = document_number(name)
        return number if number in self._lines or number in self._read else None

    def exists(self, key: str) -> bool | None:
        if not self._open(key):
            return None
        return key in self._records

    def in_force(self, key: str, day: date) -> bool | None:
        record = self._record(key)
        if record is None or record.effective is None:
            return None
        return False if record.effective > day else None

    def clauses(self, key: str, day: date) -> int | None:
        record = self._record(key)
        if (
            record is None
            or not record.text
            or any(a.from_day is None or a.from_day > day for a in record.amended)
        ):
            return None
        found = [unit for unit in self._of(key, record) if unit.clause and not unit.point]
        if not found and re.search(r"(?:^|\s)1\.\s", record.text):
            return None  # its lines ran together: clauses cannot be counted
        return max((int(re.match(r"\d+", unit.clause)[0]) for unit in found), default=0)  # type: ignore[index]

    def points(self, key: str, clause: str) -> Sequence[str] | None:
        record = self._record(key)
        if record is None or not record.text or record.amended:
            return None
        found = [unit.point for unit in self._of(key, record) if unit.point and unit.clause == clause]
        return None if not found and re.search(r"(?:^|\s)a\)\s", record.text) else found

    def title(self, key: str) -> str | None:
        record = self._record(key)
        return record.title or None if record else None

    def _of(self, key: str, record: ArticleRecord) -> list[Unit]:
        if key not in self._units:
            self._units[key] = units(record.text)
        return self._units[key]

    def _record(self, key: str) -> ArticleRecord | None:
        return self._records.get(key) if self._open(key) else None

    def _open(self, key: str) -> bool:
        """Read the document of a key; False when the book has no such document."""
        number = key.partition("#")[0]
        if number in self._read:
            return True
        if number not in self._lines:
            return False
        self._read.add(number)
        for where, line in self._lines.pop(number):
            for one in (phapdien.record(line, where),) if '"doc_no"' in line else plain.records(line, where):
                if isinstance(one, ArticleRecord):
                    self._records.setdefault(one.key, one)
        return True
