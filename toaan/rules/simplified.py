"""When a case may go by simplified procedure, and what turns it back: BLTTDS 317. Pure: no database, no clock.

All conditions of 317.1 must be met, except in a consumer case below the value of 317.5 (Law 19/2023/QH15, 70.2), which
need not meet them. The judge answers for the facts; what the case's own data contradict is refused whatever he says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toaan.rules.course import Ground, grounds
from toaan.rules.model import RuleRow, of_kind, vi_article
from toaan.rules.panels import Problem

CONDITION, INSTEAD, ORDINARY = "simplified:", "simplified-instead:", "ordinary:"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of 317.1: the fact that meets it, and the fact that stands in for it ("" when none does)."""

    key: str
    title: str
    citation: str
    fact: str
    instead: str = ""

    @property
    def short(self) -> str:
        """The title with a capital letter, as a form shows it."""
        return self.title[:1].upper() + self.title[1:]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so in the case. `consumer`: a consumer brings it; `value`: of the transaction, in đồng."""

    met: frozenset[str]
    """Facts that the judge found: "simple", "admitted", "complete", "addresses", "domestic", "agreed_abroad"."""
    without_address: tuple[str, ...] = ()
    """Parties of whom the case knows no address."""
    other_claims: bool = False
    """A counterclaim or an independent claim is in the case or has been filed (317.3.đ)."""
    consumer: bool = False
    value: int | None = None


def conditions(rows: Iterable[RuleRow], day: date) -> list[Condition]:
    """The conditions of 317.1 in force on a day, in the order of the code."""
    return [
        Condition(
            row.key,
            str(row.value["title"]),
            vi_article(row.source.article),
            str(row.value["value"]["fact"]),
            str(row.value["value"].get("or", "")),
        )
        for row in of_kind(rows, "setting", day)
        if row.key.startswith(CONDITION)
    ]


def ceiling(rows: Iterable[RuleRow], day: date) -> int | None:
    """Below this value of the transaction a consumer case needs no condition (317.5); None before that was law."""
    found = [row for row in of_kind(rows, "setting", day) if row.key.startswith(INSTEAD)]
    return int(found[0].value["value"]["below"]) if found else None


def to_ordinary(rows: Iterable[RuleRow], day: date) -> list[Ground]:
    """The new circumstances of 317.3, point by point."""
    return grounds(rows, ORDINARY, day)


def problems(rows: Iterable[RuleRow], facts: Facts, day: date) -> list[Problem]:
    """Everything that forbids the simplified procedure; empty when the case may go by it."""
    rows = list(rows)
    found = []
    if facts.other_claims:
        found.append(
            Problem(
                "điểm đ khoản 3 Điều 317",
                "Vụ án có yêu cầu phản tố hoặc yêu cầu độc lập nên không giải quyết theo thủ tục rút gọn.",
            )
        )
    limit = ceiling(rows, day)
    if facts.consumer and limit is not None and facts.value is not None and facts.value < limit:
        return found
    if facts.consumer:
        found.append(_not_small(limit, facts.value))
        return found
    if facts.without_address:
        names = ", ".join(facts.without_address)
        found.append(
            Problem(
                "điểm b khoản 1 Điều 317",
                f"Chưa rõ địa chỉ nơi cư trú, trụ sở của {names}: các đương sự đều phải có địa chỉ rõ ràng.",
            )
        )
    for one in conditions(rows, day):
        if one.fact not in facts.met and (not one.instead or one.instead not in facts.met):
            found.append(Problem(one.citation, f"Chưa đủ điều kiện: {one.title}."))
    return found


def _not_small(limit: int | None, value: int | None) -> Problem:
    if limit is None:
        return Problem(
            "khoản 5 Điều 317",
            "Quy định riêng cho vụ án bảo vệ người tiêu dùng có hiệu lực từ ngày 01/07/2024.",
        )
    words = f"{limit:,}".replace(",", ".")
    known = "" if value is not None else " Vụ án chưa ghi giá trị."
    return Problem(
        "khoản 5 Điều 317",
        f"Giá trị giao dịch phải dưới {words} đồng mới không cần đủ các điều kiện của khoản 1.{known}",
    )
