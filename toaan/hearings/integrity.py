"""Checks of sittings: cases in which nothing happens, times that have passed, decisions and minutes half done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import RUNNING, cases_of, found
from toaan.cases.models import Deadline
from toaan.cases.queries import OURS
from toaan.cases.states import (
    ARCHIVED,
    EFFECTIVE,
    ENDING_QUASHED,
    JUDGED,
    PART_QUASHED,
    STRUCK_OUT,
    SUSPENDED,
)
from toaan.core import clock
from toaan.core.integrity import MISSING, OPEN, STUCK, Asked, Found, check
from toaan.core.models import Event
from toaan.core.roles import Role
from toaan.hearings.models import Adjournment, Hearing, Minutes, TrialDecision
from toaan.hearings.states import ADJOURNED, CLOSED, PAUSED, PLANNED, SIGNED

NO_SITTING = [ARCHIVED, EFFECTIVE, PART_QUASHED, ENDING_QUASHED, JUDGED, SUSPENDED, *STRUCK_OUT]


def _day_before(asked: Asked, name: str) -> datetime:
    return clock.start_of(asked.today - timedelta(days=asked.days[name]))


@check(
    "hearings.stuck", STUCK, title=_("Vụ án không có việc gì mới từ lâu"),
    todo=_("Mở vụ án, làm bước tiếp theo; có lý do chờ thì ra quyết định tạm đình chỉ hoặc ấn định phiên."),
)  # fmt: skip
def stuck(asked: Asked) -> Iterable[Found]:
    """Something is due, nothing was done for long, and no sitting is planned."""
    last = (
        Event.objects.filter(case_id=OuterRef("pk"))
        .order_by()
        .values("case_id")
        .annotate(last=Max("at"))
        .values("last")
    )
    due = Deadline.objects.filter(case=OuterRef("pk"), state=Deadline.State.OPEN, owner__in=OURS)
    planned = Hearing.objects.filter(
        case=OuterRef("pk"), state__in=[PLANNED, PAUSED], starts_at__gte=asked.now
    )
    rows = (
        cases_of(asked)
        .filter(RUNNING, Exists(due), ~Exists(planned))
        .annotate(
            last_act=Subquery(last), next_owner=Subquery(due.order_by("due_on", "pk").values("owner")[:1])
        )
        .filter(last_act__lt=_day_before(asked, "stuck"))
    )
    for case in rows:
        turn = {Deadline.Owner.CLERK: Role.CLERK, Deadline.Owner.LEADERS: Role.PRESIDENT}
        day = clock.local_date(case.last_act)
        yield found(case, f"Việc gần nhất ngày {day:%d/%m/%Y}", "cases:overview",
                    turn.get(Deadline.Owner(case.next_owner), Role.JUDGE), since=day)  # fmt: skip


@check(
    "hearings.passed", STUCK, title=_("Phiên đã qua giờ mà chưa mở, chưa hoãn"),
    todo=_("Ghi nhận phiên đã mở, hoặc hoãn phiên và ấn định thời gian mới; phiên đang tạm ngừng thì tiếp tục hoặc tạm đình chỉ giải quyết."),
)  # fmt: skip
def passed(asked: Asked) -> Iterable[Found]:
    """Its time is over and nobody has said what became of it."""
    rows = Hearing.objects.filter(
        case__court=asked.court, state__in=[PLANNED, PAUSED], ends_at__lt=asked.now - timedelta(days=1)
    )
    rows = rows.exclude(case__state__in=NO_SITTING)
    for h in rows.select_related("case__number").prefetch_related("case__assignments"):
        what = "tạm ngừng" if h.state == PAUSED else "đã lên lịch"
        text = f"{h.get_kind_display()} {h.hours} ngày {h.day:%d/%m/%Y} vẫn ghi là {what}"
        yield found(h.case, text, "hearings:case", Role.JUDGE, since=h.day, subject=h)


@check(
    "hearings.booked", OPEN, title=_("Vụ án đã xong hoặc tạm đình chỉ nhưng còn giữ phòng và người"),
    todo=_("Mở phần Phiên tòa của vụ án; báo cán bộ công nghệ thông tin nếu phiên không tự bỏ."),
)  # fmt: skip
def booked(asked: Asked) -> Iterable[Found]:
    """A sitting is planned in a case that will have none."""
    rows = Hearing.objects.filter(
        case__court=asked.court, case__state__in=NO_SITTING, state=PLANNED, bookings__ends_at__gt=asked.now
    ).distinct()
    for h in rows.select_related("case__number", "room").prefetch_related("case__assignments"):
        text = f"{h.get_kind_display()} {h.hours} ngày {h.day:%d/%m/%Y}, {h.room} vẫn được giữ"
        yield found(h.case, text, "hearings:case", Role.CLERK, since=h.day, subject=h)


@check(
    "hearings.minutes", MISSING, title=_("Biên bản phiên họp, phiên tòa chưa ký xong"),
    todo=_("Thư ký hoàn thành, Thẩm phán ký biên bản."),
)  # fmt: skip
def minutes(asked: Asked) -> Iterable[Found]:
    """The sitting is over, its minutes are not."""
    over = Q(hearing__state__in=[CLOSED, ADJOURNED]) | Q(
        hearing__kind=Hearing.Kind.SESSION, hearing__opened_at__isnull=False
    )
    rows = Minutes.objects.filter(
        over, hearing__case__court=asked.court, hearing__starts_at__lt=_day_before(asked, "unsigned")
    ).exclude(state=SIGNED)
    for m in rows.select_related("hearing__case__number").prefetch_related("hearing__case__assignments"):
        h = m.hearing
        yield Found(
            subject=("hearings.minutes", h.pk), matter=str(h.case), since=h.day, case_id=h.case_id,
            text=f"Biên bản {h.short_kind} ngày {h.day:%d/%m/%Y} chưa ký", url=reverse("hearings:minutes", args=[h.case_id, h.pk]),
            turn=Role.JUDGE if m.is_finished else Role.CLERK,
            post_id=found(h.case, "", "hearings:case", Role.JUDGE if m.is_finished else Role.CLERK).post_id,
        )  # fmt: skip


@check(
    "hearings.unissued", MISSING, title=_("Quyết định đã có số nhưng chưa ban hành"),
    todo=_("Thẩm phán mở lại và bấm ban hành; số được giữ nguyên."),
)  # fmt: skip
def unissued(asked: Asked) -> Iterable[Found]:
    """Numbered, then something stopped: the paper was never signed."""
    before = asked.today - timedelta(days=1)
    for d in (
        TrialDecision.objects.filter(
            case__court=asked.court, sha256="", lapsed_at=None, decided_on__lt=before, number__isnull=False
        )
        .select_related("case__number", "number")
        .prefetch_related("case__assignments")
    ):
        yield found(d.case, f"Quyết định đưa vụ án ra xét xử số {d} chưa ký", "hearings:case", Role.JUDGE,
                    since=d.decided_on, subject=d)  # fmt: skip
    for a in (
        Adjournment.objects.filter(
            hearing__case__court=asked.court, sha256="", decided_on__lt=before, number__isnull=False
        )
        .select_related("hearing__case__number", "number")
        .prefetch_related("hearing__case__assignments")
    ):
        yield found(a.hearing.case, f"Quyết định hoãn phiên tòa số {a} chưa ký", "hearings:case", Role.JUDGE,
                    since=a.decided_on, subject=a)  # fmt: skip
