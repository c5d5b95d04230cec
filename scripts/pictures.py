"""Pictures of the pages, from a practice court that always stands on the same day.

    pictures.py --all DIR [--only NAME …] [--width 1366 1024 390]
                                            every page of tests/pages/census.py, the whole page at each width

NAME is the beginning of a row's key or of a URL name: "cases:overview", "portal", "hearings-minutes".
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.pages import visit  # noqa: E402  (found beside this folder)


def every_page(folder: Path, names: list[str], widths: list[int]) -> None:
    """One picture per page and width."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = visit.chosen(names)
    if not pages:
        sys.exit(f"toaan: không có dòng nào của tests/pages/census.py bắt đầu bằng {', '.join(names)}")
    with visit.open_house() as house:
        for page in pages:
            for width in widths:
                file = folder / f"{page.key}-{width}.png"
                try:
                    house.picture(page, width, file)
                except LookupError as fault:
                    print(fault, file=sys.stderr)
                    break
                print(file, house.row(page)[1], flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", type=Path, metavar="DIR", required=True)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--width", nargs="+", type=int, default=[1366, 1024, 390], choices=list(visit.SIZES))
    options = parser.parse_args()
    every_page(options.all, options.only, options.width)


if __name__ == "__main__":
    main()
