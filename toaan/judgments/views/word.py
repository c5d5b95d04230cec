"""The draft through Word: downloaded, brought back, its changes decided section by section."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.upload_fields import UploadField
from toaan.core.viewer import Viewer
from toaan.engines.pdf import DOCX
from toaan.engines.word.read import FOOTNOTE, LOST_MARK, PICTURE, TABLE, TRACKED
from toaan.judgments import actions, changes, queries, word
from toaan.judgments.actions.word import WORD
from toaan.judgments.content import Content
from toaan.judgments.models import Draft, WordReturn
from toaan.judgments.sections import DocumentKind
from toaan.judgments.views.case import preview
from toaan.judgments.views.drafting import may_write

TOLD = {
    TRACKED: gettext_lazy(
        "Tệp có theo dõi thay đổi (Track Changes): đã đọc như khi chấp nhận hết các thay đổi đó."
    ),
    TABLE: gettext_lazy(
        "Tệp có bảng: mỗi hàng là một dòng, các ô cách nhau bằng dấu |. Bản án in lại thành bảng."
    ),
    PICTURE: gettext_lazy("Tệp có hình hoặc khung chữ: không đọc được vào dự thảo, nhưng vẫn còn trong tệp."),
    FOOTNOTE: gettext_lazy(
        "Tệp có chú thích cuối trang: không đọc được vào dự thảo, nhưng vẫn còn trong tệp."
    ),
    LOST_MARK: gettext_lazy(
        "Vài dấu mốc của phần đã mất; các phần được nhận ra theo tiêu đề. Hãy xem kỹ ranh giới các phần."
    ),
}


class WordForm(forms.Form):
    """The edited file."""

    file = UploadField(
        label=gettext_lazy("Tệp Word đã sửa"), door=files.WORD_ONLY,
        help_text=gettext_lazy("Chính tệp đã tải về từ đây, sửa xong lưu lại dạng .docx. Tệp được giữ nguyên, không bị định dạng lại."),
        error_messages={"required": gettext_lazy("Chọn tệp Word đã sửa")},
    )  # fmt: skip


@staff()
def word_page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Download, bring back, and what came back so far."""
    viewer, case, draft = _draft(request, case_id)
    form = WordForm()
    refusal = None
    if request.method == "POST":
        form = WordForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                upload = form.cleaned_data["file"]
                made = actions.bring_word(
                    by=viewer, case_id=case.pk, upload=upload, name=upload.name, at=clock.now()
                )
            except Refused as refused:
                if refused.status in (403, 404):
                    raise
                if refused.code.startswith("file."):
                    form.add_error("file", refused.message)
                elif refused.fields:
                    show_refusal(form, refused)
                else:
                    refusal = refused
            else:
                messages.success(
                    request, _("Đã nhận tệp Word. Các thay đổi nằm dưới đây; dự thảo chưa đổi gì.")
                )
                return redirect("judgments:word_return", case.pk, made.pk)
    status = refusal.status if refusal else 422 if form.errors else 200
    context = {
        "case": case,
        "draft": draft,
        "form": form,
        "refusal": refusal,
        "open": _is_open(viewer, case),
        "returns": draft.word_returns.select_related("brought_by__user", "copy__version", "file"),
        "titles": {s.name: s.title for s in queries.kind_of(draft).sections},
    }
    return render(request, "judgments/word.html", context, status=status)


@require_POST
@staff()
def word_out(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The draft as a Word file."""
    viewer, case, draft = _draft(request, case_id)
    try:
        copy = actions.hand_out_word(by=viewer, case_id=case.pk, at=clock.now())
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, refusal.message)
        return redirect("judgments:word", case.pk)
    version = copy.version
    text = preview(case, Draft(content=version.content), queries.judgment_of(viewer, case))
    base = draft.word_returns.filter(state=WordReturn.State.TAKEN).order_by("-decided_at").first()
    answer = HttpResponse(word.file_of(queries.kind_of(draft), copy, text, base), content_type=DOCX)
    name = f"Dự thảo {case} bản {version.revision}.docx".replace("/", "-")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer


@staff()
def word_file(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> HttpResponseBase:
    """The file as it was brought, byte for byte."""
    _viewer, _case, draft = _draft(request, case_id)
    returned = _returned(draft, return_id)
    return files.respond(returned.file_id, name=returned.name, download=True)


@staff()
def word_return(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> HttpResponseBase:
    """What changed in the file: against the version that went out, and against the draft as it stands now."""
    viewer, case, draft = _draft(request, case_id)
    return _show(request, viewer, case, draft, _returned(draft, return_id))


@require_POST
@staff()
def word_take(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> HttpResponseBase:
    """Take the chosen sections."""
    viewer, case, draft = _draft(request, case_id)
    returned = _returned(draft, return_id)
    seen = request.POST.get("revision", "")
    choices = {s.name: request.POST.get(f"part-{s.name}", "") for s in queries.kind_of(draft).sections}
    try:
        saved = actions.take_word(
            by=viewer, case_id=case.pk, return_id=returned.pk, choices=choices, at=clock.now(),
            revision=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        _viewer, case, draft = _draft(request, case_id)
        return _show(
            request, viewer, case, draft, _returned(draft, return_id), refusal=refusal, choices=choices
        )
    messages.success(request, _("Đã nhận thay đổi vào dự thảo, bản thứ %d.") % saved.revision)
    return redirect("judgments:draft", case.pk)


@require_POST
@staff()
def word_drop(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> HttpResponseBase:
    """Take nothing."""
    viewer, case, draft = _draft(request, case_id)
    returned = _returned(draft, return_id)
    try:
        actions.drop_word(by=viewer, case_id=case.pk, return_id=returned.pk, at=clock.now())
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        return _show(request, viewer, case, draft, returned, refusal=refusal)
    messages.success(request, _("Không nhận tệp Word. Tệp vẫn được giữ trong danh sách; dự thảo không đổi."))
    return redirect("judgments:word", case.pk)


def _show(
    request: HttpRequest,
    viewer: Viewer,
    case: Case,
    draft: Draft,
    returned: WordReturn,
    *,
    refusal: Refused | None = None,
    choices: dict[str, str] | None = None,
) -> HttpResponse:
    kind = queries.kind_of(draft)
    waiting = returned.state == WordReturn.State.WAITING
    text = preview(case, draft, queries.judgment_of(viewer, case))
    context: dict[str, Any] = {
        "case": case,
        "draft": draft,
        "returned": returned,
        "version": returned.copy.version,
        "sections": _three_ways(kind, draft, returned, choices or {}),
        "told": [TOLD[code] for code in returned.notes.get("told", []) if code in TOLD],
        "comments": _comments(kind, returned),
        "opening_changed": word.opening_changed(returned.notes.get("opening", []), text),
        "may_take": waiting and may_write(viewer, case),
        "taken": [s.title for s in kind.sections if s.name in returned.taken],
        "waiting": waiting,
        "refusal": refusal,
        "side_by_side": request.GET.get("cach") == "hai-cot",
    }
    return render(request, "judgments/word_return.html", context, status=refusal.status if refusal else 200)


def _three_ways(
    kind: DocumentKind, draft: Draft, returned: WordReturn, choices: dict[str, str]
) -> list[dict[str, Any]]:
    """The sections that the file changed: its own change, what changed here meanwhile, and what may be chosen."""
    base = Content.from_json(returned.copy.version.content)
    now, theirs = Content.from_json(draft.content), Content.from_json(returned.content)
    found = []
    for section in kind.sections:
        was, here, there = (getattr(one, section.name) for one in (base, now, theirs))
        if there in (was, here):
            continue
        both = here != was
        found.append(
            {
                "section": section,
                "rows": changes.compare(was, there),
                "both": both,
                "meanwhile": changes.compare(was, here) if both else [],
                "mergeable": both
                and not isinstance(was, str)
                and changes.merge(was, here, there) is not None,
                "chosen": choices.get(section.name) or ("" if both else WORD),
            }
        )
    return found


def _comments(kind: DocumentKind, returned: WordReturn) -> list[dict[str, Any]]:
    titles = {s.name: s.title for s in kind.sections} | {word.OPENING: _("Phần mở đầu")}
    return [{**c, "title": titles.get(c["part"], "")} for c in returned.notes.get("comments", [])]


def _draft(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, Case, Draft]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    draft = queries.draft_of(viewer, case)
    if draft is None:
        raise not_found()
    return viewer, case, draft


def _returned(draft: Draft, return_id: uuid.UUID) -> WordReturn:
    rows = draft.word_returns.select_related(
        "copy__version__saved_by__user", "brought_by__user", "decided_by__user"
    )
    found = rows.filter(pk=return_id).first()
    if found is None:
        raise not_found()
    return found


def _is_open(viewer: Viewer, case: Case) -> bool:
    """Whether the draft can go out and come back as the case stands."""
    judgment = queries.judgment_of(viewer, case)
    return (
        policy.allows(viewer, "judgments.bring_word", case)
        and case.can("judgments.save_draft")
        and (judgment is None or judgment.state == "reopened")
    )
