"""The case page is one frame that every domain adds to: tabs, and the one next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from toaan.cases.models import Assignment, Case, Deadline
from toaan.cases.states import CASE
from toaan.core import clock, policy, rules_in_force
from toaan.core.viewer import Viewer
from toaan.rules.time_limits import urgency, working_days_left


@dataclass(frozen=True)
class Tab:
    """One tab of the case page. `shown` hides it, on the server, from those who may not open it."""

    label: str
    url_name: str
    """Takes the case's id as its only argument."""
    order: int
    shown: Callable[[Viewer, Case], bool] | None = None
    count: Callable[[Viewer, Case], int] | None = None


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


STEP_KINDS = {"event": "start", "last": "end"}
"""Kinds of a day in the rules → in the `{% deadline %}` component."""
StepFinder = Callable[[Viewer, Case], NextStep | None]
_tabs: list[Tab] = []
_finders: list[tuple[int, StepFinder]] = []


def add_tab(tab: Tab) -> None:
    """Called when a domain's app is ready."""
    _tabs.append(tab)


def next_step_finder(order: int) -> Callable[[StepFinder], StepFinder]:
    """Register a domain's answer to "what comes next in this case?"; the first that answers wins."""

    def register(finder: StepFinder) -> StepFinder:
        _finders.append((order, finder))
        _finders.sort(key=lambda pair: pair[0])
        return finder

    return register


def next_step(viewer: Viewer, case: Case) -> NextStep | None:
    """The one next step of the case, as this viewer should see it."""
    for _, finder in _finders:
        if (step := finder(viewer, case)) is not None:
            return step
    return None


def header(viewer: Viewer, case: Case, current: str) -> dict[str, Any]:
    """Context of `desk/case_base.html`: number, facts, tabs. `current` is the url name of the open tab."""
    people = {a.role: a.post.user.full_name for a in case.assignments.all() if a.ended_at is None}
    value = f"{case.value:,}".replace(",", ".") + " đ" if case.value is not None else "Không có giá ngạch"
    return {
        "case": case,
        "case_header": {
            "number": str(case),
            "title": f"{case.title}. {case.legal_relation}.",
            "stage_label": CASE.labels[case.state],
            "badge": badge(most_urgent(case)),
            "facts": [
                ("Thụ lý", f"{case.accepted_on:%d/%m/%Y}"),
                ("Thẩm phán", people.get(Assignment.Role.PRESIDING, "chưa phân công")),
                ("Thư ký", people.get(Assignment.Role.CLERK, "chưa phân công")),
                ("Giá trị", value),
                ("Thủ tục", case.get_procedure_display()),
            ],
            "register": {"label": "Sổ thụ lý", "url": reverse("cases:register")}
            if policy.allows(viewer, "page.case_register")
            else None,
            "tabs": [
                {
                    "label": tab.label,
                    "url": reverse(tab.url_name, args=[case.pk]),
                    "count": tab.count(viewer, case) if tab.count else None,
                    "current": tab.url_name == current,
                }
                for tab in sorted(_tabs, key=lambda t: t.order)
                if tab.shown is None or tab.shown(viewer, case)
            ],
        },
    }


def most_urgent(case: Case) -> Deadline | None:
    """The open deadline of the court itself that ends first."""
    ours = {Deadline.Owner.LEADERS, Deadline.Owner.JUDGE, Deadline.Owner.CLERK, Deadline.Owner.EXAMINER}
    open_ones = [d for d in case.deadlines.all() if d.state == Deadline.State.OPEN and d.owner in ours]
    return min(open_ones, key=lambda d: d.due_on, default=None)


def badge(deadline: Deadline | None) -> dict[str, str] | None:
    """Urgency and words of a deadline's badge ("Còn 3 ngày LV")."""
    if deadline is None:
        return None
    if deadline.state == Deadline.State.MET:
        return {"urgency": "xong", "text": "Đã xong"}
    if deadline.state == Deadline.State.CANCELLED:
        return {"urgency": "dung", "text": "Không còn áp dụng"}
    today, calendar = clock.today(), rules_in_force.calendar()
    level, left = (
        urgency(today, deadline.due_on, calendar),
        working_days_left(today, deadline.due_on, calendar),
    )
    words = {"qua": f"Quá {max(-left, 1)} ngày LV", "nay": "Hôm nay"}.get(level, f"Còn {left} ngày LV")
    return {"urgency": level, "text": words}


def deadline_card(deadline: Deadline) -> dict[str, Any]:
    """A deadline as the `{% deadline %}` component wants it: with rule, article and each skipped day."""
    told = deadline.explanation
    limit = told["limit"]
    source = limit["source"]
    skipped = [f"{day[8:10]}/{day[5:7]} ({why})" for day, why in told["skipped"]]
    extension = deadline.extension
    return {
        "title": deadline.title if deadline.party is None else f"{deadline.title} – {deadline.party}",
        **{f"badge_{k}" if k == "text" else k: v for k, v in (badge(deadline) or {}).items()},
        "due_text": f"Hết {_weekday(deadline)} {deadline.due_on:%d/%m/%Y}",
        "provisional": deadline.provisional,
        "rule_text": told["explanation"],
        "article": f"{source['law']} {source['article']}",
        "check_status": source["check_status"],
        "skipped_text": ", ".join(skipped) if len(skipped) <= 12 else f"{len(skipped)} ngày nghỉ",
        "steps": [
            {
                "day": int(s["day"][8:10]),
                "small": s["number"] or s["reason"],
                "kind": STEP_KINDS.get(s["kind"], s["kind"]),
                "number": s["number"],
            }
            for s in told["steps"]
        ],
        "aria_text": told["explanation"] if told["steps"] else "",
        "extended_text": (
            f"{extension['by']} gia hạn ngày {_vn(extension['on'])}: {extension['reason']} "
            f"(trước đó hết {_vn(extension['due_before'])})"
            if extension
            else ""
        ),
    }


def _weekday(deadline: Deadline) -> str:
    return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[
        deadline.due_on.weekday()
    ]


def _vn(iso: str) -> str:
    return f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}"
