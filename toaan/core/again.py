"""Questions put into SQL once and asked again and again, beside others: what they ask stays, the answers do not.

What of an officer may be kept, and for how long, says `core/plans.py`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

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


ANY = uuid.UUID("5f0c1a52-7d7e-4d5b-9a55-3f8e62b1c0de")
"""Stands in the question where the key will stand."""


class One(Generic[M]):
    """The row of a key and what hangs on it (`together.one`), put into SQL once for all keys."""

    def __init__(self, rows: QuerySet[M]) -> None:
        found: Any = rows
        lookups, self._known = found._prefetch_related_lookups, tuple(found._known_related_objects)
        paths, self._others = _plan([rows.model(pk=ANY)], lookups)
        wanted = found.prefetch_related(None).filter(pk__in=[ANY])
        wanted._known_related_objects = {}
        self._wanted = wanted, _compiled(wanted)
        self._paths = {path: (asked, _compiled(asked), relation) for path, (asked, relation) in paths.items()}

    def get(self, pk: uuid.UUID, **here: Model | None) -> M | None:
        """The row with this key.

        Args:
            here: of a foreign key that was `known`, the object that it leads to.
        """
        wanted = _for_key(*self._wanted, pk)
        wanted._known_related_objects = {
            field: {it.pk: it} for field in self._known if (it := here[field.name]) is not None
        }
        paths = {
            path: (_for_key(asked, by, pk), relation) for path, (asked, by, relation) in self._paths.items()
        }
        load(wanted, *(asked for asked, _ in paths.values()))
        found = list(wanted)[:1]  # a join may find it more than once
        _hang(found, paths, self._others)
        return found[0] if found else None


def _for_key(rows: Any, by: Any, pk: uuid.UUID) -> Any:
    if by is None:
        return rows.none()
    own = copy(by)
    own.asked = _with_key(by.asked, pk, rows.model, rows.db)
    return _anew(rows, own)


def _with_key(
    asked: tuple[str, Sequence[Any]], pk: uuid.UUID, model: type[Model], using: str
) -> tuple[str, tuple[Any, ...]]:
    prepare = model._meta.pk.get_db_prep_value
    place, key = (prepare(one, connections[using]) for one in (ANY, pk))
    sql, values = asked
    return sql, tuple(key if value == place else value for value in values)


class Figures:
    """How many rows hang on a key, put into SQL once for all keys; for `together.counts`.

    Args:
        rows: the rows of a key; they hang on nothing else.
    """

    def __init__(self, rows: Callable[[uuid.UUID], QuerySet[Any]]) -> None:
        self._rows = rows
        self._put: tuple[Part, type[Model]] | None = None

    def of(self, pk: uuid.UUID) -> Figure:
        """The count of this key's rows."""
        if self._put is None:
            rows = self._rows(ANY)
            self._put = counted(rows), rows.model
        part, model = self._put
        return Figure(part and _with_key(part, pk, model, DEFAULT_DB_ALIAS))
