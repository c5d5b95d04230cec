"""Many questions at once: JSON lines in, JSON lines out, one answer per question in the same order."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from toaan.cli.support import CommandError, both

Answer = Callable[[Mapping[str, Any]], dict[str, Any]]
"""From a question to what is said beside its id; a `ValueError` or `LookupError` becomes its `error`."""


def batch_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--batch",
        metavar=both("TỆP", "FILE"),
        help=both(
            "hỏi nhiều câu: mỗi dòng một JSON (- là đầu vào chuẩn)", "many questions, JSON lines (- is stdin)"
        ),
    )


def option_option(parser: argparse.ArgumentParser, names: Iterable[str]) -> None:
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        type=name_and_value,
        metavar="k=v",
        help=both(f"điều kiện, lặp lại được: {', '.join(names)}", "a fact, may be repeated"),
    )


def name_and_value(text: str) -> tuple[str, str]:
    """Raises `argparse.ArgumentTypeError` without an equals sign."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"“{text}” phải viết dạng tên=giá_trị")
    return name.strip(), value.strip()


def once(given: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The options by name. Raises :class:`CommandError` (code 2) for one that is given two values."""
    told: dict[str, object] = {}
    for name, value in given:
        if told.setdefault(name, value) != value:
            raise CommandError(f"tùy chọn {name} ghi hai lần với giá trị khác nhau", code=2)
    return told


def run(path: str, answer: Answer) -> int:
    """Answer every line of the file at `path`; what a line gets wrong is said in its answer.

    Raises:
        CommandError: the file cannot be read (code 2).
    """
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                print(json.dumps(_answered(line, number, answer), ensure_ascii=False, default=str))
    return 0


def _answered(line: str, number: int, answer: Answer) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except ValueError:
        return {"id": None, "error": f"dòng {number}: không phải JSON"}
    if not isinstance(question, Mapping):
        return {"id": None, "error": f"dòng {number}: phải là một nhóm “tên: giá trị”"}
    named = {"id": question.get("id")}
    if not isinstance(question.get("options") or {}, Mapping):
        return named | {"error": "options phải là một nhóm “tên: giá trị”"}
    try:
        return named | answer(question)
    except (ValueError, LookupError) as refusal:
        return named | {"error": " ".join(str(refusal).split())}


@contextmanager
def _lines(path: str) -> Iterator[Iterable[str]]:
    if path == "-":
        yield sys.stdin
        return
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            yield file
    except (OSError, UnicodeDecodeError):
        raise CommandError(f"không đọc được tệp “{path}”; tệp phải là văn bản UTF-8", code=2) from None
