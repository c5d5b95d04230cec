"""`toaan courts`: the courts of the installation and the communes over which they sit."""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toaan.cli.support import CommandError, add, both, group, json_option, print_json

if TYPE_CHECKING:
    from toaan.core.areas import Line

COLUMNS = ("ma_toa", "toa_an", "tinh", "xa", "linh_vuc", "tu_ngay", "den_ngay", "can_cu")
NEEDED = ("toa_an", "tinh", "tu_ngay", "can_cu")


def register(subparsers: Any) -> None:
    courts = group(subparsers, "courts", "các Tòa án và địa bàn", "courts and their areas")
    json_option(add(courts, "list", courts_list, "liệt kê Tòa án", "list the courts"))
    areas = add(
        courts, "areas", courts_areas, "nhập địa bàn từ tệp CSV của Tòa án", "read areas from the court's CSV"
    )
    areas.add_argument(
        "file",
        metavar=both("TỆP", "FILE"),
        help=both(
            f"CSV UTF-8, dòng đầu: {','.join(COLUMNS)}; ngày viết 2025-07-01; xa để trống là cả tỉnh; linh_vuc: ip hoặc trống",
            "UTF-8 CSV with these columns",
        ),
    )
    areas.add_argument("--check", action="store_true", help=both("chỉ kiểm tra, không ghi", "check only"))
    json_option(areas)


def courts_list(options: argparse.Namespace) -> int:
    """Every court with the number of its communes today."""
    from toaan.core import clock
    from toaan.core.models import Court, CourtArea

    today = clock.today()
    count: dict[Any, int] = defaultdict(int)
    for key in CourtArea.objects.on(today).values_list("court_id", flat=True):
        count[key] += 1
    rows = [
        {"code": c.code, "name": c.name, "level": c.level, "open": c.exists_on(today), "areas": count[c.pk]}
        for c in Court.objects.all()
    ]
    if options.json:
        print_json({"courts": rows})
    else:
        for row in rows:
            print(f"{row['code']:<16} {row['name']}: {row['areas']} xã, phường, đặc khu")
    return 0


def courts_areas(options: argparse.Namespace) -> int:
    """Enter the lines of the file, court by court; what stands already stays."""
    from django.db import transaction

    from toaan.core import clock
    from toaan.core.errors import Refused
    from toaan.core.models import Court
    from toaan.core.viewer import SYSTEM
    from toaan.filing import actions

    by_court = _read(Path(options.file))
    told = []
    try:
        with transaction.atomic():
            for (code, name), lines in by_court.items():
                court = Court.objects.filter(code=code).first() if code else None
                if code and court is None:
                    raise CommandError(
                        f"không có Tòa án mã “{code}”; để trống ma_toa nếu Tòa án không dùng chung hệ thống"
                    )
                made = actions.enter_area(
                    by=SYSTEM, court=court, court_name=name, lines=lines, at=clock.now()
                )
                told.append({"court": name, "lines": len(lines), "added": len(made)})
            if options.check:
                transaction.set_rollback(True)
    except Refused as refusal:
        raise CommandError(refusal.message) from None
    if options.json:
        print_json({"good": True, "courts": told, "written": not options.check})
    else:
        for row in told:
            print(f"{row['court']}: {row['lines']} dòng, {row['added']} dòng mới")
        print("Chỉ kiểm tra, chưa ghi gì." if options.check else "Đã ghi.")
    return 0


def _read(path: Path) -> dict[tuple[str, str], list[Line]]:
    from toaan.core.areas import Line

    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if missing := [c for c in NEEDED if c not in (reader.fieldnames or ())]:
                raise CommandError(f"tệp thiếu cột {', '.join(missing)}", 2)
            for number, raw in enumerate(reader, start=2):
                row = {key: (value or "").strip() for key, value in raw.items() if isinstance(key, str)}
                if empty := [c for c in NEEDED if not row[c]]:
                    raise CommandError(f"dòng {number}: thiếu {', '.join(empty)}", 2)
                line = Line(
                    row["tinh"], row.get("xa", ""), row.get("linh_vuc", ""), _day(row["tu_ngay"], number),
                    _day(row["den_ngay"], number) if row.get("den_ngay") else None, row["can_cu"],
                )  # fmt: skip
                found[row.get("ma_toa", ""), row["toa_an"]].append(line)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"không đọc được {path}: {error}", 2) from None
    if not found:
        raise CommandError("tệp không có dòng nào", 2)
    return found


def _day(text: str, number: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"dòng {number}: “{text}” không phải ngày (viết dạng 2025-07-01)", 2) from None
