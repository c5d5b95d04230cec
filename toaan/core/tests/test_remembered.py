"""The figures beside the menu: counted once, and again after every act of the court."""

from datetime import timedelta

import pytest

from toaan.core import clock
from toaan.core.middleware import PROLONGED_EVERY, USED_KEY
from toaan.core.navigation import desk
from toaan.core.remembered import until_next_act
from toaan.demo import steps


@pytest.fixture
def asked():
    return []


def count(viewer, asked):
    return until_next_act(viewer, "thử", lambda: asked.append(1) or len(asked))


def test_asked_once_until_the_court_acts(world, asked):
    viewer = world.viewer("thamphan")
    assert count(viewer, asked) == count(viewer, asked) == 1
    steps.opened_case(world, clock.now())
    assert count(viewer, asked) == 2


def test_each_post_and_each_day_has_its_own(world, asked, monkeypatch):
    assert count(world.viewer("thamphan"), asked) == 1
    assert count(world.viewer("thamphan2"), asked) == 2
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert count(world.viewer("thamphan"), asked) == 3


def test_whoever_holds_no_post_is_never_told_what_another_was(world, asked):
    nobody = world.viewer("nguoila")
    assert [count(nobody, asked), count(nobody, asked)] == [1, 2]


def test_the_menu_shows_a_new_deadline_at_once(world, django_assert_max_num_queries):
    president = world.viewer("chanhan")

    def waiting():
        return {i["label"]: i["count"] for g in desk(president, "/ban/") for i in g["items"]}["Thời hạn"]

    before = waiting()
    steps.opened_case(world, clock.now())  # within three working days a judge is assigned (197.2)
    assert waiting() == before + 1
    with django_assert_max_num_queries(1):
        waiting()


def test_a_session_in_use_is_written_now_and_then_not_with_every_page(page, monkeypatch):
    client = page("thuky")
    client.get("/ban/")
    used = client.session[USED_KEY]
    expires = client.session.get_expiry_date()
    client.get("/ban/")
    assert client.session[USED_KEY] == used
    monkeypatch.setattr("toaan.core.middleware.time.time", lambda: used + PROLONGED_EVERY)
    client.get("/ban/")
    assert client.session[USED_KEY] == used + PROLONGED_EVERY
    assert client.session.get_expiry_date() >= expires


@pytest.mark.django_db
def test_who_has_no_sign_in_gets_no_session(client):
    answer = client.get("/")
    assert "sessionid" not in answer.cookies
