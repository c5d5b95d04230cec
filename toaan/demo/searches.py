"""Steps of a request in which somebody is searched for, by the real acts, for tests and the demonstration."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from toaan.cases.models import Case
from toaan.core import clock, daily
from toaan.course.models import CourseDecision
from toaan.demo import request_steps as made
from toaan.demo import steps
from toaan.demo.people import World
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.requests import actions as requests
from toaan.requests.own_parts import OwnParts
from toaan.requests.wishes import Ruling
from toaan.searches import actions
from toaan.searches.models import Search, Tiding
from toaan.searches.wishes import Order

PERSON, BORN, RESIDENCE = "Trịnh Văn Lượm", "12/05/1968", "Số 5 đường Bến Đò, xã Sông Thanh, tỉnh Sông Thanh"
COMMUNE = "Ủy ban nhân dân xã Sông Thanh"


def order(**other: Any) -> Order:
    """What the judge fills in for the decision to search."""
    said = {
        "person": PERSON, "born": BORN, "residence": RESIDENCE,
        "reason": "Ông Lượm đi biển ngày 03/02/2023, từ đó không có tin tức; gia đình đã báo Công an và tìm kiếm.",
    }  # fmt: skip
    return Order(**{**said, **other})


def notice(**other: Any) -> actions.Notice:
    """The notice that goes out."""
    said = {
        "person": PERSON, "born": BORN, "residence": RESIDENCE,
        "contact": "Tòa án nhân dân khu vực 1 - Sông Thanh, số 1 đường Bến Đò, điện thoại 0987 000 111",
    }  # fmt: skip
    return actions.Notice(**{**said, **other})


def appeared(medium: str, days: list[date], **other: Any) -> actions.Appeared:
    """One publication."""
    outlet = {"paper": "Báo Ngày Mới", "broadcast": "Đài Tiếng Vang"}.get(
        medium, "Cổng thông tin điện tử tỉnh Sông Thanh"
    )
    said = {"id": uuid.uuid4(), "medium": medium, "outlet": outlet, "days": days}
    return actions.Appeared(**{**said, **other})


def ordered(world: World, at: datetime, *, kind: str = "27.3") -> CourseDecision:
    """The judge has ordered the search (388.1, 392.1)."""
    case = made.accepted(world, at, kind=kind)
    return actions.order(
        by=world.viewer(steps.presiding(world, case)),
        case_id=case.pk,
        wish=order(),
        at=at + timedelta(hours=1),
    )


def issued(world: World, at: datetime, *, kind: str = "27.3") -> Search:
    """The notice is signed and stands on the portal; of 27.2 the decision itself has ordered it (383)."""
    if kind == "27.2":
        case, at = granted(world, at, kind=kind), clock.now()
    else:
        case = ordered(world, at, kind=kind).case
    judge = world.viewer(steps.presiding(world, case))
    return actions.issue(by=judge, case_id=case.pk, notice=notice(), at=at + timedelta(hours=2))


def published(world: World, at: datetime, *, kind: str = "27.3") -> Search:
    """Paper and station have published it in the week after."""
    search = issued(world, at, kind=kind)
    first = search.issued_on + timedelta(days=2)
    days = [first + timedelta(days=n) for n in range(3)]
    later = steps.next_working_day(at + timedelta(days=8)) + timedelta(hours=9)
    clock.move_to(max(later, clock.now()))
    for medium in ("paper", "broadcast"):
        shift = timedelta(days=1 if medium == "broadcast" else 0)
        actions.record_publication(
            by=world.viewer("thuky"), search_id=search.pk, at=clock.now(),
            appeared=appeared(medium, [d + shift for d in days], cost=3_000_000, proof="Số 61, 62, 63"),
        )  # fmt: skip
    return Search.objects.select_related("case").get(pk=search.pk)


def told(world: World, search: Search, at: datetime) -> Tiding:
    """A citizen has told the court something through the portal."""
    said = actions.Told(
        id=uuid.uuid4(), text="Thấy người giống ông Lượm ở cảng Cá sáng ngày hôm qua.", contact="0912 000 222"
    )
    return actions.tell(by=world.viewer("bidon"), search_id=search.pk, told=said, at=at)


def term_over(world: World, at: datetime, *, kind: str = "27.3") -> Search:
    """The four months are over, and the court has noted it."""
    search = published(world, at, kind=kind)
    over = clock.start_of(search.until or clock.today()) + timedelta(days=1)
    clock.move_to(steps.next_working_day(over) + timedelta(hours=8))
    daily.run(clock.today(), clock.now())
    return Search.objects.select_related("case").get(pk=search.pk)


def session_open(world: World, at: datetime, *, kind: str = "27.3") -> Hearing:
    """The session is open, after the search where it comes first."""
    if kind not in {"27.3", "27.4"}:
        return made.session_open(world, at, kind=kind)
    case = term_over(world, at, kind=kind).case
    judge, now = world.viewer(steps.presiding(world, case)), clock.now()
    starts = steps.next_working_day(now + timedelta(days=5)) + timedelta(hours=8)
    plan = hearings.TrialPlan(
        room_id=steps.court_room(world).pk,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        procurator="Nghiêm Thị Bích",
    )
    hearing = hearings.decide_trial(by=judge, case_id=case.pk, plan=plan, at=now).hearing
    clock.move_to(starts)
    steps.everybody_present(world, hearing, starts)
    hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=starts)
    return Hearing.objects.select_related("case").get(pk=hearing.pk)


def granted(world: World, at: datetime, *, kind: str = "27.3", **other: Any) -> Case:
    """The request is granted at its session."""
    hearing = session_open(world, at, kind=kind)
    judge = world.viewer(steps.presiding(world, hearing.case))
    later = hearing.starts_at + timedelta(hours=1)
    requests.rule(by=judge, case_id=hearing.case_id, wish=ruling(kind, **other), at=later)
    clock.move_to(later)
    return Case.objects.get(pk=hearing.case_id)


def ruling(kind: str = "27.3", **other: Any) -> Ruling:
    """What the judge decides on each of these requests, with the parts that the law wants."""
    own = {
        "27.2": OwnParts(management="Giao nhà, đất cho bà Hoàng Thị Lan Chi quản lý."),
        "27.3": OwnParts(management="Bà Hoàng Thị Lan Chi tiếp tục quản lý tài sản.", commune=COMMUNE),
        "27.3#huy": OwnParts(consequences="Ông Lượm được nhận lại tài sản.", commune=COMMUNE),
        "27.4": OwnParts(died_on=date(2023, 2, 3), consequences="Tài sản giải quyết theo pháp luật về thừa kế.", commune=COMMUNE),
        "27.4#huy": OwnParts(consequences="Quan hệ nhân thân được khôi phục.", commune=COMMUNE),
    }.get(kind, OwnParts())  # fmt: skip
    said = {
        "findings": f"Từ năm 2023 không có tin tức xác thực về {PERSON}.", "law": "Điều 68 Bộ luật Dân sự",
        "orders": f"Chấp nhận yêu cầu đối với {PERSON}.", "own": own,
    }  # fmt: skip
    return made.ruling(**{**said, **other})
