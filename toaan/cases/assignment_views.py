"""The assignment tab: the draw of the judge with everything needed to check it, clerk and lay judges."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from toaan.cases import actions, page, queries, workload_views
from toaan.cases.faces import open_case
from toaan.cases.forms import ClerkForm, DesignateForm, LayJudgesForm
from toaan.cases.models import Assignment, Case, Draw
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, signed_in, viewer_of
from toaan.core.models import AuditEntry, Post
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.rules.assignment import EQUAL, Share, categories, replay, shares, shares_of

Held = workload_views.Staffing | None
DONE_BEFORE = frozenset({"draw.assigned", "clerk.assigned", "panel.assigned"})


def _page(
    request: HttpRequest,
    case: Case,
    *,
    clerk: ClerkForm | None = None,
    lay: LayJudgesForm | None = None,
    designate: DesignateForm | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer = viewer_of(request)
    draw = Draw.objects.filter(case=case).select_related("assignment__post__user").order_by("-at").first()
    people = list(case.assignments.all())
    assigns = case.court_id == viewer.court_id and viewer.role in LEADERS
    held = workload_views.staffing(viewer, _court_posts(viewer)) if assigns else None
    sitting = [a for a in people if a.ended_at is None]
    tolerance = rules_in_force.rule("setting", "setting:assignment-tolerance", clock.today()).value["value"]
    context: dict[str, Any] = {
        **page.header(viewer, case, "cases:assignment"),
        "draw": _told(draw) if draw else None,
        "checked": _check(case, draw) if draw and "kiem-tra" in request.GET else None,
        "candidates": [] if draw else _candidates(case, held, tolerance),
        "tolerance": tolerance,
        "may_draw": draw is None and policy.allows(viewer, "cases.draw_judge", case),
        "sitting": sitting,
        "former": [a for a in people if a.ended_at is not None],
    }
    if policy.allows(viewer, "cases.assign_clerk", case):
        now = next((str(a.post_id) for a in sitting if a.role == Assignment.Role.CLERK), "")
        context["clerk_form"] = clerk or ClerkForm(**_among(viewer, held, Role.CLERK), initial={"post": now})
    if case.has_lay_judges and policy.allows(viewer, "cases.assign_lay_judges", case):
        seats = [str(a.post_id) for a in sitting if a.role == Assignment.Role.LAY_JUDGE]
        context["lay_form"] = lay or LayJudgesForm(
            **_among(viewer, held, Role.LAY_JUDGE), initial={"posts": seats}
        )
    if context["may_draw"] and not any(a.role == Assignment.Role.PRESIDING for a in sitting):
        context["designate_form"] = designate or _designate_form(viewer, held=held)
    if held and (context["may_draw"] or "clerk_form" in context):
        context["loads"] = held.people()
    context["designated"] = next((a for a in reversed(people) if a.ground), None)
    context["form"] = clerk or lay or designate
    return render(request, "cases/assignment.html", context, status=status)


@require_GET
@signed_in
def assignment(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who sits on the case, how the judge was drawn, and the draw done again on request."""
    return _page(request, open_case(request, case_id))


@require_POST
@signed_in
def draw_judge(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Draw the judge (BLTTDS 197.1)."""
    case = open_case(request, case_id)
    try:
        made = actions.draw_judge(by=viewer_of(request), case_id=case.pk, at=clock.now())
    except Refused as refused:
        _told_or_raise(request, refused, also="draw.nobody")
    else:
        messages.success(request, _("Đã phân công Thẩm phán %(name)s.") % {"name": made.post.user})
    return redirect("cases:assignment", case.pk)


def _designate_form(viewer: Viewer, data: Any = None, *, held: Held = None) -> DesignateForm:
    grounds = [
        (row.key, f"{row.value['title']} ({row.source.cite()})")
        for row in actions.designation_grounds(clock.today())
    ]
    return DesignateForm(data, **_among(viewer, held, *JUDGES), grounds=grounds)


@require_POST
@signed_in
def designate(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Designate the judge on a listed ground, with the reason."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    policy.require(viewer, "cases.designate_judge", case)
    form = _designate_form(viewer, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.designate_judge(
                by=viewer, case_id=case.pk, post_id=data["post"], ground=data["ground"], reason=data["reason"],
                at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            if not _on_form(request, form, refused):
                return redirect("cases:assignment", case.pk)
        else:
            messages.success(request, _("Đã chỉ định Thẩm phán %(name)s.") % {"name": made.post.user})
            return redirect("cases:assignment", case.pk)
    return _page(request, case, designate=form, status=422)


@require_GET
@signed_in
def explained(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """How the judge was chosen, in plain words, for a party: who could be drawn, how many could not and on what grounds."""
    viewer = viewer_of(request)
    case = queries.get(viewer if viewer.is_staff else replace(viewer, post=None), case_id)
    held = case.assignments.filter(role=Assignment.Role.PRESIDING).select_related("post__user", "draw")
    now = held.order_by("-assigned_at").first()
    draw = now.draw if now else None
    context = {
        "case": case,
        "held": now,
        "draw": draw,
        "pool": shares_of(draw.content) if draw else [],
        "ranked": draw is not None and draw.content["algorithm"] != EQUAL,
        "out": categories(draw.content) if draw else [],
        "total": len(draw.content["candidates"]) if draw else 0,
        "again": replay(draw.content) if draw else False,
        "limit": rules_in_force.time_limit("BLTTDS:197.2", case.accepted_on),
    }
    return render(request, "cases/draw_explained.html", context)


@require_POST
@signed_in
def assign_clerk(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Name the clerk."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    policy.require(viewer, "cases.assign_clerk", case)
    form = ClerkForm(request.POST, posts=_posts(viewer, Role.CLERK))
    if form.is_valid():
        try:
            made = actions.assign_clerk(
                by=viewer, case_id=case.pk, post_id=form.cleaned_data["post"], at=clock.now()
            )
        except Refused as refused:
            if not _on_form(request, form, refused):
                return redirect("cases:assignment", case.pk)
        else:
            messages.success(request, _("Đã phân công Thư ký %(name)s.") % {"name": made.post.user})
            return redirect("cases:assignment", case.pk)
    return _page(request, case, clerk=form, status=422)


@require_POST
@signed_in
def assign_lay_judges(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Name the lay judges."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    policy.require(viewer, "cases.assign_lay_judges", case)
    form = LayJudgesForm(request.POST, posts=_posts(viewer, Role.LAY_JUDGE))
    if form.is_valid():
        try:
            actions.assign_lay_judges(
                by=viewer, case_id=case.pk, post_ids=form.cleaned_data["posts"], at=clock.now()
            )
        except Refused as refused:
            if not _on_form(request, form, refused):
                return redirect("cases:assignment", case.pk)
        else:
            messages.success(request, _("Đã phân công Hội thẩm nhân dân."))
            return redirect("cases:assignment", case.pk)
    return _page(request, case, lay=form, status=422)


def _told_or_raise(request: HttpRequest, refused: Refused, also: str = "") -> None:
    """What was done before (a second press, a colleague) or cannot be done is told, not shown as a fault."""
    if refused.code in DONE_BEFORE:
        messages.info(request, refused.message)
    elif refused.code == also:
        messages.error(request, refused.message)
    else:
        raise refused


def _on_form(request: HttpRequest, form: forms.Form, refused: Refused) -> bool:
    """Put the refusal on the form; False when it only says that the thing was done before."""
    if refused.code in DONE_BEFORE:
        messages.info(request, refused.message)
        return False
    if refused.status == 403:
        raise refused
    show_refusal(form, refused)
    return True


def _court_posts(viewer: Viewer) -> QuerySet[Post]:
    """Everybody who may have a place on a case of this court."""
    kinds = [role.value for role in (*JUDGES, Role.CLERK, Role.LAY_JUDGE)]
    rows = Post.objects.held_at(clock.now()).filter(court_id=viewer.court_id, kind__in=kinds)
    return rows.select_related("user", "court")


def _posts(viewer: Viewer, *roles: Role) -> list[Post]:
    return list(_court_posts(viewer).filter(kind__in=[role.value for role in roles]))


def _among(viewer: Viewer, held: Held, *roles: Role) -> dict[str, Any]:
    """What a form that names somebody of these kinds needs."""
    if held is None:
        return {"posts": _posts(viewer, *roles)}
    return {"posts": held.held(*roles), "away": held.away}


def _candidates(case: Case, held: Held, tolerance: int) -> list[dict[str, Any]]:
    judges = held.held(*JUDGES) if held else queries.judges_of(case.court_id, clock.now())
    known: dict[str, Any] = {"loads": held.loads, "away": held.away} if held else {}
    found = queries.candidates(case, judges, clock.today(), **known)
    lots = _lots(shares(found, tolerance=tolerance))
    ordered = sorted(found, key=lambda c: (bool(c.barred_reasons), c.pending, c.name))
    return [{**_row(asdict(c)), "lots": lots.get(c.id, 0)} for c in ordered]


def _lots(held: list[Share]) -> dict[str, int]:
    return {one.candidate.id: one.lots for one in held}


def _row(candidate: Mapping[str, Any]) -> dict[str, Any]:
    """A judge on the list with the four figures of the order (TT 01/2022 art. 7.2)."""
    shown = ("name", "pending", "suspended", "overdue", "reversed")
    return {**{key: candidate[key] for key in shown}, "barred": "; ".join(candidate["barred_reasons"])}


def _told(draw: Draw) -> dict[str, Any]:
    """The kept draw, with names in place of identifiers."""
    content = draw.content
    names = {c["id"]: c["name"] for c in content["candidates"]}
    lots = _lots(shares_of(content))
    return {
        "at": draw.at,
        "chosen": names.get(content["chosen"], content["chosen"]),
        "explanation": content["explanation_vi"],
        "seed": content["seed"],
        "seed_from": draw.seed_from,
        "tolerance": content["tolerance"],
        "algorithm": content["algorithm"],
        "pool": [names.get(pk, pk) for pk in content["pool"]],
        "candidates": [
            {
                **_row(c), "lots": lots.get(c["id"], 0), "in_pool": c["id"] in content["pool"],
                "chosen": c["id"] == content["chosen"],
            }
            for c in content["candidates"]
        ],
    }  # fmt: skip


def _check(case: Case, draw: Draw) -> list[tuple[bool, str]]:
    """Draw again from the record, and look whether the seed is what it says: an entry of the audit before it."""
    digest = str(draw.content["seed"]).partition(":")[0]
    entry = AuditEntry.objects.filter(chain=case.court.code, digest=digest, at__lte=draw.at).first()
    return [
        (
            replay(draw.content),
            _("Bốc lại từ dữ liệu đã lưu cho đúng danh sách bốc thăm và đúng Thẩm phán đã chọn."),
        ),
        (
            entry is not None,
            _("Mã bốc thăm là mã của mục %(n)s trong nhật ký Tòa án, ghi trước khi bốc thăm.")
            % {"n": entry.sequence if entry else "?"},
        ),
    ]
