"""What the commands share: two languages, one-line errors, JSON, Django when it is needed."""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

Handler = Callable[[argparse.Namespace], int]
DEBUG_VARIABLE = "TOAAN_DEBUG"

# What argparse says, in the language of the person at the terminal.
_ARGPARSE = (
    (r"the following arguments are required: (.*)", r"thiếu: \1"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 không nhận “\2”; chọn: \3"),
    (r"argument (.*?): invalid \w+ value: (.*)", r"\1 không nhận giá trị \2"),
    (r"argument (.*?): expected one argument", r"\1 cần một giá trị"),
    (r"argument (.*?): expected at least one argument", r"\1 cần ít nhất một giá trị"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 không đi cùng \2"),
    (r"unrecognized arguments: (.*)", r"không hiểu: \1"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class CommandError(Exception):
    """A command cannot do what was asked; the message is one line. Code 1 unless the input was bad (2)."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def both(vietnamese: str, english: str) -> str:
    """A help text in the two languages of the interface."""
    return f"{vietnamese} / {english}".replace("%", "%%")


def fail(message: str) -> None:
    """One line on standard error, as every error of this command looks."""
    print(f"toaan: {' '.join(message.split())}", file=sys.stderr)


class Parser(argparse.ArgumentParser):
    """argparse with headings in two languages and errors in one line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        wants_help = options.pop("add_help", True)
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = both("đối số", "arguments")
        self._optionals.title = both("tùy chọn", "options")
        if wants_help:
            text = both("hiện hướng dẫn này", "show this help")
            self.add_argument("-h", "--help", action="help", help=text)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", both("cách dùng", "usage") + ":", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", both("cách dùng", "usage") + ":", 1)

    def error(self, message: str) -> NoReturn:
        for pattern, words in _ARGPARSE:
            if match := re.fullmatch(pattern, message):
                message = match.expand(words)
                break
        fail(f"{message} (xem: {self.prog} --help)")
        sys.exit(2)


def add(
    subparsers: Any, name: str, handler: Handler, vietnamese: str, english: str, *, django: bool = True
) -> argparse.ArgumentParser:
    """Register one command; `django` says whether the handler needs the settings loaded."""
    text = both(vietnamese, english)
    parser: argparse.ArgumentParser = subparsers.add_parser(name, help=text, description=text)
    parser.set_defaults(handler=handler, django=django)
    return parser


def group(subparsers: Any, name: str, vietnamese: str, english: str) -> Any:
    """Register a command that only has commands of its own, such as `audit verify`."""
    text = both(vietnamese, english)
    parser = subparsers.add_parser(name, help=text, description=text)
    return parser.add_subparsers(
        title=both("lệnh", "commands"), metavar=both("LỆNH", "COMMAND"), dest=f"{name}_command", required=True
    )


def json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help=both("in JSON cho máy đọc", "print JSON for machines")
    )


def print_json(value: object) -> None:
    """For machines: UTF-8, dates as ISO 8601."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def day(text: str) -> date:
    """An ISO date from the command line; dd/mm/yyyy is understood as well.

    Raises:
        argparse.ArgumentTypeError: anything else.
    """
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        text = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày; viết 2026-12-31") from None


def use_django(*, quiet: bool = True) -> None:
    """Load the settings and the applications; `quiet` keeps informative log lines off the terminal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toaan.config.settings")
    import django

    django.setup()
    if quiet:
        logging.getLogger().setLevel(logging.WARNING)


class Progress:
    """Says what is going on, and how long each piece took: `• Nạp 120 quy định … 2 s`."""

    def __init__(self) -> None:
        self._begun: float | None = None

    def __call__(self, text: str) -> None:
        self.finish()
        print(f"• {text} …", end="", flush=True)
        self._begun = time.monotonic()

    def finish(self) -> None:
        if self._begun is not None:
            print(f" {time.monotonic() - self._begun:.0f} s", flush=True)
        self._begun = None
