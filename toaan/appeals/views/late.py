"""Late appeals at the court of second instance: what came, the panel, the decision (BLTTDS 275)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from toaan.appeals import actions, queries
from toaan.appeals import panel as panels
from toaan.appeals.late_forms import LateDecisionForm, LatePanelForm
from toaan.appeals.models import LateReview
from toaan.cases import queries as cases
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.models import Event
from toaan.core.together import load
from toaan.core.viewer import Viewer

DONE_BEFORE = frozenset({"late.decided"})


@staff("page.appeal_files")
def detail(request: HttpRequest, review_id: uuid.UUID) -> HttpResponseBase:
    """What the appellant says, the papers, who sits, what was decided."""
    viewer = viewer_of(request)
    review = queries.late_review(viewer, review_id)
    return _page(request, viewer, review)


@staff("page.appeal_files")
def panel(request: HttpRequest, review_id: uuid.UUID) -> HttpResponseBase:
    """The president names the three judges and the day."""
    viewer = viewer_of(request)
    review = queries.late_review(viewer, review_id)
    policy.require(viewer, actions.FORM_LATE, review)
    held, sent = cases.judges_of(review.court_id, clock.now()), queries.sent_with(review)
    load(held, sent)
    barred = actions.late_bars(review, held, clock.now())
    posts = [p for p in held if p not in barred]
    initial: dict[str, Any] = {}
    if review.session_at is not None:
        when = timezone.localtime(review.session_at)
        initial = {
            "presiding": str(review.presiding_id), "others": [str(p.pk) for p in review.others.all()], "day": when.date(),
            "starts_at": when.time(), "place": review.place,
        }  # fmt: skip
    form = LatePanelForm(
        request.POST or None, choices=[(str(p.pk), p.user.full_name) for p in posts], initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.form_late_panel(by=viewer, review_id=review.pk, panel=form.panel, at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, review)) is not None:
                return answer
        else:
            messages.success(request, _("Đã thành lập Hội đồng xem xét kháng cáo quá hạn."))
            return redirect("appeals:late", review.pk)
    title, button = _("Thành lập Hội đồng xem xét kháng cáo quá hạn"), _("Thành lập, báo phiên họp")
    if review.session_at is not None:
        title, button = _("Đổi Hội đồng, ngày họp"), _("Đổi, báo lại phiên họp")
    return _page(
        request, viewer, review, sent, form=form, title=title, button=button,
        lead=_("Hội đồng gồm %d Thẩm phán; người kháng cáo và Viện kiểm sát được mời dự (khoản 2 Điều 275).")
        % panels.size(panels.LATE, clock.today()),
    )  # fmt: skip


@staff("page.appeal_files")
def decide(request: HttpRequest, review_id: uuid.UUID) -> HttpResponseBase:
    """The presiding judge writes down and signs what the three decided."""
    viewer = viewer_of(request)
    review = queries.late_review(viewer, review_id)
    policy.require(viewer, actions.NUMBER_LATE, review)
    initial = {"heard": review.heard, "reason": review.reason}
    if review.accepted is not None:
        initial["accepted"] = "yes" if review.accepted else "no"
    form = LateDecisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.decide_late(
                by=viewer, review_id=review.pk, accepted=data["accepted"] == "yes", heard=data["heard"], reason=data["reason"],
                at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, review)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ban hành %s.") % f"{made.title[:1].lower()}{made.title[1:]}")
            return redirect("appeals:late", review.pk)
    return _page(
        request, viewer, review, form=form, title=_("Quyết định về việc kháng cáo quá hạn"),
        button=_("Ký, ban hành quyết định"),
        lead=_("Người kháng cáo, Kiểm sát viên vắng mặt thì vẫn tiến hành phiên họp (khoản 2 Điều 275)."),
    )  # fmt: skip


@staff("page.appeal_files")
def paper(request: HttpRequest, review_id: uuid.UUID) -> HttpResponseBase:
    """The decision, as PDF."""
    review = queries.late_review(viewer_of(request), review_id)
    if not review.issued:
        raise not_found()
    return files.respond(review.sha256, name=f"{review.title}.pdf".replace("/", "-"))


@staff("page.appeal_files")
def document(request: HttpRequest, review_id: uuid.UUID, number: int) -> HttpResponseBase:
    """One of the papers that came with the late appeal."""
    found = queries.late_documents(queries.late_review(viewer_of(request), review_id))
    if not 0 < number <= len(found):
        raise not_found()
    one = found[number - 1]
    return files.respond(one["sha256"], name=f"{one['title']}.pdf".replace("/", "-"))


def _page(
    request: HttpRequest, viewer: Viewer, review: LateReview, sent: Iterable[Event] | None = None, **more: Any
) -> HttpResponseBase:
    form = more.get("form")
    context = {
        "review": review,
        "late": review.late,
        "case": review.late.case,
        "documents": queries.late_documents(review, sent),
        "may_form": review.number is None and policy.allows(viewer, actions.FORM_LATE, review),
        "may_decide": review.session_at is not None
        and not review.issued
        and policy.allows(viewer, actions.NUMBER_LATE, review),
        "open_now": review.session_at is not None and clock.now() >= review.session_at,
        "own_case": review.late.case.court_id == viewer.court_id,
        "overdue": review.formed_on is None and clock.today() > review.due_on,
        **more,
    }
    return render(request, "appeals/late.html", context, status=422 if form and form.is_bound else 200)


def _refused(
    request: HttpRequest, form: Any, refusal: Refused, review: LateReview
) -> HttpResponseBase | None:
    if refusal.code in DONE_BEFORE:
        messages.info(request, refusal.message)
        return redirect("appeals:late", review.pk)
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)
    return None
