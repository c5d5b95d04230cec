"""Sittings in one's own calendar program: the file of one, the personal address of all."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from toaan.cases import queries as cases
from toaan.core import clock
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, staff, viewer_of, whole_address
from toaan.core.viewer import Viewer
from toaan.core.words import RECORD_LANGUAGE
from toaan.hearings import actions, ics, queries
from toaan.hearings.models import CalendarFeed

DESK_PAGE, PORTAL_PAGE = "hearings:case", "portal:case"


@staff("page.hearing_calendar")
def one(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponse:
    """One sitting as a file."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    sitting = queries.get(viewer, hearing_id)
    if sitting.case_id != case.pk:
        raise not_found()
    return ics.file_of([sitting], at=clock.now(), name=str(case), page=DESK_PAGE)


@staff("page.hearing_calendar")
def officer(request: HttpRequest) -> HttpResponseBase:
    """The address of an officer's sittings."""
    return _page(request, viewer_of(request), "hearings/feed.html", "hearings:feed")


@signed_in
def citizen(request: HttpRequest) -> HttpResponseBase:
    """The address of the sittings in a person's own cases; an officer's own case is a private matter."""
    viewer = replace(viewer_of(request), post=None)
    return _page(request, viewer, "hearings/my_feed.html", "hearings:my_feed")


def _page(request: HttpRequest, viewer: Viewer, template: str, back: str) -> HttpResponseBase:
    feed = queries.feed_of(viewer)
    if request.method == "POST":
        try:
            if request.POST.get("viec") == "thu-hoi":
                if feed is None:
                    raise not_found()
                actions.revoke_feed(by=viewer, feed_id=feed.pk, at=clock.now())
                messages.success(request, _("Đã thu hồi. Địa chỉ cũ không mở được nữa."))
            else:
                actions.make_feed(by=viewer, at=clock.now())
                messages.success(
                    request, _("Đã lập địa chỉ mới. Địa chỉ trước đó, nếu có, không mở được nữa.")
                )
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            messages.info(request, refusal.message)
        return redirect(back)
    in_force = feed if feed is not None and feed.revoked_at is None else None
    context = {"feed": in_force, "address": address_of(in_force) if in_force else ""}
    answer = render(request, template, context)
    answer["Cache-Control"] = "private, no-store"
    return answer


def address_of(feed: CalendarFeed) -> str:
    """The whole address, to be copied into a calendar program."""
    return whole_address(reverse("hearings:feed_file", args=[feed.pk, feed.token]))


def read(request: HttpRequest, feed_id: uuid.UUID, token: str) -> HttpResponse:  # noqa: ARG001  (who holds the address may read)
    """What a calendar program fetches, without signing in. An address that is wrong, old, revoked, or of somebody
    who has left the post is the same as none.
    """
    feed, viewer = queries.feed_with(feed_id, token)
    if feed is None or viewer is None:
        raise not_found()
    with override(RECORD_LANGUAGE):
        name = _("Lịch phiên tòa – %s") % viewer.role.label if feed.post else _("Lịch Tòa án của tôi")
        rows = queries.of_feed(viewer, clock.today())
        return ics.file_of(rows, at=clock.now(), name=name, page=DESK_PAGE if feed.post else PORTAL_PAGE)
