"""Correcting a pronounced judgment: the places, who agrees, the decision (sửa chữa, bổ sung bản án, BLTTDS 268)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.judgments import actions, corrections, queries
from toaan.judgments.forms import ErrorForm
from toaan.judgments.models import Judgment
from toaan.judgments.views.case import TAB

PAGE = "judgments:correction"


@staff()
def correction(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """What is being corrected; a press adds one place."""
    viewer, judgment = _judgment(request, case_id)
    if request.method != "POST":
        return _page(request, viewer, judgment, ErrorForm())
    policy.require(viewer, "judgments.mark_error", judgment)
    form = ErrorForm(request.POST)
    if form.is_valid():
        try:
            actions.mark_error(by=viewer, judgment_id=judgment.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if not refusal.fields:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi chỗ cần sửa."))
            return redirect(PAGE, case_id)
    return _page(request, viewer, judgment, form, status=422)


@require_POST
@staff()
def unmark(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Take the last place out again."""
    viewer, judgment = _judgment(request, case_id)
    return _press(
        request, case_id, _("Đã bỏ chỗ sửa."),
        lambda: actions.unmark_error(by=viewer, judgment_id=judgment.pk, place=_number(request), at=clock.now()),
    )  # fmt: skip


@require_POST
@staff()
def agree(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A member of the panel agrees."""
    viewer, judgment = _judgment(request, case_id)
    return _press(
        request, case_id, _("Đã ghi ý kiến đồng ý của bạn."),
        lambda: actions.agree_to_correction(
            by=viewer, judgment_id=judgment.pk, places=_number(request), at=clock.now()
        ),
    )  # fmt: skip


@require_POST
@staff()
def issue(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Number, sign, issue."""
    viewer, judgment = _judgment(request, case_id)
    return _press(
        request, case_id, _("Đã ban hành quyết định sửa chữa, bổ sung bản án."),
        lambda: actions.correct(by=viewer, judgment_id=judgment.pk, at=clock.now()), to=TAB,
    )  # fmt: skip


@staff()
def paper(request: HttpRequest, case_id: uuid.UUID, correction_id: uuid.UUID) -> HttpResponseBase:
    """The signed decision."""
    viewer = viewer_of(request)
    judgment = queries.judgment_of(viewer, cases.get(viewer, case_id))
    found = (
        next((c for c in corrections.issued(judgment) if c.pk == correction_id), None) if judgment else None
    )
    if found is None:
        raise not_found()
    return files.respond(
        found.sha256, name=f"{found.title}.pdf".replace("/", "-"), download="tai" in request.GET
    )


def _judgment(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, Judgment]:
    """The pronounced judgment, for who makes corrections of it or agrees to them."""
    viewer = viewer_of(request)
    judgment = queries.judgment_of(viewer, cases.get(viewer, case_id))
    if judgment is None or not judgment.is_pronounced:
        raise not_found()
    if not policy.allows(viewer, "judgments.agree_to_correction", judgment):
        policy.require(viewer, "judgments.mark_error", judgment)
    return viewer, judgment


def _page(
    request: HttpRequest, viewer: Viewer, judgment: Judgment, form: ErrorForm, *, status: int = 200
) -> HttpResponse:
    now, made = clock.now(), corrections.unissued(judgment)
    in_office = corrections.judge_in_office(judgment, now)
    may = corrections.may_correct(viewer, judgment, in_office=in_office)
    waiting = corrections.outstanding(made, now, in_office=in_office) if made else []
    context: dict[str, Any] = {
        **case_page.header(viewer, judgment.case, TAB),
        "judgment": judgment,
        "form": form if may else None,
        "places": made.places if made else [],
        "kinds": dict(corrections.KIND_LABELS),
        "last": len(made.places) - 1 if made else -1,
        "made": made,
        "consents": made.consents.all() if made else [],
        "waiting": waiting,
        "can_issue": may and made is not None and bool(made.places) and not waiting,
        "can_agree": made is not None
        and bool(made.places)
        and viewer.post is not None
        and viewer.post.pk in {p.pk for p in waiting},
        "by_president": may and not in_office,
    }
    return render(request, "judgments/correction.html", context, status=status)


def _press(
    request: HttpRequest, case_id: uuid.UUID, said: str, act: Callable[[], object], *, to: str = PAGE
) -> HttpResponseBase:
    try:
        act()
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, refusal.message)
        return redirect(PAGE, case_id)
    messages.success(request, said)
    return redirect(to, case_id)


def _number(request: HttpRequest) -> int:
    typed = request.POST.get("n", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1
