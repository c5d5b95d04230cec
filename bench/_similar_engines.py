"""Each engine at one size: built from made judgments, asked with real ones and with real questions."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from _similar_made import Maker
from _similar_real import read

from toaan.engines.similar import Judgment, Only, SimilarIndex
from toaan.engines.similar import index as ours_index
from toaan.engines.similar.parts import cut
from toaan.vietnamese.text import tokens

ENGINES = ("ours", "fts5", "postgres", "bm25s")
MOST_WORDS = 64
"""Of a case, other engines are asked with so many different words: with all of them they would take longer still."""
PATIENCE_S = 60.0
K, ADDED = 10, 100
Ask = Callable[[str], Any]


def measured(name: str, size: int, data: Path, folder: Path) -> dict[str, Any]:
    """Build it and ask it."""
    real = read(data)
    maker = Maker([one.judgment for one in real])
    asked = [one.asked["toàn văn"] for one in real]
    questions = [
        json.loads(line)["question"]
        for line in (data / "questions" / "dev.jsonl").read_text().splitlines()[::21]
    ]
    timed = Timed(maker.judgments(size))
    begun, spent = time.perf_counter(), time.process_time()
    if name == "ours":
        engine = Ours(timed, folder)
    else:
        engine = {"fts5": Fts5, "postgres": Postgres, "bm25s": Bm25s}[name](timed, folder)
    build = time.perf_counter() - begun - timed.spent
    build_cpu = time.process_time() - spent - timed.spent_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    engine.open()
    texts = (
        asked
        if name == "ours"
        else [" ".join(dict.fromkeys(tokens(f"{one.relation} {one.text}"))) for one in asked]
    )
    first = np.concatenate([_times(engine.like, texts[:5]), _times(engine.question, questions[:5])])
    like, question = _times(engine.like, texts), _times(engine.question, questions)
    told = {
        "build": build, "build_cpu": build_cpu, "passages": engine.passages, "disk": engine.disk(), "peak": peak, "first": _told(first)[1],
        "like": _told(like), "question": _told(question),
    }  # fmt: skip
    if isinstance(engine, Ours):
        told |= engine.more(asked, questions, maker.judgments(ADDED, size))
    return told


def _times(ask: Ask, texts: Iterable[Any]) -> np.ndarray:
    """Milliseconds of each, by the clock and of this process; what a minute has not sufficed for is left out."""
    found: list[tuple[float, float]] = []
    until = time.perf_counter() + PATIENCE_S
    for text in texts:
        begun, spent = time.perf_counter(), time.process_time()
        ask(text)
        found.append(((time.perf_counter() - begun) * 1000, (time.process_time() - spent) * 1000))
        if time.perf_counter() > until and len(found) >= 3:
            break
    return np.array(found)


def _told(times: np.ndarray) -> list[float]:
    """p50 and p95 by the clock, p95 of the process."""
    return [*np.percentile(times[:, 0], [50, 95]).tolist(), float(np.percentile(times[:, 1], 95))]


class Timed:
    """Judgments, and how long making them took, which is no part of building an index."""

    def __init__(self, made: Iterator[Judgment]) -> None:
        self._made = made
        self.spent = self.spent_cpu = 0.0

    def __iter__(self) -> Iterator[Judgment]:
        while True:
            begun, spent = time.perf_counter(), time.process_time()
            one = next(self._made, None)
            self.spent += time.perf_counter() - begun
            self.spent_cpu += time.process_time() - spent
            if one is None:
                return
            yield one


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


class Ours:
    """The index of toaan.engines.similar."""

    def __init__(self, made: Iterable[Judgment], folder: Path) -> None:
        self._folder = folder / "index"
        index = SimilarIndex.build(made, work=folder)
        index.save(self._folder)
        self.passages = index.passages

    def open(self) -> None:
        self._index = SimilarIndex.load(self._folder)

    def disk(self) -> float:
        return _size(self._folder)

    def like(self, asked: Any) -> Any:
        return self._index.like(asked, K)

    def question(self, text: str) -> Any:
        return self._index.by_question(text, K)

    def more(self, asked: list[Any], questions: list[str], new: Iterator[Judgment]) -> dict[str, Any]:
        """What pruning loses, what one court only costs, how long loading takes, and adding a day's judgments."""
        told: dict[str, Any] = {"same": self._same(asked, questions)}
        one = Only(courts=frozenset({self._index.like(asked[0], 1)[0].court}))
        cases = _times(lambda case: self._index.like(case, K, one), asked)
        passages = _times(lambda text: self._index.by_question(text, K, one), questions)
        told["filtered"] = [_told(cases)[1], _told(passages)[1], _told(cases)[2], _told(passages)[2]]
        begun = time.perf_counter()
        SimilarIndex.load(self._folder)
        told["load"] = time.perf_counter() - begun
        entries = list(new)
        begun = time.perf_counter()
        self._index.add(entries)
        self._index.save(self._folder)
        told["added"] = time.perf_counter() - begun
        return told

    def _same(self, asked: list[Any], questions: list[str]) -> str:
        """Of the first ten, how many are the same when every list is read to its end."""

        def keys() -> list[set[Any]]:
            found: list[set[Any]] = [{hit.key for hit in self.like(one)} for one in asked]
            return found + [{(p.key, p.start) for p in self.question(text)} for text in questions]

        pruned = keys()
        saved = ours_index.CAP, ours_index.PASSAGE_CAP
        ours_index.CAP = ours_index.PASSAGE_CAP = 1 << 40
        whole = keys()
        ours_index.CAP, ours_index.PASSAGE_CAP = saved
        share = [len(a & b) / max(1, len(b)) for a, b in zip(pruned, whole, strict=True)]
        return f"{np.mean(share[: len(asked)]):.2f} / {np.mean(share[len(asked) :]):.2f}"


def _passages(one: Judgment) -> Iterator[str]:
    return (one.text[start:end] for start, end, _part in cut(one.text).bounds)


class Fts5:
    """SQLite FTS5: any of the words, BM25."""

    def __init__(self, made: Iterable[Judgment], folder: Path) -> None:
        self._path = folder / "fts.db"
        base = sqlite3.connect(self._path)
        base.execute("pragma synchronous = off")
        for table in ("judgments", "passages"):
            base.execute(
                f"create virtual table {table} using fts5(body, content='', tokenize='unicode61 remove_diacritics 0')"
            )
        self.passages = 0
        for one in made:
            base.execute("insert into judgments(body) values (?)", (f"{one.relation} {one.text}",))
            passages = [(words,) for words in _passages(one)]
            self.passages += len(passages)
            base.executemany("insert into passages(body) values (?)", passages)
        base.commit()
        base.close()

    def open(self) -> None:
        self._base = sqlite3.connect(self._path)

    def disk(self) -> float:
        return self._path.stat().st_size / 1e6

    def _ask(self, table: str, words: list[str]) -> Any:
        any_of = " OR ".join(f'"{word}"' for word in words)
        sql = f"select rowid from {table} where {table} match ? order by bm25({table}) limit {K}"  # noqa: S608
        return self._base.execute(sql, (any_of,)).fetchall()

    def like(self, text: str) -> Any:
        return self._ask("judgments", text.split()[:MOST_WORDS])

    def question(self, text: str) -> Any:
        return self._ask("passages", list(dict.fromkeys(tokens(text))))


class Postgres:
    """PostgreSQL full text search: any of the words, a GIN index, ts_rank_cd."""

    def __init__(self, made: Iterable[Judgment], _folder: Path) -> None:
        import psycopg

        self._base = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        self.passages = 0
        for table in ("judgments", "passages"):
            self._base.execute(f"create unlogged table {table} (id serial, words tsvector)")
        for block in _blocks(made, 500):
            texts = [f"{one.relation} {one.text}" for one in block]
            passages = [words for one in block for words in _passages(one)]
            self.passages += len(passages)
            for table, each in (("judgments", texts), ("passages", passages)):
                self._base.execute(
                    f"insert into {table}(words) select to_tsvector('simple', t) from unnest(%s::text[]) t",  # noqa: S608
                    (each,),
                )
        for table in ("judgments", "passages"):
            self._base.execute(f"create index on {table} using gin (words)")
            self._base.execute(f"analyze {table}")

    def open(self) -> None:
        self._base.execute("set max_parallel_workers_per_gather = 0")

    def disk(self) -> float:
        row = self._base.execute(
            "select pg_total_relation_size('judgments') + pg_total_relation_size('passages')"
        ).fetchone()
        return float(row[0]) / 1e6 if row else 0.0

    def _ask(self, table: str, words: list[str]) -> Any:
        any_of = " | ".join(f"'{word}'" for word in words)
        return self._base.execute(
            f"select id from {table}, to_tsquery('simple', %s) q where words @@ q order by ts_rank_cd(words, q) desc limit {K}",  # noqa: S608
            (any_of,),
        ).fetchall()

    def like(self, text: str) -> Any:
        return self._ask("judgments", text.split()[:MOST_WORDS])

    def question(self, text: str) -> Any:
        return self._ask("passages", list(dict.fromkeys(tokens(text))))


class Bm25s:
    """bm25s: every word of the language read into memory, every unit scored."""

    def __init__(self, made: Iterable[Judgment], folder: Path) -> None:
        import bm25s
        from bm25s.tokenization import Tokenized

        numbers: dict[str, int] = {}
        self._folder = folder / "bm25s"
        judgments: list[list[int]] = []
        passages: list[list[int]] = []

        def read_(text: str) -> list[int]:
            return [numbers.setdefault(word, len(numbers)) for word in tokens(text)]

        for one in made:
            judgments.append(read_(f"{one.relation} {one.text}"))
            passages += [read_(words) for words in _passages(one)]
        self.passages = len(passages)
        self._numbers = numbers
        for name, units in (("judgments", judgments), ("passages", passages)):
            engine = bm25s.BM25()
            engine.index(Tokenized(units, numbers), show_progress=False)
            engine.save(self._folder / name)

    def open(self) -> None:
        import bm25s

        self._engines = {
            name: bm25s.BM25.load(self._folder / name, mmap=True) for name in ("judgments", "passages")
        }

    def disk(self) -> float:
        return _size(self._folder)

    def _ask(self, name: str, words: list[str]) -> Any:
        known = [word for word in words if word in self._numbers]
        return self._engines[name].retrieve([known], k=K, show_progress=False)

    def like(self, text: str) -> Any:
        return self._ask("judgments", text.split()[:MOST_WORDS])

    def question(self, text: str) -> Any:
        return self._ask("passages", tokens(text))


def _blocks(made: Iterable[Judgment], size: int) -> Iterator[list[Judgment]]:
    block: list[Judgment] = []
    for one in made:
        block.append(one)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block
