"""The case page is one frame that every domain adds to: tabs, and the one next step."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from toaan.cases.cards import badge, deadline_card
from toaan.cases.models import Assignment, Case, Deadline
from toaan.core import policy
from toaan.core.again import Figures
from toaan.core.plans import kept
from toaan.core.together import Asking, Figure, counts
from toaan.core.viewer import Viewer

__all__ = [
    "Coming", "NextStep", "Tab", "add_tab", "badge", "coming", "coming_finder", "deadline_card", "header",
    "most_urgent", "next_step", "next_step_finder",
]  # fmt: skip


Rows = QuerySet[Any] | Figures | tuple[QuerySet[Any] | Figures, ...]
"""What is counted of a case; as figures where it hangs on nothing but the case."""


@dataclass(frozen=True)
class Tab:
    """One tab of the case page. `shown` hides it, on the server, from those who may not open it."""

    label: str
    url_name: str
    """Takes the case's id as its only argument."""
    order: int
    shown: Callable[[Viewer, Case], bool | Rows] | None = None
    """Rows: it is shown when there are any."""
    count: Callable[[Viewer, Case], int | Figure | Rows] | None = None
    """The figure beside it, or the rows to be counted."""


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now. `url` empty: somebody else's turn, named in `waiting_for`."""

    title: str
    text: str = ""
    button: str = ""
    url: str = ""
    waiting_for: str = ""
    act: str = ""
    """The act this step leads to, a key of the policy table."""
    way_out: tuple[str, str] | None = None
    """Label and address of what to do instead, when the step cannot be done ("Hoãn phiên tòa")."""


@dataclass(frozen=True)
class Coming:
    """Something with a day that lies ahead: it stands on top of the timeline."""

    title: str
    when: str
    text: str = ""
    url: str = ""
    label: str = ""


StepFinder = Callable[[Viewer, Case], NextStep | None]
_tabs: list[Tab] = []
ComingFinder = Callable[[Viewer, Case], Asking[list[Coming]]]
_finders: list[tuple[int, StepFinder, Figures | None]] = []
Asks = Callable[[uuid.UUID], QuerySet[Any]]
_coming: list[ComingFinder] = []


def add_tab(tab: Tab) -> None:
    """Called when a domain's app is ready."""
    _tabs.append(tab)


def figure(viewer: Viewer, name: str, rows: Asks, case: Case) -> Figure:
    """A figure that hangs on who looks too; its words are kept for the day under this name."""
    return kept(viewer, name, lambda: Figures(rows)).of(case.pk)


def next_step_finder(order: int, asks: Asks | None = None) -> Callable[[StepFinder], StepFinder]:
    """Register a domain's answer to "what comes next in this case?"; the first that answers wins.

    Args:
        order: finders are asked by this number.
        asks: rows of a case, by its key, without which the finder has no answer; those of all finders are counted in one statement.
    """

    def register(finder: StepFinder) -> StepFinder:
        _finders.append((order, finder, Figures(asks) if asks else None))
        _finders.sort(key=lambda pair: pair[0])
        return finder

    return register


def next_step(viewer: Viewer, case: Case) -> NextStep | None:
    """The one next step of the case, as this viewer should see it."""
    there: dict[StepFinder, int] | None = None
    for _, finder, asks in _finders:
        if asks is not None:
            there = _there(case) if there is None else there
            if not there[finder]:
                continue
        if (step := finder(viewer, case)) is not None:
            return step
    return None


def _there(case: Case) -> dict[StepFinder, int]:
    asking = [(finder, asks.of(case.pk)) for _, finder, asks in _finders if asks is not None]
    return dict(zip((f for f, _ in asking), counts(*(rows for _, rows in asking)), strict=True))


def coming_finder(finder: ComingFinder) -> ComingFinder:
    """Register a domain's answer to "what is planned in this case?"."""
    _coming.append(finder)
    return finder


def coming(viewer: Viewer, case: Case) -> list[Asking[list[Coming]]]:
    """What is planned, as this viewer may know it, to be answered together with what else a page asks."""
    return [finder(viewer, case) for finder in _coming]


def header(viewer: Viewer, case: Case, current: str) -> dict[str, Any]:
    """Context of `desk/case_base.html`: number, facts, tabs. `current` is the url name of the open tab."""
    people = {a.role: a.post.user.full_name for a in case.assignments.all() if a.ended_at is None}
    value = (
        f"{case.value:,}".replace(",", ".") + " đ"
        if case.value is not None
        else gettext("Không có giá ngạch")
    )
    return {
        "case": case,
        "case_header": {
            "number": str(case),
            "title": f"{case.described}.",
            "stage_label": case.stage,
            "badge": badge(most_urgent(case)),
            "facts": [
                (gettext("Thụ lý"), f"{case.accepted_on:%d/%m/%Y}"),
                (gettext("Thẩm phán"), people.get(Assignment.Role.PRESIDING, gettext("chưa phân công"))),
                (gettext("Thư ký"), people.get(Assignment.Role.CLERK, gettext("chưa phân công"))),
                (gettext("Giá trị"), value),
                (gettext("Thủ tục"), case.get_procedure_display()),
            ],
            "register": {"label": gettext("Sổ thụ lý"), "url": reverse("cases:register")}
            if policy.allows(viewer, "page.case_register")
            else None,
            "tabs": [
                {
                    "label": gettext(tab.label),
                    "url": reverse(tab.url_name, args=[case.pk]),
                    "count": count,
                    "current": tab.url_name == current,
                }
                for tab, count in _open_tabs(viewer, case)
            ],
        },
    }


def _open_tabs(viewer: Viewer, case: Case) -> list[tuple[Tab, int | None]]:
    """The tabs that this viewer may open, each with its figure; what is to be counted is counted in one statement."""
    tabs = sorted(_tabs, key=lambda t: t.order)
    shown = [True if tab.shown is None else tab.shown(viewer, case) for tab in tabs]
    figures = [
        tab.count(viewer, case) if tab.count and may is not False else None
        for tab, may in zip(tabs, shown, strict=True)
    ]
    asked = [_each(told, case) for told in (*shown, *figures)]
    found = iter(counts(*(rows for part in asked for rows in part)))
    told = [
        sum(next(found) for _ in part) if part else value
        for part, value in zip(asked, (*shown, *figures), strict=True)
    ]
    return [(tab, told[len(tabs) + n]) for n, tab in enumerate(tabs) if told[n]]  # type: ignore[misc]


def _each(told: Any, case: Case) -> tuple[QuerySet[Any] | Figure, ...]:
    if isinstance(told, tuple):
        return tuple(one for part in told for one in _each(part, case))
    if isinstance(told, Figures):
        return (told.of(case.pk),)
    return (told,) if isinstance(told, QuerySet | Figure) else ()


def most_urgent(case: Case) -> Deadline | None:
    """The open deadline of the court itself that ends first."""
    ours = {Deadline.Owner.LEADERS, Deadline.Owner.JUDGE, Deadline.Owner.CLERK, Deadline.Owner.EXAMINER}
    open_ones = [d for d in case.deadlines.all() if d.state == Deadline.State.OPEN and d.owner in ours]
    return min(open_ones, key=lambda d: d.due_on, default=None)
