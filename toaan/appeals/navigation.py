"""The module that this domain adds to the desk, and its tab on the case page."""

from __future__ import annotations

from toaan.appeals.models import FileTransfer, LateReview
from toaan.appeals.queries import to_accept
from toaan.cases.models import Case
from toaan.cases.page import Tab, add_tab
from toaan.core.navigation import Item, add
from toaan.core.viewer import Viewer
from toaan.judgments.models import Appeal, Protest


def _count(viewer: Viewer) -> int:
    return to_accept(viewer).count()


def _shown(viewer: Viewer, case: Case) -> bool:  # noqa: ARG001  (whoever sees the case may know of its appeals)
    if case.instance == Case.Instance.SECOND:
        return True
    return (
        Appeal.objects.filter(judgment__case=case).exists()
        or Protest.objects.filter(judgment__case=case).exists()
        or FileTransfer.objects.filter(case=case).exists()
        or LateReview.objects.filter(late__judgment__case=case).exists()
    )


add(
    Item(
        "Vụ án",
        "Hồ sơ phúc thẩm",
        "appeals:transfers",
        "file-import",
        "page.appeal_files",
        order=45,
        count=_count,
    )
)
add_tab(Tab("Phúc thẩm", "appeals:case", order=62, shown=_shown))
