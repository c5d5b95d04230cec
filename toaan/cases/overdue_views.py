"""What has passed its last day: for the leaders who, since when, what was told and said; and the place to say it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from toaan.cases import actions, page, queries
from toaan.cases.deadline_views import matter_url
from toaan.cases.forms import NoteForm
from toaan.cases.models import Deadline, Reminder
from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import ByKey, page_of
from toaan.design.templatetags.ui import vn_date
from toaan.rules.reminders import DUE, LATE, LEADERS


@require_GET
@staff("page.overdue")
def overdue(request: HttpRequest) -> HttpResponse:
    """Everything of the court that is too late, the oldest first."""
    found = page_of(request, ByKey(queries.overdue(viewer_of(request))))
    return render(request, "cases/overdue.html", {"page_obj": found, "table": _table(found)})


def _table(rows: Any) -> dict[str, Any]:
    return {
        "label": _("Thời hạn đã quá"),
        "columns": [
            {"label": _("Thời hạn")}, {"label": _("Vụ án, đơn")}, {"label": _("Người giữ")}, {"label": _("Hết ngày")},
            {"label": _("Đã nhắc")}, {"label": _("Ý kiến gần nhất")},
        ],
        "rows": [_row(d) for d in rows],
    }  # fmt: skip


def _row(deadline: Deadline) -> list[Any]:
    mark = page.badge(deadline) or {}
    said = next(iter(deadline.notes.all()), None)
    who = deadline.post.user.full_name if deadline.post else str(deadline.get_owner_display())
    return [
        {"text": deadline.title, "url": reverse("cases:deadline_talk", args=[deadline.pk])},
        {"text": deadline.matter, "url": matter_url(deadline)},
        who,
        {
            "text": f"{deadline.due_on:%d/%m/%Y} · {mark.get('text', '')}",
            "urgency": mark.get("urgency", "qua"),
        },
        _reminded(list(deadline.reminders.all())),
        f"{said.post.user.full_name}, {vn_date(said.at)}: {said.text}" if said else "—",
    ]


def _reminded(rows: list[Reminder]) -> str:
    if not rows:
        return "—"
    last = max(r.told_on for r in rows)
    return _("%(n)s lần, gần nhất %(day)s") % {
        "n": len({(r.step, r.told_on) for r in rows}), "day": f"{last:%d/%m/%Y}",
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff()
def talk(request: HttpRequest, deadline_id: uuid.UUID) -> HttpResponse:
    """One time limit: reminders so far, what its holder and the leaders say."""
    viewer = viewer_of(request)
    deadline = queries.deadline(viewer, deadline_id)
    policy.require(viewer, "cases.note_deadline", deadline)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_deadline(
                by=viewer, deadline_id=deadline.pk, text=form.cleaned_data["text"], at=clock.now()
            )
        except Refused as refused:
            if refused.code == "note.same":  # pressed twice
                messages.info(request, refused.message)
                return redirect("cases:deadline_talk", deadline.pk)
            show_refusal(form, refused)
        else:
            messages.success(request, _("Đã ghi. Người giữ thời hạn và lãnh đạo nhận được thông báo."))
            return redirect("cases:deadline_talk", deadline.pk)
    context = {
        "deadline": deadline,
        "card": page.deadline_card(deadline),
        "matter_url": matter_url(deadline),
        "form": form,
        "running": deadline.state == Deadline.State.OPEN,
        "told": [{"day": r.told_on, "who": r.post, "what": step_words(r)} for r in deadline.reminders.all()],
        "said": deadline.notes.all(),
    }
    return render(request, "cases/deadline_talk.html", context, status=422 if form.is_bound else 200)


def step_words(reminder: Reminder) -> str:
    """What this step told: "còn 5 ngày làm việc"."""
    kind, _mark, number = reminder.step.partition(":")
    if kind == LEADERS:
        return _("báo lãnh đạo: quá hạn")
    if kind == LATE:
        return _("nhắc: đã quá hạn")
    return _("nhắc: hết hạn hôm đó") if kind == DUE else _("nhắc: còn %s ngày làm việc") % number
