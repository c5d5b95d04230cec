"""A new version closes, replaces or is refused; nothing overlaps and no day in the middle is left without a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from toaan.rules.model import RuleRow, Source, in_force
from toaan.rules.versions import DoesNotFit, digest, fit

SOURCE = Source(law="L", article="1")


def row(start: str, end: str | None = None, n: int = 1) -> RuleRow:
    return RuleRow(
        "setting", "k", {"title": "x", "value": n}, SOURCE, date.fromisoformat(start),
        date.fromisoformat(end) if end else None,
    )  # fmt: skip


OPEN = [row("2016-07-01")]
TWO = [row("2016-07-01", "2025-06-30"), row("2025-07-01", n=2)]


def test_a_new_version_closes_the_one_before_it_the_day_before():
    found = fit(OPEN, row("2027-01-01", n=3))
    assert found.closed == row("2016-07-01", "2026-12-31")
    assert found.before == OPEN[0]
    after = found.applied(OPEN)
    assert in_force(after, "k", date(2026, 12, 31)).value["value"] == 1
    assert in_force(after, "k", date(2027, 1, 1)).value["value"] == 3


def test_the_same_first_day_takes_the_place_of_the_version():
    found = fit(TWO, row("2025-07-01", n=9))
    assert found.closed is None
    assert found.replaced == TWO[1]
    assert [r.value["value"] for r in found.applied(TWO)] == [1, 9]


def test_other_rules_are_left_alone():
    other = replace(OPEN[0], key="other")
    assert other in fit([*OPEN, other], row("2027-01-01", n=3)).applied([*OPEN, other])


def test_a_rule_may_end_without_another():
    assert fit(OPEN, row("2016-07-01", "2026-12-31")).new.valid_to == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("rows", "new", "field"),
    [
        (OPEN, row("2027-01-01", "2026-12-31"), "valid_to"),
        (TWO, row("2020-01-01"), "valid_to"),
        (TWO, row("2020-01-01", "2025-07-01"), "valid_to"),
        (TWO, row("2020-01-01", "2024-12-31"), "valid_to"),
        (TWO, row("2016-07-01", "2020-12-31"), "valid_to"),
        (OPEN, row("2015-01-01", "2016-06-30"), "valid_from"),
    ],
    ids=["ends-first", "over-the-next", "one-day-over", "gap", "gap-by-mending", "before-all"],
)
def test_what_does_not_fit_is_said_at_its_field(rows, new, field):
    with pytest.raises(DoesNotFit) as refusal:
        fit(rows, new)
    assert refusal.value.field == field


def test_the_digest_is_of_the_versions_not_of_their_order():
    assert digest(TWO) == digest(TWO[::-1])
    assert digest(TWO) != digest([TWO[0], row("2025-07-01", n=3)])
