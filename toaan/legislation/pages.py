"""What an article's page shows: its words cut into clauses and points with addresses, validity in words, the text to cite, what others add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from toaan.core.viewer import Viewer
from toaan.legislation import names, queries
from toaan.legislation.models import Article, ArticleVersion
from toaan.rules.model import vi_date
from toaan.vietnamese.statutes import units


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of an article; `anchor` where a clause or point begins: "k1", "k1a"."""

    text: str
    anchor: str
    depth: int


def paragraphs(text: str) -> list[Paragraph]:
    """The words of an article, each clause and point to be linked to."""
    begins = {u.start: u for u in units(text)}
    found, at, depth = [], 0, 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        at += len(line) + 1
        if not line.strip():
            continue
        unit = begins.get(start)
        if unit is not None:
            depth = 1 if unit.point else 0
        anchor = (
            f"{'k' + unit.clause if unit.clause else ''}{unit.point and ('d-' + unit.point)}" if unit else ""
        )
        found.append(Paragraph(line.strip(), anchor, depth))
    return found


def validity(value: bool | None) -> dict[str, str]:
    """The words and the colour of what is known."""
    if value is None:
        return {"text": _("Chưa rõ còn hiệu lực"), "colour": "yellow"}
    return (
        {"text": _("Còn hiệu lực"), "colour": "green"}
        if value
        else {"text": _("Không có hiệu lực"), "colour": "red"}
    )


def citation(article: Article) -> str:
    """What to copy: "Điều 203 Bộ luật Tố tụng dân sự (92/2015/QH13)"; a clause is added before it by hand."""
    return f"Điều {article.label} {article.document}"


def short(article: Article) -> str:
    """ "Điều 203 BLTTDS", empty where the law has no short name."""
    name = names.short_for(article.document.number)
    return f"Điều {article.label} {name}" if name else ""


def versions(rows: list[ArticleVersion], shown: ArticleVersion | None) -> list[dict[str, Any]]:
    """Each version with its days and what changed it, the newest first."""
    ordered = sorted(rows, key=lambda v: (v.from_day or date.min, v.source), reverse=True)
    return [
        {
            "version": v, "days": _days(v), "shown": v is shown,
            "changes": [{**one, "day": vi_date(date.fromisoformat(one["from"])) if one["from"] else ""} for one in v.changes],
            "day": vi_date(v.from_day) if v.from_day else "",
        }
        for v in ordered
    ]  # fmt: skip


def _days(v: ArticleVersion) -> str:
    if v.from_day is None:
        return _("không rõ từ ngày nào")
    if v.until_day is None:
        return _("từ %s") % vi_date(v.from_day)
    return _("từ %(a)s đến %(b)s") % {"a": vi_date(v.from_day), "b": vi_date(v.until_day)}


@dataclass(frozen=True)
class Beside:
    """What a floor above adds to the page of an article: a heading, and rows of words with addresses."""

    title: str
    rows: Callable[[Viewer, str], list[tuple[str, str]]]
    """Viewer and key → (words, address), as many as the page is to show."""


BESIDE: list[Beside] = []
"""Filled by the floors above from their `AppConfig.ready`: judgments that applied the article, cards of the bench book."""


def beside(viewer: Viewer, key: str) -> list[dict[str, Any]]:
    """What others have to say of an article, without those that have nothing."""
    return [{"title": _(one.title), "rows": rows} for one in BESIDE if (rows := one.rows(viewer, key))]


def missing(article: Article, day: date) -> str:
    """Why there are no words of this day."""
    rows = list(article.versions.all())
    if not rows:
        return _("Nguồn đã nạp chỉ có tên điều, không có nội dung.")
    first = min((v.from_day for v in rows if v.from_day), default=None)
    if first and day < first:
        return _("Lời văn đã nạp có từ ngày %s; trước ngày ấy chưa rõ.") % vi_date(first)
    return _("Điều này đã được sửa đổi nhiều lần; lời văn của ngày này chưa có trong các nguồn đã nạp.")


def is_known(article: Article, day: date) -> bool | None:
    return queries.validity(article.document, list(article.versions.all()), day)
