"""The tab, the next step and what waits for an officer because of appeals against decisions."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from toaan.appeals import queries as all_appeals
from toaan.appeals.decisions import queries
from toaan.appeals.models import FileTransfer, Review
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.cases.page import NextStep, Rows, Tab, add_tab, next_step_finder
from toaan.cases.states import HEARING, PREPARING, QUASHED, TRIAL_SET
from toaan.core import clock, policy
from toaan.core.again import Figures
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder
from toaan.course.models import Challenge, CourseDecision
from toaan.hearings.actions.trial import check_bench
from toaan.hearings.models import Hearing
from toaan.hearings.people import bench
from toaan.hearings.states import PLANNED
from toaan.judgments.models import LateAppeal

R = Assignment.Role


_CHALLENGES = Figures(
    lambda case: Challenge.objects.filter(
        period__decision__case=case, period__decision__kind__in=queries.GOES_UP
    )
)
_LATE = Figures(lambda case: LateAppeal.objects.filter(decision__case=case))


def _shown(viewer: Viewer, case: Case) -> bool | Rows:  # noqa: ARG001  (whoever sees the case may know of its appeals)
    return True if case.reviews_decision else (_CHALLENGES, _LATE)


add_tab(Tab("Phúc thẩm quyết định", "appeals:decisions", order=63, shown=_shown))


@next_step_finder(23, queries.challenged)
def below(viewer: Viewer, case: Case) -> NextStep | None:
    """A suspended or ended case whose decision is challenged: check, wait for the fee, send up, wait for the court above."""
    if case.instance != Case.Instance.FIRST:
        return None
    if case.is_request and case.state == QUASHED:
        return _again(viewer, case)
    decision = queries.challenged_decision(case) if case.can("appeals.send_decision_up") else None
    if decision is None or decision.effective_on is not None or decision.cancelled_on is not None:
        return None
    if not queries.governs(decision, case):
        return None
    step = _waiting(viewer, case, decision)
    if decision.kind == CourseDecision.Kind.PARTIAL and not (
        step.url or step.act == "appeals.send_decision_up"
    ):
        return None  # the case goes on meanwhile: its own next step stands here
    return step


def _waiting(viewer: Viewer, case: Case, decision: CourseDecision) -> NextStep:
    transfer = (
        FileTransfer.objects.filter(decision=decision).select_related("to_court", "above__number").first()
    )
    if transfer is not None:
        words = _("Hồ sơ đã gửi %(court)s ngày %(day)s, chờ thụ lý.")
        if transfer.above:
            words = _("%(court)s đã thụ lý số %(number)s.")
        told = {
            "court": transfer.to_court.name, "number": transfer.above, "day": f"{transfer.sent_on:%d/%m/%Y}",
        }  # fmt: skip
        return NextStep(_("Chờ kết quả phúc thẩm"), waiting_for=words % told)
    return _checking(viewer, case, decision)


def _again(viewer: Viewer, case: Case) -> NextStep | None:
    """A request that was sent back is entered anew (375.3.c)."""
    transfer = queries.transfer_of(case)
    review = queries.review_of(transfer.above) if transfer and transfer.above else None
    if (
        review is None
        or review.outcome != Review.Outcome.CANCELLED
        or queries.taken_up_again(case) is not None
    ):
        return None
    title = _("Thụ lý lại việc dân sự theo thủ tục sơ thẩm")
    return _step(viewer, case, ("appeals.accept_again", "accept_again"), title, _("Thụ lý lại"))


def _checking(viewer: Viewer, case: Case, decision: CourseDecision) -> NextStep:
    rows = [one for one in queries.live(decision) if one.period.party is not None]
    asked = not queries.awaits_demand(decision, clock.today())
    fresh = [one.period.holder for one in rows if queries.advance_of(one) is None]
    if fresh:
        title = _("Kiểm tra đơn kháng cáo của %s") % ", ".join(fresh)
        return _step(
            viewer, case, ("appeals.check_challenge", "decisions"), title, _("Mở phần Phúc thẩm quyết định")
        )
    if owing := [one.period.holder for one in rows if not one.advance.is_settled]:
        return NextStep(
            _("Chờ biên lai tạm ứng lệ phí phúc thẩm") if case.is_request else _("Chờ biên lai tạm ứng án phí phúc thẩm"), act="appeals.pay_challenge",
            waiting_for=_("%s chưa nộp biên lai (Điều 276 BLTTDS).") % ", ".join(owing),
        )  # fmt: skip
    title = _("Gửi hồ sơ lên Tòa án cấp phúc thẩm")
    if queries.missing_for_sending(decision, clock.today()):
        words = _("Thời hạn kháng cáo, kháng nghị chưa hết (Điều 283 BLTTDS).")
        if not asked:
            words = _(
                "Chờ văn bản yêu cầu chuyển hồ sơ của %s (khoản 1 Điều 413 BLTTDS)."
            ) % queries.court_above(case)
        return NextStep(title, waiting_for=words, act="appeals.send_decision_up")
    return _step(viewer, case, ("appeals.send_decision_up", "send_decision_up"), title, _("Gửi hồ sơ"))


@next_step_finder(19)
def above(viewer: Viewer, case: Case) -> NextStep | None:
    """A decision at second instance: form the panel, set the session, decide."""
    if not case.reviews_decision:
        return None
    if case.state in {PREPARING, TRIAL_SET, HEARING} and not all_appeals.holders(case):
        title = _("Đình chỉ xét xử phúc thẩm: mọi kháng cáo, kháng nghị đã rút")
        return _step(viewer, case, ("appeals.end_review", "review"), title, _("Ra quyết định"))
    if case.state == PREPARING:
        return _preparing(viewer, case)
    if case.state == TRIAL_SET:
        return _planned(viewer, case)
    if case.state == HEARING and not policy.allows(viewer, "hearings.write_minutes", case):
        title = _("Ra quyết định phúc thẩm")
        return _step(viewer, case, ("appeals.review", "review"), title, title)
    return None


def _preparing(viewer: Viewer, case: Case) -> NextStep | None:
    seats = {a.role for a in case.assignments.all() if a.ended_at is None}
    if R.PRESIDING not in seats or R.CLERK not in seats:
        return None  # whoever assigns them says so
    if R.JUDGE not in seats:
        title = _("Thành lập Hội đồng phúc thẩm")
        return _step(viewer, case, ("appeals.assign_panel", "panel"), title, _("Chọn Thẩm phán"))
    if check_bench(case, bench(case), clock.today()):
        return None
    if case.reviews_ruling:
        title = _("Ra quyết định mở phiên họp phúc thẩm")
        return _step(viewer, case, ("hearings.decide_trial", "hearings:decide_trial"), title, title)
    title = _("Ấn định phiên họp phúc thẩm")
    return _step(viewer, case, ("appeals.set_meeting", "set_meeting"), title, title)


def _planned(viewer: Viewer, case: Case) -> NextStep | None:
    hearing = (
        case.hearings.filter(kind=Hearing.Kind.DECISION, state=PLANNED).select_related("room", "case").first()
    )
    if hearing is None or hearing.day == clock.today():
        return None  # the day's own steps
    when = f"{hearing.hours} ngày {hearing.day:%d/%m/%Y}, {hearing.room}."
    if hearing.day > clock.today():
        return NextStep(
            _("Mở phiên họp phúc thẩm"),
            when,
            waiting_for=_("Chưa đến ngày họp."),
            act="hearings.open_hearing",
        )
    title = _("Ấn định lại phiên họp phúc thẩm đã qua ngày")
    return _step(viewer, case, ("appeals.set_meeting", "set_meeting"), title, title)


WHOSE = {
    "appeals.check_challenge": _lazy("Đang chờ Thẩm phán giải quyết vụ án."),
    "appeals.send_decision_up": _lazy("Đang chờ Thư ký vụ án."),
    "appeals.accept_again": _lazy("Đang chờ Thư ký của Tòa án."),
    "appeals.assign_panel": _lazy("Đang chờ Chánh án."),
}


def _step(viewer: Viewer, case: Case, wanted: tuple[str, str], title: str, button: str) -> NextStep:
    """The step with its button for whoever may take it, else whom it waits for. `wanted`: act and page."""
    act, page = wanted
    if not policy.allows(viewer, act, case):
        return NextStep(title, waiting_for=str(WHOSE.get(act, _("Đang chờ Thẩm phán chủ tọa."))), act=act)
    name = page if ":" in page else f"appeals:{page}"
    return NextStep(title, button=button, url=reverse(name, args=[case.pk]), act=act)


@finder
def challenges_to_check(viewer: Viewer) -> Found:
    """The judge of the case checks each appeal against the decision (274.1)."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, R.PRESIDING)
    rows = Challenge.objects.filter(
        queries.going_up(), period__decision__case__in=mine, period__party__isnull=False, dropped_on=None, advance=None,
        period__decision__effective_on=None, period__decision__cancelled_on=None,
    ).select_related("period__party", "period__decision__case__number")  # fmt: skip
    yield rows
    return [
        Waiting(
            title=_("Kiểm tra đơn kháng cáo quyết định"), url=reverse("appeals:decisions", args=[c.period.decision.case_id]),
            matter=str(c.period.decision.case), about=c.period.holder, since=c.received_on, rank=DECIDE,
            act="appeals.check_challenge",
        )
        for c in rows
    ]  # fmt: skip


@finder
def late_to_send(viewer: Viewer) -> Found:
    """The clerk of the case sends a late appeal against a decision to the court above (275.1)."""
    if viewer.role != Role.CLERK:
        return []
    mine = yield from cases.held(viewer, R.CLERK)
    rows = LateAppeal.objects.filter(sent_on=None, decision__case__in=mine)
    yield (rows := rows.select_related("decision__case__number", "party"))
    return [
        Waiting(
            title=_("Gửi kháng cáo quá hạn"), url=reverse("appeals:late_decisions", args=[one.case.pk]),
            matter=str(one.case), about=str(one.party), since=one.recorded_at, rank=DECIDE,
            act="appeals.forward_late_appeal",
        )
        for one in rows
    ]  # fmt: skip


@finder
def files_to_send(viewer: Viewer) -> Found:
    """The clerk sends up the file once the periods are over and every advance is settled (283)."""
    if viewer.role != Role.CLERK:
        return []
    mine = yield from cases.held(viewer, R.CLERK)
    rows = Challenge.objects.filter(
        queries.going_up(), period__decision__case__in=mine, period__decision__file_transfer=None, dropped_on=None,
        period__decision__effective_on=None,
    ).select_related(
        "period__decision__case__number", "period__decision__case__court__parent", "period__decision__number",
        "period__decision__file_demand", "period__party", "advance",
    ).prefetch_related("period__decision__periods")  # fmt: skip
    yield rows
    decisions = {c.period.decision_id: c.period.decision for c in rows}
    live = {pk: [c for c in rows if c.period.decision_id == pk] for pk in decisions}
    return [
        Waiting(
            title=_("Gửi hồ sơ lên Tòa án cấp phúc thẩm"), url=reverse("appeals:send_decision_up", args=[d.case_id]),
            matter=str(d.case), about=d.title, since=d.decided_on, rank=PREPARE, act="appeals.send_decision_up",
        )
        for d in decisions.values()
        if not queries.missing_for_sending(d, clock.today(), live[d.pk])
    ]  # fmt: skip


@finder
def files_to_demand(viewer: Viewer) -> Found:
    """The leaders of the court above ask for the file of a strike at once (413.1)."""
    if viewer.role not in LEADERS:
        return []
    yield (rows := queries.to_demand(viewer))
    return [
        Waiting(
            title=_("Yêu cầu chuyển hồ sơ đình công, hạn %s") % f"{one.due_on:%d/%m/%Y}", url=reverse("appeals:demand_file", args=[one.pk]),
            matter=str(one.decision.case), about=one.decision.title, who=one.decision.case.court.name, since=one.received_on,
            rank=DECIDE, act="appeals.demand_file",
        )
        for one in rows
    ]  # fmt: skip


@finder
def sessions_to_set(viewer: Viewer) -> Found:
    """The presiding judge sets the session within a month of the acceptance (314.2)."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, R.PRESIDING)
    rows = Case.objects.filter(
        pk__in=mine, procedure=Case.Procedure.DECISION, state=PREPARING, assignments__role=R.JUDGE,
        assignments__ended_at=None,
    ).distinct()  # fmt: skip
    rows = rows.select_related("number").prefetch_related("parties")
    yield rows
    return [
        Waiting(
            title=_("Ra quyết định mở phiên họp phúc thẩm") if c.reviews_ruling else _("Ấn định phiên họp phúc thẩm"),
            url=reverse("hearings:decide_trial" if c.reviews_ruling else "appeals:set_meeting", args=[c.pk]), matter=str(c),
            about=c.title, since=c.accepted_on, rank=DECIDE,
            act="hearings.decide_trial" if c.reviews_ruling else "appeals.set_meeting",
        )
        for c in rows
    ]  # fmt: skip
