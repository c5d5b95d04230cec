"""The desk's pages of service: the tab of a case, one copy, what waits in the office, papers to print."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from toaan.cases import page
from toaan.cases.faces import open_case
from toaan.cases.models import Case
from toaan.cases.overview import file_name
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.core.models import StoredFile
from toaan.core.paging import ByKey, page_of
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.delivery import actions, mailing, papers, queries, recipients, tables
from toaan.delivery.forms import FailureForm, ProofForm, SendForm
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import DROPPED, FAILED, READY, RECEIVED, SENT, WAITING

# --- the tab of a case ------------------------------------------------------------------------------------


def _case_page(
    request: HttpRequest, case: Case, *, refused: tuple[uuid.UUID, SendForm] | None = None, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    may_send = policy.allows(viewer, "delivery.send", case)
    blocks = []
    for service in queries.of_case(viewer, case):
        rows = list(service.recipients.all())
        form = (
            refused[1]
            if refused and refused[0] == service.pk
            else _send_form(service, rows)
            if may_send
            else None
        )
        blocks.append(
            {
                "service": service,
                "table": tables.recipients(service, rows),
                "proved": sum(r.is_proved for r in rows),
                "total": sum(r.state != DROPPED for r in rows),
                "form": form,
            }
        )
    context = {
        **page.header(viewer, case, "delivery:case"), "blocks": blocks, "form": refused[1] if refused else None,
    }  # fmt: skip
    return render(request, "delivery/case.html", context, status=status)


@require_GET
@signed_in
def case_services(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every document that goes out in this case, one row and one proof per recipient."""
    return _case_page(request, open_case(request, case_id))


@require_POST
@signed_in
def send(request: HttpRequest, case_id: uuid.UUID, service_id: uuid.UUID) -> HttpResponse:
    """Mark the ticked copies as sent."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    policy.require(viewer, "delivery.send", case)
    service = queries.of_case(viewer, case).filter(pk=service_id).first()
    if service is None:
        raise not_found()
    form = _send_form(service, service.recipients.all(), request.POST)
    if form is None:
        messages.info(request, _("Các bản này đã được gửi."))
        return redirect("delivery:case", case.pk)
    if form.is_valid():
        try:
            actions.send(by=viewer, service_id=service.pk, sendings=form.sendings(), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Đã ghi nhận gửi %(n)d bản.") % {"n": len(form.sendings())})
            return redirect("delivery:case", case.pk)
    return _case_page(request, case, refused=(service.pk, form), status=422)


def _send_form(service: Service, rows: Iterable[ServiceRecipient], data: Any = None) -> SendForm | None:
    """The form for what a person has to send; None when nothing waits."""
    electronic = ServiceRecipient.Method.PORTAL
    waiting = [r for r in rows if r.state == FAILED or (r.state == WAITING and r.method != electronic)]
    if service.state != READY or not waiting:
        return None
    today = clock.today()
    methods = {
        r.pk: recipients.open_methods(electronic=False, direct_failed=r.state == FAILED, on=today)
        for r in waiting
    }
    return SendForm(data, rows=waiting, methods=methods)


# --- one copy ---------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@signed_in
def recipient(request: HttpRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """One copy: how it went, its proof, the papers for it; the clerk enters the result."""
    viewer = viewer_of(request)
    row = queries.get(viewer, recipient_id)
    case = open_case(request, row.case_id)
    proof, failure, status = None, None, 200
    if row.state == SENT and not row.is_proved and policy.allows(viewer, "delivery.record_proof", row):
        proof, failure = ProofForm(), FailureForm()
    if request.method == "POST":
        policy.require(viewer, "delivery.record_proof", row)
        if row.state != SENT:
            messages.info(request, _("Kết quả của bản này đã được ghi nhận."))
            return redirect("delivery:recipient", row.pk)
        if "failure" in request.POST:
            failure = FailureForm(request.POST, request.FILES)
            done = _record(request, row, failure)
        else:
            proof = ProofForm(request.POST, request.FILES)
            done = _record(request, row, proof)
        if done:
            return redirect("delivery:case", case.pk)
        proof, failure, status = proof or ProofForm(), failure or FailureForm(), 422
    context = {
        **page.header(viewer, case, "delivery:case"), "row": row, "facts": tables.facts(row), "proof": proof,
        "failure": failure, "may_read_proof": bool(row.proof_sha256),
    }  # fmt: skip
    return render(request, "delivery/recipient.html", context, status=status)


def _record(request: HttpRequest, row: ServiceRecipient, form: ProofForm | FailureForm) -> bool:
    if not form.is_valid():
        return False
    told, by, at = form.cleaned_data, viewer_of(request), clock.now()
    try:
        kept = _scan(told["scan"], by)
        if isinstance(form, ProofForm):
            actions.record_proof(
                by=by, recipient_id=row.pk, received_on=told["received_on"], received_by=told["received_by"],
                note=told["note"], proof=kept, at=at,
            )  # fmt: skip
            messages.success(request, _("Đã ghi nhận %(name)s đã nhận.") % {"name": row.name})
        else:
            tried = actions.record_failure(
                by=by,
                recipient_id=row.pk,
                failed_on=told["failed_on"],
                reason=told["reason"],
                proof=kept,
                at=at,
            )
            words = _("Đã ghi nhận không tống đạt được. Có thể gửi lại hoặc niêm yết công khai.")
            if tried.state == DROPPED:
                words = _(
                    "Đã ghi nhận không tống đạt được. %(name)s đã thôi tham gia cho đương sự nên không phải gửi lại."
                )
            messages.success(request, words % {"name": tried.name})
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True


def _scan(upload: UploadedFile | None, by: Viewer) -> StoredFile | None:
    if upload is None:
        return None
    return files.take_in(upload, name=upload.name or "", by=by, at=clock.now(), door=files.PAPERS)


@require_GET
@signed_in
def proof_scan(request: HttpRequest, recipient_id: uuid.UUID) -> HttpResponseBase:
    """The scanned proof of one copy."""
    viewer = viewer_of(request)
    row = queries.get(viewer, recipient_id)
    policy.require(viewer, "page.desk")
    if not row.proof_sha256:
        raise not_found()
    return files.respond(row.proof_sha256, name=file_name(f"Bằng chứng {row.name}"))


@require_GET
@signed_in
def printable(request: HttpRequest, recipient_id: uuid.UUID, paper: str) -> HttpResponse:
    """Envelope, record of delivery or of posting of one copy, as PDF to print."""
    viewer = viewer_of(request)
    row = queries.get(viewer, recipient_id)
    policy.require(viewer, "page.delivery")
    if paper == "phong-bi":
        content = mailing.envelopes([row], size="C5", window=False, qr=False)
    else:
        content = (papers.posting_record if paper == "niem-yet" else papers.delivery_record)(row)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{paper}.pdf") or "inline"
    return response


# --- the office, the procuracy ----------------------------------------------------------------------------


@require_GET
@staff("page.delivery")
def desk(request: HttpRequest) -> HttpResponse:
    """Copies without proof: in my cases, or in all of the court (`?pham-vi=tat-ca`)."""
    viewer = viewer_of(request)
    everyone = request.GET.get("pham-vi") == "tat-ca" or viewer.role == Role.DOCUMENT_CLERK
    rows = queries.open_rows(viewer) if everyone else queries.mine(viewer)
    found = page_of(request, rows)
    ticked = request.GET.get("danh-dau") == "het"
    query = request.GET.copy()
    if ticked:
        del query["danh-dau"]
    else:
        query["danh-dau"] = "het"
    context = {
        "page_obj": found, "lines": tables.office(found), "ticked": ticked, "tick_url": f"?{query.urlencode()}",
        "posts": policy.allows(viewer, "page.posting"),
        "tabs": tabs(viewer, "all" if everyone else "mine"),
    }  # fmt: skip
    return render(request, "delivery/desk.html", context)


def tabs(viewer: Viewer, current: str) -> list[dict[str, Any]]:
    """The ways within the office of delivery, the one shown marked."""
    desk = reverse("delivery:desk")
    found = [("mine", _("Vụ án của tôi"), desk), ("all", _("Toàn Tòa án"), f"{desk}?pham-vi=tat-ca")]
    if policy.allows(viewer, "page.posting"):
        found += [
            ("posting", _("Gửi bưu điện"), reverse("delivery:posting")),
            ("receipts", _("Quét báo nhận"), reverse("delivery:receipts")),
        ]
    found += [
        ("dispatches", _("Bảng kê bưu gửi"), reverse("delivery:dispatches")),
        ("book", _("Sổ giao nhận"), reverse("books:book", args=["giao-nhan"])),
    ]
    return [{"label": label, "url": url, "current": key == current} for key, label, url in found]


@require_GET
@staff("page.procuracy_inbox")
def procuracy(request: HttpRequest) -> HttpResponse:
    """Papers handed over to the procuracy; the procurator signs for them here."""
    found = page_of(request, ByKey(queries.inbox(viewer_of(request))))
    return render(request, "delivery/procuracy.html", {"page_obj": found})


@require_POST
@signed_in
def sign_for(request: HttpRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """The procurator signs for a paper in the electronic delivery book (BLTTDS 175.1)."""
    confirm(request, viewer_of(request), recipient_id)
    return redirect("delivery:procuracy")


def confirm(request: HttpRequest, viewer: Viewer, recipient_id: uuid.UUID) -> ServiceRecipient:
    """Confirm the receipt once; a second press says so and changes nothing."""
    row = queries.get(viewer, recipient_id)
    if row.state != RECEIVED:
        try:
            row = actions.confirm_receipt(by=viewer, recipient_id=row.pk, at=clock.now())
        except Refused as refused:
            if refused.code != "delivery.received":
                raise
        else:
            messages.success(request, _("Đã ghi nhận bạn nhận văn bản này."))
    return row


@require_GET
@signed_in
def document(request: HttpRequest, recipient_id: uuid.UUID) -> HttpResponseBase:
    """The document itself, for the court and for the procurator to whom it was handed over."""
    viewer = viewer_of(request)
    row = queries.get(viewer, recipient_id)
    policy.require(viewer, "page.desk")
    if not row.sha256:
        raise not_found()
    return files.respond(row.sha256, name=file_name(str(row.service)))
