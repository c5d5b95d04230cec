"""The limits of a civil request (BLTTDS 363–373)."""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Table

REQUEST: Table = {}
