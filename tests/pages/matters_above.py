"""What is taken to the court above: appeals against judgments and decisions at every stage, a decision before the committee."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from toaan.cases.models import Case
from toaan.core import clock
from toaan.course.models import CourseDecision
from toaan.demo import appeals, decision_appeals, reviews, turns
from toaan.demo.people import World

Step = Callable[[World, datetime], Case]


@dataclass(frozen=True)
class MattersAbove:
    """The steps, each from a case that was assigned or judged before."""

    assigned: Step
    pronounced: Step

    def appealed(self, world: World, at: datetime) -> None:
        appeals.appealed_case(world, at, case=self.pronounced(world, at))

    def fee_due_on_appeal(self, world: World, at: datetime) -> None:
        appeals.fee_due_case(world, at, case=self.pronounced(world, at))

    def sent_up(self, world: World, at: datetime) -> None:
        appeals.sent_case(world, at, case=self.pronounced(world, at))

    def prepared_above(self, world: World, at: datetime) -> None:
        appeals.accepted_case(world, at, case=self.pronounced(world, at))

    def deliberating_above(self, world: World, at: datetime) -> None:
        appeals.deliberating_case(world, at, case=self.pronounced(world, at))

    def judged_above(self, world: World, at: datetime) -> None:
        appeals.judged_case(world, at, {1: "upheld", 2: "remitted"}, case=self.pronounced(world, at))

    def ended_above(self, world: World, at: datetime) -> None:
        appeals.discontinued_case(world, at, case=self.pronounced(world, at))

    def given_up_above(self, world: World, at: datetime) -> None:
        appeals.given_up_case(world, at, case=self.pronounced(world, at))

    def late_above(self, world: World, at: datetime) -> None:
        appeals.late_case(world, at, case=self.pronounced(world, at))

    def against_discontinuance(
        self, world: World, at: datetime, *, case: Case | None = None
    ) -> CourseDecision:
        made = turns.discontinued_case(world, at + timedelta(hours=1), case=case or self.assigned(world, at))
        return CourseDecision.objects.get(case=made, kind="discontinuance")

    def decision_challenged(self, world: World, at: datetime) -> None:
        decision_appeals.challenged(world, self.against_discontinuance(world, at), clock.now())

    def decision_fee_due(self, world: World, at: datetime) -> None:
        case = turns.suspended_case(world, at + timedelta(hours=1), case=self.assigned(world, at))
        decision_appeals.checked(world, CourseDecision.objects.get(case=case), clock.now())

    def decision_above(self, world: World, at: datetime) -> None:
        decision_appeals.accepted(world, self.against_discontinuance(world, at), clock.now())

    def decision_heard(self, world: World, at: datetime) -> None:
        decision_appeals.opened(world, self.against_discontinuance(world, at), clock.now(), hear_parties=True)

    def decision_reviewed(self, world: World, at: datetime) -> None:
        decision_appeals.reviewed(world, self.against_discontinuance(world, at), clock.now(), "upheld")

    def decision_before_committee(self, world: World, at: datetime) -> None:
        """A discontinuance in effect was quashed by the committee of judges."""
        decision = reviews.in_effect(world, self.against_discontinuance(world, at), at + timedelta(hours=2))
        reviews.decided(world, reviews.of_decision(world, decision, clock.now()), clock.now())
