"""The petitioner's own pages: list, tracking like a parcel, receipt at once, receipt of the fee advance."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from toaan.cases.page import deadline_card
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.http import signed_in
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import vn_date, vn_datetime
from toaan.filing import actions, papers, queries
from toaan.filing.forms import ReceiptForm, show_faults
from toaan.filing.models import AmendmentRequest, FeeNotice, Petition, Return
from toaan.filing.states import ACCEPTED, AMENDING, DRAFT, EXAMINING, FEE_DUE, READY, RECEIVED, RETURNED
from toaan.filing.views import guide
from toaan.filing.views.common import citizen
from toaan.vietnamese.amounts import format_money

WAY = (
    (RECEIVED, _lazy("Tòa án đã nhận đơn"), _lazy("Chánh án phân công Thẩm phán trong 3 ngày làm việc.")),
    (EXAMINING, _lazy("Thẩm phán xem xét đơn"), _lazy("Trong 5 ngày làm việc kể từ ngày được phân công.")),
    (
        FEE_DUE,
        _lazy("Nộp tạm ứng án phí"),
        _lazy("Tại cơ quan thi hành án dân sự; được miễn thì bỏ qua bước này."),
    ),
    (READY, _lazy("Chờ thụ lý"), _lazy("Tòa án vào sổ và cấp số thụ lý.")),
    (ACCEPTED, _lazy("Đã thụ lý vụ án"), _lazy("Vụ án có số và được phân công Thẩm phán giải quyết.")),
)
PLACE = {RECEIVED: 0, EXAMINING: 1, AMENDING: 1, FEE_DUE: 2, READY: 3, ACCEPTED: 5}
ACTS = {
    "filing.submit": RECEIVED, "filing.record_paper": RECEIVED, "filing.assign_examiner": EXAMINING,
    "filing.take_jurisdiction": FEE_DUE, "filing.exempt_from_advance": FEE_DUE, "filing.hand_in_receipt": READY,
    "cases.open": ACCEPTED,
}  # fmt: skip


@signed_in
def petitions(request: HttpRequest) -> HttpResponseBase:
    """My drafts and petitions."""
    found = Paginator(queries.mine(citizen(request)), 50).get_page(request.GET.get("page"))
    rows = [{"petition": p, "url": _address(p)} for p in found]
    return render(request, "filing/mine.html", {"page_obj": found, "rows": rows})


def _address(petition: Petition) -> str:
    if petition.state == DRAFT:
        return guide.url(petition, guide.BY_SECTION["check"])
    return reverse("filing:mine_petition", args=[petition.pk])


@signed_in
def petition(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """One petition like a parcel: what to do now first, then the way."""
    viewer = citizen(request)
    found = queries.get(viewer, petition_id)
    if found.state == DRAFT:
        return redirect(_address(found))
    request_to_amend = AmendmentRequest.objects.filter(petition=found).first()
    returned = Return.objects.filter(petition=found).first()
    context = {
        "petition": found,
        "now": _now(found, request_to_amend, returned),
        "amendment": request_to_amend if found.state == AMENDING else None,
        "fee": FeeNotice.objects.filter(petition=found).first(),
        "returned": returned,
        "track": _track(viewer, found),
        "deadlines": [deadline_card(d) for d in queries.deadlines(viewer, found) if d.state == d.State.OPEN],
        "versions": found.versions.all(),
        "attachments": found.attachments.select_related("file"),
        "papers": found.papers.select_related("file"),
    }
    return render(request, "filing/petition_portal.html", context)


def _now(
    found: Petition, request_to_amend: AmendmentRequest | None, returned: Return | None
) -> dict[str, Any]:
    """The one thing to know, and the one thing to do."""
    now: dict[str, Any] = {"title": found.get_state_display(), "text": "", "url": "", "button": ""}
    if found.state == AMENDING and request_to_amend is not None:
        now["title"] = _("Sửa đổi, bổ sung đơn đến hết ngày %s") % vn_date(request_to_amend.due_on)
        now["text"] = _("Quá hạn mà không sửa, Tòa án trả lại đơn.")
        now["url"], now["button"] = guide.url(found, guide.BY_SECTION["check"]), _("Sửa đơn")
    elif found.state == FEE_DUE:
        notice = found.fee_notice
        now["title"] = _("Nộp %(amount)s tạm ứng án phí đến hết ngày %(day)s") % {
            "amount": format_money(notice.amount), "day": vn_date(notice.due_on),
        }  # fmt: skip
        now["text"] = _("Nộp tiền tại %s, rồi gửi biên lai ở đây. Tòa án không thu tiền.") % (
            found.court.enforcement_name or _("cơ quan thi hành án dân sự")
        )
        now["url"], now["button"] = reverse("filing:mine_receipt", args=[found.pk]), _("Nộp biên lai")
    elif found.state == ACCEPTED and found.case is not None:
        now["title"] = _("Đã thụ lý, số %s") % found.case
        now["url"], now["button"] = reverse("portal:case", args=[found.case.pk]), _("Xem vụ án")
    elif returned is not None:
        now["text"] = _(
            "%s. Bạn có thể khiếu nại trong 10 ngày kể từ ngày nhận được văn bản trả lại đơn."
        ) % (returned.article.capitalize() if returned.article[:1].islower() else returned.article)
    else:
        now["text"] = _("Bạn chưa phải làm gì. Khi đến lượt bạn, việc cần làm hiện ở đây.")
    return now


def _track(viewer: Viewer, found: Petition) -> list[dict[str, Any]]:
    days = {ACTS[e.act]: vn_datetime(e.at) for e in queries.history(viewer, found) if e.act in ACTS}
    reached = PLACE.get(found.state, len(days))
    steps = []
    for place, (state, label, text) in enumerate(WAY):
        done = place < reached or state in days
        now = place == reached or (found.state == RECEIVED and place == 0)
        steps.append(
            {
                "label": label,
                "when": days.get(state, ""),
                "text": "" if done and not now else text,
                "state": "now" if now else "done" if done else "",
            }
        )
        if found.state == RETURNED and place + 1 == reached:
            steps.append({"label": _("Tòa án đã trả lại đơn"), "state": "now", "icon": "arrow-back-up"})
            break
    return steps


@signed_in
def filed(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """The receipt, at once, even before its PDF is made."""
    viewer = citizen(request)
    found = queries.get(viewer, petition_id)
    if found.state == DRAFT:
        return redirect(_address(found))
    paper = found.papers.filter(kind="receipt").first()
    return render(request, "filing/filed.html", {**papers.receipt(found), "paper": paper})


@signed_in
def hand_in_receipt(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Send the receipt of the enforcement agency."""
    viewer = citizen(request)
    found = queries.get(viewer, petition_id)
    if found.state != FEE_DUE:
        return redirect("filing:mine_petition", found.pk)
    form = ReceiptForm(
        request.POST or None, request.FILES or None, initial={"agency": found.court.enforcement_name}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        upload = data["file"]
        try:
            actions.hand_in_receipt(
                by=viewer, petition_id=found.pk, number=data["number"], dated=data["dated"], amount=data["amount"],
                agency=data["agency"], at=clock.now(),
                upload=actions.Upload(upload, upload.name or "bien-lai") if upload else None,
            )  # fmt: skip
        except Refused as refusal:
            if refusal.code == "wrong_state":
                return redirect("filing:mine_petition", found.pk)
            if refusal.code.startswith("file."):
                form.add_error("file", refusal.message)
            else:
                show_faults(refusal, form)
        else:
            messages.success(request, _("Đã nhận biên lai. Tòa án sẽ thụ lý đơn của bạn."))
            return redirect("filing:mine_petition", found.pk)
    context = {"petition": found, "form": form, "notice": found.fee_notice}
    return render(
        request, "filing/receipt_form.html", context, status=422 if form.is_bound and form.errors else 200
    )
