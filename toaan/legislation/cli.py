"""`toaan laws`: the texts of the law, put in and listed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toaan.cli.support import CommandError, add, both, fail, group, json_option, print_json

if TYPE_CHECKING:
    from toaan.legislation.models import ImportRun

SHOWN = 20
"""Lines that could not be read, at the terminal; the desk shows more."""


def register(subparsers: Any) -> None:
    laws = group(subparsers, "laws", "văn bản pháp luật", "the texts of the law")
    text = ("nạp văn bản: Pháp điển (.jsonl, .jsonl.xz), văn bản hợp nhất (.pdf), tệp JSON, án lệ",
            "import: the codified law (.jsonl, .jsonl.xz), consolidated texts (.pdf), JSON, precedents")  # fmt: skip
    read = add(laws, "import", import_texts, *text)
    read.add_argument("paths", nargs="+", type=Path, metavar=both("TỆP", "PATH"), help=both("tệp hoặc thư mục", "files or folders"))  # fmt: skip
    read.add_argument(
        "--if-new", action="store_true", help=both("bỏ qua nếu đúng các tệp này đã nạp xong", "skip files read before")
    )  # fmt: skip
    json_option(read)
    listed = add(laws, "list", list_texts, "liệt kê văn bản đã nạp", "list the documents that are here")
    listed.add_argument("words", nargs="?", default="", metavar=both("TỪ", "WORDS"), help=both("số hoặc tên", "number or name"))  # fmt: skip
    json_option(listed)


def import_texts(options: argparse.Namespace) -> int:
    """Exit code 0 also when lines were passed over (they are told), 2 when nothing could be begun."""
    from toaan.core import clock
    from toaan.core.errors import Refused
    from toaan.core.viewer import SYSTEM
    from toaan.legislation import actions
    from toaan.legislation.reading import files

    try:
        paths = files.found(options.paths)
    except files.NothingToRead as error:
        raise CommandError(str(error), code=2) from None
    except OSError as error:
        raise CommandError(f"không đọc được {error.filename}: {error.strerror}", code=2) from None
    if options.if_new and actions.imported(paths):
        if not options.json:
            print("Các tệp văn bản pháp luật này đã nạp xong từ trước.")
        return 0
    run = actions.start(by=SYSTEM, paths=paths, at=clock.now())
    try:
        run = actions.carry_out(run.pk, paths, progress=lambda _run: None if options.json else _say(_run))
    except Refused as refusal:
        actions.finish(run, state=run.State.FAILED, why=refusal.message)
        raise CommandError(refusal.message, code=2) from None
    if options.json:
        print_json({**run.counts, "state": run.state, "problems": run.problems})
        return 0
    print(f"Xong: {_counts(run)}")
    for one in run.problems[:SHOWN]:
        fail(f"{one['where']}: {one['reason']}")
    if len(run.problems) > SHOWN:
        fail(f"… và {len(run.problems) - SHOWN} dòng nữa: xem trang Các lần nạp, hoặc thêm --json")
    return 0


def _say(run: ImportRun) -> None:
    print(f"• {run.read} bản ghi, đến {run.at_place}", flush=True)


def _counts(run: ImportRun) -> str:
    return (
        f"{run.new} mới, {run.changed} thay đổi, {run.unchanged} không đổi, {run.repeated} lặp lại, "
        f"{run.skipped} không đọc được"
    )


def list_texts(options: argparse.Namespace) -> int:
    from toaan.legislation import queries

    rows = queries.documents(options.words).with_counts()
    if options.json:
        print_json(
            [
                {"number": d.number, "name": d.name, "kind": d.kind, "effective": d.effective_on, "articles": d.count}
                for d in rows
            ]
        )  # fmt: skip
        return 0
    for d in rows:
        print(f"{d.number:<28} {d.count:>5} điều  {d.name}")
    print(f"{len(rows)} văn bản")
    return 0
