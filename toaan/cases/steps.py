"""The next step of a case as far as its people go: judge, clerk, lay judges."""

from __future__ import annotations

from django.urls import reverse

from toaan.cases.models import Assignment, Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import (
    ARCHIVED,
    EFFECTIVE,
    ENDING_QUASHED,
    JUDGED,
    PART_QUASHED,
    PREPARING,
    STRUCK_OUT,
)
from toaan.core import policy
from toaan.core.viewer import Viewer

OVER = frozenset({JUDGED, EFFECTIVE, PART_QUASHED, ENDING_QUASHED, ARCHIVED}) | STRUCK_OUT


@next_step_finder(10)
def draw_judge(viewer: Viewer, case: Case) -> NextStep | None:
    """Within 3 working days of acceptance a judge is drawn (BLTTDS 197)."""
    if case.state != PREPARING or _has(case, Assignment.Role.PRESIDING):
        return None
    return _leaders_step(
        viewer, case, "cases.draw_judge", title=f"Bốc thăm Thẩm phán giải quyết {case.noun}",
        text="Chọn ngẫu nhiên trong các Thẩm phán ít việc nhất, không thuộc trường hợp phải từ chối (Điều 197 BLTTDS).",
        button="Đến trang bốc thăm",
        waiting_for="Chờ Chánh án phân công Thẩm phán trong 3 ngày làm việc từ ngày thụ lý.",
    )  # fmt: skip


@next_step_finder(11)
def assign_clerk(viewer: Viewer, case: Case) -> NextStep | None:
    """Without a clerk nobody serves documents or writes minutes."""
    if case.state in OVER or _has(case, Assignment.Role.CLERK):
        return None
    return _leaders_step(
        viewer, case, "cases.assign_clerk", title="Phân công Thư ký",
        text=f"Thư ký tống đạt văn bản, ghi biên bản và giữ hồ sơ {case.noun}.",
        button="Chọn Thư ký", waiting_for="Chờ Chánh án phân công Thư ký.",
    )  # fmt: skip


@next_step_finder(19)
def assign_lay_judges(viewer: Viewer, case: Case) -> NextStep | None:
    """The trial decision names the panel (a simplified case has none: BLTTDS 65); only leaders are reminded, the others go on meanwhile."""
    if (
        case.state != PREPARING
        or case.is_simplified
        or case.instance != Case.Instance.FIRST
        or case.is_request
        or _has(case, Assignment.Role.LAY_JUDGE)
    ):
        return None
    if not policy.allows(viewer, "cases.assign_lay_judges", case):
        return None
    return _leaders_step(
        viewer, case, "cases.assign_lay_judges", title="Phân công Hội thẩm nhân dân",
        text="Hội đồng xét xử sơ thẩm gồm 01 Thẩm phán và 02 Hội thẩm nhân dân (Điều 63 BLTTDS).",
        button="Chọn Hội thẩm",
    )  # fmt: skip


def _has(case: Case, role: Assignment.Role) -> bool:
    return any(a.role == role and a.ended_at is None for a in case.assignments.all())


def _leaders_step(
    viewer: Viewer, case: Case, act: str, *, title: str, text: str, button: str, waiting_for: str = ""
) -> NextStep:
    if policy.allows(viewer, act, case):
        return NextStep(title, text, button, reverse("cases:assignment", args=[case.pk]), act=act)
    return NextStep(title, waiting_for=waiting_for, act=act)
