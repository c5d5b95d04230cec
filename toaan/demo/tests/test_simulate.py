"""Bulk-loaded courts are sound courts: chains verify, numbers have no gap, every row belongs somewhere."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.db.models import Count

from toaan.cases.models import Assignment, Case, Deadline, Party
from toaan.core import audit
from toaan.core.models import AuditEntry, Counter, Event, IssuedNumber, Post
from toaan.core.roles import Role
from toaan.demo import load, province, simulate, staff
from toaan.demo.copying import matter_of
from toaan.filing.models import Petition
from toaan.publication.models import Publication

TODAY = date(2026, 11, 26)
MANY = 14


@pytest.fixture
def copied(nobody):
    """Two matters of one court, played, and copies of them; what was there before the copies."""
    load.slice_of({1: [simulate.ENDED[0], simulate.GOING_ON[2]]}, today=TODAY)
    played = list(Case.objects.select_related("court").order_by("accepted_on"))
    names = set(Party.objects.values_list("name", flat=True))
    matters = [matter_of(case) for case in played]
    simulate.copy_all(matters, MANY, Random(7), lambda _: None)
    return played, names


def test_a_copied_court_is_sound(copied):
    played, names = copied
    copies = Case.objects.exclude(pk__in=[case.pk for case in played])
    assert copies.count() == MANY
    connection.check_constraints()
    assert audit.verify().good
    _every_case_is_full(copies)
    _numbers_have_no_gap()
    _lines_stand_where_their_numbers_say()
    _people_are_others(copies, names)
    _judges_share_the_work(copies)
    assert {case.number.text for case in copies if case.number}.isdisjoint(
        c.number.text for c in played if c.number
    )


def test_copies_of_an_agreement_are_published_under_their_own_numbers(nobody):
    load.slice_of({1: [simulate.ENDED[4], simulate.GOING_ON[4]]}, today=TODAY)
    played = list(Case.objects.select_related("court").order_by("accepted_on"))
    simulate.copy_all([matter_of(case) for case in played], 6, Random(7), lambda _: None)
    assert set(Publication.objects.filter(case__in=played).values_list("state", flat=True)) == {
        "published",
        "proposed",
    }
    copies = Publication.objects.exclude(case__in=played).select_related("decision__number", "decision__case")
    assert len(copies) == 6
    for one in copies:
        assert (one.number, one.case, one.court) == (
            str(one.decision),
            one.decision.case,
            one.decision.case.court,
        )
    _every_case_is_full(Case.objects.exclude(pk__in=[case.pk for case in played]))


def _lines_stand_where_their_numbers_say():
    for lines in (Case.objects, Petition.objects):
        for line in lines.exclude(number=None).select_related("number"):
            assert (line.register_year, line.register_sequence) == (line.number.year, line.number.sequence)


def _every_case_is_full(copies):
    for case in copies.annotate(
        parties_in=Count("parties", distinct=True), deadlines_in=Count("deadlines", distinct=True)
    ):
        assert case.parties_in >= 3
        assert case.deadlines_in >= 8
        assert AuditEntry.objects.filter(case_id=case.pk).count() >= 15
        assert Petition.objects.get(pk=case.petition_id).case_id == case.pk
        told = Event.objects.filter(case_id=case.pk)
        assert set(told.values_list("sequence", flat=True)) <= set(
            AuditEntry.objects.filter(chain=case.court.code).values_list("sequence", flat=True)
        )


def _judges_share_the_work(copies):
    """Several judges of the court have the copies, never the president, who assigns them."""
    seats = Assignment.objects.filter(case__in=copies, ended_at=None, role=Assignment.Role.PRESIDING)
    held = list(seats.values_list("post__kind", "post__user__username", "case__court", "post__court"))
    assert len(held) == MANY
    assert len({name for _kind, name, _case, _post in held}) > 1
    assert all(case == post for _kind, _name, case, post in held)
    assert {kind for kind, *_ in held} <= {Role.JUDGE, Role.CHAMBER_HEAD, Role.DEPUTY_PRESIDENT}


def _numbers_have_no_gap():
    issued = defaultdict(list)
    for number in IssuedNumber.objects.select_related("court"):
        assert number.text.startswith(f"{number.sequence:02d}/{number.year}/")
        issued[number.court.code, number.register, number.year].append(number.sequence)
    for key, sequences in issued.items():
        assert sorted(sequences) == list(range(1, len(sequences) + 1)), key
        assert Counter.objects.get(scope=key[0], register=key[1], year=key[2]).last == len(sequences)


def _people_are_others(copies, names):
    there = set(Party.objects.filter(case__in=copies).values_list("name", flat=True))
    assert there.isdisjoint(names)
    for case in copies:
        said = " ".join(Event.objects.filter(case_id=case.pk).values_list("title", flat=True))
        assert not any(name in said for name in names)
        due = Deadline.objects.filter(case=case).order_by("trigger_on").first()
        assert due.explanation["trigger_on"] == due.trigger_on.isoformat()


def test_a_court_hires_as_many_judges_as_its_work_wants(nobody):
    province.found("hire", {number: 1 for number in province.NUMBERS})
    judges = Post.objects.filter(kind=Role.JUDGE, court__level="region")
    before = judges.count()
    staff.recruit(4 * 5 * staff.IN_HAND, "hire")
    hired = judges.count()
    staff.recruit(4 * 5 * staff.IN_HAND, "hire")
    assert before < hired == judges.count() == 4 * 5


def test_the_same_seed_twice_adds_and_does_not_collide(copied):
    matters = [matter_of(case) for case in copied[0]]
    simulate.copy_all(matters, 3, Random(8), lambda _: None)
    assert Case.objects.count() == len(copied[0]) + MANY + 3
    assert audit.verify().good
