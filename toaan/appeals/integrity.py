"""Checks of the way to the court above: files that do not leave, files that nobody enters there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.appeals.actions.sending import ready_to_send
from toaan.appeals.models import FileDemand, FileTransfer
from toaan.cases.integrity import found
from toaan.core import clock
from toaan.core.integrity import STUCK, Asked, Found, check
from toaan.core.roles import Role


@check(
    "appeals.not_sent", STUCK, title=_("Vụ án có kháng cáo, kháng nghị chưa gửi lên Tòa án cấp phúc thẩm"),
    todo=_("Thư ký mở phần Phúc thẩm của vụ án và gửi hồ sơ (Điều 283 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def not_sent(asked: Asked) -> Iterable[Found]:
    """The periods are over, every advance is settled, and the file is still here."""
    before = asked.now - timedelta(days=asked.days["unsent"])
    rows = ready_to_send().filter(case__court=asked.court, effect__settled_at__lt=before)
    for j in rows.select_related("case__number", "effect").prefetch_related("case__assignments"):
        day = clock.local_date(j.effect.settled_at)
        yield found(j.case, f"Hết thời hạn kháng cáo, kháng nghị ngày {day:%d/%m/%Y}, chưa gửi hồ sơ", "appeals:case",
                    Role.CLERK, since=day, subject=j)  # fmt: skip


@check(
    "appeals.not_demanded", STUCK, title=_("Quyết định về cuộc đình công bị kháng cáo, kháng nghị mà chưa yêu cầu chuyển hồ sơ"),
    todo=_("Chánh án ra văn bản yêu cầu chuyển hồ sơ (khoản 1 Điều 413 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def not_demanded(asked: Asked) -> Iterable[Found]:
    """The court above has to ask at once, and the day is over."""
    rows = FileDemand.objects.filter(
        court=asked.court, issued_at=None, due_on__lt=asked.today, decision__effective_on=None
    )
    for one in rows.select_related("decision__number", "decision__case__number", "decision__case__court"):
        yield Found(
            subject=(one._meta.label_lower, one.pk), matter=str(one.decision.case), turn=Role.PRESIDENT,
            url=reverse("appeals:demand_file", args=[one.pk]), since=one.received_on,
            text=f"{one.decision.case.court.name} nhận kháng cáo, kháng nghị ngày {one.received_on:%d/%m/%Y}, chưa yêu cầu chuyển hồ sơ",
        )  # fmt: skip


@check(
    "appeals.not_entered", STUCK, title=_("Hồ sơ gửi lên cấp phúc thẩm chưa được vào sổ thụ lý"),
    todo=_("Thư ký mở Hồ sơ phúc thẩm và vào sổ thụ lý (khoản 1 Điều 285 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def not_entered(asked: Asked) -> Iterable[Found]:
    """It came to this court, and has no number here."""
    before = asked.today - timedelta(days=asked.days["unsent"])
    rows = FileTransfer.objects.filter(to_court=asked.court, above=None, sent_on__lt=before)
    for t in rows.select_related("case__number", "case__court"):
        yield Found(
            subject=(t._meta.label_lower, t.pk), matter=str(t.case), url=reverse("appeals:transfers"), turn=Role.CLERK,
            text=f"{t.case.court.name} gửi ngày {t.sent_on:%d/%m/%Y}, chưa thụ lý", since=t.sent_on,
        )  # fmt: skip
