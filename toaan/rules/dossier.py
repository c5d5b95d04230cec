"""The civil case dossier (hồ sơ vụ án): folio numbers (bút lục) and the inventory (mục lục). BLTTDS 204.

Papers are numbered and arranged by date; the older lies below, the newer on top (204.2): folio 1 is the
oldest. A number once issued is never used again, so papers that come later continue the count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toaan.rules.model import RuleRow, vi_date


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be numbered. ``order`` breaks ties of one day (order of entry into the file)."""

    id: str
    title: str
    dated: date
    order: int
    sheets: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Folio:
    """A numbered paper: first and last bút lục, both included."""

    paper: Paper
    first: int
    last: int

    @property
    def words(self) -> str:
        """``7`` or ``7–9``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def number_folios(papers: Iterable[Paper], *, last_issued: int = 0) -> list[Folio]:
    """Number papers by date after the last number issued. Raises ``ValueError`` for a paper without
    sheets.
    """
    folios: list[Folio] = []
    following = last_issued + 1
    for paper in sorted(papers, key=lambda p: (p.dated, p.order)):
        if paper.sheets < 1:
            raise ValueError(f"Tài liệu “{paper.title}” chưa có số tờ nên chưa đánh được bút lục.")
        folios.append(Folio(paper, following, following + paper.sheets - 1))
        following += paper.sheets
    return folios


def inventory(rule: RuleRow, folios: Sequence[Folio]) -> tuple[list[str], list[list[str]]]:
    """The inventory's column titles (row ``dossier:inventory``) and its lines in the order of folios."""
    columns: list[Mapping[str, str]] = rule.value["columns"]
    lines = []
    for number, folio in enumerate(sorted(folios, key=lambda f: f.first), start=1):
        cells = {
            "number": str(number),
            "title": folio.paper.title,
            "date": vi_date(folio.paper.dated),
            "folios": folio.words,
            "sheets": str(folio.paper.sheets),
            "note": folio.paper.note,
        }
        lines.append([cells[column["code"]] for column in columns])
    return [column["title"] for column in columns], lines
