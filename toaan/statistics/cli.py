"""`toaan stats`: the figures of a court on the command line."""

from __future__ import annotations

import argparse
from typing import Any

from toaan.cli.support import CommandError, add, both, json_option, print_json


def register(subparsers: Any) -> None:
    stats = add(subparsers, "stats", stats_of, "số liệu thống kê của một Tòa án", "the figures of a court")
    stats.add_argument(
        "--court", required=True, metavar=both("MÃ", "CODE"), help=both("mã Tòa án", "code of the court")
    )
    period = stats.add_mutually_exclusive_group(required=True)
    period.add_argument("--month", metavar="2026-01", help=both("một tháng", "one month"))
    period.add_argument(
        "--year",
        type=int,
        metavar="2026",
        help=both("một năm thống kê, từ 01/10 năm trước", "one statistical year"),
    )
    json_option(stats)


def stats_of(options: argparse.Namespace) -> int:
    """Print the table by kind of case, or everything as JSON."""
    from toaan.core import clock
    from toaan.core.errors import Refused
    from toaan.core.viewer import SYSTEM
    from toaan.statistics import periods, queries, tables

    try:
        if options.month:
            year, _, number = options.month.partition("-")
            asked = periods.month(int(year), int(number), clock.today())
        else:
            asked = periods.year(options.year, clock.today())
    except ValueError:
        raise CommandError(
            "kỳ thống kê không đúng hoặc chưa tới; viết --month 2026-01 hoặc --year 2026", 2
        ) from None
    try:
        court = queries.chosen_court(SYSTEM, options.court)
    except Refused:
        raise CommandError(f"không có Tòa án mã “{options.court}”", 2) from None
    report = queries.report(SYSTEM, asked.period, court)
    rows = [*report.by_kind, report.total]
    if options.json:
        print_json(
            {
                "court": court.code,
                "period": {"from": report.period.start, "to": report.period.end, "running": asked.running},
                "by_kind": {row.key or "total": row.cells for row in rows},
                "by_judge": [{"judge": row.label, **row.cells} for row in report.by_judge],
            }
        )
        return 0
    print(f"{court.name}, {asked.name}")
    for cell, title in tables.columns(queries.definitions(asked.period.end)):
        print(f"{title:<22}" + "".join(f"{row.key or 'Cộng'}: {row.cells[cell]:<8}" for row in rows))
    return 0
