"""Forms that set a time: the session, the trial decision, the adjournment."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.cases.states import SUSPENDED
from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.hearings import actions, people, proposals, queries
from toaan.hearings.forms import AdjournForm, SessionForm, SlotForm, TrialForm
from toaan.hearings.models import Adjournment, TrialDecision
from toaan.hearings.proposals import limit_within, offers, preparation_limit
from toaan.hearings.views.case import TAB

DONE_BEFORE = frozenset({"hearing.same_session", "hearing.already_decided", "hearing.already_adjourned"})


@staff()
def schedule_session(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Set the time of the disclosure and mediation session, or a new one."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "hearings.schedule_session", case)
    earlier = queries.current_session(case)
    picked = picked_time(request)
    form = SessionForm(None if picked else request.POST or None, court_id=case.court_id, initial=picked)
    if form.is_bound and form.is_valid():
        try:
            made = actions.schedule_session(
                by=viewer, case_id=case.pk, at=clock.now(), reason=form.cleaned_data["reason"], **form.slot
            )
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            return _done(
                request, case, f"Đã ấn định phiên họp {made.hours} ngày {made.day:%d/%m/%Y}, {made.room}."
            )
    standing = earlier if earlier and not earlier.outcome else None
    rooms = queries.rooms_in_use(case.court_id)
    context = {
        "earlier": standing,
        "offers": offers(
            rooms, people.bench(case), kind=proposals.SESSION, today=clock.today(), limit=preparation_limit(case),
            instead_of=standing, case=case,
        ),
        "no_rooms": not rooms,
    }  # fmt: skip
    return _page(request, case, form, "hearings/schedule_session.html", context)


@staff()
def decide_trial(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Bring the case to trial."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "hearings.decide_trial", case)
    if case.state == SUSPENDED:
        case.after("hearings.decide_trial")  # refused with its reason before anything is filled in
    bench = people.bench(case)
    unfinished = (
        TrialDecision.objects.select_related("hearing", "number").filter(case=case, sha256="").first()
    )
    picked = picked_time(request)
    form = TrialForm(
        None if picked else request.POST or None, court_id=case.court_id, lay_judges=bench.lay_judges,
        ask_experience=bool(actions.experience_needed(case)), simplified=case.is_simplified,
        of_request=case.is_request, procurators=people.named_procurators(case), initial=picked or (_again(unfinished) if unfinished else {"closed_doors": case.closed_hearing}),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            made = actions.decide_trial(by=viewer, case_id=case.pk, plan=form.plan, at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            return _done(request, case, f"Đã ban hành quyết định số {made}.")
    longer = bool((picked or request.POST).get("good_cause", "").strip())
    rooms = queries.rooms_in_use(case.court_id)
    context = {
        "bench": bench,
        "unfinished": unfinished,
        "offers": offers(
            rooms, bench, kind=proposals.TRIAL, today=clock.today(),
            limit=limit_within(actions.limit_of_hearing(case), clock.today(), extended=longer),
            instead_of=unfinished.hearing if unfinished else None, case=case,
        ),
        "no_rooms": not rooms,
    }  # fmt: skip
    return _page(request, case, form, "hearings/decide_trial.html", context)


@staff()
def adjourn(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """Put the hearing off."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "hearings.adjourn", case)
    hearing = queries.in_case(viewer, case, hearing_id)
    unfinished = Adjournment.objects.select_related("next_hearing").filter(hearing=hearing, sha256="").first()
    initial: dict[str, Any] = {"room": hearing.room_id}
    if unfinished:
        initial = {**_slot(unfinished.next_hearing), "reason": unfinished.reason}
    picked = picked_time(request)
    form = AdjournForm(
        None if picked else request.POST or None, court_id=case.court_id, initial=picked or initial
    )
    if form.is_bound and form.is_valid():
        try:
            made = actions.adjourn(
                by=viewer,
                hearing_id=hearing.pk,
                reason=form.cleaned_data["reason"],
                at=clock.now(),
                **form.slot,
            )
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            return _done(request, case, f"Đã hoãn {hearing.short_kind} bằng quyết định số {made}.")
    rooms = queries.rooms_in_use(case.court_id)
    context = {
        "hearing": hearing,
        "unfinished": unfinished,
        "offers": offers(
            rooms, people.bench(case), kind=proposals.ADJOURNED, today=clock.today(),
            limit=limit_within(actions.limit_of_reopening(case), clock.today()),
            instead_of=unfinished.next_hearing if unfinished else None, case=case,
        ),
        "no_rooms": not rooms,
    }  # fmt: skip
    return _page(request, case, form, "hearings/adjourn.html", context)


def picked_time(request: HttpRequest) -> dict[str, Any] | None:
    """A proposed time was chosen: it is filled in, and everything else that was typed stays."""
    if request.method != "POST" or "chon" not in request.POST:
        return None
    typed = {
        name: value for name, value in request.POST.items() if name not in {"chon", "csrfmiddlewaretoken"}
    }
    return {**typed, **(proposals.chosen(request.POST["chon"]) or {})}


def _again(decision: TrialDecision) -> dict[str, Any]:
    said = decision.content
    return {
        **_slot(decision.hearing),
        "closed_doors": decision.hearing.closed_doors,
        "procurator": said.get("procurator", ""),
        "summoned": "\n".join(said.get("summoned", [])),
    }


def _slot(hearing: Any) -> dict[str, Any]:
    first, last = timezone.localtime(hearing.starts_at), timezone.localtime(hearing.ends_at)
    return {"room": hearing.room_id, "day": first.date(), "starts": first.time(), "ends": last.time()}


def _refused(request: HttpRequest, form: SlotForm, refusal: Refused, case: Case) -> HttpResponse | None:
    """Pressed twice: the result is there, show it. No right: the error page. Else back onto the form."""
    if refusal.code in DONE_BEFORE:
        messages.info(request, refusal.message)
        return redirect(TAB, case.pk)
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)
    return None


def _done(request: HttpRequest, case: Case, message: str) -> HttpResponse:
    messages.success(request, message)
    return redirect(TAB, case.pk)


def _page(
    request: HttpRequest, case: Case, form: SlotForm, template: str, more: dict[str, Any]
) -> HttpResponse:
    viewer = viewer_of(request)
    context = {**case_page.header(viewer, case, TAB), "form": form, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)
