"""Questions put into SQL once and asked again and again, beside others: what they ask stays, the answers do not.

What of an officer may be kept, and for how long, says `core/plans.py`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import DateTimeField, Field, Model, QuerySet, UUIDField

from toaan.core.together import PUT, Figure, Part, _compiled, _hang, _plan, counted, load

M = TypeVar("M", bound=Model)


def put(rows: QuerySet[M]) -> Callable[[], QuerySet[M]]:
    """Put this question into SQL now; each call then gives it anew, for `load` to ask without putting it together again.

    Raises:
        ValueError: it holds objects of this hour (`known`), which would be shown again later.
    """
    if rows._known_related_objects:  # type: ignore[attr-defined]
        raise ValueError(rows.model.__name__)
    by = _compiled(rows)
    return lambda: _anew(rows, by)


def _anew(rows: Any, by: Any) -> Any:
    fresh = rows.all()
    fresh.__dict__[PUT] = by
    return fresh


class Put:
    """The words of some questions, lent to later questions of the same words, whatever objects those hold.

    Raises:
        ValueError: from `lend`, when they are not as many.
    """

    def __init__(self, asked: Sequence[QuerySet[Any]]) -> None:
        self._by = [_compiled(one) for one in asked]

    def lend(self, asked: Sequence[QuerySet[Any]]) -> None:
        for one, by in zip(asked, self._by, strict=True):
            one.__dict__[PUT] = by


ANY = uuid.UUID("5f0c1a52-7d7e-4d5b-9a55-3f8e62b1c0de")
"""Stands in the question where the key will stand; those after it where more keys will."""
ANY_MOMENT = datetime(1945, 9, 2, 8, 15, 27, 190_245, tzinfo=UTC)
KEY: Field[Any, Any] = UUIDField()
MOMENT: Field[Any, Any] = DateTimeField()
Swaps = list[tuple[Any, Any]]
"""What stands in the question, and what is asked in its place."""


class Question(Generic[M]):
    """Rows that hang on a few values, put into SQL once for all of them.

    Args:
        rows: the rows for these values; they hang on nothing else.
        places: of each value whether it is a `KEY` or a `MOMENT`.
    """

    def __init__(self, rows: Callable[..., QuerySet[M]], *places: Field[Any, Any]) -> None:
        self._rows, self._places = rows, places
        self._put: tuple[Any, Any, tuple[Any, ...]] | None = None

    def of(self, *values: Any, **here: Model | None) -> QuerySet[M]:
        """The question for these values, for `load`.

        Args:
            here: of a foreign key that was `known`, the object that it leads to.
        """
        asked, by, known = self._put = self._put or self._made()
        if by is None:
            return asked.none()
        own = copy(by)
        own.asked = _filled(by.asked, _swaps(self._places, values, asked.db))
        fresh = _anew(asked, own)
        fresh._known_related_objects = {
            field: {it.pk: it} for field in known if (it := here[field.name]) is not None
        }
        return fresh

    def _made(self) -> tuple[Any, Any, tuple[Any, ...]]:
        asked: Any = self._rows(*_marks(self._places)).all()
        known, asked._known_related_objects = tuple(asked._known_related_objects), {}
        return asked, _compiled(asked), known


def _marks(places: Sequence[Field[Any, Any]]) -> list[Any]:
    """No two alike: Django asks once for what stands twice in a list."""
    return [
        uuid.UUID(int=ANY.int + n) if field is KEY else ANY_MOMENT + timedelta(microseconds=n)
        for n, field in enumerate(places)
    ]


def _swaps(places: Sequence[Field[Any, Any]], values: Sequence[Any], using: str) -> Swaps:
    connection = connections[using]
    return [
        (field.get_db_prep_value(mark, connection), field.get_db_prep_value(value, connection))
        for field, mark, value in zip(places, _marks(places), values, strict=True)
    ]


def _filled(asked: tuple[str, Sequence[Any]], swaps: Swaps) -> tuple[str, tuple[Any, ...]]:
    sql, values = asked
    return sql, tuple(next((new for mark, new in swaps if mark == value), value) for value in values)


class One(Generic[M]):
    """The row of a key and what hangs on it (`together.one`), put into SQL once for all keys."""

    def __init__(self, rows: QuerySet[M]) -> None:
        lookups: Any = rows._prefetch_related_lookups  # type: ignore[attr-defined]
        paths, self._others = _plan([rows.model(pk=ANY)], lookups)
        self._wanted = Question(lambda pk: rows.prefetch_related(None).filter(pk__in=[pk]), KEY)
        self._paths: dict[Any, tuple[Question[Any], Any]] = {
            path: (Question(lambda _key, asked=asked: asked, KEY), relation)
            for path, (asked, relation) in paths.items()
        }

    def get(self, pk: uuid.UUID, **here: Model | None) -> M | None:
        """The row with this key.

        Args:
            here: of a foreign key that was `known`, the object that it leads to.
        """
        wanted = self._wanted.of(pk, **here)
        paths = {path: (question.of(pk), relation) for path, (question, relation) in self._paths.items()}
        load(wanted, *(asked for asked, _ in paths.values()))
        found = list(wanted)[:1]  # a join may find it more than once
        _hang(found, paths, self._others)
        return found[0] if found else None


class Some(Generic[M]):
    """The rows with some keys, put into SQL once for as many keys as a page asks for.

    Args:
        rows: whatever has not these keys is not asked for.
        most: for more keys than this the question is put together anew.
    """

    def __init__(self, rows: QuerySet[M], most: int) -> None:
        self._rows, self._most = rows, most
        self._wanted = Question(lambda *pks: rows.filter(pk__in=pks), *[KEY] * most)

    def of(self, pks: Iterable[uuid.UUID], **here: Model | None) -> QuerySet[M]:
        """The question for these keys, for `load`."""
        keys = list(pks)
        if not keys:
            return self._rows.none()
        if len(keys) > self._most:
            return self._rows.filter(pk__in=keys)
        return self._wanted.of(*keys, *[keys[0]] * (self._most - len(keys)), **here)


class Figures:
    """How many rows hang on a key, put into SQL once for all keys; for `together.counts`.

    Args:
        rows: the rows of a key; they hang on nothing else.
    """

    def __init__(self, rows: Callable[[uuid.UUID], QuerySet[Any]]) -> None:
        self._rows = rows
        self._put: tuple[Part] | None = None

    def of(self, pk: uuid.UUID) -> Figure:
        """The count of this key's rows."""
        self._put = self._put or (counted(self._rows(ANY)),)
        part = self._put[0]
        return Figure(part and _filled(part, _swaps([KEY], [pk], DEFAULT_DB_ALIAS)))
