"""The parties' pages: where the mediation stands, what to answer, papers. What is said in it stands nowhere."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from toaan.cases.models import Party
from toaan.core import clock, files, policy
from toaan.core.errors import not_found
from toaan.core.http import signed_in, viewer_of
from toaan.core.paging import page_of
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import vn_date, vn_long_date
from toaan.mediation import actions, papers, queries
from toaan.mediation.models import Mediation
from toaan.mediation.states import (
    AGREED,
    CHOOSING,
    DECIDING,
    DESIGNATED,
    MEDIATING,
    OFFERED,
    OFFERED_AGAIN,
    OVER,
    RESULT,
)
from toaan.mediation.views import steps
from toaan.mediation.views.desk import perform


def _citizen(request: HttpRequest) -> Viewer:
    return replace(viewer_of(request), post=None)


@signed_in
def mine(request: HttpRequest) -> HttpResponseBase:
    """My mediations."""
    rows = queries.visible_to(_citizen(request)).order_by("-offered_at", "pk")
    found = page_of(request, rows)
    return render(request, "mediation/mine.html", {"page_obj": found})


@signed_in
def file(request: HttpRequest, mediation_id: uuid.UUID) -> HttpResponseBase:
    """One mediation as a party follows it: what to do now, when to come, the papers."""
    viewer = _citizen(request)
    found = queries.get(viewer, mediation_id)
    last = None
    if found.state == "recognised":
        party = next((p for p in found.parties.all() if p.user_id == viewer.user_id), None)
        last = actions.last_day(found, party)
    context = {
        "m": found, "now": now(viewer, found), "steps": steps.links(viewer, found, portal=True),
        "planned": found.sessions.filter(state="planned").first(), "parties": found.parties.all(),
        "papers": queries.papers(viewer, found), "costs": papers.costs(found, clock.today()), "review_until": last,
        "over": found.state in OVER,
    }  # fmt: skip
    return render(request, "mediation/mine_file.html", context)


def now(viewer: Viewer, m: Mediation) -> dict[str, Any]:
    """The one thing to know today, in plain words."""
    petitioner = any(p.role == Party.Role.PLAINTIFF and p.user_id == viewer.user_id for p in m.parties.all())
    if m.state in {OFFERED, OFFERED_AGAIN}:
        until = _("Trả lời đến hết %s.") % vn_long_date(m.answer_by) if m.answer_by else ""
        if petitioner:
            return {
                "title": _("Bạn có muốn hòa giải tại Tòa án không?"),
                "text": _("Bạn có quyền chọn hòa giải và chọn Hòa giải viên trước khi Tòa án thụ lý. %s")
                % until,
            }
        return {"title": _("Tòa án đang hỏi ý kiến người khởi kiện về hòa giải"), "text": ""}
    if m.state == DESIGNATED:
        until = _("Trả lời đến hết %s.") % vn_long_date(m.respond_by) if m.respond_by else ""
        if petitioner:
            return {"title": _("Chờ người bị kiện trả lời"), "text": _("Hòa giải viên: %s.") % m.mediator}
        return {
            "title": _("Bạn có đồng ý hòa giải không?"),
            "text": _("Hòa giải viên: %(who)s. %(until)s") % {"who": m.mediator, "until": until},
        }
    words: dict[str, tuple[str, str]] = {
        AGREED: (_("Đã đồng ý hòa giải"), _("Tòa án phân công Thẩm phán phụ trách.")),
        CHOOSING: (_("Chờ chỉ định Hòa giải viên"), _("Thẩm phán phụ trách chỉ định Hòa giải viên.")),
        MEDIATING: (
            _("Đang hòa giải"),
            _("Hòa giải viên %(who)s. Thời hạn đến hết %(day)s.") % {"who": m.mediator, "day": vn_long_date(m.due_on)},
        ),
        RESULT: (_("Đã hòa giải thành, chờ Thẩm phán xác nhận biên bản"), ""),
        DECIDING: (_("Chờ Tòa án ra quyết định công nhận"), ""),
    }  # fmt: skip
    if m.state in words:
        title, text = words[m.state]
        return {"title": title, "text": text}
    return {
        "title": m.get_state_display(),
        "text": _("Kết thúc ngày %s.") % vn_date(m.ended_on) if m.ended_on else "",
    }


@signed_in
def step(request: HttpRequest, mediation_id: uuid.UUID, slug: str) -> HttpResponseBase:
    """The page of one act of a party."""
    viewer = _citizen(request)
    page = steps.BY_SLUG.get(slug)
    if page is None or not page.portal:
        raise not_found()
    found = queries.get(viewer, mediation_id)
    policy.require(viewer, page.act, found)
    return perform(
        request, (viewer, found, page), home="mediation:mine_file", template="mediation/mine_form.html"
    )


@signed_in
def paper(request: HttpRequest, mediation_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponseBase:
    """A paper that was meant for this party."""
    viewer = _citizen(request)
    found = next(
        (p for p in queries.papers(viewer, queries.get(viewer, mediation_id)) if p.pk == paper_id), None
    )
    if found is None:
        raise not_found()
    return files.respond(found.sha256, name=f"{found}.pdf".replace("/", "-"))
