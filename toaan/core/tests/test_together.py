"""Questions asked together are answered as if each had been asked alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch
from django.test.utils import CaptureQueriesContext

from toaan.appeals.tests.thread import appealed
from toaan.cases.models import Assignment, Case, Deadline, Party
from toaan.core import together
from toaan.core.models import AuditEntry, Event, Post
from toaan.delivery.models import ServiceRecipient
from toaan.demo import steps
from toaan.filing.models import Petition
from toaan.hearings.models import Hearing, Minutes
from toaan.judgments.models import Appeal


@pytest.fixture
def court(world, now):
    steps.assigned_case(world, now)
    return steps.mediated_case(world, now + timedelta(minutes=1))


def fields(row):
    return {name: (value, type(value)) for name, value in row.__dict__.items() if not name.startswith("_")}


def asked():
    mine = Assignment.objects.filter(case=OuterRef("pk"), role="presiding")
    return [
        Case.objects.select_related("court", "number").annotate(led=Exists(mine)).order_by("pk"),
        Case.objects.annotate(n=Count("parties")).filter(n__gt=1).order_by("-pk"),
        Deadline.objects.select_related("case__number", "post__user", "party").order_by("due_on", "pk"),
        Event.objects.order_by("-sequence")[3:9],
        AuditEntry.objects.order_by("pk"),
        Petition.objects.select_related("number", "court").order_by("pk"),
        Hearing.objects.select_related("room", "minutes").order_by("pk"),
        Minutes.objects.select_related("hearing__case__number").order_by("pk"),
        ServiceRecipient.objects.select_related("service__number", "party").order_by("pk"),
        Post.objects.select_related("user", "court").order_by("pk"),
    ]


def test_what_several_ask_is_asked_once(court):
    first, second = (Party.objects.filter(case=court).order_by("pk") for _ in range(2))
    other = Party.objects.exclude(case=court).order_by("pk")
    with CaptureQueriesContext(connection) as log:
        together.load(first, second, other)
    assert (
        len(log) == 1
        and log[0]["sql"].count("json_agg" if connection.vendor == "postgresql" else "json_group_array") == 2
    )
    assert [p.pk for p in first] == [p.pk for p in second] != []
    assert {p.pk for p in first}.isdisjoint(p.pk for p in other)


def test_many_questions_without_an_answer_cost_one_statement(court):
    nothing = [*(Case.objects.filter(legal_relation=str(n)) for n in range(9)), Party.objects.none()]
    with CaptureQueriesContext(connection) as log:
        together.load(*nothing)
        assert [list(one) for one in nothing] == [[]] * 10
    assert len(log) == 1
    with CaptureQueriesContext(connection) as log:
        together.load(*(Case.objects.none() for _ in range(9)))
    assert len(log) == 0


def test_rows_are_the_same_and_cost_two_statements(court):
    """Of many questions it is first asked which have an answer at all."""
    alone, beside = asked(), asked()
    with CaptureQueriesContext(connection) as log:
        together.load(*beside)
    assert len(log) == 2
    for one, other in zip(alone, beside, strict=True):
        assert [fields(row) for row in other] == [fields(row) for row in one]
        for row, same in zip(other, one, strict=True):
            for name, held in same._state.fields_cache.items():
                assert (held and fields(held)) == (
                    row._state.fields_cache[name] and fields(row._state.fields_cache[name])
                )
    assert any(list(one) for one in alone)


def test_values_and_counts_are_the_same(court):
    pairs = Event.objects.order_by("sequence").values_list("act", "at", "data")
    days, nothing = Case.objects.values_list("accepted_on", flat=True), Case.objects.none()
    together.load(pairs, days, nothing)
    assert list(pairs) == list(Event.objects.order_by("sequence").values_list("act", "at", "data"))
    assert list(days) == [case.accepted_on for case in Case.objects.all()]
    assert list(nothing) == []
    with CaptureQueriesContext(connection) as log:
        told = together.counts(
            Case.objects.all(), nothing, Event.objects.all()[:2], Party.objects.filter(role="plaintiff")
        )
    assert told == [Case.objects.count(), 0, 2, Party.objects.filter(role="plaintiff").count()]
    assert len(log) == 1


def test_what_hangs_on_the_rows_comes_in_one_statement(court):
    seated = Assignment.objects.select_related("post__user").order_by("assigned_at", "pk")
    posts = Prefetch("assignments", seated)
    with CaptureQueriesContext(connection) as log:
        cases = list(
            Case.objects.prefetch_related("parties__representations", posts, "deadlines").order_by("pk")
        )
        told = [
            (
                [(p.name, [r.name for r in p.representations.all()], p.case.pk) for p in case.parties.all()],
                [(a.role, str(a.post.user)) for a in case.assignments.all()],
                [d.pk for d in case.deadlines.all()],
            )
            for case in cases
        ]
    assert len(log) == 2
    for case, (parties, seats, due) in zip(Case.objects.order_by("pk"), told, strict=True):
        assert parties == [
            (p.name, [r.name for r in p.representations.all()], case.pk) for p in case.parties.all()
        ]
        assert seats == [(a.role, str(a.post.user)) for a in seated.filter(case=case)]
        assert due == [d.pk for d in case.deadlines.all()]


def test_many_to_many_comes_with_the_rest_and_both_ways(world, now):
    judgment = appealed(world, now, parts=(1, 2))
    alone = [
        (part.order, [str(a) for a in part.appeals.all()], part.protests.count())
        for part in judgment.parts.order_by("order")
    ]
    lookups = (
        Prefetch("parts__appeals", Appeal.objects.select_related("party")),
        "parts__protests",
        "appeals__parts",
    )
    with CaptureQueriesContext(connection) as log:
        together.answered([together.children([judgment], *lookups)])
        beside = [
            (p.order, [str(a) for a in p.appeals.all()], len(p.protests.all())) for p in judgment.parts.all()
        ]
        of_appeals = [[p.order for p in a.parts.all()] for a in judgment.appeals.all()]
    assert len(log) == 1
    assert beside == alone
    assert (
        of_appeals
        == [[p.order for p in a.parts.all()] for a in Appeal.objects.filter(judgment=judgment)]
        == [[1, 2]]
    )


def test_two_who_ask_for_different_rows_of_one_relation_get_their_own(court):
    def ask(role):
        rows = Prefetch("parties", Party.objects.filter(role=role))
        found = Case.objects.prefetch_related(rows).order_by("pk")
        yield found
        return [[p.role for p in case.parties.all()] for case in found]

    plaintiffs, defendants = together.answered([ask("plaintiff"), ask("defendant")])
    assert {r for roles in plaintiffs for r in roles} == {"plaintiff"}
    assert {r for roles in defendants for r in roles} == {"defendant"}
