"""The desk: the list of what waits, the tab of the case, the review of the encoding, the three decisions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Assignment
from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.viewer import Viewer
from toaan.publication import actions, known, queries, reasons, rulings
from toaan.publication.forms import DeclineForm, ReviewForm, WithdrawForm
from toaan.publication.models import Publication
from toaan.publication.sheet import Piece, Sheet
from toaan.publication.states import DECLINED, OPEN, PUBLICATION, PUBLISHED, WITHDRAWN

TAB = "publication:case"
COLOURS = {PUBLISHED: "green", DECLINED: "grey", WITHDRAWN: "red"}
TABS: dict[str, tuple[str, Iterable[str], bool]] = {
    "": ("Chờ tôi", OPEN, True),
    "cho": ("Chờ duyệt", OPEN, False),
    "da-cong-bo": ("Đã công bố", (PUBLISHED,), False),
    "khong": ("Không công bố, đã gỡ", (DECLINED, WITHDRAWN), False),
}
"""Value in the address → label, states, only the viewer's own."""


@staff("page.case_register")
def publication_list(request: HttpRequest) -> HttpResponseBase:
    """Encodings that wait, the nearest deadline first; and what became of the others."""
    viewer = viewer_of(request)
    chosen = request.GET.get("muc", "")
    chosen = chosen if chosen in TABS else ""
    words = request.GET.get("q", "")[:200]
    _label, states, mine = TABS[chosen]
    page = page_of(request, queries.listed(viewer, states=states, words=words, mine=mine))
    tabs = [{"label": label, "value": key, "current": key == chosen} for key, (label, *_rest) in TABS.items()]
    context = {
        "page_obj": page,
        "table": _table(page.object_list),
        "tabs": tabs,
        "words": words,
        "chosen": chosen,
    }
    return render(request, "publication/list.html", context)


@staff()
def case_tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Where each judgment and decision of this case stands, and what may be done now."""
    viewer = viewer_of(request)
    try:
        case = cases.get(viewer, case_id)
    except Refused:  # of the court above, whose committee of judges decided on it: its deadline leads here
        theirs = queries.visible_to(viewer).filter(case_id=case_id).order_by("-dated").first()
        if theirs is None:
            raise
        return redirect("publication:one", theirs.pk)
    rows = list(queries.of_case(viewer, case).prefetch_related(queries.revisions()))
    for row in rows:
        row.case = case
    context = {
        **case_page.header(viewer, case, TAB),
        "cards": [_card(viewer, row) for row in rows],
        "elsewhere": list(queries.elsewhere(viewer, case)),
    }
    return render(request, "publication/case.html", context)


@staff()
def one(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponseBase:
    """One publication; the court above reads here what its committee of judges decided, for the case is not its own."""
    viewer = viewer_of(request)
    publication = queries.get(viewer, publication_id)
    context = {**_frame(viewer, publication), "cards": [_card(viewer, publication)]}
    return render(request, "publication/one.html", context)


@staff()
def review(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponseBase:
    """The work surface: source, text to be published, everything that waits for a decision."""
    viewer = viewer_of(request)
    publication = _open_one(viewer, publication_id, "publication.review")
    if not publication.is_open:
        return redirect("publication:one", publication.pk)
    form = _form(request, publication)
    if request.method != "POST":
        return _surface(request, publication, form)
    if not form.is_valid():
        return _surface(request, publication, form, status=422)
    try:
        saved = actions.review(
            by=viewer, publication_id=publication.pk, changes=form.changes, at=clock.now(),
            revision=form.cleaned_data["revision"],
        )  # fmt: skip
    except Refused as refusal:
        return _refused(request, publication, form, refusal)
    left = len(saved.sheet.undecided)
    messages.success(
        request,
        _("Đã lưu. Còn %d chỗ chưa quyết.") % left if left else _("Đã lưu. Mọi chỗ đã có quyết định."),
    )
    return redirect("publication:review", publication.pk)


@staff()
@require_POST
def publish(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponseBase:
    """The judge opens it to the public, in the revision that was on the screen."""
    viewer = viewer_of(request)
    publication = _open_one(viewer, publication_id, "publication.publish")
    revision = request.POST.get("revision", "")
    try:
        actions.publish(
            by=viewer, publication_id=publication.pk, at=clock.now(),
            revision=int(revision) if revision.isascii() and revision.isdigit() else -1,
        )  # fmt: skip
    except Refused as refusal:
        publication.refresh_from_db()
        if not publication.is_open:  # pressed twice, or somebody was quicker: show how it stands
            messages.info(request, f"{publication}: {PUBLICATION.labels[publication.state].lower()}.")
            return redirect("publication:one", publication.pk)
        form = ReviewForm(sheet=publication.sheet, revision=publication.revision)
        return _surface(request, publication, form, refusal=refusal, status=refusal.status)
    messages.success(
        request,
        _("Đã công bố %(noun)s trên Cổng. Trong vài giây nữa có thể tìm thấy.") % {"noun": publication.noun},
    )
    return redirect("publication:one", publication.pk)


@staff()
def decline(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponseBase:
    """The judge decides not to publish."""
    viewer = viewer_of(request)
    publication = _open_one(viewer, publication_id, "publication.decline")
    if not publication.is_open:
        return redirect("publication:one", publication.pk)
    quashed = queries.is_quashed(publication)
    suggested = next((r["code"] for r in publication.reasons_against), "not_effective" if quashed else None)
    form = DeclineForm(
        request.POST or None,
        reasons=reasons.choices(clock.today(), quashed=quashed),
        initial={"reason": suggested},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline(by=viewer, publication_id=publication.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã quyết định không công bố %(noun)s.") % {"noun": publication.noun})
            return redirect("publication:one", publication.pk)
    context = {**_frame(viewer, publication), "publication": publication, "form": form}
    return render(request, "publication/decline.html", context, status=422 if form.errors else 200)


@staff()
def withdraw(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponseBase:
    """A leader or the judge takes down what was published."""
    viewer = viewer_of(request)
    publication = _open_one(viewer, publication_id, "publication.withdraw")
    if publication.state != PUBLISHED:
        return redirect("publication:one", publication.pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(by=viewer, publication_id=publication.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("Đã gỡ %(noun)s. Trang công khai và kết quả tìm kiếm không còn %(noun)s này.")
                % {"noun": publication.noun},
            )
            return redirect("publication:one", publication.pk)
    context = {**_frame(viewer, publication), "publication": publication, "form": form}
    return render(request, "publication/withdraw.html", context, status=422 if form.errors else 200)


def _open_one(viewer: Viewer, publication_id: uuid.UUID, act: str) -> Publication:
    """The publication, for whoever may do `act` with it."""
    publication = queries.get(viewer, publication_id)
    policy.require(viewer, act, publication)
    return publication


def _frame(viewer: Viewer, publication: Publication) -> dict[str, Any]:
    """The page of the case around it; the plain desk at a court whose case it is not."""
    if publication.case.court_id != viewer.court_id:
        return {"base": "desk/base.html"}
    publication.case = case = cases.get(viewer, publication.case_id)
    return {**case_page.header(viewer, case, TAB), "base": "desk/case_base.html"}


def _card(viewer: Viewer, publication: Publication) -> dict[str, Any]:
    """One publication as the pages of the desk show it."""
    deadline = queries.deadline_of(publication)
    waits, is_published = publication.is_open, publication.state == PUBLISHED
    return {
        "publication": publication,
        "state_label": PUBLICATION.labels[publication.state],
        "colour": COLOURS.get(publication.state, "yellow"),
        "to_decide": publication.places_undecided if waits else 0,
        "may_review": waits and policy.allows(viewer, "publication.review", publication),
        "may_decline": waits and policy.allows(viewer, "publication.decline", publication),
        "may_withdraw": is_published and policy.allows(viewer, "publication.withdraw", publication),
        "revisions": publication.revisions.all(),
        "deadline": case_page.deadline_card(deadline) if deadline else None,
    }


def _form(request: HttpRequest, publication: Publication) -> ReviewForm:
    opened = (request.POST if request.method == "POST" else request.GET).get("sua", "")
    return ReviewForm(
        request.POST if request.method == "POST" else None, sheet=publication.sheet, revision=publication.revision,
        opened=int(opened) if opened.isascii() and opened.isdigit() else None,
    )  # fmt: skip


def _refused(
    request: HttpRequest, publication: Publication, form: ReviewForm, refusal: Refused
) -> HttpResponseBase:
    """The surface as it stands now, with everything that was typed and the new revision to save on."""
    publication.refresh_from_db()
    if not publication.is_open:
        messages.error(request, refusal.message)
        return redirect("publication:one", publication.pk)
    if refusal.code == "publication.changed":
        data = request.POST.copy()
        data["revision"] = str(publication.revision)
        opened = form.opened.first.start if form.opened else None
        form = ReviewForm(data, sheet=publication.sheet, revision=publication.revision, opened=opened)
        return _surface(request, publication, form, refusal=refusal, status=409)
    show_refusal(form, refusal)
    return _surface(request, publication, form, status=refusal.status)


def _surface(
    request: HttpRequest, publication: Publication, form: ReviewForm, *,
    refusal: Refused | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    sheet = publication.sheet
    ruling = rulings.of(publication)
    leaks = known.leaks(publication.public_text, known.of(ruling))
    found = reasons.against(ruling, on=clock.today(), undecided=len(sheet.undecided), leaking=len(leaks))
    deadline = queries.deadline_of(publication)
    viewer = viewer_of(request)
    context = {
        "publication": publication,
        "form": form,
        "refusal": refusal,
        "source": paragraphs(sheet, public=False),
        "public": paragraphs(sheet, public=True),
        "groups": sheet.groups,
        "to_decide": len(sheet.undecided),
        "leaks": leaks,
        "reasons": found,
        "may_publish": policy.allows(viewer, "publication.publish", publication),
        "may_decline": policy.allows(viewer, "publication.decline", publication),
        "badge": case_page.badge(deadline),
        "deadline": deadline,
    }
    return render(request, "publication/review.html", context, status=status)


def paragraphs(sheet: Sheet, *, public: bool) -> list[list[Piece]]:
    """A pane line by line, cut at its marks."""
    lines: list[list[Piece]] = [[]]
    for piece in sheet.pieces(public=public):
        first, *others = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.mark))
        lines += [[Piece(other, piece.mark)] for other in others]
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def _table(rows: Iterable[Publication]) -> dict[str, Any]:
    """The list for `{% data_table %}`."""
    columns = [
        _("Bản án, quyết định"),
        _("Vụ án"),
        _("Thẩm phán"),
        _("Hiệu lực từ"),
        _("Còn quyết"),
        _("Thời hạn"),
        _("Tình trạng"),
    ]
    return {
        "caption": _("Bản án, quyết định cần mã hóa, công bố"),
        "columns": [{"label": label, "numeric": label == _("Còn quyết")} for label in columns],
        "rows": [_row(publication) for publication in rows],
    }


def _row(publication: Publication) -> list[Any]:
    case = publication.case
    mark = case_page.badge(queries.deadline_of(publication))
    return [
        {"text": publication.short, "url": reverse("publication:one", args=[publication.pk])},
        case.described,
        _judge(publication),
        {"text": f"{publication.effective_on:%d/%m/%Y}", "css": "ta-num ta-nowrap"},
        str(publication.places_undecided) if publication.is_open else "—",
        {"text": mark["text"], "urgency": mark["urgency"]} if mark else "—",
        PUBLICATION.labels[publication.state],
    ]


def _judge(publication: Publication) -> str:
    """Who presided; over a committee of judges, as its paper says."""
    if publication.committee is not None:
        return str(publication.committee.content["signer"])
    seats = publication.case.assignments.all()
    return next((str(a.holder) for a in seats if a.role == Assignment.Role.PRESIDING), "—")
