"""Steps of a case off its ordinary way by the real acts: suspended, discontinued, counterclaimed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from toaan.cases.models import Case, Party
from toaan.core import clock, events
from toaan.core.viewer import Viewer
from toaan.course import actions as course
from toaan.demo.people import World
from toaan.demo.steps import assigned_case, presiding


def suspend(judge: Viewer, case: Case, at: datetime) -> None:
    """The case waits for a valuation (BLTTDS 214.1.đ)."""
    wish = course.Suspension(
        ground="suspension:214.1.đ",
        reason="Tòa án đã yêu cầu Hội đồng định giá định giá quyền sử dụng đất tranh chấp; đến nay chưa có kết quả.",
        waiting_for="Kết quả của Hội đồng định giá tài sản",
        expected_on=clock.local_date(at) + timedelta(days=45),
    )
    course.suspend(by=judge, case_id=case.pk, wish=wish, at=at)


def discontinue(judge: Viewer, case: Case, at: datetime) -> None:
    """The plaintiff has given the whole claim up (BLTTDS 217.1.c)."""
    wish = course.Discontinuance(
        "discontinuance:217.1.c#rut",
        "Nguyên đơn có đơn rút toàn bộ yêu cầu khởi kiện; việc rút đơn là tự nguyện.",
    )
    course.discontinue(by=judge, case_id=case.pk, wish=wish, at=at)


def suspended_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case that stands still until a valuation is there."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    suspend(world.viewer(presiding(world, case)), case, at)
    events.drain()
    return Case.objects.get(pk=case.pk)


def discontinued_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case whose plaintiff gave the whole claim up."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    discontinue(world.viewer(presiding(world, case)), case, at)
    events.drain()
    return Case.objects.get(pk=case.pk)


def counterclaimed_case(world: World, at: datetime, *, case: Case | None = None) -> Case:
    """A case with two counterclaims: the first is to be paid for, the second to be examined."""
    clock.move_to(at)
    case = case or assigned_case(world, at)
    defendant = case.parties.get(role=Party.Role.DEFENDANT)
    made = [
        course.file_claim(
            by=world.viewer("bidon"), case_id=case.pk, at=at,
            wish=course.ClaimWish(uuid.uuid4(), defendant.pk, [asked], "Nguyên đơn giao nhà chậm ba tháng.", value),
        )
        for asked, value in (
            ("Buộc nguyên đơn bồi thường 60.000.000 đồng do giao nhà chậm", 60_000_000),
            ("Tuyên bố hợp đồng đặt cọc vô hiệu", None),
        )
    ]  # fmt: skip
    course.admit_claim(
        by=world.viewer(presiding(world, case)),
        claim_id=made[0].pk,
        ground="counterclaim:200.2.c",
        value=60_000_000,
        at=at,
    )
    events.drain()
    return Case.objects.get(pk=case.pk)
