"""Judgments and decisions under protest for practice: one of the president that waits for its file, one of the procuracy that came with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from toaan.core import clock, events
from toaan.core.models import StoredFile
from toaan.core.viewer import SYSTEM
from toaan.course import actions as course
from toaan.course.models import CourseDecision
from toaan.demo import people, steps
from toaan.demo.people import World
from toaan.judgments.models import Judgment
from toaan.review import actions
from toaan.review.models import CommitteeMember, Proceeding


def of_president(world: World, judgment: Judgment, at: datetime) -> Proceeding:
    """The defendant applied at the counter, the file was asked for, a judge studied it, the president protests."""
    people.staff_province(world)
    president, clerk = world.viewer("chanhan.tinh"), world.viewer("thuky.tinh")
    asked = actions.file(
        by=clerk, judgment_id=judgment.pk, party_id=judgment.case.parties.get(role="defendant").pk, kind="cassation",
        ground="326.1.c", reason="Bản án tính sai tiền lãi.", channel="direct", sent_on=clock.local_date(at), at=at,
    )  # fmt: skip
    actions.request_file(by=president, application_id=asked.pk, text="Gửi kèm danh mục tài liệu.", at=at)
    actions.assign_examiner(
        by=president, application_id=asked.pk, post_id=world.posts["thamphan2.tinh"].pk, at=at
    )
    actions.report(
        by=world.viewer("thamphan2.tinh"), application_id=asked.pk, text="Có sai lầm về cách tính lãi.", protest=True, at=at
    )  # fmt: skip
    actions.protest(
        by=president, application_id=asked.pk, ground="326.1.c", text="Tòa án cấp sơ thẩm tính lãi trên nợ lãi.",
        scope="phần quyết định về tiền lãi", proposal="Hủy phần quyết định về tiền lãi để xét xử sơ thẩm lại.", stay=True, at=at,
    )  # fmt: skip
    events.drain()
    return Proceeding.objects.get(application=asked)


def of_procuracy(world: World, judgment: Judgment, at: datetime) -> Proceeding:
    """The procuracy's protest came with the file: the four months run."""
    people.staff_province(world)
    day = clock.local_date(at)
    said = actions.Protesting(
        kind="cassation", number="03/QĐKNGĐT-VKS-DS", protested_on=day, ground="326.1.b",
        text="Không triệu tập người có quyền lợi, nghĩa vụ liên quan.", scope="toàn bộ bản án",
        proposal="Hủy bản án để xét xử sơ thẩm lại.", paper=StoredFile.objects.get(pk=judgment.signed_sha256), file_on=day,
    )  # fmt: skip
    made = actions.enter_protest(by=world.viewer("thuky.tinh"), judgment_id=judgment.pk, said=said, at=at)
    events.drain()
    return made


def in_effect(world: World, decision: CourseDecision, at: datetime) -> CourseDecision:
    """Everybody received the decision, nobody challenged it, and the last period has ended: two months later."""
    if decision.effective_on is None:
        events.drain()
        steps.served(world, decision.case, at, kind=f"{SERVED_AS.get(decision.kind, decision.kind)}_decision")
        later = at + timedelta(days=60)
        clock.move_to(later)
        course.take_effect(by=SYSTEM, decision_id=decision.pk, at=later)
    return CourseDecision.objects.select_related("case__court", "number").get(pk=decision.pk)


SERVED_AS = {"partial": "discontinuance"}
"""Kind of decision → the kind of document as which it is served, where that is another."""


def of_decision(
    world: World, decision: CourseDecision, at: datetime, *, ground: str = "326.1.b"
) -> Proceeding:
    """The procuracy protests a decision in effect, and the file came with it."""
    people.staff_province(world)
    day = clock.local_date(at)
    said = actions.Protesting(
        kind="cassation", number="05/QĐKNGĐT-VKS-DS", protested_on=day, ground=ground,
        text="Quyết định vi phạm quyền của bị đơn.", scope="toàn bộ quyết định",
        proposal="Hủy quyết định để giải quyết lại.", paper=StoredFile.objects.get(pk=decision.sha256), file_on=day,
    )  # fmt: skip
    made = actions.enter_protest(by=world.viewer("thuky.tinh"), decision_id=decision.pk, said=said, at=at)
    events.drain()
    return made


def committee(world: World, at: datetime) -> list[CommitteeMember]:
    """Every judge of the province is a member of its committee, since it was formed."""
    people.staff_province(world)
    president = world.viewer("chanhan.tinh")
    since = date(2025, 7, 1)
    names = sorted(n for n in world.posts if n.endswith(".tinh") and n.startswith(("thamphan", "chanhan")))
    return [
        actions.enter_member(
            by=president, post_id=world.posts[name].pk, since=since, decision="Quyết định của Chánh án TANDTC", at=at
        )
        for name in names
    ]  # fmt: skip


def session_set(world: World, made: Proceeding, at: datetime) -> Proceeding:
    """The committee of judges sits in two weeks; the presentation has been sent."""
    posts = {
        n: p for n, p in world.posts.items() if n.endswith(".tinh") and n.startswith(("thamphan", "chanhan"))
    }
    plan = actions.Sitting(
        session_at=at + timedelta(days=14), place="Phòng xử án số 1", members=[p.pk for p in posts.values()],
        presiding=posts["chanhan.tinh"].pk, reporter=posts["thamphan2.tinh"].pk, procurator="Ông Văn Thắng",
    )  # fmt: skip
    actions.set_session(by=world.viewer("chanhan.tinh"), proceeding_id=made.pk, plan=plan, at=at)
    made = actions.send_report(
        by=world.viewer("thamphan2.tinh"),
        proceeding_id=made.pk,
        text="Tóm tắt vụ án, bản án và kháng nghị.",
        at=at,
    )
    events.drain()
    return made


def heard(world: World, made: Proceeding, at: datetime) -> Proceeding:
    """The session took place with all members; the decision is still to be signed."""
    made = session_set(world, made, at)
    moment = at + timedelta(days=14, hours=2)
    clock.move_to(moment)
    return actions.keep_minutes(
        by=world.viewer("thuky.tinh"), proceeding_id=made.pk, present=[p.pk for p in made.members.all()],
        procurator="Ông Văn Thắng", heard="Đại diện Viện kiểm sát đề nghị hủy bản án.", at=moment,
    )  # fmt: skip


def decided(world: World, made: Proceeding, at: datetime, outcome: str = "retry") -> Proceeding:
    """All of it is quashed for a new trial at first instance, or decided otherwise."""
    made = heard(world, made, at)
    wish = actions.Wish(
        outcomes={part.order: outcome for part in made.ruling.parts}, votes=len(made.present),
        reason="Tòa án cấp sơ thẩm vi phạm nghiêm trọng thủ tục tố tụng; kháng nghị có căn cứ.",
        amended="Nội dung sau khi sửa ghi tại quyết định này.", consequences="Chưa thi hành.", complete=True,
    )  # fmt: skip
    actions.decide(by=world.viewer("chanhan.tinh"), proceeding_id=made.pk, wish=wish, at=clock.now())
    events.drain()
    return Proceeding.objects.get(pk=made.pk)
