"""Articles that answer, with their words on the day of the facts."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

import yaml
from django.utils.translation import gettext as _

from toaan.assistant import articles
from toaan.assistant.finding.excerpt import Asked, excerpt
from toaan.assistant.finding.model import LAW, Passage, Wish
from toaan.engines.retrieval import Hit, Index
from toaan.engines.retrieval.model import Ranker
from toaan.legislation import queries
from toaan.legislation.models import ArticleVersion
from toaan.rules.model import vi_date
from toaan.vietnamese.citations import find_citations
from toaan.vietnamese.text import tokens

SHOWN = 10
"""Articles of one answer."""
_LOOKED_AT = 30
"""So many are looked at, because some do not hold on the day."""
_FEW = 2
"""So many words beside a citation ask nothing of their own: "xem", "nội dung"."""
_NUMBER = re.compile(r"\d{1,4}\s?/\s?\d{4}\s?/\s?[^\W\d_][\w-]*")
ASKING = frozenset(
    [
        "gì",
        "nào",
        "sao",
        "bao",
        "nhiêu",
        "lâu",
        "mấy",
        "thế",
        "như",
        "đâu",
        "ai",
        "những",
        "các",
        "thì",
        "là",
        "có",
        "và",
        "hay",
        "không",
        "được",
        "bị",
        "của",
        "về",
    ]
)
"""Words that ask or join and say nothing of what is asked: no passage is the better for having them."""
FIELDS = Path(__file__).resolve().parents[1] / "data" / "fields.yaml"


@dataclass(frozen=True)
class Field:
    """A field of law (lĩnh vực) to narrow a question to: headings of the legal code, documents that the code leaves out."""

    code: str
    name: str
    headings: tuple[str, ...]
    """Numbers of đề mục: "37.5"."""
    documents: tuple[str, ...] = ()
    """Numbers of documents."""
    kinds: tuple[str, ...] = ()
    """Kinds of case whose judgments belong here: "DS"."""


@cache
def fields() -> tuple[Field, ...]:
    """In the order in which a court knows them."""
    told = yaml.safe_load(FIELDS.read_text(encoding="utf-8"))
    return tuple(
        Field(one["code"], one["name"], *(tuple(map(str, one.get(part) or ())) for part in ("headings", "documents", "kinds")))
        for one in told
    )  # fmt: skip


def field(code: str) -> Field | None:
    """By its code."""
    return next((one for one in fields() if one.code == code), None)


def asked_of(index: Index | None, text: str) -> Asked:
    """The words of a question with the weights that the law's own words give them."""
    from toaan.engines.retrieval.words import question

    read = question(text)
    if index is None:
        return Asked(read.words, lambda _word: 1.0, marked=read.marked)
    words = read.words if read.marked else tuple(index.marks.put(read.words))

    def weight(word: str) -> float:
        return 0.0 if word in ASKING else float(index.rarity[index.vocabulary.get(word, 0)])

    return Asked(words, weight, marked=True)


def find(index: Index, wish: Wish, asked: Asked, ranker: Ranker | None = None) -> tuple[list[Passage], int]:
    """Passages, the best first, and how many articles answer but do not hold on the day."""
    hits = articles.find(
        index, wish.text, _LOOKED_AT, wish.facts_on, _allowed(index, wish.field), ranker=ranker
    ).hits
    if only_named(wish.text):
        hits = [hit for hit in hits if hit.why != "words"] or hits
    named = _clauses(wish.text)
    keys = [hit.key for hit in hits]
    _there, known = queries.known([], keys, with_words=keys)
    found: list[Passage] = []
    left_out = 0
    for hit in hits:
        if len(found) == SHOWN:
            break
        if hit.key not in known:
            continue
        passage = _passage(hit, known[hit.key], wish.facts_on, asked, named)
        if passage.standing == "not" and hit.why == "words":
            left_out += len(found) < 3  # of those further down nobody would have known
            continue
        found.append(passage)
    return found, left_out


def named(wish: Wish, asked: Asked) -> list[Passage]:
    """The articles that the question names, straight from the database: while there is no index they are found all the same."""
    cited = [queries.by_citation(one, wish.facts_on) for one in find_citations(wish.text[:2000])]
    keys = list(dict.fromkeys(key for key in cited if key))[:SHOWN]
    _there, known = queries.known([], keys, with_words=keys)
    units = _clauses(wish.text)
    return [
        _passage(Hit(key, 0.0, "citation"), known[key], wish.facts_on, asked, units)
        for key in keys
        if key in known
    ]


def _passage(
    hit: Hit, known: queries.Known, day: date, asked: Asked, named: dict[str, tuple[str, str]]
) -> Passage:
    article, versions = known
    now = queries.at(versions, day)
    words = now or max(versions, key=lambda v: (v.from_day or date.min, v.source), default=None)
    clause, point = named.get(article.label, ("", "")) if hit.why == "citation" else ("", "")
    cut = excerpt(words.text if words else "", asked, clause=clause, point=point)
    holds = queries.validity(article.document, versions, day)
    standing = "not" if holds is False else "no_words" if now is None else "holds" if holds else "unknown"
    place = f"{'điểm ' + point + ' ' if point else ''}{'khoản ' + cut.clause + ' ' if cut.clause else ''}Điều {article.label}"
    return Passage(
        LAW, article.key, f"{place[0].upper()}{place[1:]} {article.document.name}", cut.pieces, heading=article.title,
        clause=cut.clause, standing=standing, days=_days(words, now), why=hit.why, phrases=cut.phrases, said=round(cut.said, 3),
        quotes=cut.quotes, sha256=words.sha256 if words else "",
    )  # fmt: skip


def _days(words: ArticleVersion | None, now: ArticleVersion | None) -> str:
    if words is None or words.from_day is None:
        return ""
    if now is None:
        return _("lời văn từ ngày %s") % vi_date(words.from_day)
    if words.until_day is not None:
        return _("từ %(a)s đến %(b)s") % {"a": vi_date(words.from_day), "b": vi_date(words.until_day)}
    return _("từ %s") % vi_date(words.from_day)


def only_named(text: str) -> bool:
    """Whether a question is an article or a document and nothing else: "khoản 2 Điều 203 BLTTDS"."""
    left = text
    for one in reversed(find_citations(text)):
        left = left[: one.start] + " " + (left[one.end : one.law_start] if one.law_start >= one.end else left[one.end :]) + (
            left[one.law_end :] if one.law_start >= one.end else ""
        )  # fmt: skip
    left = _NUMBER.sub(" ", left)
    return left != text and len(tokens(left)) <= _FEW


def _clauses(text: str) -> dict[str, tuple[str, str]]:
    """Article → clause and point that the question names."""
    return {one.article: (one.clause or "", one.point or "") for one in reversed(find_citations(text[:2000]))}


_allowed_of: WeakKeyDictionary[Index, dict[str, frozenset[str]]] = WeakKeyDictionary()
"""Index → field → its keys: with the next index they are read anew, and the old ones go with theirs."""


def _allowed(index: Index, code: str) -> Collection[str] | None:
    """The keys of a field; None: all of them."""
    wanted = field(code) if code else None
    if wanted is None:
        return None
    kept = _allowed_of.setdefault(index, {})
    keys = kept.get(code)
    if keys is None:
        keys = kept[code] = queries.keys_under(wanted.headings, wanted.documents)
    return keys
