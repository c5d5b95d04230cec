"""Commands that make a court ready: database, practice clock, Django's own commands."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from toaan.cli import demo
from toaan.cli.support import CommandError, Progress, add, both, group, json_option, print_json, use_django


def register(subparsers: Any) -> None:
    setup = add(
        subparsers,
        "setup-db",
        setup_db,
        "tạo hoặc cập nhật cơ sở dữ liệu, nạp quy định, gom tệp tĩnh",
        "create or update the database, load rules, collect static files",
    )
    setup.add_argument(
        "--demo",
        action="store_true",
        help=both("nạp dữ liệu minh họa nếu còn trống", "load the demonstration"),
    )
    clock = group(subparsers, "clock", "đồng hồ thực hành", "the practice clock")
    json_option(add(clock, "show", clock_show, "xem giờ hiện tại của hệ thống", "show the court's time"))
    move = add(clock, "set", clock_set, "đặt giờ thực hành", "set the practice time")
    move.add_argument(
        "moment", metavar="2026-12-01T08:00", help=both("thời điểm, giờ Việt Nam", "Vietnamese time")
    )
    add(clock, "clear", clock_clear, "trở về giờ thật", "back to the real time")
    confirm = add(
        clock,
        "confirm",
        clock_confirm,
        "xác nhận giờ máy chủ đã đúng sau khi chạy trước giờ thật",
        "the machine's clock is right again after it ran ahead",
    )
    confirm.add_argument("reason", metavar="LÝ-DO", help=both("sai từ lúc nào, vì sao", "since when, why"))
    # Only for the list of commands: main() hands everything after `manage` to Django unread.
    add(subparsers, "manage", lambda _: 0, "lệnh quản trị của Django", "Django's management commands")


def setup_db(options: argparse.Namespace) -> int:
    from toaan.core import setup

    progress = Progress()
    try:
        setup.prepare(progress)
        collect_static(progress)
        if options.demo:
            demo.load_if_empty(progress)
    finally:
        progress.finish()
    return 0


def collect_static(progress: Progress) -> None:
    """Gather the static files under the data folder when one of them has changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            total.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(f"{root.name}.stamp")
    if root.is_dir() and stamp.exists() and stamp.read_text(encoding="ascii") == total.hexdigest():
        return
    progress("Gom tệp giao diện")
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.is_dir())
    stamp.write_text(total.hexdigest(), encoding="ascii")


def clock_show(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from toaan.core import clock

    real, shown = timezone.now(), clock.now()
    moved = abs((shown - real).total_seconds()) > 1
    local = timezone.localtime(shown)
    if options.json:
        print_json({"now": local.isoformat(timespec="seconds"), "moved": moved})
    else:
        print(f"{local:%d/%m/%Y %H:%M:%S}" + (" (đồng hồ thực hành)" if moved else ""))
    return 0


def clock_set(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from toaan.core import clock

    try:
        moment = datetime.fromisoformat(options.moment)
    except ValueError:
        raise CommandError(
            f"“{options.moment}” không phải thời điểm; viết 2026-12-01T08:00", code=2
        ) from None
    if moment.tzinfo is None:
        moment = timezone.make_aware(moment)
    try:
        clock.move_to(moment)
    except PermissionError as refusal:
        raise CommandError(str(refusal)) from None
    print(f"Đồng hồ thực hành: {timezone.localtime(clock.now()):%d/%m/%Y %H:%M:%S}")
    return 0


def clock_clear(_: argparse.Namespace) -> int:
    from toaan.core import clock

    clock.reset()
    print("Hệ thống dùng giờ thật.")
    return 0


def clock_confirm(options: argparse.Namespace) -> int:
    from toaan.core import actions, clock
    from toaan.core.errors import Refused
    from toaan.core.viewer import SYSTEM

    try:
        chains = actions.confirm_clock(by=SYSTEM, reason=options.reason, at=clock.now())
    except Refused as refusal:
        raise CommandError(refusal.message, code=2) from None
    print(
        f"Đã xác nhận giờ máy chủ cho {len(chains)} sổ nhật ký."
        if chains
        else "Giờ máy chủ không lùi; không cần xác nhận."
    )
    return 0


def manage(words: Sequence[str]) -> int:
    """Hand the words to Django's own command line."""
    use_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["toaan manage", *words])
    return 0
