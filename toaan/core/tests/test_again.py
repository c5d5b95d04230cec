"""Questions put into SQL once find what the same questions find when they are put together anew."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from toaan.cases import page, queries
from toaan.cases.models import Case, Party
from toaan.core import again, together
from toaan.core.again import Figures
from toaan.core.errors import Refused
from toaan.core.tests.test_together import fields
from toaan.delivery import queries as delivery
from toaan.demo import steps
from toaan.dossiers import queries as dossiers

ASKED = {f"{f.__module__}.{f.__name__}": asks._rows for _, f, asks in page._finders if asks}


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


@pytest.mark.parametrize("who", ["thuky", "thamphan", "chanhan", "vanthu", "hoitham", "kiemsat"])
def test_every_figure_of_a_case_is_that_of_its_own_rows(world, now, who) -> None:
    steps.assigned_case(world, now)
    steps.pronounced_case(world, now)
    viewer = world.viewer(who)
    figures = {name: Figures(asks) for name, asks in ASKED.items()}
    for case in Case.objects.all():
        found = together.counts(*(figure.of(case.pk) for figure in figures.values()))
        assert dict(zip(figures, found, strict=True)) == {
            n: asks(case.pk).count() for n, asks in ASKED.items()
        }
        its = {tab.url_name: figure for tab, figure in page._open_tabs(viewer, case)}
        assert its["delivery:case"] == delivery.open_rows(viewer).filter(case=case).count()
        if "dossiers:case" in its:
            assert its["dossiers:case"] == dossiers.folios_of(viewer, case).count()


def test_the_figures_tell_cases_apart(world, now) -> None:
    """Else the test above would be content with zeros."""
    cases = steps.assigned_case(world, now), steps.pronounced_case(world, now)
    told = [together.counts(*(Figures(asks).of(case.pk) for asks in ASKED.values())) for case in cases]
    assert told[0] != told[1] and any(told[1])
