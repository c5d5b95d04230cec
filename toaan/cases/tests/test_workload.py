"""Who has how much in hand: the draw's own count, the cases behind each figure, and who may read whose."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.cases import queries
from toaan.cases.models import Assignment, Case, Deadline
from toaan.core import clock
from toaan.core.models import Court, Post
from toaan.demo import steps

PAGE = "cases:workload"


@pytest.fixture
def busy(world, now):
    """One judge and one clerk with six cases: of each level, suspended, of two subjects, one archived, one struck out."""
    judge, clerk = world.posts["thamphan"], world.posts["thuky"]
    found = []
    for n, (state, days, kind) in enumerate(
        (
            ("preparing", -3, "DS"), ("preparing", 0, "DS"), ("preparing", 60, "HNGĐ"), ("suspended", 60, "DS"),
            ("archived", -3, "DS"), ("discontinued", -3, "DS"),
        )
    ):  # fmt: skip
        case = steps.opened_case(world, now + timedelta(minutes=n), kind=kind)
        Assignment.objects.create(case=case, post=judge, role="presiding", assigned_at=now)
        Assignment.objects.create(case=case, post=clerk, role="clerk", assigned_at=now)
        case.deadlines.filter(state="open").exclude(owner="party").update(
            due_on=now.date() + timedelta(days=days)
        )
        Case.objects.filter(pk=case.pk).update(state=state)
        found.append(case)
    return found


def cases_at(visitor, address: str) -> int:
    return visitor.get(unescape(address)).context["page_obj"].paginator.count


def test_every_figure_is_the_number_of_cases_behind_it(world, busy, page):
    visitor = page("chanhan")
    shown = visitor.get(reverse(PAGE))
    links = re.findall(r'<a href="(/ban/khoi-luong/[^"]+)">(\d+)</a>', shown.content.decode())
    assert len(links) >= 12
    assert {address: cases_at(visitor, address) for address, _n in links} == {a: int(n) for a, n in links}
    table = shown.context["judges"]
    row = next(r for r in table["rows"] if r[0] == world.users["thamphan"].full_name)
    told = [cell["text"] if isinstance(cell, dict) else cell for cell in row[1:]]
    # all, DS, HNGĐ, KDTM, LĐ, requests; overdue, soon, in time, suspended, sitting; mediation
    assert told == ["4", "3", "1", "0", "0", "0", "1", "1", "1", "1", "0", "0"]


def test_the_draw_counts_what_the_page_counts(world, busy, now, president):
    other = steps.opened_case(world, now + timedelta(minutes=9))
    rows = queries.candidates(other, queries.judges_of(other.court_id, now), now.date())
    judge = next(c for c in rows if c.id == str(world.posts["thamphan"].pk))
    assert judge.pending == queries.in_hand(president, world.posts["thamphan"]).count() == 4
    assert (judge.suspended, judge.overdue) == (1, 1)


def test_what_is_late_of_a_party_makes_no_judge_late(world, busy, now):
    Deadline.objects.filter(case=busy[0]).update(owner=Deadline.Owner.PARTY)
    rows = queries.candidates(busy[1], queries.judges_of(busy[1].court_id, now), now.date())
    assert next(c for c in rows if c.id == str(world.posts["thamphan"].pk)).overdue == 0


def test_a_hearing_in_the_next_fortnight_is_counted_and_one_beyond_is_not(world, now, page):
    case = steps.trial_decided_case(world, now)
    hearing = case.hearings.get(kind="trial")
    judge = world.posts[steps.presiding(world, case)]
    address = reverse("cases:in_hand", args=[judge.pk]) + "?muc=phien"
    clock.move_to(hearing.starts_at - timedelta(days=14))
    assert cases_at(page("chanhan"), address) == 1
    clock.move_to(hearing.starts_at - timedelta(days=15))
    assert cases_at(page("chanhan"), address) == 0


def test_a_judge_and_a_clerk_read_their_own_row_and_nobody_elses(world, busy, page):
    for who, other in (("thamphan", "thamphan2"), ("thuky", "thuky2")):
        visitor = page(who)
        shown = visitor.get(reverse(PAGE))
        tables = [t for t in (shown.context["judges"], shown.context["clerks"]) if t]
        assert [len(t["rows"]) for t in tables] == [1]
        assert visitor.get(reverse("cases:in_hand", args=[world.posts[who].pk])).status_code == 200
        assert visitor.get(reverse("cases:in_hand", args=[world.posts[other].pk])).status_code == 404


@pytest.mark.parametrize("who", ["tochuc", "cntt", "vanthu", "hoitham", "kiemsat", "nguyendon"])
def test_who_works_on_no_cases_is_refused(world, page, who):
    assert page(who).get(reverse(PAGE)).status_code == 403


def test_the_president_of_another_court_sees_nobody_of_this_one(world, busy, page):
    other = Court.objects.create(
        code="KHAC",
        name="Tòa án nhân dân khu vực khác",
        level=Court.Level.REGION,
        valid_from=date(2025, 7, 1),
    )
    Post.objects.filter(pk=world.posts["phochanhan"].pk).update(court=other)
    address = reverse("cases:in_hand", args=[world.posts["thamphan"].pk])
    assert page("phochanhan").get(address).status_code == 404


def test_the_loads_stand_beside_the_draw_for_who_signs_it_only(world, busy, now, page):
    case = steps.opened_case(world, now + timedelta(minutes=9))
    address = reverse("cases:assignment", args=[case.pk])
    judges, clerks = page("chanhan").get(address).context["loads"]
    assert next(p for p in judges if p.post == world.posts["thamphan"]).load.pending == 4
    names = [p.name.split()[-1] for p in clerks]
    assert len(names) >= 2
    assert "loads" not in page("thuky").get(address).context


@pytest.mark.usefixtures("steady_rules")
def test_more_judges_and_more_cases_cost_no_more_statements(world, busy, page):
    visitor = page("chanhan")
    visitor.get(reverse(PAGE))

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(reverse(PAGE)).status_code == 200
        return len(asked)

    before = cost()
    for n in range(3):
        post = world.posts["thamphan2"]
        post.pk, post._state.adding = None, True
        post.user = world.users[f"thuky{'' if n == 0 else n + 1}"] if n < 2 else world.users["vanthu"]
        post.save()
        Assignment.objects.filter(case=busy[n], role="presiding").update(post=post)
    assert cost() == before <= 12
