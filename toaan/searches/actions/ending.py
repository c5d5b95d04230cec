"""How a search ends: the person is back (386), the term is over (388.2), or the request is settled."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.wishes import wrong
from toaan.searches import rules
from toaan.searches.actions.common import lock, need_running
from toaan.searches.models import Search
from toaan.vietnamese.text import clean


def record_return(*, by: Viewer, search_id: uuid.UUID, day: date, how: str, at: datetime) -> Search:
    """The person is back, or there is certain news of him (người cần tìm kiếm trở về): the notice goes at once.

    The decision that ordered a search for an absent person loses its effect by itself (386). Whether a request to declare
    him missing or dead is discontinued, the judge decides (388.3, 392.3).

    Raises:
        Refused: "search.ended", "search.bad_day", "search.no_reason".
    """
    with act("searches.record_return", by=by, at=at) as a:
        search = lock(a, search_id)
        a.allow(search)
        need_running(search)
        if not search.decision.decided_on <= day <= clock.local_date(at):
            raise wrong(
                "search.bad_day", "day", _("Ngày trở về phải từ ngày ra quyết định thông báo đến hôm nay.")
            )
        if not clean(how):
            raise wrong("search.no_reason", "how", _("Hãy ghi Tòa án biết bằng cách nào, ai xác nhận."))
        _end(search, Search.End.RETURNED, day, clean(how))
        found = rules.of(search.case)
        lost = (
            ""
            if found is None or found.comes_first
            else f" {search.decision.title} đương nhiên hết hiệu lực (Điều 386)."
        )
        event = a.record(
            search,
            court=search.case.court,
            case_id=search.case_id,
            title=f"{search.person} đã trở về hoặc có tin tức xác thực",
            detail=f"Từ ngày {day:%d/%m/%Y}. {search.end_how}.{lost}"[:1000],
            data={"search": search.pk, "returned_on": day, "end": search.end},
            shown_to="parties",
        )
        _let_limits_go(
            search, event, session=False
        )  # he may be back and not ask to discontinue: the session is still due
    return search


def close_term(*, by: Viewer, search_id: uuid.UUID, at: datetime) -> Search:
    """The term of the notice is over (hết thời hạn thông báo, BLTTDS 388.2): the session is due (388.4, 392.4).

    Raises:
        Refused: "search.ended", "search.term_runs".
    """
    with act("searches.close_term", by=by, at=at) as a:
        search = lock(a, search_id)
        a.allow(search)
        need_running(search)
        today = clock.local_date(at)
        found = rules.of(search.case)
        if found is None or search.until is None or today <= search.until or search.term_over_on is not None:
            raise Refused("search.term_runs", _("Thời hạn thông báo chưa hết, hoặc đã được ghi nhận."))
        search.term_over_on = today
        search.save(update_fields=["term_over_on"])
        event = a.record(
            search,
            court=search.case.court,
            case_id=search.case_id,
            title=f"Hết thời hạn thông báo tìm kiếm {search.person}",
            detail=f"Thông báo từ ngày {search.began_on:%d/%m/%Y} đến hết ngày {search.until:%d/%m/%Y}",
            data={"search": search.pk, "until": search.until},
            shown_to="parties",
        )
        deadlines.end(event, (found.term,), Deadline.State.MET, search.until)
    return search


def end(*, by: Viewer, search_id: uuid.UUID, reason: str, how: str, at: datetime) -> Search:
    """The request was decided, discontinued, or the decision that ordered the search was quashed: the notice goes.

    Raises:
        Refused: "search.ended".
    """
    with act("searches.end", by=by, at=at) as a:
        search = lock(a, search_id)
        a.allow(search)
        need_running(search)
        _end(search, Search.End(reason), clock.local_date(at), how)
        event = a.record(
            search,
            court=search.case.court,
            case_id=search.case_id,
            title=f"Kết thúc việc tìm kiếm {search.person}",
            detail=how[:1000],
            data={"search": search.pk, "end": search.end},
            shown_to="parties",
        )
        _let_limits_go(search, event)
    return search


def _end(search: Search, reason: Search.End, day: date, how: str) -> None:
    search.ended_on, search.end, search.end_how = day, reason, how
    search.save(update_fields=["ended_on", "end", "end_how"])


def _let_limits_go(search: Search, event: Event, *, session: bool = True) -> None:
    """What was still to be published, awaited or opened is so no more."""
    found = rules.of(search.case)
    if found is None:
        return
    keys = tuple(key for key in (found.publish, found.term, found.session if session else "") if key)
    deadlines.end(event, keys, Deadline.State.CANCELLED, clock.local_date(event.at))
