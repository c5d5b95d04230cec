"""Returned petitions on the desk: the list, who received which paper, and what the petition's page shows of complaints."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import vn_date
from toaan.filing import actions, queries
from toaan.filing.models import Petition, ReturnCopy, ReturnReview
from toaan.filing.return_forms import CopyReceiptForm
from toaan.filing.states import KEPT, TAKEN_BACK, VOID

PAGE = "page.petition_register"
RECEIPT = "filing.record_return_receipt"
COLOURS = {KEPT: "grey", TAKEN_BACK: "green", VOID: "grey"}


@staff(PAGE)
def listing(request: HttpRequest) -> HttpResponseBase:
    """Returned petitions with where their complaints stand; at the court above also those that may come up to it."""
    viewer = viewer_of(request)
    page = page_of(request, queries.returned(viewer))
    heads = (
        _("Đơn số"),
        _("Người nộp đơn"),
        _("Tòa án"),
        _("Ngày trả lại"),
        _("Thẩm phán trả lại đơn"),
        _("Khiếu nại, kiến nghị"),
    )
    table = {
        "caption": _("Đơn bị trả lại"), "columns": [{"label": head} for head in heads],
        "rows": [
            [
                {"text": str(p.number), "url": reverse("filing:petition", args=[p.pk])},
                p.plaintiff_names,
                p.court.name,
                {"text": vn_date(p.returned.returned_at), "css": "ta-num ta-nowrap"},
                p.returned.judge.user.full_name,
                _stand(list(p.returned.reviews.all())),
            ]
            for p in page
        ],
    }  # fmt: skip
    return render(request, "filing/returned.html", {"page_obj": page, "table": table})


def _stand(reviews: list[ReturnReview]) -> dict[str, Any]:
    if not reviews:
        return {"text": _("Không có"), "tag": "grey"}
    last = reviews[-1]
    return {"text": last.get_state_display(), "tag": COLOURS.get(last.state, "yellow")}


def return_cards(viewer: Viewer, petition: Petition) -> list[dict[str, Any]]:
    """Every return of the petition: its papers with who has them, what was said against it, what was decided."""
    may = policy.allows(viewer, RECEIPT, petition)
    found = []
    for returned in petition.returns.all():
        copies = list(returned.copies.all())
        found.append(
            {
                "one": returned,
                "copies": _copies(viewer, petition, copies, None, may=may),
                "reviews": [
                    {
                        "one": r, "colour": COLOURS.get(r.state, "yellow"), "session": r.meets,
                        "copies": _copies(viewer, petition, copies, r.pk, may=may),
                    }
                    for r in returned.reviews.all()
                ],
            }
        )  # fmt: skip
    return found


def _copies(
    viewer: Viewer, petition: Petition, copies: list[ReturnCopy], review: uuid.UUID | None, *, may: bool
) -> list[dict[str, Any]]:
    return [
        {
            "one": c,
            "url": reverse("filing:return_receipt", args=[petition.pk, c.pk])
            if may and c.received_on is None and c.court_id == viewer.court_id
            else "",
        }
        for c in copies
        if c.review_id == review
    ]


@staff(PAGE)
def receipt(request: HttpRequest, petition_id: uuid.UUID, copy_id: uuid.UUID) -> HttpResponseBase:
    """Write down when somebody received the return, or a decision about it."""
    viewer = viewer_of(request)
    found = queries.get(viewer, petition_id)
    policy.require(viewer, RECEIPT, found)
    rows = ReturnCopy.objects.filter(pk=copy_id, returned__petition=found)
    copy = rows.select_related("review__number", "returned__number", "court").first()
    if copy is None:
        raise not_found()
    if copy.received_on is not None:
        return redirect("filing:petition", found.pk)
    form = CopyReceiptForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_return_receipt(
                by=viewer, petition_id=found.pk, copy_id=copy.pk, at=clock.now(), **form.cleaned_data
            )
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi nhận ngày nhận của %s.") % copy.name)
            return redirect("filing:petition", found.pk)
    context = {"petition": found, "copy": copy, "form": form}
    return render(request, "filing/return_receipt.html", context, status=422 if form.errors else 200)


@staff("page.petition_register")
def work(request: HttpRequest, review_id: uuid.UUID) -> HttpResponseBase:
    """One settlement of complaints, as a handover names it: on to the page of its petition."""
    found = queries.petition_of_review(viewer_of(request), review_id)
    return redirect("filing:petition", found.pk)
