from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.rules.statistics import (
    CELLS,
    CaseFacts,
    CountError,
    Period,
    count,
    statistical_year,
    statistical_year_of,
)
from toaan.rules.tests.shipped import d, rule

YEAR = statistical_year(2026)


def test_the_statistical_year_runs_from_october_to_september() -> None:
    assert Period(d("1/10/2025"), d("30/9/2026")) == YEAR
    assert statistical_year_of(d("30/9/2026")) == 2026
    assert statistical_year_of(d("1/10/2026")) == 2027


def test_a_report_with_one_case_in_every_cell() -> None:
    cases = [
        CaseFacts("old-open", d("1/9/2025"), due_on=d("1/1/2026")),
        CaseFacts("old-judged", d("1/9/2025"), "judged", d("1/10/2025")),
        CaseFacts("gone before", d("1/9/2025"), "judged", d("30/9/2025")),
        CaseFacts("transferred", d("1/12/2025"), "transferred", d("5/12/2025")),
        CaseFacts("discontinued", d("1/12/2025"), "discontinued", d("5/2/2026")),
        CaseFacts("settled", d("1/12/2025"), "settled", d("30/9/2026")),
        CaseFacts("resolved later", d("1/9/2026"), "judged", d("1/10/2026"), due_on=d("1/1/2027")),
        CaseFacts("suspended", d("1/12/2025"), suspensions=((d("1/2/2026"), None),), due_on=d("1/4/2026")),
        CaseFacts(
            "resumed",
            d("1/12/2025"),
            suspensions=((d("1/2/2026"), d("1/3/2026")),),
            due_on=d("1/12/2026"),
        ),
        CaseFacts("next year", d("1/10/2026")),
    ]
    assert count(cases, YEAR) == {
        "old": 2,
        "new": 6,
        "total_accepted": 8,
        "transferred": 1,
        "discontinued": 1,
        "suspended": 1,
        "settled": 1,
        "judged": 1,
        "resolved": 4,
        "remaining": 4,
        "overdue": 1,
    }


def test_every_cell_is_defined_in_the_data() -> None:
    cells = rule("statistics:civil-first-instance").value["cells"]
    assert tuple(cell["code"] for cell in cells) == CELLS


@pytest.mark.parametrize(
    "case",
    [
        CaseFacts("1", d("1/1/2026"), "judged", d("31/12/2025")),
        CaseFacts("2", d("1/1/2026"), "judged", None),
        CaseFacts("3", d("1/1/2026"), None, d("2/1/2026")),
    ],
)
def test_contradictory_facts_stop_the_report_and_name_the_case(case: CaseFacts) -> None:
    with pytest.raises(CountError, match=f"Vụ việc {case.id}"):
        count([case], YEAR)


@st.composite
def cases(draw: st.DrawFn) -> CaseFacts:
    accepted = draw(st.dates(date(2024, 1, 1), date(2026, 12, 31)))
    outcome = draw(st.sampled_from([None, "judged", "settled", "discontinued", "transferred"]))
    resolved = accepted + timedelta(days=draw(st.integers(0, 500))) if outcome else None
    return CaseFacts("x", accepted, outcome, resolved)


@given(st.lists(cases()))
def test_what_remains_in_one_year_is_old_in_the_next(facts: list[CaseFacts]) -> None:
    assert count(facts, YEAR)["remaining"] == count(facts, statistical_year(2027))["old"]
