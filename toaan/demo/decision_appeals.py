"""Steps of an appeal against a decision by the real acts of both courts: filed, checked, sent up, heard, decided, brought back."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from toaan.appeals import actions as appeals
from toaan.appeals.decisions import actions
from toaan.appeals.models import ChallengeAdvance, FileTransfer, LateReview, Review
from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.core.viewer import SYSTEM
from toaan.course import actions as course
from toaan.course import duties
from toaan.course.models import Challenge, CourseDecision
from toaan.demo import people, steps
from toaan.demo.appeals import room
from toaan.demo.people import World
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.judgments.models import LateAppeal

GROUND = "Nguyên đơn không rút đơn khởi kiện, văn bản rút đơn do người không được ủy quyền nộp."
OF_REQUEST = "Quyết định chưa xem xét kết luận giám định mới, yêu cầu giải quyết lại việc dân sự."


def challenged(world: World, decision: CourseDecision, at: datetime) -> Challenge:
    """Everybody has received the decision; who sued, or asked, appeals two days later, in the portal."""
    day = clock.local_date(at)
    waiting = {p.pk: day for p in decision.periods.filter(due_on=None)}
    if waiting:
        course.start_periods(by=SYSTEM, decision_id=decision.pk, days=waiting, at=at)
    moment = at + timedelta(days=2)
    clock.move_to(moment)
    made = course.record_appeal(
        by=world.viewer("nguyendon"), decision_id=decision.pk, party_id=_mine(world, decision), ground=_ground(decision), at=moment,
    )  # fmt: skip
    events.drain()
    return made


def missed(world: World, decision: CourseDecision, at: datetime) -> CourseDecision:  # noqa: ARG001  (a step)
    """Everybody has received the decision and nobody has appealed: it is in effect on the day after the last period."""
    waiting = {p.pk: clock.local_date(at) for p in decision.periods.filter(due_on=None)}
    if waiting:
        course.start_periods(by=SYSTEM, decision_id=decision.pk, days=waiting, at=at)
    moment = _morning(max(p.due_on for p in decision.periods.all() if p.due_on) + timedelta(days=1))
    clock.move_to(moment)
    duties.settle_effect(clock.local_date(moment), moment)
    events.drain()
    return CourseDecision.objects.select_related("case").get(pk=decision.pk)


def came_late(world: World, decision: CourseDecision, at: datetime) -> LateReview:
    """Who sued, or asked, appeals after that, in the portal; the clerk has sent it to the court above (275.1)."""
    people.staff_province(world)
    missed(world, decision, at)
    moment = clock.now() + timedelta(hours=1)
    wish = appeals.LateWish(
        _mine(world, decision), _ground(decision), "Tôi nằm viện đến hết thời hạn kháng cáo."
    )
    late = appeals.file_late_appeal(
        by=world.viewer("nguyendon"), decision_id=decision.pk, wish=wish, at=moment
    )
    return forwarded(world, late, moment + timedelta(hours=1))


def forwarded(world: World, late: LateAppeal, at: datetime) -> LateReview:
    """The clerk has sent a late appeal, or one whose receipt was late, to the court above."""
    clock.move_to(at)
    appeals.forward_late_appeal(
        by=world.viewer("thuky"), late_id=late.pk, sent_on=clock.local_date(at), at=at
    )  # fmt: skip
    events.drain()
    return LateReview.objects.get(late=late)


def decided_late(world: World, review: LateReview, *, accepted: bool) -> LateReview:
    """Three judges of the court above have met within the week and decided (275.2, 275.3)."""
    moment = clock.now() + timedelta(hours=1)
    free = [p.pk for name, p in world.posts.items() if name.startswith("thamphan") and name.endswith(".tinh")]
    panel = appeals.LatePanel(free[0], free[1:3], moment + timedelta(days=5), "Phòng họp số 2")
    formed = appeals.form_late_panel(
        by=world.viewer("chanhan.tinh"), review_id=review.pk, panel=panel, at=moment
    )
    moment += timedelta(days=5, hours=1)
    clock.move_to(moment)
    judge = next(name for name, p in world.posts.items() if p.pk == formed.presiding_id)
    made = appeals.decide_late(
        by=world.viewer(judge), review_id=review.pk, accepted=accepted, heard="Người kháng cáo có mặt.",
        reason="Giấy ra viện chứng minh." if accepted else "Không có giấy tờ chứng minh.", at=moment,
    )  # fmt: skip
    events.drain()
    return made


def _mine(world: World, decision: CourseDecision) -> uuid.UUID:
    found: uuid.UUID = decision.case.parties.get(user=world.users["nguyendon"]).pk
    return found


def _ground(decision: CourseDecision) -> str:
    return OF_REQUEST if decision.case.is_request else GROUND


def checked(world: World, decision: CourseDecision, at: datetime) -> ChallengeAdvance:
    """The judge has accepted the appeal; the advance is due."""
    challenge = challenged(world, decision, at)
    moment = clock.now() + timedelta(hours=3)
    clock.move_to(moment)
    judge = world.viewer(steps.presiding(world, decision.case))
    made = actions.accept_challenge(by=judge, challenge_id=challenge.pk, at=moment)
    events.drain()
    return made


def sent(world: World, decision: CourseDecision, at: datetime) -> FileTransfer:
    """The advance is paid, the periods are over, the clerk has sent the file up."""
    advance = checked(world, decision, at)
    moment = clock.now() + timedelta(days=2)
    actions.take_receipt(
        by=world.viewer("thuky"), advance_id=advance.pk, number=f"AB/{str(advance.pk.int)[:6]}",
        dated=clock.local_date(moment), amount=advance.amount, at=moment,
    )  # fmt: skip
    last = max(p.due_on for p in decision.periods.all() if p.due_on)
    moment = _morning(last + timedelta(days=1))
    clock.move_to(moment)
    return actions.send_up(by=world.viewer("thuky"), decision_id=decision.pk, at=moment)


def accepted(world: World, decision: CourseDecision, at: datetime) -> Case:
    """The court above has entered it; judges and clerk are named."""
    people.staff_province(world)
    return entered(world, sent(world, decision, at))


def entered(world: World, transfer: FileTransfer) -> Case:
    """What was sent up is in the register above, two hours later, with its panel and clerk."""
    president, clerk = world.viewer("chanhan.tinh"), world.viewer("thuky.tinh")
    moment = clock.now() + timedelta(hours=2)
    clock.move_to(moment)
    case = appeals.accept(by=clerk, transfer_id=transfer.pk, at=moment)
    cases.draw_judge(by=president, case_id=case.pk, at=moment)
    cases.assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky.tinh"].pk, at=moment)
    sitting = case.assignments.get(role="presiding").post_id
    free = [
        p.pk
        for name, p in world.posts.items()
        if name.startswith("thamphan") and name.endswith(".tinh") and p.pk != sitting
    ]
    appeals.assign_panel(by=president, case_id=case.pk, post_ids=free[:2], at=moment)
    events.drain()
    return Case.objects.get(pk=case.pk)


def planned(world: World, decision: CourseDecision, at: datetime, *, hear_parties: bool = False) -> Hearing:
    """The session is set for a week later."""
    case = accepted(world, decision, at)
    moment = clock.now() + timedelta(hours=1)
    starts = steps.next_working_day(moment + timedelta(days=7))
    while Hearing.objects.filter(room=room(world).pk, starts_at=starts).exists():
        starts = steps.next_working_day(starts + timedelta(days=1))
    judge = world.viewer(steps.presiding(world, case))
    if case.reviews_ruling:
        wish = hearings.TrialPlan(
            room(world).pk, starts, starts + timedelta(hours=1), procurator="Ông Văn Thắng"
        )
        sitting = hearings.decide_trial(by=judge, case_id=case.pk, plan=wish, at=moment).hearing
        events.drain()
        return sitting
    plan = actions.Meeting(
        room(world).pk, starts, starts + timedelta(hours=1), procurator="Ông Văn Thắng", hear_parties=hear_parties
    )  # fmt: skip
    made = actions.set_meeting(by=judge, case_id=case.pk, plan=plan, at=moment)
    events.drain()
    return made


def opened(world: World, decision: CourseDecision, at: datetime, *, hear_parties: bool = False) -> Case:
    """The panel sits."""
    return convened(world, planned(world, decision, at, hear_parties=hear_parties))


def convened(world: World, hearing: Hearing) -> Case:
    """Everybody came to the session above, and it is open."""
    moment = hearing.starts_at
    clock.move_to(moment)
    marks = {p.pk: hearings.Mark(attendance="present") for p in hearing.participations.all()}
    hearings.record_attendance(by=world.viewer("thuky.tinh"), hearing_id=hearing.pk, marks=marks, at=moment)
    judge = world.viewer(steps.presiding(world, hearing.case))
    hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=moment)
    return Case.objects.get(pk=hearing.case_id)


def reviewed(world: World, decision: CourseDecision, at: datetime, outcome: str, **more: str) -> Review:
    """The panel has decided; the file is back."""
    return settled(world, opened(world, decision, at), outcome, **more)


def settled(world: World, case: Case, outcome: str, **more: str) -> Review:
    """The panel that sits has decided; the file is back."""
    moment = clock.now() + timedelta(minutes=40)
    clock.move_to(moment)
    wish = actions.ReviewWish(outcome, "Người nộp văn bản rút đơn không có văn bản ủy quyền.", **more)
    made = actions.review(
        by=world.viewer(steps.presiding(world, case)), case_id=case.pk, wish=wish, at=moment
    )
    events.drain()
    return made


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
