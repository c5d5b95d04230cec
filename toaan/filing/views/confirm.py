"""A request of several: the writer sends it to the others, each confirms it in his own account."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.http import signed_in
from toaan.filing import actions, queries, representing, requests
from toaan.filing.actions.drafting import digest_of
from toaan.filing.forms import DeclareForm
from toaan.filing.states import EDITABLE
from toaan.filing.views.common import citizen, summary


@signed_in
@require_POST
def invite(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Send the draft to the further requesters."""
    viewer = citizen(request)
    petition = queries.get(viewer, petition_id)
    try:
        rows = actions.invite(by=viewer, petition_id=petition.pk, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        names = ", ".join(r.name for r in rows)
        messages.success(
            request, _("Đã gửi. %s đăng nhập tài khoản của mình, mở “Đơn của tôi” rồi xác nhận.") % names
        )
    return redirect("filing:draft_check", petition.pk)


@signed_in
def confirm(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """A further requester reads the request and confirms it."""
    viewer = citizen(request)
    petition = queries.shared(viewer, petition_id)
    mine = petition.co_requesters.get(personal_id=viewer.user.personal_id if viewer.user else "")
    digest = digest_of(petition.content)
    form, status = DeclareForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.confirm(
                    by=viewer, petition_id=petition.pk, digest=request.POST.get("sha256", ""), at=clock.now()
                )
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("Đã xác nhận. Khi đơn được nộp, số đơn hiện ở trang này."))
                return redirect("filing:mine")
    context = {
        "petition": petition,
        "form": form,
        "digest": digest,
        "asked": requests.of(petition),
        "sections": [rows for _key, rows in summary(petition.content, request=petition.is_request) if rows],
        "attachments": petition.attachments.select_related("file"),
        "authority": representing.of(petition),
        "open": petition.state in EDITABLE,
        "done": mine.confirmed_at if mine.digest == digest else None,
    }
    return render(request, "filing/confirm.html", context, status=status)
