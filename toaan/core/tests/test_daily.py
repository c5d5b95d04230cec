"""What a new day brings to the database itself."""

from __future__ import annotations

import pytest
from django.db import connection

from toaan.core import clock, daily
from toaan.demo import steps

pytestmark = pytest.mark.django_db


KNOWN = {
    "sqlite": "SELECT DISTINCT tbl FROM sqlite_stat1",
    "postgresql": "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > 0",
}
"""Tables of which the planner has counted rows."""


def known_tables():
    with connection.cursor() as cursor:
        cursor.execute(KNOWN[connection.vendor])
        return {row[0] for row in cursor.fetchall()}


def test_after_a_night_the_planner_knows_the_tables_that_the_day_filled(world, now):
    """Without it a court on SQLite grows for years on plans made for an empty database."""
    steps.opened_case(world, now)
    daily.know_the_tables(clock.today(), now)
    assert {"cases_case", "core_event", "core_issuednumber"} <= known_tables()
