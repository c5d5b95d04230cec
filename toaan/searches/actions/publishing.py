"""Where and when the notice appeared (385.1); the first day begins the term of the notice (388.2)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.wishes import wrong
from toaan.rules import searches as rule
from toaan.searches import rules
from toaan.searches.actions.common import counted, lock, need_running, publications
from toaan.searches.models import Publication, Search
from toaan.vietnamese.text import clean


@dataclass(frozen=True, kw_only=True)
class Appeared:
    """One medium in which the notice appeared. `id` is chosen before, so that the same form sent twice is one record."""

    id: uuid.UUID
    medium: str
    outlet: str
    days: Sequence[date]
    proof: str = ""
    cost: int | None = None


def record_publication(*, by: Viewer, search_id: uuid.UUID, appeared: Appeared, at: datetime) -> Publication:
    """Record that the notice was published (ghi nhận việc đăng, phát thông báo tìm kiếm, BLTTDS 385).

    Raises:
        Refused: "search.recorded" (the same form twice), "search.ended", "search.no_medium", "search.twice", "search.no_outlet",
            "search.days" (385.1), "search.bad_day", "wrong_state".
    """
    with act("searches.record_publication", by=by, at=at) as a:
        search = lock(a, search_id)
        a.allow(search)
        search.case.after("searches.record_publication")
        need_running(search)
        if Publication.objects.filter(pk=appeared.id).exists():
            raise Refused("search.recorded", _("Lần đăng, phát này đã được ghi nhận."))
        there = publications(search)
        days = _checked(search, there, appeared, clock.local_date(at))
        made = Publication.objects.create(
            id=appeared.id, search=search, medium=appeared.medium, outlet=clean(appeared.outlet),
            days=[d.isoformat() for d in days], proof=clean(appeared.proof), cost=appeared.cost, post=by.post, recorded_at=at,
        )  # fmt: skip
        event = a.record(
            made,
            court=search.case.court,
            case_id=search.case_id,
            title=f"Thông báo tìm kiếm {search.person} được đăng, phát",
            detail=f"{made}"[:1000],
            data={"search": search.pk, "publication": made.pk, "medium": made.medium, "days": made.days},
            shown_to="parties",
        )
        _settle(search, [*there, made], event)
    return made


def strike_publication(*, by: Viewer, publication_id: uuid.UUID, why: str, at: datetime) -> Publication:
    """Strike out a record that was made by mistake: the term is counted again from what is left.

    Raises:
        Refused: "not_found", "search.struck", "search.portal" (the portal shows what it shows), "search.no_reason", "search.ended",
            "wrong_state".
    """
    search_id = Publication.objects.filter(pk=publication_id).values_list("search_id", flat=True).first()
    if search_id is None:
        raise not_found()
    with act("searches.strike_publication", by=by, at=at) as a:
        search = lock(a, search_id)
        a.allow(search)
        search.case.after("searches.strike_publication")
        need_running(search)
        found = a.lock(Publication, publication_id)
        if not found.stands:
            raise Refused("search.struck", _("Lần đăng, phát này đã được gạch bỏ."))
        if found.post_id is None:
            raise Refused("search.portal", _("Hệ thống tự ghi lần đăng trên Cổng; không gạch bỏ được."))
        if not clean(why):
            raise wrong("search.no_reason", "why", _("Hãy ghi vì sao gạch bỏ, ví dụ ghi nhầm ngày."))
        found.struck_at, found.struck_why = at, clean(why)
        found.save(update_fields=["struck_at", "struck_why"])
        event = a.record(
            found,
            court=search.case.court,
            case_id=search.case_id,
            title="Gạch bỏ việc ghi nhận đăng, phát thông báo tìm kiếm",
            detail=f"{found}. Lý do: {found.struck_why}"[:1000],
            data={"search": search.pk, "publication": found.pk},
            shown_to="court",
        )
        _settle(search, publications(search), event)
    return found


def _checked(search: Search, there: list[Publication], appeared: Appeared, today: date) -> list[date]:
    medium = next((m for m in rules.media(search.issued_on) if m.code == appeared.medium), None)
    if medium is None:
        raise wrong("search.no_medium", "medium", _("Hãy chọn nơi đăng, phát (khoản 1 Điều 385)."))
    if any(p.stands and p.medium == medium.code for p in there):
        raise wrong(
            "search.twice", "medium", _("Nơi này đã được ghi nhận; ghi nhầm thì gạch bỏ dòng cũ trước.")
        )
    if not clean(appeared.outlet):
        raise wrong("search.no_outlet", "outlet", _("Hãy ghi tên báo, Đài hoặc Cổng đã đăng, phát."))
    days = sorted(appeared.days)
    if problem := rule.days_problem(medium, days):
        raise wrong("search.days", "days", problem)
    if days[0] < search.issued_on or days[-1] > today:
        raise wrong("search.bad_day", "days", _("Ngày đăng, phát phải từ ngày ra thông báo đến hôm nay."))
    return days


def _settle(search: Search, there: list[Publication], event: Event) -> None:
    """The limits follow: 385.1 is met when nothing is missing; the term and the session's limit run from the first publication."""
    found = rules.of(search.case)
    if found is None:
        return
    day = clock.local_date(event.at)
    complete = not rules.missing(there, search.issued_on)
    if complete:
        deadlines.end(event, (found.publish,), Deadline.State.MET, day)
    else:  # a record was struck out
        search.case.deadlines.filter(rule=found.publish, state=Deadline.State.MET).update(
            state=Deadline.State.OPEN, ended_on=None
        )
    began = rules.began(there, search.issued_on)
    if not found.comes_first or began == search.began_on:
        return
    deadlines.end(event, (found.term, found.session), Deadline.State.CANCELLED, day)
    search.began_on, search.until = began, None
    if began is not None:
        search.until = counted(found.term, began).due
        deadlines.start(event, rule=found.term, owner=Deadline.Owner.CLERK, trigger_on=began)
        deadlines.start(event, rule=found.session, owner=Deadline.Owner.JUDGE, trigger_on=search.until)
    search.term_over_on = None
    search.save(update_fields=["began_on", "until", "term_over_on"])
