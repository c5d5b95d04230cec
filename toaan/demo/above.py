"""The way of a matter to the court above: checked and paid for below, entered, heard, judged, brought back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from toaan.appeals import actions as appeals
from toaan.appeals.decisions import actions as decisions
from toaan.appeals.models import Advance, ChallengeAdvance, FileTransfer
from toaan.cases import actions as cases
from toaan.cases.models import Case, Party
from toaan.core import clock
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.course import actions as course
from toaan.course.models import Challenge, CourseDecision
from toaan.demo import courtroom, drawing
from toaan.demo.diary import Diary, Slot
from toaan.demo.province import Seat
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.judgments import actions as judgments
from toaan.judgments import compose
from toaan.judgments.models import Judgment

GROUND = "Nguyên đơn không rút đơn khởi kiện, văn bản rút đơn do người không được ủy quyền nộp."
OUTCOME = "upheld"


def enter(seat: Seat, below: Case, at: datetime) -> Case:
    """The clerk of the court above enters a file that has come up (285.1)."""
    transfer = FileTransfer.objects.get(case=below, above=None)
    return appeals.accept(by=seat.first(Role.CLERK), transfer_id=transfer.pk, at=at)


def other_judges(seat: Seat, case: Case, judge: Viewer, *, turn: int, at: datetime) -> Sequence[uuid.UUID]:
    """The president names the two other judges of the panel (285.2), each time other ones."""
    free = [p.pk for p in seat.holders[Role.JUDGE] if judge.post and p.pk != judge.post.pk]
    pair = [free[turn % len(free)], free[(turn + 1) % len(free)]]
    appeals.assign_panel(by=seat.first(Role.PRESIDENT), case_id=case.pk, post_ids=pair, at=at)
    return pair


class Above(courtroom.InCourt):
    """The steps that an appealed case takes at both courts. From "enter" on, the matter is the one of the court above."""

    seed: str
    serial: int
    diary_above: Diary

    # --- below ------------------------------------------------------------------------------------------

    def do_challenge(self, at: datetime) -> None:
        """The plaintiff appeals against the decision that ended the suit, in the portal."""
        party = self.party(Party.Role.PLAINTIFF)
        decision = CourseDecision.objects.get(case=self.case)
        course.record_appeal(
            by=Viewer(user=party.user, address="127.0.0.1"), decision_id=decision.pk, party_id=party.pk, ground=GROUND, at=at
        )  # fmt: skip

    def do_check(self, at: datetime) -> None:
        """The judge finds the appeal valid: the advance of the fee is notified (274, 276)."""
        for challenge in Challenge.objects.filter(period__decision__case=self.case):
            decisions.accept_challenge(by=self.judge, challenge_id=challenge.pk, at=at)
        for judgment in Judgment.objects.filter(case=self.case):
            for appeal in judgment.appeals.all():
                appeals.accept_appeal(by=self.judge, appeal_id=appeal.pk, at=at)

    def do_advance(self, at: datetime) -> None:
        """The appellant brings the receipt."""
        number = f"{self.seat.number:02d}{1001 + self.serial * 3:05d}"
        paid: dict[str, Any] = {"number": number, "dated": clock.local_date(at), "at": at}
        for made in Advance.objects.filter(appeal__judgment__case=self.case):
            appeals.hand_in_receipt(by=self.clerk, advance_id=made.pk, amount=made.amount, **paid)
        for one in ChallengeAdvance.objects.filter(challenge__period__decision__case=self.case):
            decisions.take_receipt(by=self.clerk, advance_id=one.pk, amount=one.amount, **paid)

    def do_up(self, at: datetime) -> None:
        """The clerk sends the file up (283)."""
        decision = CourseDecision.objects.filter(case=self.case).first()
        if decision is not None:
            decisions.send_up(by=self.clerk, decision_id=decision.pk, at=at)
        else:
            appeals.send_up(by=self.clerk, judgment_id=Judgment.objects.get(case=self.case).pk, at=at)

    # --- at the court above -----------------------------------------------------------------------------

    def do_enter(self, at: datetime) -> None:
        if self.seat.upper is None:
            raise LookupError(f"{self.seat.court} has no court above in the demonstration")
        self._below = self.seat, self.diary, self.judge, self.clerk
        self.seat, self.diary = self.seat.upper, self.diary_above
        self.case = enter(self.seat, self.case, at)
        self.clerk = self.seat.first(Role.CLERK)

    def do_bench(self, at: datetime) -> None:
        """A judge is drawn; the president names the clerk and the other judges."""
        self.judge = drawing.judge_of(
            self.case, self.seat, at, seed=self.seed, wanted=self.story.course.above
        )
        clerks = self.seat.holders[Role.CLERK]
        clerk = clerks[0 if self.story.course.above else self.serial % len(clerks)]
        cases.assign_clerk(by=self.seat.first(Role.PRESIDENT), case_id=self.case.pk, post_id=clerk.pk, at=at)
        self.clerk = self.seat.viewer(clerk)
        self.lay = list(other_judges(self.seat, self.case, self.judge, turn=self.serial, at=at))

    def do_trial_above(self, at: datetime) -> None:
        """The judge brings the case to a hearing (290)."""
        slot = self._slot_above("hear_above")
        plan = hearings.TrialPlan(slot.room.pk, slot.starts, slot.ends, procurator=self._procurator_above)
        hearings.decide_trial(by=self.judge, case_id=self.case.pk, plan=plan, at=at)

    def do_panel_above(self, at: datetime) -> None:
        """A decision is looked at by the panel at a session of its own (314)."""
        slot = self._slot_above("sit_above")
        plan = decisions.Meeting(
            slot.room.pk, slot.starts, slot.ends, procurator=self._procurator_above, hear_parties=True
        )
        decisions.set_meeting(by=self.judge, case_id=self.case.pk, plan=plan, at=at)

    def _slot_above(self, step: str) -> Slot:
        self.sitting = self.diary.take(self.story.days[step] + self.delay, self._bench(), trial=True)
        return self.sitting

    @property
    def _procurator_above(self) -> str:
        return self.seat.first(Role.PROCURATOR).name

    def do_hear_above(self, at: datetime) -> None:
        hearing = Hearing.objects.get(case=self.case, state="planned")
        self._attend(hearing, at, without_defendant=False)
        hearings.open_hearing(by=self.judge, hearing_id=hearing.pk, at=at)

    def do_sit_above(self, at: datetime) -> None:
        self.do_hear_above(at)

    def do_debate_above(self, at: datetime) -> None:
        """The debate is closed; the panel rules on each part that was challenged and writes the judgment."""
        hearing = self._trial()
        said = [
            {"time": "", "speaker": "Chủ tọa", "text": "Khai mạc phiên tòa phúc thẩm, hỏi về việc thay đổi, bổ sung, rút kháng cáo."},
            {"time": "", "speaker": "Người kháng cáo", "text": "Giữ nguyên kháng cáo, không có chứng cứ mới."},
            {"time": "", "speaker": "Kiểm sát viên", "text": "Đề nghị Hội đồng xét xử giữ nguyên bản án sơ thẩm."},
        ]  # fmt: skip
        hearings.write_minutes(by=self.clerk, hearing_id=hearing.pk, paragraphs=said, revision=0, at=at)
        hearings.close_debate(by=self.judge, hearing_id=hearing.pk, at=at)
        challenged = {n for row in self._challengers() for n in row["parts"]}
        parts = Judgment.objects.get(case=self.case.origin_id).parts.filter(order__in=challenged)
        appeals.rule(by=self.judge, case_id=self.case.pk, outcomes={p.pk: OUTCOME for p in parts}, at=at)
        draft = compose.first_draft(self._fresh(), on=clock.local_date(at))
        filled = type(draft).from_json({key: _filled(value) for key, value in draft.as_json().items()})
        saved = judgments.save_draft(by=self.judge, case_id=self.case.pk, content=filled, revision=0, at=at)
        self.revision = saved.revision

    def _challengers(self) -> Sequence[dict[str, Any]]:
        case = self._fresh()
        return [*case.challenge["appellants"], *case.challenge["protests"]]

    def do_pronounce_above(self, at: datetime) -> None:
        """With it the result is back below (313)."""
        self.do_pronounce(at)

    def do_minutes_above(self, at: datetime) -> None:
        self.do_minutes(at)

    def do_home(self, at: datetime) -> None:  # noqa: ARG002  (nobody acts: the file came back with the judgment)
        """The matter is again the one of the court below, in the hands of its judge and clerk."""
        self.seat, self.diary, self.judge, self.clerk = self._below
        self.case = Case.objects.select_related("court", "number").get(pk=str(self.case.origin_id))

    def do_withdraw(self, at: datetime) -> None:
        """The appellant withdraws everything; the judge has still to end the trial (289.1.b)."""
        one = self._fresh().challenge["appellants"][0]
        party = Party.objects.select_related("user").get(pk=one["party"])
        appeals.withdraw(
            by=Viewer(user=party.user, address="127.0.0.1") if party.user else self.clerk, case_id=self.case.pk,
            holder=one["party"], orders=one["parts"], received_on=clock.local_date(at),
            reason="Hai bên đã tự thỏa thuận được với nhau.", at=at,
        )  # fmt: skip


def _filled(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("…", "giữ nguyên ý kiến đã trình bày tại Tòa án cấp sơ thẩm")
    return [_filled(one) for one in value]
