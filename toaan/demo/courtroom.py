"""The second half of a matter: session, trial, judgment, effect, publication, the closed file."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from toaan.cases.models import Case, Party
from toaan.core import clock
from toaan.core.roles import Role
from toaan.core.viewer import SYSTEM, Viewer
from toaan.course.actions.challenging import Intake
from toaan.demo import calendar
from toaan.demo.diary import Diary, Slot
from toaan.demo.story import Story
from toaan.dossiers import actions as dossiers
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing, Minutes
from toaan.judgments import actions as judgments
from toaan.judgments.models import Judgment
from toaan.publication import actions as publication
from toaan.publication.models import Publication
from toaan.publication.sheet import Addition, Decision, Doubt
from toaan.rules.fees import claim_of
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.names import split_name

AFTER = {
    "session": 0,
    "record": 50,
    "sign": 75,
    "hear": 6,
    "hear_again": 6,
    "adjourn": 20,
    "debate": 100,
    "pronounce": 160,
    "hear_above": 6,
    "sit_above": 6,
    "debate_above": 100,
    "pronounce_above": 160,
}
"""Minutes after the beginning of the sitting at which a step is done."""


class InCourt:
    """What is known of a case under way, and the acts in the court room and after."""

    def __init__(self, story: Story, diary: Diary) -> None:
        self.story, self.diary, self.seat, self.chance = story, diary, story.seat, story.chance
        self.case: Case
        self.judge: Viewer
        self.clerk: Viewer
        self.lay: list[uuid.UUID] = []
        self.posted = False
        self.last = calendar.moment(story.filed - timedelta(days=1), 7)
        self.delay = timedelta()
        """By how many days the matter runs behind its plan: a room was taken, a period began late."""
        self.sitting: Slot

    def party(self, role: Party.Role) -> Party:
        """The first party of this role, with its account."""
        return self.case.parties.select_related("user").filter(role=role).order_by("order")[0]

    def sitting_moment(self, step: str) -> datetime:
        self.last = max(
            self.last + timedelta(minutes=4), self.sitting.starts + timedelta(minutes=AFTER[step])
        )
        planned = self.story.days.get(step, clock.local_date(self.last))
        self.delay = max(self.delay, clock.local_date(self.last) - planned)
        return self.last

    def effect_moment(self) -> datetime | None:
        """The night after the last period for appeal or protest has ended."""
        ends = [p.due_on for p in Judgment.objects.get(case=self.case).periods.all()]
        if not ends or None in ends:
            return None
        day = max(end for end in ends if end) + timedelta(days=1)
        self.last = calendar.moment(day, 0, 10)
        self.delay = max(timedelta(), day - self.story.days["effect"])
        return self.last

    # --- the session ------------------------------------------------------------------------------------

    def do_plan(self, at: datetime) -> None:
        people = [pk for v in (self.judge, self.clerk) if v.post for pk in [v.post.pk]]
        self.sitting = self.diary.take(self.story.days["session"] + self.delay, people, trial=False)
        hearings.schedule_session(
            by=self.judge, case_id=self.case.pk, room_id=self.sitting.room.pk, starts_at=self.sitting.starts,
            ends_at=self.sitting.ends, at=at,
        )  # fmt: skip

    def do_session(self, at: datetime) -> None:
        hearing = self.case.hearings.get(kind=Hearing.Kind.SESSION, state="planned")
        marks = {p.pk: hearings.Mark("present") for p in hearing.participations.all()}
        hearings.record_attendance(by=self.clerk, hearing_id=hearing.pk, marks=marks, at=at)

    def do_record(self, at: datetime) -> None:
        template, words = self.story.template, self.story.words
        record = hearings.SessionRecord(
            opinions=f"Nguyên đơn giữ nguyên yêu cầu khởi kiện. Bị đơn trình bày: {words(template.answer)}",
            evidence="Các tài liệu, chứng cứ nguyên đơn nộp kèm đơn khởi kiện và văn bản ghi ý kiến của bị đơn.",
            court_decision="Các đương sự không yêu cầu triệu tập thêm người làm chứng.",
            agreed=self._terms() if self.story.has("settled") else words(template.agreed),
            disputed="Không còn nội dung tranh chấp."
            if self.story.has("settled")
            else words(template.disputed),
            result="settled" if self.story.has("settled") else "not_settled",
        )
        hearing = self.case.hearings.get(kind=Hearing.Kind.SESSION)
        minutes = hearings.record_session(
            by=self.clerk, hearing_id=hearing.pk, record=record, revision=0, at=at
        )
        hearings.finish_minutes(
            by=self.clerk, hearing_id=hearing.pk, revision=minutes.revision, at=at + timedelta(minutes=8)
        )

    def _terms(self) -> str:
        """What the parties agree on, as it can be recognised and enforced, one matter a line."""
        if claim_of(self.case.kind, self.case.legal_relation):
            return (
                "Con chung chưa thành niên do người mẹ trực tiếp trông nom, nuôi dưỡng; người cha cấp dưỡng 3.000.000 đồng mỗi tháng "
                "cho đến khi con đủ 18 tuổi.\nTài sản chung, nợ chung: hai bên tự thỏa thuận, không yêu cầu Tòa án giải quyết."
            )
        plaintiff, defendant = self.story.plaintiff.name, self.story.defendant.name
        if self.case.value:
            return (
                f"{defendant} trả {plaintiff} {format_money(self.case.value)}, làm hai lần bằng nhau trong 03 tháng kể từ ngày quyết "
                f"định có hiệu lực.\n{plaintiff} không yêu cầu tiền lãi."
            )
        return self.story.words(self.story.template.agreed)

    def do_sign(self, at: datetime) -> None:
        hearing = self.case.hearings.get(kind=Hearing.Kind.SESSION)
        hearings.sign_session_minutes(by=self.judge, hearing_id=hearing.pk, at=at)

    # --- the trial --------------------------------------------------------------------------------------

    def _bench(self) -> list[uuid.UUID]:
        return [*(v.post.pk for v in (self.judge, self.clerk) if v.post), *self.lay]

    def do_trial(self, at: datetime) -> None:
        self.sitting = self.diary.take(self.story.days["hear"] + self.delay, self._bench(), trial=True)
        procurator = self.seat.first(Role.PROCURATOR).name if self.story.has("procurator") else ""
        plan = hearings.TrialPlan(
            room_id=self.sitting.room.pk, starts_at=self.sitting.starts, ends_at=self.sitting.ends, procurator=procurator,
            closed_doors=self.story.has("closed"),
            experienced_lay_judge=self.lay[0] if self.story.kind == Case.Kind.LABOUR else None,
        )  # fmt: skip
        hearings.decide_trial(by=self.judge, case_id=self.case.pk, plan=plan, at=at)

    def _trial(self) -> Hearing:
        return self.case.hearings.filter(kind=Hearing.Kind.TRIAL).order_by("-starts_at")[0]

    def _attend(self, hearing: Hearing, at: datetime, *, without_defendant: bool) -> None:
        marks = {}
        for row in hearing.participations.select_related("party"):
            absent = without_defendant and row.party is not None and row.party.role == Party.Role.DEFENDANT
            absent = absent and row.representation_id is None
            marks[row.pk] = (
                hearings.Mark("absent", reason="không rõ lý do") if absent else hearings.Mark("present")
            )
        hearings.record_attendance(by=self.clerk, hearing_id=hearing.pk, marks=marks, at=at)

    def do_hear(self, at: datetime) -> None:
        hearing = self._trial()
        adjourned = self.story.has("adjourned")
        self._attend(hearing, at, without_defendant=adjourned)
        if not adjourned:
            hearings.open_hearing(by=self.judge, hearing_id=hearing.pk, at=at + timedelta(minutes=4))

    def do_adjourn(self, at: datetime) -> None:
        put_off = self._trial()
        self.sitting = self.diary.take(self.story.days["hear_again"] + self.delay, self._bench(), trial=True)
        hearings.adjourn(
            by=self.judge, hearing_id=put_off.pk, room_id=self.sitting.room.pk, starts_at=self.sitting.starts,
            ends_at=self.sitting.ends, at=at,
            reason="Bị đơn vắng mặt lần thứ nhất, không có đơn đề nghị xét xử vắng mặt (khoản 1 Điều 227 Bộ luật Tố tụng dân sự)",
        )  # fmt: skip
        said = [
            {
                "time": "",
                "speaker": "Chủ tọa",
                "text": "Công bố quyết định hoãn phiên tòa do bị đơn vắng mặt lần thứ nhất.",
            }
        ]
        hearings.write_minutes(
            by=self.clerk, hearing_id=put_off.pk, paragraphs=said, revision=0, at=at + timedelta(minutes=3)
        )

    def do_hear_again(self, at: datetime) -> None:
        self._attend(self._trial(), at, without_defendant=self.story.has("absent"))
        hearings.open_hearing(by=self.judge, hearing_id=self._trial().pk, at=at + timedelta(minutes=4))

    def do_debate(self, at: datetime) -> None:
        hearing = self._trial()
        lines: tuple[tuple[int, str, str], ...] = (
            (0, "Chủ tọa", "Khai mạc phiên tòa, đọc quyết định đưa vụ án ra xét xử, kiểm tra căn cước, giải thích quyền và nghĩa vụ."),
            (20, "Nguyên đơn", f"Giữ nguyên yêu cầu khởi kiện. {self.story.words(self.story.template.claims[0])}"),
            (35, "Bị đơn", self.story.words(self.story.template.answer)),
            (60, "Chủ tọa", "Công bố tài liệu, chứng cứ; các đương sự không bổ sung chứng cứ mới."),
            (85, "Nguyên đơn", "Tranh luận: đề nghị Hội đồng xét xử chấp nhận toàn bộ yêu cầu khởi kiện."),
            (92, "Bị đơn", "Tranh luận: giữ nguyên ý kiến đã trình bày."),
        )  # fmt: skip
        if self.story.has("absent"):
            lines = tuple(line for line in lines if line[1] != "Bị đơn")
        begun = hearing.opened_at or at
        paragraphs = [
            {
                "time": f"{timezone.localtime(begun + timedelta(minutes=minute)):%H:%M}",
                "speaker": who,
                "text": text,
            }
            for minute, who, text in lines
        ]
        hearings.write_minutes(by=self.clerk, hearing_id=hearing.pk, paragraphs=paragraphs, revision=0, at=at)
        hearings.close_debate(by=self.judge, hearing_id=hearing.pk, at=at + timedelta(minutes=5))
        draft = self.story.judgment(self._fresh(), clock.local_date(at))
        saved = judgments.save_draft(
            by=self.judge, case_id=self.case.pk, content=draft, revision=0, at=at + timedelta(minutes=30)
        )
        self.revision = saved.revision

    def do_pronounce(self, at: datetime) -> None:
        made = judgments.number(
            by=self.judge, case_id=self.case.pk, revision=self.revision, dated=clock.local_date(at), at=at
        )
        judgments.sign(by=self.judge, judgment_id=made.pk, at=at + timedelta(minutes=6))
        judgments.pronounce(by=self.judge, judgment_id=made.pk, at=at + timedelta(minutes=12))

    do_later = do_pronounce

    def do_minutes(self, at: datetime) -> None:
        minutes = Minutes.objects.filter(hearing__case=self.case, hearing__kind=Hearing.Kind.TRIAL)
        for one in minutes.order_by("hearing__starts_at"):
            hearings.finish_minutes(by=self.clerk, hearing_id=one.hearing_id, revision=one.revision, at=at)
            hearings.sign_minutes(by=self.judge, hearing_id=one.hearing_id, at=at + timedelta(minutes=9))

    # --- afterwards -------------------------------------------------------------------------------------

    def do_appeal(self, at: datetime) -> None:
        judgment = Judgment.objects.get(case=self.case)
        party = self.party(Party.Role.DEFENDANT)
        parts = [p.pk for p in judgment.parts.all()]
        ground = "Đề nghị Tòa án cấp phúc thẩm xem xét lại toàn bộ bản án vì chưa đánh giá đầy đủ chứng cứ bị đơn đã nộp."
        if party.user:
            by, intake = Viewer(user=party.user, address="127.0.0.1"), None
        else:
            by, intake = self.clerk, Intake(received_on=clock.local_date(at))
        judgments.record_appeal(
            by=by,
            judgment_id=judgment.pk,
            party_id=party.pk,
            part_ids=parts,
            ground=ground,
            at=at,
            intake=intake,
        )

    def do_protest(self, at: datetime) -> None:
        judgment = Judgment.objects.get(case=self.case)
        judgments.record_protest(
            by=self.seat.first(Role.PROCURATOR), judgment_id=judgment.pk, level="same",
            part_ids=[judgment.parts.order_by("order")[0].pk], number=f"{self.seat.number:02d}/QĐKNPT-VKS-DS",
            received_on=clock.local_date(at), at=at,
            ground="Bản án vi phạm thủ tục thu thập chứng cứ, đề nghị cấp phúc thẩm hủy phần quyết định về nghĩa vụ thanh toán.",
        )  # fmt: skip

    def do_effect(self, at: datetime) -> None:
        judgments.take_effect(by=SYSTEM, judgment_id=Judgment.objects.get(case=self.case).pk, at=at)

    def do_review(self, at: datetime) -> None:
        found = Publication.objects.get(case=self.case)
        changes: list[Decision | Addition] = [
            Decision(item.start, item.text.split()[-1][:1])
            if isinstance(item, Doubt)
            else Decision(item.first.start, item.first.replacement)
            for item in found.sheet.undecided
        ]
        child = self.story.child
        if child in found.public_text:
            changes.append(Addition(child, f"{split_name(child).given[:1]}"))
        if changes:
            publication.review(
                by=self.clerk, publication_id=found.pk, changes=changes, revision=found.revision, at=at
            )

    def do_publish(self, at: datetime) -> None:
        found = Publication.objects.get(case=self.case)
        publication.publish(by=self.judge, publication_id=found.pk, revision=found.revision, at=at)

    def do_decline(self, at: datetime) -> None:
        found = Publication.objects.get(case=self.case)
        closed = self.story.has("closed")
        publication.decline(
            by=self.judge, publication_id=found.pk, reason="closed_hearing" if closed else "withheld_secret", at=at,
            explanation="Vụ án được xét xử kín theo yêu cầu chính đáng của đương sự."
            if closed
            else "Bị đơn có đơn đề nghị giữ kín đơn giá, phương án kinh doanh nêu trong bản án.",
        )  # fmt: skip

    def do_close(self, at: datetime) -> None:
        dossiers.close(by=self.clerk, case_id=self.case.pk, at=at)

    def _fresh(self) -> Any:
        self.case = Case.objects.select_related("court", "number").get(pk=self.case.pk)
        return self.case
