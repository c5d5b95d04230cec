"""`toaan draw`: a random assignment done again from its record."""

from __future__ import annotations

import argparse
from typing import Any

from toaan.cli.support import CommandError, add, both, group, json_option, print_json


def register(subparsers: Any) -> None:
    draw = group(subparsers, "draw", "bốc thăm Thẩm phán", "the random draw of judges")
    again = add(draw, "replay", draw_replay, "bốc thăm lại từ dữ liệu đã lưu", "draw again from the record")
    again.add_argument(
        "case",
        nargs="?",
        metavar=both("SỐ", "NUMBER"),
        help=both("số thụ lý; bỏ trống là mọi lần", "case number"),
    )
    again.add_argument("--court", metavar=both("MÃ", "CODE"), help=both("chỉ một Tòa án", "one court only"))
    json_option(again)


def draw_replay(options: argparse.Namespace) -> int:
    """Every draw again; exit code 1 when one gives another judge or its seed is no earlier entry of the journal."""
    from toaan.cases.models import Draw
    from toaan.core.models import AuditEntry
    from toaan.rules.assignment import replay

    draws = Draw.objects.select_related("case__court", "case__number").order_by("at")
    if options.court:
        draws = draws.filter(case__court__code=options.court)
    if options.case:
        draws = draws.filter(case__number__text=options.case)
    rows = []
    for draw in draws.iterator(chunk_size=200):
        names = {c["id"]: c["name"] for c in draw.content["candidates"]}
        digest = str(draw.content["seed"]).partition(":")[0]
        seeded = AuditEntry.objects.filter(
            chain=draw.case.court.code, digest=digest, at__lte=draw.at
        ).exists()
        rows.append(
            {
                "case": str(draw.case), "court": draw.case.court.code, "at": draw.at.isoformat(),
                "chosen": names.get(draw.content["chosen"], ""), "seed": draw.content["seed"],
                "same": replay(draw.content), "seed_in_journal": seeded,
            }
        )  # fmt: skip
    if options.case and not rows:
        raise CommandError(f"không có lần bốc thăm nào cho số thụ lý “{options.case}”", 2)
    bad = [row for row in rows if not (row["same"] and row["seed_in_journal"])]
    if options.json:
        print_json({"good": not bad, "draws": rows})
    else:
        for row in rows:
            said = "đúng" if row["same"] and row["seed_in_journal"] else "SAI"
            print(f"{said}  {row['case']} ({row['court']}): {row['chosen']}, mã {row['seed'][:16]}…")
        print(f"{len(rows)} lần bốc thăm, {len(bad)} lần không khớp.")
    return 1 if bad else 0
