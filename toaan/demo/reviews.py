"""Judgments under protest for practice: one of the president that waits for its file, one of the procuracy that came with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from toaan.core import clock, events
from toaan.core.models import StoredFile
from toaan.demo import people
from toaan.demo.people import World
from toaan.judgments.models import Judgment
from toaan.review import actions
from toaan.review.models import Proceeding


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


def decided(world: World, made: Proceeding, at: datetime) -> Proceeding:
    """The whole judgment is quashed for a new trial at first instance."""
    made = heard(world, made, at)
    wish = actions.Wish(
        outcomes={part.order: "retry" for part in made.judgment.parts.all()}, votes=len(made.present),
        reason="Tòa án cấp sơ thẩm vi phạm nghiêm trọng thủ tục tố tụng; kháng nghị có căn cứ.",
    )  # fmt: skip
    actions.decide(by=world.viewer("chanhan.tinh"), proceeding_id=made.pk, wish=wish, at=clock.now())
    events.drain()
    return Proceeding.objects.get(pk=made.pk)
