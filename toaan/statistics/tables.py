"""A report as the pages and the files show it: columns of the rule, cells as links to the cases behind them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from toaan.rules.model import RuleRow
from toaan.rules.statistics import Cell
from toaan.statistics.periods import Asked
from toaan.statistics.queries import Report, Row

UNASSIGNED = "-"
"""How an address says "no judge yet"."""


@dataclass(frozen=True)
class Figure:
    """One number; `url` leads to the cases behind it, empty where there are none or none may be listed."""

    label: str
    value: int
    url: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    figures: list[Figure]
    rate: str
    is_total: bool = False

    @property
    def row(self) -> SafeString:
        """The line as HTML: by hand, for a template takes ten times as long, and a court has forty judges."""
        label = escape(self.label)
        head = f"<b>{label}</b>" if self.is_total else label
        cells = "".join(_cell(figure, label) for figure in self.figures)
        rate = (
            f'<td class="r ta-num ta-nowrap" data-l="{_("Tỷ lệ giải quyết")}">{escape(self.rate) or "—"}</td>'
        )
        return mark_safe(f'<tr><th scope="row">{head}</th>{cells}{rate}</tr>')  # noqa: S308  (every piece is escaped)


def _cell(figure: Figure, of: str) -> str:
    value, title = str(figure.value), escape(figure.label)
    if figure.url:
        value = f'<a href="{escape(figure.url)}">{value}<span class="ta-vh"> {title}, {of}</span></a>'
    return f'<td class="r ta-num" data-l="{title}">{value}</td>'


def columns(rule: RuleRow) -> list[tuple[Cell, str]]:
    """Cells of the report in order, with their titles."""
    return [(c["code"], c["title"]) for c in rule.value["cells"]]


def in_two_lines(title: str) -> str:
    """A title broken in the middle, so that twelve columns fit on an ordinary screen."""
    words = title.split()
    half = (len(words) + 1) // 2
    return "\n".join(" ".join(part) for part in (words[:half], words[half:]) if part)


def lines(
    rows: Sequence[Row], rule: RuleRow, asked: Asked, *, dimension: str, linked: bool, **more: str
) -> list[Line]:
    """The lines of a table; `dimension` is the name in the address of what a line stands for ("kind", "tham_phan").

    Args:
        more: what else the address of every figure says.
    """
    cells, page = columns(rule), reverse("statistics:cases")
    made = []
    for row in rows:
        query = urlencode({asked.parameter: asked.value, **more, **({dimension: row.key} if row.key else {})})
        figures = [
            Figure(title, n, f"{page}?{query}&cell={cell}" if linked and n else "")
            for cell, title in cells
            for n in (row.cells[cell],)
        ]
        made.append(Line(row.label, figures, row.rate, is_total=not row.key))
    return made


def judges(rows: Sequence[Row]) -> list[Row]:
    """Lines by judge, the line without a judge named as an address names it."""
    return [Row(row.key or UNASSIGNED, row.label, row.cells) for row in rows]


def as_csv(report: Report, rule: RuleRow, asked: Asked) -> str:
    """The report for a spreadsheet: plain numbers, ISO dates, one line for each kind and judge, then the sum."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    period = report.period
    writer.writerow([_("Tòa án"), plain(report.court.name)])
    writer.writerow([_("Kỳ"), asked.name, period.start.isoformat(), period.end.isoformat()])
    for heading, rows in (
        (_("Loại án"), [*report.by_kind, report.total]),
        (_("Việc dân sự"), report.requests),
        (_("Thẩm phán"), report.by_judge),
    ):
        if not rows:
            continue
        writer.writerow([])
        writer.writerow([heading, *(title for _cell, title in columns(rule))])
        writer.writerows(
            [plain(row.label), *(row.cells[cell] for cell, _title in columns(rule))] for row in rows
        )
    return out.getvalue()


def mediations_as_csv(found: Sequence[Line]) -> str:
    """The figures of mediation behind them, where there are any."""
    if not found:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([])
    writer.writerow([_("Hòa giải tại Tòa án"), *(figure.label for figure in found[0].figures)])
    writer.writerows([plain(line.label), *(figure.value for figure in line.figures)] for line in found)
    return out.getvalue()


def plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
