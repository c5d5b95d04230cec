"""Pages of contributed answers: lists, one of them, writing, approving, sending back, taking out."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from toaan.assistant import actions, contributions
from toaan.assistant.contribution_forms import ContributionForm, ReasonForm, WordsFilter
from toaan.assistant.finding import book
from toaan.assistant.models import Contribution
from toaan.assistant.naming import named
from toaan.assistant.states import APPROVED, CONTRIBUTION, WAITING
from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.viewer import Viewer


@require_GET
@staff("page.contributions")
def listing(request: HttpRequest) -> HttpResponse:
    """One's own; what waits, for reviewers; what the assistant answers with."""
    viewer = viewer_of(request)
    reviewer = contributions.reviews(viewer)
    form = WordsFilter(request.GET or None, auto_id="loc-%s")
    parts = [(contributions.MINE, _("Của tôi")), (contributions.IN_USE, _("Đang dùng"))]
    if reviewer:
        parts.insert(1, (contributions.TO_REVIEW, _("Chờ duyệt")))
    part = request.GET.get("muc", "")
    part = part if part in dict(parts) else parts[0][0]
    words = form.chosen("q")
    context = {
        "form": form, "parts": parts, "part": part, "narrowed": bool(words),
        "page_obj": page_of(request, contributions.listed(viewer, part, words, reviewer=reviewer)),
    }  # fmt: skip
    return render(request, "assistant/contributions.html", context)


@require_http_methods(["GET", "POST"])
@staff("page.contributions")
def contribute(request: HttpRequest) -> HttpResponseBase:
    """Write one; `?cau-hoi=` begins with a question that one asked outside cases."""
    viewer = viewer_of(request)
    if request.method == "POST":
        form = ContributionForm(request.POST)
        if form.is_valid():
            try:
                row = actions.contribute(by=viewer, written=form.written(), at=clock.now())
            except Refused as refusal:
                if refusal.status != 422:
                    raise
                show_refusal(form, refusal)
            else:
                messages.success(request, _("Đã gửi tình huống. Được duyệt thì trợ lý dùng để trả lời ngay."))
                return redirect("assistant:contribution", row.pk)
    elif asked := request.GET.get("cau-hoi", ""):
        form = ContributionForm.of_question(contributions.question_to_prefill(viewer, asked))
    else:
        form = ContributionForm()
    return render(request, "assistant/contribute.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@staff("page.contributions")
def one(request: HttpRequest, contribution_id: uuid.UUID) -> HttpResponse:
    """One contribution with what may be done with it."""
    viewer = viewer_of(request)
    reviewer = contributions.reviews(viewer)
    row = contributions.get(viewer, contribution_id, reviewer=reviewer)
    return _shown(request, row, reviewer=reviewer)


def _shown(
    request: HttpRequest, row: Contribution, *, reviewer: bool, form: ReasonForm | None = None, act: str = ""
) -> HttpResponse:
    viewer = viewer_of(request)
    own = viewer.user is not None and viewer.user.pk == row.by.user_id
    decides = reviewer and not own
    keys = [str(key).partition("#") for key in row.articles]
    context: dict[str, Any] = {
        "one": row, "own": own, "decides": decides, "form": form, "refused": act,
        "return_form": form if form and act == "tra-lai" else ReasonForm(auto_id="tra-%s", initial={"ban": row.revision}),
        "withdraw_form": form if form and act == "rut" else ReasonForm(auto_id="rut-%s", initial={"ban": row.revision}),
        "grounds": [(book.label(f"Điều {label}", number), number, label) for number, _hash, label in keys],
        "may_revise": own and CONTRIBUTION.can("assistant.revise", row.state),
        "may_approve": decides and row.state == WAITING,
        "may_return": decides and row.state in {WAITING, APPROVED},
        "may_withdraw": (own or decides) and CONTRIBUTION.can("assistant.withdraw", row.state),
        "named": named(row.question, row.answer) if decides and row.state == WAITING else (),
    }  # fmt: skip
    return render(request, "assistant/contribution.html", context, status=422 if form is not None else 200)


@require_http_methods(["GET", "POST"])
@staff("page.contributions")
def revise(request: HttpRequest, contribution_id: uuid.UUID) -> HttpResponseBase:
    """Write one's own anew; begun from an older one, it is sent back with everything that was typed."""
    viewer = viewer_of(request)
    row = contributions.get(viewer, contribution_id, reviewer=False)
    policy.require(
        viewer, "assistant.revise", row
    )  # a colleague's that is in use may be read, not written anew
    if request.method == "POST":
        form = ContributionForm(request.POST)
        if form.is_valid():
            try:
                actions.revise(
                    by=viewer, contribution_id=row.pk, revision=form.cleaned_data["ban"] or 0, written=form.written(),
                    at=clock.now(),
                )  # fmt: skip
            except Refused as refusal:
                if refusal.status in (403, 404):
                    raise
                show_refusal(form, refusal)
            else:
                messages.success(request, _("Đã gửi bản sửa. Tình huống chờ duyệt lại."))
                return redirect("assistant:contribution", row.pk)
    else:
        form = ContributionForm.of(row)
    context = {"form": form, "one": row}
    return render(request, "assistant/contribute.html", context, status=422 if form.errors else 200)


@require_POST
@staff("page.contributions")
def approve(request: HttpRequest, contribution_id: uuid.UUID) -> HttpResponseBase:
    """Approve it as it was read."""
    return _decided(
        request, contribution_id, "duyet", _("Đã duyệt. Trợ lý dùng câu trả lời này từ bây giờ."),
        lambda viewer, _reason, revision: actions.approve(by=viewer, contribution_id=contribution_id, revision=revision, at=clock.now()),
    )  # fmt: skip


@require_POST
@staff("page.contributions")
def give_back(request: HttpRequest, contribution_id: uuid.UUID) -> HttpResponseBase:
    """Send it back with the reason."""
    return _decided(
        request, contribution_id, "tra-lai", _("Đã trả lại. Người viết được báo cùng lý do."),
        lambda viewer, reason, _revision: actions.give_back(by=viewer, contribution_id=contribution_id, reason=reason, at=clock.now()),
    )  # fmt: skip


@require_POST
@staff("page.contributions")
def withdraw(request: HttpRequest, contribution_id: uuid.UUID) -> HttpResponseBase:
    """Take it out."""
    return _decided(
        request, contribution_id, "rut", _("Đã rút. Trợ lý không dùng câu trả lời này nữa."),
        lambda viewer, reason, _revision: actions.withdraw(by=viewer, contribution_id=contribution_id, reason=reason, at=clock.now()),
    )  # fmt: skip


def _decided(
    request: HttpRequest, contribution_id: uuid.UUID, name: str, done: str, act: Callable[[Viewer, str, int], Any]
) -> HttpResponseBase:  # fmt: skip
    viewer = viewer_of(request)
    reviewer = contributions.reviews(viewer)
    row = contributions.get(viewer, contribution_id, reviewer=reviewer)
    form = ReasonForm(request.POST, auto_id="tra-%s" if name == "tra-lai" else "rut-%s")
    if not form.is_valid():
        return _shown(request, row, reviewer=reviewer, form=form, act=name)
    try:
        act(viewer, form.cleaned_data["ly_do"], form.cleaned_data["ban"] or 0)
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        if refusal.status == 422:
            show_refusal(form, refusal)
            return _shown(request, row, reviewer=reviewer, form=form, act=name)
        messages.warning(request, refusal.message)
    else:
        messages.success(request, done)
        if name == "rut" and not reviewer:
            return redirect(reverse("assistant:contributions"))
    return redirect("assistant:contribution", row.pk)
