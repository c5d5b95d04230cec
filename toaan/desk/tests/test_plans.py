"""Questions that are put into SQL once a day find what the same questions find when they are put together anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.core import again, clock, news, plans, waiting
from toaan.core.models import Court
from toaan.core.navigation import figure
from toaan.core.together import PUT, _compiled, answered, load
from toaan.demo import steps
from toaan.desk.tests.test_home import EVERYBODY
from toaan.desk.views import questions as home_questions


@pytest.fixture
def busy(world, now):
    steps.examined_petition(world, now)
    steps.fee_paid_petition(world, now)
    steps.opened_case(world, now)
    return steps.mediated_case(world, now)


def questions(viewer):
    places = [function(viewer) for function in waiting._seats]
    load(*places)
    return waiting._planned(viewer, places)


def test_no_question_hangs_on_the_hour_or_on_what_was_done_meanwhile(world, busy) -> None:
    """Else an officer would be asked about what stood there when his first page of the day was made."""
    before = {who: questions(world.viewer(who)) for who in EVERYBODY}
    hour = clock.now()
    steps.filed_petition(world, hour + timedelta(hours=1))
    steps.trial_decided_case(world, hour + timedelta(hours=1), case=busy)
    with clock.apart(hour + timedelta(hours=2)):
        assert clock.today() == clock.local_date(hour)
        assert {who: questions(world.viewer(who)) for who in EVERYBODY} == before


def first_page(viewer):
    plans._kept.clear()
    put = [question().__dict__[PUT] for question in home_questions(viewer, clock.today())]
    return [by and repr(by.asked) for by in put]  # the wrapper of JSON knows no equality


def test_what_the_first_page_asks_hangs_on_no_hour_either(world, busy) -> None:
    hour = clock.now()
    marks = {who: news.seen(world.viewer(who)) for who in EVERYBODY}
    before = {who: first_page(world.viewer(who)) for who in EVERYBODY}
    steps.filed_petition(world, hour + timedelta(hours=1))
    steps.trial_decided_case(world, hour + timedelta(hours=1), case=busy)
    with clock.apart(hour + timedelta(hours=2)):
        assert marks == {who: news.seen(world.viewer(who)) for who in EVERYBODY}
        assert {who: first_page(world.viewer(who)) for who in EVERYBODY} == before


def test_words_that_were_lent_are_those_of_the_question(world, busy, monkeypatch) -> None:
    """A finder's first question keeps its words while the officer's places stay; its columns and its order too."""
    lent: list[tuple[str, str]] = []
    plain = again.Put.lend

    def compare(self, asked) -> None:
        own = [by and repr(by.asked) for by in map(_compiled, asked)]
        plain(self, asked)
        lent.extend(zip(own, [(by := one.__dict__[PUT]) and repr(by.asked) for one in asked], strict=True))

    monkeypatch.setattr(again.Put, "lend", compare)
    hour = clock.now()
    for who in EVERYBODY:
        waiting.waiting_for(world.viewer(who))
    steps.filed_petition(world, hour + timedelta(hours=1))
    steps.trial_decided_case(world, hour + timedelta(hours=1), case=busy)
    first = len(lent)
    with clock.apart(hour + timedelta(hours=2)):
        for who in EVERYBODY:
            waiting.waiting_for(world.viewer(who))
    assert first and len(lent) > first
    assert [own for own, _ in lent] == [words for _, words in lent]


@pytest.mark.parametrize(
    "step", [steps.assigned_case, steps.opened_hearing, steps.pronounced_case], ids=lambda s: s.__name__
)
def test_nothing_is_overlooked(world, now, step) -> None:
    steps.filed_petition(world, now)
    step(world, now)
    for who in EVERYBODY:
        viewer = world.viewer(who)
        one_by_one = answered([waiting._as_asking(function(viewer)) for function in waiting._finders])
        assert waiting.waiting_for(viewer) == waiting.in_order(one_by_one), who


def test_a_figure_of_the_menu_is_that_of_now(world, now) -> None:
    clerk = world.viewer("thuky")
    with clock.apart(now):
        before = figure(clerk, "news")
        steps.accepted_case(world, now)
        assert news.fresh(clerk).count() == figure(clerk, "news") > before


def test_who_is_moved_to_another_court_is_asked_for_there(world, now) -> None:
    deputy = world.viewer("phochanhan")
    steps.filed_petition(world, now)
    assert waiting.waiting_for(deputy)
    deputy.post.court = Court.objects.exclude(pk=deputy.court_id).first()
    assert not waiting.waiting_for(deputy)


def test_the_longest_unused_is_forgotten(world, monkeypatch) -> None:
    monkeypatch.setattr(plans, "MOST", 2)
    made: list[int] = []
    for n in (1, 2, 1, 3, 1, 2):
        plans.kept(world.viewer("thuky"), "test", lambda n=n: made.append(n) or n, n)
    assert made == [1, 2, 3, 2]
