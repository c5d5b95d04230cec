"""What follows in the case from acts anywhere: deadlines."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage

from toaan.cases import deadlines
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.events import EVERY, afterwards, immediately
from toaan.core.models import Event, Post


@immediately(EVERY)
def deadlines_follow(event: Event) -> None:
    """Each act starts and meets the deadlines that the table names."""
    deadlines.follow(event)


RESOLVING = {
    "judgments.pronounce": "judged", "course.discontinue": "discontinued", "course.transfer": "transferred",
    "course.recognise": "settled",
    "course.leave_by_settlement": "transferred", "requests.rule": "judged", "requests.recognise": "settled",
    "requests.discontinue": "discontinued",
}  # fmt: skip
"""Act that resolves a case → the cell of the court's report in which the case is counted."""


@immediately(*RESOLVING)
def resolved(event: Event) -> None:
    """The case knows the day and the way of its end, so that a report need not read every act ever done."""
    if event.case_id is None:
        return
    open_one = Case.objects.filter(pk=event.case_id, resolved_on=None)
    open_one.update(resolved_on=clock.local_date(event.at), outcome=RESOLVING[event.act])


PENDING_AGAIN = ("appeals.decision_cancelled", "course.annul_transfer")
"""What had ended the case is gone: the same case goes on (BLTTDS 314.5.c, 41.1)."""


@immediately(*PENDING_AGAIN)
def pending_again(event: Event) -> None:
    """A case that goes on is not resolved; its suspension that was cancelled had not resolved it either."""
    Case.objects.filter(pk=str(event.case_id)).update(resolved_on=None, outcome="")


@afterwards("cases.remind")
def mail_the_digest(event: Event) -> None:
    """One letter a person and night, with figures and nothing of any case: letters are read on other machines."""
    post = Post.objects.select_related("user", "court").get(pk=event.subject_id)
    if not post.user.email or not post.user.is_active:
        return
    EmailMessage(
        subject=f"{post.court.name}: {event.title}",
        body=(
            f"Kính gửi {post.user.full_name},\n\n{event.title}.\n"
            "Hãy đăng nhập bàn làm việc, mở mục “Thời hạn” để xem từng việc. "
            "Thư này không kèm nội dung vụ án và không có đường dẫn, để tránh giả mạo.\n"
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[post.user.email],
        headers={"Message-ID": f"<{event.pk}@nhac-viec.toaan>"},
    ).send()
