"""Make the database ready: tables, rules. Repeatable; the second time takes a moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from toaan.core import clock, planner, rules_in_force


def prepare(progress: Callable[[str], None] = print) -> None:
    """Migrate what is behind and load the rules that come with this version."""
    for folder in (settings.TOAAN_FILES, settings.TOAAN_INDEX, settings.TOAAN_KEYS):
        Path(folder).mkdir(mode=0o750, parents=True, exist_ok=True)
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        progress("Tạo, cập nhật cơ sở dữ liệu")
        call_command("migrate", verbosity=0, interactive=False)
        planner.analyse()
    if changed := rules_in_force.load_first(clock.now()):
        progress(f"Nạp {changed} quy định")
