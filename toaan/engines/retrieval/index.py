"""The index of articles: built from entries, kept in a folder, asked with a question."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from toaan.engines.retrieval import building, encoding, grams, store
from toaan.engines.retrieval.api import Entry, Hit, IndexUnusable
from toaan.engines.retrieval.citing import cited
from toaan.engines.retrieval.everyday import meant
from toaan.engines.retrieval.features import candidates, features
from toaan.engines.retrieval.grams import Postings
from toaan.engines.retrieval.marks import Marks
from toaan.engines.retrieval.model import Ranker, shipped
from toaan.engines.retrieval.words import Question, question


class Index:
    """Read only; any number of processes may map the same folder."""

    def __init__(self, arrays: dict[str, Any], facts: dict[str, Any]) -> None:
        self._arrays = arrays
        self.count = int(facts["entries"])
        self.keys: list[str] = _lines(arrays["keys"], self.count)
        self.laws: list[str] = _lines(arrays["laws"], None)
        self.law_names: list[str] = _lines(arrays["law_names"], len(self.laws))
        self.channels = {
            name: Postings(*(arrays[f"{name}_{part}"] for part in ("terms", "starts", "entries", "adds")))
            for name in grams.CHANNELS
        }
        self.stream, self.parts = arrays["stream"], arrays["parts"]
        self.law_of, self.chapter_of, self.subject_of = (
            np.asarray(arrays[f"{name}_of"]) for name in ("law", "chapter", "subject")
        )
        self.authority = np.asarray(arrays["authority"])
        self.cites = (np.asarray(arrays["cites_from"]), np.asarray(arrays["cites_to"]))
        spread = np.asarray(arrays["spread"]).astype(np.float32)
        self.rarity = np.log(1 + (self.count - spread + 0.5) / (spread + 0.5)).astype(np.float32)
        self.rarity[0] = 0.0

    @classmethod
    def build(cls, entries: Iterable[Entry], progress: building.Progress | None = None) -> Index:
        """An index in memory; of entries with the same key the first counts. ``progress(what, done, all)``."""
        once: dict[str, Entry] = {}
        for entry in entries:
            once.setdefault(entry.key, entry)
        return cls(*building.arrays(list(once.values()), progress))

    def save(self, folder: Path | str) -> None:
        """Write the index; what was in the folder is replaced at once."""
        store.save(Path(folder), self._arrays, {"entries": self.count})

    @classmethod
    def load(cls, folder: Path | str) -> Index:
        """Map an index that was saved.

        Raises:
            IndexUnusable: missing, damaged or of another version: build it again.
        """
        arrays, facts = store.load(Path(folder))
        try:
            return cls(arrays, facts)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise IndexUnusable(f"the index does not hang together: {type(error).__name__}") from error

    @cached_property
    def place(self) -> dict[str, int]:
        """Key → number of the entry."""
        return {key: n for n, key in enumerate(self.keys)}

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Word → its number in the stream; word 0 is a border."""
        return {word: n for n, word in enumerate(_lines(self._arrays["vocabulary"], None))}

    @cached_property
    def _articles(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for entry, law in enumerate(self.law_of.tolist()):
            found.setdefault(self.laws[law], []).append(entry)
        return found

    def articles_of(self, law: str) -> list[int]:
        """The entries of a document, in the order they came in."""
        return self._articles.get(law, [])

    def by_name(self, name: str) -> list[str]:
        """Numbers of the documents that have this name (words in their exact form), the latest first."""
        return sorted(
            (n for n, called in zip(self.laws, self.law_names, strict=True) if called == name),
            key=_year,
            reverse=True,
        )

    @cached_property
    def encoder(self) -> encoding.Fitted:
        """The encoder for this index's words."""
        return encoding.shipped().fitted(self.vocabulary)

    @cached_property
    def vectors(self) -> np.ndarray:
        """One row per entry; kept as 32 bit because each question multiplies them all."""
        return np.asarray(self._arrays["vectors"]).astype(np.float32)

    @cached_property
    def marks(self) -> Marks:
        """What puts diacritics to a question typed without any."""
        return Marks(self.vocabulary, self.channels["one"], self.channels["two"])

    def read(self, text: str) -> tuple[Question, np.ndarray]:
        """A question and its words as numbers; what no article has is left out."""
        asked = question(text)
        if not asked.marked:
            asked = replace(asked, words=tuple(self.marks.put(asked.words)))
        known = [self.vocabulary.get(word, 0) for word in asked.words]
        return asked, np.array([word for word in known if word], np.int64)

    def also(self, asked: Question) -> np.ndarray:
        """The law's words for what people say, as numbers with a border after each phrase."""
        phrases = meant(asked.words)
        return np.array(
            [self.vocabulary.get(word, 0) for phrase in phrases for word in (*phrase, "")], np.int64
        )

    def rank(
        self, question: str, k: int = 10, allowed: Collection[str] | None = None, ranker: Ranker | None = None
    ) -> list[Hit]:
        """The k articles that answer best, best first; of ``allowed`` keys only, when given. An empty question has none."""
        asked, words = self.read(question)
        free = None
        if allowed is not None:
            free = np.zeros(self.count, bool)
            free[[self.place[key] for key in allowed if key in self.place]] = True
        named = cited(asked.text, self)
        direct = [c for c in named if free is None or free[c.entry]][:k]
        hits = [Hit(self.keys[c.entry], 1000.0 - n, c.why) for n, c in enumerate(direct)]
        taken = {c.entry for c in direct}
        for entry, score in self._by_words(asked, words, free, ranker or shipped(), k):
            if len(hits) >= k:
                break
            if entry not in taken:
                hits.append(Hit(self.keys[entry], score, "words"))
        return hits

    def _by_words(
        self, asked: Question, words: np.ndarray, free: np.ndarray | None, ranker: Ranker, k: int
    ) -> list[tuple[int, float]]:
        if not len(words):
            return []
        found = candidates(self, words, free, self.also(asked))
        if not len(found.entries):
            return []
        scores = ranker.score(features(self, asked, words, found))
        order = np.lexsort((found.entries, -scores))
        best = [(int(found.entries[n]), float(scores[n])) for n in order]
        if (
            len(best) < k
        ):  # what lies behind the candidates keeps the order of the first pass, below all of them
            seen = set(found.entries.tolist())
            low = float(scores.min()) - 1.0
            behind = [entry for entry in found.behind(k).tolist() if entry not in seen]
            best += [(entry, low - n * 1e-3) for n, entry in enumerate(behind)]
        return best


def _year(number: str) -> str:
    return next((part for part in number.split("/") if len(part) == 4 and part.isdigit()), "")


def _lines(packed: Any, count: int | None) -> list[str]:
    lines = bytes(packed).decode().split("\n") if count != 0 else []
    if count is not None and len(lines) != count:
        raise IndexUnusable("the index does not hang together: names and entries differ in number")
    return lines
