"""Requests that wait for the judge come before the ordinary next step."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import DISCONTINUED, EFFECTIVE
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.measures.models import MeasureComplaint, MeasureRequest
from toaan.measures.states import APPLIED, RECEIVED, SECURED


def _asked(case: uuid.UUID) -> QuerySet[MeasureRequest]:
    return MeasureRequest.objects.filter(case=case, state__in=[RECEIVED, SECURED])


def _complaints(case: uuid.UUID) -> QuerySet[MeasureComplaint]:
    return MeasureComplaint.objects.filter(decision__request__case=case, settled_by=None)


def _applied(case: uuid.UUID) -> QuerySet[MeasureRequest]:
    return MeasureRequest.objects.filter(case=case, state=APPLIED)


@next_step_finder(14, _asked)
def decide_request(viewer: Viewer, case: Case) -> NextStep | None:
    """The judge decides within three working days, at once after security was given (133.2)."""
    if not policy.allows(viewer, "measures.apply", case) or not case.can("measures.apply"):
        return None
    asked = _asked(case.pk).order_by("received_on").first()
    if asked is None:
        return None
    title = _("Quyết định yêu cầu áp dụng biện pháp khẩn cấp tạm thời")
    return NextStep(
        title, f"{asked}.", _("Mở yêu cầu"), reverse("measures:case", args=[case.pk]), act="measures.apply"
    )


@next_step_finder(17, _complaints)
def settle(viewer: Viewer, case: Case) -> NextStep | None:
    """Complaints wait for the president (141.1)."""
    if not policy.allows(viewer, "measures.settle", case):
        return None
    row = _complaints(case.pk).select_related("party").first()
    if row is None:
        return None
    title = _("Giải quyết khiếu nại, kiến nghị về biện pháp khẩn cấp tạm thời")
    return NextStep(
        title, f"{row}.", _("Giải quyết"), reverse("measures:case", args=[case.pk]), act="measures.settle"
    )


@next_step_finder(18, _applied)
def lift(viewer: Viewer, case: Case) -> NextStep | None:
    """A measure is lifted at once when the case has ended (138.1.d, 138.1.g)."""
    if case.state not in {DISCONTINUED, EFFECTIVE} or not policy.allows(viewer, "measures.cancel", case):
        return None
    asked = _applied(case.pk).first()
    if asked is None:
        return None
    title = _("Hủy bỏ biện pháp khẩn cấp tạm thời: vụ án đã kết thúc")
    url = reverse("measures:decide", args=[case.pk, asked.pk, "huy-bo"])
    return NextStep(title, f"{asked}.", _("Soạn quyết định"), url, act="measures.cancel")
