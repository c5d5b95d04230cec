"""Every time limit of mediation at court, one dated example at least: (asked, from, facts, due).

The days were worked out apart from the program, over a calendar typed by hand.
"""

import pytest

from toaan.rules.options import BadOption
from toaan.rules.tests.dated import Dated, due_by_facts, keys_of

BY_KEY: tuple[Dated, ...] = (
    ("LHGDT:11.4", "2025-12-31", {}, "2026-01-20"),
    ("LHGDT:11.5", "2026-04-24", {}, "2026-05-04"),
    ("LHGDT:13.2", "2026-08-28", {}, "2026-09-07"),
    ("LHGDT:13.3", "2026-10-30", {}, "2026-11-04"),
    ("LHGDT:15.5", "2026-03-02", {}, "2026-04-01"),
    ("LHGDT:15.5#giai-quyet", "2026-05-15", {}, "2026-06-15"),
    ("LHGDT:15.5#tiep", "2026-04-29", {}, "2026-05-14"),
    ("LHGDT:15.5#giai-quyet-tiep", "2026-07-15", {}, "2026-08-14"),
    ("LHGDT:16.3", "2026-01-29", {}, "2026-02-02"),
    ("LHGDT:16.4", "2026-02-06", {}, "2026-02-11"),
    ("LHGDT:16.5", "2026-02-13", {}, "2026-02-25"),
    ("LHGDT:16.6", "2025-12-31", {}, "2026-01-07"),
    ("LHGDT:16.8", "2026-04-24", {}, "2026-05-04"),
    ("LHGDT:17.3", "2026-08-28", {}, "2026-09-07"),
    ("LHGDT:17.3#toa-an", "2026-10-30", {}, "2026-11-03"),
    ("LHGDT:18.3", "2026-03-02", {}, "2026-03-05"),
    ("LHGDT:20.1", "2026-05-15", {}, "2026-06-04"),
    ("LHGDT:20.1", "2026-05-15", {"extended": True}, "2026-06-15"),
    ("LHGDT:20.2", "2027-10-31", {}, "2027-12-31"),
    ("LHGDT:20.2", "2027-10-31", {"months": 1}, "2027-11-30"),
    ("LHGDT:24.1", "2026-07-15", {}, "2026-07-10"),
    ("LHGDT:29.2", "2026-01-29", {}, "2026-02-05"),
    ("LHGDT:32.2", "2026-02-06", {}, "2026-02-23"),
    ("LHGDT:32.2.b", "2026-02-13", {}, "2026-02-27"),
    ("LHGDT:32.4", "2025-12-31", {}, "2026-01-07"),
    ("LHGDT:36.2", "2026-04-24", {}, "2026-05-11"),
    ("LHGDT:36.3", "2026-08-28", {}, "2026-09-14"),
    ("LHGDT:38.1", "2026-10-30", {}, "2026-11-03"),
    ("LHGDT:38.1#chuyen", "2026-03-02", {}, "2026-03-04"),
    ("LHGDT:38.1#thu-ly", "2026-05-15", {}, "2026-05-19"),
    ("LHGDT:38.2", "2026-04-29", {}, "2026-05-29"),
    ("LHGDT:38.3", "2026-07-15", {}, "2026-07-22"),
    ("LHGDT:41.3", "2026-01-29", {}, "2026-02-03"),
)  # fmt: skip

BY_FACTS: tuple[Dated, ...] = (
    ("LHGDT:20.1", "2026-01-29", {}, "2026-02-23"),
    ("LHGDT:20.1", "2026-01-29", {"extended": True}, "2026-03-02"),
    ("LHGDT:20.2", "2026-01-31", {"months": 1}, "2026-03-02"),
    ("LHGDT:20.2", "2025-12-31", {}, "2026-03-02"),
    ("LHGDT:20", "2026-01-28", {}, "2026-02-23"),
    ("LHGDT:20", "2026-01-31", {"months": 1}, "2026-03-02"),
    ("LHGDT:36", "2026-02-02", {}, "2026-02-23"),
    ("LHGDT:16.4", "2026-02-13", {}, "2026-02-25"),
    ("LHGDT:24.1", "2026-02-23", {}, "2026-02-18"),
)  # fmt: skip


@pytest.mark.parametrize(("asked", "start", "facts", "due"), [*BY_KEY, *BY_FACTS])
def test_the_due_date(asked: str, start: str, facts: dict[str, object], due: str) -> None:
    assert due_by_facts(asked, start, facts) == due


def test_no_limit_is_left_without_an_example() -> None:
    assert keys_of("LHGDT") - {asked for asked, *_ in BY_KEY} == set()


def test_the_parties_cannot_go_on_for_longer_than_two_months() -> None:
    with pytest.raises(BadOption, match="vượt quá"):
        due_by_facts("LHGDT:20.2", "2026-03-02", {"months": 3})
