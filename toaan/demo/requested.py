"""Civil requests of the demonstration: a divorce by consent that was recognised, a ruling that was appealed against, a strike
whose legality is examined tomorrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random
from typing import Any

from toaan.appeals.decisions import actions as decisions
from toaan.appeals.models import ChallengeAdvance
from toaan.cases import actions as cases
from toaan.cases.models import Party
from toaan.core import clock
from toaan.core.roles import Role
from toaan.course import actions as course
from toaan.course.actions.challenging import Intake
from toaan.course.models import Challenge, CourseDecision
from toaan.demo import above, drawing
from toaan.demo.diary import Diary, Slot
from toaan.demo.letters import Letters
from toaan.demo.scans import scan
from toaan.demo.scenes import Stage
from toaan.filing import actions as filing
from toaan.filing.models import Petition
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.requests import actions
from toaan.requests.actions import panel
from toaan.requests.wishes import Consent, Ruling

JUDGE, CLERK, JUDGE_ABOVE = "thamphan", "thuky", "thamphan.tinh"
SERIAL = 900
"""From here on receipts and bar codes of requests are counted; matters stay below."""
AGREED = (
    "Con chung: giao cháu Ninh Gia Bảo (sinh năm 2019) cho mẹ trực tiếp nuôi; bố cấp dưỡng mỗi tháng 2.500.000 đồng.\n"
    "Tài sản chung, nợ chung: không yêu cầu Tòa án giải quyết."
)
SPOUSES: dict[str, Any] = {
    "plaintiffs": [
        {"kind": "person", "name": "Ninh Văn Thạch", "birth_year": 1985, "address": "Thôn Thượng, xã Yên Khê, tỉnh Sông Thanh"},
        {"kind": "person", "name": "Âu Thị Xuyến", "birth_year": 1988, "address": "Thôn Thượng, xã Yên Khê, tỉnh Sông Thanh"},
    ],
    "facts": "Kết hôn năm 2014. Từ năm 2023 sống ly thân, tình cảm không còn. Cả hai tự nguyện ly hôn.",
    "claims": ["Công nhận thuận tình ly hôn.", "Công nhận thỏa thuận: con chung do mẹ nuôi, bố cấp dưỡng."],
}  # fmt: skip
BROTHERS: dict[str, Any] = {
    "plaintiffs": [
        {"kind": "person", "name": "Khuất Duy Hiển", "birth_year": 1976, "address": "Xóm Chùa, xã Mỹ Lý, tỉnh Sông Thanh"},
    ],
    "related": [
        {"kind": "person", "name": "Khuất Duy Hậu", "birth_year": 1981, "address": "Xóm Chùa, xã Mỹ Lý, tỉnh Sông Thanh"},
    ],
    "facts": "Em trai tôi bị tai nạn giao thông năm 2024, đến nay không nhận biết được người thân; có bệnh án kèm theo.",
    "claims": ["Tuyên bố ông Khuất Duy Hậu mất năng lực hành vi dân sự.", "Xác định người giám hộ theo luật."],
}  # fmt: skip
REFUSED = Ruling(
    granted="none",
    findings="Kết luận giám định cho thấy ông Khuất Duy Hậu còn nhận thức được, chưa mất khả năng làm chủ hành vi.",
    law="Điều 22 Bộ luật Dân sự\nĐiều 376, Điều 378 Bộ luật Tố tụng dân sự",
    orders="Không chấp nhận yêu cầu tuyên bố ông Khuất Duy Hậu mất năng lực hành vi dân sự.",
    procuracy="Đề nghị không chấp nhận yêu cầu.",
)
SHOES = "Khu công nghiệp Yên Khê, xã Yên Khê, tỉnh Sông Thanh"
STRIKE: dict[str, Any] = {
    "plaintiffs": [
        {"kind": "organisation", "name": "Công ty cổ phần Giày Yên Khê", "representative": "Chử Văn Tạo, Giám đốc", "address": SHOES},
    ],
    "related": [
        {"kind": "organisation", "name": "Công đoàn cơ sở Công ty cổ phần Giày Yên Khê", "representative": "Mạc Thị Thêu, Chủ tịch", "address": SHOES},
    ],
    "facts": "Tập thể lao động phân xưởng đế ngừng việc vì định mức khoán; công đoàn gửi văn bản cho công ty chỉ một ngày trước khi đình công.",
    "claims": ["Tuyên bố cuộc đình công tại phân xưởng đế là bất hợp pháp."],
}  # fmt: skip
GROUND = "Kết luận giám định lập khi bệnh nhân vừa dùng thuốc, đề nghị giám định lại và chấp nhận yêu cầu."


def scenes(stage: Stage) -> Sequence[Iterator[datetime]]:
    """The requests of this module."""
    return [divorce(stage), incapacity(stage), strike(stage)]


class Request(Letters):
    """One request on paper, from the counter on; its acts are those of a matter's petition."""

    def __init__(self, stage: Stage, kind: str, words: dict[str, Any], number: int) -> None:
        self.stage, self.kind, self.words = stage, kind, words
        self.seat, self.chance = stage.seat, Random(f"{stage.seed}/request/{number}")  # noqa: S311  (who reads what)
        self.serial = SERIAL + number
        self.petition: Petition
        self.sitting: Slot

    def accepted(self, first: int) -> Iterator[datetime]:
        """Filed on this working day; a week later it is accepted, has its judge, and everybody knows."""
        seat, at = self.seat, self.stage.at
        yield at(first, 9, 5)
        self.petition = filing.record_paper(
            by=seat.first(Role.CLERK), channel="counter", kind="", request_kind=self.kind, data=self.words,
            received_on=self.stage.day(first), scans=[self._paper()], at=clock.now(),
        )  # fmt: skip
        yield at(first + 1, 10, 5)
        judge = next(p for p in seat.holders[Role.JUDGE] if p.user.username == JUDGE)
        filing.assign_examiner(
            by=seat.first(Role.PRESIDENT), petition_id=self.petition.pk, post_id=judge.pk, at=clock.now()
        )
        yield at(first + 2, 14, 5)
        notice = filing.take_jurisdiction(by=seat.viewer(judge), petition_id=self.petition.pk, at=clock.now())
        yield at(first + 4, 15, 5)
        filing.hand_in_receipt(
            by=seat.first(Role.CLERK), petition_id=self.petition.pk, number=f"{seat.number:02d}{1000 + self.serial * 3:05d}",
            dated=clock.local_date(clock.now()), amount=notice.amount, at=clock.now(), upload=None,
        )  # fmt: skip
        yield at(first + 5, 9, 5)
        self.case = filing.accept(by=seat.first(Role.CLERK), petition_id=self.petition.pk, at=clock.now())
        yield at(first + 6, 10, 5)
        self.judge = drawing.judge_of(self.case, seat, clock.now(), seed=self.stage.seed, wanted=JUDGE)
        self._clerk(next(p.user.username for p in seat.holders[Role.CLERK] if p.user.username == CLERK))
        yield from self.served(first + 6)

    def _paper(self) -> filing.Upload:
        seat, asker = self.seat, self.words["plaintiffs"][0]["name"]
        day = clock.local_date(clock.now())
        where = f"{seat.court.place}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
        text = f"Kính gửi: {seat.court.name}. {self.words['facts']} {' '.join(self.words['claims'])}"
        return filing.Upload(
            scan("Đơn yêu cầu", text, signed=asker, place_and_day=where), "ban-quet-1.pdf", "Đơn yêu cầu"
        )

    def _clerk(self, username: str) -> None:
        post = next(p for p in self.seat.holders[Role.CLERK] if p.user.username == username)
        cases.assign_clerk(
            by=self.seat.first(Role.PRESIDENT), case_id=self.case.pk, post_id=post.pk, at=clock.now()
        )
        self.clerk = self.seat.viewer(post)

    def served(self, day: int) -> Iterator[datetime]:
        """The clerk sends what waits in the afternoon; the next day the proofs are there."""
        yield self.stage.at(day, 15, 10)
        self.do_send(clock.now())
        yield self.stage.at(day + 1, 16, 10)
        self.do_prove(clock.now())

    def slot(self, diary: Diary, day: int, *, trial: bool, panel: Sequence[Any] = ()) -> Slot:
        people = [v.post.pk for v in (self.judge, self.clerk) if v.post]
        self.sitting = diary.take(self.stage.day(day), [*people, *panel], trial=trial)
        return self.sitting

    def present(self) -> Hearing:
        """Everybody who was called is there."""
        hearing = Hearing.objects.get(case=self.case, state="planned")
        marks = {p.pk: hearings.Mark("present") for p in hearing.participations.all()}
        hearings.record_attendance(by=self.clerk, hearing_id=hearing.pk, marks=marks, at=clock.now())
        return hearing

    def session_planned(self, diary: Diary, day: int, panel: Sequence[Any] = ()) -> None:
        """The judge decides to open the session (366, 374)."""
        slot = self.slot(diary, day, trial=True, panel=panel)
        plan = hearings.TrialPlan(
            slot.room.pk, slot.starts, slot.ends, procurator=self.seat.first(Role.PROCURATOR).name
        )
        hearings.decide_trial(by=self.judge, case_id=self.case.pk, plan=plan, at=clock.now())


def divorce(stage: Stage) -> Iterator[datetime]:
    """Two spouses were reconciled in vain eleven working days ago; three days ago their divorce was recognised (397)."""
    one = Request(stage, "29.2", SPOUSES, 1)
    yield from one.accepted(-31)
    yield stage.at(-22, 10, 10)
    slot = one.slot(stage.diary, -11, trial=False)
    hearings.schedule_session(
        by=one.judge, case_id=one.case.pk, room_id=slot.room.pk, starts_at=slot.starts, ends_at=slot.ends, at=clock.now()
    )  # fmt: skip
    yield from one.served(-22)
    yield slot.starts
    hearing, moment = one.present(), clock.now()
    record = hearings.SessionRecord(
        opinions="Hai bên trình bày không thể đoàn tụ.", agreed=AGREED, disputed="", result="consent"
    )
    made = hearings.record_session(by=one.clerk, hearing_id=hearing.pk, record=record, revision=0, at=moment)
    hearings.finish_minutes(by=one.clerk, hearing_id=hearing.pk, revision=made.revision, at=moment)
    hearings.sign_session_minutes(by=one.judge, hearing_id=hearing.pk, at=moment)
    yield stage.at(-3, 10, 10)
    wish = Consent(willing=True, agreed_all=True, fair=True, agreement=AGREED)
    actions.recognise(by=one.judge, case_id=one.case.pk, wish=wish, at=clock.now())
    yield from one.served(-3)


def incapacity(stage: Stage) -> Iterator[datetime]:
    """A brother's request was refused and he appeals: the court above hears it in four working days (371–375)."""
    one = Request(stage, "27.1", BROTHERS, 2)
    yield from one.accepted(-60)
    yield stage.at(-44, 10, 10)
    one.session_planned(stage.diary, -37)
    yield from one.served(-44)
    yield one.sitting.starts
    hearing, moment = one.present(), clock.now()
    hearings.open_hearing(by=one.judge, hearing_id=hearing.pk, at=moment)
    said = [{"time": "08:10", "speaker": "Người yêu cầu", "text": "Giữ nguyên yêu cầu."}]
    hearings.write_minutes(by=one.clerk, hearing_id=hearing.pk, paragraphs=said, revision=0, at=moment)
    actions.rule(by=one.judge, case_id=one.case.pk, wish=REFUSED, at=moment)
    yield from one.served(-36)
    yield from _appealed(one, -33)
    yield from _above(one, -17)


def strike(stage: Stage) -> Iterator[datetime]:
    """An employer asked three working days ago; everything goes at once, and the three judges meet tomorrow (410)."""
    at, seat = stage.at, stage.seat
    began = {
        "side": "employer",
        "place": f"Phân xưởng đế, {SHOES}",
        "started_on": stage.day(-4),
        "ended_on": "",
    }
    one = Request(stage, "33.2", {**STRIKE, "strike": began}, 3)
    yield at(-3, 8, 35)
    clerk, president = seat.first(Role.CLERK), seat.first(Role.PRESIDENT)
    one.petition = filing.record_paper(
        by=clerk, channel="counter", kind="", request_kind=one.kind, data=one.words, received_on=stage.day(-3),
        scans=[one._paper()], at=clock.now(),
    )  # fmt: skip
    judge = next(p for p in seat.holders[Role.JUDGE] if p.user.username == JUDGE)
    yield at(-3, 9, 35)
    filing.assign_examiner(by=president, petition_id=one.petition.pk, post_id=judge.pk, at=clock.now())
    yield at(-3, 14, 35)
    notice = filing.take_jurisdiction(by=seat.viewer(judge), petition_id=one.petition.pk, at=clock.now())
    yield at(-2, 8, 35)
    filing.hand_in_receipt(
        by=clerk, petition_id=one.petition.pk, number=f"{seat.number:02d}{1000 + one.serial * 3:05d}",
        dated=clock.local_date(clock.now()), amount=notice.amount, at=clock.now(), upload=None,
    )  # fmt: skip
    one.case = filing.accept(by=clerk, petition_id=one.petition.pk, at=clock.now())
    yield at(-2, 9, 35)
    one.judge = drawing.judge_of(one.case, seat, clock.now(), seed=stage.seed, wanted=JUDGE)
    one._clerk(CLERK)
    beside = [p.pk for p in seat.holders[Role.JUDGE] if one.judge.post and p.pk != one.judge.post.pk][:2]
    panel.assign_panel(by=president, case_id=one.case.pk, post_ids=beside, at=clock.now())
    yield from one.served(-2)
    yield at(-1, 9, 50)
    one.session_planned(stage.diary, 1, beside)
    yield from one.served(-1)


def _appealed(one: Request, day: int) -> Iterator[datetime]:
    """The requester appeals at the counter (372); the judge checks, the advance is paid, the file goes up."""
    at = one.stage.at
    yield at(day, 9, 40)
    decision = CourseDecision.objects.get(case=one.case)
    party = one.case.parties.filter(role=Party.Role.REQUESTER).order_by("order")[0]
    course.record_appeal(
        by=one.clerk, decision_id=decision.pk, party_id=party.pk, ground=GROUND, at=clock.now(),
        intake=Intake(one.stage.day(day)),
    )  # fmt: skip
    yield at(day + 1, 9, 40)
    challenge = Challenge.objects.get(period__decision=decision)
    decisions.accept_challenge(by=one.judge, challenge_id=challenge.pk, at=clock.now())
    yield from one.served(day + 1)
    yield at(day + 4, 9, 40)
    due = ChallengeAdvance.objects.get(challenge=challenge)
    decisions.take_receipt(
        by=one.clerk, advance_id=due.pk, number=f"{one.seat.number:02d}{1001 + one.serial * 3:05d}",
        dated=one.stage.day(day + 4), amount=due.amount, at=clock.now(),
    )  # fmt: skip
    yield at(-19, 14, 40)
    decisions.send_up(by=one.clerk, decision_id=decision.pk, at=clock.now())


def _above(one: Request, day: int) -> Iterator[datetime]:
    """Entered, given to judges, the session set."""
    stage = one.stage
    yield stage.at(day, 9, 40)
    one.seat = stage.upper
    one.case = above.enter(stage.upper, one.case, clock.now())
    yield stage.at(day + 1, 10, 40)
    one.judge = drawing.judge_of(one.case, stage.upper, clock.now(), seed=stage.seed, wanted=JUDGE_ABOVE)
    one._clerk(stage.upper.holders[Role.CLERK][0].user.username)
    panel = above.other_judges(stage.upper, one.case, one.judge, turn=one.serial, at=clock.now())
    yield from one.served(day + 1)
    yield stage.at(-5, 9, 40)
    one.session_planned(stage.diary_above, 4, panel)
    yield from one.served(-5)
