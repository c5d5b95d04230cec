"""The modules that this domain adds to the desk, and its tabs on the case page."""

from __future__ import annotations

from toaan.cases.models import Case, Deadline
from toaan.cases.page import Tab, add_tab
from toaan.cases.queries import my_deadlines
from toaan.core import policy
from toaan.core.navigation import Item, add
from toaan.core.viewer import Viewer


def _running(viewer: Viewer, case: Case) -> int:  # noqa: ARG001  (the case's deadlines are the case's)
    return sum(d.state == Deadline.State.OPEN for d in case.deadlines.all())


def _may_read_audit(viewer: Viewer, case: Case) -> bool:
    return policy.allows(viewer, "page.audit", case)


add(Item("Vụ án", "Sổ thụ lý", "cases:register", "clipboard-list", "page.case_register", order=20))
add(
    Item(
        "Công việc", "Thời hạn", "cases:deadline_list", "hourglass", "page.deadlines", order=20,
        count=my_deadlines,
    )
)  # fmt: skip
add(Item("Điều hành", "Quá hạn", "cases:overdue", "alert-triangle", "page.overdue", order=20))
add(
    Item(
        "Điều hành",
        "Bàn giao công việc",
        "cases:handover_people",
        "arrows-shuffle",
        "page.handover",
        order=60,
    )
)
add(Item("Điều hành", "Khối lượng công việc", "cases:workload", "scale", "page.workload", order=30))
add(Item("Công việc", "Người thân thích", "cases:ties", "users-group", "page.ties", order=60))
add_tab(Tab("Tổng quan", "cases:overview", 10))
add_tab(Tab("Đương sự", "cases:parties", 15))
add_tab(Tab("Phân công", "cases:assignment", 20))
add_tab(Tab("Thời hạn", "cases:deadlines", 30, count=_running))
add_tab(Tab("Nhật ký", "cases:audit", 90, shown=_may_read_audit))
