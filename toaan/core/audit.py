"""The hash-chained audit: append inside the act, verify by anybody.

The digest of an entry is SHA-256 over the canonical JSON of its fields and the digest before it, so a
stranger with an export can check a chain with nothing but a JSON library and SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from toaan.core import wrong_clock
from toaan.core.models import AuditAnchor, AuditEntry, AuditHead, Event
from toaan.core.together import load
from toaan.core.viewer import Viewer

NO_COURT = "-"
FIELDS = (
    "chain", "sequence", "at", "act", "actor_id", "actor_name", "post_id", "role", "address", "because",
    "subject_type", "subject_id", "case_id", "summary", "data", "previous",
)  # fmt: skip


def canonical(entry: AuditEntry) -> str:
    """The bytes-to-be of an entry: sorted keys, no spaces, UTC times, every field but the digest itself."""
    fields: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(entry, name)
        if isinstance(value, datetime):
            value = value.astimezone(UTC).isoformat(timespec="microseconds")
        elif value is not None and not isinstance(value, int | str | dict):
            value = str(value)
        fields[name] = value
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(entry: AuditEntry) -> str:
    """SHA-256 of the canonical entry, in hex."""
    return hashlib.sha256(canonical(entry).encode()).hexdigest()


def _head(chain: str) -> AuditHead:
    """The head of a chain, locked; made on the court's first act."""
    AuditHead.objects.bulk_create([AuditHead(chain=chain)], ignore_conflicts=True)
    return AuditHead.objects.select_for_update(no_key=True).get(pk=chain)


def append(event: Event, *, by: Viewer) -> AuditEntry:
    """Add the entry of an act to its court's chain. Called by `Act.record` only."""
    head = _head(event.court.code if event.court else NO_COURT)
    wrong_clock.refuse(head, event.act)
    entry = AuditEntry(
        chain=head.chain,
        sequence=head.sequence + 1,
        at=event.at,
        act=event.act,
        actor_id=by.user_id,
        actor_name=by.name,
        post_id=by.post.pk if by.post else None,
        role=by.role.value,
        address=by.address,
        because=event.because_id,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        case_id=event.case_id,
        summary=event.title,
        # The event says what it says; the chain binds it.
        data={
            "event": str(event.pk),
            "detail": event.detail,
            "data": event.data,
            "documents": event.documents,
        },
        previous=head.digest,
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    head.sequence, head.digest = entry.sequence, entry.digest
    head.save(update_fields=["sequence", "digest"])
    return entry


@dataclass
class Report:
    """Outcome of a verification."""

    chains: dict[str, int] = field(default_factory=dict)
    """Chain → number of entries read."""
    problems: list[str] = field(default_factory=list)
    heads: dict[str, AuditHead] = field(default_factory=dict)
    """Chain → its head when the reading began."""

    @property
    def good(self) -> bool:
        return not self.problems

    def as_json(self) -> dict[str, Any]:
        return {"good": self.good, "chains": self.chains, "problems": self.problems}


def verify(court_code: str | None = None, *, case_id: str | None = None) -> Report:
    """Read the chains (one, or all) and report every break.

    Args:
        court_code: only this court's chain.
        case_id: count only entries of this case, though the whole chain is checked.
    """
    report = Report()
    with transaction.atomic():
        heads, anchors = AuditHead.objects.order_by("chain"), AuditAnchor.objects.order_by("pk")
        heads = heads.filter(pk=court_code) if court_code else heads
        load(heads, anchors)
        report.heads = {head.chain: head for head in heads}
        for chain in [court_code] if court_code else list(report.heads):
            entries = AuditEntry.objects.filter(chain=chain).order_by("sequence").iterator(2000)
            report.problems += _verify_chain(chain, entries, anchors, report, case_id)
        report.problems += _verify_anchors(anchors)
    return report


def verify_short(court_code: str, *, case_id: str, at_most: int) -> Report:
    """The same of the chain of one court, for a page; a chain of more entries is not read."""
    report = Report()
    report.heads = {head.chain: head for head in AuditHead.objects.filter(pk=court_code)}
    if any(head.sequence <= at_most for head in report.heads.values()):
        anchors = AuditAnchor.objects.order_by("pk")
        entries = AuditEntry.objects.filter(chain=court_code).order_by("sequence")
        load(anchors, entries)
        report.problems += _verify_chain(court_code, entries, anchors, report, case_id)
        report.problems += _verify_anchors(anchors)
    return report


def _verify_chain(
    chain: str,
    entries: Iterable[AuditEntry],
    anchors: Iterable[AuditAnchor],
    report: Report,
    case_id: str | None,
) -> Iterator[str]:
    previous, expected, counted = "0" * 64, 1, 0
    anchored = {
        (a.heads[chain]["sequence"]): (a.day, a.heads[chain]["digest"]) for a in anchors if chain in a.heads
    }
    for entry in entries:
        counted += case_id is None or str(entry.case_id) == case_id
        where = f"{chain} số {entry.sequence}"
        if entry.sequence != expected:
            yield f"{where}: thiếu mục từ số {expected}"
        if entry.previous != previous:
            yield f"{where}: không nối với mục trước"
        if digest(entry) != entry.digest:
            yield f"{where}: nội dung đã bị thay đổi sau khi ghi"
        if entry.sequence in anchored:
            day, kept = anchored.pop(entry.sequence)
            if kept != entry.digest:
                yield f"{where}: khác với mốc ngày {day:%d/%m/%Y}"
        previous, expected = entry.digest, entry.sequence + 1
    for sequence, (day, _digest) in anchored.items():
        yield f"{chain} số {sequence}: mục đã neo ngày {day:%d/%m/%Y} không còn"
    head = report.heads.get(chain)
    if head is None:
        yield f"{chain}: không có chuỗi nhật ký của Tòa án này"
    elif (head.sequence, head.digest) != (expected - 1, previous):
        yield f"{chain}: mục cuối đã bị gỡ hoặc sửa"
    report.chains[chain] = counted


def _verify_anchors(anchors: Iterable[AuditAnchor]) -> Iterator[str]:
    previous = "0" * 64
    for anchor in anchors:
        if anchor.previous != previous or _anchor_digest(anchor) != anchor.digest:
            yield f"Mốc ngày {anchor.day:%d/%m/%Y}: đã bị thay đổi"
        previous = anchor.digest


def _anchor_digest(anchor: AuditAnchor) -> str:
    body = json.dumps(
        [anchor.day.isoformat(), anchor.heads, anchor.previous], sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(body.encode()).hexdigest()


def anchor(day: date, at: datetime) -> AuditAnchor:
    """Bind the heads of all chains at the end of `day`; once a day, a second call returns the first."""
    with transaction.atomic():
        if existing := AuditAnchor.objects.filter(day=day).first():
            return existing
        last = AuditAnchor.objects.select_for_update(no_key=True).order_by("-pk").first()
        heads = {
            h.chain: {"sequence": h.sequence, "digest": h.digest} for h in AuditHead.objects.order_by("chain")
        }
        made = AuditAnchor(day=day, heads=heads, previous=last.digest if last else "0" * 64, at=at)
        made.digest = _anchor_digest(made)
        made.save(force_insert=True)
        return made


def install(
    editor: BaseDatabaseSchemaEditor, table: str, message: str, update: str = "", delete: str | None = None
) -> None:
    """Add the triggers that refuse UPDATE and DELETE on a table.

    Args:
        message: what the database answers.
        update: only when this holds, in SQL on OLD and NEW.
        delete: only when this holds, in SQL on OLD; as `update` where not given.
    """
    sqlite = editor.connection.vendor == "sqlite"
    if not sqlite:
        editor.execute(
            f"CREATE OR REPLACE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{message}'; END $$"
        )
    for verb, condition in (("UPDATE", update), ("DELETE", update if delete is None else delete)):
        when = f"WHEN ({condition})" if condition else ""
        refuse = (
            f"{when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
            if sqlite
            else f"FOR EACH ROW {when} EXECUTE FUNCTION {table}_keep()"
        )
        editor.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {refuse}")
