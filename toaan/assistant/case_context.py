"""What the assistant takes from a case without being told: what it is about, its days, the day whose law counts.

A day in a petition is read by the words around it, and shown with them: it is a proposal, the judge changes it. For a divorce the law
of today counts, so no day is proposed there. That the first day of a contract, a harm or a death is the day of the facts is our reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.viewer import Viewer
from toaan.filing import queries as filing
from toaan.filing.models import Petition
from toaan.hearings.models import Hearing
from toaan.vietnamese.dates import find_dates
from toaan.vietnamese.text import clean, fold

MOST = 6
"""Days out of the petition that are shown."""
_BEFORE, _AFTER = 60, 40
"""Letters around a day that say what it is."""
_EVENTS: tuple[tuple[str, str | Promise], ...] = (
    ("dat coc|giao coc|nhan coc", _("Ngày đặt cọc")), ("giay vay|vay|muon tien|giay no", _("Ngày vay")),
    ("hop dong|giao ket|ky ket|thoa thuan", _("Ngày ký hợp đồng")), ("mua|ban|chuyen nhuong|tang cho", _("Ngày giao dịch")),
    ("thue", _("Ngày thuê")), ("tai nan|gay thuong tich|danh|dam va|thiet hai", _("Ngày xảy ra thiệt hại")),
    ("chet|qua doi|tu tran|mo thua ke", _("Ngày mở thừa kế")), ("sa thai|cham dut hop dong|thoi viec", _("Ngày chấm dứt hợp đồng lao động")),
    ("ket hon", _("Ngày kết hôn")),
)  # fmt: skip
_DUE = re.compile(r"\b(hen|den han|han|tra|cham nhat|truoc|thoi han)\b[^.;]*$")
"""Before a day that only says by when something was to be done."""


@dataclass(frozen=True)
class NamedDay:
    """A day that the petition or a claim names."""

    label: str | Promise
    day: date
    words: str
    """The words around it, as they stand there."""
    is_event: bool
    """Whether it looks like the day of the facts."""


@dataclass(frozen=True)
class Context:
    """What stands beside the box."""

    days: tuple[NamedDay, ...]
    facts: NamedDay | None
    """The day proposed for the law; None: today's."""
    planned: tuple[Hearing, ...]


def petitions(viewer: Viewer, case: Case) -> QuerySet[Petition]:
    """The petition of the case, where this viewer may read it (a lay judge has the claims)."""
    rows = filing.visible_to(viewer).select_related(None)
    return rows.filter(pk=case.petition_id).only("content") if case.petition_id else rows.none()


def of(case: Case, petition: Sequence[Petition], ahead: Sequence[Hearing]) -> Context:
    """The context of a case, from rows at hand."""
    texts = [str(one.content.get("facts", "")) for one in petition] + [str(claim) for claim in case.claims]
    days: dict[date, NamedDay] = {}
    for text in texts:
        for found in named_days(text, case.accepted_on):
            if found.day not in days or (found.is_event and not days[found.day].is_event):
                days[found.day] = found
    told = tuple(sorted(days.values(), key=lambda one: one.day)[:MOST])
    facts = next((one for one in days.values() if one.is_event), None)
    return Context(told, None if case.kind == Case.Kind.FAMILY else facts, tuple(ahead))


def named_days(text: str, until: date) -> Iterator[NamedDay]:
    """Days that a text names, none after the case was accepted, each with what the words around it say it is. Pure."""
    text = clean(text)
    folded = "".join(bare if len(bare := fold(letter)) == 1 else letter for letter in text)
    for found in find_dates(folded):
        if found.day is None:
            continue
        first, last = max(found.start - _BEFORE, 0), min(found.end + _AFTER, len(text))
        start = max(folded.rfind(mark, first, found.start) for mark in ".;\n") + 1 or first
        before, after = folded[start : found.start], folded[found.end : last]
        only_due = bool(_DUE.search(before)) or found.day > until
        label = next(
            (
                words
                for form, words in _EVENTS
                if re.search(rf"\b({form})\b", f"{before} {after.split('.')[0]}")
            ),
            None,
        )
        yield NamedDay(
            label if label is not None and not only_due else _("Ngày nêu trong đơn"), found.day,
            f"…{' '.join(text[start:last].split())}…", label is not None and not only_due,
        )  # fmt: skip
