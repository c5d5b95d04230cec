"""`toaan fee`: a court fee, a charge or an advance, with its articles and arithmetic; many at once with --batch."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from toaan.cli import batch
from toaan.cli.law import rows_of
from toaan.cli.support import CommandError, add, both, day, json_option, print_json
from toaan.rules.fees import KINDS, OPTIONS
from toaan.rules.fees import fee as reckon

if TYPE_CHECKING:
    from toaan.rules.fees import Fee
    from toaan.rules.model import RuleRow


def register(subparsers: Any) -> None:
    money = add(
        subparsers,
        "fee",
        fee,
        "tính án phí, lệ phí, tạm ứng án phí",
        "compute a court fee, a charge or an advance",
    )
    money.add_argument(
        "kind", nargs="?", metavar=both("LOẠI", "TYPE"), help=f"{' | '.join(KINDS)} (DS, hngd, ld… / …)"
    )
    money.add_argument(
        "--value",
        type=amount,
        metavar="N",
        help=both(
            "giá trị tranh chấp, đồng; không ghi: không có giá ngạch",
            "value in dispute, VND; none: without value",
        ),
    )
    batch.option_option(money, OPTIONS)
    money.add_argument(
        "--simplified", action="store_true", help=both("như --option simplified=true", "simplified procedure")
    )
    money.add_argument(
        "--exempt", metavar=both("MÃ", "CODE"), help=both("như --option exempt=MÃ", "ground of relief")
    )
    money.add_argument(
        "--on",
        type=day,
        metavar="2026-12-31",
        help=both("ngày xét hiệu lực (mặc định hôm nay)", "the day to ask about (default today)"),
    )
    batch.batch_option(money)
    json_option(money)
    money.epilog = _options_told()


def _options_told() -> str:
    """The options with their values, below the help; codes that are rules are named by their list."""
    lines = [both("tùy chọn của --option", "options of --option") + ":"]
    for option in OPTIONS.values():
        takes = (
            {"flag": "true | false", "number": "N"}.get(option.shape)
            or " | ".join(option.choices)
            or "MÃ / CODE"
        )
        lines.append(f"  {option.name}={takes}\n      {option.meaning}")
    lines.append(
        both(
            "mã của claim, matter, exempt: toaan rules list --kind fee_rule | fee | fee_exemption",
            "codes of claim, matter, exempt: the same lists",
        )
    )
    return "\n".join(lines).replace("%", "%%")


def amount(text: str) -> int:
    """Whole đồng, with or without dots. Raises `argparse.ArgumentTypeError`."""
    digits = text.replace(".", "")
    if not (digits.isascii() and digits.isdecimal()):
        raise argparse.ArgumentTypeError(f"“{text}” không phải số tiền; viết 150000000 hoặc 150.000.000")
    return int(digits)


def fee(options: argparse.Namespace) -> int:
    from toaan.core import clock

    on = options.on or clock.today()
    if options.batch:
        _alone(options)
        rows = fee_rows()
        return batch.run(options.batch, lambda question: _answer(rows, question, on))
    if options.kind is None:
        raise CommandError(f"thiếu LOẠI; chọn: {', '.join(KINDS)} (hoặc --batch TỆP)", code=2)
    told = _told(options)
    try:
        found = reckon(fee_rows(), options.kind, options.value, told, on)
    except (ValueError, LookupError) as refusal:
        raise CommandError(str(refusal), code=2) from None
    if options.json:
        asked = {"type": options.kind, "value": options.value, "options": told, "on": on}
        print_json(_record(found) | _detail(found) | asked)
    else:
        _print(found)
    return 0


def _alone(options: argparse.Namespace) -> None:
    if (
        options.kind is not None
        or options.value is not None
        or options.option
        or options.simplified
        or options.exempt
    ):
        raise CommandError("với --batch, loại, giá trị và tùy chọn đứng trong từng dòng của tệp", code=2)


def _told(options: argparse.Namespace) -> dict[str, object]:
    told = batch.once(options.option)
    if options.simplified:
        told["simplified"] = "true"
    if options.exempt:
        told["exempt"] = options.exempt
    return told


def fee_rows() -> list[RuleRow]:
    """Every row that a fee is reckoned from."""
    return [row for kind in ("fee", "fee_rule", "fee_exemption") for row in rows_of(kind)]


def _answer(rows: list[RuleRow], question: Mapping[str, Any], on: date) -> dict[str, Any]:
    if "type" not in question:
        raise ValueError("thiếu type")
    return _record(reckon(rows, question["type"], question.get("value"), question.get("options") or {}, on))


def _record(found: Fee) -> dict[str, Any]:
    article = ", ".join(found.articles)
    return {"fee": found.amount, "article": article, "explanation": found.explanation_vi}


def _detail(found: Fee) -> dict[str, Any]:
    record = found.as_json()
    steps = [{"words": words, "amount": value} for words, value in found.steps]
    return {"steps": steps} | ({"shares": record["shares"]} if found.shares else {})


def _print(found: Fee) -> None:
    from toaan.rules.explain import vi_money

    print(f"{vi_money(found.amount)}\n{found.explanation_vi}")
    for share in found.shares:
        print(f"{share.who}: {vi_money(share.amount)}")
