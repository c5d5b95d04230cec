"""Load a small practice court: a few matters at every stage, made by the real acts only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from toaan.core import clock, daily, events, search_writer
from toaan.core.models import Court, Post, User
from toaan.demo import people, steps
from toaan.demo.people import World

Progress = Callable[[str], None]
Step = Callable[[World, datetime], object]

MATTERS: tuple[tuple[int, str, Step], ...] = (
    (200, "vụ án đã công bố bản án, đã đóng hồ sơ", lambda w, at: steps.closed_case(w, at)),
    (120, "bản án có hiệu lực, chờ mã hóa", lambda w, at: steps.effective_case(w, at)),
    (50, "bản án đang trong thời hạn kháng cáo", lambda w, at: steps.pronounced_case(w, at)),
    (22, "vụ án chờ mở phiên tòa", lambda w, at: steps.trial_decided_case(w, at, case=_mediated(w, at))),
    (12, "vụ án đã hòa giải không thành", lambda w, at: _mediated(w, at)),
    (
        6,
        "vụ án đã phân công Thẩm phán",
        lambda w, at: steps.assigned_case(w, at, case=steps.accepted_case(w, at)),
    ),
    (2, "vụ án vừa thụ lý, chờ phân công", lambda w, at: steps.accepted_case(w, at)),
    (2, "đơn đã nộp biên lai, chờ thụ lý", lambda w, at: steps.fee_paid_petition(w, at)),
    (1, "đơn Thẩm phán đang xem xét", lambda w, at: steps.examined_petition(w, at)),
    (
        1,
        "đơn mới nộp, chờ phân công",
        lambda w, at: steps.filed_petition(w, at, kind="KDTM", value=1_250_000_000),
    ),
    (0, "đơn đang soạn", lambda w, at: steps.draft_petition(w, at)),
)
"""Days before today on which the petition comes in, what it is called, and the steps that make it."""


def _mediated(world: World, at: datetime) -> object:
    case = steps.assigned_case(world, at, case=steps.accepted_case(world, at))
    return steps.mediated_case(world, at, case=case)


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
    practice = {name for name, *_ in (*people.STAFF, *people.CITIZENS)}
    held: dict[object, list[Post]] = {}
    for post in Post.objects.held_at(clock.now()).select_related("court"):
        held.setdefault(post.user_id, []).append(post)
    for user in User.objects.filter(username__in=practice).order_by("date_joined", "pk"):
        for post in held.get(user.pk, [None]):  # type: ignore[list-item]
            yield {
                "username": user.username,
                "post": post.title if post else "Người dân",
                "court": post.court.name if post else "",
                "name": user.full_name,
                "password": people.PASSWORD,
            }
