"""Similar judgments: do the neighbours cite what a judgment cites, and what does finding them cost as judgments grow.

    python bench/similar.py [--quick] [--sizes 10000 50000 200000]

First the measure: from each real judgment of the data folder (TOAAN_DATA) all citations are taken out; its neighbours' articles are
counted, ours and those of BM25 (bm25s over plain words, asked with the same text). Then growth: judgments are made up by mixing passages of
the real ones, and every size is built and asked in a process of its own, in the same run by SQLite FTS5, PostgreSQL full text search (a
throw-away server) and bm25s. Another engine is asked for the next size only while that is likely to stay below 3 s and 15 minutes of
building; where it stops, the table says so. One thread.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from _similar_engines import ENGINES, measured
from _similar_real import bm25, ours, read, without_each

from toaan.engines.similar import measure

SIZES, QUICK = (10_000, 50_000, 200_000), (1_000, 4_000)
MOST_MS, MOST_BUILD_S = 3_000.0, 900.0
TITLES = {"ours": "của ta", "fts5": "SQLite FTS5", "postgres": "PostgreSQL", "bm25s": "bm25s"}
PROCEDURE = ("92/2015/QH13", "24/2004/QH11", "326/2016/UBTVQH14")
"""The code of procedure and the resolution on fees, which every judgment cites."""


def quality(data: Path) -> None:
    """The measure, in a table: all texts, those by which the weights were chosen (even) and the others (odd)."""
    real = read(data)
    indexes, theirs = without_each(real), bm25(real)
    keys = [one.judgment.key for one in real]
    cited = {one.judgment.key: frozenset(one.judgment.articles) for one in real}
    bare = {key: frozenset(a for a in own if not a.startswith(PROCEDURE)) for key, own in cited.items()}
    print(
        "\n| hỏi bằng | điều luật | bản án | k | của ta | BM25 | chênh lệch, 95 % | số điều chung: ta / BM25 | hơn / bằng / kém |"
        "\n|---|---|---|---:|---:|---:|---|---|---|"
    )
    for about in real[0].asked:
        found = ours(indexes, real, about), theirs(about)
        for what, articles in (("mọi điều", cited), ("trừ tố tụng, án phí", bare)):
            for which, asked in (("cả 27", keys), ("chẵn", keys[::2]), ("lẻ", keys[1::2])):
                a, b = (measure.shared(articles, one.__getitem__, asked) for one in found)
                for k in measure.DEPTHS:
                    low, high = measure.interval(a.weighted[k], b.weighted[k])
                    more = " / ".join(map(str, measure.wins(a.weighted[k], b.weighted[k])))
                    print(
                        f"| {about} | {what} | {which} | {k} | {np.mean(a.weighted[k]):.3f} | {np.mean(b.weighted[k]):.3f} | "
                        f"{low:+.3f} … {high:+.3f} | {np.mean(a.counted[k]):.2f} / {np.mean(b.counted[k]):.2f} | {more} |"
                    )


def growth(sizes: list[int], folder: Path) -> None:
    """Every engine at every size that it can bear."""
    print(
        "\n| máy tìm | bản án | đoạn | dựng, s (CPU) | trên đĩa, MB | bộ nhớ cao nhất, MB | vụ giống: p50 / p95 ms (CPU p95) | câu hỏi: p50 / p95 ms (CPU p95) | lần đầu p95 ms |"
        "\n|---|---:|---:|---:|---:|---:|---|---|---|"
    )
    last: dict[str, tuple[int, dict[str, Any]]] = {}
    more: list[str] = []
    for size in sizes:
        for name in ENGINES:
            if name in last and name != "ours" and (why := _too_much(name, size, *last[name])):
                print(f"| {TITLES[name]} | {size:,} | không chạy: {why} | | | | | | |", flush=True)
                continue
            with tempfile.TemporaryDirectory(dir=folder) as place:
                told = _alone(name, size, place)
            last[name] = (size, told)
            print(
                f"| {TITLES[name]} | {size:,} | {told['passages']:,} | {told['build']:.0f} ({_cpu(name, told['build_cpu'])}) | {told['disk']:.0f} | {told['peak']:.0f} | "
                f"{_ms(name, told['like'])} | {_ms(name, told['question'])} | {told['first']:.0f} |",
                flush=True,
            )
            if name == "ours":
                more.append(_more(size, told))
    print(
        "\n| của ta, bản án | 10 đầu như khi đọc hết: vụ giống / câu hỏi | chỉ một Tòa án, p95 ms (CPU): vụ giống / câu hỏi | mở, s | thêm 100 bản án, s |"
        "\n|---:|---|---:|---:|---:|",
        *more,
        sep="\n",
    )


def _ms(name: str, times: list[float]) -> str:
    return f"{times[0]:.0f} / {times[1]:.0f} ({_cpu(name, times[2])})"


def _cpu(name: str, spent: float) -> str:
    """What PostgreSQL computes is not this process's."""
    return "–" if name == "postgres" else f"{spent:.0f}"


def _more(size: int, told: dict[str, Any]) -> str:
    cases, passages, cases_cpu, passages_cpu = told["filtered"]
    filtered = f"{cases:.0f} ({cases_cpu:.0f}) / {passages:.0f} ({passages_cpu:.0f})"
    return f"| {size:,} | {told['same']} | {filtered} | {told['load']:.1f} | {told['added']:.1f} |"


def _too_much(name: str, size: int, before: int, told: dict[str, Any]) -> str:
    """Why an engine is not run at the next size: what it cost at the last one, times how much that grew."""
    times = size / before
    # PostgreSQL works in processes of its own; of the others the processor's time counts, which a busy machine does not stretch.
    clock = 1 if name == "postgres" else 2
    slowest = max(told["like"][clock], told["question"][clock])
    build = told["build"] if name == "postgres" else told["build_cpu"]
    if slowest * times > MOST_MS:
        return f"ở {before:,} bản án p95 đã {slowest:.0f} ms, tăng theo số bản án"
    if build * times > MOST_BUILD_S:
        return f"ở {before:,} bản án dựng đã {build:.0f} s"
    return ""


def _alone(name: str, size: int, place: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", name, "--sizes", str(size), "--folder", place]
    if name == "postgres":
        command = [sys.executable, "-m", "toaan.config.postgres", "--", *command]
    told = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parent.parent
    )
    if told.returncode:
        raise SystemExit(f"{name} {size}: {told.stderr.strip()[-2000:]}")
    return json.loads(told.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help=f"sizes {QUICK}")
    parser.add_argument("--sizes", type=int, nargs="+")
    parser.add_argument(
        "--folder", type=Path, help="where indexes are built; a temporary folder when not given"
    )
    parser.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = Path(os.environ["TOAAN_DATA"])
    sizes = options.sizes or list(QUICK if options.quick else SIZES)
    if options.one:
        print(json.dumps(measured(options.one, sizes[0], data, options.folder)))
        return
    begun = time.monotonic()
    quality(data)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        growth(sizes, Path(folder))
    print(f"\ncả phép đo {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
