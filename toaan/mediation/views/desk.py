"""Mediation on the desk: what waits, one mediation with its dates and papers, the acts of each."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Deadline
from toaan.cases.page import deadline_card
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, TooLate, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.together import Asking, answered, read
from toaan.core.typed import typed_text
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import vn_date
from toaan.filing import queries as filing
from toaan.mediation import actions, grounds, queries
from toaan.mediation import forms as f
from toaan.mediation.models import Mediation
from toaan.mediation.states import MEDIATION, OVER
from toaan.mediation.views import steps

PAGE = "page.mediation"
COLOURS = {"recognised": "green", "settled": "green", "passed_on": "grey", "refused": "grey", "annulled": "red"}  # fmt: skip


@staff(PAGE)
def overview(request: HttpRequest) -> HttpResponseBase:
    """Mediations that the viewer may know of, those under way first; petitions to which mediation may be offered."""
    viewer = viewer_of(request)
    rows = queries.visible_to(viewer)
    over = request.GET.get("xem") == "da-xong"
    judge = queries.in_charge(viewer, request.GET.get("phu_trach", ""))
    if judge is not None:
        rows = rows.filter(judge=judge)
    rows = rows.filter(state__in=OVER) if over else rows.exclude(state__in=OVER)
    found = page_of(request, rows.order_by("-offered_at", "pk"))
    may_offer = policy.allows(viewer, "mediation.offer", Mediation(court_id=viewer.court_id))
    context = {
        "page_obj": found, "over": over, "judge": judge, "colours": COLOURS,
        "rows": [{"m": m, "colour": COLOURS.get(m.state, "blue"), "due": m.due_on if m.state not in OVER else None} for m in found],
        "petitions": queries.to_offer(viewer)[:30] if may_offer and not over and judge is None else [],
    }  # fmt: skip
    return render(request, "mediation/list.html", context)


@staff(PAGE)
def offer(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Offer mediation to the petitioner, or find that the law excludes it."""
    viewer = viewer_of(request)
    petition = filing.get(viewer, petition_id)
    policy.require(viewer, "mediation.offer", Mediation(court_id=petition.court_id))
    none: list[f.Choice] = [("", _("Không thuộc trường hợp nào: thông báo quyền lựa chọn"))]
    choices = {"excluded": [*none, *f.clauses(grounds.before_offer(clock.today()))]}
    form = f.OfferForm(
        request.POST if request.method == "POST" else None, choices=choices, initial={"excluded": ""}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.offer(by=viewer, petition_id=petition.pk, at=clock.now(), **form.cleaned_data)
        except TooLate as refusal:
            messages.info(request, refusal.message)
            return redirect("mediation:list")
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã thông báo quyền lựa chọn hòa giải cho người khởi kiện."))
            return redirect("mediation:file", made.pk)
    context = {
        "form": form,
        "title": _("Thông báo quyền lựa chọn hòa giải"),
        "subject": petition.matter,
        "back": reverse("mediation:list"),
        "intro": _(
            "Thông báo kèm danh sách Hòa giải viên (khoản 3 Điều 16). Thời gian hòa giải không tính vào thời hạn xử lý đơn (khoản 9 Điều 16)."
        ),
        "button": _("Gửi thông báo"),
    }
    return _form_page(request, context)


@staff(PAGE)
def file(request: HttpRequest, mediation_id: uuid.UUID) -> HttpResponseBase:
    """One mediation: the next act, its term, who takes part, meetings, papers and who received them."""
    viewer = viewer_of(request)
    found = queries.whole(viewer, mediation_id)
    deadlines = Deadline.objects.filter(petition_id=found.petition_id, rule__startswith="LHGDT:", state="open").select_related("post__user", "party")  # fmt: skip
    may_receive = policy.allows(viewer, "mediation.record_receipt", found)
    asking: list[Asking[Any]] = [
        read(deadlines), queries.papers_shown(viewer, found), queries.note_shown(viewer, found),
    ]  # fmt: skip
    open_ones, shown, note = answered(asking)
    result = getattr(found, "result", None)
    context = {
        "m": found,
        "colour": COLOURS.get(found.state, "blue"),
        "steps": steps.links(viewer, found),
        "facts": facts(found),
        "parties": found.parties.all(),
        "sessions": found.sessions.all(),
        "designations": found.designations.all(),
        "papers": [{"paper": p, "copies": p.copies.all()} for p in shown],
        "may_receive": may_receive,
        "deadlines": [deadline_card(d) for d in open_ones],
        "result": result if result is not None and queries.sees_agreement(viewer, found) else None,
        "absent_twice": actions.absent_twice(found),
        "reviews": found.reviews.all(),
        "note": note,
    }
    return render(request, "mediation/file.html", context)


def facts(m: Mediation) -> list[tuple[str, str]]:
    """Label and value of what the court may know of it."""
    rows = [
        (_("Thẩm phán phụ trách"), str(m.judge.user) if m.judge else ""),
        (_("Hòa giải viên"), str(m.mediator or "")),
        (_("Người khởi kiện chọn"), str(m.chosen or "")),
        (_("Chỉ định ngày"), vn_date(m.designated_on)),
        (_("Thời hạn hòa giải"), _("đến hết ngày %s") % vn_date(m.due_on) + (_(" (tạm tính)") if m.provisional else "") if m.due_on else ""),
        (_("Không tiếp tục"), f"{m.stop_asked_by}, {vn_date(m.stop_asked_on)}" if m.stop_asked_on else ""),
        (_("Kết thúc"), f"{vn_date(m.ended_on)}" + (f", {m.end_citation}" if m.end_citation else "") if m.ended_on else ""),
        (_("Liên quan đến người dưới 18 tuổi"), _("Có") if m.minors else ""),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


@staff(PAGE)
def step(request: HttpRequest, mediation_id: uuid.UUID, slug: str) -> HttpResponseBase:
    """The page of one act on the desk."""
    viewer = viewer_of(request)
    page = steps.BY_SLUG.get(slug)
    if page is None:
        raise not_found()
    found = queries.get(viewer, mediation_id)
    policy.require(viewer, page.act, found)
    return perform(request, (viewer, found, page), home="mediation:file", template="mediation/form.html")


def perform(
    request: HttpRequest, what: tuple[Viewer, Mediation, steps.Step], *, home: str, template: str
) -> HttpResponseBase:
    """Show the form or do the act; a matter that has gone on leads back to its page."""
    viewer, found, page = what
    if not page.open(viewer, found):
        refusal = TooLate(
            "wrong_state", _("Việc này không còn thực hiện được: %s.") % MEDIATION.labels[found.state]
        )
        if typed_text(request):
            raise refusal
        messages.info(request, refusal.message)
        return redirect(home, found.pk)
    form = page.build(request, viewer, found)
    if request.method == "POST" and form.is_valid():
        try:
            done = page.perform(viewer, found, form.cleaned_data)
        except TooLate as refusal:
            if typed_text(request):
                raise
            messages.info(request, refusal.message)
            return redirect(home, found.pk)
        except Refused as refusal:
            if refusal.status in {403, 404}:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect(home, found.pk)
    context = {
        "m": found, "form": form, "title": page.label, "button": page.label, "icon": page.icon, "intro": page.intro,
        "subject": found.matter, "back": reverse(home, args=[found.pk]),
    }  # fmt: skip
    return _form_page(request, context, template)


def _form_page(
    request: HttpRequest, context: dict[str, Any], template: str = "mediation/form.html"
) -> HttpResponseBase:
    return render(
        request, template, context, status=422 if request.method == "POST" and context["form"].errors else 200
    )


@staff(PAGE)
def receipt(request: HttpRequest, mediation_id: uuid.UUID, copy_id: uuid.UUID) -> HttpResponseBase:
    """Write down when and how somebody received a paper."""
    viewer = viewer_of(request)
    found = queries.get(viewer, mediation_id)
    policy.require(viewer, "mediation.record_receipt", found)
    copies = {
        c.pk: (p, c)
        for p in found.papers.prefetch_related("copies").select_related("number")
        for c in p.copies.all()
    }
    if copy_id not in copies:
        raise not_found()
    paper, copy = copies[copy_id]
    form = f.ReceiptForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_receipt(by=viewer, copy_id=copy.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.code == "copy.received":
                messages.info(request, refusal.message)
                return redirect("mediation:file", found.pk)
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi nhận %s nhận văn bản.") % copy.name)
            return redirect("mediation:file", found.pk)
    context = {
        "m": found, "form": form, "title": _("Ghi nhận việc nhận văn bản"), "button": _("Ghi nhận"),
        "subject": f"{copy.name}: {paper}", "back": reverse("mediation:file", args=[found.pk]), "icon": "clipboard-check",
    }  # fmt: skip
    return _form_page(request, context)


@staff(PAGE)
def paper(request: HttpRequest, mediation_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponseBase:
    """A paper of the mediation that this viewer may open."""
    viewer = viewer_of(request)
    found = next(
        (p for p in queries.papers(viewer, queries.get(viewer, mediation_id)) if p.pk == paper_id), None
    )
    if found is None:
        raise not_found()
    return files.respond(found.sha256, name=f"{found}.pdf".replace("/", "-"))


@staff(PAGE)
def designation(request: HttpRequest, mediation_id: uuid.UUID, designation_id: uuid.UUID) -> HttpResponseBase:
    """The decision that names a mediator."""
    found = queries.get(viewer_of(request), mediation_id)
    one = found.designations.filter(pk=designation_id).exclude(sha256="").first()
    if one is None:
        raise not_found()
    return files.respond(one.sha256, name=f"Quyết định {one}.pdf".replace("/", "-"))


@staff(PAGE)
def minutes(request: HttpRequest, mediation_id: uuid.UUID) -> HttpResponseBase:
    """The minutes of the result before they are given out: the mediator and the judge who confirms them."""
    viewer = viewer_of(request)
    found = queries.get(viewer, mediation_id)
    result = getattr(found, "result", None)
    if result is None or not queries.sees_agreement(viewer, found):
        raise not_found()
    return files.respond(result.sha256, name="Biên bản ghi nhận kết quả.pdf")
