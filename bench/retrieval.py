"""How well and how fast the right article is found, on the questions of TOAAN_DATA: cross-validated, beside plain search engines.

    TOAAN_DATA=… python bench/retrieval.py [--imported] [--train-encoder] [--ship] [--quick]

`--imported` takes the articles from the database of TOAAN_HOME (after `toaan laws import`), as `toaan assistant evaluate` does, instead of
from the files; `--quick` leaves out the ablation and asks the slow engines fewer questions. `--train-encoder` trains the encoder anew from the law's texts and keeps it; `--ship` trains the ranker from all questions and keeps it
(both under toaan/engines/retrieval/data). What was trained on the questions is measured on them by folds only: the figures of
the shipped ranker on its own questions say nothing and are not printed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from toaan.config import postgres
from toaan.engines.retrieval import Entry, Index, encoding, features, learning, measure, model, train
from toaan.engines.retrieval.measure import Figures, Line
from toaan.legislation.reading import ArticleRecord, phapdien, plain
from toaan.vietnamese.text import fold, tokens

GROUPS = {
    "độ bao phủ từng khoản, từng định nghĩa": r"best|titled|best_at|best_length|head(?!ed)",
    "thứ tự, độ dài chuỗi từ trùng": r"(?:title|name|best|titled|whole)[23]$|run$",
    "dấu hiệu của câu hỏi và của điều": r"asks_|sign_|words$|top_gap$", "bộ mã hóa": r"near",
    "dẫn chiếu giữa các điều": r"citing$|cited$", "điều lân cận, chương, luật": r"law_|chapter_|gap_in_law|rank_in_|neighbours|above_neighbours|near_law|near_gap_in_law|near_in_law",
    "bậc của văn bản": r"authority$", "từ đời thường → từ của luật": r"also", "tên chương": r"chapter\d$|headed",
}  # fmt: skip
"""Groups of features, left out one at a time."""


def imported() -> Iterator[Entry]:
    """The corpus of the database, with the words of today."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toaan.config.settings")
    django.setup()
    from toaan.assistant import articles
    from toaan.core import clock

    yield from articles.entries(clock.today())


def entries(data: Path) -> Iterator[Entry]:
    """The corpus as an installation imports it; ids as in the questions: number of the document # article."""
    for reader, name in ((phapdien, "phapdien.jsonl.xz"), (plain, "extra_articles.jsonl.xz")):
        for one in reader.read(data / "law" / name):
            if isinstance(one, ArticleRecord):
                yield Entry(
                    one.key, one.document, one.name, one.kind, one.title, one.text, one.subject, one.chapter
                )


def row(name: str, told: Figures, ms: str = "") -> None:
    """One line of a table."""
    r = told.recall
    print(
        f"| {name} | {r[1]:.3f} | {r[5]:.3f} | {r[10]:.3f} | {r[100]:.3f} | {told.hit[1]:.3f} | {told.hit[10]:.3f} | {told.mrr:.3f} | {ms} |",
        flush=True,
    )


def head(title: str) -> None:
    print(
        f"\n### {title}\n\n| cách | R@1 | R@5 | R@10 | R@100 | trúng@1 | trúng@10 | MRR@10 | p50/p95 ms |\n|---|---|---|---|---|---|---|---|---|",
        flush=True,
    )


def asked_of(rank: Callable[[str], list[str]], asked: Sequence[Line]) -> tuple[Figures, str]:
    """The figures of any function from a question to keys, and its time."""
    found, ms = [], []
    for line in asked:
        begun = time.perf_counter()
        found.append(rank(line.question))
        ms.append((time.perf_counter() - begun) * 1000)
    told = measure.figures(asked, found, ms)
    return told, f"{told.ms_p50:.0f}/{told.ms_p95:.0f}"


def fts5(corpus: Sequence[Entry], folder: Path) -> Callable[[str], list[str]]:
    """SQLite FTS5: any of the words, BM25 with the title three times."""
    base = sqlite3.connect(folder / "fts.db")
    base.execute(
        "create virtual table articles using fts5(title, body, tokenize = 'unicode61 remove_diacritics 0')"
    )
    base.executemany(
        "insert into articles(rowid, title, body) values (?, ?, ?)",
        ((n, e.title, e.text) for n, e in enumerate(corpus)),
    )

    def rank(question: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(tokens(question)))
        found = base.execute(
            "select rowid from articles where articles match ? order by bm25(articles, 3.0, 1.0) limit 100",
            (words,),
        )
        return [corpus[n].key for (n,) in found]

    return rank


def bm25s_of(corpus: Sequence[Entry]) -> Callable[[str], list[str]]:
    """bm25s over title and text."""
    import bm25s

    engine = bm25s.BM25()
    engine.index([tokens(f"{e.title} {e.text}") for e in corpus], show_progress=False)

    def rank(question: str) -> list[str]:
        found, _scores = engine.retrieve([tokens(question)], k=100, show_progress=False)
        return [corpus[int(n)].key for n in found[0]]

    return rank


@contextmanager
def postgresql(corpus: Sequence[Entry]) -> Iterator[Callable[[str], list[str]]]:
    """PostgreSQL's full-text search in a throw-away cluster: any of the words, ts_rank with the title before the text."""
    import psycopg

    with postgres.cluster() as url, psycopg.connect(url, autocommit=True) as base:
        base.execute("create table articles(n int primary key, said tsvector)")
        with base.cursor().copy("copy articles(n, said) from stdin") as copy:
            for n, entry in enumerate(corpus):
                copy.write_row((n, _tsvector(entry)))
        base.execute("create index on articles using gin(said)")
        base.execute("analyze articles")

        def rank(question: str) -> list[str]:
            words = " | ".join(dict.fromkeys(tokens(question)))
            if not words:
                return []
            found = base.execute(
                "select n from articles, to_tsquery('simple', %s) asked where said @@ asked order by ts_rank(said, asked, 1) desc, n limit 100",
                (words,),
            )
            return [corpus[n].key for (n,) in found]

        yield rank


def _tsvector(entry: Entry) -> str:
    """Words with their places: titles weigh A, texts D. At most 255 places a word and 16,383 in all, as PostgreSQL keeps them."""
    places: dict[str, list[str]] = {}
    at = 0
    for text, weight in ((entry.title, "A"), (entry.text, "D")):
        for word in tokens(text):
            at += 1
            if at < 16_383 and len(places.setdefault(word, [])) < 255:
                places[word].append(f"{at}{weight}")
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items() if found)


def baselines(corpus: Sequence[Entry], asked: Sequence[Line], quick: bool) -> None:
    head("Không học từ câu hỏi: các máy tìm kiếm khác")
    with tempfile.TemporaryDirectory() as folder:
        row("SQLite FTS5", *asked_of(fts5(corpus, Path(folder)), asked))
    row("bm25s", *asked_of(bm25s_of(corpus), asked))
    some = asked[
        :: 10 if quick else 5
    ]  # it weighs every article that has any of the words: seconds for each question
    try:
        with postgresql(corpus) as rank:
            row(f"PostgreSQL ({len(some)} câu)", *asked_of(rank, some))
    except postgres.Unavailable as error:
        print(f"PostgreSQL: {error}")


def first_pass(index: Index, asked: Sequence[Line]) -> None:
    """Each channel by itself, and their sum; none of them saw a question. The time is that of all together."""
    head("Không học từ câu hỏi: từng kênh của ta")
    names = ("one", "two", "three", "title", "near", "sum", "fused")
    found: dict[str, list[list[str]]] = {name: [] for name in names}
    ms = []
    for line in asked:
        begun = time.perf_counter()
        question, words = index.read(line.question)
        scores = features.candidates(index, words, None, index.also(question)).scores
        ms.append((time.perf_counter() - begun) * 1000)
        for name in names:
            score = scores[name]
            best = np.argpartition(-score, 100)[:100] if len(score) > 100 else np.arange(len(score))
            found[name].append([index.keys[n] for n in best[np.lexsort((best, -score[best]))]])
    for name in names:
        told = measure.figures(asked, found[name], ms)
        row(name, told, f"{told.ms_p50:.0f}/{told.ms_p95:.0f}" if name == "fused" else "")


def learnt(index: Index, asked: Sequence[Line], seen: Sequence[train.Seen], quick: bool) -> None:
    """By folds of questions and of whole laws; then without each group of features."""
    question, words = index.read(asked[0].question)
    names = list(features.named_features(index, question, words, features.candidates(index, words, None)))
    print(f"{len(names)} đặc trưng")
    head("Học từ câu hỏi, kiểm tra chéo 5 phần")
    for title, by_law in (("để riêng câu hỏi", False), ("để riêng cả luật", True)):
        ranked = train.held_out(index, asked, by_law, seen=seen)
        row(title, measure.figures(asked, ranked))
        for source in sorted({line.source for line in asked}):
            mine = [n for n, line in enumerate(asked) if line.source == source]
            row(
                f"{title}, nguồn {source}",
                measure.figures([asked[n] for n in mine], [ranked[n] for n in mine]),
            )
    row(
        "để riêng cả luật, câu hỏi gõ không dấu",
        train.cross_validated(
            index,
            asked,
            leave_laws_out=True,
            seen=seen,
            tested=list(train.look(index, unmarked(asked))),
            seeds=train.SEEDS[:1],
        ),
    )
    if quick:
        return
    head("Bỏ từng nhóm đặc trưng, để riêng cả luật, một hạt giống")
    row("đủ", train.cross_validated(index, asked, leave_laws_out=True, seen=seen, seeds=train.SEEDS[:1]))
    for group, pattern in GROUPS.items():
        kept = [n for n, name in enumerate(names) if not re.match(pattern, name)]
        less = [
            train.Seen(one.entries, one.features[:, kept], one.right) if len(one.entries) else one
            for one in seen
        ]
        row(
            f"không có {group} ({len(names) - len(kept)})",
            train.cross_validated(index, asked, leave_laws_out=True, seen=less, seeds=train.SEEDS[:1]),
        )


def built(corpus: Sequence[Entry], folder: Path) -> None:
    """In a process of its own, so that its time and memory are the index's alone."""
    begun, used = time.monotonic(), time.process_time()
    index = Index.build(corpus)
    index.save(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(
        f"Chỉ mục: {index.count} điều, dựng {time.monotonic() - begun:.0f} s (CPU {time.process_time() - used:.0f} s), bộ nhớ cao nhất {peak:.2f} GB (kể cả văn bản), {size:.0f} MB trên đĩa",
        flush=True,
    )


def timed(index: Index, asked: Sequence[Line], name: str) -> None:
    """From a question to a hundred articles on one core (OMP_NUM_THREADS=1): by the clock, and what the process itself used of it."""
    index.rank("làm nóng", 1)
    ms, own = [], []
    for line in asked:
        begun, used = time.perf_counter(), time.process_time()
        index.rank(line.question, 100)
        ms.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - used) * 1000)
    print(
        f"{name}: p50 {np.percentile(ms, 50):.0f} ms, p95 {np.percentile(ms, 95):.0f} ms; "
        f"thời gian CPU p50 {np.percentile(own, 50):.0f} ms, p95 {np.percentile(own, 95):.0f} ms",
        flush=True,
    )


def unmarked(asked: Sequence[Line]) -> list[Line]:
    """The questions as typed without diacritics."""
    return [Line(line.id, fold(line.question), line.articles, line.source) for line in asked]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("imported", "train-encoder", "ship", "quick"):
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    data = Path(os.environ["TOAAN_DATA"])
    once: dict[str, Entry] = {}
    for entry in imported() if options.imported else entries(data):
        once.setdefault(entry.key, entry)
    corpus = list(once.values())
    asked = list(measure.lines((data / "questions" / "dev.jsonl").read_text().splitlines()))
    if options.train_encoder:
        learning.learn(Index.build(corpus), progress=lambda *told: print(*told, file=sys.stderr)).save(
            encoding.SHIPPED
        )
        encoding.shipped.cache_clear()
    with tempfile.TemporaryDirectory() as folder:
        child = multiprocessing.get_context("fork").Process(
            target=built, args=(corpus, Path(folder) / "index")
        )
        child.start()
        child.join()
        index = Index.load(Path(folder) / "index")
        seen = list(train.look(index, asked))
        if options.ship:
            train.fit(seen).save(model.SHIPPED)
            digests = sorted({measure.digest(line.question) for line in asked})
            model.LEARNT_FROM.write_text("".join(f"{one}\n" for one in digests), encoding="ascii")
            model.shipped.cache_clear()
        timed(index, asked, "Từ câu hỏi đến 100 điều")
        timed(index, unmarked(asked[::3]), "cùng việc, gõ không dấu")
        learnt(index, asked, seen, options.quick)
        first_pass(index, asked)
        baselines(corpus, asked, options.quick)


if __name__ == "__main__":
    main()
