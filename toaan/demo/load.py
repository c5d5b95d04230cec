"""Load a small practice court: a few matters at every stage, made by the real acts only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from toaan.cases.models import Case
from toaan.core import clock, daily, events, search_writer
from toaan.core.models import Court, Post, User
from toaan.demo import people, steps
from toaan.demo.people import World

Progress = Callable[[str], None]
Step = Callable[[World, datetime], object]


def _assigned(world: World, at: datetime) -> Case:
    """Petition, acceptance, service of the notice, judge, clerk and panel."""
    case = steps.assigned_case(world, at, case=steps.accepted_case(world, at))
    steps.served(world, case, at)
    return case


def _mediated(world: World, at: datetime) -> Case:
    return steps.mediated_case(world, at, case=_assigned(world, at))


def _trial_decided(world: World, at: datetime) -> Case:
    case = steps.trial_decided_case(world, at, case=_mediated(world, at))
    steps.served(world, case, clock.now(), kind="trial_decision")
    return case


def _pronounced(world: World, at: datetime) -> Case:
    case = steps.debated_case(world, at, case=_trial_decided(world, at))
    case = steps.pronounced_case(world, at, case=case)
    steps.sign_hearing_minutes(world, case, clock.now())
    steps.served(world, case, clock.now(), kind="judgment")
    return case


def _effective(world: World, at: datetime) -> Case:
    return steps.effective_case(world, at, case=_pronounced(world, at))


def _closed(world: World, at: datetime) -> Case:
    return steps.closed_case(world, at, case=_effective(world, at))


MATTERS: tuple[tuple[int, str, Step], ...] = (
    (200, "vụ án đã công bố bản án, đã đóng hồ sơ", _closed),
    (120, "bản án có hiệu lực, chờ mã hóa", _effective),
    (50, "bản án đang trong thời hạn kháng cáo", _pronounced),
    (14, "vụ án chờ mở phiên tòa", _trial_decided),
    (12, "vụ án đã hòa giải không thành", _mediated),
    (6, "vụ án đã phân công Thẩm phán", _assigned),
    (2, "vụ án vừa thụ lý, chờ phân công", steps.accepted_case),
    (2, "đơn đã nộp biên lai, chờ thụ lý", steps.fee_paid_petition),
    (1, "đơn Thẩm phán đang xem xét", steps.examined_petition),
    (1, "đơn mới nộp, chờ phân công", steps.filed_petition),
    (0, "đơn đang soạn", steps.draft_petition),
)
"""Days before today on which the petition comes in, what it is called, and the steps that make it."""


def ensure(progress: Progress = print) -> None:
    """Load the practice court when there is no court yet; otherwise leave everything as it is."""
    if Court.objects.exists():
        return
    now = clock.now()
    try:
        progress("Lập Tòa án minh họa")
        world = people.found()
        morning = steps.next_working_day
        for number, (days, what, make) in enumerate(MATTERS, start=1):
            progress(f"Vụ việc minh họa {number}/{len(MATTERS)}: {what}")
            at = min(morning(now - timedelta(days=days)), now)
            clock.move_to(at)
            make(world, at)
            events.drain()
    finally:
        clock.reset()
    daily.run(clock.today(), clock.now())
    events.drain()
    progress("Lập chỉ mục tìm kiếm")
    while search_writer.write_changes():
        pass


def accounts() -> Iterator[dict[str, str]]:
    """The accounts of the practice court: user name, post, court, name, password."""
    practice = [name for name, *_ in (*people.STAFF, *people.CITIZENS)]
    held: dict[object, list[Post | None]] = {}
    for one in Post.objects.held_at(clock.now()).select_related("court"):
        held.setdefault(one.user_id, []).append(one)
    users = User.objects.filter(username__in=practice)
    for user in sorted(users, key=lambda u: practice.index(u.username)):
        for post in held.get(user.pk) or [None]:
            yield {
                "username": user.username,
                "post": post.title if post else "Người dân",
                "court": post.court.name if post else "",
                "name": user.full_name,
                "password": people.PASSWORD,
            }
