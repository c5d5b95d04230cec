"""The module that this domain adds to the desk, and its tab on the case page."""

from __future__ import annotations

from toaan.appeals.models import FileTransfer, LateReview
from toaan.appeals.queries import to_accept
from toaan.cases.models import Case
from toaan.cases.page import Rows, Tab, add_tab
from toaan.core.again import Figures
from toaan.core.navigation import Item, add
from toaan.core.viewer import Viewer
from toaan.judgments.models import Appeal, Protest

_ABOVE = (
    Figures(lambda case: Appeal.objects.filter(judgment__case=case)),
    Figures(lambda case: Protest.objects.filter(judgment__case=case)),
    Figures(lambda case: FileTransfer.objects.filter(case=case, decision=None)),
    Figures(lambda case: LateReview.objects.filter(late__judgment__case=case)),
)


def _shown(viewer: Viewer, case: Case) -> bool | Rows:  # noqa: ARG001  (whoever sees the case may know of its appeals)
    if case.instance == Case.Instance.SECOND:
        return case.procedure != Case.Procedure.DECISION
    return _ABOVE


add(
    Item(
        "Vụ án",
        "Hồ sơ phúc thẩm",
        "appeals:transfers",
        "file-import",
        "page.appeal_files",
        order=45,
        count=to_accept,
    )
)
add(Item("Vụ án", "Nhận kháng cáo", "appeals:counter", "file-plus", "page.appeal_counter", order=44))
add_tab(Tab("Phúc thẩm", "appeals:case", order=62, shown=_shown))
