"""What goes to the court above stands in the books with its day and its result: nobody copies it there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.appeals import actions
from toaan.appeals.tests import thread
from toaan.appeals.tests.test_late import LATE, late_review
from toaan.books import queries
from toaan.books.shape import Line, Wanted
from toaan.core import clock
from toaan.core.viewer import Viewer
from toaan.course.tests.helpers import discontinued, suspended
from toaan.demo import decision_appeals as way
from toaan.demo import people
from toaan.judgments.tests.conftest import quick_paper
from toaan.judgments.tests.thread import pronounced

__all__ = ["quick_paper"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


@pytest.fixture
def world(world):
    return people.staff_province(world)


def lines(viewer: Viewer, key: str) -> list[Line]:
    book = queries.get(viewer, key)
    return list(queries.all_lines(viewer, book, queries.rows(viewer, book, Wanted())))


def of(viewer: Viewer, key: str, number: object) -> Line:
    return next(line for line in lines(viewer, key) if line.cells["number"] == str(number))


def test_a_judgment_that_went_up_is_told_in_three_books(world, now, clerk):
    judgment = thread.judged(world, now, {2: "upheld"}).case.origin.judgment
    [appeal] = lines(clerk, "khang-cao")
    assert appeal.cells["sent_up"] == thread.AFTER
    assert "bản án phúc thẩm số 01/2026/DS-PT (18/03/2026)" in str(appeal.cells["above"])
    assert appeal.fixed >= {"sent_up", "above"}, "what an act filled in is not corrected by hand"
    assert of(clerk, "ban-an", judgment.number).cells["above"] == appeal.cells["above"]
    accepted = of(clerk, "thu-ly", judgment.case)
    assert (accepted.cells["sent_up"], accepted.cells["above"]) == (thread.AFTER, appeal.cells["above"])


def test_before_it_goes_up_the_book_says_nothing(world, now, clerk):
    thread.appealed(world, now)
    [appeal] = lines(clerk, "khang-cao")
    assert (appeal.cells["sent_up"], appeal.cells["above"], appeal.fixed) == (None, "", frozenset())


@pytest.mark.parametrize(
    ("made", "outcome", "effective"), [(discontinued, "cancelled", False), (suspended, "upheld", True)]
)
def test_an_appealed_decision_too(world, now, clerk, *, made, outcome, effective):
    decision = made(world, now)
    review = way.reviewed(world, decision, now, outcome)
    words = f"quyết định phúc thẩm số {review} ({review.decided_on:%d/%m/%Y})"
    [appeal] = lines(clerk, "khang-cao")
    book = of(clerk, "quyet-dinh", decision.number)
    accepted = of(clerk, "thu-ly", decision.case)
    assert all(words in str(line.cells["above"]) for line in (appeal, book, accepted))
    assert appeal.cells["sent_up"] == accepted.cells["sent_up"] is not None
    assert book.cells["effective"] == (review.decided_on if effective else None)


def test_an_appeal_given_up_leads_nowhere_and_a_correction_stands_in_the_book_of_judgments(world, now, clerk):
    judgment = thread.appealed(world, now)
    at = now + timedelta(days=3)
    actions.withdraw_early(
        by=world.viewer("nguyendon"), appeal_id=judgment.appeals.get().pk, reason="Đã thỏa thuận.", at=at
    )
    [appeal] = lines(clerk, "khang-cao")
    day = f"{clock.local_date(at):%d/%m/%Y}"
    assert (appeal.cells["sent_up"], appeal.cells["above"]) == (
        None,
        f"{judgment.case.parties.get(role='plaintiff').name} rút kháng cáo ({day})",
    )
    assert "noted" in [c.key for c in queries.get(clerk, "ban-an").columns], (
        "where a correction is told (268)"
    )


def test_a_late_appeal_goes_up_on_the_day_it_was_sent_on(world, now, clerk):
    judgment = pronounced(world, now)
    thread.settled(judgment)
    late_review(world, judgment)
    [appeal] = lines(clerk, "khang-cao")
    assert (appeal.cells["kind"], appeal.cells["sent_up"]) == ("Kháng cáo quá hạn", LATE)
