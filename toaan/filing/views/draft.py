"""The guided petition in the portal: saved page by page, filed at the end."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import request_kinds
from toaan.core import clock
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in
from toaan.filing import actions, content, fees, queries, representing, requests, venue
from toaan.filing.actions.drafting import digest_of
from toaan.filing.forms import DeclareForm, PapersForm, show_faults
from toaan.filing.matters import BY_SLUG
from toaan.filing.models import Attachment, Petition
from toaan.filing.party_forms import (
    DefendantSet,
    PlaintiffSet,
    RelatedSet,
    RequesterSet,
    WitnessSet,
)
from toaan.filing.petition_forms import (
    AskedSet,
    ClaimSet,
    CourtForm,
    FactsForm,
    ReasonsForm,
    RequestCourtForm,
    RequestForm,
    ValueForm,
)
from toaan.filing.states import AMENDING, DRAFT, EDITABLE
from toaan.filing.strike_form import StrikeReasonsForm
from toaan.filing.views import guide
from toaan.filing.views.common import citizen, expected_advance, spelled_value, summary
from toaan.rules.foreign import STRIKE
from toaan.rules.requests import RequestKind
from toaan.vietnamese.amounts import format_money

SETS: dict[str, type[BaseFormSet[Any]]] = {
    "plaintiffs": PlaintiffSet, "defendants": DefendantSet, "related": RelatedSet, "witnesses": WitnessSet,
    "claims": ClaimSet,
}  # fmt: skip


@signed_in
def start(request: HttpRequest) -> HttpResponseBase:
    """What one needs, which court; the draft begins here."""
    viewer = citizen(request)
    today = clock.today()
    matter = BY_SLUG.get(request.POST.get("viec") or request.GET.get("viec", ""))
    courts = queries.courts_open_on(today)
    initial = {"kind": matter.kind if matter else "", "court": str(courts[0].pk) if len(courts) == 1 else ""}
    form = CourtForm(request.POST or None, courts=courts, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            petition = actions.start_draft(
                by=viewer, court_id=data["court"], kind=data["kind"], at=clock.now()
            )
            if matter is not None and matter.kind == data["kind"]:
                petition = actions.save_draft(
                    by=viewer, petition_id=petition.pk, section="facts", revision=petition.revision, at=clock.now(),
                    data={"legal_relation": matter.relation, "facts": ""},
                )  # fmt: skip
        except Refused as refusal:
            show_faults(refusal, form)
        else:
            return redirect(guide.url(petition, guide.BY_SECTION["plaintiffs"]))
    drafts = queries.mine(viewer).filter(state=DRAFT)[:5]
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "drafts": drafts, "matter": matter}
    return render(request, "filing/start.html", context, status=status)


@signed_in
def start_request(request: HttpRequest) -> HttpResponseBase:
    """A request without dispute (đơn yêu cầu, BLTTDS 362): which matter, which court; the draft begins here."""
    viewer = citizen(request)
    today = clock.today()
    kinds = request_kinds.all_on(today)
    courts = queries.courts_open_on(today)
    chosen = next((k for k in kinds if k.code == request.GET.get("viec", "")), None)
    initial = {
        "request_kind": chosen.code if chosen else "",
        "court": str(courts[0].pk) if len(courts) == 1 else "",
    }
    form = RequestForm(request.POST or None, courts=courts, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            petition = actions.start_draft(
                by=viewer, court_id=data["court"], kind="", request_kind=data["request_kind"], at=clock.now()
            )
        except Refused as refusal:
            show_faults(refusal, form)
        else:
            return redirect(guide.url(petition, guide.page_of(petition, "plaintiffs")))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "filing/start_request.html", {"form": form, "chosen": chosen}, status=status)


@signed_in
def section(request: HttpRequest, petition_id: uuid.UUID, step: str) -> HttpResponseBase:
    """One page of the petition: read, save, go on."""
    viewer = citizen(request)
    petition = queries.get(viewer, petition_id)
    page = next((s for s in guide.steps_of(petition) if s.slug == step), None)
    if page is None:
        raise not_found()
    if petition.state not in EDITABLE:
        return redirect("filing:mine_petition", petition.pk)
    form, rows = _forms(request, petition, page)
    status, conflict = 200, ""
    if request.method == "POST":
        valid = all(f.is_valid() for f in (form, rows) if f is not None)
        if valid:
            try:
                saved = actions.save_draft(
                    by=viewer, petition_id=petition.pk, section=page.section, data=_data(page.section, form, rows),
                    revision=_revision(request), at=clock.now(),
                )  # fmt: skip
            except Refused as refusal:
                if refusal.code == "filing.draft_changed":
                    status, conflict = 409, refusal.message
                    petition.refresh_from_db()
                else:
                    status = 422
                    show_faults(refusal, form, rows)
            else:
                return redirect(_after_saving(request, saved, page))
        else:
            status = 422
    return render(
        request, "filing/section.html", _context(petition, page, form, rows, conflict), status=status
    )


def _after_saving(request: HttpRequest, petition: Petition, page: guide.Step) -> str:
    """Where the pressed button leads."""
    goal = request.POST.get("go", "")
    here = guide.url(petition, page)
    if goal == "add":
        return f"{here}?them=1#them"
    if goal == "later":
        return reverse("filing:mine")
    if goal == "check":
        return guide.url(petition, guide.BY_SECTION["check"])
    return guide.neighbours(petition, page)[1]


def _revision(request: HttpRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() else -1


def _forms(
    request: HttpRequest, petition: Petition, page: guide.Step
) -> tuple[forms.Form | None, BaseFormSet[Any] | None]:
    """The form and the rows of a page, filled from what is saved or what was just typed."""
    words, data = petition.content, request.POST if request.method == "POST" else None
    rows: BaseFormSet[Any] | None = None
    form: forms.Form | None = None
    if page.section in SETS:
        initial: list[dict[str, Any]] = [
            {"text": row} if page.section == "claims" else dict(row) for row in words[page.section]
        ]
        if "them" in request.GET or not initial:
            initial = [*initial, {}]
        rows = _sets(petition)[page.section](data, initial=initial, prefix=page.section)
    if (asked := requests.of(petition)) is not None:
        return _form_of_request(petition, page, asked, data), rows
    if page.section == "facts":
        form = FactsForm(data, kind=petition.kind, initial=words)
    elif page.section == "claims":
        form = ValueForm(data, initial=words)
    elif page.section == "court":
        form = CourtForm(
            data,
            courts=queries.courts_open_on(clock.today()),
            initial={"court": str(petition.court_id), "kind": petition.kind},
        )
    return form, rows


def _sets(petition: Petition) -> dict[str, type[BaseFormSet[Any]]]:
    return {**SETS, "plaintiffs": RequesterSet, "claims": AskedSet} if petition.is_request else SETS


def _form_of_request(
    petition: Petition, page: guide.Step, asked: RequestKind, data: Any
) -> forms.Form | None:
    if page.section == "facts":
        reasons = StrikeReasonsForm if asked.special == STRIKE else ReasonsForm
        return reasons(data, kind=asked, initial=petition.content)
    if page.section == "court":
        courts = queries.courts_open_on(clock.today())
        return RequestCourtForm(data, courts=courts, kind=asked, initial={"court": str(petition.court_id)})
    return None


def _data(section_name: str, form: forms.Form | None, rows: BaseFormSet[Any] | None) -> dict[str, Any]:
    data: dict[str, Any] = dict(form.cleaned_data) if form is not None else {}
    if rows is not None:
        typed = [f.cleaned_data for f in rows.forms]
        data[section_name] = [row.get("text", "") for row in typed] if section_name == "claims" else typed
    return data


def _context(
    petition: Petition,
    page: guide.Step,
    form: forms.Form | None,
    rows: BaseFormSet[Any] | None,
    conflict: str,
) -> dict[str, Any]:
    back, following = guide.neighbours(petition, page)
    return {
        "petition": petition, "page": page, "form": form, "formset": rows, "conflict": conflict, "back_url": back,
        "next_url": following, "parts": guide.parts_of(petition), "part_name": guide.parts_of(petition)[page.part - 1],
        "amending": petition.state == AMENDING,
        "advance": _advance(petition) if page.section == "claims" else None,
        "value_read": spelled_value(petition.content) if page.section == "claims" and petition.content["value"] else "",
        "asked": requests.of(petition), "authority": representing.of(petition),
    }  # fmt: skip


def _advance(petition: Petition) -> tuple[str, str] | None:
    """What will probably have to be paid, and how it is reckoned."""
    if (asked := requests.of(petition)) is None:
        return expected_advance(petition.kind, petition.content)
    fee = fees.of_request(asked, clock.today())
    return format_money(fee.amount), f"{'; '.join(text for text, _amount in fee.steps)} ({fee.article})"


@signed_in
def papers(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Papers of the petition: each file is checked and stored by itself; a bad one does not lose the good ones."""
    viewer = citizen(request)
    petition = queries.get(viewer, petition_id)
    if petition.state not in EDITABLE:
        return redirect("filing:mine_petition", petition.pk)
    page = guide.page_of(petition, "papers")
    form = _papers_form(request, petition)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["uploads"]
        title = form.cleaned_data["title"]
        for index, upload in enumerate(chosen, start=1):
            try:
                actions.attach(
                    by=viewer, petition_id=petition.pk, upload=upload, name=upload.name or "tep", at=clock.now(),
                    title=f"{title} ({index})" if title and len(chosen) > 1 else title,
                    kind=form.cleaned_data["kind"],
                )  # fmt: skip
            except Refused as refusal:
                form.add_error("uploads", refusal.message)
        if not form.errors:
            messages.success(request, _("Đã nhận %s tệp.") % len(chosen))
            return redirect("filing:draft_papers", petition.pk)
    context = _context(petition, page, form, None, "")
    context["attachments"] = petition.attachments.select_related("file")
    return render(
        request, "filing/papers.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _papers_form(request: HttpRequest, petition: Petition) -> PapersForm:
    """A request of several may bring the paper that all have signed."""
    posted = request.method == "POST"
    form = PapersForm(request.POST if posted else None, request.FILES if posted else None)
    kind: Any = form.fields["kind"]
    if petition.is_request or petition.represented:
        kind.choices = [*kind.choices, ("petition", _("Đơn có đủ chữ ký"))]
    if petition.represented:
        kind.choices = [*kind.choices, ("authority", Attachment.Kind.AUTHORITY.label)]
    return form


@signed_in
@require_POST
def remove_paper(request: HttpRequest, petition_id: uuid.UUID, attachment_id: uuid.UUID) -> HttpResponseBase:
    """Take a paper out again; pressing twice is no fault."""
    viewer = citizen(request)
    petition = queries.get(viewer, petition_id)
    if petition.attachments.filter(pk=attachment_id).exists():
        actions.detach(by=viewer, petition_id=petition.pk, attachment_id=attachment_id, at=clock.now())
        messages.success(request, _("Đã gỡ tệp."))
    return redirect("filing:draft_papers", petition.pk)


@signed_in
def check(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Everything at a glance, what is missing with links, and the button that files it."""
    viewer = citizen(request)
    petition = queries.get(viewer, petition_id)
    if petition.state not in EDITABLE:  # filed a moment ago, perhaps by the same press of the button
        return redirect(
            "filing:filed" if petition.state == "received" else "filing:mine_petition", petition.pk
        )
    form = DeclareForm(request.POST or None)
    status, faults = 200, content.missing(petition.content, request=requests.of(petition), on=clock.today())
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _file(request, petition)
            except Refused as refusal:
                if refusal.code in {"filing.submitted_already", "wrong_state"}:
                    return redirect("filing:filed", petition.pk)
                faults = refusal.fields
                if not faults:
                    form.add_error(None, refusal.message)
            else:
                return redirect(
                    "filing:filed" if petition.state == DRAFT else "filing:mine_petition", petition.pk
                )
    page = guide.page_of(petition, "check")
    context = _context(petition, page, form, None, "")
    unsigned = set(requests.unsigned(petition, digest_of(petition.content)))
    context |= {
        "others": [(p["name"], p["name"] not in unsigned) for p in representing.signers(petition)],
        "unsigned": unsigned,
        "invited": petition.co_requesters.exists(),
        "sections": _sections(petition),
        "attachments": petition.attachments.select_related("file"),
        "venue": None
        if petition.is_request
        else venue.of(petition.kind, petition.content, petition.court, clock.today()),
        "court_url": guide.url(petition, guide.BY_SECTION["court"]),
        "facts_url": f"{guide.url(petition, guide.BY_SECTION['facts'])}#noi",
        "faults": [(guide.address_of_fault(petition, f), text) for f, text in faults.items()],
    }
    return render(request, "filing/check.html", context, status=status)


def _file(request: HttpRequest, petition: Petition) -> None:
    viewer = citizen(request)
    if petition.state == AMENDING:
        actions.amend(by=viewer, petition_id=petition.pk, at=clock.now())
        messages.success(request, _("Đã nộp đơn sửa đổi, bổ sung. Thẩm phán sẽ xem xét tiếp."))
    else:
        actions.submit(by=viewer, petition_id=petition.pk, at=clock.now())


def _sections(petition: Petition) -> list[dict[str, Any]]:
    """Sections of the summary with the address where each is changed."""
    found = []
    if petition.state == DRAFT:
        rows = [(_("Tòa án"), petition.court.name), (_("Loại việc"), petition.get_kind_display())]
        if (asked := requests.of(petition)) is not None:
            rows[1] = (_("Yêu cầu"), asked.title)
        step = guide.page_of(petition, "court")
        found.append({"heading": step.heading, "rows": rows, "change_url": guide.url(petition, step)})
    for key, rows in summary(petition.content, request=petition.is_request):
        step = guide.page_of(petition, key)
        advance = _advance(petition) if key == "claims" else None
        label = _("Lệ phí dự kiến") if petition.is_request else _("Tạm ứng án phí dự kiến")
        more = [(label, "\n".join(advance))] if advance else []
        found.append({"heading": step.heading, "rows": rows + more, "change_url": guide.url(petition, step)})
    return found
