"""Checks of the assistant: what colleagues wrote and nobody looked at, and an order in use whose file is gone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.assistant.models import Contribution, Feedback, RankerVersion
from toaan.assistant.states import WAITING
from toaan.assistant.training import files
from toaan.core import authority, clock
from toaan.core.integrity import MISSING, STUCK, Asked, Found, check
from toaan.core.roles import Role
from toaan.rules.model import vi_date


@check(
    "assistant.not_reviewed", STUCK, title=_("Tình huống, góp ý cho trợ lý ảo chờ xét quá lâu"),
    todo=_("Thẩm phán, Thẩm tra viên đọc rồi duyệt, trả lại hoặc không chấp nhận kèm lý do."),
)  # fmt: skip
def not_reviewed(asked: Asked) -> Iterable[Found]:
    """In the court whose judges review: what waits longer than the days after which something counts as stuck."""
    before = asked.now - timedelta(days=asked.days["stuck"])
    given = list(Contribution.objects.filter(state=WAITING, sent_at__lt=before).order_by("sent_at", "pk"))
    said = list(
        Feedback.objects.filter(review=WAITING, question__case=None, at__lt=before).order_by("at", "pk")
    )
    if not (given or said) or not authority.kept_by(asked.court):
        return
    for row in given:
        day = clock.local_date(row.sent_at)
        yield Found(
            ("assistant.contribution", row.pk), f"Tình huống gửi ngày {vi_date(day)}", "Tình huống đóng góp chưa ai xét",
            reverse("assistant:contribution", args=[row.pk]), Role.JUDGE, since=day,
        )  # fmt: skip
    if said:  # one line for all: they are read one after the other
        day = clock.local_date(said[0].at)
        yield Found(
            ("assistant.feedback", said[0].question_id), f"{len(said)} góp ý, cũ nhất ngày {vi_date(day)}",
            "Góp ý về câu trả lời chưa ai xét", reverse("assistant:feedback"), Role.JUDGE, since=day,
        )  # fmt: skip


@check(
    "assistant.no_file", MISSING, title=_("Bản xếp hạng của trợ lý ảo không dùng được"), technical=True,
    todo=_("Khôi phục tệp trong thư mục models từ bản sao lưu, hoặc huấn luyện lại rồi đổi bản ở trang Điểm đo."),
)  # fmt: skip
def no_file(asked: Asked) -> Iterable[Found]:
    """The order that was chosen cannot answer: what ships does, until somebody mends it."""
    row = RankerVersion.objects.filter(promoted=True).first()
    if row is None or not files.fault(row.number, row.sha256) or not authority.kept_by(asked.court):
        return
    yield Found(
        ("assistant.rankerversion", uuid.UUID(int=row.number)), f"Bản xếp hạng {row.number}",
        "Tệp của bản đang chọn bị mất hoặc hỏng; trợ lý dùng bản đi kèm phần mềm", reverse("assistant:scores"), Role.IT_OFFICER,
    )  # fmt: skip
