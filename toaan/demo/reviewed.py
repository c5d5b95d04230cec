"""Judgments of the demonstration under review: applications at the court above, protests, a session of its committee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from toaan.core import clock, files
from toaan.core.models import StoredFile
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.demo.province import Seat
from toaan.demo.scans import scan
from toaan.demo.scenes import Stage
from toaan.judgments.models import Judgment
from toaan.review import actions
from toaan.review.models import Application, Proceeding

REASON = "Bản án tính tiền lãi của cả thời gian đã được gia hạn, trái thỏa thuận của hai bên."
AT_THE_COUNTER = "Bản án không xem xét giấy nhận tiền đã nộp tại phiên tòa."
COMMITTEE = 5
"""Judges who sit with the president."""


def scenes(stage: Stage) -> Sequence[Iterator[datetime]]:
    """The reviews of this module; each takes a judgment of its own."""
    return [studied(stage), arrived(stage), protested(stage), session_set(stage)]


def _judgment(seat: Seat, *, of: str = "") -> Judgment | None:
    """The latest judgment in effect that nobody asks to have reviewed.

    Args:
        of: user name of a party; without such a judgment any will do.
    """
    rows = Judgment.objects.filter(
        case__court=seat.court,
        case__origin=None,
        effect__effective_on__lte=clock.today(),
        appeals=None,
        protests=None,
    )
    rows = rows.exclude(pk__in=Application.objects.values("judgment"))
    rows = rows.exclude(pk__in=Proceeding.objects.values("judgment")).order_by("-dated", "-number__sequence")
    mine = rows.filter(case__parties__user__username=of).distinct() if of else rows
    return mine.first() or rows.first()


def studied(stage: Stage) -> Iterator[datetime]:
    """The defendant applied in the portal two weeks ago; the president asked for the file and named a judge (329)."""
    yield stage.at(-11, 20, 10)
    judgment = _judgment(stage.seat, of="bidon")
    if judgment is None:
        return
    president = stage.upper.first(Role.PRESIDENT)
    made = _file(stage, judgment, REASON)
    yield stage.at(-9, 9, 50)
    actions.request_file(
        by=president, application_id=made.pk, text="Gửi kèm danh mục tài liệu.", at=clock.now()
    )
    yield stage.at(-8, 9, 50)
    judge = stage.upper.holders[Role.JUDGE][0]
    actions.assign_examiner(by=president, application_id=made.pk, post_id=judge.pk, at=clock.now())


def arrived(stage: Stage) -> Iterator[datetime]:
    """An application came to the counter of the court above yesterday."""
    yield stage.at(-1, 10, 15)
    if (judgment := _judgment(stage.seat)) is not None:
        _file(stage, judgment, AT_THE_COUNTER)


def _file(stage: Stage, judgment: Judgment, reason: str) -> Application:
    party = judgment.case.parties.select_related("user").filter(role="defendant").order_by("order")[0]
    online = party.user is not None
    return actions.file(
        by=Viewer(user=party.user, address="127.0.0.1") if online else stage.upper.first(Role.CLERK),
        judgment_id=judgment.pk, party_id=party.pk, kind="cassation", ground="326.1.a", reason=reason,
        channel="online" if online else "direct", sent_on=clock.today(), at=clock.now(),
    )  # fmt: skip


def protested(stage: Stage) -> Iterator[datetime]:
    """The procuracy's protest came with the file a few days ago: the session is to be set."""
    yield stage.at(-4, 14, 20)
    _protest(stage, "04")


def session_set(stage: Stage) -> Iterator[datetime]:
    """The committee of judges sits on another protest in five working days; the presentation has gone out (337–339)."""
    yield stage.at(-19, 14, 20)
    made = _protest(stage, "03")
    if made is None:
        return
    yield stage.at(-14, 9, 25)
    upper = stage.upper
    president, judges = upper.first(Role.PRESIDENT), upper.holders[Role.JUDGE]
    members = [upper.holders[Role.PRESIDENT][0].pk, *(p.pk for p in judges[:COMMITTEE])]
    plan = actions.Sitting(
        session_at=stage.at(5, 8), place="Phòng xử án số 1", members=members, presiding=members[0], reporter=judges[0].pk,
        procurator=upper.first(Role.PROCURATOR).name,
    )  # fmt: skip
    actions.set_session(by=president, proceeding_id=made.pk, plan=plan, at=clock.now())
    yield stage.at(-6, 15, 25)
    text = "Tóm tắt nội dung vụ án, bản án sơ thẩm, kháng nghị và các vấn đề Ủy ban Thẩm phán cần xem xét."
    actions.send_report(by=upper.viewer(judges[0]), proceeding_id=made.pk, text=text, at=clock.now())


def _protest(stage: Stage, number: str) -> Proceeding | None:
    judgment = _judgment(stage.seat)
    if judgment is None:
        return None
    clerk, day = stage.upper.first(Role.CLERK), clock.today()
    said = actions.Protesting(
        kind="cassation", number=f"{number}/QĐKNGĐT-VKS-DS", protested_on=day, ground="326.1.b",
        text="Tòa án cấp sơ thẩm không đưa người có quyền lợi, nghĩa vụ liên quan vào tham gia tố tụng.", scope="toàn bộ bản án",
        proposal="Hủy bản án để xét xử sơ thẩm lại.", paper=_paper(stage, judgment, clerk), file_on=day,
    )  # fmt: skip
    return actions.enter_protest(by=clerk, judgment_id=judgment.pk, said=said, at=clock.now())


def _paper(stage: Stage, judgment: Judgment, clerk: Viewer) -> StoredFile:
    """The protest as the procuracy sent it."""
    day = clock.today()
    words = scan(
        "Quyết định kháng nghị giám đốc thẩm",
        f"Kháng nghị theo thủ tục giám đốc thẩm đối với Bản án số {judgment.number} của {judgment.case.court.name}.",
        signed=stage.upper.first(Role.PROCURATOR).name,
        place_and_day=f"{stage.upper.court.place}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
    )
    return files.take_in(words, name="khang-nghi.pdf", by=clerk, at=clock.now())
