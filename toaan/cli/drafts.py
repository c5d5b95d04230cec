"""`toaan check-judgment`: what seems wrong in a draft judgment, each thing with its place, reason and article."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toaan.cli.support import CommandError, add, both, json_option, print_json

if TYPE_CHECKING:
    from toaan.assistant.checking import CaseFacts, Finding, LawBook

LARGEST = 50_000_000


def register(subparsers: Any) -> None:
    checking = add(
        subparsers,
        "check-judgment",
        check_judgment,
        "kiểm tra dự thảo bản án: căn cứ, họ tên, ngày, số tiền, án phí, phần còn thiếu",
        "check a draft judgment: citations, names, dates, sums, fees, missing parts",
    )
    checking.add_argument("file", type=Path, metavar=both("TỆP", "FILE"), help="txt, docx, pdf")
    checking.add_argument(
        "--facts",
        type=Path,
        metavar="TỆP.json",
        help=both(
            "dữ kiện của vụ án: plaintiffs, defendants, others, claims, amounts, case_number, accepted_on, judged_on, facts_on",
            "what the case file knows, same names",
        ),
    )
    json_option(checking)


def check_judgment(options: argparse.Namespace) -> int:
    from toaan.assistant.checking import check

    text, facts = text_of(options.file), _facts(options.facts)
    book = law_book(text)
    if book is None:
        print(
            "toaan: không có văn bản pháp luật (chưa nhập, không có TOAAN_DATA): chỉ kiểm tra những điều không cần đến",
            file=sys.stderr,
        )
    try:
        found = check(text, facts, book)
    except ValueError as refusal:
        raise CommandError(str(refusal), code=2) from None
    if options.json:
        print_json([one.as_json() for one in found])
    else:
        _print(text, found)
    return 0


def text_of(path: Path) -> str:
    """The words of a draft. Raises `CommandError` (2) in one line for what cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(
                f"{path.name} lớn hơn {LARGEST // 1_000_000} MB: không phải một bản án", code=2
            )
        head = path.read_bytes()[:5]
        text = _words(path, head)
    except OSError as error:
        raise CommandError(f"không đọc được {path}: {error.strerror}", code=2) from None
    if not text.strip():
        raise CommandError(f"{path.name} không có chữ nào (bản quét cần nhận dạng chữ trước)", code=2)
    return text


def _words(path: Path, head: bytes) -> str:
    from toaan.engines.pdf.kinds import FileRefused
    from toaan.engines.pdf.words import text_layer
    from toaan.engines.word import WordRefused
    from toaan.engines.word.plain import plain_text

    try:
        if head.startswith(b"%PDF"):
            return text_layer(path)
        if head.startswith(b"PK"):
            return plain_text(path.read_bytes())
    except FileRefused as refusal:
        raise CommandError(refusal.message, code=2) from None
    except WordRefused:
        raise CommandError(f"{path.name} không phải tệp Word (.docx) đọc được", code=2) from None
    if head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise CommandError(f"{path.name} là tệp Word cũ; hãy lưu lại dạng .docx", code=2)
    blob = path.read_bytes()
    for code in ("utf-16" if blob.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig",):
        try:
            # Line ends stay as they are: places in the answer are those of the file.
            text = blob.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise CommandError(f"{path.name} không phải văn bản Unicode, docx hay pdf", code=2)


def _facts(path: Path | None) -> CaseFacts | None:
    from toaan.assistant.checking import CaseFacts

    if path is None:
        return None
    try:
        return CaseFacts.from_json(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CommandError(f"không đọc được {path}: {error.strerror}", code=2) from None
    except (UnicodeDecodeError, RecursionError, json.JSONDecodeError):
        raise CommandError(f"{path.name} không phải JSON", code=2) from None
    except ValueError as refusal:
        raise CommandError(str(refusal), code=2) from None


def law_book(text: str) -> LawBook | None:
    """The law that can be asked about a draft: what was imported, else the files of TOAAN_DATA; None when there is neither."""
    from django.db import DatabaseError

    from toaan.assistant.checking.book import FileBook
    from toaan.assistant.checking.imported import anything_imported, book_for

    try:
        if text.strip() and _installed() and anything_imported():
            return book_for(text)
    except DatabaseError:
        pass  # a terminal without an installation: no tables, or no database
    data = os.environ.get("TOAAN_DATA")
    return FileBook.of_folder(Path(data)) if data else None


def _installed() -> bool:
    """Whether there is a database to ask; asking SQLite for one that is not there would make an empty file."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    return (
        connection.vendor != "sqlite" or ":memory:" in name or "mode=memory" in name or Path(name).is_file()
    )


def _print(text: str, found: list[Finding]) -> None:
    from toaan.assistant.checking import KINDS

    for one in found:
        line = text.count("\n", 0, one.start) + 1
        words = " ".join(text[one.start : one.end].split())
        print(f"{both('dòng', 'line')} {line}: {KINDS[one.kind]}{f' “{words}”' if words else ''}")
        print(f"  {one.message} ({one.article})")
    print(f"{len(found)} điểm cần xem lại" if found else "không thấy điểm nào cần xem lại")
