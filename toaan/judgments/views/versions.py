"""The versions of the draft: list, one of them, two compared, an old one taken up again."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import queries as cases
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.http import staff, viewer_of
from toaan.core.paging import page_of
from toaan.judgments import actions, changes, queries
from toaan.judgments.content import Content
from toaan.judgments.models import DraftVersion
from toaan.judgments.sections import DocumentKind
from toaan.judgments.views.drafting import may_write, texts


@staff()
def versions(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Every version: who, when, how long."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    page = page_of(request, queries.versions_of(viewer, case), named="trang")
    newest = page.object_list[0].revision if page.number == 1 and page.object_list else 0
    context = {"case": case, "page": page, "newest": newest, "may_write": may_write(viewer, case)}
    return render(request, "judgments/versions.html", context)


@staff()
def version(request: HttpRequest, case_id: uuid.UUID, revision: int) -> HttpResponseBase:
    """One version as it stood."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    draft = queries.draft_of(viewer, case)
    kind = queries.kind_of(draft)
    found = queries.version_of(viewer, case, revision)
    content = Content.from_json(found.content)
    context = {
        "case": case,
        "version": found,
        "draft": draft,
        "may_write": may_write(viewer, case),
        "texts": texts(kind, content),
    }
    return render(request, "judgments/version.html", context)


@staff()
def compare(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Two versions, word by word: `cu` and `moi` are their numbers, `cach=hai-cot` puts them side by side."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    kind = queries.kind_of(queries.draft_of(viewer, case))
    old, new = (_number(request.GET.get(name, "")) for name in ("cu", "moi"))
    if not old or not new:
        messages.warning(request, _("Hãy chọn hai bản để so sánh."))
        return redirect("judgments:versions", case.pk)
    older, newer = sorted((queries.version_of(viewer, case, n) for n in (old, new)), key=lambda v: v.revision)
    context = {
        "case": case,
        "older": older,
        "newer": newer,
        "side_by_side": request.GET.get("cach") == "hai-cot",
        "sections": differences(kind, Content.from_json(older.content), Content.from_json(newer.content)),
    }
    return render(request, "judgments/compare.html", context)


@require_POST
@staff()
def restore(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Take an old version up again; what stands now stays as a version."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    wanted, seen = (_number(request.POST.get(name, "")) for name in ("version", "revision"))
    found: DraftVersion = queries.version_of(viewer, case, wanted)
    try:
        actions.restore_draft(
            by=viewer, case_id=case.pk, version_id=found.pk, at=clock.now(),
            revision=seen,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, refusal.message)
        return redirect("judgments:version", case.pk, wanted)
    messages.success(request, _("Đã khôi phục bản thứ %d thành bản mới.") % wanted)
    return redirect("judgments:draft", case.pk)


def differences(kind: DocumentKind, old: Content, new: Content) -> list[dict[str, Any]]:
    """The sections that differ, each as rows of a comparison."""
    return [
        {"section": s, "rows": changes.compare(getattr(old, s.name), getattr(new, s.name))}
        for s in kind.sections
        if getattr(old, s.name) != getattr(new, s.name)
    ]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
