"""The way of one matter through the court: a list of steps, each done by the acts of the person whose step it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from toaan.cases import actions as cases
from toaan.cases import queries
from toaan.cases.models import Deadline, Party
from toaan.core import chance, clock, rules_in_force
from toaan.core.models import Post
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.delivery import actions as delivery
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import FAILED, READY, SENT, WAITING
from toaan.demo import calendar, courtroom, turns
from toaan.demo.diary import Diary
from toaan.demo.province import SECOND_LAWYER
from toaan.demo.scans import scan
from toaan.demo.story import Story
from toaan.filing import actions as filing
from toaan.filing import content
from toaan.filing.models import Petition
from toaan.rules import assignment as draw_rule

HOURS = {
    "start": 20, "file": 21, "examiner": 9, "ask": 10, "amend": 20, "decide": 14, "return": 15, "receipt": 16, "accept": 9,
    "draw": 10, "send": 15, "prove": 16, "post": 9, "post_end": 9, "lawyer": 10, "answer": 11, "evidence": 14, "extend": 9,
    "suspend": 10, "discontinue": 10, "plan": 10, "trial": 9, "minutes": 9, "appeal": 10, "protest": 14, "review": 10, "publish": 15, "decline": 15, "close": 14,
}  # fmt: skip
"""The hour at which a step is done; sittings have their own."""


def steps_of(story_turns: frozenset[str], channel: str) -> list[str]:
    """The steps of a matter that takes these turns."""
    steps = (["start", "file"] if channel == "online" else ["file"]) + ["examiner"]
    if "amended" in story_turns:
        steps += ["ask", "amend"]
    if "returned" in story_turns:
        return [*steps, "return"]
    steps += ["decide"] + ([] if "exempt" in story_turns else ["receipt"])
    steps += ["accept", "draw", "send:notice", "prove:notice"]
    if "failed" in story_turns:
        steps += ["post", "post_end"]
    if "lawyer" in story_turns:
        steps.append("lawyer")
    steps += ["answer", "send:answer", "prove:answer"]
    if "evidence" in story_turns:
        steps += ["evidence", "send:evidence", "prove:evidence"]
    if "extended" in story_turns:
        steps.append("extend")
    for turn, step in (("suspended", "suspend"), ("discontinued", "discontinue")):
        if turn in story_turns:
            return [*steps, step, f"send:{step}", f"prove:{step}"]
    steps += ["plan", "send:plan", "prove:plan", "session", "record", "sign"]
    steps += ["trial", "send:trial", "prove:trial", "hear"]
    if "adjourned" in story_turns:
        steps += ["adjourn", "send:adjourn", "prove:adjourn", "hear_again"]
    steps += ["debate", "later" if "deliberated" in story_turns else "pronounce"]
    steps += ["minutes", "send:judgment", "prove:judgment"]
    for turn, step in (("appealed", "appeal"), ("protested", "protest")):
        if turn in story_turns:
            steps += [step, f"send:{step}", f"prove:{step}"]
    steps.append("effect")
    if story_turns & {"appealed", "protested"}:
        return steps
    return [*steps, *(["decline"] if "declined" in story_turns else ["review", "publish"]), "close"]


class Matter(courtroom.InCourt):
    """Plays one story; `play` says when it wants to go on."""

    def __init__(self, story: Story, diary: Diary, *, seed: str, serial: int) -> None:
        super().__init__(story, diary)
        self.seed, self.serial = seed, serial
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
        if name in {"session", "record", "sign", "hear", "hear_again", "adjourn", "debate", "pronounce"}:
            return self.sitting_moment(name)
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
        with chance.of_practice(self._seed(at)):
            drawn = cases.draw_judge(by=leader, case_id=self.case.pk, at=at)
        self.judge = self.seat.viewer(Post.objects.select_related("user", "court").get(pk=drawn.post_id))
        clerks = self.seat.holders[Role.CLERK]
        named = [p for p in clerks if p.user.username == self.story.course.clerk]
        clerk = (named or clerks[self.serial % len(clerks) :])[0]
        cases.assign_clerk(by=leader, case_id=self.case.pk, post_id=clerk.pk, at=at + timedelta(minutes=3))
        self.clerk = self.seat.viewer(clerk)
        lay = self.seat.holders[Role.LAY_JUDGE]
        pair = [lay[self.serial % len(lay)].pk, lay[(self.serial + 1) % len(lay)].pk]
        cases.assign_lay_judges(by=leader, case_id=self.case.pk, post_ids=pair, at=at + timedelta(minutes=5))
        self.lay = pair

    def _seed(self, at: datetime) -> str:
        """The seed of the demonstration; with a judge wished for, the first variant of it that draws him."""
        if not self.story.course.judge:
            return self.seed
        today = clock.local_date(at)
        judges = queries.candidates(self.case, queries.judges_of(self.seat.court.pk, at), today)
        tolerance = rules_in_force.rule("setting", "setting:assignment-tolerance", today).value["value"]
        wanted = next(
            str(p.pk) for p in self.seat.holders[Role.JUDGE] if p.user.username == self.story.course.judge
        )
        for variant in range(60):
            with chance.of_practice(f"{self.seed}/{variant}"):
                seed, _ = chance.seed_for(self.seat.court, str(self.case))
            if draw_rule.draw(judges, seed=seed, tolerance=tolerance).chosen.id == wanted:
                return f"{self.seed}/{variant}"
        return self.seed

    def do_send(self, at: datetime) -> None:
        """The clerk sends everything that waits in this case."""
        for service in Service.objects.filter(case=self.case, state=READY).order_by("ordered_at", "pk"):
            waiting = list(service.recipients.filter(state=WAITING).order_by("order"))
            sendings = [
                delivery.Sending(
                    r.pk, barcode=self._barcode(r) if r.method == ServiceRecipient.Method.POST else ""
                )
                for r in waiting
            ]
            if sendings:
                delivery.send(by=self.clerk, service_id=service.pk, sendings=sendings, at=at)

    def _barcode(self, row: ServiceRecipient) -> str:
        return f"RS{self.seat.number}{self.serial:04d}{row.order:02d}{len(self.story.days):02d}VN"

    def do_prove(self, at: datetime) -> None:
        """Proofs come back; one may come back as a failure."""
        rows = (
            ServiceRecipient.objects.filter(case=self.case, state=SENT)
            .select_related("party")
            .order_by("service", "order")
        )
        for row in rows:
            if row.is_procuracy:
                delivery.confirm_receipt(by=self.seat.first(Role.PROCURATOR), recipient_id=row.pk, at=at)
            elif row.proof:
                self._confirm(row, at)
            elif self._fails(row):
                delivery.record_failure(
                    by=self.clerk, recipient_id=row.pk, failed_on=clock.local_date(at), at=at,
                    reason="Người nhận vắng mặt tại nơi cư trú, không rõ thời điểm trở về; có xác nhận của trưởng thôn.",
                )  # fmt: skip
            else:
                delivery.record_proof(
                    by=self.clerk, recipient_id=row.pk, received_on=clock.local_date(at), at=at
                )

    def _fails(self, row: ServiceRecipient) -> bool:
        first = self.story.has("failed") and not self.posted
        return first and row.party is not None and row.party.role == Party.Role.DEFENDANT

    def _confirm(self, row: ServiceRecipient, at: datetime) -> None:
        """Some read what came through the portal and say so."""
        person = row.party.user if row.party else None
        if person is not None and self.chance.random() < 0.6:
            delivery.confirm_receipt(by=Viewer(user=person, address="127.0.0.1"), recipient_id=row.pk, at=at)

    def do_post(self, at: datetime) -> None:
        """What could not be handed over is posted up (niêm yết)."""
        self.posted = True
        for row in ServiceRecipient.objects.filter(case=self.case, state=FAILED).order_by("service", "order"):
            sending = delivery.Sending(row.pk, method=ServiceRecipient.Method.POSTING)
            delivery.send(by=self.clerk, service_id=row.service_id, sendings=[sending], at=at)

    def do_post_end(self, at: datetime) -> None:
        posted = ServiceRecipient.objects.filter(
            case=self.case, state=SENT, method=ServiceRecipient.Method.POSTING
        )
        for row in posted.order_by("service", "order"):
            delivery.record_proof(by=self.clerk, recipient_id=row.pk, received_on=clock.local_date(at), at=at)

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

    # --- small things -----------------------------------------------------------------------------------

    def do_suspend(self, at: datetime) -> None:
        """The case waits for the valuation (214.1.đ)."""
        turns.suspend(self.judge, self.case, at)

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
