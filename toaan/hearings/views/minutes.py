"""The minutes: written, saved by themselves, compared after a clash, finished, signed."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.hearings import actions, queries
from toaan.hearings.forms import ReasonForm, SessionRecordForm
from toaan.hearings.models import Hearing, Minutes
from toaan.hearings.views.case import TAB, card

SPARE_ROWS = 3


@staff()
def minutes(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """Read the minutes, or write them: a page with a save button, which htmx presses by itself."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    hearing = queries.of_case(viewer, case).filter(pk=hearing_id).first()
    if hearing is None:
        raise not_found()
    kept = getattr(hearing, "minutes", None) or Minutes(hearing=hearing)
    if not queries.may_read_minutes(viewer, kept):
        raise not_found()
    if request.method == "POST":
        return _save(request, viewer, case, hearing, kept)
    return _show(request, viewer, case, hearing, kept)


@require_POST
@staff()
def finish(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """The clerk finishes the minutes."""
    revision = request.POST.get("revision", "")

    def act(viewer: Viewer, hearing: Hearing) -> str:
        number = int(revision) if revision.isdecimal() else -1
        actions.finish_minutes(by=viewer, hearing_id=hearing.pk, revision=number, at=clock.now())
        return "Đã hoàn thành biên bản. Biên bản chờ Thẩm phán ký."

    return _press(request, case_id, hearing_id, act)


@require_POST
@staff()
def sign(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """The presiding judge signs."""

    def act(viewer: Viewer, hearing: Hearing) -> str:
        signed = actions.sign_minutes if hearing.is_trial else actions.sign_session_minutes
        signed(by=viewer, hearing_id=hearing.pk, at=clock.now())
        return "Đã ký biên bản."

    return _press(request, case_id, hearing_id, act)


@require_POST
@staff()
def send_back(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """Open finished minutes again."""

    def act(viewer: Viewer, hearing: Hearing) -> str:
        actions.return_minutes(
            by=viewer, hearing_id=hearing.pk, reason=request.POST.get("reason", ""), at=clock.now()
        )
        return "Đã mở lại biên bản để sửa."

    return _press(request, case_id, hearing_id, act)


def _press(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID, act: Any) -> HttpResponse:
    """One button of the minutes page: done and back to the tab, or the page again with the refusal."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    hearing = queries.get(viewer, hearing_id)
    try:
        said = act(viewer, hearing)
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        kept = Minutes.objects.filter(hearing=hearing).first() or Minutes(hearing=hearing)
        return _show(request, viewer, case, queries.get(viewer, hearing_id), kept, refusal=refusal)
    messages.success(request, said)
    return redirect(TAB, case.pk)


def _save(request: HttpRequest, viewer: Viewer, case: Case, hearing: Hearing, kept: Minutes) -> HttpResponse:
    typed = _rows(request) if hearing.is_trial else []
    form = None if hearing.is_trial else _session_form(hearing, request.POST)
    by_itself = bool(getattr(request, "htmx", False))
    try:
        saved = _act(request, viewer, hearing, typed, form)
    except Refused as refusal:
        if by_itself:
            return render(request, "hearings/_saved.html", {"refusal": refusal})
        if refusal.status in (403, 404):
            raise
        theirs = refusal.theirs if isinstance(refusal, actions.Changed) else None
        if form is not None and theirs is None:
            show_refusal(form, refusal)
        shown = theirs or kept
        return _show(
            request, viewer, case, hearing, shown, refusal=refusal, typed=typed, form=form, theirs=theirs
        )
    if by_itself:
        return render(request, "hearings/_saved.html", {"minutes": saved})
    messages.success(request, "Đã lưu biên bản.")
    return redirect(f"{request.path}#cuoi" if request.POST.get("more") else request.path)


def _act(
    request: HttpRequest,
    viewer: Viewer,
    hearing: Hearing,
    typed: list[dict[str, str]],
    form: SessionRecordForm | None,
) -> Minutes:
    if form is None:
        text = request.POST.get("revision", "")
        revision = int(text) if text.isdecimal() else -1
        return actions.write_minutes(
            by=viewer, hearing_id=hearing.pk, paragraphs=typed, revision=revision, at=clock.now()
        )
    if not form.is_valid():
        raise Refused("minutes.invalid", "Có nội dung chưa đúng. Hãy xem các ô được đánh dấu.", status=422)
    return actions.record_session(
        by=viewer,
        hearing_id=hearing.pk,
        record=form.record,
        revision=form.cleaned_data["revision"],
        at=clock.now(),
    )


def _rows(request: HttpRequest) -> list[dict[str, str]]:
    columns = (request.POST.getlist(name) for name in ("time", "speaker", "text"))
    return [{"time": t, "speaker": s, "text": x} for t, s, x in zip(*columns, strict=False)]


def _show(
    request: HttpRequest,
    viewer: Viewer,
    case: Case,
    hearing: Hearing,
    kept: Minutes,
    *,
    refusal: Refused | None = None,
    typed: list[dict[str, str]] | None = None,
    form: SessionRecordForm | None = None,
    theirs: Minutes | None = None,
) -> HttpResponse:
    act = "hearings.write_minutes" if hearing.is_trial else "hearings.record_session"
    writing = kept.is_draft and policy.allows(viewer, act, case)
    # After a clash the next save is made knowingly, on top of what is shown beside it; after any other refusal
    # the words still stand on the revision that they were typed on.
    revision: object = kept.revision
    if typed is not None and theirs is None:
        revision = request.POST.get("revision", "")
    if not hearing.is_trial and form is None:
        form = _session_form(hearing, initial=kept.content)
    context = {
        **case_page.header(viewer, case, TAB),
        "hearing": hearing,
        "card": card(viewer, case, hearing),
        "minutes": kept,
        "writing": writing,
        "form": form if writing else None,
        "revision": revision,
        "rows": [*(typed or kept.paragraphs), *({} for _ in range(SPARE_ROWS))] if hearing.is_trial else [],
        "now": clock.now(),
        "refusal": refusal,
        "theirs": theirs,
        "their_form": _session_form(hearing, initial=theirs.content)
        if theirs and not hearing.is_trial
        else None,
        "outcome": Hearing.Outcome(kept.content["result"]).label if kept.content.get("result") else "",
        "can_finish": writing
        and kept.pk
        and (not hearing.is_trial or hearing.state in ("closed", "adjourned")),
        "can_sign": kept.is_finished and policy.allows(viewer, "hearings.sign_minutes", case),
        "can_return": kept.is_finished and policy.allows(viewer, "hearings.return_minutes", case),
        "return_form": ReasonForm(),
    }
    return render(request, "hearings/minutes.html", context, status=refusal.status if refusal else 200)


def _session_form(hearing: Hearing, *args: Any, **kwargs: Any) -> SessionRecordForm:
    """The form in the words of a suit, or of spouses who ask for divorce together (BLTTDS 397)."""
    return SessionRecordForm(*args, reconciliation=hearing.case.is_request, **kwargs)
