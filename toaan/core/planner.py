"""What the database knows about its own tables when it chooses an index."""

from __future__ import annotations

from django.db import connection

LOOKED_AT = 20_000
"""Rows of each index that are looked at: SQLite would otherwise read every index to its end. With far fewer, every officer
seems to have as much as the whole court, and the index of the court is taken for the own work of one."""


def analyse(*, after_loading: bool = False) -> None:
    """Let the database learn how its tables have grown; of a new index it knows nothing and passes it by.

    Args:
        after_loading: many rows came at once. PostgreSQL then also notes which pages everybody may see, as it does by itself
            in a court at work: until it has, an index alone answers nothing.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
        alone = connection.vendor == "postgresql" and not connection.in_atomic_block
        cursor.execute("VACUUM (ANALYZE)" if after_loading and alone else "ANALYZE")
