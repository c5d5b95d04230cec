"""Who files a petition for another, and who then signs it: BLTTDS 75, 76, 85–87, 189.2, 189.3.

Check status: checked, print 1:43, 1:48–1:49, 2:2. A capable person signs the petition himself, whoever writes or sends it
(189.2.a): a representative by authority does not sign for him. Our readings: that one authorised by an organisation stands for
its lawful representative who signs (189.3); that a client's confirmation in his own account is his signature, as it is of a
request of several; that the three working days of 75.5 hold for representatives as for protectors; that they stop while the
court waits for a paper that it asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toaan.rules.model import RuleRow, of_kind, vi_article
from toaan.vietnamese.text import fold

FILING_FOR = "filing_for:"


@dataclass(frozen=True, slots=True)
class Capacity:
    """As what somebody files for another; `citation` is "khoản 4 Điều 75"."""

    key: str
    title: str
    citation: str
    papers: str
    divorce: bool
    officers: bool
    person_signs: bool
    organisation_signs: bool

    def client_signs(self, kind: str) -> bool:
        """Whether a client of this kind ("person", "organisation") has to sign the petition himself."""
        return self.organisation_signs if kind == "organisation" else self.person_signs


def capacities(rows: Iterable[RuleRow], day: date) -> list[Capacity]:
    """Everything that one may file as, in the order of the code's chapters."""
    found = []
    for row in of_kind(rows, "setting", day):
        if row.key.startswith(FILING_FOR):
            told = row.value["value"]
            found.append(
                Capacity(
                    key=row.key.removeprefix(FILING_FOR),
                    title=str(row.value["title"]),
                    citation=vi_article(row.source.article),
                    papers=str(told["papers"]),
                    divorce=bool(told["divorce"]),
                    officers=bool(told["officers"]),
                    person_signs=told["signs"]["person"] == "client",
                    organisation_signs=told["signs"]["organisation"] == "client",
                )
            )
    return found


def is_divorce(relation: str) -> bool:
    """Whether the matter, as it is named, is a divorce (85.4, second paragraph)."""
    return "ly hon" in fold(relation)


def bar(capacity: Capacity, *, relation: str, officer: bool, own_id: str, opponents: Iterable[str]) -> str:
    """The article by which this person may not file so; empty when nothing is known against it.

    Args:
        officer: the account belongs to an officer of a court or procuracy.
        own_id: his personal number.
        opponents: personal numbers of those sued or concerned.
    """
    if officer and not capacity.officers:
        return "điểm d khoản 2 Điều 75" if capacity.key == "lawyer" else "khoản 3 Điều 87"
    if is_divorce(relation) and not capacity.divorce:
        return "khoản 4 Điều 85"
    if own_id and own_id in set(opponents):
        return "khoản 3 Điều 75" if capacity.key == "lawyer" else "khoản 1, khoản 2 Điều 87"
    return ""
