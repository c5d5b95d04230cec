"""What waits for an officer or a mediator among the mediations."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core import clock
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, SIGN, Found, Waiting, finder
from toaan.mediation import queries
from toaan.mediation.models import Mediation
from toaan.mediation.states import (
    AGREED,
    CHOOSING,
    DECIDING,
    DESIGNATED,
    MEDIATING,
    OFFERED,
    OFFERED_AGAIN,
    RESULT,
)


def _rows(viewer: Viewer) -> QuerySet[Mediation]:
    """Mediations whose next step is this person's."""
    today = clock.today()
    rows = queries.visible_to(viewer)
    ask = Q(pk__in=[])
    if viewer.role == Role.CLERK:
        ask |= Q(state=OFFERED, answer_by__lt=today)
    if viewer.role in LEADERS:
        ask |= Q(state=AGREED) | Q(state=OFFERED_AGAIN, answer_by__lt=today)
    if viewer.role in JUDGES:
        ask |= Q(state__in=[CHOOSING, RESULT, DECIDING], judge=viewer.post)
    if viewer.role == Role.MEDIATOR:
        ask |= Q(state=MEDIATING) | Q(state=DESIGNATED, respond_by__lt=today)
    return rows.filter(ask)


def count(viewer: Viewer) -> QuerySet[Mediation]:
    """What the figure beside the menu counts."""
    return _rows(viewer)


@finder
def mediations(viewer: Viewer) -> Found:
    """Second notice, judge in charge, designation, the mediation itself, confirmation, decision."""
    if viewer.role not in LEADERS | JUDGES | {Role.CLERK, Role.MEDIATOR}:
        return []
    yield (rows := _rows(viewer))
    return [_item(m) for m in rows]


def _item(m: Mediation) -> Waiting:
    offered: date = clock.local_date(m.offered_at)
    titles = {
        OFFERED: (_("Thông báo lần hai về quyền lựa chọn hòa giải"), PREPARE, m.answer_by, "mediation.offer_again"),
        OFFERED_AGAIN: (_("Phân công Thẩm phán phụ trách hòa giải"), DECIDE, m.answer_by, "mediation.assign_judge"),
        AGREED: (_("Phân công Thẩm phán phụ trách hòa giải"), DECIDE, offered, "mediation.assign_judge"),
        CHOOSING: (_("Chỉ định Hòa giải viên"), DECIDE, offered, "mediation.designate"),
        DESIGNATED: (_("Ấn định phiên hòa giải"), PREPARE, m.designated_on, "mediation.schedule"),
        MEDIATING: (_("Tiến hành hòa giải"), PREPARE, m.designated_on, "mediation.schedule"),
        RESULT: (_("Xác nhận biên bản ghi nhận kết quả hòa giải"), SIGN, m.ended_on or offered, "mediation.confirm_result"),
        DECIDING: (_("Quyết định về kết quả hòa giải"), DECIDE, m.ended_on, "mediation.recognise"),
    }  # fmt: skip
    title, rank, since, act = titles[m.state]
    if m.state == MEDIATING and m.stop_asked_on:
        title = _("Lập biên bản chấm dứt hòa giải: một bên không tiếp tục")
    return Waiting(
        title=title, url=reverse("mediation:file", args=[m.pk]), matter=_("Đơn %s") % m, about=m.title,
        who=m.stop_asked_by, since=since, rank=rank, act=act,
    )  # fmt: skip
