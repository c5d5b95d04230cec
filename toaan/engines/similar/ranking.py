"""Candidates put in order: shared words, the legal relation, articles, and why; each reason is told with the hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

import numpy as np

from toaan.engines.similar import parts
from toaan.engines.similar.api import OUTCOMES, PARTS, Alike, Asked, Differs, Hit
from toaan.engines.similar.asking import Read
from toaan.engines.similar.segment import Segment
from toaan.engines.similar.weighing import RELATION, Ints
from toaan.vietnamese.text import fold, tokens

CANDIDATES, CITING = 200, 60
"""So many judgments are compared: those with the same words, those with the same articles."""
WORDS_SHOWN, CLAIMS_SHOWN = 10, 6
_VOTERS = 20


@dataclass(frozen=True)
class Shares:
    """What each reason counts for beside the shared words, whose best is 1."""

    relation: float = 0.3
    articles: float = 0.5
    votes: float = 0.6
    kind: float = 0.05
    amount: float = 0.03


SHARES = Shares()
Place = tuple[int, int]
"""Segment and judgment."""


@dataclass
class Candidate:
    """A judgment with what it shares: ``shared`` are places of the question's terms, in order."""

    place: Place
    words: float
    shared: Ints
    parts: np.ndarray
    """Bits of the parts in which each shared term stands."""
    articles: tuple[str, ...]
    relation: float = 0.0
    score: float = 0.0


def compared(read: Read, segments: Sequence[Segment], places: Sequence[Place]) -> list[Candidate]:
    """Every candidate against all that was asked, not only what led to it."""
    found = []
    for number, judgment in places:
        segment = segments[number]
        marks = segment.marks(judgment)
        at = read.places(segment.arrays["f_terms"][marks])
        shared = at >= 0
        strength = segment.arrays["f_adds"][marks][shared].astype(np.float32) / np.float32(255)
        words = float((read.weight[at[shared]] * strength).sum())
        by_weight = np.argsort(-(read.weight[at[shared]] * strength), kind="stable")
        found.append(
            Candidate(
                (number, judgment), words, at[shared][by_weight], segment.arrays["f_parts"][marks][shared][by_weight],
                tuple(segment.articles(judgment)),
            )
        )  # fmt: skip
    return found


def ordered(
    asked: Asked, read: Read, segments: Sequence[Segment], found: list[Candidate], shares: Shares = SHARES
) -> list[Candidate]:
    """Best first; of equal ones the later judgment, then the key's place."""
    keys = frozenset(asked.articles).union(*(one.articles for one in found))
    rarity = article_rarity(segments, keys)
    best = max((one.words for one in found), default=0.0) or 1.0
    wanted = frozenset(asked.articles)
    for one in found:
        segment, judgment = segments[one.place[0]], one.place[1]
        one.relation = alike_relations(asked.relation, str(segment.info(judgment)["relation"]))
        one.score = one.words / best + shares.relation * one.relation
        if wanted:
            one.score += shares.articles * overlap(wanted, frozenset(one.articles), rarity)
        if asked.kind and segment.named("kinds", judgment) == asked.kind:
            one.score += shares.kind
        one.score += shares.amount * _near(read.amount, int(segment.arrays["amount"][judgment]))
    _vote(found, rarity, shares)
    return sorted(
        found,
        key=lambda one: (-one.score, -int(segments[one.place[0]].arrays["day"][one.place[1]]), one.place),
    )


def _vote(found: list[Candidate], rarity: dict[str, float], shares: Shares) -> None:
    """Articles that the likest judgments apply are likely at issue here: who applies them too rises. Nobody votes for himself."""
    voters = sorted(found, key=lambda one: (-one.score, one.place))[:_VOTERS]
    total: dict[str, float] = {}
    strength = {id(one): one.score**2 for one in voters if one.articles}
    everyone = sum(strength.values())
    for one in voters:
        for key in one.articles:
            total[key] = total.get(key, 0.0) + strength[id(one)]
    votes = []
    for one in found:
        own = strength.get(id(one), 0.0)
        rest = everyone - own
        mine = sum(rarity.get(key, 0.0) * max(0.0, total.get(key, 0.0) - own) for key in one.articles)
        weight = sum(rarity.get(key, 0.0) ** 2 for key in one.articles) ** 0.5
        votes.append(mine / rest / weight if rest > 0 and weight > 0 else 0.0)
    best = max(votes, default=0.0)
    if best > 0:
        for one, vote in zip(found, votes, strict=True):
            one.score += shares.votes * vote / best


def article_rarity(segments: Sequence[Segment], keys: Iterable[str]) -> dict[str, float]:
    """What an article says about a judgment: nothing when all cite it."""
    judgments = sum(one.count for one in segments)
    return {key: log((judgments + 2) / (sum(len(one.citing(key)) for one in segments) + 1)) for key in keys}


def overlap(asked: frozenset[str], found: frozenset[str], rarity: dict[str, float]) -> float:
    """Share of the articles in common, the rare ones counting more."""
    every = sum(rarity.get(key, 1.0) for key in asked | found)
    return sum(rarity.get(key, 1.0) for key in asked & found) / every if every > 0 else 0.0


def alike_relations(one: str, other: str) -> float:
    """0 to 1: words of one legal relation that the other has."""
    if not one or not other:
        return 0.0
    a, b = _relation_words(one), _relation_words(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=20_000)
def _relation_words(relation: str) -> frozenset[str]:
    return frozenset(fold(word) for word in tokens(parts.relation(relation)))


def _near(asked: int, found: int) -> float:
    """1 for sums of the same size, 0 from a hundred times on or when one is not known."""
    if asked < 1000 or found < 1000:
        return 0.0
    return max(0.0, 1 - abs(log(asked / found)) / log(100))


def shown(segment: Segment, judgment: int, score: float) -> Hit:
    """What a list shows of a judgment."""
    info = segment.info(judgment)
    return Hit(
        str(info["key"]), score, str(info["number"]), str(info["title"]), segment.named("kinds", judgment),
        segment.named("levels", judgment), segment.named("courts", judgment), segment.day(judgment), str(info["relation"]),
        OUTCOMES[int(segment.arrays["outcome"][judgment])], tuple(segment.articles(judgment)),
    )  # fmt: skip


def explained(asked: Asked, read: Read, segments: Sequence[Segment], one: Candidate) -> Hit:
    """The hit with what is alike and what differs."""
    segment, judgment = segments[one.place[0]], one.place[1]
    info = segment.info(judgment)
    kind, level = segment.named("kinds", judgment), segment.named("levels", judgment)
    amount = int(segment.arrays["amount"][judgment])
    wanted, cited = frozenset(asked.articles), frozenset(one.articles)
    far = min(read.amount, amount) >= 1000 and not 0.1 < read.amount / amount < 10
    asking = read.order[(read.counted.parts[read.order] & 1) > 0]
    return replace(
        shown(segment, judgment, one.score),
        alike=Alike(
            one.relation, tuple(key for key in asked.articles if key in cited), read.phrases(one.shared, WORDS_SHOWN), _parts(read, one)
        ),
        differs=Differs(
            tuple(key for key in asked.articles if key not in cited),
            tuple(key for key in one.articles if key not in wanted) if wanted else (),
            (asked.kind, kind) if asked.kind and kind and asked.kind != kind else (),
            (asked.level, level) if asked.level and level and asked.level != level else (),
            (asked.relation, str(info["relation"])) if asked.relation and info["relation"] and one.relation < 1 else (),
            (read.amount, amount) if far else (),
            read.phrases(asking[:40][~np.isin(asking[:40], one.shared)], CLAIMS_SHOWN),
            tuple(claim for claim in info["claims"] if f" {claim} " not in read.said)[:CLAIMS_SHOWN],
        ),
    )  # fmt: skip


def _parts(read: Read, one: Candidate) -> tuple[str, ...]:
    """Parts of the text by how much of what is shared stands in them."""
    weight = read.weight[one.shared]
    said = [(float(weight[(one.parts & (1 << n)) > 0].sum()), n) for n in range(RELATION)]
    return tuple(PARTS[n] for total, n in sorted(said, reverse=True) if total > 0)
