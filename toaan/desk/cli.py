"""`toaan check`: what the checks of integrity find, as figures."""

from __future__ import annotations

import argparse
from typing import Any

from toaan.cli.support import CommandError, add, both, json_option, print_json


def register(subparsers: Any) -> None:
    found = add(subparsers, "check", check, "kiểm tra hồ sơ: bị dừng, quá hạn, bỏ ngỏ, thiếu dữ liệu",
                "look for what is stuck, late, left open or missing")  # fmt: skip
    found.add_argument("--court", metavar=both("MÃ", "CODE"), help=both("chỉ một Tòa án", "one court only"))
    json_option(found)


def check(options: argparse.Namespace) -> int:
    """Figures only, of now, nothing is stored; exit code 1 when anything is found. Deliberations are not counted."""
    from collections import Counter

    from toaan.core import clock, integrity
    from toaan.core.models import Court

    courts = Court.objects.order_by("code")
    if options.court:
        courts = courts.filter(code=options.court)
        if not courts:
            raise CommandError(f"không có Tòa án mã “{options.court}”", code=2)
    counts: dict[str, Counter[str]] = {}
    for court in courts:
        found = integrity.run(court, clock.today(), clock.now())
        counts[court.code] = Counter(c.key for c, _found in found if not c.panel_only)
    total = sum(sum(c.values()) for c in counts.values())
    if options.json:
        print_json(
            {"good": total == 0, "total": total, "courts": {code: dict(c) for code, c in counts.items()}}
        )
        return 1 if total else 0
    for code, found_here in counts.items():
        for key, number in found_here.items():
            print(f"{code}  {number:>6}  {integrity.CHECKS[key].title}")
    print(
        f"{len(counts)} Tòa án, {len(integrity.CHECKS)} phép kiểm tra: {total or 'không có'} điểm cần khắc phục"
    )
    return 1 if total else 0
