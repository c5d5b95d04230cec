"""Every page of the census in a real browser: weight of a first and of a later visit, HTML, queries, faults of axe.

Prints a table in Markdown and writes `build/pages.json`. Weights are bytes over the wire as Chromium counts them, with
the headers, from a running court: a first visit with an empty cache, a later one coming from the home page.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.pages import visit  # noqa: E402  (found beside this folder)

OUT = ROOT / "build" / "pages.json"
HEAD = "| trang | người | lần đầu kB | lần sau kB | ảnh tài liệu kB | HTML kB | truy vấn | axe 1366 / 390 | lỗi |\n|---|---|--:|--:|--:|--:|--:|--:|--:|"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    options = parser.parse_args()
    rows, faults = {}, []
    with visit.open_house() as house:
        asked = json.loads(visit.in_court(house.court.home, "tests.pages.practice", "queries"))
        print(HEAD, flush=True)
        for page in visit.chosen(options.only):
            seen = house.look(page)
            row = rows[seen.key] = {**asdict(seen), **asked.get(seen.key, {"queries": 0, "html": 0})}
            faults += [f"{seen.key} ({seen.path}): {fault}" for fault in seen.faults]
            for fault in seen.faults:
                print(f"{seen.key}: {fault}", file=sys.stderr, flush=True)
            print(
                f"| {seen.key} | {seen.who or '–'} | {seen.first / 1000:.1f} | {seen.later / 1000:.1f} | {seen.pictures / 1000:.1f} "
                f"| {row['html'] / 1000:.1f} | {row['queries']} "
                f"| {seen.axe.get(1366)} / {seen.axe.get(390)} | {len(seen.faults)} |",
                flush=True,
            )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\n{len(rows)} trang, {len(faults)} lỗi")
    print("\n".join(f"- {fault}" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
