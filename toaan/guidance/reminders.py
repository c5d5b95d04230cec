"""The strip on every page of the desk until the security notes of the year are confirmed. It blocks nothing."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core import clock
from toaan.core.http import viewer_of
from toaan.core.navigation import Strip, beside, figure, strip
from toaan.guidance import notes, queries

CONFIRMED = "security_notes_confirmed"
"""Key of the session that remembers the confirmed year and edition, so that no further page asks the database."""


READ = "security_notes_read"
beside(READ, queries.confirmations)


@strip
def unread_notes(request: HttpRequest) -> Strip | None:
    """Asks for the figure only until the confirmation has been seen once in this session."""
    viewer = viewer_of(request)
    if viewer.post is None or not viewer.is_staff or request.path == reverse("guidance:security"):
        return None
    today = clock.today()
    key = f"{viewer.user_id} {today.year} {notes.in_force(today).edition}"
    if request.session.get(CONFIRMED) == key:
        return None
    mine = queries.duty(viewer)
    if mine is None:
        return None
    if figure(viewer, READ):
        request.session[CONFIRMED] = key
        return None
    words = _("An toàn thông tin năm %(year)s: đọc và xác nhận trước hết ngày %(day)s.")
    if today > mine.due_on:
        words = _("An toàn thông tin năm %(year)s: đã quá hạn xác nhận ngày %(day)s.")
    told = words % {"year": mine.year, "day": f"{mine.due_on:%d/%m/%Y}"}
    return Strip(told, reverse("guidance:security"), _("Đọc và xác nhận"))
