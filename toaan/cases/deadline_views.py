"""Deadlines: of one case, of the office, and their extension by the president or the judge."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from toaan.cases import actions, page, queries
from toaan.cases import deadlines as rule
from toaan.cases.faces import open_case
from toaan.cases.forms import DeadlineFilter, ExtensionForm
from toaan.cases.models import Case, Deadline
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer
from toaan.rules.explain import term_words
from toaan.rules.time_limits import DueDate, due_date


@require_GET
@staff("page.deadlines")
def deadline_list(request: HttpRequest) -> HttpResponse:
    """Open deadlines: mine, or all of the court (`?pham-vi=tat-ca`), by level, officer, words; most urgent first."""
    viewer = viewer_of(request)
    everyone = request.GET.get("pham-vi") == "tat-ca"
    rows = queries.open_deadlines(viewer) if everyone else queries.my_deadlines(viewer)
    form = DeadlineFilter(request.GET or None, posts=queries.officers(viewer) if everyone else None)
    rows = queries.at_level(queries.about(rows, form.chosen("q")), form.chosen("muc"))
    if everyone and (officer := form.chosen("nguoi")):
        rows = rows.filter(post_id=officer)
    found = page_of(request, rows)
    scope = [("pham-vi", "tat-ca")] if everyone else []
    context = {
        "page_obj": found, "items": _items(viewer, found, everyone), "everyone": everyone, "form": form, "hidden": scope,
        "clear": "?pham-vi=tat-ca" if everyone else reverse("cases:deadline_list"),
    }  # fmt: skip
    return render(request, "cases/deadline_list.html", context)


@require_GET
@signed_in
def case_deadlines(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Every deadline of the case, each with the way it was counted."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    rows = list(case.deadlines.select_related("party", "post__user").order_by("due_on"))
    cards = [
        page.deadline_card(d) | {"owner_text": _owner(d), "action": _extension(viewer, case, d)} for d in rows
    ]
    states = [d.state for d in rows]
    context = {
        **page.header(viewer, case, "cases:deadlines"),
        "running": [c for c, s in zip(cards, states, strict=True) if s == Deadline.State.OPEN],
        "ended": [c for c, s in zip(cards, states, strict=True) if s != Deadline.State.OPEN],
    }
    return render(request, "cases/deadlines.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def extend_deadline(request: HttpRequest, case_id: uuid.UUID, deadline_id: uuid.UUID) -> HttpResponse:
    """Extend one deadline: by how much, to which day, why (e.g. BLTTDS 203.1)."""
    case = open_case(request, case_id)
    viewer = viewer_of(request)
    deadline = case.deadlines.filter(pk=deadline_id).first()
    if deadline is None:
        raise not_found()
    policy.require(viewer, "cases.extend_deadline", deadline)
    form = ExtensionForm(request.POST or None, choices=_choices(deadline))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            before = deadline.due_on
            after = actions.extend_deadline(
                by=viewer,
                deadline_id=deadline.pk,
                amount=told["amount"],
                reason=told["reason"],
                at=clock.now(),
            )
        except Refused as refused:
            if refused.code == "deadline.extended":  # the form was sent twice, or a colleague was quicker
                messages.info(request, refused.message)
                return redirect("cases:deadlines", case.pk)
            show_refusal(form, refused)
        else:
            words = _("Đã gia hạn: trước hết %(a)s, nay hết %(b)s.")
            messages.success(request, words % {"a": f"{before:%d/%m/%Y}", "b": f"{after.due_on:%d/%m/%Y}"})
            return redirect("cases:deadlines", case.pk)
    context = {
        **page.header(viewer, case, "cases:deadlines"), "form": form, "deadline": deadline,
        "card": page.deadline_card(deadline), "possible": bool(_choices(deadline)),
    }  # fmt: skip
    return render(request, "cases/extend_deadline.html", context, status=422 if form.is_bound else 200)


def _choices(deadline: Deadline) -> list[tuple[int, str]]:
    """Each length the law allows, with the day it leads to."""
    limit = rule.limit_of(deadline)
    if limit.extension is None or deadline.extension is not None or deadline.state != Deadline.State.OPEN:
        return []
    calendar, unit = rules_in_force.calendar(), limit.extension.unit
    excluded = rule.excluded_from(deadline)
    step = 5 if unit == "day" else 1
    amounts = sorted({*range(step, limit.extension.amount + 1, step), limit.extension.amount})
    return [
        (n, _("%(term)s, đến hết %(day)s") % {"term": term_words(n, unit), "day": _day(found)})
        for n in amounts
        if (found := due_date(limit, deadline.trigger_on, calendar, excluded=excluded, extended_by=n))
    ]  # fmt: skip


def _day(found: DueDate) -> str:
    return f"{found.due:%d/%m/%Y}" + (_(" (tạm tính)") if found.provisional else "")


def _extension(viewer: Viewer, case: Case, deadline: Deadline) -> dict[str, str] | None:
    """The way to extend it, for whoever may, while it can be extended."""
    if not policy.allows(viewer, "cases.extend_deadline", deadline) or deadline.due_on < clock.today():
        return None
    if not _choices(deadline):
        return None
    return {"label": _("Gia hạn"), "url": reverse("cases:extend_deadline", args=[case.pk, deadline.pk])}


def _owner(deadline: Deadline) -> str:
    """Whose duty it is: the role, and the officer's name once one is named."""
    role = str(deadline.get_owner_display())
    return f"{role} {deadline.post.user.full_name}" if deadline.post else role


def _items(viewer: Viewer, rows: Iterable[Deadline], everyone: bool) -> list[dict[str, Any]]:
    """Deadlines for `{% work_list %}`."""
    items = []
    for d in rows:
        mark = page.badge(d) or {}
        who = (d.post.user.full_name if d.post else d.get_owner_display()) if everyone else ""
        due = _("hết %(day)s") % {"day": f"{d.due_on:%d/%m/%Y}"} + (_(" (tạm tính)") if d.provisional else "")
        items.append(
            {
                "urgency": mark.get("urgency", ""),
                "badge_text": mark.get("text", ""),
                "title": d.title,
                "url": matter_url(d),
                "reference": d.matter,
                "meta": f"{due} · {who}" if who else due,
                "explain_url": reverse("cases:deadlines", args=[d.case_id]) if d.case_id else "",
                "button": _explain(viewer, d) if mark.get("urgency") == "qua" else None,
            }
        )
    return items


def _explain(viewer: Viewer, deadline: Deadline) -> dict[str, Any] | None:
    """The way to say why it is late, for whoever holds it; for leaders to what was said."""
    if viewer.role in LEADERS or (viewer.post is not None and deadline.post_id == viewer.post.pk):
        return {
            "label": _("Ghi ý kiến"),
            "url": reverse("cases:deadline_talk", args=[deadline.pk]),
            "primary": False,
        }
    return None


def matter_url(deadline: Deadline) -> str:
    """The page of the case, or of the petition, which belongs to a domain above and may be absent."""
    if deadline.case_id:
        return reverse("cases:overview", args=[deadline.case_id])
    try:
        return reverse("filing:petition", args=[deadline.petition_id])
    except NoReverseMatch:
        return ""
