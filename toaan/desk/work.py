"""My work today, put together from the domains: deadlines, what waits, hearings, where I have just been."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from toaan.cases.models import Deadline
from toaan.cases.page import badge
from toaan.core import policy
from toaan.core.models import Event, EventDelivery
from toaan.core.roles import JUDGES, Role
from toaan.core.together import Asking
from toaan.core.viewer import Viewer
from toaan.core.waiting import Waiting
from toaan.design.templatetags.ui import vn_date
from toaan.desk.feed import matters
from toaan.hearings.models import Hearing
from toaan.hearings.states import CLOSED, OPEN, PAUSED, PLANNED

SHOWN_DEADLINES, SHOWN_WAITING, RECENT = 8, 10, 5

DOORS: dict[str, tuple[str, Callable[[], str]]] = {
    "BLTTDS:196.1": ("delivery:case", lambda: _("Mở tống đạt")),
    "BLTTDS:220.2": ("delivery:case", lambda: _("Mở tống đạt")),
    "BLTTDS:269.1": ("delivery:case", lambda: _("Mở tống đạt")),
    "BLTTDS:269.2": ("delivery:case", lambda: _("Mở tống đạt")),
    **dict.fromkeys(
        ("BLTTDS:214.2", "BLTTDS:216#gui", "BLTTDS:217.3"), ("delivery:case", lambda: _("Mở tống đạt"))
    ),
    "BLTTDS:191.3#phan-to": ("course:claims", lambda: _("Mở yêu cầu")),
    "BLTTDS:196.1#phan-to": ("delivery:case", lambda: _("Mở tống đạt")),
    "BLTTDS:216": ("course:resume", lambda: _("Ra quyết định")),
    "BLTTDS:197.2": ("cases:assignment", lambda: _("Phân công")),
    "BLTTDS:203.4": ("hearings:case", lambda: _("Mở phiên tòa")),
    "BLTTDS:233.1": ("hearings:case", lambda: _("Mở phiên tòa")),
    "BLTTDS:133.2.a": ("measures:case", lambda: _("Mở yêu cầu")),
    "BLTTDS:133.2.a#bao-dam": ("measures:case", lambda: _("Mở yêu cầu")),
    "BLTTDS:133.3": ("measures:case", lambda: _("Mở yêu cầu")),
    "BLTTDS:139.2": ("delivery:case", lambda: _("Mở tống đạt")),
    "BLTTDS:141.1": ("measures:case", lambda: _("Giải quyết")),
    "BLTTDS:318.1": ("hearings:decide_trial", lambda: _("Ra quyết định")),
    "BLTTDS:318.1#phien-toa": ("hearings:case", lambda: _("Mở phiên tòa")),
    "BLTTDS:233.1#rut-gon": ("hearings:case", lambda: _("Mở phiên tòa")),
    "BLTTDS:319.2": ("course:settle_complaints", lambda: _("Giải quyết")),
    "BLTTDS:410.2": ("hearings:decide_trial", lambda: _("Ra quyết định")),
    **dict.fromkeys(
        ("BLTTDS:410.3", "BLTTDS:408.2", "BLTTDS:413.3#xet"), ("hearings:case", lambda: _("Mở phiên họp"))
    ),
    **dict.fromkeys(("BLTTDS:410.2#gui", "BLTTDS:412.1"), ("delivery:case", lambda: _("Mở tống đạt"))),
    "BLTTDS:413.2": ("appeals:send_decision_up", lambda: _("Gửi hồ sơ")),
    "BLTTDS:413.3": ("appeals:panel", lambda: _("Thành lập Hội đồng")),
    "BLTTDS:264.4": ("judgments:case", lambda: _("Mở bản án")),
    "NQ03/2017:cong-bo": ("publication:case", lambda: _("Mở công bố")),
}
"""Rule of a deadline → the page of the case where it is met."""


def deadlines(rows: Iterable[Deadline]) -> list[dict[str, Any]]:
    """Deadlines as rows of the work list, most urgent first."""
    seen: set[str] = set()
    items = []
    for row in rows:
        mark = badge(row) or {}
        level = mark.get("urgency", "con")
        if row.case_id:
            name, label = DOORS.get(row.rule, ("cases:overview", lambda: _("Mở vụ án")))
            url, explain = reverse(name, args=[row.case_id]), reverse("cases:deadlines", args=[row.case_id])
        else:
            url, label, explain = reverse("filing:petition", args=[row.petition_id]), lambda: _("Mở đơn"), ""
        items.append(
            {
                "urgency": level,
                "badge_text": mark.get("text", ""),
                "title": row.title,
                "url": url,
                "reference": row.matter,
                "meta": _("hết %(day)s%(note)s")
                % {"day": f"{row.due_on:%d/%m/%Y}", "note": _(" (tạm tính)") if row.provisional else ""},
                "explain_url": explain,
                "button": {"label": label(), "url": url, "primary": level == "qua"},
                "anchor": "" if level in seen else level,
            }
        )
        seen.add(level)
    return items


def figures(levels: Sequence[str], waiting: int, hearings_today: int) -> list[dict[str, Any]]:
    """The strip above the work list; each figure leads to what it counts."""
    listing = reverse("cases:deadline_list")

    def level(name: str, label: str, icon: str) -> dict[str, Any]:
        value = levels.count(name)
        return {"value": value, "label": label, "icon": icon, "url": f"{listing}?muc={name}", "hot": False}

    late = level("qua", _("quá hạn"), "alert-triangle")
    strip = [
        {**late, "hot": bool(late["value"])},
        level("nay", _("đến hạn hôm nay"), "alert-circle"),
        level("gan", _("trong 3 ngày làm việc tới"), "clock"),
        {"value": waiting, "label": _("việc chờ tôi"), "icon": "signature", "url": reverse("desk:waiting")},
        {
            "value": hearings_today,
            "label": _("phiên tòa, phiên họp hôm nay"),
            "icon": "gavel",
            "url": "#phien",
        },
    ]
    return [f if f["value"] else {**f, "url": ""} for f in strip]


def waiting_table(items: Iterable[Waiting]) -> dict[str, Any]:
    """What waits, as a table of cards on a phone."""
    return {
        "label": _("Việc chờ tôi"),
        "columns": [{"label": _("Việc")}, {"label": _("Vụ án, đơn")}, {"label": _("Từ ai")}, {"label": _("Chờ từ")}],
        "rows": [
            [
                {"text": i.title, "url": i.url},
                {"text": f"{i.matter} – {i.about}" if i.about else i.matter},
                i.who or "—",
                {"text": vn_date(i.since) or "—", "css": "ta-num ta-nowrap"},
            ]
            for i in items
        ],
    }  # fmt: skip


@dataclass(frozen=True)
class Sitting:
    """A row of the day's calendar."""

    hearing: Hearing
    hour: str
    state: str
    now: bool
    url: str
    way_in: str
    """Words on the way in; empty when there is nothing to go into."""

    @property
    def day(self) -> date:
        return self.hearing.day


def sittings(viewer: Viewer, rows: Iterable[Hearing], now: datetime) -> list[Sitting]:
    """Hearings with a way in for those who have one: the judge conducts, the clerk writes, the others read."""
    return [_sitting(viewer, h, now) for h in rows]


def _sitting(viewer: Viewer, hearing: Hearing, now: datetime) -> Sitting:
    url, words = "", ""
    if hearing.state in (PLANNED, OPEN, PAUSED):
        page = "case"
        if viewer.role == Role.CLERK:
            page = "minutes" if hearing.state in (OPEN, PAUSED) or not hearing.is_trial else "attendance"
        elif viewer.role in JUDGES and hearing.is_trial:
            page = "conduct"
        args = [hearing.case_id] if page == "case" else [hearing.case_id, hearing.pk]
        url = reverse(f"hearings:{page}", args=args)
        words = _("Vào phiên tòa") if hearing.is_trial else _("Vào phiên họp")
    running = hearing.state == OPEN or (
        hearing.state != CLOSED and hearing.starts_at <= now <= hearing.ends_at
    )
    hour = f"{timezone.localtime(hearing.starts_at):%H:%M}"
    return Sitting(hearing, hour, hearing.get_state_display(), running, url, words)


def recent(viewer: Viewer, acts: QuerySet[Event]) -> Asking[list[dict[str, str]]]:
    """Where this person has just acted, of the newest acts: one line a matter, the newest act of each."""
    newest: dict[tuple[str, Any], Any] = {}
    yield acts
    for event in acts:
        key = ("case", event.case_id) if event.case_id else ("petition", event.petition_id)
        newest.setdefault(key, event)
    keys = list(newest)[:RECENT]
    names: dict[tuple[str, Any], tuple[str, str]] = {}
    here, filed = matters(
        viewer,
        [pk for kind, pk in keys if kind == "case"],
        [pk for kind, pk in keys if kind == "petition"],
    )
    yield here, filed
    for case in here:
        names["case", case.pk] = (str(case), reverse("cases:overview", args=[case.pk]))
    for petition in filed:
        names["petition", petition.pk] = (
            _("Đơn %s") % petition, reverse("filing:petition", args=[petition.pk]),
        )  # fmt: skip
    return [
        {
            "name": names[key][0],
            "url": names[key][1],
            "title": newest[key].title,
            "when": vn_date(newest[key].at),
        }
        for key in keys
        if key in names
    ]


def tools(viewer: Viewer) -> list[dict[str, str]]:
    """Buttons above the page: what this person begins by himself."""
    offered = [
        ("page.leadership", _("Điều hành"), "chart-bar", "statistics:leadership"),
        ("filing.record_paper", _("Nhập đơn giấy"), "inbox", "filing:intake"),
        ("core.appoint", _("Ghi nhận chức vụ"), "user-plus", "desk:posts"),
    ]
    return [
        {"label": label, "icon": icon, "url": reverse(name)}
        for act, label, icon, name in offered
        if viewer.role in policy.TABLE[act].who
    ]


def machine_room(viewer: Viewer) -> list[tuple[str, int]] | None:
    """For the IT officer: whether anything that should follow from an act is stuck."""
    if viewer.role != Role.IT_OFFICER:
        return None
    duties = EventDelivery.objects
    return [
        (_("việc nối tiếp đang chờ"), duties.filter(state=EventDelivery.State.WAITING).count()),
        (_("việc nối tiếp bị dừng"), duties.filter(state=EventDelivery.State.STUCK).count()),
    ]
