"""In time to the end of the last day, late on the next; what goes with a late appeal (BLTTDS 273, 275)."""

from datetime import date

import pytest

from toaan.rules.appeal import goes_along, way

LAST = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("due", "on", "expected"),
    [
        (LAST, date(2026, 1, 6), "in_time"),
        (LAST, LAST, "in_time"),
        (LAST, date(2026, 1, 21), "late"),
        (None, date(2027, 1, 1), "not_begun"),
    ],
)
def test_the_last_day_is_in_time_and_the_next_is_late(due, on, expected):
    assert way(due, on) == expected


def test_a_late_appeal_goes_with_its_statement_and_whatever_proves_it():
    assert goes_along(statement=True, evidence=0) == (
        "đơn kháng cáo",
        "bản tường trình lý do kháng cáo quá hạn",
    )
    assert goes_along(statement=True, evidence=2)[-1] == "2 tài liệu, chứng cứ"
    with pytest.raises(ValueError, match=r"275\.1"):
        goes_along(statement=False, evidence=2)
