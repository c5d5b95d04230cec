"""The next step of a case, as far as sessions and hearings decide it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Case
from toaan.cases.page import Coming, NextStep, coming_finder, next_step_finder
from toaan.cases.states import HEARING, PREPARING, TRIAL_SET
from toaan.core import clock, policy
from toaan.core.together import Asking
from toaan.core.viewer import Viewer
from toaan.hearings import people, queries
from toaan.hearings.actions import last_day_of_pause, restart_reason, running_pause
from toaan.hearings.actions.trial import check_bench
from toaan.hearings.models import Hearing, Minutes, Participation
from toaan.hearings.states import CLOSED, OPEN, PAUSED, PLANNED, SIGNED
from toaan.rules.calendar import weekday_vi


@next_step_finder(30)
def hearing_step(viewer: Viewer, case: Case) -> NextStep | None:
    """What comes next between assignment and deliberation; None where hearings have nothing to say."""
    if case.state == PREPARING:
        return None if case.is_request else _preparing(viewer, case)  # `toaan.requests` says what comes next
    if case.state in (TRIAL_SET, HEARING):
        return _trial(viewer, case)
    return None


def _closed(case: uuid.UUID) -> QuerySet[Minutes]:
    return Minutes.objects.filter(hearing__case=case, hearing__state=CLOSED).exclude(state=SIGNED)


@next_step_finder(39, _closed)
def minutes_step(viewer: Viewer, case: Case) -> NextStep | None:
    """After pronouncement the minutes are finished by the clerk and signed by the presiding judge."""
    hearing = queries.current_trial(case)
    if hearing is None or hearing.state != CLOSED:
        return None
    minutes = Minutes.objects.filter(hearing=hearing).first()
    if minutes is None or minutes.is_signed:
        return None
    title, act = f"Kiểm tra và ký biên bản {hearing.short_kind}", "hearings.sign_minutes"
    if minutes.is_draft:
        title, act = f"Hoàn thành biên bản {hearing.short_kind}", "hearings.finish_minutes"
    # Whoever has no hand in the minutes sees the step of the judgment instead.
    return (
        _step(viewer, case, act, title, page="minutes", hearing=hearing)
        if policy.allows(viewer, act, case)
        else None
    )


@coming_finder
def planned_sittings(viewer: Viewer, case: Case) -> Asking[list[Coming]]:
    """Sessions and hearings that are planned or running: they stand on top of the timeline."""
    yield (ahead := queries.ahead_in_case(viewer, case))
    return [
        Coming(
            title=h.kind_label,
            when=f"{_weekday(h.day)} {h.day:%d/%m/%Y}, {h.hours}, {h.room}",
            text="" if h.state == PLANNED else h.get_state_display(),
            url=reverse("hearings:case", args=[case.pk]),
            label="Xem phiên",
        )
        for h in ahead
    ]


def _preparing(viewer: Viewer, case: Case) -> NextStep | None:
    bench = people.bench(case)
    if bench.judge is None:
        return None
    on_appeal = case.instance == Case.Instance.SECOND
    if on_appeal or case.is_simplified:  # no session before the trial decision
        return _decide_appeal(viewer, case, bench) if on_appeal else _simplified(viewer, case)
    session = queries.current_session(case)
    if session is None:
        title = _("Ấn định phiên họp công khai chứng cứ và hòa giải")
        return _step(viewer, case, "hearings.schedule_session", title, page="schedule_session")
    if session.outcome:
        return _after_session(viewer, case, session)
    minutes = getattr(session, "minutes", None)
    if minutes is not None and minutes.is_finished:
        title = _("Ký biên bản phiên họp")
        return _step(viewer, case, "hearings.sign_session_minutes", title, page="minutes", hearing=session)
    return _session(viewer, case, session)


def _decide_appeal(viewer: Viewer, case: Case, bench: people.Bench) -> NextStep | None:
    """At second instance there is no session before the trial decision (BLTTDS 286.1, 290)."""
    if check_bench(case, bench, clock.today()):
        return None  # whoever forms the panel says so
    title = _("Ra quyết định đưa vụ án ra xét xử phúc thẩm")
    return _step(viewer, case, "hearings.decide_trial", title, page="decide_trial")


def _simplified(viewer: Viewer, case: Case) -> NextStep:
    """No session: the judge decides on the trial within a month of acceptance (318.1)."""
    title = _("Ra quyết định đưa vụ án ra xét xử theo thủ tục rút gọn")
    text = _("Không mở phiên họp; Thẩm phán hòa giải sau khi khai mạc phiên tòa (khoản 3 Điều 320 BLTTDS).")
    return _step(viewer, case, "hearings.decide_trial", title, page="decide_trial", text=text)


def _session(viewer: Viewer, case: Case, session: Hearing) -> NextStep:
    """A planned session waits for its day; from then on the clerk writes."""
    title = _("Tiến hành phiên họp và lập biên bản")
    if session.state == PLANNED and session.day > clock.today():
        again = _way_out(
            viewer,
            case,
            "hearings.schedule_session",
            _("Ấn định thời gian khác"),
            _page("schedule_session", case),
        )
        return NextStep(
            title,
            _when(session),
            waiting_for=_("Chưa đến ngày họp."),
            act="hearings.record_session",
            way_out=again,
        )
    return _step(
        viewer, case, "hearings.record_session", title, page="minutes", hearing=session, text=_when(session)
    )


def _after_session(viewer: Viewer, case: Case, session: Hearing) -> NextStep | None:
    if session.outcome == Hearing.Outcome.SETTLED:
        return None  # the course of the case says so: it is recognised, or a party changes his mind
    title = _("Ra quyết định đưa vụ án ra xét xử")
    text = f"Phiên họp ngày {session.day:%d/%m/%Y}: {session.get_outcome_display().lower()}."
    if policy.allows(viewer, "hearings.decide_trial", case):
        lacking = check_bench(case, people.bench(case), clock.today())
        if lacking:
            why = _("Chờ Chánh án phân công đủ Hội đồng xét xử. %s") % " ".join(lacking)
            return NextStep(title, text, waiting_for=why, act="hearings.decide_trial")
    return _step(viewer, case, "hearings.decide_trial", title, page="decide_trial", text=text)


def _trial(viewer: Viewer, case: Case) -> NextStep | None:
    hearing = queries.current_trial(case)
    if hearing is not None and hearing.state == PAUSED:
        return _paused(viewer, case, hearing)
    if hearing is None or hearing.state not in (PLANNED, OPEN):
        return None
    if hearing.state == OPEN:
        return _running(viewer, case, hearing)
    postpone = None
    if case.can("hearings.adjourn"):
        postpone = _way_out(
            viewer,
            case,
            "hearings.adjourn",
            _("Hoãn %s") % _(hearing.short_kind),
            _page("adjourn", case, hearing),
        )
    if hearing.day > clock.today():
        return NextStep(
            _("Mở %s") % _(hearing.short_kind), _when(hearing), waiting_for=_("Chưa đến ngày mở %s.") % _(hearing.short_kind),
            act="hearings.open_hearing",
            way_out=postpone,
        )  # fmt: skip
    if hearing.day < clock.today():
        title, text = _("Hoãn %s và ấn định ngày mới") % _(hearing.short_kind), _("Đã qua: ") + _when(hearing)
        return _step(viewer, case, "hearings.adjourn", title, page="adjourn", hearing=hearing, text=text)
    return _on_the_day(viewer, case, hearing, postpone)


def _paused(viewer: Viewer, case: Case, hearing: Hearing) -> NextStep:
    """It goes on on its day; when the month is over and the reason is not, the case is suspended (259.2)."""
    if why := restart_reason(hearing):
        title = (
            _("Hoãn phiên họp, mở lại từ đầu") if case.is_request else _("Hoãn phiên tòa, xét xử lại từ đầu")
        )
        return _step(viewer, case, "hearings.adjourn", title, page="adjourn", hearing=hearing, text=why)
    turn = running_pause(case)
    last = last_day_of_pause(turn) if turn else hearing.day
    until = _("Tạm ngừng đến hết %(last)s.") % {"last": f"{last:%d/%m/%Y}"}
    title, text = _("Tiếp tục %s") % _(hearing.short_kind), f"{_when(hearing)} {until}"
    if hearing.day > clock.today():
        move = _way_out(
            viewer, case, "hearings.set_resumption", _("Thay đổi thời gian tiếp tục"), _page("set_resumption", case, hearing)
        )  # fmt: skip
        return NextStep(
            title,
            text,
            waiting_for=_("Chưa đến ngày tiếp tục %s.") % _(hearing.short_kind),
            act="hearings.go_on",
            way_out=move,
        )
    step = _step(viewer, case, "hearings.go_on", title, page="go_on", hearing=hearing, text=text)
    if last > clock.today() or not case.can("course.suspend"):
        return step
    suspend = reverse("course:suspend", args=[case.pk])
    return replace(
        step,
        way_out=_way_out(
            viewer,
            case,
            "course.suspend",
            _("Lý do chưa khắc phục được: tạm đình chỉ giải quyết việc dân sự")
            if case.is_request
            else _("Lý do chưa khắc phục được: tạm đình chỉ giải quyết vụ án"),
            suspend,
        ),
    )


def _running(viewer: Viewer, case: Case, hearing: Hearing) -> NextStep:
    """The clerk writes; the judge leads to the end of the debate."""
    if policy.allows(viewer, "hearings.write_minutes", case):
        title = _("Ghi biên bản %s") % _(hearing.short_kind)
        return _step(
            viewer,
            case,
            "hearings.write_minutes",
            title,
            page="minutes",
            hearing=hearing,
            text=_when(hearing),
        )
    if why := restart_reason(hearing):
        title = _("Hoãn phiên tòa, xét xử lại từ đầu")
        return _step(viewer, case, "hearings.adjourn", title, page="adjourn", hearing=hearing, text=why)
    if case.proceeding == "simplified" and hearing.outcome in ("", Hearing.Outcome.SETTLED):
        return _mediation(viewer, case, hearing)
    title = _("Kết thúc tranh luận, vào nghị án")
    return _step(
        viewer, case, "hearings.close_debate", title, page="conduct", hearing=hearing, text=_when(hearing)
    )


def _mediation(viewer: Viewer, case: Case, hearing: Hearing) -> NextStep:
    """By simplified procedure the judge mediates first; parties who agreed need no trial (320.3)."""
    if not hearing.outcome:
        title = _("Hòa giải tại phiên tòa")
        return _step(
            viewer, case, "hearings.mediate", title, page="mediate", hearing=hearing, text=_when(hearing)
        )
    again = _way_out(
        viewer, case, "hearings.mediate", _("Có đương sự thay đổi ý kiến"), _page("mediate", case, hearing)
    )
    title, text = (
        _("Ra quyết định công nhận sự thỏa thuận"),
        _("Hòa giải thành tại phiên tòa (khoản 3 Điều 320 BLTTDS)."),
    )
    if not policy.allows(viewer, "course.recognise", case):
        return NextStep(title, text, waiting_for=_("Đang chờ Thẩm phán."), act="course.recognise")
    url = reverse("course:recognise", args=[case.pk])
    return NextStep(title, text, _("Soạn quyết định"), url, act="course.recognise", way_out=again)


def _on_the_day(viewer: Viewer, case: Case, hearing: Hearing, postpone: tuple[str, str] | None) -> NextStep:
    """The clerk checks who is there, then the judge opens."""
    unchecked = hearing.participations.filter(attendance=Participation.Attendance.UNKNOWN).count()
    title, text = _("Khai mạc %s") % _(hearing.short_kind), _when(hearing)
    if unchecked and policy.allows(viewer, "hearings.record_attendance", case):
        title = _("Kiểm tra sự có mặt")
        return _step(
            viewer, case, "hearings.record_attendance", title, page="attendance", hearing=hearing, text=text
        )
    if unchecked and policy.allows(viewer, "hearings.open_hearing", case):
        why = _("Chờ Thư ký ghi sự có mặt của %d người.") % unchecked
        return NextStep(title, text, waiting_for=why, act="hearings.open_hearing", way_out=postpone)
    step = _step(viewer, case, "hearings.open_hearing", title, page="conduct", hearing=hearing, text=text)
    return replace(step, way_out=postpone)


def _when(hearing: Hearing) -> str:
    return f"{hearing.hours} ngày {hearing.day:%d/%m/%Y}, {hearing.room}."


def _weekday(day: date) -> str:
    words = weekday_vi(day)
    return words[:1].upper() + words[1:]


def _way_out(viewer: Viewer, case: Case, act: str, label: str, url: str) -> tuple[str, str] | None:
    """What to do instead, for whoever may."""
    return (label, url) if policy.allows(viewer, act, case) else None


def _page(name: str, case: Case, hearing: Hearing | None = None) -> str:
    return reverse(f"hearings:{name}", args=[case.pk, hearing.pk] if hearing else [case.pk])


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
        return NextStep(title, text=text, waiting_for=_("Đang chờ %s.") % _whose(act), act=act)
    return NextStep(title, text=text, button=title, url=_page(page, case, hearing), act=act)


def _whose(act: str) -> str:
    clerk = {
        "hearings.record_session",
        "hearings.record_attendance",
        "hearings.write_minutes",
        "hearings.finish_minutes",
    }
    return "Thư ký vụ án" if act in clerk else "Thẩm phán chủ tọa"
