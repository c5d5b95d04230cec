"""The next step of a case, as far as sessions and hearings decide it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from toaan.cases.models import Case
from toaan.cases.page import Coming, NextStep, coming_finder, next_step_finder
from toaan.cases.states import HEARING, PREPARING, TRIAL_SET
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.hearings import people, queries
from toaan.hearings.models import Hearing, Minutes
from toaan.hearings.states import CLOSED, OPEN, PLANNED
from toaan.rules.calendar import weekday_vi


@next_step_finder(30)
def hearing_step(viewer: Viewer, case: Case) -> NextStep | None:
    """What comes next between assignment and deliberation; None where hearings have nothing to say."""
    if case.state == PREPARING:
        return _preparing(viewer, case)
    if case.state in (TRIAL_SET, HEARING):
        return _trial(viewer, case)
    return None


@next_step_finder(39)
def minutes_step(viewer: Viewer, case: Case) -> NextStep | None:
    """After pronouncement the minutes are finished by the clerk and signed by the presiding judge."""
    hearing = queries.current_trial(case)
    if hearing is None or hearing.state != CLOSED:
        return None
    minutes = Minutes.objects.filter(hearing=hearing).first()
    if minutes is None or minutes.is_signed:
        return None
    title, act = "Kiểm tra và ký biên bản phiên tòa", "hearings.sign_minutes"
    if minutes.is_draft:
        title, act = "Hoàn thành biên bản phiên tòa", "hearings.finish_minutes"
    # Whoever has no hand in the minutes sees the step of the judgment instead.
    return (
        _step(viewer, case, act, title, page="minutes", hearing=hearing)
        if policy.allows(viewer, act, case)
        else None
    )


@coming_finder
def planned_sittings(viewer: Viewer, case: Case) -> list[Coming]:
    """Sessions and hearings that are planned or running: they stand on top of the timeline."""
    return [
        Coming(
            title=h.get_kind_display(),
            when=f"{_weekday(h.day)} {h.day:%d/%m/%Y}, {h.hours}, {h.room}",
            text="" if h.state == PLANNED else h.get_state_display(),
            url=reverse("hearings:case", args=[case.pk]),
            label="Xem phiên",
        )
        for h in queries.ahead_in_case(viewer, case)
    ]


def _weekday(day: date) -> str:
    words = weekday_vi(day)
    return words[:1].upper() + words[1:]


def _preparing(viewer: Viewer, case: Case) -> NextStep | None:
    if people.bench(case).judge is None:
        return None
    session = queries.current_session(case)
    if session is None or session.outcome == Hearing.Outcome.SETTLED:
        text = (
            "" if session is None else "Hòa giải thành: chỉ mở phiên họp mới khi có đương sự thay đổi ý kiến."
        )
        title = "Ấn định phiên họp công khai chứng cứ và hòa giải"
        return _step(viewer, case, "hearings.schedule_session", title, page="schedule_session", text=text)
    if session.outcome:
        text = f"Phiên họp ngày {session.day:%d/%m/%Y}: {session.get_outcome_display().lower()}."
        title = "Ra quyết định đưa vụ án ra xét xử"
        return _step(viewer, case, "hearings.decide_trial", title, page="decide_trial", text=text)
    minutes = Minutes.objects.filter(hearing=session).first()
    if minutes is not None and minutes.is_finished:
        title = "Ký biên bản phiên họp"
        return _step(viewer, case, "hearings.sign_session_minutes", title, page="minutes", hearing=session)
    title, text = "Tiến hành phiên họp và lập biên bản", _when(session)
    return _step(viewer, case, "hearings.record_session", title, page="minutes", hearing=session, text=text)


def _trial(viewer: Viewer, case: Case) -> NextStep | None:
    hearing = queries.current_trial(case)
    if hearing is None or hearing.state not in (PLANNED, OPEN):
        return None
    act, title, page = "hearings.close_debate", "Kết thúc tranh luận, vào nghị án", "conduct"
    if hearing.state == PLANNED:
        act, title = "hearings.open_hearing", "Khai mạc phiên tòa"
        if policy.allows(viewer, "hearings.record_attendance", case):
            act, title, page = "hearings.record_attendance", "Kiểm tra sự có mặt", "attendance"
    elif policy.allows(viewer, "hearings.write_minutes", case):
        act, title, page = "hearings.write_minutes", "Ghi biên bản phiên tòa", "minutes"
    return _step(viewer, case, act, title, page=page, hearing=hearing, text=_when(hearing))


def _when(hearing: Hearing) -> str:
    return f"{hearing.hours} ngày {hearing.day:%d/%m/%Y}, {hearing.room}."


def _step(
    viewer: Viewer,
    case: Case,
    act: str,
    title: str,
    *,
    page: str,
    hearing: Hearing | None = None,
    text: str = "",
) -> NextStep:
    """The step with its button for whoever may do it, else whose turn it is."""
    if not policy.allows(viewer, act, case):
        return NextStep(title, text=text, waiting_for=f"Đang chờ {_whose(act)}.", act=act)
    url = reverse(f"hearings:{page}", args=[case.pk, hearing.pk] if hearing else [case.pk])
    return NextStep(title, text=text, button=title, url=url, act=act)


def _whose(act: str) -> str:
    clerk = {
        "hearings.record_session",
        "hearings.record_attendance",
        "hearings.write_minutes",
        "hearings.finish_minutes",
    }
    return "Thư ký vụ án" if act in clerk else "Thẩm phán chủ tọa"
