"""What follows in the case from acts anywhere: deadlines."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage

from toaan.cases import deadlines
from toaan.core.events import EVERY, afterwards, immediately
from toaan.core.models import Event, Post


@immediately(EVERY)
def deadlines_follow(event: Event) -> None:
    """Each act starts and meets the deadlines that the table names."""
    deadlines.follow(event)


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
