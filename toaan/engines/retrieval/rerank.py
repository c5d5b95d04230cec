"""A court's own model on its own machine, asked to put the first articles in order. What fails leaves our order as it is and says so.

Rank and rank are added, not scores: what a model's figures mean differs from model to model, and ours is good by itself.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable

import numpy as np

from toaan.engines.remote import RemoteFault, address, post_json
from toaan.engines.retrieval.api import Hit

FIRST = 50
"""So many articles are put in order anew."""
DOCUMENT_LETTERS = 4000
QUESTION_LETTERS = 2000
_FLAT = 10.0
"""Ranks are added as 1 / (rank + this): the first places count, the last hardly."""
_REST = 30.0
"""Seconds without asking again after it failed: a page must not wait for a machine that is down."""
_LARGEST = 16 * 1024 * 1024
"""Bytes of an answer; more is not read."""


class Unanswered(Exception):
    """No usable answer in time; the message is for the log and has nothing of the question."""


@runtime_checkable
class Scorer(Protocol):
    """Says of each document how well it answers."""

    def score(self, question: str, documents: Sequence[str]) -> list[float]:
        """One number per document, higher is better.

        Raises:
            Unanswered: no usable answer in time; the message is for the log.
        """
        ...

    def describe(self) -> str:
        """What is asked, for the log: its address without secrets."""
        ...


@dataclass(frozen=True)
class Endpoint:
    """An address that answers JSON; ``model`` is sent where the server wants a name."""

    url: str
    model: str = ""
    seconds: float = 2.0

    def __post_init__(self) -> None:
        """Raises ValueError: no address that can be asked, or no time to wait for it."""
        try:
            address(self.url)
        except RemoteFault as fault:
            raise ValueError(fault.reason) from None
        if not 0 < self.seconds < math.inf:
            raise ValueError("Số giây chờ phải lớn hơn 0.")

    def ask(self, body: dict[str, Any]) -> Any:
        """The answer to one question. Raises Unanswered."""
        told = ({"model": self.model} if self.model else {}) | body
        try:
            return post_json(self.url, told, timeout=self.seconds, limit=_LARGEST)
        except RemoteFault as fault:
            raise Unanswered(fault.reason) from fault

    def describe(self) -> str:
        parts = address(self.url)
        return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"


@dataclass(frozen=True)
class Reranker:
    """{"query", "documents"} → {"results": [{"index", "relevance_score"}]}, as Cohere, Jina, vLLM and others have it."""

    at: Endpoint

    def score(self, question: str, documents: Sequence[str]) -> list[float]:
        told = self.at.ask({"query": question, "documents": list(documents), "top_n": len(documents)})
        found = _by_index(told, "results", "relevance_score", len(documents))
        return [_number(one) for one in found]

    def describe(self) -> str:
        return self.at.describe()


@dataclass(frozen=True)
class Embedder:
    """OpenAI's /v1/embeddings: {"input": [text …]} → {"data": [{"index", "embedding": [number …]}]}; documents by their cosine."""

    at: Endpoint

    def score(self, question: str, documents: Sequence[str]) -> list[float]:
        told = self.at.ask({"input": [question, *documents], "encoding_format": "float"})
        found = _by_index(told, "data", "embedding", len(documents) + 1)
        if not all(isinstance(one, list) and one and len(one) == len(found[0]) for one in found):
            raise Unanswered("vectors of different lengths, or none")
        vectors = np.array([[_number(value) for value in one] for one in found], np.float64)
        size = np.sqrt((vectors * vectors).sum(axis=1))
        if not np.isfinite(size).all() or (size == 0).any():
            raise Unanswered("a vector without length")
        vectors /= size[:, None]
        return [float(value) for value in vectors[1:] @ vectors[0]]

    def describe(self) -> str:
        return self.at.describe()


class Resting:
    """Asks another, and after a failure not again for half a minute."""

    def __init__(self, scorer: Scorer, now: Callable[[], float] = time.monotonic) -> None:
        self._scorer, self._now, self._until, self._why = scorer, now, -math.inf, ""

    def score(self, question: str, documents: Sequence[str]) -> list[float]:
        if self._now() < self._until:
            raise Unanswered(f"not asked again yet after: {self._why}")
        try:
            return self._scorer.score(question, documents)
        except Unanswered as error:
            self._until, self._why = self._now() + _REST, str(error)
            raise

    def describe(self) -> str:
        return self._scorer.describe()


@dataclass(frozen=True)
class Ordered:
    """The hits in their order; ``failed`` says why the model had no part in it, empty where it had or none is set."""

    hits: list[Hit]
    failed: str = ""


def chosen(rerank: Endpoint | None, embed: Endpoint | None) -> Scorer | None:
    """What a court has set up: the reranker where there is one, else the embeddings, else nothing."""
    if rerank is not None:
        return Resting(Reranker(rerank))
    return Resting(Embedder(embed)) if embed is not None else None


def reordered(
    question: str, hits: Sequence[Hit], scorer: Scorer | None, texts: Callable[[Sequence[str]], list[str]]
) -> Ordered:
    """The first fifty by our rank and the model's together. Articles that the question names itself keep their place.

    Args:
        texts: the texts of some keys, in their order.
    """
    named = [hit for hit in hits if hit.why != "words"]
    some = [hit for hit in hits if hit.why == "words"][: max(0, FIRST - len(named))]
    if scorer is None or len(some) < 2:
        return Ordered(list(hits))
    documents = [text[:DOCUMENT_LETTERS] for text in texts([hit.key for hit in some])]
    try:
        scores = scorer.score(question[:QUESTION_LETTERS], documents)
        if len(scores) != len(some) or not all(math.isfinite(score) for score in scores):
            raise Unanswered("not one finite number for each document")
    except Unanswered as error:
        return Ordered(list(hits), f"{scorer.describe()}: {error}")
    theirs = {n: place for place, n in enumerate(sorted(range(len(some)), key=lambda n: (-scores[n], n)))}
    fused = [1 / (n + _FLAT) + 1 / (theirs[n] + _FLAT) for n in range(len(some))]
    order = sorted(range(len(some)), key=lambda n: (-fused[n], n))
    ours = [hit.score for hit in some]  # the scores stay where they were, so that they go on falling
    moved = [replace(some[n], score=ours[place], why="model") for place, n in enumerate(order)]
    rest = [hit for hit in hits if hit.why == "words"][len(some) :]
    return Ordered([*named, *moved, *rest])


def _by_index(told: Any, name: str, field: str, count: int) -> list[Any]:
    """One value for each text, by the numbers that the answer gives them."""
    rows = told.get(name) if isinstance(told, dict) else None
    if not isinstance(rows, list) or len(rows) != count:
        raise Unanswered(f"“{name}” has not the {count} rows that were asked for")
    found: dict[int, Any] = {}
    for row in rows:
        at = row.get("index") if isinstance(row, dict) else None
        if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at < count or field not in row:
            raise Unanswered(f"a row of “{name}” has no usable index or no {field}")
        found[at] = row[field]
    if len(found) != count:
        raise Unanswered(f"“{name}” tells of one text twice and of another not at all")
    return [found[n] for n in range(count)]


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unanswered("something that is no number where one must be")
    try:
        number = float(value)
    except OverflowError:
        raise Unanswered("a number out of all bounds") from None
    if not math.isfinite(number):
        raise Unanswered("a number that is not finite")
    return number
