"""Steps of an appealed case by the real acts of both courts: checked, sent up, tried at second instance, brought back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from toaan.appeals import actions
from toaan.appeals.models import Advance, FileTransfer, LateReview
from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.core.viewer import Viewer
from toaan.demo import people, steps
from toaan.demo.people import SINCE, World
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing, Minutes, Room
from toaan.judgments import actions as judgments
from toaan.judgments import compose, duties
from toaan.judgments.models import Judgment

GROUND = (
    "Đề nghị Tòa án cấp phúc thẩm chấp nhận yêu cầu phạt cọc, vì bị đơn từ chối ra công chứng khi đã đến hạn."
)


def appealed_case(
    world: World, at: datetime, *, case: Case | None = None, parts: tuple[int, ...] = (2,)
) -> Case:
    """The plaintiff has appealed parts of the ruling online; nobody has checked it yet."""
    case = case or steps.pronounced_case(world, at)
    moment = clock.now() + timedelta(days=2)
    clock.move_to(moment)
    judgment = Judgment.objects.get(case=case)
    ids = [judgment.parts.get(order=n).pk for n in parts]
    judgments.record_appeal(
        by=world.viewer("nguyendon"), judgment_id=judgment.pk, party_id=case.parties.get(role="plaintiff").pk, part_ids=ids,
        ground=GROUND, at=moment,
    )  # fmt: skip
    events.drain()
    return Case.objects.get(pk=case.pk)


def fee_due_case(world: World, at: datetime, *, case: Case | None = None, **more: Any) -> Case:
    """The judge has accepted the appeal; the fee advance is due."""
    case = appealed_case(world, at, case=case, **more)
    moment = clock.now() + timedelta(hours=3)
    judge = world.viewer(steps.presiding(world, case))
    actions.accept_appeal(by=judge, appeal_id=case.judgment.appeals.get().pk, at=moment)
    clock.move_to(moment)
    events.drain()
    return Case.objects.get(pk=case.pk)


def sent_case(world: World, at: datetime, *, case: Case | None = None, **more: Any) -> FileTransfer:
    """The fee is paid, the periods are over, the clerk has sent the file up."""
    case = fee_due_case(world, at, case=case, **more)
    moment = clock.now() + timedelta(days=3)
    advance = Advance.objects.get(appeal__judgment__case=case)
    actions.hand_in_receipt(
        by=world.viewer("thuky"), advance_id=advance.pk, number=f"AA/{str(advance.pk.int)[:6]}", dated=clock.local_date(moment),
        amount=advance.amount, at=moment,
    )  # fmt: skip
    last = max(period.due_on for period in case.judgment.periods.all() if period.due_on)
    moment = _morning(last + timedelta(days=1))
    clock.move_to(moment)
    duties.settle_effect(clock.local_date(moment), moment)
    moment += timedelta(hours=2)
    clock.move_to(moment)
    return actions.send_up(by=world.viewer("thuky"), judgment_id=case.judgment.pk, at=moment)


def accepted_case(world: World, at: datetime, **more: Any) -> Case:
    """The court above has entered it in its register; judges and clerk are named."""
    people.staff_province(world)
    transfer = sent_case(world, at, **more)
    president, clerk = world.viewer("chanhan.tinh"), world.viewer("thuky.tinh")
    moment = clock.now() + timedelta(days=1)
    clock.move_to(moment)
    case = actions.accept(by=clerk, transfer_id=transfer.pk, at=moment)
    cases.draw_judge(by=president, case_id=case.pk, at=moment)
    cases.assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky.tinh"].pk, at=moment)
    sitting = case.assignments.get(role="presiding").post_id
    free = [
        p.pk
        for name, p in world.posts.items()
        if name.startswith("thamphan") and name.endswith(".tinh") and p.pk != sitting
    ]
    actions.assign_panel(by=president, case_id=case.pk, post_ids=free[:2], at=moment)
    events.drain()
    return Case.objects.get(pk=case.pk)


def planned_case(world: World, at: datetime, **more: Any) -> Case:
    """The appellate hearing is set for two weeks later."""
    case = accepted_case(world, at, **more)
    moment = clock.now() + timedelta(hours=4)
    starts = steps.next_working_day(moment + timedelta(days=14))
    plan = hearings.TrialPlan(
        room_id=room(world).pk,
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        procurator="Ông Văn Thắng",
    )
    while Hearing.objects.filter(room=plan.room_id, starts_at=plan.starts_at).exists():
        starts = steps.next_working_day(starts + timedelta(days=1))
        plan = hearings.TrialPlan(
            room_id=plan.room_id,
            starts_at=starts,
            ends_at=starts + timedelta(hours=3),
            procurator=plan.procurator,
        )
    hearings.decide_trial(by=presiding(case), case_id=case.pk, plan=plan, at=moment)
    clock.move_to(moment)
    events.drain()
    return Case.objects.get(pk=case.pk)


def deliberating_case(world: World, at: datetime, **more: Any) -> Case:
    """The debate before the court above is closed; nothing is written down yet."""
    case = planned_case(world, at, **more)
    hearing = Hearing.objects.get(case=case, kind=Hearing.Kind.TRIAL)
    clerk, judge, moment = world.viewer("thuky.tinh"), presiding(case), hearing.starts_at
    clock.move_to(moment)
    marks = {p.pk: hearings.Mark("present") for p in hearing.participations.all()}
    hearings.record_attendance(by=clerk, hearing_id=hearing.pk, marks=marks, at=moment)
    hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=moment)
    paragraphs = [{"time": "08:10", "speaker": "Người kháng cáo", "text": "Giữ nguyên kháng cáo."}]
    hearings.write_minutes(by=clerk, hearing_id=hearing.pk, paragraphs=paragraphs, revision=0, at=moment)
    moment += timedelta(hours=1)
    hearings.close_debate(by=judge, hearing_id=hearing.pk, at=moment)
    clock.move_to(moment)
    return Case.objects.get(pk=case.pk)


def judged_case(world: World, at: datetime, outcomes: Mapping[int, str], **more: Any) -> Case:
    """The panel has ruled on every appealed part; the judgment is signed and pronounced, the result is back below."""
    case = deliberating_case(world, at, parts=tuple(outcomes), **more)
    judge, moment, below = (
        presiding(case),
        clock.now() + timedelta(minutes=30),
        Judgment.objects.get(case=case.origin_id),
    )
    parts = {below.parts.get(order=n).pk: outcome for n, outcome in outcomes.items()}
    actions.rule(by=judge, case_id=case.pk, outcomes=parts, at=moment)
    day = clock.local_date(moment)
    content = compose.first_draft(case, on=day)
    filled = type(content).from_json({key: _filled(value) for key, value in content.as_json().items()})
    draft = judgments.save_draft(by=judge, case_id=case.pk, content=filled, revision=0, at=moment)
    made = judgments.number(by=judge, case_id=case.pk, revision=draft.revision, dated=day, at=moment)
    judgments.sign(by=judge, judgment_id=made.pk, at=moment)
    moment += timedelta(minutes=20)
    judgments.pronounce(by=judge, judgment_id=made.pk, at=moment)
    clock.move_to(moment)
    minutes = Minutes.objects.get(hearing__case=case, hearing__kind=Hearing.Kind.TRIAL)
    hearings.finish_minutes(
        by=world.viewer("thuky.tinh"), hearing_id=minutes.hearing_id, revision=minutes.revision, at=moment
    )
    hearings.sign_minutes(by=judge, hearing_id=minutes.hearing_id, at=moment)
    events.drain()
    return Case.objects.get(pk=case.pk)


def withdrawn_case(world: World, at: datetime, **more: Any) -> Case:
    """The appellant has withdrawn everything before the court above; the judge has still to end its trial."""
    case = accepted_case(world, at, **more)
    moment = clock.now() + timedelta(days=1)
    clock.move_to(moment)
    one = case.challenge["appellants"][0]
    actions.withdraw(
        by=world.viewer("nguyendon"), case_id=case.pk, holder=one["party"], orders=one["parts"],
        received_on=clock.local_date(moment), reason="Hai bên đã tự thỏa thuận.", at=moment,
    )  # fmt: skip
    return Case.objects.get(pk=case.pk)


def discontinued_case(world: World, at: datetime, **more: Any) -> Case:
    """The trial of second instance has ended because everything was withdrawn."""
    case = withdrawn_case(world, at, **more)
    moment = clock.now() + timedelta(days=1)
    clock.move_to(moment)
    actions.discontinue(
        by=presiding(case),
        case_id=case.pk,
        ground="withdrawn",
        reason="Người kháng cáo rút toàn bộ kháng cáo.",
        at=moment,
    )
    events.drain()
    return Case.objects.get(pk=case.pk)


def given_up_case(world: World, at: datetime, **more: Any) -> Case:
    """The plaintiff has withdrawn the suit before the court above; the defendant is asked (299.1)."""
    case = accepted_case(world, at, **more)
    moment = clock.now() + timedelta(days=1)
    clock.move_to(moment)
    actions.withdraw_suit(
        by=world.viewer("nguyendon"), case_id=case.pk, party_id=case.parties.get(role="plaintiff").pk,
        received_on=clock.local_date(moment), reason="Hai bên đã tự giải quyết.", at=moment,
    )  # fmt: skip
    events.drain()
    return Case.objects.get(pk=case.pk)


def late_case(world: World, at: datetime, *, case: Case | None = None) -> LateReview:
    """The plaintiff has appealed after the period; the court above has formed its panel and meets in a week (275.2)."""
    people.staff_province(world)
    case = case or steps.pronounced_case(world, at)
    judgment = Judgment.objects.get(case=case)
    last = max(period.due_on for period in judgment.periods.all() if period.due_on)
    moment = _morning(last + timedelta(days=1))
    clock.move_to(moment)
    duties.settle_effect(clock.local_date(moment), moment)
    late = judgments.file_late_appeal(
        by=world.viewer("nguyendon"), judgment_id=judgment.pk, party_id=case.parties.get(role="plaintiff").pk,
        part_ids=[judgment.parts.get(order=2).pk], ground=GROUND, reason="Tôi nằm viện đến hết thời hạn kháng cáo.", at=moment,
    )  # fmt: skip
    moment += timedelta(hours=2)
    judgments.forward_late_appeal(
        by=world.viewer("thuky"), late_id=late.pk, sent_on=clock.local_date(moment), at=moment
    )
    review = LateReview.objects.get(late=late)
    free = [p.pk for name, p in world.posts.items() if name.startswith("thamphan") and name.endswith(".tinh")]
    panel = actions.LatePanel(free[0], free[1:3], moment + timedelta(days=7), "Phòng họp số 2")
    actions.form_late_panel(
        by=world.viewer("chanhan.tinh"), review_id=review.pk, panel=panel, at=moment + timedelta(hours=1)
    )
    clock.move_to(moment + timedelta(days=7, hours=1))
    events.drain()
    return LateReview.objects.get(pk=review.pk)


def presiding(case: Case) -> Viewer:
    """The judge whom the draw chose, at the court above."""
    post = case.assignments.get(role="presiding", ended_at=None).post
    return Viewer(user=post.user, post=post, address="127.0.0.1")


def room(world: World) -> Room:
    """A room of the provincial court; made on first use."""
    found = Room.objects.filter(court=world.province).order_by("name").first()
    return found or hearings.add_room(
        by=world.viewer("chanhan.tinh"), court=world.province, name="Phòng xử án số 1", valid_from=date(2025, 7, 1), at=SINCE,
        capacity=60,
    )  # fmt: skip


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(7)))


def _filled(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("…", "giữ nguyên ý kiến đã trình bày")
    return [_filled(one) for one in value]
