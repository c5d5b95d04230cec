"""Questions put into SQL once find what the same questions find when they are put together anew."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from toaan.cases import queries
from toaan.cases.models import Case, Party
from toaan.core import again, together
from toaan.core.errors import Refused
from toaan.core.tests.test_together import fields
from toaan.demo import steps


@pytest.fixture
def court(world, now):
    steps.assigned_case(world, now)
    return steps.mediated_case(world, now + timedelta(minutes=1))


def test_a_question_put_into_sql_once_is_answered_anew_each_time(court):
    made = Party.objects.filter(case=court).select_related("case").order_by("pk")
    question, other = again.put(made), Case.objects.order_by("pk")
    first = question()
    together.load(first, other)
    gone = first[0]
    Party.objects.filter(pk=gone.pk).update(name="Đổi Tên")
    later, narrower = question(), question().exclude(pk=gone.pk)
    together.load(later, narrower, other.all())
    assert [p.name for p in later if p.pk == gone.pk] == ["Đổi Tên"]
    assert [fields(p) for p in later] == [fields(p) for p in made.all()]
    assert gone.pk not in [p.pk for p in narrower] and len(narrower) == len(later) - 1


def test_what_holds_objects_of_this_hour_is_not_kept(court):
    with pytest.raises(ValueError, match="Party"):
        again.put(together.known(Party.objects.filter(case=court), case=[court]))


@pytest.mark.parametrize("who", ["thuky", "thamphan", "chanhan", "vanthu", "hoitham"])
def test_every_case_is_found_whole_by_the_same_question(world, court, who) -> None:
    viewer = world.viewer(who)
    asked = queries.visible_to(viewer).prefetch_related("deadlines")
    question = again.One(asked)
    for pk in [*Case.objects.values_list("pk", flat=True), uuid.uuid4()]:
        plain, found = together.one(asked, pk), question.get(pk, court=viewer.court)
        assert (plain is None) == (found is None)
        if plain is None or found is None:
            continue
        assert fields(plain) == fields(found)
        assert plain.court == found.court
        for relation in ("parties", "assignments", "deadlines"):
            assert set(getattr(plain, relation).all()) == set(getattr(found, relation).all())
        with CaptureQueriesContext(connection) as log:
            people = [r for p in found.parties.all() for r in p.representations.all()]
            assert people == [r for p in plain.parties.all() for r in p.representations.all()]
            assert {a.post.user.full_name for a in found.assignments.all()}
        assert not log.captured_queries


def test_a_case_of_another_court_stays_closed_by_the_kept_question(world, court) -> None:
    """The same officer opens his own case, then asks for one elsewhere: the question holds his court, not the case."""
    clerk = world.viewer("thuky")
    assert queries.get(clerk, court.pk) == court
    Case.objects.filter(pk=court.pk).update(court=world.province)
    with pytest.raises(Refused, match="not_found|Không"):
        queries.get(clerk, court.pk)
