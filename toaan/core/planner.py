"""What the database knows about its own tables when it chooses an index."""

from __future__ import annotations

from django.db import connection

LOOKED_AT = 1000
"""Rows of each index that are enough to know how it is spread: SQLite would otherwise read every index to its end."""


def analyse() -> None:
    """Let the database learn how its tables have grown; of a new index it knows nothing and passes it by."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
        cursor.execute("ANALYZE")
