"""Empty a practice court for a fresh demonstration. Refuses everything that is not one."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from toaan.core import files, rules_in_force, search_writer, signatures
from toaan.core.models import Court
from toaan.demo import province

KEPT = frozenset({"django_migrations", "django_content_type"})


class NotADemonstration(Exception):
    """What is in this database was not all made by the demonstration; the message says what was found."""


def refuse_strangers() -> None:
    """Raises NotADemonstration: production, or a court that the demonstration did not found."""
    if settings.PRODUCTION:
        raise NotADemonstration("không xóa dữ liệu ở chế độ production")
    known = {"TAND-ST", *(province.code(number) for number in province.NUMBERS)}
    strangers = Court.objects.exclude(code__in=known).order_by("code").values_list("name", flat=True)
    if strangers:
        raise NotADemonstration(
            f"cơ sở dữ liệu có Tòa án không thuộc dữ liệu minh họa: {', '.join(strangers[:3])}"
        )


def everything() -> None:
    """Empty all tables in one transaction, load the rules again, drop files, keys, index and mail.

    Raises:
        NotADemonstration: nothing was touched.
    """
    refuse_strangers()
    with transaction.atomic():
        empty_tables()
    for folder in (
        settings.TOAAN_FILES,
        settings.TOAAN_INDEX,
        settings.TOAAN_ASSISTANT,
        settings.TOAAN_KEYS,
        settings.EMAIL_FILE_PATH,
    ):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (settings.TOAAN_FILES, settings.TOAAN_INDEX, settings.TOAAN_KEYS):
        Path(folder).mkdir(mode=0o750, parents=True, exist_ok=True)
    for remembered in (files.store, search_writer.index, signatures._demo_keys):
        remembered.cache_clear()
    rules_in_force.forget()
    from toaan.core import clock

    rules_in_force.load_first(clock.now())


def empty_tables() -> None:
    """The triggers that keep the audit refuse DELETE: they step aside inside this one transaction."""
    tables = sorted({m._meta.db_table for m in apps.get_models(include_auto_created=True)} - KEPT)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # none may wait for a table that is emptied
            cursor.execute(f"TRUNCATE {', '.join(map(quote, tables))} RESTART IDENTITY")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {quote(name)}")
        for table in tables:
            cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608  (names of our own models)
        for _, sql in triggers:
            cursor.execute(sql)
