"""The procurator on the page of the parties, as the procuracy's letter names him."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import actions, page, queries
from toaan.cases.forms import ProcuratorForm
from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of

TAB = "cases:parties"


@staff()
def name(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk records whom the procuracy named, also instead of another."""
    viewer = viewer_of(request)
    case = queries.get(viewer, case_id)
    policy.require(viewer, "cases.name_procurator", case)
    form = ProcuratorForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.name_procurator(by=viewer, case_id=case.pk, data=form.data_of, at=clock.now())
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if refusal.code == "procurator.exists":  # the form was sent twice
                messages.info(request, refusal.message)
                return redirect(TAB, case.pk)
            show_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("Đã ghi Kiểm sát viên %(name)s; các phiên sắp tới ghi tên người này.") % {"name": made},
            )
            return redirect(TAB, case.pk)
    context = {
        **page.header(viewer, case, TAB), "form": form, "title": _("Ghi Kiểm sát viên được cử"),
        "intro": _("Viện trưởng Viện kiểm sát phân công Kiểm sát viên tham gia phiên tòa, phiên họp và thông báo cho Tòa án (điểm b khoản 1 Điều 57); các vụ án Viện kiểm sát tham gia phiên tòa sơ thẩm: khoản 2 Điều 21."),
        "button": _("Ghi Kiểm sát viên"),
    }  # fmt: skip
    return render(request, "cases/interpreter.html", context, status=422 if form.is_bound else 200)
