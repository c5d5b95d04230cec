"""Checks of the course of a case: decisions half issued, claims left open in a case that is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.cases.models import Case
from toaan.cases.states import PREPARING
from toaan.cases.steps import OVER
from toaan.core import clock
from toaan.core.integrity import MISSING, OPEN, STUCK, Asked, Found, check
from toaan.core.roles import Role
from toaan.course.actions.agreeing import change_until
from toaan.course.disputes import AROUND
from toaan.course.models import CourseDecision, JurisdictionDispute, OtherClaim
from toaan.course.states import FEE_DUE, FILED
from toaan.hearings.models import Hearing

GRACE = timedelta(days=7)
"""A week after the last day for second thoughts the decision is missed: the house's own measure."""


@check(
    "course.unissued", MISSING, title=_("Quyết định về tiến trình vụ án đã có số nhưng chưa ban hành"),
    todo=_("Thẩm phán mở lại và bấm ban hành; số được giữ nguyên."),
)  # fmt: skip
def unissued(asked: Asked) -> Iterable[Found]:
    """Numbered, then something stopped: the paper was never signed."""
    rows = CourseDecision.objects.filter(
        case__court=asked.court,
        sha256="",
        number__isnull=False,
        decided_on__lt=asked.today - timedelta(days=1),
    )
    for d in rows.select_related("case__number", "number").prefetch_related("case__assignments"):
        yield found(d.case, f"{d.get_kind_display()} số {d} chưa ký", "course:case", Role.JUDGE,
                    since=d.decided_on, subject=d)  # fmt: skip


@check(
    "course.unrecognised", STUCK, title=_("Hòa giải thành nhưng chưa có quyết định công nhận"),
    todo=_("Thẩm phán ra quyết định công nhận sự thỏa thuận, hoặc ghi nhận đương sự đã thay đổi ý kiến."),
)  # fmt: skip
def unrecognised(asked: Asked) -> Iterable[Found]:
    """The days in which a party may change his mind are over, and nothing followed (BLTTDS 212.1)."""
    later = Hearing.objects.filter(
        case=OuterRef("case"), kind=Hearing.Kind.SESSION, starts_at__gt=OuterRef("starts_at")
    ).exclude(outcome="")
    rows = Hearing.objects.filter(
        ~Exists(later), case__court=asked.court, case__state=PREPARING, case__nature=Case.Nature.SUIT,
        kind=Hearing.Kind.SESSION, outcome=Hearing.Outcome.SETTLED,
    )  # fmt: skip
    for session in rows.select_related("case__number").prefetch_related("case__assignments"):
        until = change_until(session)
        if until + GRACE < asked.today:
            yield found(session.case, f"hòa giải thành ngày {session.day:%d/%m/%Y}", "course:recognise", Role.JUDGE,
                        since=until, subject=session)  # fmt: skip


@check(
    "course.open_claim", OPEN, title=_("Vụ án đã xong nhưng còn yêu cầu chưa xem xét"),
    todo=_("Mở phần Yêu cầu khác, ghi nhận kết quả của yêu cầu đó."),
)  # fmt: skip
def open_claims(asked: Asked) -> Iterable[Found]:
    """A counterclaim or independent claim that nobody admitted or refused before the case was over."""
    rows = OtherClaim.objects.filter(
        case__court=asked.court, case__state__in=OVER, state__in=[FILED, FEE_DUE]
    )
    for c in rows.select_related("case__number").prefetch_related("case__assignments"):
        yield found(c.case, f"{c.get_kind_display()} ngày {c.filed_on:%d/%m/%Y}: {c.get_state_display()}", "course:claims",
                    Role.JUDGE, since=c.filed_on, subject=c)  # fmt: skip


@check(
    "course.dispute", STUCK, title=_("Tranh chấp về thẩm quyền chưa được giải quyết xong"),
    todo=_("Hỏi Tòa án cấp trên, hoặc thụ lý theo quyết định đã có."),
)  # fmt: skip
def disputes(asked: Asked) -> Iterable[Found]:
    """The president above has not decided, or the named court has not taken the case over: nobody deals with the case."""
    rows = JurisdictionDispute.objects.select_related(*AROUND)
    waits = rows.filter(
        settled_on=None,
        sending__decision__to_court=asked.court,
        asked_at__lt=asked.now - timedelta(days=asked.days["stuck"]),
    )
    left = rows.filter(
        named=asked.court, case=None, settled_on__lt=asked.today - timedelta(days=asked.days["unsent"])
    ).exclude(sending__decision__to_court=asked.court)
    for d in [*waits, *left]:
        told = "chờ Chánh án cấp trên giải quyết" if d.is_pending else "đã có quyết định, chưa thụ lý"
        since = clock.local_date(d.asked_at) if d.is_pending else d.settled_on
        yield Found(
            subject=(d._meta.label_lower, d.pk), matter=str(d.lies), text=f"Tranh chấp về thẩm quyền: {told}",
            url=reverse("course:dispute", args=[d.pk]), turn=Role.PRESIDENT, case_id=d.lies.pk, since=since,
        )  # fmt: skip
