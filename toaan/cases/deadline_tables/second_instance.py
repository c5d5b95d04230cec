"""The limits of a case at second instance (BLTTDS 285–315)."""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Table

SECOND_INSTANCE: Table = {}
