"""Pages of the register and of one case: overview, parties, audit, documents."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from toaan.cases import actions, overview, page, queries, tables, timeline
from toaan.cases import register as register_lines
from toaan.cases.faces import open_case
from toaan.cases.forms import AccountForm, ProtectorForm, RegisterFilter
from toaan.cases.models import Case, Party
from toaan.cases.states import HEARING
from toaan.core import audit as chain
from toaan.core import clock, files, policy, registers
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.roles import LEADERS
from toaan.core.together import answered, load, read
from toaan.core.viewer import Viewer

CHECK_UP_TO = 2000
"""A chain of up to this many entries is verified with the page; a longer one when asked for."""
LINES_PER_PAGE = 30


# --- the register -----------------------------------------------------------------------------------------


def _register(request: HttpRequest) -> dict[str, Any]:
    viewer = viewer_of(request)
    kept, judges = register_lines.years(viewer), queries.judges_seen(viewer)
    load(*kept, judges)
    years = registers.years(kept, clock.today().year)
    chosen = RegisterFilter(request.GET or None, years=years, judges=judges)
    year, kind = chosen.chosen("nam", years[0]), chosen.chosen("loai")
    order = request.GET.get("xep", "")
    order = order if order in queries.ORDERS else "so"
    wanted = register_lines.Wanted(
        kind=kind, nature=chosen.chosen("an_viec"), state=chosen.chosen("tinh_trang"), words=chosen.chosen("q"), judge=chosen.chosen("tham_phan"),
        level=chosen.chosen("muc"), since=chosen.chosen("tu", None), until=chosen.chosen("den", None),
    )  # fmt: skip
    return {
        "form": chosen, "year": year, "order": order, "complete": register_lines.completeness(viewer, year=year, kind=kind),
        "cases": register_lines.lines(viewer, year=year, wanted=wanted, order=order),
        "clear": reverse("cases:register") + (f"?nam={year}" if year != years[0] else ""),
        "query": request.GET.urlencode(),
    }  # fmt: skip


@require_GET
@staff("page.case_register")
def register(request: HttpRequest) -> HttpResponse:
    """The acceptance register (sổ thụ lý): filter, sort, and whether its numbers are complete."""
    found = _register(request)
    rows = page_of(request, found["cases"])
    table = tables.screen(list(rows), request.GET.dict(), found["order"], viewer_of(request))
    return render(request, "cases/register.html", {**found, "page_obj": rows, "table": table})


# --- one case ---------------------------------------------------------------------------------------------


@require_GET
@signed_in
def case_overview(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Next step, stages, timeline, deadlines, parties."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    group = request.GET.get("loc", "")
    told: list[Any] = answered([read(queries.timeline(viewer, case)), *page.coming(viewer, case)])
    events, planned = told[0], told[1:]
    lines = timeline.entries(events, group)
    rows = page_of(request, lines, LINES_PER_PAGE)
    ahead = overview.coming(c for found in planned for c in found) if rows.number == 1 and not group else []
    return render(
        request,
        "cases/overview.html",
        {
            **page.header(viewer, case, "cases:overview"),
            "next": overview.next_step(page.next_step(viewer, case)),
            "stages": overview.stages(case, events),
            "timeline": [*ahead, *overview.timeline(case, rows)],
            "page_obj": rows,
            "groups": [(key, label, key == group) for key, label in timeline.LABELS.items()],
            "deadlines": overview.deadlines(case),
            "parties": case.parties.all(),
        },
    )


@require_GET
@signed_in
def case_print(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The case on paper: facts, people, every deadline and every act that the reader may see, oldest first."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    context = {
        **page.header(viewer, case, "cases:overview"),
        "next": page.next_step(viewer, case),
        "parties": case.parties.all(),
        "deadlines": [
            page.deadline_card(d) for d in case.deadlines.select_related("party").order_by("due_on")
        ],
        "events": queries.timeline(viewer, case).order_by("at", "sequence"),
        "today": clock.today(),
    }
    return render(request, "cases/case_print.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def parties(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything about the parties and who speaks for them; the clerk registers a protector here."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    form, account_form, status = None, None, 200
    linking = "account-party" in request.POST
    without = [p for p in case.parties.all() if p.user_id is None]
    if (without and policy.allows(viewer, "cases.link_account", case)) or linking:
        account_form = AccountForm(request.POST if linking else None, parties=without)
    if policy.allows(viewer, "cases.register_protector", case) or (request.method == "POST" and not linking):
        form = ProtectorForm(None if linking else request.POST or None, parties=case.parties.all())
    if request.method == "POST":
        done = (
            _link_account(request, case, account_form)
            if linking and account_form is not None
            else form is not None and form.is_valid() and _register_protector(request, case, form)
        )
        if done:
            return redirect("cases:parties", case.pk)
        status = 422
    context = {
        **page.header(viewer, case, "cases:parties"),
        "parties": case.parties.all(),
        "gone": Party.everybody.filter(case=case).exclude(left_on=None),
        "interpreters": _interpreters(viewer, case),
        "may_accept": policy.allows(viewer, "cases.accept_interpreter", case)
        and case.can("cases.accept_interpreter"),
        "procurators": case.procurators.all(),
        "may_name": policy.allows(viewer, "cases.name_procurator", case)
        and case.can("cases.name_procurator"),
        "form": form,
        "may_add": policy.allows(viewer, "cases.add_party", case) and case.can("cases.add_party"),
        "may_change": policy.allows(viewer, "cases.change_details", case),
        "may_end": policy.allows(viewer, "cases.end_representation", case),
        "account_form": account_form,
    }
    return render(request, "cases/parties.html", context, status=status)


def _interpreters(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    """Who interprets or did, with what the viewer may do now."""
    at_hearing = case.state == HEARING
    may_replace = case.can("cases.replace_interpreter") and policy.allows(
        viewer, "cases.replace_interpreter", case
    )
    turn = "presiding_judge" in case.relations(viewer) if at_hearing else viewer.role in LEADERS
    may_record = policy.allows(viewer, "cases.record_pledge", case)
    return [
        {
            "person": i,
            "may_record": may_record and i.ended_at is None and i.pledged_on is None,
            "may_replace": may_replace and turn and i.ended_at is None,
        }
        for i in case.interpreters.select_related("party")
    ]


def _link_account(request: HttpRequest, case: Case, form: AccountForm) -> bool:
    if not form.is_valid():
        return False
    told = form.cleaned_data
    try:
        party = actions.link_account(
            by=viewer_of(request),
            case_id=case.pk,
            party_id=told["party"],
            user=told["username"],
            at=clock.now(),
        )
    except Refused as refused:
        if refused.status == 403:
            raise
        if refused.code == "party.linked":  # the form was sent twice
            messages.info(request, refused.message)
            return True
        show_refusal(form, refused)
        return False
    messages.success(request, _("%(name)s nhận văn bản qua Cổng từ nay.") % {"name": party.name})
    return True


def _register_protector(request: HttpRequest, case: Case, form: ProtectorForm) -> bool:
    told = form.cleaned_data
    try:
        made = actions.register_protector(
            by=viewer_of(request), case_id=case.pk, party_id=told["party"], kind=told["kind"], name=told["name"],
            user=told["account"], at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        if refused.status == 403:
            raise
        if refused.code == "protector.registered":  # the form was sent twice
            messages.info(request, refused.message)
            return True
        show_refusal(form, refused)
        return False
    messages.success(request, _("Đã đăng ký %(name)s.") % {"name": made.name})
    return True


@require_GET
@signed_in
def case_audit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every act in this case, and whether the court's chain is whole."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    policy.require(viewer, "page.audit", case)
    court, of_case = case.court.code, str(case.pk)
    report = (
        chain.verify(court, case_id=of_case)
        if "kiem-tra" in request.GET
        else chain.verify_short(court, case_id=of_case, at_most=CHECK_UP_TO)
    )
    rows = page_of(request, queries.audit_of(case))
    return render(
        request,
        "cases/audit.html",
        {
            **page.header(viewer, case, "cases:audit"),
            "page_obj": rows,
            "table": overview.audit_table(rows),
            "head": report.heads.get(court),
            "report": report if report.chains else None,
        },
    )


@require_GET
@signed_in
def document(request: HttpRequest, case_id: uuid.UUID, sha256: str) -> HttpResponseBase:
    """A document that an act brought into the file, for whom the act itself is visible."""
    case = open_case(request, case_id)
    for event in queries.timeline(viewer_of(request), case).exclude(documents=[]):
        for kept in event.documents:
            if kept["sha256"] == sha256:
                return files.respond(sha256, name=overview.file_name(kept["title"]))
    raise not_found()
