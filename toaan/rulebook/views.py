"""Pages of the rules: what is in force, one rule through time, a change proposed, looked at and signed by two."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from toaan.core import clock, files, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.models import Event
from toaan.core.paging import page_of
from toaan.core.viewer import Viewer
from toaan.rulebook import actions, checks, describe, queries, tables
from toaan.rulebook.forms import ChangeForm, RejectForm, RuleFilter, YearForm
from toaan.rulebook.models import Rulebook, RuleProposal
from toaan.rules.model import RuleRow
from toaan.rules.versions import digest

SHOWN = 50


@require_GET
@staff("page.rules")
def rules(request: HttpRequest) -> HttpResponse:
    """Rules in force on a day, by kind, check status and words."""
    viewer = viewer_of(request)
    form = RuleFilter(request.GET or None, auto_id="loc-%s")
    day = form.chosen("ngay", clock.today())
    found = queries.rules_on(
        day, words=form.chosen("q"), kind=form.chosen("loai"), check=form.chosen("doi_chieu")
    )
    shown = page_of(request, found)
    context = {
        "page_obj": shown, "table": tables.rules(shown, queries.open_keys(), day), "form": form, "day": day,
        "clear": reverse("rulebook:rules"), "may_propose": policy.allows(viewer, "rulebook.propose", Rulebook()),
        "unannounced": _unannounced(),
    }  # fmt: skip
    return render(request, "rulebook/rules.html", context)


def _unannounced() -> list[int]:
    """This year and the next, where their days off are not announced: dates in them are provisional."""
    year, known = clock.today().year, rules_in_force.calendar().announced_years
    return [y for y in (year, year + 1) if y not in known]


@require_GET
@staff("page.rules")
def rule(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One rule: what is used now, its versions through time, who changed it and who approved."""
    viewer = viewer_of(request)
    found = queries.versions(kind, key)
    today = clock.today()
    now = next((r for r in found if r.is_in_force(today)), None)
    shown = page_of(request, queries.of_rule(kind, key))
    context = {
        "rule": now or found[0], "in_force": now is not None or kind == "holiday", "today": today,
        "title": describe.title_of(now or found[0]), "kind_words": describe.kind_words(kind),
        "lines": describe.lines(now or found[0]),
        "versions": tables.versions(found, queries.changed_by(found), today),
        "page_obj": shown, "proposals": tables.proposals(shown),
        "waiting": next((p for p in shown if p.is_open), None),
        "may_propose": policy.allows(viewer, "rulebook.propose", Rulebook()),
    }  # fmt: skip
    return render(request, "rulebook/rule.html", context)


@require_http_methods(["GET", "POST"])
@staff("page.rules")
def new_year(request: HttpRequest) -> HttpResponseBase:
    """Which year of the calendar to enter."""
    policy.require(viewer_of(request), "rulebook.propose", Rulebook())
    known = sorted(int(r.value["year"]) for r in rules_in_force.rows("holiday"))
    form = YearForm(request.POST or None, initial={"nam": known[-1] + 1 if known else clock.today().year})
    if request.method == "POST" and form.is_valid():
        return redirect("rulebook:change", "holiday", f"holiday:{form.cleaned_data['nam']}")
    context = {"form": form, "known": known}
    return render(request, "rulebook/new_year.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@staff("page.rules")
def change(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """Type a version, look at what it changes, sign it: three steps of one form, nothing is kept before the signature."""
    viewer = viewer_of(request)
    policy.require(viewer, "rulebook.propose", Rulebook())
    row = queries.basis_of(kind, key, clock.today())
    step = request.POST.get("buoc", "")
    form = ChangeForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and step != "sua" and form.is_valid():
        try:
            if step == "ky":
                made = actions.propose(
                    by=viewer, row=form.proposed(), reason=form.cleaned_data["reason"], at=clock.now()
                )
                messages.success(request, _("Đã ký đề xuất. Chánh án hoặc Phó Chánh án khác ký phê duyệt."))
                return redirect("rulebook:proposal", made.pk)
            return _preview(request, viewer, form)
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if refusal.code == "rule.waiting":
                return _to_waiting(request, refusal, row)
            show_refusal(form, refusal)
    context = {
        "form": form, "rule": row, "title": describe.title_of(row), "kind_words": describe.kind_words(kind),
        "new": not any(r.key == key for r in rules_in_force.rows(kind)),
    }  # fmt: skip
    bad = form.is_bound and step != "sua"
    return render(request, "rulebook/change.html", context, status=422 if bad else 200)


def _to_waiting(request: HttpRequest, refusal: Refused, row: RuleRow) -> HttpResponseBase:
    """Another change of the same rule waits: there it is."""
    messages.info(request, refusal.message)
    waiting = next((p for p in queries.of_rule(row.kind, row.key) if p.is_open), None)
    return redirect("rulebook:proposal", waiting.pk) if waiting else redirect("rulebook:proposals")


def _preview(request: HttpRequest, viewer: Viewer, form: ChangeForm) -> HttpResponse:
    new = form.proposed()
    fit = checks.checked(rules_in_force.rows(new.kind), new, form.cleaned_data["reason"])
    context = {
        "form": form, "rule": new, "title": describe.title_of(new), "fit": fit,
        "differences": tables.differences(fit.before, new), **_reach(viewer, fit),
    }  # fmt: skip
    return render(request, "rulebook/preview.html", context)


def _reach(viewer: Viewer, fit: Any) -> dict[str, Any]:
    found = queries.reach(viewer, fit)
    return {
        "counts": found.effects.counts, "counted": fit.new.kind in ("time_limit", "holiday"),
        "moved": tables.moved(found.seen[:SHOWN]), "seen": len(found.seen), "shown": min(len(found.seen), SHOWN),
        "courts": found.courts,
    }  # fmt: skip


@require_GET
@staff("page.rules")
def proposals(request: HttpRequest) -> HttpResponse:
    """Every proposal with what became of it."""
    shown = page_of(request, queries.proposals())
    return render(
        request, "rulebook/proposals.html", {"page_obj": shown, "table": tables.proposals(shown, titled=True)}
    )


@require_http_methods(["GET", "POST"])
@staff("page.rules")
def proposal(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponseBase:
    """One proposal: what changes, which deadlines move, who signed; the decision of the second person. POST declines it."""
    viewer, found = viewer_of(request), _get(proposal_id)
    form = RejectForm(request.POST or None)
    if request.method == "POST":
        policy.require(viewer, "rulebook.reject", found)
        if form.is_valid():
            try:
                actions.reject(
                    by=viewer, proposal_id=found.pk, reason=form.cleaned_data["reason"], at=clock.now()
                )
            except Refused as refusal:
                if refusal.status == 403:
                    raise
                show_refusal(form, refusal)
            else:
                messages.success(request, _("Đã ghi nhận không duyệt đề xuất."))
                return redirect("rulebook:proposal", found.pk)
    return render(
        request, "rulebook/proposal.html", _proposal(viewer, found, form), status=422 if form.errors else 200
    )


def _proposal(viewer: Viewer, found: RuleProposal, form: RejectForm) -> dict[str, Any]:
    own = viewer.user is not None and viewer.user.pk == found.proposed_by.user_id
    fit = queries.fit_of(found) if found.is_open else None
    stale = found.is_open and (
        fit is None or digest(checks.versions(rules_in_force.rows(found.kind), found.new)) != found.basis
    )
    context: dict[str, Any] = {
        "proposal": found, "title": found.title, "kind_words": describe.kind_words(found.kind), "own": own, "form": form,
        "differences": tables.differences(found.old, found.new), "stale": stale,
        "may_approve": found.is_open and policy.allows(viewer, "rulebook.approve", found),
        "may_withdraw": found.is_open and policy.allows(viewer, "rulebook.withdraw", found),
    }  # fmt: skip
    if fit is not None:
        context |= _reach(viewer, fit)
    else:
        context |= {"counts": found.effects, "counted": found.kind in ("time_limit", "holiday")}
    return context


@require_GET
@staff("page.rules")
def affected(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """All deadlines that a change moves, or moved, as far as the viewer may see them."""
    viewer, found = viewer_of(request), _get(proposal_id)
    fit = queries.fit_of(found) if found.is_open else None
    rows: Any = queries.reach(viewer, fit).seen if fit else queries.recounted(viewer, found)
    if not fit and found.event is None:
        rows = Event.objects.none()
    shown = page_of(request, rows)
    table = tables.moved(shown) if fit else tables.recounted(viewer, list(shown))
    return render(
        request,
        "rulebook/affected.html",
        {"proposal": found, "page_obj": shown, "table": table, "ahead": bool(fit)},
    )


@require_GET
@staff("page.rules")
def paper(_request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponseBase:
    """The signed record of the change."""
    found = _get(proposal_id)
    return files.respond(found.paper_sha256, name=f"phieu-thay-doi-{found.proposed_at:%Y%m%d}.pdf")


@require_POST
@staff("page.rules")
def approve(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponseBase:
    """Sign as the second person."""
    try:
        done = actions.approve(by=viewer_of(request), proposal_id=proposal_id, at=clock.now())
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        messages.warning(request, refusal.message)
    else:
        words = _(
            "Đã ký phê duyệt. Quy định mới có hiệu lực từ ngày %(day)s; %(n)d thời hạn đã được tính lại."
        )
        n = done.effects.get("moved", 0)
        messages.success(request, words % {"day": f"{done.new.valid_from:%d/%m/%Y}", "n": n})
    return redirect("rulebook:proposal", proposal_id)


@require_POST
@staff("page.rules")
def withdraw(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponseBase:
    """Take back one's own proposal."""
    try:
        actions.withdraw(by=viewer_of(request), proposal_id=proposal_id, at=clock.now())
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("Đã rút đề xuất."))
    return redirect("rulebook:proposal", proposal_id)


def _get(proposal_id: uuid.UUID) -> RuleProposal:
    found = queries.proposals().filter(pk=proposal_id).first()
    if found is None:
        raise not_found()
    return found
