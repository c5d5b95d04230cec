"""The limits of simplified procedure (BLTTDS 318–321)."""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Table

SIMPLIFIED: Table = {}
