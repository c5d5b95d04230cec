"""Who used the assistant how much: counts of courts and sorts of post, never of one person but for himself."""

from __future__ import annotations

import itertools
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.assistant import scores, usage
from toaan.assistant.models import Question
from toaan.assistant.tests.learning import REVIEWER, SITUATION, asked, contributed, told
from toaan.core import clock
from toaan.core.roles import Role
from toaan.demo import people, steps


@pytest.fixture
def world(world):
    """With the provincial court."""
    return people.staff_province(world)


def month():
    today = clock.today()
    begin = clock.start_of(today.replace(day=1))
    return begin, clock.start_of((today.replace(day=1) + timedelta(days=32)).replace(day=1))


def counted():
    return {one.name: one for one in usage.by_court(usage.of_posts(*month()))}


def used(world, who="thamphan", days=2, speaks=True):
    begin, _end = month()
    for n in range(days):
        question = asked(world, f"{SITUATION} {n}", who)
        Question.objects.filter(pk=question.pk).update(asked_at=begin + timedelta(days=n, hours=9))
    if speaks:
        told(world, question, who, verdict="right")


def test_judges_who_came_back_and_said_what_answers_are_worth_used_it_seriously(world):
    used(world, "thamphan")
    used(world, "thamphan2", days=1)
    used(world, "thamphan3", days=3, speaks=False)
    mine = counted()[world.court.name]
    assert (mine.judges.people, mine.judges.asked, mine.judges.serious) == (5, 3, 1)
    assert (mine.judges.questions, mine.judges.rated, mine.judges.ratings, mine.judges.right) == (6, 2, 2, 2)
    assert counted()[world.province.name].judges.asked == 0


def test_a_contribution_speaks_too_and_many_questions_do_not(world):
    used(world, "thamphan", days=2, speaks=False)
    assert counted()[world.court.name].judges.serious == 0
    contributed(world, clock.now())
    mine = counted()[world.court.name].judges
    assert (mine.serious, mine.contributed, mine.approved) == (1, 1, 0)


def test_what_was_asked_in_another_month_does_not_count(world):
    question = asked(world)
    Question.objects.filter(pk=question.pk).update(asked_at=month()[0] - timedelta(days=3))
    assert counted()[world.court.name].judges.questions == 0


def test_few_holders_are_counted_with_the_others(world):
    kinds = [kind for kind, _counts in counted()[world.court.name].by_kind]
    assert (
        kinds.count("judge") == 1
        and "lay_judge" in kinds
        and "it_officer" not in kinds
        and kinds[-1] == "other"
    )
    for _kind, counts in counted()[world.court.name].by_kind:
        assert counts.people >= usage.FEW


def held(kind, people, court="x"):
    """Posts of so many people, each of whom asked once."""
    role = Role.JUDGE if kind == "judge" else kind
    figures = dict.fromkeys(("days", "rated", "ratings", "right", "spoke", "contributed", "approved"), 0)
    return [
        SimpleNamespace(
            user_id=f"{court}{kind}{n}", role=role, kind=str(kind), court_id=court,
            court=SimpleNamespace(name=court), questions=1, **figures,
        )
        for n in range(people)
    ]  # fmt: skip


def test_what_the_sorts_leave_of_the_sum_is_nobodys_or_many_peoples():
    kinds = ("judge", Role.CLERK.value, Role.LAY_JUDGE.value, Role.IT_OFFICER.value)
    for sizes in itertools.product(range(6), repeat=4):
        posts = [post for kind, people in zip(kinds, sizes, strict=True) for post in held(kind, people)]
        for one in usage.by_court(posts):
            shown = {kind: counts.people for kind, counts in one.by_kind}
            assert all(people >= usage.FEW for people in shown.values()), sizes
            left = one.everybody.people - sum(shown.values())
            assert left == 0 or left >= usage.FEW or one.everybody.few, sizes
            if sizes[0] >= usage.FEW and shown:  # the table of courts tells what the judges did
                assert shown["judge"] == sizes[0], sizes


def test_figures_of_one_or_two_people_are_in_no_line_and_no_sum():
    posts = [*held("judge", 2, "a"), *held("judge", 5, "b"), *held("judge", 2, "c"), *held(Role.CLERK.value, 4, "c")]  # fmt: skip
    lines = scores.courts(usage.by_court(posts))["rows"]
    assert lines[0] == ["a", "dưới 3 người", "dưới 3 người", "–", "–", "–", "–"]
    assert lines[1][1:4] == ["5/5 (100 %)", "0/5 (0 %)", "5"]
    assert lines[2][1:4] == ["dưới 3 người", "dưới 3 người", "6"]
    assert usage.whole(usage.by_court(posts))[0].people == 9  # the four untold are many together
    assert usage.whole(usage.by_court(held("judge", 2, "a") + held("judge", 5, "b")))[0].people == 5


def test_the_page_shows_no_question_and_no_name_but_ones_own_counts(world, now, page):
    case = steps.assigned_case(world, now)
    used(world, "thamphan")
    asked(world, "Câu hỏi nghị án bí mật?", steps.presiding(world, case), case_id=case.pk)
    for who in ("chanhan", "cntt", REVIEWER, "thamphan2"):
        text = page(who).get(reverse("assistant:usage")).content.decode()
        assert (
            "Máy chiếu" not in text and "bí mật" not in text and world.users["thamphan"].full_name not in text
        )
        assert "0 câu hỏi, 0 câu có đánh giá" in text or who == steps.presiding(world, case)
    own = page("thamphan").get(reverse("assistant:usage")).content.decode()
    assert "Tháng này bạn đã dùng thực chất." in own


@pytest.mark.parametrize("query", ["thang=2000-01", "thang=9999-99", "thang=x", "page=9"])
def test_any_month_may_be_asked_for(page, query):
    assert page("chanhan").get(f"{reverse('assistant:usage')}?{query}").status_code == 200


@pytest.mark.parametrize("who", ["nguyendon", "kiemsat", "hoagiai"])
def test_people_outside_the_court_do_not_read_it(page, who):
    for name in ("usage", "scores", "feedback"):
        assert page(who).get(reverse(f"assistant:{name}")).status_code in {302, 403}


def test_it_asks_the_database_no_more_than_twelve_times(world, page):
    used(world)
    visitor = page("thamphan")
    visitor.get(reverse("assistant:usage"))
    with CaptureQueriesContext(connection) as found:
        assert visitor.get(reverse("assistant:usage")).status_code == 200
    assert len(found) <= 12
    with CaptureQueriesContext(connection) as found:
        counted()
    assert len(found) == 1
