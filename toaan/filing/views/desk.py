"""The petition register and the petition on the desk: read, enter paper, and the acts of each officer."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import request_kinds
from toaan.cases.page import badge, deadline_card
from toaan.core import clock, policy, registers, rules_in_force
from toaan.core.acts import who_did
from toaan.core.errors import Refused, TooLate, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.together import load
from toaan.core.typed import typed_text
from toaan.core.viewer import Viewer
from toaan.design.filters import people, sortable
from toaan.design.templatetags.ui import vn_date, vn_datetime
from toaan.filing import actions, beside, content, papers, queries, representing, returns
from toaan.filing.forms import FilterForm, PaperForm, PapersForm
from toaan.filing.models import Petition
from toaan.filing.states import DRAFT, EXAMINING, PETITION, RECEIVED, RETURNED, UNDER_WAY
from toaan.filing.views.common import foreign_rows, strike_rows, summary
from toaan.filing.views.returned import return_cards
from toaan.filing.views.steps import STEPS, links, venue_of
from toaan.filing.views.whole import WholePetition
from toaan.rules.jurisdiction import types

PAGE = "page.petition_register"
COLOURS = {"accepted": "green", "returned": "grey", "sent_on": "grey"}


@staff(PAGE)
def register(request: HttpRequest) -> HttpResponseBase:
    """The petition register (sổ nhận đơn): search, filter, sort, turn pages."""
    viewer = viewer_of(request)
    found = _filtered(request, viewer)
    page = page_of(request, found["rows"])
    context = {
        **found, "page_obj": page, "table": _table(page, request.GET.dict(), found["order"]),
        "may_enter": viewer.role in policy.TABLE["filing.record_paper"].who,
        "waiting": queries.waiting_for(viewer).count(),
    }  # fmt: skip
    return render(request, "filing/register.html", context)


def _filtered(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    states = [(k, v) for k, v in PETITION.labels.items() if k != DRAFT]
    today = clock.today()
    kept, examiners = queries.years(viewer), queries.examiners(viewer)
    load(*kept, examiners)
    years = registers.years(kept, today.year)
    form = FilterForm(request.GET or None, states=states, years=years, judges=people(examiners))
    order = request.GET.get("xep", "")
    order = order if order in queries.ORDERS else "-so"
    year = form.chosen("year", years[0])
    wanted = queries.Wanted(
        state=form.chosen("state"), kind=form.chosen("kind"), channel=form.chosen("channel"),
        examiner=form.chosen("examiner"), since=form.chosen("since", None), until=form.chosen("until", None),
        words=form.chosen("q"),
    )  # fmt: skip
    return {
        "form": form, "year": year, "order": order, "query": request.GET.urlencode(), "today": today,
        "rows": queries.register(viewer, year=year, wanted=wanted, order=order),
        "clear": reverse("filing:register") + (f"?year={year}" if year != years[0] else ""),
    }  # fmt: skip


def _table(rows: Any, query: dict[str, Any], order: str) -> dict[str, Any]:
    plain = (_("Người khởi kiện"), _("Người bị kiện"), _("Quan hệ tranh chấp"), _("Hình thức"),
             _("Thẩm phán xem xét"), _("Tình trạng"))  # fmt: skip
    return {
        "caption": _("Sổ nhận đơn"),
        "columns": [
            sortable(_("Số"), "so", order=order, query=query),
            sortable(_("Ngày nhận"), "ngay", order=order, query=query),
            *({"label": label} for label in plain),
        ],
        "rows": [
            [
                {"text": str(p.number), "url": reverse("filing:petition", args=[p.pk])},
                {"text": vn_date(p.received_on), "css": "ta-num ta-nowrap"},
                p.plaintiff_names,
                p.defendant_names,
                p.content["legal_relation"],
                p.get_channel_display(),
                p.examiner.user.full_name if p.examiner else _("chưa phân công"),
                {
                    "text": f"{p.get_state_display()}{f', số {p.case}' if p.case else ''}",
                    "tag": COLOURS.get(p.state, "yellow"),
                },
            ]
            for p in rows
        ],
    }


@staff(PAGE)
def petition(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """One petition: what it says, what is attached, what happened, what to do next."""
    return _petition_page(request, queries.whole(viewer_of(request), petition_id), PapersForm())


def _petition_page(request: HttpRequest, found: Petition, attach_form: PapersForm) -> HttpResponseBase:
    viewer = viewer_of(request)
    versions = list(found.versions.all())
    shown = next((v for v in versions if str(v.n) == request.GET.get("ban")), versions[-1])
    deadlines, events = queries.deadlines(viewer, found), queries.history(viewer, found)
    load(deadlines, events)
    open_ones = [d for d in deadlines if d.state == d.State.OPEN]
    context = {
        "petition": found,
        "version": shown,
        "versions": versions,
        "authority": representing.of(found),
        "sections": [
            *(rows for _key, rows in summary(shown.content, request=found.is_request) if rows),
            *foreign_rows(found),
            *strike_rows(found),
        ],
        "attachments": found.attachments.all(),
        "papers": found.papers.all(),
        "request_to_amend": getattr(found, "amendment_request", None),
        "notice": getattr(found, "fee_notice", None),
        "fee_receipt": getattr(found, "fee_receipt", None),
        "extension": getattr(getattr(found, "amendment_request", None), "extension", None),
        "acknowledgement": getattr(found, "acknowledgement", None),
        "returns": return_cards(viewer, found),
        "transfer": getattr(found, "transfer", None),
        "came_by": getattr(found, "came_by", None),
        "venue": venue_of(found, request) if found.state in {RECEIVED, EXAMINING} else None,
        "deadlines": [deadline_card(d) for d in open_ones],
        "badge": badge(min(open_ones, key=lambda d: d.due_on, default=None)),
        "timeline": [
            {"title": e.title, "when": vn_datetime(e.at), "who": e.actor_name, "text": e.detail}
            for e in events
        ],
        "next_steps": links(viewer, found),
        "waiting_for": _waiting_for(found),
        "panels": beside.panels(viewer, found),
        "may_attach": policy.allows(viewer, "filing.attach", found)
        and PETITION.can("filing.attach", found.state),
        "attach_form": attach_form,
    }
    return render(request, "filing/petition_desk.html", context, status=422 if attach_form.errors else 200)


def _waiting_for(found: Petition) -> str:
    judge = found.examiner.user.full_name if found.examiner else ""
    if found.state == RETURNED:
        open_one = returns.review_in(found, UNDER_WAY)
        return str(open_one.get_state_display()) if open_one else ""
    return {
        "received": _("Chánh án phân công Thẩm phán xem xét đơn"),
        "examining": _("Thẩm phán %s xem xét đơn") % judge,
        "amending": _("%s sửa đổi, bổ sung đơn") % _(found.asker),
        "fee_due": _("%(who)s nộp biên lai %(fee)s") % {"who": _(found.asker), "fee": _(found.fee_name)},
        "fee_paid": _("Thẩm phán %s hoặc Thư ký thụ lý") % judge,
    }.get(found.state, "")


@staff(PAGE)
@require_POST
def attach(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """The clerk adds scans to a petition in the court's hands."""
    viewer = viewer_of(request)
    found = queries.get(viewer, petition_id)
    form = PapersForm(request.POST, request.FILES)
    for upload in form.cleaned_data["uploads"] if form.is_valid() else ():
        try:
            actions.attach(
                by=viewer, petition_id=found.pk, upload=upload, name=upload.name or "tep", at=clock.now(),
                title=form.cleaned_data["title"], kind=form.cleaned_data["kind"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("uploads", refusal.message)
        else:
            messages.success(request, _("Đã nhận tệp “%s”.") % upload.name)
    if form.errors:
        return _petition_page(request, queries.whole(viewer, found.pk), form)
    return redirect("filing:petition", found.pk)


@staff(PAGE)
def receipt(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """The confirmation of receipt to print at the counter, there at once."""
    found = queries.get(viewer_of(request), petition_id)
    return render(request, "filing/receipt_print.html", papers.receipt(found))


@staff(PAGE)
def intake(request: HttpRequest) -> HttpResponseBase:
    """Enter a paper petition: essentials and scans; then print the receipt."""
    viewer = viewer_of(request)
    policy.require(viewer, "filing.record_paper", Petition(court_id=viewer.court_id, state="received"))
    today = clock.today()
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        initial={"channel": "counter", "received_on": today, "kind": "DS"},
        kinds=request_kinds.all_on(today),
    )
    whole = WholePetition(request, content.empty(), "DS", strike=True)
    key = _key(request)
    if request.method == "POST" and all([form.is_valid(), whole.is_valid()]):
        data = form.cleaned_data
        try:
            made = actions.record_paper(
                by=viewer, channel=data["channel"], kind=data["kind"], received_on=data["received_on"],
                postmark_on=data["postmark_on"], at=clock.now(), key=key, request_kind=data["request_kind"],
                data={**whole.data(), "witnesses": []},
                scans=[actions.Upload(f, f.name or "tep") for f in data["scans"]],
            )  # fmt: skip
        except Refused as refusal:
            if refusal.code.startswith("file."):
                form.add_error("scans", refusal.message)
            else:
                whole.show(refusal, form)
        else:
            messages.success(
                request, _("Đã vào sổ nhận đơn, số %s. Hãy in giấy xác nhận cho người nộp.") % made.number
            )
            return redirect("filing:petition", made.pk)
    bad = form.is_bound and not (form.is_valid() and whole.is_valid())
    if bad and request.FILES and "scans" not in form.errors:
        form.add_error("scans", _("Trình duyệt không giữ tệp khi trang có lỗi: hãy chọn lại các tệp quét."))
    context = {"form": form, "whole": whole, "key": key}
    return render(request, "filing/intake.html", context, status=422 if bad else 200)


def _key(request: HttpRequest) -> uuid.UUID:
    """Identity of the form that is being filled in: the same through every correction, new for the next petition."""
    try:
        return uuid.UUID(request.POST.get("khoa", ""))
    except ValueError:
        return uuid.uuid4()


@staff(PAGE)
def step(request: HttpRequest, petition_id: uuid.UUID, act_slug: str) -> HttpResponseBase:
    """The page of one act: what it is about, the form, the button."""
    viewer = viewer_of(request)
    page = STEPS.get(act_slug)
    if page is None:
        raise not_found()
    found = queries.whole(viewer, petition_id)
    policy.require(viewer, page.act, found)
    if not PETITION.can(page.act, found.state) or not page.offered(found):
        state = found.get_state_display().lower()
        refusal = TooLate("wrong_state", _("Việc này đã có người xử lý: %s.") % state)
        refusal.done_by = who_did(page.act, found)
        return _too_late(request, found, refusal)
    form = page.form(request, viewer, found)
    if request.method == "POST" and form.is_valid():
        try:
            done = page.perform(viewer, found, form)
        except TooLate as refusal:
            return _too_late(request, found, refusal)
        except Refused as refusal:
            page.show(refusal, form)
        else:
            messages.success(request, done)
            return redirect("filing:petition", found.pk)
    bound = request.method == "POST"
    label = page.label_for(found)
    context = {
        "petition": found, "page": page, "label": label, "form": form, **page.context(viewer, found, form),
        **(_venue(request, found) if found.state == EXAMINING else {}),
    }  # fmt: skip
    return render(request, page.template, context, status=422 if bound and not form.is_valid() else 200)


def _venue(request: HttpRequest, found: Petition) -> dict[str, Any]:
    """Which court has jurisdiction, and the clauses that the judge may try instead of the one found by the name."""
    if found.is_request:
        return {"venue": venue_of(found, request), "clauses": []}
    rows = types(rules_in_force.rows("jurisdiction"), clock.today(), kind=found.kind, nature="dispute")
    answer = venue_of(found, request)
    return {
        "venue": answer,
        "clauses": [(r.source.article, f"{r.source.article}: {r.value['title'][:110]}") for r in rows],
        "clause": answer.answer.clause if answer else "",
    }


def _too_late(request: HttpRequest, found: Petition, refusal: TooLate) -> HttpResponseBase:
    """A colleague was first. Who had only pressed goes on to the petition; who had written keeps the text before the eyes."""
    if typed_text(request):
        raise refusal
    messages.info(request, refusal.message)
    return redirect("filing:petition", found.pk)
