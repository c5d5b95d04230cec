"""What the checks found, for whom: one's own cases, the whole court for its leaders, machinery for IT."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases.models import Assignment
from toaan.core.integrity import CHECKS, LATE, MISSING, OPEN, STUCK
from toaan.core.models import Event, Finding
from toaan.core.roles import LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import vn_date

GROUPS = {
    STUCK: gettext_lazy("Không chuyển động"), LATE: gettext_lazy("Quá hạn"),
    OPEN: gettext_lazy("Xong rồi mà còn mở"), MISSING: gettext_lazy("Thiếu dữ liệu"),
}  # fmt: skip
ACT = "core.refresh_findings"


def visible_to(viewer: Viewer) -> QuerySet[Finding]:
    """Findings that this officer may read. What touches a deliberation is for those who sit on the case alone."""
    rows = Finding.objects.filter(court_id=viewer.court_id, check_key__in=list(CHECKS))
    seats = Assignment.objects.filter(post=viewer.post, ended_at=None).order_by().values("case")
    own = Q(post=viewer.post) | Q(case_id__in=seats)
    of_panels = Q(check_key__in=[c.key for c in CHECKS.values() if c.panel_only])
    if viewer.role in LEADERS:
        return rows.filter(~of_panels | own)
    if viewer.role == Role.IT_OFFICER:
        return rows.filter(check_key__in=[c.key for c in CHECKS.values() if c.technical])
    return rows.filter(own)


@dataclass(frozen=True)
class Line:
    """One check and how often it finds something."""

    key: str
    group: str
    title: str
    todo: str
    count: int
    open: bool
    """Whether this viewer may read what was found, not only how often."""


def lines(viewer: Viewer) -> list[Line]:
    """The checks that find something, in groups; IT reads the figures of all, and what was found of its own."""
    counts = Counter(visible_to(viewer).order_by().values_list("check_key", flat=True))
    shown = set(counts)
    if viewer.role == Role.IT_OFFICER:
        panel = [c.key for c in CHECKS.values() if c.panel_only]
        court = Finding.objects.filter(court_id=viewer.court_id).exclude(check_key__in=panel)
        counts = Counter(court.order_by().values_list("check_key", flat=True))
    order = list(GROUPS)
    found = [
        Line(c.key, str(GROUPS[c.group]), str(c.title), str(c.todo), counts[c.key], c.key in shown)
        for c in CHECKS.values()
        if counts[c.key]
    ]
    return sorted(found, key=lambda line: order.index(CHECKS[line.key].group))


def rows(viewer: Viewer, key: str) -> QuerySet[Finding]:
    """What one check found, the oldest first; marked where something was done in the case since."""
    last = last_look(viewer)
    found = visible_to(viewer).filter(check_key=key).select_related("post__user")
    if last is None:
        return found
    newer = Event.objects.filter(case_id=OuterRef("case_id"), at__gt=last.at)
    return found.annotate(touched=Exists(newer))


def last_look(viewer: Viewer) -> Event | None:
    """When the court was looked through last."""
    return Event.objects.filter(act=ACT, court_id=viewer.court_id).order_by("-at").first()


def table(found: Iterable[Finding], viewer: Viewer) -> dict[str, Any]:
    """What was found, each line with the way to where it is mended; IT gets no way into a case."""
    linked = viewer.role != Role.IT_OFFICER
    return {
        "label": _("Điểm cần khắc phục"),
        "columns": [
            {"label": _("Vụ án, đơn")}, {"label": _("Cần khắc phục")}, {"label": _("Đến lượt")}, {"label": _("Từ ngày")},
        ],
        "rows": [
            [
                {"text": f.matter, "url": f.url} if linked else f.matter,
                f.text + (_(" · đã có việc mới, sẽ kiểm tra lại") if getattr(f, "touched", False) else ""),
                f.post.user.full_name if f.post else Role(f.turn).label,
                {"text": vn_date(f.since or f.found_on), "css": "ta-num ta-nowrap"},
            ]
            for f in found
        ],
    }  # fmt: skip
