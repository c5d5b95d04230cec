"""What the case pages show, as the components of the design want it. No rules here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.cards import over_for_others
from toaan.cases.models import Case, Deadline
from toaan.cases.page import Coming, NextStep, deadline_card
from toaan.cases.states import (
    ARCHIVED,
    DELIBERATING,
    DISCONTINUED,
    EFFECTIVE,
    ENDING_QUASHED,
    HEARING,
    JOINED,
    JUDGED,
    PART_QUASHED,
    PREPARING,
    QUASHED,
    SUSPENDED,
    TRANSFERRED,
    TRIAL_SET,
)
from toaan.cases.timeline import Entry
from toaan.core import clock
from toaan.core.models import AuditEntry, Event
from toaan.core.policy import TABLE
from toaan.core.roles import Role
from toaan.design.templatetags.ui import vn_datetime

STAGES = (PREPARING, TRIAL_SET, HEARING, DELIBERATING, JUDGED, EFFECTIVE, ARCHIVED)
REACHED_BY = {
    TRIAL_SET: "hearings.decide_trial",
    HEARING: "hearings.open_hearing",
    DELIBERATING: "hearings.close_debate",
    JUDGED: "judgments.pronounce",
    EFFECTIVE: "judgments.take_effect",
    ARCHIVED: "dossiers.close",
}
"""The act that leads to each stage; its day stands under the stage."""
AGREED = "course.recognise"
"""Leads to effect without a judgment (BLTTDS 213)."""
CAME_BACK = "appeals.come_back"
"""Leads to effect too: what the court above decided of the parts that were appealed."""
TURNS = {
    "course.suspend": SUSPENDED,
    "course.discontinue": DISCONTINUED,
    "course.transfer": TRANSFERRED,
    "course.leave_by_settlement": TRANSFERRED,
    "course.be_joined": JOINED,
    "appeals.come_back_in_part": PART_QUASHED,
    "appeals.come_back_quashed": QUASHED,
    "review.come_back_quashed": QUASHED,
    "review.come_back_in_part": PART_QUASHED,
    "review.come_back_undone": ENDING_QUASHED,
    "review.come_back_ended": DISCONTINUED,
}
"""Acts that lead off the way: the case stands still, or ends without a judgment."""


def next_step(step: NextStep | None) -> dict[str, Any] | None:
    """The one next step for `{% next_step %}`."""
    if step is None:
        return None
    button = {"label": step.button, "url": step.url, "icon": "arrow-right"} if step.url else None
    escape = {"label": step.way_out[0], "url": step.way_out[1]} if step.way_out else None
    return {
        "title": step.title, "text": step.text, "waiting_for": step.waiting_for, "button": button, "escape": escape,
    }  # fmt: skip


def stages(case: Case, events: Iterable[Event]) -> list[dict[str, str]]:
    """The way of the case, with the day of each stage reached, from its timeline."""
    wanted = {*REACHED_BY.values(), CAME_BACK, AGREED, *TURNS}
    acts = sorted((e for e in events if e.act in wanted), key=lambda e: e.at)
    days = {e.act: _stage_day(clock.local_date(e.at), case) for e in acts}
    way, gone = _way(case, days)
    reached = way.index(case.state)
    led = {**REACHED_BY, **gone, EFFECTIVE: _effect_by(case, days)}
    steps = [
        {"label": _("Nhận đơn"), "note": _stage_day(case.petitioned_on, case), "state": "done"},
        {"label": _("Thụ lý"), "note": _stage_day(case.accepted_on, case), "state": "done"},
    ]
    for place, state in enumerate(way):
        steps.append(
            {
                "label": case.machine.labels[state],
                "note": days.get(led.get(state, ""), "") if place <= reached else "",
                "state": "done"
                if place < reached or case.state == ARCHIVED
                else "now"
                if place == reached
                else "",
            }
        )
    return steps


def _way(case: Case, days: dict[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """The stages as this case goes through them, and the acts that led off the ordinary way."""
    gone: dict[str, str] = {}
    for act, state in TURNS.items():  # one act of several that lead to a stage: the one that happened
        if act in days or state not in gone:
            gone[state] = act
    if case.state == SUSPENDED:
        above = case.instance == Case.Instance.SECOND
        return (PREPARING, SUSPENDED, *(s for s in STAGES[1:] if not (above and s == JUDGED))), gone
    for turn in (QUASHED, PART_QUASHED):
        if case.state in {turn, ARCHIVED} and gone[turn] in days:
            return tuple(turn if stage == EFFECTIVE else stage for stage in STAGES), gone
    heard = tuple(s for s in (TRIAL_SET, HEARING) if REACHED_BY[s] in days)
    if AGREED in days and case.state in {EFFECTIVE, ARCHIVED}:
        return (PREPARING, *heard, EFFECTIVE, ARCHIVED), gone
    ended = next((s for s in (ENDING_QUASHED, DISCONTINUED, TRANSFERRED, JOINED) if gone[s] in days), None)
    if ended is not None and case.state in {ended, ARCHIVED}:
        return (PREPARING, *heard, ended, ARCHIVED), gone
    if case.instance == Case.Instance.SECOND and case.state != JUDGED:  # in effect when pronounced (313.6)
        return tuple(stage for stage in STAGES if stage != JUDGED), gone
    return STAGES, gone


def _effect_by(case: Case, days: dict[str, str]) -> str:
    """The act by which the judgment took effect: at second instance its pronouncement (313.6)."""
    if case.instance == Case.Instance.SECOND:
        return REACHED_BY[JUDGED]
    return next((act for act in (CAME_BACK, AGREED) if act in days), REACHED_BY[EFFECTIVE])


def _stage_day(day: date, case: Case) -> str:
    """ "18/05": the year is said in the head of the page, and here only when it is another one."""
    return f"{day:%d/%m}" if day.year == case.accepted_on.year else f"{day:%d/%m/%Y}"


def coming(found: Iterable[Coming]) -> list[dict[str, Any]]:
    """What is planned, for the top of the timeline."""
    return [
        {
            "title": c.title, "when": c.when, "text": c.text, "kind": "next",
            "link": {"label": c.label, "url": c.url, "icon": "arrow-right"} if c.url else None,
        }
        for c in found
    ]  # fmt: skip


def timeline(case: Case, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries for `{% timeline %}`; small acts of quiet days come as one item with `more`."""
    items: list[dict[str, Any]] = []
    for entry in entries:
        if entry.is_group:
            more = [_item(case, e) for e in entry.events]
            items.append({"title": entry.title, "text": entry.summary, "kind": "small", "more": more})
        else:
            items.append(_item(case, entry.events[0]) | {"kind": "major" if entry.major else "small"})
    return items


def _item(case: Case, event: Event) -> dict[str, Any]:
    """One act; its first document is linked, the others are counted."""
    item: dict[str, Any] = {
        "title": event.title,
        "when": vn_datetime(event.at),
        "who": event.actor_name,
        "text": event.detail,
        "kind": "system" if event.role == Role.SYSTEM else "",
    }
    if event.documents:
        first, more = event.documents[0], len(event.documents) - 1
        label = first["title"] + (_(" và %(n)d tài liệu khác") % {"n": more} if more else "")
        url = reverse("cases:document", args=[case.pk, first["sha256"]])
        item["link"] = {"label": label, "url": url, "icon": "file-text"}
    return item


def deadlines(case: Case) -> list[dict[str, Any]]:
    """Cards of the open deadlines, most urgent first (a party's time that is over comes after them), then the two that ended last."""
    parties = {party.pk: party for party in case.parties.all()}
    rows = sorted(case.deadlines.all(), key=lambda d: (over_for_others(d), d.due_on))
    for row in rows:
        if row.party_id in parties:
            row.party = parties[row.party_id]
    running = [d for d in rows if d.state == Deadline.State.OPEN]
    ended = sorted(
        (d for d in rows if d.state in {Deadline.State.MET, Deadline.State.STOPPED} and d.ended_on),
        key=lambda d: str(d.ended_on),
    )
    return [deadline_card(d) for d in (*running, *ended[-2:][::-1])]


def audit_table(entries: Iterable[AuditEntry]) -> dict[str, Any]:
    """Audit entries for `{% data_table %}`."""
    columns = [
        {"label": _("Số")}, {"label": _("Lúc")}, {"label": _("Ai, chức vụ")}, {"label": _("Hành vi")},
        {"label": _("Nội dung")}, {"label": _("Mã nối chuỗi"), "short": _("Mã")},
    ]  # fmt: skip
    rows = [
        [
            str(e.sequence),
            {"text": vn_datetime(e.at), "css": "ta-num"},
            f"{e.actor_name}, {Role(e.role).label}" if e.role != Role.SYSTEM else _("Hệ thống"),
            TABLE[e.act].title if e.act in TABLE else e.act,
            e.summary,
            {"text": f"{e.digest[:12]}…", "css": "ta-num"},
        ]
        for e in entries
    ]
    return {
        "label": _("Nhật ký của vụ án"),
        "caption": _("Nhật ký, mới nhất trước"),
        "columns": columns,
        "rows": rows,
    }


def file_name(title: str) -> str:
    """A name for the file that a browser saves."""
    return f"{title.replace('/', '-')[:120]}.pdf"
