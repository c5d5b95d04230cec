"""Play some courts in a process of its own: `python -m toaan.demo SEED DAY NUMBER…`.

Writes how far each is, its number and a share of one on each line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date


def main(words: Sequence[str]) -> int:
    """The courts are founded already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toaan.config.settings")
    import django

    django.setup()
    from toaan.demo import play

    seed, day, *numbers = words
    for number in numbers:

        def report(share: float, number: str = number) -> None:
            print(number, f"{share:.3f}", flush=True)

        play.alone(int(number), seed, date.fromisoformat(day), report)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
