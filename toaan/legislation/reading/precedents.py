"""Precedents (án lệ) in a format of our own: JSON lines, or one JSON list, one precedent each.

``{"precedent": "01/2016/AL", "title": "…", "adopted": "2016-04-06", "source": "Quyết định giám đốc thẩm số …", "situation": "…",
"holding": "…", "articles": ["92/2015/QH13#203"], "url": "…"}``; title and holding must be there, the rest may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from toaan.legislation.reading.records import Unreadable, document_number
from toaan.vietnamese.text import clean

_NUMBER = re.compile(r"(?:ÁN LỆ\s+)?(?:SỐ\s+)?(\d{1,3}/\d{4}/AL)", re.I)


@dataclass(frozen=True)
class PrecedentRecord:
    """One precedent as its file has it."""

    number: str
    title: str
    holding: str
    adopted: date | None = None
    source: str = ""
    situation: str = ""
    articles: tuple[str, ...] = ()
    url: str = ""
    where: str = field(default="", compare=False)


def record(told: Mapping[str, Any], where: str) -> PrecedentRecord | Unreadable:
    """One precedent, or why it is none."""

    def words(name: str) -> str:
        return clean(str(told.get(name) or ""))

    number = _NUMBER.fullmatch(words("precedent"))
    if number is None:
        return Unreadable(where, f"“{words('precedent')}” không phải số án lệ: ghi dạng 01/2016/AL")
    if not words("title") or not words("holding"):
        return Unreadable(where, f"{number[1].upper()}: thiếu tên (title) hoặc nội dung án lệ (holding)")
    articles = told.get("articles") or []
    if not isinstance(articles, list):
        return Unreadable(where, f"{number[1].upper()}: “articles” phải là danh sách, ví dụ 92/2015/QH13#203")
    keys = [str(one).partition("#") for one in articles]
    if bad := next((document for document, _, article in keys if not document or not article), None):
        return Unreadable(
            where, f"{number[1].upper()}: “{bad}” không phải điều luật, ghi dạng 92/2015/QH13#203"
        )
    try:
        adopted = date.fromisoformat(words("adopted")) if words("adopted") else None
    except ValueError:
        return Unreadable(where, f"{number[1].upper()}: ngày “{words('adopted')}” phải ghi dạng 2016-04-06")
    return PrecedentRecord(
        number=number[1].upper(), title=words("title"), holding=words("holding"), adopted=adopted, source=words("source"),
        situation=words("situation"), url=words("url"), where=where,
        articles=tuple(dict.fromkeys(f"{document_number(d)}#{clean(a)}" for d, _, a in keys)),
    )  # fmt: skip
