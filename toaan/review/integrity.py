"""Checks of cassation and reopening: protests without a session, files kept, decisions not sent, cases not taken up anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.core import rules_in_force
from toaan.core.integrity import LATE, MISSING, STUCK, Asked, Found, check
from toaan.core.roles import Role
from toaan.delivery.models import Service
from toaan.delivery.states import SERVED
from toaan.review.models import Letter, Proceeding, Reversal
from toaan.review.states import DECIDED, PREPARING, SESSION_SET, STUDIED
from toaan.rules import review as rule
from toaan.rules.time_limits import due_date

NEAR = ("case__number", "judgment__number", "decision__number")


def _found(
    made: Proceeding | Reversal, text: str, turn: Role, since: date, page: str = "review:protest"
) -> Found:
    return Found(
        subject=(made._meta.label_lower, made.pk), matter=str(made.case), text=text, url=reverse(page, args=[made.pk]),
        turn=turn, post_id=None, since=since,
    )  # fmt: skip


@check(
    "review.no_session", LATE, title=_("Kháng nghị quá thời hạn mở phiên tòa giám đốc thẩm, tái thẩm"),
    todo=_("Chánh án ấn định phiên tòa của Ủy ban Thẩm phán ngay (Điều 339 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def no_session(asked: Asked) -> Iterable[Found]:
    """The four months are over, and the committee has not sat."""
    rows = Proceeding.objects.filter(
        court=asked.court, state__in=[PREPARING, SESSION_SET], open_by__lt=asked.today
    )
    for made in rows.select_related(*NEAR):
        day = made.open_by or asked.today
        text = f"Kháng nghị số {made.protest_number}: phải mở phiên tòa đến hết ngày {day:%d/%m/%Y}, chưa mở"
        yield _found(made, text, Role.PRESIDENT, day)


@check(
    "review.file_kept", LATE, title=_("Viện kiểm sát giữ hồ sơ quá thời hạn nghiên cứu kháng nghị"),
    todo=_("Thư ký đề nghị Viện kiểm sát chuyển hồ sơ, rồi ghi ngày nhận (khoản 2 Điều 336 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def file_kept(asked: Asked) -> Iterable[Found]:
    """The fifteen days are over, and the file is not back."""
    rows = Proceeding.objects.filter(court=asked.court, state=STUDIED, procuracy_due_on__lt=asked.today)
    for made in rows.select_related(*NEAR):
        day = made.procuracy_due_on or asked.today
        text = f"Kháng nghị số {made.protest_number}: Viện kiểm sát phải chuyển hồ sơ đến hết ngày {day:%d/%m/%Y}"
        yield _found(made, text, Role.CLERK, day)


@check(
    "review.not_sent", LATE, title=_("Quyết định giám đốc thẩm, tái thẩm chưa gửi"),
    todo=_("Thư ký gửi quyết định cho đủ người nhận và ghi ngày gửi (khoản 1 Điều 350 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def not_sent(asked: Asked) -> Iterable[Found]:
    """The five working days are over; neither its service is done nor is a day of sending noted."""
    limit = rules_in_force.time_limit(rule.SEND, asked.today)
    served = Service.objects.filter(
        case=OuterRef("case"), kind="cassation_decision", original=OuterRef("sha256"), state=SERVED
    )
    rows = Letter.objects.filter(
        ~Exists(served), kind=Letter.Kind.DECISION, proceeding__court=asked.court, sent_on=None
    ).exclude(sha256="")
    calendar = rules_in_force.calendar()
    for letter in rows.select_related("number", "case__number", "proceeding"):
        day = due_date(limit, letter.decided_on, calendar).due
        if letter.proceeding is not None and day < asked.today:
            letter.proceeding.case = letter.case
            text = f"{letter.title} ngày {letter.decided_on:%d/%m/%Y}: phải gửi đến hết ngày {day:%d/%m/%Y}"
            yield _found(letter.proceeding, text, Role.CLERK, day)


@check(
    "review.not_again", STUCK, title=_("Vụ việc bị hủy để giải quyết lại chưa được thụ lý lại"),
    todo=_("Thư ký mở kháng nghị và thụ lý lại (Điều 345, khoản 2 Điều 356 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def not_again(asked: Asked) -> Iterable[Found]:
    """It came back to this court to be decided anew, and has no new number."""
    before = asked.today - timedelta(days=asked.days["unsent"])
    rows = Proceeding.objects.filter(
        case__court=asked.court, state=DECIDED, to_retry=True, again=None, decided_on__lt=before
    )
    for made in rows.select_related(*NEAR):
        day = made.decided_on or before
        text = f"Bị hủy ngày {day:%d/%m/%Y} để xét xử, giải quyết sơ thẩm lại, chưa thụ lý lại"
        yield _found(made, text, Role.CLERK, day, page="review:again")


@check(
    "review.no_cause", MISSING, title=_("Bản án, quyết định bị hủy, sửa chưa ghi nguyên nhân"),
    todo=_("Chánh án hoặc Phó Chánh án ghi nguyên nhân chủ quan hay khách quan (Điều 7 Thông tư số 01/2022/TT-TANDTC)."),
)  # fmt: skip
def no_cause(asked: Asked) -> Iterable[Found]:
    """It came back changed long ago, and nobody has said why: the draw counts nothing of it."""
    before = asked.today - timedelta(days=asked.days["stuck"])
    rows = Reversal.objects.filter(case__court=asked.court, subjective=None, decided_on__lt=before)
    for made in rows.select_related(*NEAR):
        text = f"{made} ngày {made.decided_on:%d/%m/%Y}, chưa ghi nguyên nhân"
        yield _found(made, text, Role.PRESIDENT, made.decided_on, page="review:reversal")
