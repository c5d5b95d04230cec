"""The next step of a request, where it differs from a suit's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import request_kinds
from toaan.cases.models import Assignment, Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import HEARING, JUDGED, PREPARING, TRIAL_SET
from toaan.core import clock, policy, rules_in_force
from toaan.core.viewer import Viewer
from toaan.course.actions.agreeing import change_until
from toaan.course.models import CourseDecision
from toaan.hearings import queries as hearings
from toaan.hearings.actions import running_pause
from toaan.hearings.models import Hearing, Minutes
from toaan.hearings.states import PLANNED
from toaan.requests.actions import panel


@dataclass(frozen=True)
class After:
    """What a reconciliation leads to."""

    title: str
    url: str
    act: str
    ready: bool = True
    waiting: str = ""


def after_reconciliation(session: Hearing, today: date) -> After:
    """Recognised after the days in which a spouse may change his mind (212.1), otherwise ended (397.3, 397.5)."""
    if session.outcome == Hearing.Outcome.CONSENT:
        until = change_until(session)
        title = _("Ra quyết định công nhận thuận tình ly hôn")
        waiting = (
            _("Hai bên được thay đổi ý kiến đến hết ngày %s (khoản 1 Điều 212 BLTTDS).") % f"{until:%d/%m/%Y}"
        )
        return After(title, "requests:recognise", "requests.recognise", today > until, waiting)
    if session.outcome == Hearing.Outcome.REUNITED:
        return After(_("Đình chỉ vì vợ chồng đoàn tụ"), "requests:discontinue", "requests.discontinue")
    return After(_("Đình chỉ và thụ lý vụ án ly hôn"), "requests:discontinue", "requests.discontinue")


@next_step_finder(26)
def request_step(viewer: Viewer, case: Case) -> NextStep | None:
    """From the assignment of a judge to the effect of the decision."""
    if not case.is_request or case.instance == Case.Instance.SECOND:
        return None
    if case.state == PREPARING:
        return _preparing(viewer, case)
    if case.state == TRIAL_SET:
        return _to_procuracy(viewer, case)
    if case.state == HEARING:
        return _to_decide(viewer, case)
    if case.state == JUDGED:
        return _judged(case)
    return None


def _to_decide(viewer: Viewer, case: Case) -> NextStep | None:
    """The judge or the panel decides; whoever writes the minutes, or a session that stands still, is told by `toaan.hearings`."""
    if policy.allows(viewer, "hearings.write_minutes", case) or running_pause(case) is not None:
        return None
    title = _("Ra quyết định giải quyết việc dân sự")
    if (way := request_kinds.way_of(case)) is not None:
        title = _("Ra quyết định của Hội đồng xét đơn yêu cầu")
        if way.is_strike:
            title = _("Ra quyết định về tính hợp pháp của cuộc đình công")
    return _step(viewer, case, "requests.rule", title, "requests:rule")


def _preparing(viewer: Viewer, case: Case) -> NextStep | None:
    if not any(a.role == Assignment.Role.PRESIDING and a.ended_at is None for a in case.assignments.all()):
        return None
    if request_kinds.of(case).is_divorce:
        return _divorce(viewer, case)
    if panel.others(case, clock.today()) > seated(case):
        title = _("Thành lập Hội đồng xét đơn yêu cầu")
        return _step(viewer, case, "requests.assign_panel", title, "requests:panel")
    title = _("Ra quyết định mở phiên họp")
    return _step(viewer, case, "hearings.decide_trial", title, "hearings:decide_trial")


def seated(case: Case) -> int:
    """How many judges sit beside the presiding one."""
    return sum(a.role == Assignment.Role.JUDGE and a.ended_at is None for a in case.assignments.all())


def _to_procuracy(viewer: Viewer, case: Case) -> NextStep | None:
    """The file of a foreign judgment or award goes to the procuracy before the session (437.3, 457.1)."""
    waiting = panel.file_to_send(case)
    if waiting is None:
        return None
    title = _("Chuyển hồ sơ cho Viện kiểm sát nghiên cứu")
    return _step(viewer, case, "requests.send_to_procuracy", title, "requests:send_to_procuracy")


def _divorce(viewer: Viewer, case: Case) -> NextStep:
    session = hearings.current_session(case)
    if session is None:
        title = _("Ấn định phiên hòa giải để vợ chồng đoàn tụ")
        return _step(viewer, case, "hearings.schedule_session", title, "hearings:schedule_session")
    if not session.outcome:
        return _reconciling(viewer, case, session)
    after = after_reconciliation(session, clock.today())
    if after.ready:
        return _step(viewer, case, after.act, after.title, after.url)
    again = None
    if policy.allows(viewer, "hearings.schedule_session", case):
        again = (
            _("Có người thay đổi ý kiến: hòa giải lại"),
            reverse("hearings:schedule_session", args=[case.pk]),
        )
    return NextStep(after.title, waiting_for=after.waiting, act=after.act, way_out=again)


def _reconciling(viewer: Viewer, case: Case, session: Hearing) -> NextStep:
    when = f"{session.hours} ngày {session.day:%d/%m/%Y}, {session.room}."
    minutes = Minutes.objects.filter(hearing=session).first()
    page = reverse("hearings:minutes", args=[case.pk, session.pk])
    if minutes is not None and minutes.is_finished:
        act, title = "hearings.sign_session_minutes", _("Ký biên bản hòa giải")
    else:
        act, title = "hearings.record_session", _("Hòa giải và lập biên bản")
        if session.state == PLANNED and session.day > clock.today():
            return NextStep(title, when, waiting_for=_("Chưa đến ngày hòa giải."), act=act)
    if not policy.allows(viewer, act, case):
        return NextStep(title, when, waiting_for=_whose(act), act=act)
    return NextStep(title, when, title, page, act=act)


def _judged(case: Case) -> NextStep:
    decision = (
        CourseDecision.objects.filter(case=case, kind=CourseDecision.Kind.RULING).exclude(sha256="").first()
    )
    ends = [p.due_on for p in decision.periods.all()] if decision is not None else []
    words = _("Thời hạn của người vắng mặt bắt đầu khi họ nhận được quyết định.")
    if ends and None not in ends:
        words = _("Thời hạn cuối cùng hết ngày %s.") % f"{max(d for d in ends if d):%d/%m/%Y}"
    way = request_kinds.way_of(case)
    article = (
        rules_in_force.time_limit(way.appeal, case.accepted_on).source.cite() if way else _("Điều 372 BLTTDS")
    )
    return NextStep(_("Chờ hết thời hạn kháng cáo, kháng nghị (%s)") % article, waiting_for=words)


def _step(viewer: Viewer, case: Case, act: str, title: str, url: str) -> NextStep:
    if not policy.allows(viewer, act, case):
        return NextStep(title, waiting_for=_whose(act), act=act)
    return NextStep(title, "", title, reverse(url, args=[case.pk]), act=act)


def _whose(act: str) -> str:
    if act == "requests.assign_panel":
        return _("Đang chờ Chánh án.")
    of_clerk = {"hearings.record_session", "requests.send_to_procuracy"}
    return _("Đang chờ Thư ký.") if act in of_clerk else _("Đang chờ Thẩm phán.")
