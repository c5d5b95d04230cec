"""What the portal puts together from the domains. No rules here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Case, Deadline
from toaan.cases.page import deadline_card
from toaan.cases.states import ARCHIVED, CASE, DELIBERATING, EFFECTIVE, HEARING, JUDGED, PREPARING, TRIAL_SET
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import vn_date, vn_datetime

WAY = (
    (
        PREPARING,
        "Chuẩn bị xét xử",
        "Thẩm phán thu thập chứng cứ, mở phiên họp công khai chứng cứ và hòa giải.",
    ),
    (TRIAL_SET, "Đưa vụ án ra xét xử", "Tòa án gửi quyết định có ngày giờ và phòng xử."),
    (HEARING, "Phiên tòa", "Hội đồng xét xử nghe các bên."),
    (JUDGED, "Tuyên án", "Bạn nhận bản án trên trang này hoặc qua bưu điện."),
    (
        EFFECTIVE,
        "Bản án có hiệu lực",
        "Khi hết thời hạn kháng cáo, kháng nghị mà không ai kháng cáo, kháng nghị.",
    ),
)
PLACE = {PREPARING: 0, TRIAL_SET: 1, HEARING: 2, DELIBERATING: 2, JUDGED: 3, EFFECTIVE: 4, ARCHIVED: 5}


def as_citizen(viewer: Viewer) -> Viewer:
    """The same person without the post: an officer's own petition is a private matter."""
    return replace(viewer, post=None)


def status_now(viewer: Viewer, case: Case) -> dict[str, str]:
    """The present step in words, with the newest event that parties may see."""
    newest = cases.timeline(viewer, case).first()
    return {"label": CASE.labels[case.state], "text": newest.title if newest else ""}


def track(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    """The way of the case: petition, acceptance, then the stages, with the dates of what is done."""
    reached = PLACE[case.state]
    dates = _dates(viewer, case)
    steps: list[dict[str, Any]] = [
        {"label": _("Tòa án đã nhận đơn"), "when": f"{case.petitioned_on:%d/%m/%Y}", "state": "done"},
        {
            "label": _("Tòa án đã thụ lý"),
            "when": f"{case.accepted_on:%d/%m/%Y}",
            "text": str(case),
            "state": "done",
        },
    ]
    for place, (state, label, text) in enumerate(WAY):
        done = place < reached
        steps.append(
            {
                "label": label,
                "text": "" if done else text,
                "when": dates.get(state, ""),
                "state": "done" if done else "now" if place == reached else "",
            }
        )
    return steps


def _dates(viewer: Viewer, case: Case) -> dict[str, str]:
    """Day of the act that led to each stage, from the events the viewer may see."""
    acts = {
        "hearings.decide_trial": TRIAL_SET,
        "hearings.open_hearing": HEARING,
        "judgments.pronounce": JUDGED,
        "judgments.take_effect": EFFECTIVE,
    }
    events = cases.timeline(viewer, case).filter(act__in=acts).order_by("at")
    return {acts[e.act]: vn_date(e.at) for e in events}


def party_deadlines(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    """Time limits that run for this party or for all parties."""
    mine = [p.pk for p in case.parties.all() if viewer.user_id in p.user_ids]
    rows = case.deadlines.filter(owner=Deadline.Owner.PARTY, state=Deadline.State.OPEN).select_related(
        "party"
    )
    return [deadline_card(d) for d in rows if d.party_id is None or d.party_id in mine]


def timeline(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    """The newest events, for the timeline component."""
    return [
        {"title": e.title, "when": vn_datetime(e.at), "text": e.detail, "kind": ""}
        for e in cases.timeline(viewer, case)[:30]
    ]
