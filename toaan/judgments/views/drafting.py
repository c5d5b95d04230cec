"""The work surface of the draft: saved by a button, which htmx presses by itself."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.judgments import actions, checks, compose, queries
from toaan.judgments.checks import SECTIONS, Issue
from toaan.judgments.content import Content
from toaan.judgments.forms import DraftForm
from toaan.judgments.models import Draft
from toaan.judgments.states import REOPENED


@staff()
def draft(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Write the draft; the panel and the clerk read it here."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    kept = queries.draft_of(viewer, case)
    if request.method == "POST":
        return _save(request, viewer, case, kept)
    content = Content.from_json(kept.content) if kept else Content()
    form = DraftForm(content=content, revision=kept.revision if kept else 0)
    return _show(request, case, kept, form, content)


@require_POST
@staff()
def begin(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Make the first draft from the case's data; a draft that is there already stays as it is."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    if queries.draft_of(viewer, case) is None:
        content = compose.first_draft(case, on=clock.today())
        actions.save_draft(by=viewer, case_id=case.pk, content=content, revision=0, at=clock.now())
    return redirect("judgments:draft", case.pk)


def _save(request: HttpRequest, viewer: Viewer, case: Case, kept: Draft | None) -> HttpResponse:
    form = DraftForm(request.POST)
    by_itself = bool(getattr(request, "htmx", False))
    if not form.is_valid():
        return _show(request, case, kept, form, Content(), status=422)
    content = form.content()
    revision = form.cleaned_data["revision"]
    if kept is not None and kept.revision == revision and kept.content == content.as_json():
        saved = kept  # nothing new was typed
    else:
        try:
            saved = actions.save_draft(
                by=viewer, case_id=case.pk, content=content, revision=revision, at=clock.now()
            )
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if by_itself:
                return render(request, "judgments/_saved.html", {"refusal": refusal})
            return _clash(request, case, form, refusal)
    if by_itself:
        issues = checks.of_case(case, content)
        return render(
            request, "judgments/_saved.html", {"draft": saved, "issues": issues, "sections": _marks(issues)}
        )
    messages.success(request, _("Đã lưu dự thảo, bản thứ %d.") % saved.revision)
    return redirect("judgments:draft", case.pk)


def _clash(request: HttpRequest, case: Case, form: DraftForm, refusal: Refused) -> HttpResponse:
    """Both texts stay: the one typed in the form, the one that was saved beside it."""
    content = form.content()
    newest = queries.draft_of(viewer_of(request), case)
    if newest is not None and refusal.code == "draft.changed":
        # Saving again is now a decision taken with the other text in view.
        typed = request.POST.copy()
        typed["revision"] = str(newest.revision)
        form = DraftForm(typed)
    return _show(request, case, newest, form, content, refusal=refusal)


def _show(
    request: HttpRequest,
    case: Case,
    kept: Draft | None,
    form: DraftForm,
    content: Content,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    issues = checks.of_case(case, content)
    context: dict[str, Any] = {
        "case": case,
        "draft": kept,
        "form": form,
        "issues": issues,
        "sections": _marks(issues),
        "refusal": refusal,
        "theirs": Content.from_json(kept.content) if refusal is not None and kept is not None else None,
        "may_write": _may_write(viewer_of(request), case),
        "content": content,
    }
    return render(request, "judgments/draft.html", context, status=refusal.status if refusal else status)


def _may_write(viewer: Viewer, case: Case) -> bool:
    judgment = queries.judgment_of(viewer, case)
    return (
        policy.allows(viewer, "judgments.save_draft", case)
        and case.can("judgments.save_draft")
        and (judgment is None or judgment.state == REOPENED)
    )


def _marks(issues: list[Issue]) -> list[dict[str, Any]]:
    """The sections with their worst finding, for the list on the left."""
    found = []
    for name, title in SECTIONS.items():
        own = [i for i in issues if i.section == name]
        level = "error" if any(i.level == "error" for i in own) else "warning" if own else ""
        found.append({"name": name, "title": title, "count": len(own), "level": level})
    return found
