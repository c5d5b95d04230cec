"""The figures follow from what was done, and every figure shows its cases."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.cases.models import Case, Deadline
from toaan.core import actions, clock
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.core.roles import Role
from toaan.core.viewer import SYSTEM, Viewer
from toaan.course.tests.helpers import discontinued
from toaan.demo import decision_appeals, people, request_steps, steps, strike_steps
from toaan.rules.statistics import CELLS, CaseFacts, CountError, Period, count
from toaan.statistics import periods, queries
from toaan.statistics.tests.conftest import vn

MARCH, APRIL = Period(date(2026, 3, 1), date(2026, 3, 31)), Period(date(2026, 4, 1), date(2026, 4, 30))


def opened(world, at, kind="DS") -> Case:
    made = steps.opened_case(world, at, kind=kind)
    clock.move_to(vn("2026-11-20 08:00"))
    return made


def total(viewer, period=MARCH) -> dict[str, int]:
    cells = queries.report(viewer, period, queries.chosen_court(viewer)).total.cells
    return {cell: n for cell, n in cells.items() if n}


def test_accepted_last_month_and_judged_this_month(world, president, pronounce) -> None:
    case = opened(world, vn("2026-03-10 09:00"))
    pronounce(case, vn("2026-04-20 10:00"))
    assert total(president, MARCH) == {"new": 1, "total_accepted": 1, "remaining": 1}
    assert total(president, APRIL) == {"old": 1, "total_accepted": 1, "judged": 1, "resolved": 1}
    assert total(president, Period(date(2026, 5, 1), date(2026, 5, 31))) == {}


@pytest.mark.parametrize(
    ("moment", "month"),
    [("2026-03-31 23:30", 3), ("2026-04-01 00:10", 4), ("2026-04-01 06:59", 4)],
)
def test_a_month_begins_and_ends_at_midnight_in_vietnam(world, president, pronounce, moment, month) -> None:
    case = opened(world, vn(moment))
    assert queries.monthly(president, 2026, month).total.cells["new"] == 1
    pronounce(case, vn(moment))
    assert queries.monthly(president, 2026, month).total.cells["judged"] == 1
    assert queries.monthly(president, 2026, 7 - month).total.cells["judged"] == 0


def test_each_kind_has_its_row_and_the_rows_add_up(world, president) -> None:
    for kind in ("DS", "DS", "HNGĐ", "KDTM", "LĐ"):
        opened(world, vn("2026-03-10 09:00"), kind)
    found = queries.monthly(president, 2026, 3)
    assert [(r.key, r.cells["new"]) for r in found.by_kind] == [
        ("DS", 2),
        ("HNGĐ", 1),
        ("KDTM", 1),
        ("LĐ", 1),
    ]
    assert found.total.cells["new"] == 5


def test_a_case_past_its_preparation_deadline_is_overdue_until_it_is_judged(
    world, president, pronounce
) -> None:
    case = opened(world, vn("2026-03-10 09:00"))
    due = Deadline.objects.get(case=case, rule="BLTTDS:203.1.a").due_on
    before, after = Period(MARCH.start, due), Period(MARCH.start, date(due.year, due.month, due.day + 1))
    assert total(president, before).get("overdue", 0) == 0
    assert total(president, after)["overdue"] == 1
    pronounce(case, vn(f"{after.end} 09:00"))
    assert "overdue" not in total(president, after)


def test_the_statistical_year_runs_from_october(world, president) -> None:
    for day in ("2025-09-30", "2025-10-01", "2026-09-30", "2026-10-01"):
        opened(world, vn(f"{day} 09:00"))
    year = periods.year(2026, date(2026, 11, 20))
    found = queries.report(president, year.period, queries.chosen_court(president)).total.cells
    assert (found["old"], found["new"]) == (1, 2)


def test_the_lists_behind_the_figures_add_up_to_them(world, president, pronounce) -> None:
    for number, kind in enumerate(("DS", "DS", "HNGĐ", "KDTM")):
        case = opened(world, vn(f"2026-0{3 + number % 2}-10 09:00"), kind)
        if number in {0, 2}:
            pronounce(case, vn("2026-04-15 09:00"))
    steps.assigned_case(world, vn("2026-04-12 09:00"), case=Case.objects.filter(kind="HNGĐ").get())
    clock.move_to(vn("2026-11-20 08:00"))
    found = queries.report(president, APRIL, world.court)
    for cell in CELLS:
        for row in [*found.by_kind, found.total]:
            assert queries.behind(president, APRIL, cell=cell, kind=row.key).count() == row.cells[cell]
        for row in found.by_judge:
            assert queries.behind(president, APRIL, cell=cell, judge=row.key).count() == row.cells[cell]


def test_judges_have_their_cases_and_the_rest_is_nobodys(world, president) -> None:
    case = steps.assigned_case(world, vn("2026-03-10 09:00"))
    opened(world, vn("2026-03-11 09:00"))
    judge = world.users[steps.presiding(world, case)].full_name
    rows = queries.monthly(president, 2026, 3).by_judge
    assert [(r.label, r.cells["new"]) for r in rows] == [(judge, 1), ("Chưa phân công Thẩm phán", 1)]


@pytest.fixture
def upstairs(world) -> Viewer:
    """The president of the provincial court above."""
    user = actions.register(
        by=people.ANONYMOUS, username="captinh", full_name="Mai Thế Sơn", email="captinh@toaan.example",
        password=people.PASSWORD, at=people.SINCE,
    )  # fmt: skip
    post = actions.appoint(
        by=SYSTEM, user=user, court=world.province, kind=Role.PRESIDENT, since=people.SINCE, at=people.SINCE
    )
    world.users["captinh"], world.posts["captinh"] = user, post
    return world.viewer("captinh")


def test_the_provincial_court_counts_the_courts_below_but_lists_none_of_their_cases(world, upstairs) -> None:
    opened(world, vn("2026-03-10 09:00"))
    lines = queries.by_court(upstairs, MARCH)
    assert [(row.key, row.cells["new"]) for row in lines] == [("TAND-ST", 0), ("TAND-ST-KV3", 1), ("", 1)]
    assert queries.report(upstairs, MARCH, world.court).total.cells["new"] == 1
    assert not queries.behind(upstairs, MARCH, cell="new").exists()


def test_a_court_does_not_see_the_one_above_nor_its_neighbours(world, president) -> None:
    other = Court.objects.create(
        code="TAND-ST-KV4",
        name="Tòa án khác",
        level="region",
        parent=world.province,
        valid_from=date(2025, 7, 1),
    )
    for code in (world.province.code, other.code, "khong-co"):
        with pytest.raises(Refused, match="not_found"):
            queries.chosen_court(president, code)


@pytest.mark.parametrize("person", ["lay_judge", "it_officer", "procurator", "plaintiff", "stranger"])
def test_who_does_not_work_with_cases_counts_nothing(person, request, world) -> None:
    opened(world, vn("2026-03-10 09:00"))
    assert queries.visible_to(request.getfixturevalue(person)).exists() is False


def test_courts_that_are_named_are_counted_for_nobody_who_may_not_read_them(world, upstairs) -> None:
    every = list(Court.objects.all())
    opened(world, vn("2026-03-10 09:00"))
    for viewer in [SYSTEM, *(world.viewer(who) for who in world.users)]:
        named, own = queries.of_courts(viewer, every), queries.visible_to(viewer)
        assert set(named.values_list("pk", flat=True)) == set(own.values_list("pk", flat=True)), viewer
    assert queries.of_courts(upstairs, every).exists(), "the province counts the courts below"


def test_cases_counted_by_sorts_are_those_counted_one_by_one(world, president) -> None:
    """Each in a state of its own, on every side of the period's edges; the rule counts both."""
    day = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    ways = [(a, "", None) for a in day]
    ways += [(a, how, b) for a in day for b in day if a <= b for how in ("judged", "settled")]
    facts, first = [], opened(world, vn("2026-01-05 09:00"))
    for n, (accepted, outcome, resolved) in enumerate(ways):
        case = Case.objects.get(pk=first.pk)
        case.pk, case.number, case.petition_id, case.register_year, case.register_sequence = (
            uuid.uuid4(),
            None,
            uuid.uuid4(),
            None,
            None,
        )
        case.accepted_on, case.outcome, case.resolved_on, case.kind = (
            accepted,
            outcome,
            resolved,
            Case.Kind.values[n % 4],
        )
        case.save(force_insert=True)
        due = day[n % 4]
        Deadline.objects.create(
            case=case,
            court=case.court,
            rule="BLTTDS:203.1.a",
            owner="judge",
            trigger_on=accepted,
            due_on=due,
            title="Hạn",
            explanation={},
        )
        facts.append(CaseFacts(str(n), accepted, outcome or None, resolved, due_on=due))
    Case.objects.filter(pk=first.pk).update(nature=Case.Nature.REQUEST)
    for period in (MARCH, APRIL, Period(day[0], day[0]), Period(day[2], day[3])):
        found = queries.report(president, period, world.court).total.cells
        assert found == count(facts, period)
        for cell, n in found.items():
            assert queries.behind(president, period, cell=cell).count() == n, (period, cell)


def test_a_case_whose_facts_contradict_each_other_is_named(world, president, page) -> None:
    case = opened(world, vn("2026-03-10 09:00"))
    Case.objects.filter(pk=case.pk).update(outcome="judged")
    with pytest.raises(CountError, match=str(case)):
        queries.report(president, MARCH, world.court)
    for name in ("statistics:month", "statistics:leadership"):
        shown = page("chanhan").get(reverse(name), {"thang": "2026-03"})
        assert shown.status_code < 500
        assert f"{case}: có kết quả mà không có ngày giải quyết" in shown.content.decode()


def test_ten_cases_cost_no_more_queries_than_one(world, president) -> None:
    opened(world, vn("2026-03-10 09:00"))
    with CaptureQueriesContext(connection) as one:
        queries.report(president, MARCH, world.court)
    for _ in range(9):
        opened(world, vn("2026-03-10 09:00"))
    with CaptureQueriesContext(connection) as ten:
        assert queries.report(president, MARCH, world.court).total.cells["new"] == 10
    assert len(ten) == len(one) == 1, "the cases, and when they stood still, in one statement"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"thang": "2026-03"}, "tháng 03/2026"),
        ({"nam": "2026"}, "năm thống kê 2026"),
        ({"nam": "2027"}, "năm thống kê 2027"),  # runs since 01/10/2026
        ({"nam": "2028"}, "tháng 11/2026"),
        ({"thang": "2026-12"}, "tháng 11/2026"),
        ({"thang": "2026-13"}, "tháng 11/2026"),
        ({"thang": "hôm nay"}, "tháng 11/2026"),
        ({"nam": "²²²²"}, "tháng 11/2026"),
        ({}, "tháng 11/2026"),
    ],
)
def test_an_address_names_its_period_or_gets_the_present_month(query, name) -> None:
    assert periods.asked(query, date(2026, 11, 20)).name == name


def test_a_running_month_ends_today(world) -> None:
    asked = periods.month(2026, 11, date(2026, 11, 20))
    assert (asked.running, asked.period.end) == (True, date(2026, 11, 20))
    assert not periods.month(2026, 11, date(2026, 11, 30)).running


def test_the_choice_begins_with_the_first_case() -> None:
    values = [m.value for m in periods.months(date(2026, 3, 5), date(2025, 11, 9))]
    assert values == ["2026-03", "2026-02", "2026-01", "2025-12", "2025-11"]
    assert [y.value for y in periods.years(date(2026, 11, 5), date(2025, 11, 9))] == ["2027", "2026"]


# --- requests, and what went on again ---------------------------------------------------------------------


def test_requests_stand_apart_and_each_figure_leads_to_them(world, president, page) -> None:
    request_steps.divorced(world, vn("2026-03-02 09:00"))
    request_steps.ruled(world, vn("2026-03-20 09:00"))
    opened(world, vn("2026-03-10 09:00"))
    found = queries.report(president, periods.year(2026, clock.today()).period, world.court)
    assert found.total.cells["new"] == 1
    lines = {row.key: {cell: n for cell, n in row.cells.items() if n} for row in found.requests}
    assert lines["HNGĐ"] == {"new": 1, "total_accepted": 1, "settled": 1, "resolved": 1}
    assert lines["DS"] == {"new": 1, "total_accepted": 1, "judged": 1, "resolved": 1}
    assert lines[""] == {"new": 2, "total_accepted": 2, "settled": 1, "judged": 1, "resolved": 2}
    visitor = page("chanhan")
    shown = visitor.get(reverse("statistics:month"), {"nam": "2026"})
    (settled,) = (
        f
        for line in shown.context["requests"]
        if not line.is_total
        for f in line.figures
        if f.url and "settled" in f.url
    )
    behind = visitor.get(settled.url)
    assert [c.nature for c in behind.context["page_obj"]] == ["request"]
    assert "Việc dân sự" in behind.content.decode()


def test_a_strike_is_counted_among_the_labour_requests(world, president) -> None:
    strike_steps.decided(world, vn("2026-03-02 09:00"))
    found = queries.report(president, periods.year(2026, clock.today()).period, world.court)
    lines = {row.key: {cell: n for cell, n in row.cells.items() if n} for row in found.requests}
    assert lines["LĐ"] == {"new": 1, "total_accepted": 1, "judged": 1, "resolved": 1}


def test_a_suit_that_goes_on_again_is_pending_again(world, president) -> None:
    people.staff_province(world)
    ended = discontinued(world, vn("2026-03-02 09:00"))
    assert Case.objects.get(pk=ended.case_id).outcome == "discontinued"
    decision_appeals.reviewed(world, ended, clock.now(), "cancelled")
    case = Case.objects.get(pk=ended.case_id)
    assert (case.state, case.outcome, case.resolved_on) == ("preparing", "", None)
