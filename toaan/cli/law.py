"""Commands that ask the law: rules in force, a time limit, a fee."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from toaan.cli.support import CommandError, add, both, day, group, json_option, print_json

if TYPE_CHECKING:
    from toaan.rules.model import RuleRow

ON_HELP = both("ngày xét hiệu lực (mặc định hôm nay)", "the day to ask about (default today)")


def register(subparsers: Any) -> None:
    rules = group(subparsers, "rules", "quy định đang có hiệu lực", "the rules in force")
    listing = add(rules, "list", rules_list, "liệt kê quy định có hiệu lực", "list the rules in force")
    listing.add_argument("--kind", metavar=both("LOẠI", "KIND"), help=both("chỉ một loại", "one kind only"))
    listing.add_argument("--on", type=day, metavar="2026-12-31", help=ON_HELP)
    json_option(listing)

    limit = add(
        subparsers, "deadline", deadline, "tính hạn và giải thích", "compute a time limit, with its reasons"
    )
    limit.add_argument("rule", metavar=both("MÃ", "RULE"), help="BLTTDS:196.1")
    limit.add_argument(
        "--from",
        dest="start",
        type=day,
        required=True,
        metavar="2026-12-31",
        help=both("ngày làm phát sinh thời hạn", "the day that sets it off"),
    )
    limit.add_argument(
        "--extended-by",
        type=int,
        metavar="N",
        help=both("gia hạn thêm bao nhiêu", "by how much it is extended"),
    )
    json_option(limit)

    money = add(
        subparsers, "fee", fee, "tính án phí và tạm ứng án phí", "compute a court fee and its advance"
    )
    money.add_argument("kind", metavar=both("LOẠI", "KIND"), help="DS | HNGĐ | KDTM | LĐ")
    money.add_argument(
        "--value", type=amount, metavar="N", help=both("giá trị tranh chấp, đồng", "value in dispute, VND")
    )
    money.add_argument(
        "--simplified", action="store_true", help=both("thủ tục rút gọn", "simplified procedure")
    )
    money.add_argument(
        "--exempt", metavar=both("MÃ", "CODE"), help=both("diện miễn, giảm", "ground of relief")
    )
    money.add_argument("--on", type=day, metavar="2026-12-31", help=ON_HELP)
    json_option(money)


def amount(text: str) -> int:
    """Whole đồng, with or without dots. Raises `argparse.ArgumentTypeError`."""
    digits = text.replace(".", "")
    if not digits.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” không phải số tiền; viết 150000000 hoặc 150.000.000")
    return int(digits)


def rows_of(kind: str) -> list[RuleRow]:
    """Every version of the rules of one kind, from the database."""
    from toaan.core import rules_in_force

    rows = rules_in_force.rows(kind)
    if not rows:
        raise CommandError("chưa nạp quy định vào cơ sở dữ liệu; chạy: toaan setup-db")
    return rows


def rules_list(options: argparse.Namespace) -> int:
    from typing import get_args

    from toaan.core import clock, rules_in_force
    from toaan.rules.model import RuleKind

    kinds = get_args(RuleKind)
    if options.kind and options.kind not in kinds:
        raise CommandError(f"không có loại “{options.kind}”; chọn: {', '.join(kinds)}", code=2)
    on = options.on or clock.today()
    wanted = [options.kind] if options.kind else kinds
    rows = [row for kind in wanted for row in rules_in_force.rows(kind) if row.is_in_force(on)]
    if options.json:
        print_json([row.as_json() for row in rows])
    else:
        for row in sorted(rows, key=lambda row: (row.kind, row.key)):
            title = row.value.get("title", "")
            print(f"{row.kind:<15} {row.key:<28} {title} ({row.source.cite()})")
    return 0


def deadline(options: argparse.Namespace) -> int:
    from toaan.core import rules_in_force
    from toaan.rules.model import NoRuleInForce
    from toaan.rules.time_limits import ExtensionTooLong, due_date

    known = {row.key for row in rows_of("time_limit")}
    if options.rule not in known:
        near = get_close_matches(options.rule, sorted(known), n=3, cutoff=0.4)
        hint = f"; gần giống: {', '.join(near)}" if near else "; xem: toaan rules list --kind time_limit"
        raise CommandError(f"không có thời hạn “{options.rule}”{hint}", code=2)
    try:
        limit = rules_in_force.time_limit(options.rule, options.start)
        result = due_date(limit, options.start, rules_in_force.calendar(), extended_by=options.extended_by)
    except (NoRuleInForce, ExtensionTooLong) as refusal:
        raise CommandError(str(refusal), code=2) from None
    if options.json:
        print_json(result.as_json())
    else:
        print(f"{result.due:%d/%m/%Y}\n{result.explanation}")
    return 0


def fee(options: argparse.Namespace) -> int:
    from toaan.core import clock
    from toaan.rules.fees import FeeRuleMissing, court_fee, fee_advance

    rows = rows_of("fee") + rows_of("fee_exemption")
    on = options.on or clock.today()
    facts = {"simplified": options.simplified, "exempt": options.exempt, "on": on}
    try:
        full = court_fee(rows, options.kind, options.value, **facts)
        advance = fee_advance(rows, options.kind, options.value, **facts)
    except FeeRuleMissing as refusal:
        kinds = sorted(row.key.partition(":")[2] for row in rows if row.kind == "fee")
        raise CommandError(f"{refusal} Loại có biểu án phí: {', '.join(kinds)}", code=2) from None
    if options.json:
        print_json({"fee": full.as_json(), "advance": advance.as_json()})
    else:
        print(f"Án phí sơ thẩm: {full.explanation_vi}\nTạm ứng án phí: {advance.explanation_vi}")
    return 0
