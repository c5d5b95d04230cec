"""The plain format, for texts from elsewhere: JSON lines, one article or one document a line (.xz too).

An article: ``{"id": "47/2010/QH12#1", "title": "…", "text": "…"}``, with any of ``kind``, ``name``, ``issuer``, ``issued_on``, ``effective``,
``ended`` (days as 2011-01-31; the first day on which it holds no more), ``replaced_by`` (a number), ``chapter``, ``url``, ``amended``. A document: the same without ``id``, with ``document`` (its number) and
``articles``: a list of ``{"article": "1", "title": "…", "text": "…", "chapter": "…", "amended": […]}``. What changed an article:
``{"by": "khoản 2 Điều 1 Luật số …", "document": "85/2025/QH15", "from": "2025-07-01"}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from toaan.legislation.reading.records import Amendment, ArticleRecord, Unreadable, document_number, lines_of
from toaan.vietnamese.text import clean


def read(path: Path) -> Iterator[ArticleRecord | Unreadable]:
    """Every article of the file, in its order.

    Raises:
        OSError, lzma.LZMAError: the file cannot be read at all.
    """
    for where, line in lines_of(path):
        yield from records(line, where)


def records(line: str, where: str) -> Iterator[ArticleRecord | Unreadable]:
    """The articles of one line; one that is bad does not take the others with it."""
    try:
        told = json.loads(line)
    except json.JSONDecodeError as error:
        yield Unreadable(where, f"không phải JSON: {error.msg}")
        return
    if not isinstance(told, dict):
        yield Unreadable(where, "không phải một bản ghi")
    elif isinstance(told.get("articles"), list):
        for n, one in enumerate(told["articles"], start=1):
            yield (
                _article({**told, **one}, f"{where}, điều thứ {n}")
                if isinstance(one, dict)
                else Unreadable(f"{where}, điều thứ {n}", "không phải một bản ghi")
            )
    else:
        number, _, article = str(told.get("id") or "").partition("#")
        yield _article({"document": number, "article": article, **told}, where)


def _article(told: Mapping[str, Any], where: str) -> ArticleRecord | Unreadable:
    def words(name: str) -> str:
        return clean(str(told.get(name) or ""))

    number, article = document_number(words("document")), words("article")
    if not number or not article:
        return Unreadable(where, "thiếu số văn bản hoặc số của điều: ghi “id” dạng 47/2010/QH12#1")
    if not words("text"):
        return Unreadable(where, f"{number}#{article}: không có nội dung")
    try:
        return ArticleRecord(
            document=number, article=article, title=words("title"), text=words("text"), kind=words("kind"), name=words("name"),
            issuer=words("issuer"), issued_on=_day(told.get("issued_on")), effective=_day(told.get("effective")), chapter=words("chapter"),
            ended=_day(told.get("ended")), replaced_by=document_number(words("replaced_by")), url=words("url"), amended=tuple(_amended(told.get("amended"))), where=where,
        )  # fmt: skip
    except ValueError as error:
        return Unreadable(where, f"{number}#{article}: {error}")


def _amended(told: Any) -> Iterator[Amendment]:
    for one in told if isinstance(told, list) else ():
        if not isinstance(one, dict):
            raise ValueError("“amended” phải là danh sách bản ghi")
        yield Amendment(
            clean(str(one.get("by") or "")),
            document_number(str(one.get("document") or "")),
            _day(one.get("from")),
        )


def _day(told: Any) -> date | None:
    if told in (None, ""):
        return None
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        raise ValueError(f"ngày “{told}” phải ghi dạng 2026-12-31") from None
