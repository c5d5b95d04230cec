"""Checks of cases: no judge, no clerk, officers who have left, parties out of reach, limits left open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.cases import recusals
from toaan.cases.deadlines import PREPARATION
from toaan.cases.models import Assignment, Case, Deadline, Party, Tie
from toaan.cases.queries import OURS
from toaan.cases.states import ARCHIVED, EFFECTIVE, JUDGED, PART_QUASHED, PREPARING, STRUCK_OUT, SUSPENDED
from toaan.cases.steps import OVER
from toaan.core.integrity import LATE, MISSING, OPEN, Asked, Found, check
from toaan.core.roles import Role

R = Assignment.Role
WAY_TO_HEARING = (*PREPARATION.values(), "BLTTDS:203.4", "BLTTDS:220.2", "BLTTDS:233.1", "BLTTDS:199.1")
"""Limits that have no meaning once the case is over."""
TURNS = {
    Deadline.Owner.LEADERS: Role.PRESIDENT, Deadline.Owner.EXAMINER: Role.JUDGE, Deadline.Owner.JUDGE: Role.JUDGE,
    Deadline.Owner.CLERK: Role.CLERK,
}  # fmt: skip


def holder(case: Case, role: str) -> Any:
    """Key of the post that holds this place on the case now; the case's assignments are prefetched."""
    return next((a.post_id for a in case.assignments.all() if a.role == role and a.ended_at is None), None)


def cases_of(asked: Asked) -> QuerySet[Case]:
    """Cases of the court with their places, read once for all findings."""
    return Case.objects.filter(court=asked.court).select_related("number").prefetch_related("assignments")


def found(case: Case, text: str, page: str, turn: Role, *, since: Any = None, subject: Any = None) -> Found:
    """A finding about a case (or something within it) that its judge, its clerk or the leaders mend."""
    place = {Role.JUDGE: R.PRESIDING, Role.CLERK: R.CLERK}.get(turn)
    thing = subject or case
    return Found(
        subject=(thing._meta.label_lower, thing.pk), matter=str(case), text=text, url=reverse(page, args=[case.pk]),
        turn=turn, post_id=holder(case, place) if place else None, case_id=case.pk, since=since,
    )  # fmt: skip


def _seated(role: str) -> Exists:
    return Exists(Assignment.objects.filter(case=OuterRef("pk"), role=role, ended_at=None))


@check(
    "cases.late",
    LATE,
    title=_("Thời hạn đã quá"),
    todo=_("Làm ngay việc đến hạn; ghi lý do chậm ở trang Quá hạn."),
)
def late(asked: Asked) -> Iterable[Found]:
    """A time limit of the court's own that has passed."""
    rows = Deadline.objects.filter(
        court=asked.court, state=Deadline.State.OPEN, owner__in=OURS, due_on__lt=asked.today
    ).exclude(case__state__in=[ARCHIVED, *STRUCK_OUT])
    for d in rows:
        yield Found(
            subject=("cases.deadline", d.pk), matter=d.matter.split(" · ")[0], text=f"{d.title}: hết ngày {d.due_on:%d/%m/%Y}",
            url=reverse("cases:deadline_talk", args=[d.pk]), turn=TURNS[Deadline.Owner(d.owner)], post_id=d.post_id,
            case_id=d.case_id, since=d.due_on,
        )  # fmt: skip


@check(
    "cases.open_deadline", OPEN, title=_("Vụ án đã xong nhưng còn thời hạn đang chạy"),
    todo=_("Mở trang Thời hạn của vụ án, xác định việc nào chưa ghi nhận."),
)  # fmt: skip
def open_deadlines(asked: Asked) -> Iterable[Found]:
    """Limits on the way to a hearing that will not be held any more; any limit of a closed file."""
    over = Q(case__state=ARCHIVED) | Q(
        case__state__in=[JUDGED, EFFECTIVE, PART_QUASHED, *STRUCK_OUT], rule__in=WAY_TO_HEARING
    )
    rows = Deadline.objects.filter(over, court=asked.court, state=Deadline.State.OPEN)
    for d in rows.select_related("case__number").prefetch_related("case__assignments"):
        if d.case is not None:
            text = f"{d.title} vẫn đang chạy, hết {d.due_on:%d/%m/%Y}"
            yield found(d.case, text, "cases:deadlines", Role.CLERK, since=d.due_on, subject=d)


@check(
    "cases.no_judge", MISSING, title=_("Vụ án chưa có Thẩm phán, đã quá hạn phân công"),
    todo=_("Lãnh đạo phân công Thẩm phán giải quyết vụ án (Điều 197)."),
)  # fmt: skip
def no_judge(asked: Asked) -> Iterable[Found]:
    """Nobody presides, though the limit for assigning has passed or does not run any more."""
    running = Deadline.objects.filter(
        case=OuterRef("pk"), rule="BLTTDS:197.2", state=Deadline.State.OPEN, due_on__gte=asked.today
    )
    # Proceedings that have no such limit get as many days as the naming of a clerk.
    before = asked.today - timedelta(days=asked.days["clerk"])
    late = Deadline.objects.filter(case=OuterRef("pk"), rule="BLTTDS:197.2", due_on__lt=asked.today)
    rows = cases_of(asked).filter(
        Exists(late) | Q(accepted_on__lte=before), ~_seated(R.PRESIDING), ~Exists(running), ~Q(state__in=OVER)
    )
    for case in rows:
        yield found(case, f"Thụ lý ngày {case.accepted_on:%d/%m/%Y}, chưa có Thẩm phán", "cases:assignment",
                    Role.PRESIDENT, since=case.accepted_on)  # fmt: skip


@check(
    "cases.no_clerk", MISSING, title=_("Vụ án chưa có Thư ký"), todo=_("Lãnh đạo phân công Thư ký cho vụ án.")
)
def no_clerk(asked: Asked) -> Iterable[Found]:
    """Nobody keeps the papers of a running case."""
    before = asked.today - timedelta(days=asked.days["clerk"])
    rows = cases_of(asked).filter(~_seated(R.CLERK), ~Q(state__in=OVER), accepted_on__lte=before)
    for case in rows:
        yield found(case, f"Thụ lý ngày {case.accepted_on:%d/%m/%Y}, chưa có Thư ký", "cases:assignment",
                    Role.PRESIDENT, since=case.accepted_on)  # fmt: skip


@check(
    "cases.left", MISSING, title=_("Người được phân công đã thôi giữ chức vụ"),
    todo=_("Lãnh đạo bàn giao công việc của người đó cho người khác."),
)  # fmt: skip
def left(asked: Asked) -> Iterable[Found]:
    """A place on a running case is held by a post that has ended."""
    rows = Assignment.objects.filter(
        ~Q(case__state__in=[ARCHIVED, *STRUCK_OUT]), case__court=asked.court, ended_at=None, post__valid_to__lte=asked.now
    )  # fmt: skip
    for a in rows.select_related("case__number", "post__user").prefetch_related("case__assignments"):
        text = f"{a.get_role_display()} {a.post.user.full_name} đã thôi giữ chức vụ"
        yield found(a.case, text, "cases:assignment", Role.PRESIDENT, subject=a)


@check(
    "cases.barred", MISSING, title=_("Người tiến hành tố tụng phải từ chối hoặc bị thay đổi"),
    todo=_("Lãnh đạo thay người đó (Điều 52 đến Điều 54, Điều 56 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def barred(asked: Asked) -> Iterable[Found]:
    """Somebody who sits on a running case declared kinship with a party, or a party who is kin joined, after the naming."""
    declared = Tie.objects.filter(ended_at=None, officer=OuterRef("post__user"))
    himself = Party.objects.filter(
        Q(user=OuterRef("post__user"))
        | ~Q(personal_id="") & Q(personal_id=OuterRef("post__user__personal_id"))
    )
    rows = Assignment.objects.filter(
        Exists(declared) | Exists(himself.filter(case=OuterRef("case"))),
        ~Q(case__state__in=OVER),
        case__court=asked.court,
        ended_at=None,
    )
    rows = rows.select_related("case__number", "post__user")
    for a, why in recusals.barred_now(
        rows.prefetch_related("case__parties", "case__assignments__post__user")
    ):
        text = f"{a.get_role_display()} {a.post.user.full_name}: {why}"[:500]
        yield found(a.case, text, "cases:assignment", Role.PRESIDENT, subject=a)


@check(
    "cases.unreachable", MISSING, title=_("Đương sự không có địa chỉ và không có tài khoản"),
    todo=_("Thư ký xác minh, ghi địa chỉ ở mục Đương sự hoặc đăng ký giao dịch điện tử cho đương sự, nếu không thì không tống đạt được."),
)  # fmt: skip
def unreachable(asked: Asked) -> Iterable[Found]:
    """Nothing can be served on this party: neither by post nor in the portal."""
    rows = Party.objects.filter(
        ~Q(case__state__in=[ARCHIVED, *STRUCK_OUT]), case__court=asked.court, address="", user=None
    )
    for party in rows.select_related("case__number").prefetch_related("case__assignments"):
        text = f"{party.get_role_display()} thứ {party.order} chưa có địa chỉ, chưa có tài khoản"
        yield found(party.case, text, "cases:parties", Role.CLERK, subject=party)


RUNNING = Q(state__in=[PREPARING]) | ~Q(state__in=[SUSPENDED, *OVER])
"""Stages in which the court itself has something to do."""
