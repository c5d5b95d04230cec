"""What people tell the court about the person (384.6), and what the court does about it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.wishes import wrong
from toaan.searches.actions.common import lock, need_running
from toaan.searches.models import Search, Tiding
from toaan.vietnamese.text import clean


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody knows. `id` is chosen before, so that the same form sent twice is one record."""

    id: uuid.UUID
    text: str
    contact: str
    teller: str = ""
    """For the clerk: who told it; through the portal it is the account."""
    told_on: date | None = None


def tell(*, by: Viewer, search_id: uuid.UUID, told: Told, at: datetime) -> Tiding:
    """Take in what somebody knows of the person (tin báo): online by who knows it, otherwise noted by the clerk.

    Only the court reads it, and who told it.

    Raises:
        Refused: "search.told" (the same form twice), "search.ended", "search.no_teller", "search.no_text",
            "search.no_way_back", "search.bad_day".
    """
    with act("searches.tell", by=by, at=at) as a:
        search = lock(a, search_id)
        a.allow(search)
        need_running(search)
        if Tiding.objects.filter(pk=told.id).exists():
            raise Refused("search.told", _("Tin báo này đã được nhận."))
        made = _checked(by, search, told, at)
        made.save(force_insert=True)
        a.record(
            made,
            court=search.case.court,
            case_id=search.case_id,
            title=f"Nhận tin báo về {search.person}",
            detail=f"{made.teller}, ngày {made.told_on:%d/%m/%Y}"[:1000],
            data={"search": search.pk, "tiding": made.pk},
            shown_to="court",
        )
    return made


def answer(*, by: Viewer, tiding_id: uuid.UUID, words: str, at: datetime) -> Tiding:
    """Note what the court did about it (xử lý tin báo): verified where, with what result.

    Raises:
        Refused: "not_found", "search.answered", "search.no_answer".
    """
    search_id = Tiding.objects.filter(pk=tiding_id).values_list("search_id", flat=True).first()
    if search_id is None:
        raise not_found()
    with act("searches.answer", by=by, at=at) as a:
        search = lock(a, search_id)
        a.allow(search)
        found = a.lock(Tiding, tiding_id)
        if found.answered_at is not None:
            raise Refused("search.answered", _("Tin báo này đã được xử lý."))
        if not clean(words):
            raise wrong("search.no_answer", "answer", _("Hãy ghi đã xác minh ở đâu, kết quả thế nào."))
        found.answered_at, found.answer = at, clean(words)
        found.save(update_fields=["answered_at", "answer"])
        a.record(
            found,
            court=search.case.court,
            case_id=search.case_id,
            title=f"Xử lý tin báo về {search.person}",
            detail=found.answer[:1000],
            data={"search": search.pk, "tiding": found.pk},
            shown_to="court",
        )
    return found


def _checked(by: Viewer, search: Search, told: Told, at: datetime) -> Tiding:
    today = clock.local_date(at)
    teller = clean(told.teller) if by.is_staff else by.name
    faults = (
        ("search.no_teller", "teller", teller, _("Hãy ghi ai báo tin.")),
        ("search.no_text", "text", clean(told.text), _("Hãy ghi điều được biết: gặp ở đâu, khi nào, hiện ở đâu.")),
        ("search.no_way_back", "contact", clean(told.contact), _("Hãy ghi cách liên lạc lại: điện thoại hoặc địa chỉ.")),
    )  # fmt: skip
    for code, name, value, message in faults:
        if not value:
            raise wrong(code, name, message)
    day = told.told_on or today
    if not search.issued_on <= day <= today:
        raise wrong("search.bad_day", "told_on", _("Ngày báo tin phải từ ngày ra thông báo đến hôm nay."))
    return Tiding(
        id=told.id, search=search, told_on=day, teller=teller, contact=clean(told.contact), text=clean(told.text),
        user=None if by.is_staff else by.user, recorded_at=at,
    )  # fmt: skip
