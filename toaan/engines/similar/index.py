"""The index of judgments: segments in a folder, new ones added beside the old, removed ones never found again."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from toaan.engines.retrieval import store
from toaan.engines.retrieval.api import IndexUnusable
from toaan.engines.similar import asking, ranking
from toaan.engines.similar.api import PARTS, Asked, Hit, Judgment, Only, Passage
from toaan.engines.similar.building import Progress, Work, segment_of
from toaan.engines.similar.merging import merged
from toaan.engines.similar.postings import Floats
from toaan.engines.similar.ranking import SHARES, Place, Shares
from toaan.engines.similar.segment import Segment
from toaan.engines.similar.weighing import Spread
from toaan.engines.similar.words import Words

VERSION = 1
"""Whoever changes what a segment holds, or how words are read, raises it: indexes are built again."""
_LIST = "similar.json"
CAP, PASSAGE_CAP = 16_384, 65_536
"""Of each term's list so many units are read, the strongest first; with a filter ``FILTERED`` times as many."""
FILTERED = 8
MOST_ARTICLES, MOST_PASSAGES, MOST_TITLED = 40, 20_000, 20
"""So many of the articles asked about lead to candidates; so many passages are looked at closely, so many for their title."""
MOST_DELTAS = 8
GROWN = 0.25
"""Segments beside the first are made one when they are so many, and all are when these hold so large a share of the first."""
PER_JUDGMENT = 2
"""Passages of one judgment in an answer."""
_PART_SHARE = np.array([1.0, 1.0, 1.15, 0.8], np.float32)
"""Claims, facts, reasons, orders: what answers a question stands most often in the court's reasons."""
_WHOLE_SHARE = 0.8
"""What a passage gains by the judgment that it stands in: its relation, its title, what it is about."""
_FLOOR = 0.15
"""A passage that says less than this share of the best one is no answer."""


class SimilarIndex:
    """Reading is safe for any number of processes that loaded the same folder; one at a time may add, remove and save."""

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self.segments = list(segments)
        self.spread = Spread()
        for one in self.segments:
            one.spread(self.spread)
        self._words = Words()
        self._work: list[Work] = []

    # -- keeping ---------------------------------------------------------------------------------------------------

    @classmethod
    def build(
        cls, entries: Iterable[Judgment], progress: Progress | None = None, work: Path | None = None
    ) -> SimilarIndex:
        """An index of entries, read one after another; ``work`` is where unfinished parts lie (a temporary folder when not given)."""
        index = cls()
        index.add(entries, progress, work)
        return index

    def add(
        self, entries: Iterable[Judgment], progress: Progress | None = None, work: Path | None = None
    ) -> int:
        """Take in more judgments; one with a known key takes the place of the old one. Returns how many came."""
        at = Work(work)
        segment = segment_of(entries, self.spread, at, progress)
        if not segment.count:
            return 0
        self._work.append(at)
        if self.segments:
            self.remove(segment.info(n)["key"] for n in range(segment.count))
        self.segments.append(segment)
        self._tidy()
        return segment.count

    def remove(self, keys: Iterable[str]) -> int:
        """Judgments that may not be found any more (withdrawn). Returns how many were there."""
        gone = 0
        for key in keys:
            for one in self.segments:
                if (place := one.place(key)) >= 0:
                    one.alive[place] = False
                    gone += 1
        return gone

    def compact(self) -> None:
        """Make all segments one and forget what was removed."""
        if len(self.segments) > 1 or any(not one.alive.all() for one in self.segments):
            self._merge(0)

    def _tidy(self) -> None:
        added = sum(one.count for one in self.segments[1:])
        if self.segments and added > GROWN * self.segments[0].count and len(self.segments) > 1:
            self._merge(0)
        elif len(self.segments) > MOST_DELTAS:
            self._merge(1)

    def _merge(self, since: int) -> None:
        at = Work()
        self._work.append(at)
        self.segments[since:] = [merged(self.segments[since:], at.sink)]
        if since == 0:
            self._work = [at]

    def save(self, folder: Path | str) -> None:
        """Write what is new; readers see the old list of segments or the new one."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for one in self.segments:
            if not one.name or not (folder / one.name).is_dir():
                one.name = uuid.uuid4().hex[:12]
                store.save(folder / one.name, one.arrays, {"judgments": one.count}, VERSION)
        names = [one.name for one in self.segments]
        told = {
            "version": VERSION,
            "segments": names,
            "removed": {one.name: one.removed for one in self.segments},
        }
        new = folder / f"{_LIST}.new"
        new.write_text(json.dumps(told))
        new.rename(folder / _LIST)
        for other in folder.iterdir():
            if other.is_dir() and other.name not in names:
                shutil.rmtree(other, ignore_errors=True)

    @classmethod
    def load(cls, folder: Path | str) -> SimilarIndex:
        """Map an index that was saved.

        Raises:
            IndexUnusable: missing, damaged or of another version (build it again), or saved meanwhile by another process, which
                a lock prevents.
        """
        folder = Path(folder)
        try:
            told = json.loads((folder / _LIST).read_text())
            if told.get("version") != VERSION:
                raise IndexUnusable(f"index of version {told.get('version')}, this program needs {VERSION}")
            segments = []
            for name in told["segments"]:
                arrays, _facts = store.load(folder / str(name), VERSION)
                segment = Segment(arrays, str(name))
                segment.alive[np.array(told["removed"].get(name, []), np.int64)] = False
                segments.append(segment)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise IndexUnusable(f"the index cannot be read: {type(error).__name__}") from error
        return cls(segments)

    # -- what is there ---------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Judgments that can be found."""
        return sum(int(one.alive.sum()) for one in self.segments)

    @property
    def passages(self) -> int:
        """Passages of all segments, those of removed judgments included."""
        return sum(int(one.arrays["first"][-1]) for one in self.segments)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and any(one.place(key) >= 0 for one in self.segments)

    def about(self, key: str) -> Hit | None:
        """What a list shows of a judgment; None when it is not here."""
        for number, one in enumerate(self.segments):
            if (place := one.place(key)) >= 0:
                return self._bare((number, place), 0.0)
        return None

    # -- asking ----------------------------------------------------------------------------------------------------

    def like(
        self, asked: Asked | str, k: int = 10, only: Only | None = None, shares: Shares = SHARES
    ) -> list[Hit]:
        """The judgments most like a case or a text, best first, with what is alike and what differs; 260 at most are compared."""
        asked = Asked(text=asked) if isinstance(asked, str) else asked
        read = asking.case(asked, self.spread, self._words)
        allowed = [self._others(one, only, asked.key) for one in self.segments]
        places = self._candidates(read, asked.articles, allowed, CAP * (FILTERED if only else 1))
        found = ranking.compared(read, self.segments, places)
        best = ranking.ordered(asked, read, self.segments, found, shares)[:k]
        hits = [ranking.explained(asked, read, self.segments, one) for one in best]
        return self._with_passages(read, hits, [one.place for one in best])

    def by_article(self, key: str, k: int = 10, only: Only | None = None) -> list[Hit]:
        """Judgments that cite an article, those first that cite little else, then the later ones; each with where it says so."""
        found: list[tuple[float, int, Place]] = []
        for number, one in enumerate(self.segments):
            free = one.allowed(only)
            citing = one.citing(key)
            citing = citing[free[citing]]
            share = 1.0 / np.maximum(np.diff(one.arrays["cited_starts"])[citing], 1)
            days = one.arrays["day"][citing]
            best = np.lexsort((citing, -days, -share))[:k]
            found += [(-float(share[n]), -int(days[n]), (number, int(citing[n]))) for n in best]
        hits = []
        for share, _day, place in sorted(found)[:k]:
            hit = self._bare(place, -share)
            hits.append(_put(hit, self._at_article(place, key, hit.key)))
        return hits

    def by_question(self, text: str, k: int = 10, only: Only | None = None) -> list[Passage]:
        """The passages that say most of what was asked, best first, at most two of one judgment."""
        read = asking.question(text, self.spread, self._words)
        cap = PASSAGE_CAP * (FILTERED if only else 1)
        terms, weights = read.leading()
        found: list[tuple[float, int, int, int]] = []
        for number, one in enumerate(self.segments):
            ids, scores = one.passages.gather(terms, weights, cap)
            if only is None and len(ids) > MOST_PASSAGES:
                # The share of their judgment cannot bring the others to the top any more.
                best = np.sort(np.argpartition(-scores, MOST_PASSAGES)[:MOST_PASSAGES])
                ids, scores = ids[best], scores[best]
            judgments, whole = one.judgments.gather(terms, weights, cap)
            ids, scores, owner = self._with_judgments(one, only, ids, scores, judgments, whole)
            found += [
                (-float(scores[n]), number, int(owner[n]), int(ids[n])) for n in _highest(scores, k * 4)
            ]
        return self._answers(read, sorted(found), k)

    # -- within ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _others(segment: Segment, only: Only | None, key: str) -> np.ndarray:
        """What may be found, without the judgment asked about."""
        free = segment.allowed(only)
        if key and (place := segment.place(key)) >= 0:
            free = free.copy()
            free[place] = False
        return free

    def _candidates(
        self, read: asking.Read, articles: tuple[str, ...], allowed: list[np.ndarray], cap: int
    ) -> list[Place]:
        """Judgments that the strongest terms lead to, and those that the rarest articles do."""
        terms, weights = read.leading()
        rarity = ranking.article_rarity(self.segments, articles[:MOST_ARTICLES])
        found: list[tuple[float, int, int]] = []
        citing: list[tuple[float, int, int]] = []
        for number, (one, free) in enumerate(zip(self.segments, allowed, strict=True)):
            ids, scores = one.judgments.gather(terms, weights, cap)
            kept = free[ids]
            ids, scores = ids[kept], scores[kept]
            found += [(-float(scores[n]), number, int(ids[n])) for n in _highest(scores, ranking.CANDIDATES)]
            ids, scores = one.citing_any(rarity, cap)
            kept = free[ids]
            ids, scores = ids[kept], scores[kept]
            citing += [(-float(scores[n]), number, int(ids[n])) for n in _highest(scores, ranking.CITING)]
        best = [*sorted(found)[: ranking.CANDIDATES], *sorted(citing)[: ranking.CITING]]
        return list(dict.fromkeys((number, judgment) for _score, number, judgment in best))

    @staticmethod
    def _with_judgments(
        segment: Segment, only: Only | None, ids: np.ndarray, scores: Floats, *led: Any
    ) -> tuple[np.ndarray, Floats, np.ndarray]:
        """Passages that may be found, with what their judgment adds, and that judgment.

        Where judgments begin of which relation or title say what was asked comes in too, whatever their passages say.

        Args:
            led: the judgments that the question leads to, and their scores.
        """
        judgments, whole = led
        free, first = segment.allowed(only), segment.arrays["first"]
        may = free[judgments] & (first[judgments] < first[judgments + 1])
        titled = first[judgments[may][_highest(whole[may], MOST_TITLED)]].astype(np.int32)
        titled = titled[_looked_up(titled, ids, scores) == 0]
        ids, scores = np.append(ids, titled), np.append(scores, np.zeros(len(titled), np.float32))
        owner = segment.owner(ids)
        kept = free[owner]
        ids, scores, owner = ids[kept], scores[kept], owner[kept]
        scores = scores * _PART_SHARE[segment.arrays["p_part"][ids]]
        return ids, scores + _WHOLE_SHARE * _looked_up(owner, judgments, whole), owner

    def _with_passages(self, read: asking.Read, hits: list[Hit], places: list[Place]) -> list[Hit]:
        """Each hit with its likest passages."""
        terms, weights = read.leading(asking.MOST_QUESTION_TERMS)
        best: dict[Place, list[Passage]] = {}
        for number in {segment for segment, _judgment in places}:
            one = self.segments[number]
            ids, scores = one.passages.gather(terms, weights, CAP)
            for segment, judgment in places:
                if segment != number:
                    continue
                begin, end = one.arrays["first"][judgment : judgment + 2]
                mine = slice(int(np.searchsorted(ids, begin)), int(np.searchsorted(ids, end)))
                key = str(one.info(judgment)["key"])
                best[segment, judgment] = [
                    self._passage(one, key, int(ids[mine][n]), float(scores[mine][n]))
                    for n in _highest(scores[mine], PER_JUDGMENT)
                ]
        return [_put(hit, best[place]) for hit, place in zip(hits, places, strict=True)]

    def _answers(self, read: asking.Read, found: list[tuple[float, int, int, int]], k: int) -> list[Passage]:
        told: list[Passage] = []
        often: dict[Place, int] = {}
        for score, number, judgment, passage in found:
            place = (number, judgment)
            if -score < _FLOOR * -found[0][0]:
                break
            often[place] = often.get(place, 0) + 1
            if often[place] > PER_JUDGMENT:
                continue
            one = self.segments[number]
            words = read.phrases(self._shared(read, one, passage), 8)
            told.append(self._passage(one, str(one.info(judgment)["key"]), passage, -score, words))
            if len(told) == k:
                break
        return told

    def _shared(self, read: asking.Read, segment: Segment, passage: int) -> np.ndarray:
        """Places of the question's terms that led to a passage."""
        lists = segment.passages
        order = read.order[: read.most]
        at = np.searchsorted(lists.terms, read.terms[order])
        inside = [
            n
            for n, place in enumerate(at.tolist())
            if place < len(lists.terms)
            and lists.terms[place] == read.terms[order[n]]
            and passage
            in lists.ids[
                int(lists.starts[place]) : min(
                    int(lists.starts[place + 1]), int(lists.starts[place]) + PASSAGE_CAP
                )
            ]
        ]
        return order[inside]

    @staticmethod
    def _passage(
        segment: Segment, key: str, passage: int, score: float, words: tuple[str, ...] = ()
    ) -> Passage:
        start, end, part = segment.bounds(passage)
        return Passage(key, start, end, PARTS[part], score, words)

    def _bare(self, place: Place, score: float) -> Hit:
        return ranking.shown(self.segments[place[0]], place[1], score)

    def _at_article(self, place: Place, key: str, judgment_key: str) -> list[Passage]:
        one = self.segments[place[0]]
        at = one.cited_at(place[1], key)
        begin, end = (int(n) for n in one.arrays["first"][place[1] : place[1] + 2])
        passage = begin + int(np.searchsorted(one.arrays["p_from"][begin:end], at, side="right")) - 1
        return [self._passage(one, judgment_key, passage, 0.0)] if at >= 0 and passage >= begin else []


def _highest(scores: Floats, most: int) -> list[int]:
    """Places of the highest scores, best first, the earlier of equal ones first."""
    if not len(scores):
        return []
    if len(scores) > most:
        border = np.partition(scores, len(scores) - most)[len(scores) - most]
        places = np.flatnonzero(scores >= border)
    else:
        places = np.arange(len(scores))
    best: list[int] = places[np.lexsort((places, -scores[places]))][:most].tolist()
    return best


def _looked_up(wanted: Any, ids: Any, scores: Floats) -> Floats:
    """The scores of some units; 0 for those that have none."""
    if not len(ids):
        return np.zeros(len(wanted), np.float32)
    at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[at] == wanted, scores[at], np.float32(0))


def _put(hit: Hit, passages: list[Passage]) -> Hit:
    return replace(hit, passages=tuple(passages))
