"""Figures of mediation at court (hòa giải, đối thoại tại Tòa án, LHGDT 2020): how many, and how they ended; never what was said (4).

A mediation counts from the day on which the court told the petitioner of the right to choose it (16.3). It ends with
the confirmed minutes of the result (40.1), on another ground of article 40, or with the refusal of a party (16.6, 16.8). No text of
the law states these columns: they are our reading of what a court is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.models import Court
from toaan.core.viewer import Viewer
from toaan.mediation.models import Mediation
from toaan.mediation.states import PASSED_ON, RECOGNISED, REVIEWED
from toaan.rules.statistics import Period
from toaan.statistics import queries
from toaan.statistics.tables import Figure, Line

COLUMNS: Mapping[str, Any] = {
    "old": _("Kỳ trước còn lại"),
    "new": _("Mới trong kỳ"),
    "declined": _("Không đồng ý hòa giải"),
    "failed": _("Hòa giải không thành"),
    "settled": _("Hòa giải thành"),
    "recognised": _("Được công nhận"),
    "remaining": _("Còn lại cuối kỳ"),
}


def lines(viewer: Viewer, period: Period, court: Court) -> list[Line]:
    """By kind with the sum, `old + new = declined + failed + settled + remaining`; empty where the court had none.

    The rate is that of what was settled, of all that were mediated.

    Raises:
        Refused: "not_found" when the court's figures are not for this viewer.
    """
    court = queries.chosen_court(viewer, court.code)
    begin, after = clock.start_of(period.start), clock.start_of(period.end + timedelta(days=1))
    rows = Mediation.objects.filter(court=court, offered_at__lt=after)
    ended = Q(ended_on__range=(period.start, period.end))
    open_at_start = Q(ended_on=None) | Q(ended_on__gte=period.start)
    given_up = ended & Q(state=PASSED_ON)
    settled = ended & ~Q(state=PASSED_ON)
    found = rows.order_by().values("petition__kind").annotate(
        old=Count("pk", filter=Q(offered_at__lt=begin) & open_at_start),
        new=Count("pk", filter=Q(offered_at__gte=begin)),
        declined=Count("pk", filter=given_up & Q(end_ground="")),
        failed=Count("pk", filter=given_up & ~Q(end_ground="")),
        settled=Count("pk", filter=settled),
        recognised=Count("pk", filter=settled & Q(state__in=[RECOGNISED, REVIEWED])),
        remaining=Count("pk", filter=Q(ended_on=None) | Q(ended_on__gt=period.end)),
    )  # fmt: skip
    of_kind: dict[str, dict[str, int]] = {
        str(row["petition__kind"]): {name: int(cast(Mapping[str, Any], row)[name]) for name in COLUMNS}
        for row in found
    }
    total = {name: sum(row[name] for row in of_kind.values()) for name in COLUMNS}
    if not any(total.values()):
        return []
    none = dict.fromkeys(COLUMNS, 0)
    made = [_line(str(k.label), of_kind.get(k.value, none)) for k in Case.Kind]
    return [*made, _line("Cộng", total, is_total=True)]


def _line(label: str, row: Mapping[str, int], *, is_total: bool = False) -> Line:
    mediated = row["settled"] + row["failed"]
    rate = f"{100 * row['settled'] / mediated:.1f} %".replace(".", ",") if mediated else ""
    return Line(label, [Figure(str(title), row[name]) for name, title in COLUMNS.items()], rate, is_total)
