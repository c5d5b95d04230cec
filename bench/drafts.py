"""The draft check on real judgments: findings on untouched texts, errors found by kind, time.

Each judgment of the data folder (TOAAN_DATA) is checked as it is, and again with one scripted error put into it, twenty errors in turn
(eleven kinds, each made in several ways, places and values drawn by a seed). An error counts as found when a finding of its kind appears
that the untouched text has not, and touches the changed place; for what was taken out (a part, a claim, the right to appeal) its kind is
enough. `--half even|odd` takes every other judgment: the rules were made looking at the even ones only.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import _draft_omissions  # noqa: F401  (its ways of making errors)
import _draft_unseen  # noqa: F401
import _draft_unseen_omissions  # noqa: F401
from _draft_errors import UNSEEN, WAYS, Change, errors

from toaan.assistant.checking import Finding, check
from toaan.assistant.checking.book import FileBook

FLOOR = 0.90


def found_in(change: Change, before: list[Finding], after: list[Finding]) -> bool:
    known, fresh = Counter((one.kind, one.message) for one in before), []
    for one in after:
        if known[one.kind, one.message]:
            known[one.kind, one.message] -= 1
        elif one.kind == change.kind:
            fresh.append(one)
    return any(
        change.anywhere or (one.start <= change.end + 3 and change.start - 3 <= one.end) for one in fresh
    )


def judgments(data: Path, source: str) -> list[tuple[str, str]]:
    """Name and text of each."""
    name, field = {"plain": ("civil_first_instance", "judgment_text"), "named": ("named_civil", "text")}[
        source
    ]
    with lzma.open(data / "judgments" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        (
            row["case_id"],
            row[field].partition("judgment_text:")[2].strip() if source == "plain" else row[field],
        )
        for row in rows
    ]


def measure(
    texts: list[tuple[str, str]],
    book: FileBook | None,
    seed: int,
    *,
    ways: str = "known",
    verbose: bool = False,
) -> dict[str, Any]:
    untouched: list[int] = []
    ms: list[float] = []
    hits: dict[str, list[bool]] = defaultdict(list)
    by_way: dict[str, list[bool]] = defaultdict(list)
    for name, text in texts:
        started = time.perf_counter()
        before = check(text, None, book)
        ms.append((time.perf_counter() - started) * 1000)
        untouched.append(len(before))
        rng = random.Random(f"{seed}:{name}")  # noqa: S311  (a lot, not a secret)
        for change in errors(text, rng, {"known": WAYS, "unseen": UNSEEN}[ways]):
            ok = found_in(change, before, check(change.text, None, book))
            hits[change.kind].append(ok)
            by_way[f"{change.kind} {change.way}"].append(ok)
            if verbose and not ok:
                print(
                    f"{name} {change.kind} {change.way}: {change.text[max(0, change.start - 90) : change.end + 40]!r}",
                    file=sys.stderr,
                )
    return {
        "judgments": len(texts), "untouched": untouched, "ms": ms,
        "kinds": {k: (sum(v), len(v)) for k, v in hits.items()}, "ways": {k: (sum(v), len(v)) for k, v in sorted(by_way.items())},
    }  # fmt: skip


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--source", choices=["plain", "named"], default="plain")
    options.add_argument("--half", choices=["even", "odd", "all"], default="all")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--ways", choices=["known", "unseen"], default="known")
    options.add_argument("--verbose", action="store_true", help="print what was not found")
    told = options.parse_args()
    data = os.environ.get("TOAAN_DATA")
    if not data:
        print("TOAAN_DATA must name the data folder", file=sys.stderr)
        return 2
    texts = judgments(Path(data), told.source)
    texts = {"even": texts[::2], "odd": texts[1::2], "all": texts}[told.half]
    result = measure(texts, FileBook.of_folder(Path(data)), told.seed, ways=told.ways, verbose=told.verbose)
    counts, ms = result["untouched"], result["ms"]
    print(
        f"{told.source}, {told.half}, seed {told.seed}, {told.ways} ways: {len(texts)} judgments; findings on untouched texts: {sum(counts)}, at most {max(counts)}"
    )
    print(f"ms per judgment: median {statistics.median(ms):.0f}, largest {max(ms):.0f}\n")
    print("| kind | put in | found | share |\n|---|---:|---:|---:|")
    low = False
    for kind, (hit, total) in result["kinds"].items():
        low = low or hit / total < FLOOR
        print(f"| {kind} | {total} | {hit} | {hit / total:.0%} |")
    print()
    for name, (hit, total) in result["ways"].items():
        print(f"{name}: {hit} of {total}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
