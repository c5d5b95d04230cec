"""The way of an appealed case in tests, by the real acts of both courts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tests.replay import step
from toaan.appeals import actions
from toaan.appeals.models import FileTransfer
from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.core.viewer import SYSTEM
from toaan.demo.people import SINCE, World
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing, Room
from toaan.judgments import actions as judgments
from toaan.judgments import compose
from toaan.judgments.models import Judgment
from toaan.judgments.tests.thread import pronounced

AFTER = date(2026, 2, 27)
"""Every period of a judgment of early January is over."""


def day(on: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(hour)))


@step
def appealed(world: World, now: datetime, *, parts: tuple[int, ...] = (2,)) -> Judgment:
    """The plaintiff appeals parts of a judgment two days after its pronouncement."""
    judgment = pronounced(world, now)
    plaintiff = judgment.case.parties.get(role="plaintiff")
    ids = [judgment.parts.get(order=n).pk for n in parts]
    judgments.record_appeal(
        by=world.viewer("nguyendon"), judgment_id=judgment.pk, party_id=plaintiff.pk, part_ids=ids,
        ground="Đề nghị chấp nhận yêu cầu phạt cọc.", at=now + timedelta(days=2),
    )  # fmt: skip
    return judgment


@step
def paid(world: World, judgment: Judgment, now: datetime) -> None:
    """The judge accepts the appeal, the clerk takes in the receipt."""
    made = actions.accept_appeal(
        by=world.viewer("thamphan"), appeal_id=judgment.appeals.get().pk, at=now + timedelta(days=3)
    )
    actions.hand_in_receipt(
        by=world.viewer("thuky"), advance_id=made.pk, number="AA/26-0007", dated=clock.local_date(now) + timedelta(days=4),
        amount=made.amount, at=now + timedelta(days=5),
    )  # fmt: skip


def settled(judgment: Judgment) -> None:
    """All periods are over; whoever was absent got the judgment long ago."""
    judgments.take_effect(by=SYSTEM, judgment_id=judgment.pk, at=day(AFTER))


@step
def sent(world: World, now: datetime, **kwargs: Any) -> FileTransfer:
    judgment = appealed(world, now, **kwargs)
    paid(world, judgment, now)
    settled(judgment)
    return actions.send_up(by=world.viewer("thuky"), judgment_id=judgment.pk, at=day(AFTER, 10))


@step
def accepted(world: World, now: datetime, **kwargs: Any) -> Case:
    transfer = sent(world, now, **kwargs)
    return actions.accept(by=world.viewer("thuky.tinh"), transfer_id=transfer.pk, at=day(AFTER, 11))


@step
def with_panel(world: World, now: datetime, **kwargs: Any) -> Case:
    """Presided over by "thamphan.tinh", whom the draw might not have chosen."""
    case, president = accepted(world, now, **kwargs), world.viewer("chanhan.tinh")
    at = day(AFTER, 12)
    cases.draw_judge(by=president, case_id=case.pk, at=at)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan.tinh"])
    cases.assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky.tinh"].pk, at=at)
    others = [world.posts["thamphan2.tinh"].pk, world.posts["thamphan3.tinh"].pk]
    actions.assign_panel(by=president, case_id=case.pk, post_ids=others, at=at)
    return Case.objects.get(pk=case.pk)


def room(world: World) -> Room:
    found = Room.objects.filter(court=world.province).first()
    return found or hearings.add_room(
        by=world.viewer("chanhan.tinh"), court=world.province, name="Phòng xử án số 1", valid_from=date(2025, 7, 1), at=SINCE
    )  # fmt: skip


@step
def planned(world: World, now: datetime, **kwargs: Any) -> tuple[Case, Hearing]:
    case = with_panel(world, now, **kwargs)
    starts = day(date(2026, 3, 18), 8)
    plan = hearings.TrialPlan(room_id=room(world).pk, starts_at=starts, ends_at=starts + timedelta(hours=3))
    made = hearings.decide_trial(
        by=world.viewer("thamphan.tinh"), case_id=case.pk, plan=plan, at=day(AFTER, 14)
    )
    return Case.objects.get(pk=case.pk), made.hearing


@step
def deliberating(world: World, now: datetime, **kwargs: Any) -> Case:
    case, hearing = planned(world, now, **kwargs)
    at = hearing.starts_at
    clock.move_to(at)
    marks = {p.pk: hearings.Mark(attendance="present") for p in hearing.participations.all()}
    hearings.record_attendance(by=world.viewer("thuky.tinh"), hearing_id=hearing.pk, marks=marks, at=at)
    judge = world.viewer("thamphan.tinh")
    hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=at)
    hearings.close_debate(by=judge, hearing_id=hearing.pk, at=at + timedelta(hours=1))
    return Case.objects.get(pk=case.pk)


@step
def judged(world: World, now: datetime, outcomes: dict[int, str], **kwargs: Any) -> Judgment:
    """The panel rules, the judge drafts, signs and pronounces."""
    case = deliberating(world, now, parts=tuple(outcomes), **kwargs)
    judge, at = world.viewer("thamphan.tinh"), day(date(2026, 3, 18), 11)
    below = case.origin.judgment
    actions.rule(
        by=judge,
        case_id=case.pk,
        outcomes={below.parts.get(order=n).pk: o for n, o in outcomes.items()},
        at=at,
    )
    content = compose.first_draft(case, on=clock.local_date(at))
    filled = {k: _fill(v) for k, v in content.as_json().items()}
    draft = judgments.save_draft(
        by=judge, case_id=case.pk, content=type(content).from_json(filled), revision=0, at=at
    )
    made = judgments.number(
        by=judge, case_id=case.pk, revision=draft.revision, dated=clock.local_date(at), at=at
    )
    judgments.sign(by=judge, judgment_id=made.pk, at=at)
    done = judgments.pronounce(by=judge, judgment_id=made.pk, at=at)
    events.drain()
    return done


def _fill(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("…", "không có gì thêm")
    return [_fill(one) for one in value]
