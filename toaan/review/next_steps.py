"""The next step of a case whose judgment or decision was quashed by cassation or reopening: it is taken up anew."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import ENDING_QUASHED, PART_QUASHED, QUASHED
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.review.models import Proceeding


@next_step_finder(43)
def taken_up_anew(viewer: Viewer, case: Case) -> NextStep | None:
    """Of the clerk of the court below (345, 356.2)."""
    if case.state not in {QUASHED, PART_QUASHED, ENDING_QUASHED}:
        return None
    made = Proceeding.objects.filter(case=case, to_retry=True, again=None).first()
    if made is None:
        return None
    title = _("Thụ lý lại theo thủ tục sơ thẩm")
    if not policy.allows(viewer, "review.accept_again", case):
        return NextStep(title, waiting_for=_("Đang chờ Thư ký thụ lý lại."), act="review.accept_again")
    text = _("Theo quyết định của Ủy ban Thẩm phán Tòa án cấp tỉnh (Điều 345, khoản 2 Điều 356).")
    url = reverse("review:again", args=[made.pk])
    return NextStep(title, text, _("Thụ lý lại"), url, act="review.accept_again")
