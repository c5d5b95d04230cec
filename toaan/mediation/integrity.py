"""Checks of mediation at court: terms that have passed, meetings of which nothing was recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.core import clock
from toaan.core.integrity import LATE, STUCK, Asked, Found, check
from toaan.core.roles import Role
from toaan.mediation.models import Mediation, Session
from toaan.mediation.states import DESIGNATED, MEDIATING


@check(
    "mediation.late", LATE, title=_("Hòa giải tại Tòa án đã quá thời hạn mà chưa kết thúc"),
    todo=_("Hòa giải viên ghi nhận kết quả hoặc lập biên bản chấm dứt (Điều 40 Luật Hòa giải, đối thoại tại Tòa án)."),
)  # fmt: skip
def late(asked: Asked) -> Iterable[Found]:
    """The last day of the mediation (LHGDT 20) has passed."""
    rows = Mediation.objects.filter(
        court=asked.court, state__in=[DESIGNATED, MEDIATING], due_on__lt=asked.today
    )
    for m in rows.select_related("petition__number", "mediator"):
        if m.due_on is not None:
            yield _found(m, f"Thời hạn hòa giải hết ngày {m.due_on:%d/%m/%Y}", m.due_on)


@check(
    "mediation.passed", STUCK, title=_("Phiên hòa giải đã qua giờ mà chưa ghi đã mở hay hoãn"),
    todo=_("Hòa giải viên mở việc hòa giải, ghi phiên đã mở hoặc hoãn."),
)  # fmt: skip
def passed(asked: Asked) -> Iterable[Found]:
    """Its time is over and nobody has said what became of it."""
    rows = Session.objects.filter(
        mediation__court=asked.court, state=Session.State.PLANNED, starts_at__lt=asked.now - timedelta(days=1)
    )
    for s in rows.select_related("mediation__petition__number", "mediation__mediator"):
        day = clock.local_date(s.starts_at)
        yield _found(s.mediation, f"{s.get_kind_display()} ngày {day:%d/%m/%Y} vẫn ghi là đã ấn định", day)


def _found(made: Mediation, text: str, since: date) -> Found:
    return Found(
        subject=(made._meta.label_lower, made.pk), matter=str(made), text=text, since=since, turn=Role.MEDIATOR,
        url=reverse("mediation:file", args=[made.pk]), post_id=made.mediator.post_id if made.mediator else None,
    )  # fmt: skip
