"""Reminding officers of time limits, telling leaders of those that have passed, and what people say to it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from toaan.cases.models import Deadline, DeadlineNote, Reminder
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Event, Post
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.rules.reminders import LATE, LEADERS
from toaan.vietnamese.text import clean

LONGEST = 1000
NAMED = 3
"""So many time limits a digest names; the page shows all."""


def remind(
    *, by: Viewer, post_id: uuid.UUID, told: Sequence[tuple[uuid.UUID, str]], on: date, at: datetime
) -> Event:
    """Tell one officer everything that is to be told this night, as one piece of news (nhắc việc).

    Args:
        told: deadline and step. What was told before, was met, moved or handed to somebody else meanwhile is left out.

    Raises:
        Refused: "remind.nothing" when nothing is left to tell: the night was run twice.
    """
    with act("cases.remind", by=by, at=at) as a:
        post = a.lock(Post, post_id, "court", "user")
        a.allow(post)
        steps = dict(told)
        rows = Deadline.objects.filter(pk__in=steps, state=Deadline.State.OPEN).order_by("due_on", "pk")
        known = set(
            Reminder.objects.filter(deadline__in=steps, post=post).values_list(
                "deadline_id", "step", "due_on"
            )
        )
        new = [d for d in rows if (d.pk, steps[d.pk], d.due_on) not in known]
        if not new:
            raise Refused("remind.nothing", "Không có gì mới để nhắc.")
        Reminder.objects.bulk_create(
            Reminder(deadline=d, post=post, step=steps[d.pk], due_on=d.due_on, told_on=on) for d in new
        )
        a.record(
            post,
            court=post.court,
            title=_title([steps[d.pk] for d in new]),
            detail="; ".join(
                f"{d.title} ({d.matter.split(' · ')[0]}), hết {d.due_on:%d/%m/%Y}" for d in new[:NAMED]
            )
            + ("…" if len(new) > NAMED else ""),
            data={
                "post": post.pk,
                "leaders": sum(steps[d.pk] == LEADERS for d in new),
                "told": [{"deadline": d.pk, "step": steps[d.pk], "due_on": d.due_on} for d in new],
            },
        )
        assert a.event is not None  # noqa: S101  (recorded above)
        return a.event


def _title(steps: Sequence[str]) -> str:
    leaders = sum(s == LEADERS for s in steps)
    late = sum(s.startswith(LATE) for s in steps)
    near = len(steps) - leaders - late
    parts = [
        words.format(n)
        for n, words in (
            (late, "{} thời hạn đã quá"), (near, "{} thời hạn sắp hết"), (leaders, "{} thời hạn quá hạn của người khác"),
        )
        if n
    ]  # fmt: skip
    return "Nhắc việc: " + ", ".join(parts)


def note_deadline(*, by: Viewer, deadline_id: uuid.UUID, text: str, at: datetime) -> DeadlineNote:
    """Write down why a time limit is late, or what is to be done about it (giải trình, ý kiến chỉ đạo).

    Raises:
        Refused: "note.empty", "note.too_long", "note.over" when the time limit runs no more, "note.same".
    """
    text = clean(text)
    with act("cases.note_deadline", by=by, at=at) as a:
        deadline = a.lock(Deadline, deadline_id, "court", "case__number")
        a.allow(deadline)
        if by.post is None:
            raise Refused("note.nobody", _("Hãy chọn chức vụ rồi ghi ý kiến."), status=403)
        if not text:
            raise _wrong("note.empty", _("Hãy ghi nội dung."))
        if len(text) > LONGEST:
            raise _wrong(
                "note.too_long", _("Nội dung dài quá %(n)s ký tự. Hãy ghi ngắn lại.") % {"n": LONGEST}
            )
        if deadline.state != Deadline.State.OPEN:
            raise Refused("note.over", _("Thời hạn này không còn chạy; không cần ghi thêm."))
        last = deadline.notes.order_by("at").last()
        if last is not None and last.post_id == by.post.pk and last.text == text:
            raise Refused("note.same", _("Nội dung này đã được ghi."))
        note = DeadlineNote.objects.create(deadline=deadline, post=by.post, text=text, at=at)
        a.record(
            deadline,
            court=deadline.court,
            case_id=deadline.case_id,
            petition_id=deadline.petition_id,
            title=f"Ý kiến về thời hạn: {deadline.title}"[:500],
            detail=text,
            data={"note": note.pk, "due_on": deadline.due_on, "holder": deadline.post_id},
            shown_to="nobody",
        )
    return note


def _wrong(code: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={"text": message})
