"""Acts of guidance: confirm that the security notes were read; move the clock of a practice court."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from toaan.core import clock, practice
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.guidance import notes
from toaan.guidance.models import ReadingConfirmation

EARLIEST = datetime(2025, 7, 1, tzinfo=UTC)
"""Before this day the regional courts, and with them the courts of the demonstration, did not exist."""
YEARS_AHEAD = 10


def confirm_reading(*, by: Viewer, edition: str, digest: str, at: datetime) -> ReadingConfirmation:
    """A member of staff confirms having read the security notes of this year (xác nhận đã đọc).

    Confirming the same edition twice in a year gives back the first confirmation.

    Raises:
        Refused: "guidance.not_asked" without a post in a court; "guidance.other_edition" when the notes have
            changed since they were shown.
    """
    day = clock.local_date(at)
    shown = notes.in_force(day)
    with act("guidance.confirm_reading", by=by, at=at) as a:
        a.allow()
        if by.post is None or by.user is None or by.court is None:
            raise Refused(
                "guidance.not_asked", "Chỉ người đang giữ chức vụ tại Tòa án xác nhận việc này.", status=403
            )
        if (edition, digest) != (shown.edition, shown.digest):
            raise Refused(
                "guidance.other_edition",
                "Nội dung đã có bản mới hơn bản bạn vừa đọc. Hãy đọc lại trang này rồi xác nhận.",
            )
        mine = ReadingConfirmation.objects.filter(user=by.user, year=day.year, edition=edition)
        if mine.exists():
            raise Refused("guidance.confirmed_already", "Bạn đã xác nhận bản này trong năm nay rồi.")
        confirmation = ReadingConfirmation.objects.create(
            user=by.user,
            post=by.post,
            court=by.court,
            year=day.year,
            edition=edition,
            digest=digest,
            confirmed_at=at,
        )
        a.record(
            confirmation,
            court=by.court,
            title=f"{by.name} xác nhận đã đọc {shown.title.lower()} năm {day.year}",
            data={"year": day.year, "edition": edition, "sha256": digest},
        )
    return confirmation


def move_clock(*, by: Viewer, to: datetime | None, at: datetime) -> None:
    """Move the clock of the practice court to another moment, or back to the real time (`to=None`).

    Raises:
        Refused: "practice.production" in a real court; "practice.out_of_range".
    """
    if not practice.on():
        raise Refused(
            "practice.production", "Chỉ Tòa án thực hành mới dời được giờ; đây là Tòa án thật.", status=403
        )
    if to is not None and not EARLIEST <= to <= latest():
        raise Refused(
            "practice.out_of_range",
            _("Chọn thời điểm từ %(first)s đến %(last)s.")
            % {"first": f"{EARLIEST:%d/%m/%Y}", "last": f"{timezone.localtime(latest()):%d/%m/%Y}"},
            status=422,
            fields={
                "day": _("Chọn ngày từ %(first)s đến %(last)s.")
                % {
                    "first": f"{EARLIEST:%d/%m/%Y}",
                    "last": f"{timezone.localtime(latest()):%d/%m/%Y}",
                }
            },
        )
    with act("guidance.move_clock", by=by, at=at) as a:
        a.allow()
        if by.court is None:
            raise Refused("practice.no_court", "Hãy chọn một chức vụ rồi dời giờ.", status=403)
        words = f"đến {timezone.localtime(to):%H:%M %d/%m/%Y}" if to else "về giờ thật"
        a.record(by.court, court=by.court, title=f"Dời giờ thực hành {words}", data={"from": at, "to": to})
    # A file is not part of the transaction: it is written when the entry stands.
    if to is None:
        clock.reset()
    else:
        clock.move_to(to)


def latest() -> datetime:
    """The last moment to which a practice clock may be moved, counted from the real time."""
    real = datetime.now(UTC)
    return real.replace(year=real.year + YEARS_AHEAD, month=1, day=1)
