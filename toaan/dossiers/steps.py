"""The last step of a case: its file is closed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import ARCHIVED, DISCONTINUED, EFFECTIVE, PART_QUASHED, STRUCK_OUT, TRANSFERRED
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.dossiers import closing

WHY = {
    EFFECTIVE: "Bản án đã có hiệu lực pháp luật. Kiểm tra tài liệu, lập mục lục và đóng hồ sơ (Điều 204 BLTTDS).",
    PART_QUASHED: "Phần bản án không bị hủy có hiệu lực pháp luật. Kiểm tra tài liệu, lập mục lục và đóng hồ sơ (Điều 204 BLTTDS).",
    DISCONTINUED: "Quyết định đình chỉ đã có hiệu lực pháp luật. Kiểm tra tài liệu, lập mục lục và đóng hồ sơ.",
    TRANSFERRED: "Đã hết thời hạn khiếu nại, kiến nghị. Gửi hồ sơ đi, lưu bản sao và đóng hồ sơ tại Tòa án này.",
}


@next_step_finder(65)
def close_dossier(viewer: Viewer, case: Case) -> NextStep | None:
    """An effective case ends with its file closed, unless something is still to be done."""
    if case.state not in {EFFECTIVE, PART_QUASHED, *STRUCK_OUT}:
        return None
    if not policy.allows(viewer, "dossiers.close", case):
        return NextStep("Đóng hồ sơ vụ án", waiting_for="Chờ Thư ký vụ án đóng hồ sơ.", act="dossiers.close")
    if reasons := closing.reasons(case):
        return NextStep("Đóng hồ sơ vụ án", waiting_for=" ".join(reasons), act="dossiers.close")
    return NextStep(
        "Đóng hồ sơ vụ án",
        WHY[case.state],
        "Đến trang đóng hồ sơ",
        reverse("dossiers:close", args=[case.pk]),
        act="dossiers.close",
    )


@next_step_finder(90)
def nothing_left(viewer: Viewer, case: Case) -> NextStep | None:  # noqa: ARG001
    """A closed case says that it is closed."""
    if case.state != ARCHIVED:
        return None
    return NextStep(_("Vụ án đã xong"), waiting_for=_("Hồ sơ đã đóng. Không còn việc nào phải làm."))
