"""Mediation and dialogue at court before acceptance: Law 58/2020/QH14 (LHGDT).

Check status: secondary, the wording of 2020; Law 85/2025/QH15 is not at hand. The grounds themselves are data
(`data/mediation_grounds.yaml`), the limits `data/time_limits/mediation.yaml`; here is what follows from the facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from toaan.rules.model import RuleRow, of_kind, vi_article

LAW = "Luật Hòa giải, đối thoại tại Tòa án"
EXCLUDED, CHANGE, END, CONDITION, COST = (
    "mediation_excluded:", "mediator_change:", "mediation_end:", "mediation_condition:", "mediation_cost:",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """One clause; `citation` is "khoản 4 Điều 19"."""

    key: str
    title: str
    citation: str
    value: Any
    source: str
    """The clause with its law, as papers cite it."""
    note: str = ""


def grounds(rows: Iterable[RuleRow], prefix: str, day: date) -> list[Ground]:
    """The clauses of one kind (`EXCLUDED`, `CHANGE` …) in force on a day, in the order of the law."""
    return [
        Ground(
            row.key, str(row.value["title"]), vi_article(row.source.article), row.value["value"], row.source.cite(),
            row.source.check_note,
        )
        for row in of_kind(rows, "setting", day)
        if row.key.startswith(prefix)
    ]  # fmt: skip


def term_ends(appointed_on: date, years: int) -> date:
    """Last day of a mediator's term (11.6): the day before the same day of the month, so many years later."""
    try:
        return appointed_on.replace(year=appointed_on.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(appointed_on.year + years, 2, 28)


@dataclass(frozen=True, slots=True)
class MediatorFacts:
    """What is known of somebody who is to mediate."""

    listed: bool
    """Stands on the list of this court, not removed (13.3)."""
    term_until: date
    fields: frozenset[str]
    minors: bool
    """Knows how persons under 18 think (17.6)."""
    ids: frozenset[str]
    """Identifiers of the person: account, personal number."""
    stepped_back: str = ""
    """Article by which this mediator refused or was replaced in this very matter ("18.1.b": a relative of a party)."""


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What is known of the matter to be mediated."""

    kind: str
    parties: frozenset[str]
    """Identifiers of the parties: accounts, personal numbers."""
    minors: bool = False
    """Concerns persons under 18."""


def barred(mediator: MediatorFacts, matter: MatterFacts, day: date) -> list[tuple[str, str]]:
    """Why this person may not mediate this matter on this day: (article, sentence); empty when nothing stands against it."""
    found = []
    if not mediator.listed:
        found.append(("17.2", "không có trong danh sách Hòa giải viên của Tòa án"))
    if mediator.term_until < day:
        found.append(("11.6", f"đã hết nhiệm kỳ ngày {mediator.term_until:%d/%m/%Y}"))
    if mediator.ids & matter.parties:
        found.append(("18.1.a", "là người có quyền lợi, nghĩa vụ liên quan đến vụ việc"))
    if mediator.stepped_back:
        found.append((mediator.stepped_back, "đã từ chối hoặc bị thay đổi trong vụ việc này"))
    return [(vi_article(article), words) for article, words in found]


def unfit(mediator: MediatorFacts, matter: MatterFacts) -> list[tuple[str, str]]:
    """What the judge must weigh when he chooses by himself (17.6): the nature of the matter, persons under 18."""
    found = []
    if mediator.fields and matter.kind not in mediator.fields:
        found.append(("17.6", f"không phụ trách lĩnh vực {matter.kind}"))
    if matter.minors and not mediator.minors:
        found.append(("17.6", "chưa có kinh nghiệm, hiểu biết về tâm lý của người dưới 18 tuổi"))
    return [(vi_article(article), words) for article, words in found]


def needed_conditions(all_of: Iterable[Ground], *, divorce: bool, absent: bool, part: bool) -> list[Ground]:
    """The conditions of 33 that this agreement has to meet."""
    asked = {"always": True, "divorce": divorce, "absent": absent, "part": part}
    return [g for g in all_of if asked[g.value["when"]]]


def costs(all_of: Iterable[Ground], *, kind: str, value: int | None) -> list[Ground]:
    """What the parties of this matter may have to pay (9.2)."""
    commercial = kind == "KDTM" and bool(value)
    return [g for g in all_of if g.value["when"] == "always" or commercial]


RECIPIENTS: dict[str, tuple[tuple[str, ...], str]] = {
    "offer": (("petitioner",), "16.3"),
    "offer_again": (("petitioner",), "16.4.c"),
    "transfer": (("petitioner", "respondent", "related", "mediator"), "16.7"),
    "session": (("petitioner", "respondent", "related"), "24.1"),
    "result_session": (("petitioner", "respondent", "related", "judge"), "27.1"),
    "result": (("petitioner", "respondent", "related"), "31.2"),
    "end": (("petitioner", "respondent", "related"), "41.3"),
    "decision": (("petitioner", "respondent", "related", "procuracy"), "32.4"),
}
"""Paper → who receives it, by which article."""
