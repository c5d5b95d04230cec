"""Published judgments that answer a question, are like a case, or applied an article."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.assistant import judgments
from toaan.assistant.finding.book import label
from toaan.assistant.finding.excerpt import Asked, marked
from toaan.assistant.finding.laws import ASKING, field
from toaan.assistant.finding.model import JUDGMENT, Passage, Wish
from toaan.core.viewer import Viewer
from toaan.engines import similar
from toaan.publication.models import Publication
from toaan.rules.model import vi_date
from toaan.vietnamese.amounts import format_money

MOST = 3
"""Judgments in an answer that asks everywhere."""
ALL = 10
"""In one that asks judgments alone."""
SAME = 0.6
"""So much of the relation's words shared is the same relation."""
JOINING = ASKING | frozenset(
    ["về", "bị", "buộc", "theo", "cho", "tại", "với", "để", "trong", "từ", "ra", "vào", "phạm"]
)
"""Single words that are no likeness of cases."""
NAMED = 5
"""Articles or words that one line names."""
APPLIED = 5
"""Judgments on the page of an article."""


def only(court: str = "", year: int | None = None, kinds: Sequence[str] = ()) -> similar.Only:
    """The conditions as the index takes them."""
    return similar.Only(
        courts=frozenset({court} if court else ()), kinds=frozenset(kinds),
        since=date(year, 1, 1) if year else None, until=date(year, 12, 31) if year else None,
    )  # fmt: skip


def find(wish: Wish, asked: Asked) -> list[Passage]:
    """Passages of published judgments, at most one of each."""
    index = judgments.ready()
    if index is None:
        return []
    narrowed = field(wish.field) if wish.field else None
    if narrowed is not None and not narrowed.kinds:
        return []
    most = ALL if wish.kind == JUDGMENT else MOST
    found = index.by_question(
        wish.text, 3 * most, only(wish.court, wish.year, narrowed.kinds if narrowed else ())
    )
    there = judgments.open_to_all({one.key for one in found})
    once: dict[str, similar.Passage] = {}
    for one in found:
        if one.key in there:
            once.setdefault(one.key, one)
    return [_passage(there[key], one, asked) for key, one in list(once.items())[:most]]


def _passage(publication: Publication, one: similar.Passage, asked: Asked) -> Passage:
    text = publication.public_text[one.start : one.end].strip()
    pieces = marked(text, asked)
    return Passage(
        JUDGMENT, str(publication.pk), f"{publication.name} {publication.number}", tuple(pieces),
        heading=f"{publication.case.legal_relation} – {publication.court.name}", days=vi_date(publication.dated), why="words",
        phrases=asked.phrases(text), said=round(asked.said(text), 3), quotes=tuple(p.text.strip() for p in pieces if p.marked),
    )  # fmt: skip


@dataclass(frozen=True)
class Alike:
    """A judgment like a case, as its line shows it."""

    publication: Publication
    hit: similar.Hit
    passage: str
    claims_known: bool = True
    """Whether anything was said of the claims of the case asked about; else nothing can be told of other claims."""

    @property
    def url(self) -> str:
        return reverse("publication:read", args=[self.publication.pk])

    @property
    def same(self) -> list[str]:
        """What is alike, a line each."""
        alike = self.hit.alike
        told = (
            [_("Cùng quan hệ: %s") % self.publication.case.legal_relation] if alike.relation >= SAME else []
        )
        if alike.articles:
            told.append(_("Cùng áp dụng: %s") % "; ".join(named(key) for key in alike.articles[:NAMED]))
        if words := [one for one in alike.words if " " in one or one not in JOINING]:
            told.append(_("Cùng nói về: %s") % ", ".join(f"“{one}”" for one in words[:NAMED]))
        return told

    @property
    def apart(self) -> list[str]:
        """What differs, a line each."""
        differs = self.hit.differs
        told = []
        if differs.relation and self.hit.alike.relation < SAME:
            told.append(_("Quan hệ: %s") % differs.relation[1])
        if differs.articles_found and self.hit.alike.articles:
            told.append(
                _("Còn áp dụng: %s") % "; ".join(named(key) for key in differs.articles_found[:NAMED])
            )
        if differs.amount:
            told.append(_("Số tiền lớn nhất: %s") % format_money(differs.amount[1]))
        if differs.claims_found and self.claims_known:
            told.append(_("Yêu cầu khác: %s") % ", ".join(f"“{one}”" for one in differs.claims_found[:NAMED]))
        return told

    @property
    def outcome(self) -> str:
        """How it ended, in words."""
        words = {
            "accepted": _("chấp nhận yêu cầu"), "partly": _("chấp nhận một phần yêu cầu"), "rejected": _("không chấp nhận yêu cầu"),
            "discontinued": _("đình chỉ"), "agreed": _("công nhận thỏa thuận"),
        }  # fmt: skip
        return words.get(self.hit.outcome, "")


def named(key: str) -> str:
    """ "Điều 328 BLDS"."""
    number, _hash, article = key.partition("#")
    return label(f"Điều {article}", number)


def alike(
    asked: similar.Asked,
    k: int = ALL,
    narrowed: similar.Only | None = None,
    *,
    besides: uuid.UUID | None = None,
) -> list[Alike] | None:
    """Judgments like a case, the likest first, but for those given in the case `besides`; None while there is no index."""
    index = judgments.ready()
    if index is None:
        return None
    found = _shown(index.like(asked, 2 * k, narrowed), k, besides)
    return [replace(one, claims_known=bool(asked.text or asked.claims)) for one in found]


def applied(key: str, k: int = ALL, narrowed: similar.Only | None = None) -> list[Alike] | None:
    """Judgments that applied an article."""
    index = judgments.ready()
    if index is None:
        return None
    return _shown(index.by_article(key, 2 * k, narrowed), k)


def _shown(hits: Sequence[similar.Hit], k: int, besides: uuid.UUID | None = None) -> list[Alike]:
    there = judgments.open_to_all({hit.key for hit in hits})
    open_ones = [(there[hit.key], hit) for hit in hits if hit.key in there]
    return [Alike(one, hit, _words(one, hit)) for one, hit in open_ones if one.case_id != besides][:k]


def _words(publication: Publication, hit: similar.Hit) -> str:
    best = next(iter(hit.passages), None)
    return " ".join(publication.public_text[best.start : best.end].split()) if best else ""


def on_page(_viewer: Viewer, key: str) -> list[tuple[str, str]]:
    """For the page of an article: judgments that applied it, words and address. They are public."""
    found = applied(key, APPLIED) or []
    return [
        (
            f"{one.publication.short} ({vi_date(one.publication.dated)}), {one.publication.case.legal_relation}",
            one.url,
        )
        for one in found
    ]
