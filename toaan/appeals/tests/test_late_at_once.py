"""Two panels above decide on late appeals at the same moment: each decision has its own number, and none is left out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.appeals import actions
from toaan.appeals.models import LateReview
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.tests.at_once import at_once
from toaan.course.tests.helpers import discontinued
from toaan.demo import appeals, decision_appeals
from toaan.judgments.tests.conftest import quick_paper

__all__ = ["quick_paper"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("quick_paper")
def test_two_late_decisions_at_once_have_two_numbers_and_one_pressed_twice_has_one(world, now):
    of_judgment = appeals.late_case(world, now)
    of_decision = decision_appeals.came_late(world, discontinued(world, clock.now()), clock.now())
    at = clock.now() + timedelta(hours=1)
    free = [p.pk for name, p in world.posts.items() if name.startswith("thamphan") and name.endswith(".tinh")]
    panel = actions.LatePanel(free[1], [free[0], free[2]], at + timedelta(days=5), "Phòng họp số 3")
    president = world.viewer("chanhan.tinh")
    of_decision = actions.form_late_panel(by=president, review_id=of_decision.pk, panel=panel, at=at)
    at += timedelta(days=5, hours=1)
    clock.move_to(at)
    names = {post.pk: name for name, post in world.posts.items()}

    def decide(review: LateReview) -> LateReview:
        judge = world.viewer(names[review.presiding_id])
        return actions.decide_late(
            by=judge, review_id=review.pk, accepted=False, heard="Vắng mặt.", reason="Không có lý do.", at=at
        )

    results = at_once(lambda: decide(of_judgment), lambda: decide(of_decision), lambda: decide(of_decision))
    lost = [one for one in results if isinstance(one, Exception)]
    assert [one.code for one in lost if isinstance(one, Refused)] == ["late.decided"] and len(lost) == 1
    made = list(LateReview.objects.select_related("number"))
    assert {str(one) for one in made} == {"01/2026/QĐPT-DS", "02/2026/QĐPT-DS"}
    assert all(one.issued for one in made)
    assert Event.objects.filter(act="appeals.refuse_late").count() == 2
    assert audit.verify().good
