"""Write many rows at once: the database's own fast way, the registers' counters and the audit chains brought along."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, models

from toaan.core import audit
from toaan.core.models import AuditEntry, AuditHead, Counter, Event

Row = list[Any]


SWIFT = ("cache_size = -1000000", "synchronous = OFF", "temp_store = MEMORY")
"""A gigabyte of pages held in memory, no commit waits for the disk."""


@contextmanager
def swift() -> Iterator[None]:
    """Inside, SQLite does not wait for the disk and does not look up each foreign key: copies point where originals did.

    The end of the process breaks nothing; the end of the machine may, and the court has to be simulated anew.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        for pragma in SWIFT:
            cursor.execute(f"PRAGMA {pragma}")
    try:
        with connection.constraint_checks_disabled():
            yield
    finally:
        connection.close()  # the next one is opened as careful as every other


def insert(model: type[models.Model], columns: Sequence[models.Field[Any, Any]], rows: Sequence[Row]) -> None:
    """Insert rows whose values are as JSON holds them (see `copying`)."""
    if not rows:
        return
    names = ", ".join(f'"{f.column}"' for f in columns)
    table = f'"{model._meta.db_table}"'
    if connection.vendor == "postgresql":
        moments = [n for n, f in enumerate(columns) if isinstance(f, models.DateTimeField)]
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as sink:
            for row in rows:
                for n in moments:
                    row[n] = row[n] and f"{row[n]}+00"
                sink.write_row(row)
        return
    short = [n for n, f in enumerate(columns) if _is_uuid(f)]
    for row in rows:
        for n in short:
            row[n] = row[n] and row[n].replace("-", "")
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608  (our own names)


def _is_uuid(column: models.Field[Any, Any]) -> bool:
    while column.related_model is not None and isinstance(column, models.ForeignKey):
        column = column.target_field
    return isinstance(column, models.UUIDField)


class Ledger:
    """Counters and audit heads of one batch, locked from their first use until the batch is written."""

    def __init__(self) -> None:
        self._counters: dict[tuple[str, str, int], Counter] = {}
        self._heads: dict[str, AuditHead] = {}

    def number(self, issued: Mapping[str, Any], days: int) -> str:
        """The next number of the register in the year that the day of issue moves to."""
        day: date = issued["issued"] + timedelta(days=days)
        key = issued["court"], issued["register"], day.year
        counter = self._counters.get(key)
        if counter is None:
            rows = Counter.objects.select_for_update(no_key=True)
            counter, _ = rows.get_or_create(scope=key[0], register=key[1], year=key[2], defaults={"last": 0})
            self._counters[key] = counter
        counter.last += 1
        return f"{counter.last:02d}/{day.year}/{issued['text'].split('/', 2)[2]}"

    def chain(self, court: str, rows: Mapping[type[models.Model], list[Row]]) -> None:
        """Bind the copied audit entries to the end of the court's chain, and give the events their place in it."""
        from toaan.demo.copying import columns

        head = self._head(court)
        entry_at = {f.attname: n for n, f in enumerate(columns(AuditEntry))}
        event_at = {f.attname: n for n, f in enumerate(columns(Event))}
        places: dict[str, int] = {}
        for row in rows[AuditEntry]:
            fields = {name: row[n] for name, n in entry_at.items()}
            data = json.loads(fields["data"])
            entry = AuditEntry(
                **fields | {"chain": court, "sequence": head.sequence + 1, "previous": head.digest, "data": data,
                            "at": datetime.fromisoformat(fields["at"]).replace(tzinfo=UTC)}
            )  # fmt: skip
            entry.digest = audit.digest(entry)
            for name in ("chain", "sequence", "previous", "digest"):
                row[entry_at[name]] = getattr(entry, name)
            places[data["event"]] = entry.sequence
            head.sequence, head.digest = entry.sequence, entry.digest
        for row in rows[Event]:
            row[event_at["sequence"]] = places[str(uuid.UUID(row[event_at["id"]]))]

    def _head(self, court: str) -> AuditHead:
        if court not in self._heads:
            AuditHead.objects.get_or_create(chain=court)
            self._heads[court] = AuditHead.objects.select_for_update(no_key=True).get(pk=court)
        return self._heads[court]

    def close(self) -> None:
        """Write the counters and the heads."""
        Counter.objects.bulk_update(self._counters.values(), ["last"])
        AuditHead.objects.bulk_update(self._heads.values(), ["sequence", "digest"])
