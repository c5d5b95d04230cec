"""The court's rooms."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.hearings import actions, queries
from toaan.hearings.forms import RoomForm


@staff("page.rooms")
def rooms(request: HttpRequest) -> HttpResponseBase:
    """The rooms, and a form for a new one."""
    viewer = viewer_of(request)
    form = RoomForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid() and viewer.court is not None:
        try:
            made = actions.add_room(by=viewer, court=viewer.court, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Đã khai báo {made}.")
            return redirect("hearings:rooms")
    context = {"rooms": queries.rooms(viewer), "form": form, "today": clock.today()}
    return render(request, "hearings/rooms.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff("page.rooms")
def close_room(request: HttpRequest, room_id: uuid.UUID) -> HttpResponseBase:
    """Take a room out of use after today."""
    try:
        room = actions.close_room(
            by=viewer_of(request), room_id=room_id, last_day=clock.today(), at=clock.now()
        )
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{room} ngừng dùng từ sau hôm nay.")
    return redirect("hearings:rooms")
