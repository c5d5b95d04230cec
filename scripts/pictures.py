"""Pictures of the pages, from a practice court that always stands on the same day.

    pictures.py                             the pictures of the README, into docs/pictures/, from the whole demonstration
    pictures.py --all DIR [--only NAME …] [--width 1366 1024 390]
                                            every page of tests/pages/census, the whole page at each width

NAME is the beginning of a row's key or of a URL name: "cases:overview", "portal", "hearings-minutes".
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402

from tests.pages import visit  # noqa: E402  (found beside this folder)

README = (
    ("viec-cua-toi", "desk-home-judge", 1366),
    ("vu-an", "cases-overview-trial-set", 1366),
    ("so-thu-ly", "cases-register", 1366),
    ("soan-ban-an", "judgments-draft", 1366),
    ("chanh-an", "statistics-leadership", 1366),
    ("cong-trang-chu", "portal-home", 390),
    ("cong-nop-don", "filing-draft_section-facts", 390),
)
"""File name, row of the census, width."""
MOST = 1_200_000
"""Bytes of all pictures of the README together."""


def of_the_readme(folder: Path) -> None:
    """What the README shows: the part of each page that a screen shows first, in at most 256 colours."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {page.key: page for page in visit.PAGES}
    total = 0
    with visit.open_house("demo") as house:
        for name, key, width in README:
            file = folder / f"{name}.png"
            house.picture(rows[key], width, file, whole=False)
            with Image.open(file) as picture:
                picture.convert("RGB").quantize(
                    256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
                ).save(file, optimize=True)
            total += file.stat().st_size
            print(f"{file.stat().st_size / 1000:7.1f} kB  {file}", flush=True)
    if total > MOST:
        sys.exit(f"toaan: ảnh của README nặng {total / 1000:.0f} kB, quá {MOST / 1000:.0f} kB")


def every_page(folder: Path, names: list[str], widths: list[int]) -> None:
    """One picture per page and width."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = visit.chosen(names)
    if not pages:
        sys.exit(f"toaan: không có dòng nào của tests/pages/census bắt đầu bằng {', '.join(names)}")
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
    parser.add_argument("--all", type=Path, metavar="DIR")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--width", nargs="+", type=int, default=[1366, 1024, 390], choices=list(visit.SIZES))
    options = parser.parse_args()
    if options.all:
        every_page(options.all, options.only, options.width)
    else:
        of_the_readme(ROOT / "docs" / "pictures")


if __name__ == "__main__":
    main()
