"""Number, sign, mend, pronounce: one button each, the page again with what was typed when it is refused."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.judgments import actions, queries
from toaan.judgments.forms import NumberForm, PronounceForm, ReopenForm
from toaan.judgments.models import Judgment
from toaan.judgments.states import NUMBERED, PRONOUNCED, SIGNED
from toaan.judgments.views.case import TAB, pronounce_form, show


@require_POST
@staff()
def number(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Number and sign in one press; pressed twice, the second press only signs what is left to sign."""
    viewer, case = _case(request, case_id)
    judgment = queries.judgment_of(viewer, case)
    if judgment is not None and judgment.state in {NUMBERED, SIGNED, PRONOUNCED}:
        return _sign(request, viewer, case)
    form = NumberForm(request.POST)

    def act() -> str:
        data = form.cleaned_data
        made = actions.number(
            by=viewer, case_id=case.pk, revision=data["revision"], dated=data["dated"], at=clock.now()
        )
        actions.sign(by=viewer, judgment_id=made.pk, at=clock.now())
        return _("Đã cấp số, ký và đóng dấu bản án %s.") % made.number

    return _press(request, viewer, case, act, form=form, form_name="number_form")


@require_POST
@staff()
def sign(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Go on where signing stopped."""
    viewer, case = _case(request, case_id)
    return _sign(request, viewer, case)


@require_POST
@staff()
def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Mend what is not pronounced yet."""
    viewer, case = _case(request, case_id)
    form = ReopenForm(request.POST)

    def act() -> str:
        judgment = _judgment(viewer, case)
        actions.reopen(by=viewer, judgment_id=judgment.pk, reason=form.cleaned_data["reason"], at=clock.now())
        return _("Đã mở lại bản án; số %s được giữ nguyên.") % judgment.number

    return _press(request, viewer, case, act, form=form, form_name="reopen_form")


@require_POST
@staff()
def pronounce(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Pronounce; a second press finds it done."""
    viewer, case = _case(request, case_id)
    judgment = _judgment(viewer, case)
    if judgment.is_pronounced:
        return redirect(TAB, case.pk)
    form: PronounceForm = pronounce_form(case, request.POST)

    def act() -> str:
        actions.pronounce(
            by=viewer,
            judgment_id=judgment.pk,
            presence=form.presence(),
            procurator=form.cleaned_data["procurator"],
            at=clock.now(),
        )
        return _("Đã tuyên bản án %s. Thời hạn kháng cáo, kháng nghị bắt đầu.") % judgment.number

    return _press(request, viewer, case, act, form=form, form_name="pronounce_form")


def _sign(request: HttpRequest, viewer: Viewer, case: Case) -> HttpResponseBase:
    judgment = _judgment(viewer, case)
    if judgment.is_signed:
        return redirect(TAB, case.pk)

    def act() -> str:
        actions.sign(by=viewer, judgment_id=judgment.pk, at=clock.now())
        return _("Đã ký và đóng dấu bản án %s.") % judgment.number

    return _press(request, viewer, case, act)


def _case(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, Case]:
    viewer = viewer_of(request)
    return viewer, cases.get(viewer, case_id)


def _judgment(viewer: Viewer, case: Case) -> Judgment:
    found = queries.judgment_of(viewer, case)
    if found is None:
        raise not_found()
    return found


def _press(
    request: HttpRequest,
    viewer: Viewer,
    case: Case,
    act: Callable[[], str],
    *,
    form: Form | None = None,
    form_name: str = "",
) -> HttpResponseBase:
    forms: dict[str, Any] = {form_name: form} if form is not None else {}
    if form is not None and not form.is_valid():
        refusal = Refused("form.invalid", _("Hãy sửa những ô được đánh dấu."), status=422)
        return show(request, viewer, case, forms=forms, refusal=refusal)
    try:
        said = act()
    except Refused as refused:
        if refused.status in (403, 404):
            raise
        if form is not None and refused.fields:
            show_refusal(form, refused)
        case = cases.get(viewer, case.pk)
        return show(request, viewer, case, forms=forms if refused.fields else None, refusal=refused)
    messages.success(request, said)
    return redirect(TAB, case.pk)
