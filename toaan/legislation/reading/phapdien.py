"""The official legal code (Bộ pháp điển) in its offline edition, as JSON lines: one article a line (Pháp lệnh 03/2012/UBTVQH13)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toaan.legislation.reading.records import (
    Amendment,
    ArticleRecord,
    Unreadable,
    day_of,
    document_number,
    lines_of,
)
from toaan.vietnamese.text import clean

_KINDS = "Bộ luật|Luật|Hiến pháp|Pháp lệnh|Sắc lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Lệnh|Chỉ thị"
_HEAD = re.compile(
    rf"\(*\s*(?:Điều|Mục|Phần|Danh mục)\b.*?\b(?P<kind>{_KINDS})\b\s*(?:số\s*)?(?P<rest>.*)", re.S
)
_NUMBER = re.compile(r"\s*(?P<number>\d[\w./ -]*?[/-][\w./Đđ-]+)(?P<more>.*)", re.S)
_NAMED = re.compile(r"(?P<name>.*?),?\s*ngày (?P<day>\d{1,2}/\d{1,2}/\d{4})\s*(?:của (?P<issuer>.*))?", re.S)
_FORCE = re.compile(r",\s*có hiệu lực thi hành kể từ ngày\s*(?P<day>\d{1,2}/\d{1,2}/\d{4})")
_AMENDED = re.compile(
    r"(?:bởi|và|,)\s+(?P<by>[^,()]*?\bsố\s(?P<number>\d[^\s,()]*)[^,()]*),\s*có hiệu lực thi hành kể từ ngày\s*(?P<day>\d{1,2}/\d{1,2}/\d{4})"
)

_PLACE = re.compile(r"Điều \d+\.\d+\.[^\W\d_]+\.[\w.]+")


def read(path: Path) -> Iterator[ArticleRecord | Unreadable]:
    """Every line of the file (plain or .xz), in its order.

    Raises:
        OSError, lzma.LZMAError: the file cannot be read at all.
    """
    for where, line in lines_of(path):
        yield record(line, where)


def record(line: str, where: str) -> ArticleRecord | Unreadable:
    """One line of the file."""
    try:
        told = json.loads(line)
    except json.JSONDecodeError as error:
        return Unreadable(where, f"không phải JSON: {error.msg}")
    if not isinstance(told, dict):
        return Unreadable(where, "không phải một bản ghi")
    said = clean(str(told.get("source") or ""))
    kind, number, name, issued, issuer = _document(said)
    number = document_number(str(told.get("doc_no") or "")) or number
    article = clean(str(told.get("article") or ""))
    if not number:
        return Unreadable(where, "không có số, ký hiệu văn bản")
    if not article:
        return Unreadable(where, f"{number}: không có số của điều")
    return ArticleRecord(
        document=number, article=article, title=_title(told.get("title")), text=clean(str(told.get("text") or "")),
        kind=kind, name=name, issued_on=issued, issuer=issuer, chapter=clean(str(told.get("chapter") or "")),
        effective=day_of(told.get("effective")), amended=tuple(_amendments(said)), code=str(told.get("code") or ""),
        subject=clean(f"{told.get('demuc') or ''} {told.get('demuc_name') or ''}"), url=str(told.get("url") or ""),
        refs=tuple(_codes(told.get("refs"))), where=where,
    )  # fmt: skip


def _title(told: Any) -> str:
    """The heading of the article. Where it had none, the source repeats its own place: "Điều 14.3.TT.25.1."."""
    title = clean(str(told or ""))
    return "" if _PLACE.fullmatch(title) else title


def _document(said: str) -> tuple[str, str, str, Any, str]:
    """Kind, number, name, day of issue and issuer, as far as this record says them: only a document's first article says all."""
    head = _HEAD.match(said)
    if head is None:
        return "", "", "", None, ""
    rest = _FORCE.split(head["rest"], maxsplit=1)[0].rstrip(") ")
    found = _NUMBER.match(rest)
    number, more = (document_number(found["number"]), found["more"]) if found else ("", rest)
    named = _NAMED.fullmatch(more.strip())
    if named is None:
        return head["kind"], number, "", None, ""
    return head["kind"], number, named["name"].strip(), day_of(named["day"]), (named["issuer"] or "").strip()


def _amendments(said: str) -> Iterator[Amendment]:
    for part in said.split("được sửa đổi")[1:]:
        for one in _AMENDED.finditer(part):
            yield Amendment(
                one["by"].rsplit("bởi ", 1)[-1].strip(), document_number(one["number"]), day_of(one["day"])
            )


def _codes(refs: Any) -> Iterator[str]:
    for one in refs if isinstance(refs, list) else ():
        label = str(one.get("label") or "") if isinstance(one, dict) else ""
        if found := re.match(r"Điều\s+([\w.]+\.[\w.]+)\.\s", label):
            yield found[1]
