"""Wishes and cases for the tests of the course."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from tests.replay import step
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.viewer import Viewer
from toaan.course import actions
from toaan.course.models import CourseDecision
from toaan.demo import steps
from toaan.demo.people import World

WAIT = "suspension:214.1.đ"
WITHDRAWN = "discontinuance:217.1.c#rut"


def moment(day: str, hour: int = 9) -> datetime:
    """A moment in Vietnam; the clock of the test stands there afterwards."""
    at = timezone.make_aware(datetime.fromisoformat(f"{day}T{hour:02d}:00"))
    clock.move_to(at)
    return at


def judge_of(world: World, case: Case) -> Viewer:
    """The viewer of the judge whom the draw chose."""
    return world.viewer(steps.presiding(world, case))


def suspension(**other) -> actions.Suspension:
    """Waiting for a valuation."""
    said = {
        "ground": WAIT, "reason": "Tòa án đã yêu cầu định giá quyền sử dụng đất, chưa có kết quả.",
        "waiting_for": "Kết quả của Hội đồng định giá",
    }  # fmt: skip
    return actions.Suspension(**{**said, **other})


@step
def suspended(world: World, at: datetime, case: Case | None = None, **other) -> CourseDecision:
    """A case that stands still."""
    case = case or steps.assigned_case(world, at)
    return actions.suspend(by=judge_of(world, case), case_id=case.pk, wish=suspension(**other), at=at)


@step
def resumed(world: World, case: Case, at: datetime, gone_on: date | None = None) -> CourseDecision:
    """The case goes on."""
    wish = actions.Resumption("Đã nhận kết quả định giá.", gone_on or clock.local_date(at))
    return actions.resume(by=judge_of(world, case), case_id=case.pk, wish=wish, at=at)


@step
def discontinued(world: World, at: datetime, case: Case | None = None, **other) -> CourseDecision:
    """The plaintiff gave the claim up."""
    case = case or steps.assigned_case(world, at)
    said = {"ground": WITHDRAWN, "reason": "Nguyên đơn có đơn rút toàn bộ yêu cầu khởi kiện."}
    wish = actions.Discontinuance(**{**said, **other})
    return actions.discontinue(by=judge_of(world, case), case_id=case.pk, wish=wish, at=at)


def later(at: datetime, **more) -> datetime:
    """That much later; the clock stands there."""
    found = at + timedelta(**more)
    clock.move_to(found)
    return found
