"""Several questions to the database in one statement: a page that has ten asks once and not ten times.

What a page costs on a database over the network is the trips. Each question keeps its own SQL with its own indexes; the
statement only wraps them side by side, as JSON, and what comes back is read as if each had been asked alone.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Generator, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import F, ManyToManyField, Model, QuerySet, prefetch_related_objects
from django.db.models.fields.reverse_related import ManyToManyRel, ManyToOneRel, OneToOneRel
from django.db.models.query import ModelIterable

T = TypeVar("T")
M = TypeVar("M", bound=Model)
Asking = Generator[Any, None, T]
"""A function that yields the querysets it is about to read, and reads them after that."""
WIDE = 50
"""Values side by side in one JSON array: both databases take a hundred."""
MANY = 9
"""Of more questions than this most have no answer: they are first asked whether there is any row, which spares the columns
and joined tables of all that have none. A home asks forty things, each with fifty columns."""
READ: dict[str, Callable[[str], Any]] = {
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "TimeField": time.fromisoformat,
    "UUIDField": uuid.UUID,
}
"""How PostgreSQL's JSON words become what its driver gives; SQLite's own converters read words anyway."""


def load(*asked: QuerySet[Any]) -> None:
    """Fetch these querysets with one statement; after it they hold their rows, and what they prefetch."""
    waiting = [one for one in asked if one._result_cache is None]
    if len(waiting) > MANY:
        waiting = _with_rows(waiting)
    if len(waiting) > 1 or any(PUT in one.__dict__ for one in waiting):
        compiled = [(one, _compiled(one)) for one in waiting]
        alike = {_key(by): by for _, by in compiled if by}  # what several ask is asked once
        found = dict(zip(alike, _ask(waiting[0].db, [(by.asked, by) for by in alike.values()]), strict=True))
        for one, by in compiled:
            _fill(one, by, found[_key(by)] if by else [])
    elif waiting:
        alone: Any = waiting[0]
        alone._result_cache = list(alone._iterable_class(alone))
    _prefetch(waiting)


Part = tuple[str, tuple[Any, ...]] | None
"""What of a question stands in a statement, and its values; None where no row can ever be found."""


@dataclass(frozen=True)
class Figure:
    """A count that was put into SQL before (`again.Figures`)."""

    part: Part


@dataclass(frozen=True)
class Side:
    """Questions put into SQL once, to be asked again and again side by side: what they ask stays, the answers do not."""

    parts: tuple[Part, ...]

    def ask(self) -> list[Any]:
        """One value for each question; None where nothing is to be found."""
        asked = [part for part in self.parts if part]
        if not asked:
            return [None] * len(self.parts)
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(sql for sql, _ in asked)}", [v for _, values in asked for v in values]
            )
            found = iter(cursor.fetchone())
        return [next(found) if part else None for part in self.parts]


def counting(asked: Sequence[QuerySet[Any] | Figure]) -> Side:
    """How many rows each of these has: a statement that joins no more than their conditions ask for."""
    return Side(tuple(counted(one) for one in asked))


def counted(one: QuerySet[Any] | Figure) -> Part:
    """How many rows this has, as it stands in a statement beside others."""
    return (
        one.part if isinstance(one, Figure) else _part(_bare(one).query, "(SELECT COUNT(*) FROM ({sql}) q)")
    )


def finding(asked: Sequence[QuerySet[Any]]) -> Side:
    """Whether each of these has any row."""
    return Side(tuple(_part(one.query.exists(), "EXISTS({sql})") for one in asked))


def _part(query: Any, form: str) -> Part:
    try:
        sql, values = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return None
    return form.format(sql=sql), tuple(values)


def counts(*asked: QuerySet[Any] | Figure) -> list[int]:
    """How many rows each of these has, in one statement."""
    return [found or 0 for found in counting(asked).ask()]


def _with_rows(asked: Sequence[Any]) -> list[Any]:
    """Those of these that have any row; the others hold nothing from now on."""
    for one, some in zip(asked, finding(asked).ask(), strict=True):
        if not some:
            one._result_cache = []
    return [one for one in asked if one._result_cache is None]


def _bare(one: Any) -> Any:
    """The same rows, of each nothing but its key."""
    rows = one if one.query.is_sliced else one.order_by()
    if rows.query.distinct or rows.query.combinator or rows._fields is not None:
        return rows
    return rows.select_related(None).values("pk")


def answered(asking: Sequence[Asking[T]]) -> list[T]:
    """Let several functions go on side by side: what each yields is fetched for all of them at once."""
    going = side_by_side(asking)
    while True:
        try:
            wanted = next(going)
        except StopIteration as end:
            told: list[T] = end.value
            return told
        load(*wanted)


def side_by_side(asking: Sequence[Asking[T]]) -> Asking[list[T]]:
    """The same inside a function that is itself asked beside others."""
    told: dict[int, T] = {}
    going = dict(enumerate(asking))
    while going:
        wanted: list[QuerySet[Any]] = []
        for n, one in list(going.items()):
            try:
                needs = next(one)
            except StopIteration as end:
                told[n] = end.value
                del going[n]
            else:
                wanted += [needs] if isinstance(needs, QuerySet) else needs
        yield wanted
    return [told[n] for n in range(len(asking))]


def read(rows: QuerySet[Any]) -> Asking[list[Any]]:
    """These rows, asked for beside others."""
    yield rows
    return list(rows)


def known(rows: QuerySet[M], **here: Iterable[Model]) -> QuerySet[M]:
    """These rows, each with the very objects that it refers to where these are here already: what came with them (the
    parties of a case, say) is not fetched again.

    Args:
        here: of a foreign key, the objects that it may lead to.
    """
    found: Any = rows.all()
    joined = found.query.select_related
    if isinstance(joined, dict):
        found.query.select_related = {name: more for name, more in joined.items() if name not in here}
    told = {rows.model._meta.get_field(name): {it.pk: it for it in its} for name, its in here.items()}
    found._known_related_objects = {**found._known_related_objects, **told}
    return found


def here(told: T) -> Asking[T]:
    """What the caller has already, beside what is asked."""
    yield []
    return told


PUT = "_put_into_sql"
"""Where a queryset carries its compiler (`core/again.py`); what is made of it by another condition has none."""


def _compiled(one: QuerySet[Any]) -> Any:
    if (
        PUT in one.__dict__
    ):  # each answer is laid into a compiler of its own, with the connection of its thread
        if (own := copy(one.__dict__[PUT])) is not None:
            own.connection = connections[one.db]
        return own
    if one.query.is_empty():  # known before its columns and joins are put together
        return None
    compiler: Any = one.query.get_compiler(using=one.db)
    try:
        compiler.asked = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return None
    return compiler


def _key(by: Any) -> str:
    sql, params = by.asked
    return f"{sql} {params!r}"


def _ask(using: str, parts: Sequence[tuple[tuple[str, Sequence[Any]], Any]]) -> list[list[list[Any]]]:
    """The rows of each part, as the database's driver would have given them."""
    if not parts:
        return []
    connection = connections[using]
    postgres = connection.vendor == "postgresql"
    row, rows = ("json_build_array", "json_agg") if postgres else ("json_array", "json_group_array")
    wrapped, values = [], []
    for n, ((sql, params), by) in enumerate(parts):
        names = [_name(connection, column, postgres) for column in by.select]
        inner = [f"{row}({', '.join(names[i : i + WIDE])})" for i in range(0, len(names), WIDE)]
        wrapped.append(f"(SELECT {rows}({row}({', '.join(inner)})) FROM ({sql}) q{n})")  # noqa: S608
        values += list(params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(wrapped)}", values)
        answers = cursor.fetchone()
    found = []
    for answer, (_, by) in zip(answers, parts, strict=True):
        told = json.loads(answer) if isinstance(answer, str) else answer
        flat = [[value for piece in one for value in piece] for one in told or []]
        found.append(_as_driver(flat, by) if postgres else flat)
    return found


def _name(connection: Any, column: Any, postgres: bool) -> str:
    expression, _sql, alias = column
    name = str(connection.ops.quote_name(alias))
    kind = expression.output_field.get_internal_type()
    if kind == "BinaryField":
        raise ValueError("bytes are not asked for together with others")
    return f"{name}::text" if postgres and kind in {"JSONField", "DecimalField"} else name


def _as_driver(rows: list[list[Any]], by: Any) -> list[list[Any]]:
    kinds = [expression.output_field for expression, _sql, _alias in by.select]
    while any(isinstance(kind, models.ForeignKey) for kind in kinds):
        kinds = [kind.target_field if isinstance(kind, models.ForeignKey) else kind for kind in kinds]
    read = {
        n: Decimal if isinstance(k, models.DecimalField) else READ.get(k.get_internal_type())
        for n, k in enumerate(kinds)
    }
    for n, how in read.items():
        if how is not None:
            for row in rows:
                row[n] = None if row[n] is None else how(row[n])
    return rows


def _fill(one: Any, by: Any, rows: list[list[Any]]) -> None:
    """Let Django build the objects of a queryset from rows that are here already."""
    if by is None:
        one._result_cache = []
        return
    query: Any = one.query
    by.execute_sql = lambda *_args, **_options: [rows]
    query.get_compiler = lambda *_args, **_options: by
    try:
        one._result_cache = list(one._iterable_class(one))
    finally:
        del query.get_compiler


# What hangs on the rows


class Bundled(QuerySet[Any]):
    """A queryset that fetches everything it prefetches in one statement, not in one for each relation."""

    def _prefetch_related_objects(self) -> None:
        _prefetch([self])


def children(rows: Sequence[Any], *lookups: Any) -> Asking[None]:
    """`prefetch_related_objects` beside other questions, for relations that lead to many rows."""
    paths, others = _plan(rows, lookups)
    yield [asked for asked, _ in paths.values()]
    _hang(rows, paths, others)


def one(rows: QuerySet[M], pk: Any) -> M | None:
    """The row with this key and what it prefetches, in one statement: what hangs on it needs no more than the key."""
    return next(iter(answered([some(rows, [pk])])[0]), None)


def some(rows: QuerySet[M], pks: Iterable[Any]) -> Asking[list[M]]:
    """The rows with these keys and what they prefetch, beside other questions."""
    keys = list(pks)
    if not keys:
        return []
    lookups: Any = rows._prefetch_related_lookups  # type: ignore[attr-defined]
    paths, others = _plan([rows.model(pk=pk) for pk in keys], lookups)
    wanted = rows.prefetch_related(None).filter(pk__in=keys)
    yield [wanted, *(asked for asked, _ in paths.values())]
    found = list({row.pk: row for row in wanted}.values())
    _hang(found, paths, others)
    return found


Relation = ManyToOneRel | str
"""Rows that hold a foreign key; or, by its name, a relation of many to many, whose rows carry the key as `OF`."""
OF = "_held_by"
Paths = dict[tuple[str, ...], tuple[QuerySet[Any], Relation]]


def _plan(rows: Sequence[Any], lookups: Iterable[Any]) -> tuple[Paths, list[Any]]:
    """The rows of each relation on the way, and the lookups that Django must follow."""
    paths: Paths = {}
    others = []
    for lookup in lookups:
        if (steps := _steps(rows, lookup)) is None:
            others.append(lookup)
        for path, base, relation, key in steps or []:
            if path not in paths:
                asked = base.filter(**{f"{key}__in": list({row.pk: row for row in rows})})
                if isinstance(relation, str):  # after the filter, whose join it then names
                    asked = asked.annotate(**{OF: F(key.split("__", 1)[0])})
                paths[path] = asked, relation
    return paths, others


def _hang(rows: Sequence[Any], paths: Paths, others: list[Any]) -> None:
    for path in sorted(paths, key=len):
        asked, relation = paths[path]
        _attach(rows if len(path) == 1 else list(paths[path[:-1]][0]), list(asked), relation)
    if others and rows:
        prefetch_related_objects(rows, *others)


def _steps(
    rows: Sequence[Model], lookup: Any
) -> list[tuple[tuple[str, ...], QuerySet[Any], Relation, str]] | None:
    """Each relation on the way of a lookup with its rows and their way back; None when Django must do it."""
    last = None if isinstance(lookup, str) else lookup.queryset
    path = tuple((lookup if isinstance(lookup, str) else lookup.prefetch_through).split("__"))
    if not isinstance(lookup, str) and lookup.to_attr:
        return None
    if any(path[0] in getattr(row, "_prefetched_objects_cache", ()) for row in rows):
        return None
    model, key = type(rows[0]), ""
    steps: list[tuple[tuple[str, ...], QuerySet[Any], Relation, str]] = []
    for depth, name in enumerate(path, 1):
        if (far := _many(model, name)) is not None:
            if depth < len(path):
                return None
            back, model = far
            rows_of = last if last is not None else model._default_manager.all()
            return [*steps, (path, rows_of, name, f"{back}__{key}" if key else back)]
        found = [r for r in model._meta.related_objects if r.get_accessor_name() == name]
        if not found or not isinstance(found[0], ManyToOneRel) or isinstance(found[0], OneToOneRel):
            return None
        relation, model = found[0], found[0].related_model
        key = f"{relation.field.name}__{key}" if key else relation.field.name
        rows_of = last if last is not None and depth == len(path) else model._default_manager.all()
        steps.append((path[:depth], rows_of, relation, key))
    return steps


def _many(model: type[Model], name: str) -> tuple[str, type[Model]] | None:
    """Of a relation of many to many: its way back, and the rows at its other end."""
    for field in (*model._meta.many_to_many, *model._meta.related_objects):
        if isinstance(field, ManyToManyField) and field.name == name and not field.remote_field.hidden:
            return field.related_query_name(), field.related_model
        if (
            isinstance(field, ManyToManyRel)
            and field.get_accessor_name() == name == field.field.related_query_name()
        ):
            return field.field.name, field.related_model
    return None


def _attach(parents: Iterable[Model], held: Iterable[Model], relation: Relation) -> None:
    """Give each parent its rows, where Django's managers look for prefetched ones."""
    field = None if isinstance(relation, str) else relation.field
    column, target = (OF, "pk") if field is None else (field.attname, field.target_field.attname)
    by_parent: dict[Any, list[Model]] = {}
    for row in held:
        by_parent.setdefault(getattr(row, column), []).append(row)
    name = relation if isinstance(relation, str) else str(relation.get_accessor_name())
    model: type[Model] | None = None
    for parent in parents:
        its = by_parent.get(getattr(parent, target), [])
        for row in its:
            if field is not None and not field.is_cached(row):
                setattr(row, field.name, parent)
        cache: Any = parent.__dict__.setdefault("_prefetched_objects_cache", {})
        model = model or getattr(parent, name).model
        cache[name] = Held(parent, name, model, its)


class Held(QuerySet[Any]):
    """The rows of a relation that are here; asked for anything else it is the relation's own question, which is put
    together only then: a page of fifty lines holds some hundreds of these, and asks none of them.
    """

    def __init__(self, parent: Any, name: str, model: type[Model], rows: list[Model]) -> None:
        self._parent, self._name = parent, name
        self._real: QuerySet[Any] | None = None
        super().__init__(model, using=parent._state.db)
        self._result_cache: list[Any] | None = rows
        self._prefetch_done = True

    @property
    def real(self) -> QuerySet[Any]:
        """What the relation asks the database."""
        if self._real is None:
            manager: Any = getattr(self._parent, self._name)
            here: Any = super(type(manager), manager)
            self._real = manager._apply_rel_filters(here.get_queryset())
        return self._real

    @property
    def query(self) -> Any:  # type: ignore[override]
        return self.real.query

    def _clone(self) -> Any:
        return self.real._clone()  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.real, name)


def _prefetch(asked: Iterable[Any]) -> None:
    """What hangs on the rows of several querysets, once for all rows of a model: the parties of all cases, say."""
    wanted: dict[type[Model], list[tuple[Any, list[Model]]]] = {}
    for one in asked:
        for lookup in one._prefetch_related_lookups:
            where: dict[tuple[type[Model], Any], list[Model]] = {}
            for row in (one._result_cache or []) if issubclass(one._iterable_class, ModelIterable) else []:
                if (at := _down(row, lookup)) is not None:
                    where.setdefault((type(at[0]), at[1]), []).append(at[0])
            for (model, rest), rows in where.items():
                wanted.setdefault(model, []).append((rest, rows))
        one._prefetch_done = True
    answered([_prefetch_of_a_model(found) for found in wanted.values()])


def _prefetch_of_a_model(found: list[tuple[Any, list[Model]]]) -> Asking[None]:
    by_path: dict[str, set[str]] = {}
    for lookup, _ in found:
        by_path.setdefault(_path(lookup), set()).add(_rows_of(lookup))
    if any(len(ways) > 1 for ways in by_path.values()):  # the same relation, but not the same rows of it
        for lookup, rows in found:
            prefetch_related_objects(rows, lookup)
        return
    rows = list({id(row): row for _, rows in found for row in rows}.values())
    yield from children(rows, *{_path(lookup): lookup for lookup, _ in found}.values())


def _rows_of(lookup: Any) -> str:
    return "" if isinstance(lookup, str) or lookup.queryset is None else str(lookup.queryset.query)


def _path(lookup: Any) -> str:
    return lookup if isinstance(lookup, str) else str(lookup.prefetch_through)


def _down(row: Any, lookup: Any) -> tuple[Model, Any] | None:
    """Follow a lookup through the objects that came with the row, to where something has still to be fetched."""
    while isinstance(lookup, str):
        name, _, rest = lookup.partition("__")
        held = row._state.fields_cache
        if name not in held:
            break
        if held[name] is None or not rest:
            return None
        row, lookup = held[name], rest
    return row, lookup
