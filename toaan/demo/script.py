"""The way of one matter through the court: a list of steps, each done by the acts of the person whose step it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from toaan.cases import actions as cases
from toaan.cases.models import Deadline, Party
from toaan.core import clock
from toaan.core.models import Post
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.demo import above, beforehand, calendar, drawing, letters, turns
from toaan.demo.diary import Diary
from toaan.demo.province import SECOND_LAWYER
from toaan.demo.scans import scan
from toaan.demo.story import Story
from toaan.demo.ways import HOURS, MEETINGS, SITTINGS, steps_of
from toaan.filing import actions as filing
from toaan.filing import content
from toaan.filing.models import Petition


class Matter(above.Above, beforehand.Beforehand, letters.Letters):
    """Plays one story; `play` says when it wants to go on."""

    def __init__(
        self, story: Story, diary: Diary, *, seed: str, serial: int, diary_above: Diary | None = None
    ) -> None:
        super().__init__(story, diary)
        self.seed, self.serial = seed, serial
        self.diary_above = diary_above or Diary([])
        self.mark, self.fails = len(story.days), story.has("failed")
        self.petition: Petition
        self.clerk_post: Post

    def play(self) -> Iterator[datetime]:
        """Yield the moment of each step and do the step when called again."""
        online = self.story.course.channel == "online"
        for step in steps_of(self.story.course.turns, "online" if online else "paper"):
            now = self.when(step)
            if now is None:
                return
            yield now
            getattr(self, "do_" + step.partition(":")[0])(clock.now())
            if step == self.story.course.until:
                return

    def when(self, step: str) -> datetime | None:
        """The moment of a step: on its day, never before the step that came first."""
        name = step.partition(":")[0]
        if name in SITTINGS:
            return self.sitting_moment(name)
        if name in MEETINGS:
            return self.meeting_moment()
        if name == "effect":
            return self.effect_moment()
        on_paper = name == "file" and self.story.course.channel != "online"
        hour = HOURS["minutes" if name == "later" else "accept" if on_paper else name]
        wished = calendar.moment(self.story.days[step] + self.delay, hour, (self.serial * 7) % 50)
        self.last = max(wished, self.last + timedelta(minutes=4))
        return self.last

    # --- the petition -----------------------------------------------------------------------------------

    @property
    def citizen(self) -> Viewer:
        return self.seat.citizen(self.story.plaintiff.username)

    def do_start(self, at: datetime) -> None:
        by = self.citizen
        petition = filing.start_draft(by=by, court_id=self.seat.court.pk, kind=self.story.kind, at=at)
        words = self.story.petition()
        for section in content.SECTIONS:
            petition = filing.save_draft(
                by=by, petition_id=petition.pk, section=section, data=words, revision=petition.revision, at=at
            )
        for number, (title, text) in enumerate(self.story.papers(), start=1):
            filing.attach(
                by=by, petition_id=petition.pk, upload=self._scan(title, text), name=f"tai-lieu-{number}.pdf", title=title,
                at=at + timedelta(minutes=number),
            )  # fmt: skip
        self.petition = petition

    def do_file(self, at: datetime) -> None:
        if self.story.course.channel == "online":
            self.petition = filing.submit(by=self.citizen, petition_id=self.petition.pk, at=at)
            return
        words = self.story.petition()
        story = self.story.words(self.story.template.story, of_plaintiff=True)
        papers = [("Đơn khởi kiện", f"Kính gửi: {self.seat.court.name}. {story} {' '.join(words['claims'])}")]
        scans = [
            filing.Upload(self._scan(title, text), f"ban-quet-{number}.pdf", title)
            for number, (title, text) in enumerate([*papers, *self.story.papers()], start=1)
        ]
        day = clock.local_date(at)
        self.petition = filing.record_paper(
            by=self.seat.first(Role.DOCUMENT_CLERK if self.serial % 2 else Role.CLERK), channel=self.story.course.channel,
            kind=self.story.kind, data=words, received_on=day, scans=scans, at=at,
            postmark_on=day - timedelta(days=2) if self.story.course.channel == "post" else None,
        )  # fmt: skip
        if self.story.course.channel == "post":
            filing.acknowledge(
                by=self.seat.first(Role.DOCUMENT_CLERK if self.serial % 2 else Role.CLERK), petition_id=self.petition.pk,
                sent_on=day, how="Thư bảo đảm qua bưu điện xã", at=at + timedelta(minutes=2),
            )  # fmt: skip

    def do_examiner(self, at: datetime) -> None:
        judges = [p for role in (Role.JUDGE, Role.CHAMBER_HEAD) for p in self.seat.holders[role]]
        wanted = [p for p in judges if p.user.username == self.story.course.judge]
        judge = (wanted or judges[self.serial % len(judges) :])[0]
        leader = self.seat.first(Role.PRESIDENT if self.serial % 4 else Role.DEPUTY_PRESIDENT)
        self.petition = filing.assign_examiner(
            by=leader, petition_id=self.petition.pk, post_id=judge.pk, at=at
        )

    @property
    def examiner(self) -> Viewer:
        posts = Post.objects.select_related("user", "court")
        return self.seat.viewer(posts.get(pk=str(self.petition.examiner_id)))

    def do_ask(self, at: datetime) -> None:
        matters = "Ghi rõ nơi cư trú của người bị kiện.\nNộp bản sao có chứng thực tài liệu kèm theo đơn."
        due = calendar.shifted(clock.local_date(at), 14)
        filing.request_amendment(
            by=self.examiner, petition_id=self.petition.pk, matters=matters, due_on=due, at=at
        )

    def do_amend(self, at: datetime) -> None:
        words = self.story.petition()
        words["facts"] += f" Bị đơn hiện cư trú tại {self.story.defendant.address}."
        if self.story.course.channel != "online":
            self.petition = filing.amend(
                by=self.seat.first(Role.CLERK),
                petition_id=self.petition.pk,
                data=words,
                note="Nộp đơn sửa đổi tại Tòa án",
                at=at,
            )
            return
        petition = Petition.objects.get(pk=self.petition.pk)
        filing.save_draft(
            by=self.citizen,
            petition_id=petition.pk,
            section="facts",
            data=words,
            revision=petition.revision,
            at=at,
        )
        self.petition = filing.amend(by=self.citizen, petition_id=petition.pk, at=at + timedelta(minutes=2))

    def do_return(self, at: datetime) -> None:
        key, reason = RETURNS[self.serial % len(RETURNS)]
        filing.return_petition(
            by=self.examiner, petition_id=self.petition.pk, ground=key, reason=reason, at=at
        )

    def do_decide(self, at: datetime) -> None:
        exempt = self.story.template.exemption if self.story.has("exempt") else ""
        filing.take_jurisdiction(
            by=self.examiner, petition_id=self.petition.pk, at=at, exemption=exempt,
            exemption_reason="Đơn đề nghị và tài liệu kèm theo đơn khởi kiện" if exempt else "",
        )  # fmt: skip

    def do_receipt(self, at: datetime) -> None:
        notice = Petition.objects.select_related("fee_notice").get(pk=self.petition.pk).fee_notice
        number = f"{self.seat.number:02d}{1000 + self.serial * 3:05d}"
        agency = self.seat.court.enforcement_name
        text = f"{agency} thu của {self.story.plaintiff.name} tiền tạm ứng án phí {notice.amount:,} đồng.".replace(
            ",", "."
        )
        online = self.story.course.channel == "online"
        filing.hand_in_receipt(
            by=self.citizen if online else self.seat.first(Role.CLERK), petition_id=self.petition.pk, number=number,
            dated=clock.local_date(at), amount=notice.amount, at=at,
            upload=filing.Upload(self._scan(f"Biên lai thu tiền số {number}", text), "bien-lai.pdf") if online else None,
        )  # fmt: skip

    def do_accept(self, at: datetime) -> None:
        self.case = filing.accept(by=self.seat.first(Role.CLERK), petition_id=self.petition.pk, at=at)
        for party in self.case.parties.filter(user=None):
            person = next(p for p in self._people() if p.name == party.name)
            if person.username:
                cases.link_account(
                    by=self.seat.first(Role.CLERK), case_id=self.case.pk, party_id=party.pk,
                    user=self.seat.users[person.username], at=at + timedelta(minutes=6),
                )  # fmt: skip

    # --- preparation ------------------------------------------------------------------------------------

    def do_draw(self, at: datetime) -> None:
        leader = self.seat.first(Role.PRESIDENT)
        self.judge = drawing.judge_of(
            self.case, self.seat, at, seed=self.seed, wanted=self.story.course.judge
        )
        clerks = self.seat.holders[Role.CLERK]
        named = [p for p in clerks if p.user.username == self.story.course.clerk]
        clerk = (named or clerks[self.serial % len(clerks) :])[0]
        cases.assign_clerk(by=leader, case_id=self.case.pk, post_id=clerk.pk, at=at + timedelta(minutes=3))
        self.clerk = self.seat.viewer(clerk)
        lay = self.seat.holders[Role.LAY_JUDGE]
        pair = [lay[self.serial % len(lay)].pk, lay[(self.serial + 1) % len(lay)].pk]
        cases.assign_lay_judges(by=leader, case_id=self.case.pk, post_ids=pair, at=at + timedelta(minutes=5))
        self.lay = pair

    def do_lawyer(self, at: datetime) -> None:
        role = Party.Role.PLAINTIFF if self.story.course.lawyer != "defendant" else Party.Role.DEFENDANT
        username = "luatsu" if self.seat.number == 3 else SECOND_LAWYER.username
        user = self.seat.users[username]
        cases.register_protector(
            by=self.clerk,
            case_id=self.case.pk,
            party_id=self.party(role).pk,
            kind="lawyer",
            name=user.full_name,
            user=user,
            at=at,
        )

    def do_answer(self, at: datetime) -> None:
        self._hand_in(
            Party.Role.DEFENDANT, "Văn bản ghi ý kiến về yêu cầu khởi kiện", self.story.template.answer, at
        )

    def do_evidence(self, at: datetime) -> None:
        self._hand_in(Party.Role.PLAINTIFF, "Bản tự khai bổ sung", self.story.template.story, at)

    def _hand_in(self, role: Party.Role, title: str, text: str, at: datetime) -> None:
        party = self.party(role)
        person = next(p for p in self._people() if p.name == party.name)
        upload = filing.Upload(
            self._scan(title, self.story.words(text), signed=person.name),
            "van-ban.pdf",
            title,
            dated=clock.local_date(at),
        )
        by = Viewer(user=party.user, address="127.0.0.1") if party.user else self.clerk
        filing.submit_document(by=by, case_id=self.case.pk, uploads=[upload], at=at, party_id=party.pk)

    def do_extend(self, at: datetime) -> None:
        deadline = self.case.deadlines.get(owner=Deadline.Owner.JUDGE, state=Deadline.State.OPEN)
        cases.extend_deadline(
            by=self.seat.first(Role.PRESIDENT), deadline_id=deadline.pk, amount=1, at=at,
            reason="Vụ án có nhiều tình tiết phức tạp, đang chờ kết quả định giá tài sản.",
        )  # fmt: skip

    # --- interim measures -------------------------------------------------------------------------------

    def do_secure(self, at: datetime) -> None:
        """The plaintiff asks for the defendant's bank account to be blocked (114.10)."""
        turns.ask_measure(self.clerk, self.case, at)

    def do_apply(self, at: datetime) -> None:
        """Security was deposited: the account is blocked (133, 136)."""
        turns.apply_measure(self.judge, self.clerk, self.case, at)

    # --- small things -----------------------------------------------------------------------------------

    def do_suspend(self, at: datetime) -> None:
        """The case waits for the valuation (214.1.đ)."""
        turns.suspend(self.judge, self.case, at)

    def do_settle(self, at: datetime) -> None:
        """Nobody changed his mind: the judge recognises what was agreed (212.1)."""
        turns.recognise(self.judge, self.case, at)

    def do_discontinue(self, at: datetime) -> None:
        """The plaintiff gives the whole claim up (217.1.c)."""
        turns.discontinue(self.judge, self.case, at)

    def _people(self) -> list[Any]:
        return [self.story.plaintiff, self.story.defendant, *self.story.related]

    def _scan(self, title: str, text: str, *, signed: str = "") -> Any:
        day: date = clock.local_date(clock.now())
        where = f"{self.seat.court.place}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
        return scan(title, text, signed=signed or self.story.plaintiff.name, place_and_day=where)


RETURNS = (
    (
        "petition_return:192.1.đ",
        "Bị đơn cư trú ngoài phạm vi lãnh thổ, vụ án thuộc thẩm quyền của Tòa án nơi bị đơn cư trú.",
    ),
    (
        "petition_return:192.1.b",
        "Tranh chấp ai là người có quyền sử dụng đất chưa được hòa giải tại Ủy ban nhân dân cấp xã.",
    ),
    ("petition_return:192.1.g", "Người khởi kiện có văn bản rút đơn khởi kiện."),
    ("petition_return:192.1.c", "Sự việc đã được giải quyết bằng bản án có hiệu lực pháp luật của Tòa án."),
)
"""Grounds that can arise while a judge examines, and the reason given."""
