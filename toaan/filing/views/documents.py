"""Files of a petition, only for those who may see it; documents handed into a running case."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.cases.page import header
from toaan.core import clock, files, previews
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.filing import actions, queries
from toaan.filing.forms import DocumentsForm, show_faults
from toaan.filing.models import FeeReceipt, Petition
from toaan.filing.views.common import citizen


def _reader(request: HttpRequest, petition_id: uuid.UUID) -> Petition:
    """The petition, for its petitioner (also one who is an officer somewhere) or for the court."""
    petition = queries.readable(viewer_of(request)).filter(pk=petition_id).first()
    return petition or queries.get(citizen(request), petition_id)


def _download(request: HttpRequest) -> bool:
    return "tai-ve" in request.GET


@signed_in
def attachment(request: HttpRequest, petition_id: uuid.UUID, attachment_id: uuid.UUID) -> HttpResponseBase:
    """An attached file as it came."""
    found = _reader(request, petition_id).attachments.filter(pk=attachment_id).first()
    if found is None:
        raise not_found()
    return previews.respond(request, found.file_id, name=found.name, download=_download(request))


@signed_in
def version(request: HttpRequest, petition_id: uuid.UUID, n: int) -> HttpResponseBase:
    """A filed version as PDF, in the layout of form 23-DS."""
    petition = _reader(request, petition_id)
    found = petition.versions.filter(n=n).exclude(pdf=None).first()
    if found is None or found.pdf_id is None:
        raise not_found()
    return files.respond(
        found.pdf_id, name=f"don-khoi-kien-{petition.tracking_code}-{n}.pdf", download=_download(request)
    )


@signed_in
def paper(request: HttpRequest, petition_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponseBase:
    """A paper that the court made."""
    petition = _reader(request, petition_id)
    found = petition.papers.filter(pk=paper_id).first()
    if found is None:
        raise not_found()
    return files.respond(
        found.file_id, name=f"{found.kind}-{petition.tracking_code}.pdf", download=_download(request)
    )


@signed_in
def receipt(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """The picture of the fee receipt."""
    petition = _reader(request, petition_id)
    found = FeeReceipt.objects.filter(petition=petition).exclude(file=None).first()
    if found is None or found.file_id is None:
        raise not_found()
    return files.respond(
        found.file_id, name=f"bien-lai-{petition.tracking_code}", download=_download(request)
    )


@signed_in
def submit_document(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party hands documents into the case, in the portal."""
    viewer = citizen(request)
    case = cases.get(viewer, case_id)
    mine = [(str(p.pk), p.name) for p in case.parties.all() if viewer.user_id in p.user_ids]
    form, done = _hand_in(request, viewer, case, mine)
    if done:
        return redirect("portal:case", case.pk)
    return render(request, "filing/submit_document.html", {"case": case, "form": form}, status=_status(form))


@staff()
def receive_document(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk of the case receives documents at the counter."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    everybody = [(str(p.pk), f"{p.name} ({p.get_role_display()})") for p in case.parties.all()]
    form, done = _hand_in(request, viewer, case, everybody)
    if done:
        return redirect("filing:receive_document", case.pk)
    context = {**header(viewer, case, current="filing:receive_document"), "form": form}
    return render(request, "filing/receive_document.html", context, status=_status(form))


def _status(form: DocumentsForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _hand_in(
    request: HttpRequest, viewer: Viewer, case: Case, parties: list[tuple[str, str]]
) -> tuple[DocumentsForm, bool]:
    """Read the form and act; True when the documents were handed in, now or by the same press a moment ago."""
    form = DocumentsForm(request.POST or None, request.FILES or None, parties=parties)
    if request.method != "POST" or not form.is_valid():
        return form, False
    chosen, title = form.cleaned_data["uploads"], form.cleaned_data["title"]
    party = form.cleaned_data.get("party") or (parties[0][0] if len(parties) == 1 else None)
    uploads = [
        actions.Upload(f, f.name or "tep", title=f"{title} ({n})" if title and len(chosen) > 1 else title)
        for n, f in enumerate(chosen, start=1)
    ]
    try:
        actions.submit_document(
            by=viewer,
            case_id=case.pk,
            uploads=uploads,
            at=clock.now(),
            party_id=uuid.UUID(party) if party else None,
        )
    except Refused as refusal:
        if refusal.code == "filing.submitted_already":
            messages.info(request, refusal.message)
            return form, True
        if refusal.code.startswith("file."):
            form.add_error("uploads", refusal.message)
        else:
            show_faults(refusal, form)
        return form, False
    messages.success(request, _("Đã giao nộp %s tài liệu. Tòa án báo cho các đương sự khác.") % len(uploads))
    return form, True
