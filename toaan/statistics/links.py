"""The period that an address asks for, and the addresses of the rows behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from toaan.core import clock
from toaan.statistics import periods, targets

if TYPE_CHECKING:
    from toaan.statistics.judges import Judge


def asked_for(request: HttpRequest) -> periods.Asked:
    """The period that the address names; without one, the running statistical year."""
    today = clock.today()
    if "thang" in request.GET or "nam" in request.GET:
        return periods.asked(request.GET.dict(), today)
    return periods.years(today, today)[0]


class Links:
    """Addresses of the rows behind figures; nothing where the rows are not this viewer's to read."""

    def __init__(self, asked: periods.Asked, *, linked: bool, reversals: bool = False) -> None:
        self.asked, self.linked, self.reversals = asked, linked, reversals
        # What a court holds is what it holds today: the running month ends today.
        self.now = periods.asked({}, clock.today())
        self._cases, self._deadlines = reverse("statistics:cases"), reverse("cases:deadline_list")

    def cases(self, asked: periods.Asked, value: int | None, **query: str) -> str:
        if not self.linked or not value:
            return ""
        return self._cases + "?" + urlencode({asked.parameter: asked.value, **query})

    def month(self, asked: periods.Asked, cell: str, value: int) -> str:
        return self.cases(asked, value, cell=cell)

    def age(self, key: str, value: int) -> str:
        return self.cases(self.now, value, cell="remaining", tuoi=key)

    def deadlines(self, value: int, **query: str) -> str:
        if not self.linked or not value:
            return ""
        return self._deadlines + "?" + urlencode({"pham-vi": "tat-ca", **query})

    def changed(self, value: int, post_id: str) -> str:
        """Of the leaders: what was amended or quashed in the period for a subjective cause."""
        if not value or not self.reversals:
            return ""
        period = self.asked.period
        query = {"tham_phan": post_id, "tu": period.start.isoformat(), "den": period.end.isoformat()}
        return reverse("review:reversals") + "?" + urlencode(query)

    def judge(self, judge: Judge) -> dict[str, str]:
        return {
            "changed": self.changed(judge.changed, judge.post_id),
            "holding": self.cases(self.now, judge.holding, cell="remaining", tham_phan=judge.post_id),
            "resolved": self.cases(self.asked, judge.resolved, cell="resolved", tham_phan=judge.post_id),
            "overdue": self.deadlines(judge.overdue, muc="qua", nguoi=judge.post_id),
            "soon": self.deadlines(judge.soon, muc="sap", nguoi=judge.post_id),
        }

    def target(self, result: targets.Result) -> dict[str, str]:
        if not self.linked:
            return {}
        base = reverse("statistics:target", args=[result.target.code])
        period = {self.asked.parameter: self.asked.value}
        return {
            outcome: f"{base}?{urlencode({**period, 'ket-qua': outcome})}" if value else ""
            for outcome, value in ((targets.KEPT, result.kept), (targets.MISSED, result.missed))
        }
