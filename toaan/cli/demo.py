"""Commands about the demonstration: load it, begin it anew, list its accounts."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from toaan.cli.support import CommandError, Progress, add, both, json_option, print_json


def register(subparsers: Any) -> None:
    parser = add(subparsers, "demo", reset_or_help, "dữ liệu minh họa", "the demonstration")
    parser.add_argument(
        "--reset",
        action="store_true",
        help=both(
            "xóa toàn bộ dữ liệu minh họa rồi nạp lại từ đầu", "wipe the demonstration and load it anew"
        ),
    )
    commands = parser.add_subparsers(
        title=both("lệnh", "commands"), metavar=both("LỆNH", "COMMAND"), dest="demo_command"
    )
    add(commands, "load", load, "nạp dữ liệu minh họa nếu còn trống", "load it if the database is empty")
    listing = add(commands, "accounts", accounts, "liệt kê tài khoản minh họa", "list its accounts")
    listing.add_argument(
        "--short",
        action="store_true",
        help=both("mỗi chức vụ một tài khoản của Tòa án khu vực 3", "one account for each post of one court"),
    )
    json_option(listing)
    many = add(
        subparsers,
        "simulate",
        simulate,
        "nạp hàng loạt vụ án giả định để đo tốc độ",
        "bulk-load invented cases to measure on",
    )
    many.add_argument(
        "--cases",
        type=number_of_cases,
        required=True,
        metavar="N",
        help=both("số vụ án thêm vào", "how many cases"),
    )
    many.add_argument(
        "--seed", default="1", metavar="S", help=both("mầm ngẫu nhiên", "seed of names and days")
    )


def number_of_cases(text: str) -> int:
    """How many cases to add: at least those that are played. Raises `argparse.ArgumentTypeError`."""
    if not text.isascii() or not text.isdigit() or not 16 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"“{text}” phải là số từ 16 đến 1000000")
    return int(text)


def simulate(options: argparse.Namespace) -> int:
    refuse_production()
    from toaan.cli import presence
    from toaan.core import setup
    from toaan.demo import simulate as simulation

    if running := presence.others():
        raise CommandError(f"{running} đang chạy trên dữ liệu này; hãy dừng rồi chạy lại toaan simulate")
    progress = Progress()
    try:
        setup.prepare(progress)
        total = simulation.run(options.cases, options.seed, progress)
    finally:
        progress.finish()
    print(f"Có {total} vụ án.")
    return 0


def reset_or_help(options: argparse.Namespace) -> int:
    if not options.reset:
        raise CommandError("hãy chọn: toaan demo load | accounts | --reset (xem: toaan demo --help)", code=2)
    refuse_production()
    from toaan.cli import presence
    from toaan.core import setup
    from toaan.demo import load, wipe

    if running := presence.others():
        raise CommandError(
            f"{running} đang chạy trên dữ liệu này; hãy dừng (Ctrl-C ở cửa sổ make run) rồi chạy lại toaan demo --reset"
        )
    progress = Progress()
    try:
        setup.prepare(progress)
        wipe.refuse_strangers()
        progress("Xóa mọi vụ việc, tài khoản, tệp, chỉ mục, khóa ký thử nghiệm của Tòa án minh họa")
        wipe.everything()
        load.ensure(progress)
    except (wipe.NotADemonstration, load.LoadFailed) as error:
        raise CommandError(str(error)) from None
    finally:
        progress.finish()
    return 0


def load(_: argparse.Namespace) -> int:
    progress = Progress()
    try:
        load_if_empty(progress)
    finally:
        progress.finish()
    return 0


def load_if_empty(progress: Progress) -> None:
    """Load the demonstration into an empty database; one half loaded is begun anew."""
    refuse_production()
    from toaan.demo import load, wipe

    try:
        load.ensure(progress)
    except (wipe.NotADemonstration, load.LoadFailed) as error:
        raise CommandError(str(error)) from None


def refuse_production() -> None:
    from django.conf import settings

    if settings.PRODUCTION:
        raise CommandError("không nạp, không xóa dữ liệu minh họa ở chế độ production")


def accounts(options: argparse.Namespace) -> int:
    from toaan.demo import load

    rows = list(load.accounts())
    if not rows:
        raise CommandError("chưa có dữ liệu minh họa; nạp bằng: toaan demo load")
    if options.short:
        rows = list(load.main_accounts(rows))
    if options.json:
        print_json(rows)
        return 0
    print(f"Mật khẩu của mọi tài khoản: {rows[0]['password']}")
    for court, group in groupby(rows, key=lambda row: row["court"]):
        print(f"\n{court or 'Người dân, luật sư'}")
        print(table([[row["username"], row["post"], row["name"]] for row in group]))
    if options.short:
        print("\nTất cả tài khoản của năm Tòa án: .venv/bin/toaan demo accounts")
    return 0


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their longest word, two spaces apart, indented."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(f"  {line.rstrip()}" for line in lines)


def _width(text: str) -> int:
    """Columns on the terminal: letters with marks of their own take one."""
    return sum(not unicodedata.combining(letter) for letter in text)
