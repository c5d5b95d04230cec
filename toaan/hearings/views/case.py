"""The tab "Phiên tòa" of the case page, and the papers opened from it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.core import files, policy
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.hearings import actions, papers, queries
from toaan.hearings.models import Adjournment, Hearing, Minutes, TrialDecision, Turn
from toaan.hearings.states import ADJOURNED, CALLED_OFF, CLOSED, DELIBERATING, OPEN, PAUSED, PLANNED

TAB = "hearings:case"
COLOURS = {
    PLANNED: "",
    OPEN: "green",
    PAUSED: "yellow",
    DELIBERATING: "yellow",
    CLOSED: "grey",
    ADJOURNED: "red",
    CALLED_OFF: "red",
}


@staff()
def tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Sessions, decision, hearings, attendance, minutes of one case."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    context = {
        **case_page.header(viewer, case, TAB),
        "hearings": [card(viewer, case, h) for h in queries.of_case(viewer, case)],
        "buttons": _buttons(viewer, case),
        "unfinished": _unfinished(viewer, case),
    }
    return render(request, "hearings/case.html", context)


@staff()
def paper(request: HttpRequest, case_id: uuid.UUID, sha256: str) -> HttpResponseBase:
    """A notice, decision or minutes of this case as PDF."""
    case = cases.get(viewer_of(request), case_id)
    name = _paper_name(case, sha256)
    if name is None:
        raise Http404
    return files.respond(sha256, name=f"{name}.pdf".replace("/", "-"))


def card(viewer: Viewer, case: Case, hearing: Hearing) -> dict[str, Any]:
    """One sitting as the tab shows it."""
    people = list(hearing.participations.all())
    return {
        "hearing": hearing,
        "turns": list(hearing.turns.all()),
        "colour": COLOURS[hearing.state],
        "papers": _papers(case, hearing),
        "links": _links(viewer, case, hearing),
        "people": people if any(p.present or p.absent for p in people) else [],
        "called": people,
    }


def _papers(case: Case, hearing: Hearing) -> list[dict[str, str]]:
    """Issued papers with their addresses."""
    found = []
    if hearing.notice_sha256:
        found.append((hearing.notice_sha256, "Thông báo phiên họp"))
    if (decision := getattr(hearing, "trial_decision", None)) and decision.issued:
        found.append((decision.sha256, papers.trial_title(decision.content)))
    if (put_off := getattr(hearing, "adjournment", None)) and put_off.issued:
        found.append((put_off.sha256, f"{papers.adjournment_title(put_off.content)} số {put_off}"))
    found += [(t.notice_sha256, papers.pause_title(hearing)) for t in hearing.turns.all() if t.notice_sha256]
    if (minutes := getattr(hearing, "minutes", None)) and minutes.sha256:
        found.append(
            (minutes.sha256, f"Biên bản {hearing.short_kind} ({minutes.get_state_display().lower()})")
        )
    return [{"url": reverse("hearings:paper", args=[case.pk, sha]), "label": label} for sha, label in found]


def _links(viewer: Viewer, case: Case, hearing: Hearing) -> list[dict[str, str]]:
    """What this viewer may do or read at this sitting now."""
    minutes: Minutes | None = getattr(hearing, "minutes", None)
    ahead = hearing.state in (PLANNED, OPEN)
    suit = hearing.kind == Hearing.Kind.TRIAL
    stands = hearing.state == PAUSED
    wanted = [
        (
            "attendance",
            "Ghi sự có mặt",
            (ahead or stands) and policy.allows(viewer, "hearings.record_attendance", case),
        ),
        (
            "minutes",
            "Biên bản",
            (hearing.state != PLANNED or not hearing.is_trial)
            and (minutes is None or queries.may_read_minutes(viewer, minutes))
            and (minutes is not None or policy.allows(viewer, "hearings.write_minutes", case)),
        ),
        (
            "conduct",
            f"Điều hành {hearing.short_kind}",
            hearing.is_trial and ahead and policy.allows(viewer, "hearings.open_hearing", case),
        ),
        (
            "mediate",
            "Hòa giải tại phiên tòa",
            case.proceeding == "simplified"
            and hearing.is_trial
            and hearing.state == OPEN
            and policy.allows(viewer, "hearings.mediate", case),
        ),
        (
            "pause",
            f"Tạm ngừng {hearing.short_kind}",
            hearing.kind in actions.STANDS
            and hearing.state == OPEN
            and case.can("hearings.pause")
            and policy.allows(viewer, "hearings.pause", case),
        ),
        ("go_on", f"Tiếp tục {hearing.short_kind}", stands and policy.allows(viewer, "hearings.go_on", case)),
        (
            "set_resumption",
            "Thay đổi thời gian tiếp tục",
            stands and policy.allows(viewer, "hearings.set_resumption", case),
        ),
        (
            "return_to_questions",
            "Trở lại việc hỏi và tranh luận",
            suit
            and hearing.state == DELIBERATING
            and policy.allows(viewer, "hearings.return_to_questions", case),
        ),
        (
            "adjourn",
            f"Hoãn {hearing.short_kind}",
            hearing.is_trial
            and ahead
            and case.can("hearings.adjourn")
            and policy.allows(viewer, "hearings.adjourn", case),
        ),
    ]
    return [
        {"url": reverse(f"hearings:{name}", args=[case.pk, hearing.pk]), "label": label}
        for name, label, shown in wanted
        if shown
    ]


def _buttons(viewer: Viewer, case: Case) -> list[dict[str, str]]:
    """Acts on the case as a whole."""
    found = []
    if case.state == "preparing" and case.is_request:
        divorce = request_kinds.of(case).is_divorce
        if divorce and policy.allows(viewer, "hearings.schedule_session", case):
            found.append(("schedule_session", "Ấn định phiên hòa giải"))
        if not divorce and policy.allows(viewer, "hearings.decide_trial", case):
            found.append(("decide_trial", "Mở phiên họp"))
    elif case.state == "preparing":
        if case.can("hearings.schedule_session") and policy.allows(viewer, "hearings.schedule_session", case):
            found.append(("schedule_session", "Ấn định phiên họp"))
        if case.can("hearings.decide_trial") and policy.allows(viewer, "hearings.decide_trial", case):
            found.append(("decide_trial", "Đưa vụ án ra xét xử"))
    return [{"url": reverse(f"hearings:{name}", args=[case.pk]), "label": label} for name, label in found]


def _unfinished(viewer: Viewer, case: Case) -> dict[str, str] | None:
    """A numbered decision whose paper is not issued: the machine stopped in between, the judge goes on."""
    decision = TrialDecision.objects.select_related("number").filter(case=case, sha256="").first()
    if decision is not None and policy.allows(viewer, "hearings.decide_trial", case):
        url = reverse("hearings:decide_trial", args=[case.pk])
        return {
            "url": url,
            "text": f"{papers.decision_title(decision.content)} số {decision} đã có số nhưng chưa ban hành xong.",
        }
    put_off = Adjournment.objects.select_related("number").filter(hearing__case=case, sha256="").first()
    if put_off is not None and policy.allows(viewer, "hearings.adjourn", case):
        url = reverse("hearings:adjourn", args=[case.pk, put_off.hearing_id])
        return {
            "url": url,
            "text": f"{papers.adjournment_title(put_off.content)} số {put_off} đã có số nhưng chưa ban hành xong.",
        }
    return None


def _paper_name(case: Case, sha256: str) -> str | None:
    """What the paper is called, if it is one of this case."""
    if TrialDecision.objects.filter(case=case, sha256=sha256).exists():
        return f"Quyết định đưa vụ án ra xét xử {case}"
    if Adjournment.objects.filter(hearing__case=case, sha256=sha256).exists():
        return f"Quyết định hoãn phiên tòa {case}"
    turn = Turn.objects.filter(hearing__case=case, notice_sha256=sha256).select_related("hearing").first()
    if turn is not None:
        return f"{papers.pause_title(turn.hearing)} {case}"
    if Minutes.objects.filter(hearing__case=case, sha256=sha256).exists():
        return f"Biên bản {case}"
    if Hearing.objects.filter(case=case, notice_sha256=sha256).exists():
        return f"Thông báo phiên họp {case}"
    return None
