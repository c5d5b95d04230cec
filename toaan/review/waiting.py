"""What waits in cassation and reopening: applications, files on their way, judgments and decisions under protest."""

from __future__ import annotations

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core import clock
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder
from toaan.review import queries
from toaan.review.models import CaseFile, Proceeding
from toaan.review.states import (
    DECIDED,
    EXAMINING,
    HEARD,
    PREPARING,
    PROTESTED,
    RECEIVED,
    REPORTED,
    SESSION_SET,
    STUDIED,
    WITHDRAWN,
)


@finder
def applications(viewer: Viewer) -> Found:
    """Of the leaders: new ones and reported ones; of a judge: those to study."""
    states = []
    if viewer.role in LEADERS:
        states.append(Q(state__in=[RECEIVED, REPORTED]))
    if viewer.role in JUDGES and viewer.post is not None:
        states.append(Q(state=EXAMINING, examiner=viewer.post))
    if not states:
        return []
    wanted = states[0]
    for one in states[1:]:
        wanted |= one
    rows = queries.visible_to(viewer).filter(wanted)
    yield rows
    said = {
        RECEIVED: (_("Xem đơn, phân công nghiên cứu"), "review.assign_examiner"),
        REPORTED: (_("Quyết định kháng nghị hay không"), "review.decline"),
        EXAMINING: (_("Nghiên cứu đơn đề nghị"), "review.report"),
    }
    return [
        Waiting(
            title=said[one.state][0], url=reverse("review:one", args=[one.pk]), matter=str(one.number),
            about=str(one.party), since=one.recorded_at, rank=DECIDE, act=said[one.state][1],
        )
        for one in rows
    ]  # fmt: skip


@finder
def protests(viewer: Viewer) -> Found:
    """Of the clerk: a file that must go or come, minutes; of the leaders: the session, the decision; of a judge: the presentation."""
    if viewer.role not in {Role.CLERK, *JUDGES} or viewer.post is None:
        return []
    wanted = Q(state__in=[PROTESTED, STUDIED, SESSION_SET])
    if viewer.role in JUDGES:
        wanted = Q(state=HEARD, presiding=viewer.post) | Q(
            state=SESSION_SET, reporter=viewer.post, presented_on=None
        )
        if viewer.role in LEADERS:
            wanted |= Q(state__in=[PREPARING, WITHDRAWN])
    rows = queries.proceedings(viewer).filter(wanted, court_id=viewer.court_id)
    yield rows
    found = []
    for one in rows:
        if viewer.role == Role.CLERK and one.session_at is not None and one.session_at > clock.now():
            continue  # minutes are kept from the session on
        title, act = _of_protest(one, viewer)
        found.append(
            Waiting(
                title=title, url=reverse("review:protest", args=[one.pk]), matter=one.protest_number,
                about=one.case.legal_relation, since=one.recorded_at, rank=DECIDE, act=act,
            )
        )  # fmt: skip
    return found


def _of_protest(one: Proceeding, viewer: Viewer) -> tuple[str, str]:
    told = {
        WITHDRAWN: (_("Đình chỉ xét xử: kháng nghị đã rút"), "review.end_trial"),
        PREPARING: (_("Ấn định phiên tòa của Ủy ban Thẩm phán"), "review.set_session"),
        HEARD: (_("Ra quyết định của Ủy ban Thẩm phán"), "review.decide"),
        SESSION_SET: (_("Làm bản thuyết trình"), "review.send_report"),
        STUDIED: (_("Nhận hồ sơ cùng kháng nghị"), "review.take_in_file"),
    }
    if one.state == SESSION_SET and viewer.role == Role.CLERK:
        return _("Lập biên bản phiên tòa của Ủy ban Thẩm phán"), "review.keep_minutes"
    if one.state == PROTESTED:
        send = (_("Gửi Viện kiểm sát kháng nghị và hồ sơ"), "review.send_to_procuracy")
        return send if one.by_president else told[STUDIED]
    return told[one.state]


@finder
def to_take_up(viewer: Viewer) -> Found:
    """Of a clerk of the court below: what was quashed, to be tried or decided anew."""
    if viewer.role != Role.CLERK or viewer.post is None:
        return []
    rows = queries.proceedings(viewer).filter(
        case__court_id=viewer.court_id, state=DECIDED, to_retry=True, again=None
    )
    yield rows
    return [
        Waiting(
            title=_("Thụ lý lại vụ việc bị hủy để giải quyết lại"), url=reverse("review:again", args=[one.pk]),
            matter=str(one.case), about=one.case.legal_relation, since=one.decided_on, rank=DECIDE,
            act="review.accept_again",
        )
        for one in rows
    ]  # fmt: skip


@finder
def causes_to_state(viewer: Viewer) -> Found:
    """Of the leaders: what came back amended or quashed; what one presided over oneself only where nobody else leads."""
    if viewer.role not in LEADERS or viewer.post is None:
        return []
    others = queries.other_leaders(viewer.post.court_id, viewer.post.user_id, clock.tomorrow())
    rows = queries.reversals(viewer).filter(subjective=None)
    rows = rows.exclude(Exists(others), judge__user_id=viewer.post.user_id)
    yield rows
    return [
        Waiting(
            title=_("Ghi nguyên nhân bản án, quyết định bị hủy, sửa"), url=reverse("review:reversal", args=[one.pk]),
            matter=str(one.case), about=str(one.judge.user), since=one.decided_on, rank=PREPARE, act="review.state_cause",
        )
        for one in rows
    ]  # fmt: skip


@finder
def case_files(viewer: Viewer) -> Found:
    """Of a clerk: a file that another court asks for, or that has been sent."""
    if viewer.role != Role.CLERK or viewer.post is None:
        return []
    asked = queries.from_here(viewer) & Q(sent_on=None)
    sent = Q(court_id=viewer.court_id, sent_on__isnull=False)
    rows = queries.files(viewer).filter(asked | sent, received_on=None, returned_on=None)
    yield rows
    return [_of_file(one) for one in rows]


def _of_file(one: CaseFile) -> Waiting:
    asked = one.sent_on is None
    return Waiting(
        title=_("Gửi hồ sơ vụ án cho Tòa án cấp trên") if asked else _("Nhận hồ sơ vụ án"),
        url=reverse("review:file", args=[one.pk]), matter=str(one.case), about=one.court.name,
        since=one.sent_on or one.asked_on, rank=DECIDE, act="review.send_file" if asked else "review.receive_file",
    )  # fmt: skip
