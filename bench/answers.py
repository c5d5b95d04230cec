"""The check of worded answers: how many careful sentences it lets through, how many false ones, by kind of falsehood.

First the table of the tests (sentences written by hand over passages in our words and the bench book), then, with TOAAN_DATA, sentences of
real articles as they are and made false by a script (`--articles`, `--seed`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections import Counter
from pathlib import Path

from toaan.assistant.finding.supported import check
from toaan.assistant.finding.tests import answers, corrupting
from toaan.assistant.finding.tests.answers import Claim


def report(name: str, true: list[Claim], false: list[Claim], *, verbose: bool) -> None:
    times: list[float] = []

    def accepted(one: Claim) -> bool:
        began = time.perf_counter()
        verdict = check(one.text, one.passages)
        times.append(time.perf_counter() - began)
        return verdict.accepted

    refused = [one for one in true if not accepted(one)]
    passed = [one for one in false if accepted(one)]
    kinds, through = Counter(one.wrong for one in false), Counter(one.wrong for one in passed)
    print(
        f"{name}: true {len(true) - len(refused)} of {len(true)} shown; false {len(passed)} of {len(false)} shown"
    )
    print("  " + ", ".join(f"{kind} {through[kind]} of {count}" for kind, count in sorted(kinds.items())))
    print(f"  one sentence: median {1000 * statistics.median(times):.0f} ms, most {1000 * max(times):.0f} ms")
    for one in (*refused, *passed) if verbose else ():
        print(f"  {'false, shown' if one.wrong else 'true, refused'} ({one.wrong}): {one.text}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=60)
    options.add_argument("--seed", type=int, nargs="*", default=[4, 5])
    options.add_argument("--verbose", action="store_true")
    told = options.parse_args()
    report("table", answers.good(), answers.bad(), verbose=told.verbose)
    report("unseen", answers.good(answers.UNSEEN), answers.bad(answers.UNSEEN), verbose=told.verbose)
    report("table, cited wrongly", [], answers.misplaced(), verbose=told.verbose)
    for seed in told.seed if os.environ.get("TOAAN_DATA") else ():
        true, false = corrupting.claims(Path(os.environ["TOAAN_DATA"]), told.articles, seed)
        report(f"articles, seed {seed}", true, false, verbose=told.verbose)


if __name__ == "__main__":
    main()
