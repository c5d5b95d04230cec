"""How well and how fast the right article is found, on the questions of TOAAN_DATA: cross-validated, beside plain search engines.

    python bench/retrieval.py [--train-encoder] [--ship] [--quick]

`--train-encoder` trains the encoder anew from the law's texts and keeps it; `--ship` trains the ranker from all questions and keeps it
(both under toaan/engines/retrieval/data). What was trained on the questions is measured on them by folds only: the figures of
the shipped ranker on its own questions say nothing and are not printed.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from toaan.engines.retrieval import Entry, Index, encoding, features, learning, measure, model, train
from toaan.engines.retrieval.measure import Figures, Line
from toaan.legislation.reading import ArticleRecord, phapdien, plain
from toaan.vietnamese.text import fold, tokens

GROUPS = {
    "độ bao phủ từng khoản, từng định nghĩa": r"best|titled|best_at|best_length|head",
    "thứ tự, độ dài chuỗi từ trùng": r"(?:title|name|best|titled|whole)[23]$|run$",
    "dấu hiệu của câu hỏi và của điều": r"asks_|sign_|words$|top_gap$", "bộ mã hóa": r"near",
    "dẫn chiếu giữa các điều": r"citing$|cited$", "điều lân cận, chương, luật": r"law_|chapter_|gap_in_law|rank_in_|neighbours|above_neighbours|near_law|near_gap_in_law|near_in_law",
    "bậc của văn bản": r"authority$",
}  # fmt: skip
"""Groups of features, left out one at a time."""


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


def baselines(corpus: Sequence[Entry], asked: Sequence[Line]) -> None:
    head("Không học từ câu hỏi: các máy tìm kiếm khác")
    with tempfile.TemporaryDirectory() as folder:
        row("SQLite FTS5", *asked_of(fts5(corpus, Path(folder)), asked))
    row("bm25s", *asked_of(bm25s_of(corpus), asked))


def first_pass(index: Index, asked: Sequence[Line]) -> None:
    """Each channel by itself, and their sum; none of them saw a question."""
    head("Không học từ câu hỏi: từng kênh của ta")
    for name in ("one", "two", "three", "title", "near", "sum", "fused"):

        def rank(question: str, name: str = name) -> list[str]:
            _asked, words = index.read(question)
            if not len(words):
                return []
            scores = features.candidates(index, words, None).scores[name]
            best = np.argpartition(-scores, 100)[:100] if len(scores) > 100 else np.arange(len(scores))
            return [index.keys[n] for n in best[np.lexsort((best, -scores[best]))]]

        told, _ms = asked_of(rank, asked)
        row(name, told)


def learnt(index: Index, asked: Sequence[Line], quick: bool) -> None:
    """By folds of questions and of whole laws; then without each group of features."""
    seen = list(train.look(index, asked))
    question, words = index.read(asked[0].question)
    names = list(features.named_features(index, question, words, features.candidates(index, words, None)))
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
    bare = [Line(line.id, fold(line.question), line.articles, line.source) for line in asked]
    row(
        "để riêng cả luật, câu hỏi gõ không dấu",
        train.cross_validated(
            index,
            asked,
            leave_laws_out=True,
            seen=seen,
            tested=list(train.look(index, bare)),
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train-encoder", action="store_true")
    parser.add_argument("--ship", action="store_true")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    data = Path(os.environ["TOAAN_DATA"])
    once: dict[str, Entry] = {}
    for entry in entries(data):
        once.setdefault(entry.key, entry)
    corpus = list(once.values())
    asked = list(measure.lines((data / "questions" / "dev.jsonl").read_text().splitlines()))
    begun = time.monotonic()
    index = Index.build(corpus)
    if options.train_encoder:
        learning.learn(index, progress=lambda *told: print(*told, file=sys.stderr)).save(encoding.SHIPPED)
        encoding.shipped.cache_clear()
        begun = time.monotonic()
        index = Index.build(corpus)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{index.count} điều, {len(asked)} câu hỏi; dựng chỉ mục {time.monotonic() - begun:.0f} s, bộ nhớ cao nhất {peak:.2f} GB (kể cả văn bản)"
    )
    if options.ship:
        train.train(index, asked).save(model.SHIPPED)
        digests = sorted({measure.digest(line.question) for line in asked})
        model.LEARNT_FROM.write_text("".join(f"{one}\n" for one in digests), encoding="ascii")
        model.shipped.cache_clear()
    index.rank("làm nóng", 1)
    _told, ms = asked_of(lambda question: [hit.key for hit in index.rank(question, 100)], asked)
    print(f"từ câu hỏi đến 100 điều: p50/p95 {ms} ms")
    learnt(index, asked, options.quick)
    first_pass(index, asked)
    if not options.quick:
        baselines(corpus, asked)


if __name__ == "__main__":
    main()
