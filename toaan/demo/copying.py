"""Take one matter with everything that belongs to it, and write it again under new names, numbers and days.

A copy is the matter as acts made it: rows of every domain, events, and an audit chain that verifies. Nothing is invented
but names; days move by whole weeks so that a Monday stays a Monday; numbers come from the registers' own counters.
"""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from random import Random
from typing import Any

from django.apps import apps
from django.db import models

from toaan.cases.models import Assignment, Case
from toaan.cases.states import ARCHIVED
from toaan.core.models import AuditEntry, Event, IssuedNumber, Post, User
from toaan.demo.staff import CHANGING, Hands, officers
from toaan.filing.models import FeeReceipt, Petition
from toaan.vietnamese.text import fold

LEFT_OUT = frozenset(
    {"hearings.Booking", "delivery.DispatchLine", "dossiers.DocumentCopy", "cases.HandoverItem"}
)
"""Rows that name something shared (a room at an hour, a post list, a numbered copy): one matter alone has them."""
OFTEN = 2
"""How many times a copy tells of one and the same act of people."""
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
ISO, PRINTED = r"\b\d{4}-\d\d-\d\d", r"\b\d\d/\d\d/\d{4}\b"
NUMBER = re.compile(r"(\d+)/(\d{4})(/.+)")
Row = list[Any]
Found = dict[type[models.Model], dict[Any, Any]]


@dataclass
class Matter:
    """One matter ready to be copied: its rows as one JSON text, and what in that text is its own."""

    court: str
    filed: date
    is_over: bool
    pieces: Sequence[str]
    """The rows as JSON text, cut at every word that a copy may change: text, word, text, word … text."""
    ids: Sequence[str]
    people: Sequence[str]
    """Names of the parties and of those who stand beside them."""
    accounts: Sequence[str]
    """Identifiers of the citizens who used their account in it."""
    numbers: Sequence[Mapping[str, Any]]
    """Issued numbers: text, register, date of issue."""
    codes: Sequence[str]
    """Tracking code and receipt number: unique words without a counter."""
    presiding: Post | None
    """Who presides over it."""


@dataclass
class Copy:
    """The rows of one copy by table, and the audit entries still to be chained."""

    rows: dict[type[models.Model], list[Row]] = field(default_factory=dict)


def matter_of(case: Case) -> Matter:
    """Gather everything that hangs on a case and on the petition before it."""
    if case.petition_id is None:
        raise ValueError("only a case that came from a petition is copied")
    petition = Petition.objects.get(pk=case.petition_id)
    found = _gather([petition, case])
    rows = {model: [_plain(model, one) for one in objects.values()] for model, objects in found.items()}
    text = json.dumps([[m._meta.label, r] for m, r in rows.items()], ensure_ascii=False)
    numbers = [
        {"text": n.text, "register": n.register, "issued": n.issued_at.date(), "court": case.court.code}
        for n in found[IssuedNumber].values()
    ]
    people = sorted({p.name for p in case.parties.all()} | _beside(found), key=len, reverse=True)
    accounts = [str(u) for u in _accounts(found)]
    codes = [petition.tracking_code, *(r.number for r in found.get(FeeReceipt, {}).values())]
    ids = [
        str(one.pk) for objects in found.values() for one in objects.values() if isinstance(one.pk, uuid.UUID)
    ]
    judge = case.assignments.filter(role=Assignment.Role.PRESIDING, ended_at=None).first()
    presiding = judge.post if judge else None
    held = [post for roles in CHANGING for post in officers(case.court.code, *roles)]
    staff = [post.user.full_name for post in ([*held, presiding] if presiding else held)]
    words = [*people, *map(fold, people), *staff, *(n["text"] for n in numbers), *codes]
    named = "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True))
    return Matter(
        court=case.court.code, filed=petition.received_on or case.petitioned_on, is_over=case.state == ARCHIVED,
        pieces=re.split(rf"({UUID}|{ISO}|{PRINTED}|(?<![\w/])(?:{named})(?!\w))", text),
        ids=ids, people=people, accounts=accounts, numbers=sorted(numbers, key=lambda n: n["issued"]), codes=codes, presiding=presiding,
    )  # fmt: skip


def _gather(roots: Sequence[models.Model]) -> Found:
    """Follow every foreign key that points at what was found, through all domains."""
    found: Found = {}
    waiting = list(roots)
    ids = [root.pk for root in roots]
    waiting += Event.objects.filter(models.Q(case_id__in=ids) | models.Q(petition_id__in=ids))
    while waiting:
        one = waiting.pop()
        kept = found.setdefault(type(one), {})
        if one.pk in kept:
            continue
        kept[one.pk] = one
        waiting += _children(one)
        waiting += [
            getattr(one, f.name)
            for f in one._meta.fields
            if f.related_model is IssuedNumber and getattr(one, f.attname)
        ]
    events = found[Event] = _told(found)
    entries = AuditEntry.objects.filter(data__event__in=[str(pk) for pk in events]).order_by("sequence")
    found[AuditEntry] = {e.pk: e for e in entries}
    return found


def _told(found: Found) -> dict[Any, Event]:
    """The events of a copy: what people did, twice what they did over and over, and what a row of the matter came from.

    The rest only followed from those, or repeats them (a proof of receipt for each copy, each saving of a draft); a court
    of many years would fill its disk with them and show nothing new.
    """
    needed = {
        getattr(one, column.attname)
        for model, rows in found.items()
        if model is not Event
        for column in model._meta.concrete_fields
        if column.related_model is Event
        for one in rows.values()
    }
    kept = {pk: event for pk, event in found[Event].items() if pk in needed}
    done: Counter[str] = Counter()
    for event in sorted(found[Event].values(), key=lambda e: e.sequence):
        if event.because_id is None and done[event.act] < OFTEN:
            done[event.act] += 1
            kept[event.pk] = event
    for event in kept.values():
        if event.because_id not in kept:
            event.because_id = None
    return kept


def _children(one: models.Model) -> Iterator[models.Model]:
    relations: list[Any] = one._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not (
            relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        ):
            continue
        model = relation.related_model
        if model._meta.label in LEFT_OUT or model._meta.app_label == "core":
            continue
        yield from model._default_manager.filter(**{relation.field.name: one})


def _beside(found: Found) -> set[str]:
    representation = apps.get_model("cases", "Representation")
    return {str(one.name) for one in found.get(representation, {}).values()}


def _accounts(found: Found) -> list[uuid.UUID]:
    used = {event.actor_id for event in found[Event].values()}
    return list(User.objects.filter(pk__in=used - {None}, posts=None).values_list("pk", flat=True))


def _plain(model: type[models.Model], one: models.Model) -> Row:
    """The row as JSON holds it; identifiers that the database counts up are left to it."""
    return [_word(f, getattr(one, f.attname)) for f in columns(model)]


@cache
def columns(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """The columns that a copy writes: all but a counted key and what the database itself works out."""
    return tuple(
        f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField) and not f.generated
    )


def _word(column: models.Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if column.get_internal_type() == "JSONField":
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date | uuid.UUID):
        return str(value)
    return value


@lru_cache(maxsize=200_000)
def _moved(word: str, days: int) -> str:
    if "/" in word:
        day, month, year = word.split("/")
        try:
            return f"{date(int(year), int(month), int(day)) + timedelta(days=days):%d/%m/%Y}"
        except ValueError:
            return word
    try:
        return (date.fromisoformat(word) + timedelta(days=days)).isoformat()
    except ValueError:
        return word


def copy(
    matter: Matter,
    *,
    weeks: int,
    chance: Random,
    name: Callable[[str], str],
    account: Callable[[], str],
    number: Callable[[Mapping[str, Any], int], str],
    code: Callable[[str], str],
    hands: Hands,
) -> Copy:
    """The rows of one copy.

    Args:
        weeks: how far its days move, back when negative.
        name: another name of the same sort.
        account: the identifier of another citizen's account.
        number: the next number of a register, given the issued one and the days it moves.
        code: another unique word of the same form.
        hands: the officers who have it.
    """
    days = 7 * weeks
    own = {old: str(uuid.UUID(int=chance.getrandbits(128), version=4)) for old in matter.ids}
    own |= {old: account() for old in matter.accounts}
    for old in matter.people:
        own[old] = name(old)
        own[fold(old)] = fold(own[old])
    own |= {issued["text"]: number(issued, days) for issued in matter.numbers}
    own |= {old: code(old) for old in matter.codes}
    own = {**hands, **own}

    changed = {word: own.get(word) or _moved(word, days) for word in set(matter.pieces[1::2])}
    whole = list(matter.pieces)
    whole[1::2] = [changed[word] for word in matter.pieces[1::2]]
    made = Copy()
    for label, rows in json.loads("".join(whole)):
        made.rows[apps.get_model(label)] = rows
    return made
