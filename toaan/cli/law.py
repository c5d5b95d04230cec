"""Commands that ask the law: rules in force, a time limit."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from toaan.cli import batch
from toaan.cli.support import CommandError, add, both, day, group, json_option, print_json
from toaan.rules.options import DEADLINE_OPTIONS, read_options

if TYPE_CHECKING:
    from toaan.rules.model import RuleRow
    from toaan.rules.time_limits import DueDate

ON_HELP = both("ngày xét hiệu lực (mặc định hôm nay)", "the day to ask about (default today)")


def register(subparsers: Any) -> None:
    rules = group(subparsers, "rules", "quy định đang có hiệu lực", "the rules in force")
    listing = add(rules, "list", rules_list, "liệt kê quy định có hiệu lực", "list the rules in force")
    listing.add_argument("--kind", metavar=both("LOẠI", "KIND"), help=both("chỉ một loại", "one kind only"))
    listing.add_argument(
        "--on",
        type=day,
        metavar="2026-12-31",
        help=both("chỉ quy định có hiệu lực ngày này", "only what is in force on this day"),
    )
    json_option(listing)

    limit = add(
        subparsers, "deadline", deadline, "tính hạn và giải thích", "compute a time limit, with its reasons"
    )
    limit.add_argument("rule", nargs="?", metavar=both("MÃ", "RULE"), help="BLTTDS:196.1")
    limit.add_argument(
        "--from",
        dest="start",
        type=day,
        metavar="2026-12-31",
        help=both("ngày làm phát sinh thời hạn", "the day that sets it off"),
    )
    batch.option_option(limit, DEADLINE_OPTIONS)
    batch.batch_option(limit)
    json_option(limit)


def rows_of(kind: str) -> list[RuleRow]:
    """Every version of the rules of one kind: from the database, before it is made those that come with the software."""
    from django.db import DatabaseError

    from toaan.core import rules_in_force
    from toaan.rules import load

    try:
        rows = rules_in_force.rows(kind)
    except DatabaseError:  # no table yet
        rows = []
    return rows or [row for row in load.load_all() if row.kind == kind]


def rules_list(options: argparse.Namespace) -> int:
    from typing import get_args

    from toaan.rules.model import RuleKind

    kinds = get_args(RuleKind)
    if options.kind and options.kind not in kinds:
        raise CommandError(f"không có loại “{options.kind}”; chọn: {', '.join(kinds)}", code=2)
    wanted = [options.kind] if options.kind else kinds
    rows = [row for kind in wanted for row in rows_of(kind) if not options.on or row.is_in_force(options.on)]
    if options.json:
        print_json([row.as_json() | _told(row) for row in rows])
    else:
        for row in sorted(rows, key=lambda row: (row.kind, row.key, row.valid_from)):
            until = (
                f"{row.valid_from:%d/%m/%Y} đến {row.valid_to:%d/%m/%Y}"
                if row.valid_to
                else f"từ {row.valid_from:%d/%m/%Y}"
            )
            title = row.value.get("title", "")
            print(
                f"{row.kind:<14} {row.key:<26} {row.source.check_status:<9} {until}  {title} ({row.source.cite()})"
            )
    return 0


def _told(row: RuleRow) -> dict[str, Any]:
    """What a program looks for first: where the rule stands, how far that was checked, what chooses it."""
    source = row.source
    return {
        "article": f"{source.law}:{source.article}",
        "check_status": source.check_status,
        "title": row.value.get("title", ""),
        "options": row.value.get("when", {}),
    }


def deadline(options: argparse.Namespace) -> int:
    if options.batch:
        if options.rule or options.start or options.option:
            raise CommandError("--batch không đi cùng MÃ, --from, --option", code=2)
        return batch.run(options.batch, _answer_line(_deadline_of()))
    if not options.rule or not options.start:
        raise CommandError("thiếu MÃ hoặc --from (xem: toaan deadline --help)", code=2)
    try:
        result = _deadline_of()(options.rule, options.start, batch.once(options.option))
    except (ValueError, LookupError) as refusal:
        raise CommandError(f"{refusal}{_near(options.rule, refusal)}", code=2) from None
    if options.json:
        print_json({"due": result.due, **_cited(result), **result.as_json()})
    else:
        print(f"{result.due:%d/%m/%Y}\n{result.explanation}")
    return 0


def _deadline_of() -> Callable[[str, date, Mapping[str, object]], DueDate]:
    """Answers one question about a time limit; rules and calendar are read once."""
    from toaan.core import clock
    from toaan.rules.calendar import Calendar
    from toaan.rules.deadline import DAYS_ROLL, answer
    from toaan.rules.model import in_force

    rows, calendar = rows_of("time_limit"), Calendar.from_rows(rows_of("holiday"))
    roll = in_force(rows_of("setting"), DAYS_ROLL, clock.today()).value["value"] == "roll"

    def ask(asked: str, start: date, given: Mapping[str, object]) -> DueDate:
        options = read_options(given, DEADLINE_OPTIONS)
        return answer(rows, asked, start, calendar, options, criminal_days_roll=roll)

    return ask


def _answer_line(ask: Callable[[str, date, Mapping[str, object]], DueDate]) -> batch.Answer:
    def answer(question: Mapping[str, Any]) -> dict[str, Any]:
        try:
            start = day(str(question.get("from", "")))
        except argparse.ArgumentTypeError as fault:
            raise ValueError(f"from: {fault}") from None
        result = ask(str(question.get("rule", "")), start, question.get("options") or {})
        return {"due": result.due.isoformat(), **_cited(result)}

    return answer


def _cited(result: DueDate) -> dict[str, Any]:
    source = result.limit.source
    return {
        "article": f"{source.law}:{source.article}",
        "rule": result.limit.key,
        "explanation": result.explanation,
        "provisional": result.provisional,
    }


def _near(asked: str, refusal: Exception) -> str:
    from toaan.rules.deadline import UnknownRule

    if not isinstance(refusal, UnknownRule):
        return ""
    near = get_close_matches(asked, sorted({row.key for row in rows_of("time_limit")}), n=3, cutoff=0.4)
    return f"; gần giống: {', '.join(near)}" if near else ""
