"""Mediation before acceptance (Law 58/2020) on the way of a matter: offered, answered, led by a mediator, its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from toaan.cases.models import Party
from toaan.core import clock
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.demo import calendar, courtroom
from toaan.filing.models import Petition
from toaan.mediation import actions
from toaan.mediation.actions import holding
from toaan.mediation.models import Copy, Mediation, Mediator

HOURS = (8, 14)
"""A mediator's meetings begin in the morning or in the afternoon."""
LASTS = timedelta(minutes=105)
NOT_SETTLED = "mediation_end:40.2"


class Beforehand(courtroom.InCourt):
    """The steps between the petition and its settlement, or its way on to be examined."""

    petition: Petition
    serial: int
    meeting: datetime
    """When the meeting that is set begins."""

    @property
    def mediation(self) -> Mediation:
        return Mediation.objects.select_related("mediator__user", "mediator__post", "judge__user").get(
            petition=self.petition.pk
        )

    @property
    def mediator(self) -> Viewer:
        """The mediator who is designated, acting in the post."""
        one = self.mediation.mediator
        if one is None or one.post is None:
            raise LookupError("nobody mediates yet")
        return Viewer(user=one.user, post=one.post, address="127.0.0.1")

    @property
    def mediation_judge(self) -> Viewer:
        post = self.mediation.judge
        if post is None:
            raise LookupError("no judge is in charge yet")
        return self.seat.viewer(post)

    def meeting_moment(self) -> datetime:
        self.last = max(self.last + timedelta(minutes=4), self.meeting + LASTS)
        return self.last

    def do_offer(self, at: datetime) -> None:
        """The clerk offers mediation (16.3); the defendant, where he has an account, is reached through the portal."""
        clerk = self.seat.first(Role.CLERK)
        made = actions.offer(by=clerk, petition_id=self.petition.pk, at=at)
        if username := self.story.defendant.username:
            row = made.parties.get(role=Party.Role.DEFENDANT, user=None)
            actions.link_account(by=clerk, mediation_id=made.pk, party_id=row.pk, username=username, at=at)

    def do_choose(self, at: datetime) -> None:
        """The plaintiff agrees and chooses a mediator; the president names the judge in charge (16.4)."""
        made = self.mediation
        listed = Mediator.objects.filter(court=self.seat.court, removed_on=None).order_by(
            "card", "user__username"
        )
        actions.answer(
            by=self.seat.citizen(self.story.plaintiff.username), mediation_id=made.pk, agrees=True, mediator_id=listed[0].pk, at=at
        )  # fmt: skip
        judges = self.seat.holders[Role.JUDGE]
        judge = (
            [p for p in judges if p.user.username == self.story.course.judge]
            or judges[self.serial % len(judges) :]
        )[0]
        leader = self.seat.first(Role.PRESIDENT)
        actions.assign_judge(by=leader, mediation_id=made.pk, post_id=judge.pk, at=at + timedelta(minutes=40))

    def do_designate(self, at: datetime) -> None:
        """The judge designates whom the plaintiff chose (16.6, 17.4)."""
        made = self.mediation
        if made.chosen is None:
            raise LookupError("no mediator was chosen")
        actions.designate(by=self.mediation_judge, mediation_id=made.pk, mediator_id=made.chosen.pk, at=at)

    def do_respond(self, at: datetime) -> None:
        """The defendant agrees, in the portal or at the court (16.8)."""
        made = self.mediation
        self._received(at)
        rows = made.parties.select_related("user").exclude(role=Party.Role.PLAINTIFF).order_by("order")
        for row in rows:
            by = Viewer(user=row.user, address="127.0.0.1") if row.user else self.seat.first(Role.CLERK)
            actions.respond(
                by=by, mediation_id=made.pk, agrees=True, party_id=None if row.user else row.pk, at=at
            )

    def _received(self, at: datetime) -> None:
        """Those who are not reached through the portal sign for their papers at the court."""
        for copy in Copy.objects.filter(
            paper__mediation__petition=self.petition.pk, received_on=None
        ).order_by("paper__ordered_at", "name"):
            actions.record_receipt(
                by=self.seat.first(Role.CLERK), copy_id=copy.pk, on=clock.local_date(at), how="Ký nhận tại Tòa án", at=at
            )  # fmt: skip

    def do_call(self, at: datetime) -> None:
        """The mediator sets the meeting and calls the parties (24.1)."""
        self._set("mediation", "meet", at)

    def _set(self, kind: str, step: str, at: datetime) -> None:
        day = self.story.days[step] + self.delay
        if kind == "mediation":  # called in time, also before Tết
            day = max(day, calendar.working(holding.earliest(clock.local_date(at))))
        self.meeting = calendar.moment(day, HOURS[self.serial % len(HOURS)], 30)
        actions.schedule(
            by=self.mediator, mediation_id=self.mediation.pk, kind=kind, starts_at=self.meeting, form="court",
            place="Phòng họp, hòa giải", at=at,
        )  # fmt: skip

    def do_meet(self, at: datetime) -> None:
        """The meeting took place; where the parties came to terms, the result is to be recorded (27)."""
        self._held(at)
        if not self.story.has("unsettled"):
            self._set("result", "agree", at)

    def _held(self, at: datetime) -> None:
        self._received(at)
        planned = self.mediation.sessions.get(state="planned")
        actions.record_session(by=self.mediator, session_id=planned.pk, held=True, at=at)

    def do_agree(self, at: datetime) -> None:
        """The minutes of the result, signed by everybody (30, 31); they want it recognised."""
        self._held(at)
        outcome = actions.Outcome(
            agreed=self.story.words(AGREED), whole=True, wants_recognition=True, signed=True,
        )  # fmt: skip
        actions.record_result(by=self.mediator, mediation_id=self.mediation.pk, outcome=outcome, at=at)

    def do_confirm(self, at: datetime) -> None:
        """The judge who took part signs under them (30.6)."""
        actions.confirm_result(by=self.mediation_judge, mediation_id=self.mediation.pk, at=at)

    def do_recognise(self, at: datetime) -> None:
        """Every condition of 33 is met."""
        self._received(at)
        made = self.mediation
        met = [ground.key for ground in actions.conditions(made)]
        actions.decide(by=self.mediation_judge, mediation_id=made.pk, met=met, at=at)

    def do_fail(self, at: datetime) -> None:
        """They could not agree: the petition goes on to be examined (40.2, 41)."""
        actions.end(by=self.mediator, mediation_id=self.mediation.pk, ground=NOT_SETTLED, at=at)


AGREED = (
    "{BD} trả cho {nd} {tien}, chia làm hai đợt bằng nhau: đợt một trong 30 ngày, đợt hai trong 90 ngày kể từ ngày lập biên "
    "bản này. {ND} không yêu cầu tính lãi, không yêu cầu khoản nào khác."
)
