"""The work surface of the draft: whole or one section, saved by a button, and by itself while somebody types."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.judgments import actions, checks, compose, inserts, layout, queries
from toaan.judgments.checks import Issue
from toaan.judgments.content import Content
from toaan.judgments.draft_forms import DraftForm
from toaan.judgments.models import Draft
from toaan.judgments.sections import DocumentKind, words
from toaan.judgments.states import REOPENED
from toaan.judgments.views.case import preview
from toaan.vietnamese.tables import Piece, pieces


@staff()
def draft(request: HttpRequest, case_id: uuid.UUID, only: str = "") -> HttpResponseBase:
    """Write the draft, whole or one section; the panel and the clerk read it here."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    kept = queries.draft_of(viewer, case)
    kind = queries.kind_of(kept, case)
    if only and kind.section(only) is None:
        raise not_found()
    if request.method == "POST":
        return _save(request, viewer, case, kept, only)
    content = Content.from_json(kept.content) if kept else Content()
    form = DraftForm(kind=kind, content=content, revision=kept.revision if kept else 0, only=only or None)
    return _show(request, case, kept, form, content, only=only)


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


def _save(request: HttpRequest, viewer: Viewer, case: Case, kept: Draft | None, only: str) -> HttpResponse:
    base = Content.from_json(kept.content) if kept else Content()
    form = DraftForm(request.POST, kind=queries.kind_of(kept, case), content=base, only=only or None)
    by_itself = bool(getattr(request, "htmx", False))
    if not form.is_valid():
        return _show(request, case, kept, form, base, only=only, status=422)
    _add_insert(request, viewer, case, form)
    content = form.content(base)
    try:
        saved = _saved(viewer, case, kept, form, content, automatic=by_itself)
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        if by_itself:
            return render(request, "judgments/_saved.html", {"refusal": refusal})
        return _clash(request, case, form, refusal, only)
    if by_itself:
        return _told(request, case, saved, form)
    messages.success(request, _("Đã lưu dự thảo, bản thứ %d.") % saved.revision)
    return redirect(_address(case, only))


def _saved(
    viewer: Viewer, case: Case, kept: Draft | None, form: DraftForm, content: Content, *, automatic: bool
) -> Draft:
    same = kept is not None and kept.content == content.as_json()
    if kept is not None and same and (automatic or not _gathering(kept)):
        policy.require(viewer, "judgments.save_draft", case)
        if form.seen is not None or kept.revision == form.cleaned_data["revision"]:
            return kept  # nothing new was typed
    if form.seen is None:
        return actions.save_draft(
            by=viewer, case_id=case.pk, content=content, revision=form.cleaned_data["revision"], at=clock.now(),
            automatic=automatic,
        )  # fmt: skip
    return actions.save_sections(
        by=viewer, case_id=case.pk, sections=form.sections(), seen=form.seen, at=clock.now(), automatic=automatic
    )  # fmt: skip


def _gathering(kept: Draft) -> bool:
    """Whether the newest version saved itself: pressing the button then makes it one that stays."""
    newest = kept.versions.first()
    return newest is not None and not newest.closed


def _add_insert(request: HttpRequest, viewer: Viewer, case: Case, form: DraftForm) -> None:
    """Without the script a chosen insert goes to the end of its section (the script puts it where the cursor stands)."""
    place, _colon, key = request.POST.get("insert", "").partition(":")
    section = form.kind.section(place)
    if section is None or section not in form.shown:
        return
    chosen = request.POST.get(f"choose-{key}", key)
    text = inserts.text_of(viewer, case, chosen, page=request.POST.get(f"page-{key}", "").strip())
    names = [name for name in form.fields if name == place or name.startswith(f"{place}-")]
    filled = [name for name in names if form.cleaned_data[name]]
    if not text or not names:
        return
    name = (filled or names)[-1]
    glue = "\n" if section.shape in ("lines", "dashes") else " "
    form.cleaned_data[name] = glue.join(part for part in (form.cleaned_data[name], text) if part)


def _told(request: HttpRequest, case: Case, saved: Draft, form: DraftForm) -> HttpResponse:
    """The answer to an automatic save: new revision and marks, check list and counts."""
    content = Content.from_json(saved.content)
    issues = checks.of_case(case, content)
    context = {
        "draft": saved,
        "case": case,
        "issues": issues,
        "sections": marks(queries.kind_of(saved), content, issues),
        "seen": [(s.name, Content.mark_of(value)) for s, value in zip(form.shown, form.sections().values(), strict=True)],
    }  # fmt: skip
    answer = render(request, "judgments/_saved.html", context)
    answer["HX-Trigger"] = "toaan:saved"
    return answer


def _clash(request: HttpRequest, case: Case, form: DraftForm, refusal: Refused, only: str) -> HttpResponse:
    """Both texts stay: the one typed in the form, the one that was saved beside it."""
    newest = queries.draft_of(viewer_of(request), case)
    base = Content.from_json(newest.content) if newest else Content()
    content = form.content(base)
    if newest is not None and refusal.code == "draft.changed":
        # Saving again is now a decision taken with the other text in view.
        typed = request.POST.copy()
        typed["revision"] = str(newest.revision)
        for section in form.shown:
            if f"seen-{section.name}" in typed:
                typed[f"seen-{section.name}"] = Content.mark_of(getattr(base, section.name))
        form = DraftForm(typed, kind=form.kind, content=base, only=only or None)
    return _show(request, case, newest, form, content, only=only, refusal=refusal)


def _show(
    request: HttpRequest,
    case: Case,
    kept: Draft | None,
    form: DraftForm,
    content: Content,
    *,
    only: str = "",
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer = viewer_of(request)
    issues = checks.of_case(case, content)
    names = [only] if only else list(form.kind.names)
    writing = may_write(viewer, case)
    context: dict[str, Any] = {
        "case": case,
        "draft": kept,
        "kind": form.kind,
        "form": form,
        "only": form.kind.section(only) if only else None,
        "issues": issues,
        "sections": marks(form.kind, content, issues, only=only),
        "refusal": refusal,
        "theirs": texts(form.kind, Content.from_json(kept.content), names) if refusal and kept else None,
        "texts": None if writing else texts(form.kind, content, names),
        "opening": layout.opening(preview(case, kept, None)) if not only else None,
        "may_write": writing,
        "address": _address(case, only),
        "inserts": inserts.groups(viewer, case) if writing and only else [],
        "neighbours": _neighbours(case, form.kind, only),
        "key": _key(viewer, case),
        "word_wait": queries.waiting_word(kept),
    }
    return render(request, "judgments/draft.html", context, status=refusal.status if refusal else status)


def may_write(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer may change the draft as the case stands."""
    judgment = queries.judgment_of(viewer, case)
    return (
        policy.allows(viewer, "judgments.save_draft", case)
        and case.can("judgments.save_draft")
        and (judgment is None or judgment.state == REOPENED)
    )


def marks(
    kind: DocumentKind, content: Content, issues: list[Issue], *, only: str = ""
) -> list[dict[str, Any]]:
    """The sections with their worst finding and their length, for the list on the left."""
    found = []
    for section in kind.sections:
        own = [i for i in issues if i.section == section.name]
        level = "error" if any(i.level == "error" for i in own) else "warning" if own else ""
        found.append(
            {
                "name": section.name, "title": section.title, "count": len(own), "level": level,
                "words": words(getattr(content, section.name)), "current": section.name == only,
            }
        )  # fmt: skip
    return found


def texts(kind: DocumentKind, content: Content, names: Sequence[str] = ()) -> list[tuple[Any, list[Piece]]]:
    """Sections as they are read: title, and paragraphs with their numbers or tables; all of them, or those named."""
    shown = [s for s in kind.sections if not names or s.name in names]
    return [(s, pieces(layout.lines_of(s, getattr(content, s.name)))) for s in shown]


def _neighbours(case: Case, kind: DocumentKind, only: str) -> dict[str, Any]:
    if not only:
        return {}
    place = kind.names.index(only)
    found = {}
    for word, step in (("before", place - 1), ("after", place + 1)):
        if 0 <= step < len(kind.sections):
            section = kind.sections[step]
            found[word] = {"title": section.title, "url": _address(case, section.name)}
    return found


def _address(case: Case, only: str) -> str:
    if only:
        return reverse("judgments:section", args=[case.pk, only])
    return reverse("judgments:draft", args=[case.pk])


def _key(viewer: Viewer, case: Case) -> str:
    """With it the browser locks what it keeps until the line is back: only this person can open it again."""
    made = salted_hmac("toaan.judgments.kept-text", f"{viewer.user_id}:{case.pk}", algorithm="sha256")
    return base64.b64encode(made.digest()).decode()
