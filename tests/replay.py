"""What leads a test to its starting point is played by the real acts once per process, and written again after that.

A test begins in the founded court (`conftest.py`). As long as it has only called steps of `STEPS`, with nothing written
in between, the same step from the same state has the same outcome: its statements are sent to the database again, its
files are laid down again, and what it returned is given back. The first test that wants it, and everything that is not
such a step, runs the acts themselves. Nothing is taken over between processes or runs.

What a step does may hang on what a test has put in its way: tests share only with tests of the same patching fixtures,
and those that ask for `monkeypatch` or `settings` themselves share with nobody.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
import io
import pickle
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection, models

STEPS = (
    "toaan.demo.people", "toaan.demo.steps", "toaan.demo.turns", "toaan.demo.mediations", "toaan.demo.request_steps", "toaan.demo.searches",
    "toaan.demo.foreign_steps", "toaan.demo.strike_steps",
    "toaan.demo.decision_appeals", "toaan.demo.appeals", "toaan.demo.reviews",
)  # fmt: skip
"""Every public function of these modules whose first parameter is `world`."""
PLACES = ("TOAAN_FILES", "TOAAN_INCOMING", "TOAAN_PREVIEWS", "TOAAN_INDEX", "EMAIL_FILE_PATH")
PATCHING = {"monkeypatch", "settings"}
"""A fixture that asks for one of these may put something in the way of a step."""
ASKED = {"real_papers"}
"""Fixtures that change what others do by being asked for."""
READS = {"SELECT", "PRAGMA", "EXPLAIN", "SET", "SHOW", "WITH"}
WRITES = {"INSERT", "UPDATE", "DELETE"}
FRAMES = {"SAVEPOINT", "RELEASE", "ROLLBACK"}
SIGNING_IN = ('"django_session"', 'SET "last_login"')
"""Who is signed in changes nothing for a step."""
PLAIN = (str, int, float, bool, bytes, date, datetime, time, timedelta, Decimal, uuid.UUID, type(None))


P = ParamSpec("P")
R = TypeVar("R")


class Unknown(Exception):
    """A value that cannot be told from another one."""


@dataclasses.dataclass
class Step:
    """What a step did."""

    after: str
    statements: list[tuple[str, Any]]
    files: dict[tuple[str, str], Path]
    clock: datetime | None
    told: bytes
    """Pickled: arguments as the step left them, what it returned, letters sent."""


class Court:
    """The state of one test, by what led to it; empty once something else was written."""

    def __init__(self) -> None:
        self.known: dict[str, Step] = {}
        self.first: list[tuple[str, int | None]] = []
        self.state = ""
        self.open: list[list[tuple[str, Any]] | None] = []
        self.written_again = False
        self.folder = Path(tempfile.mkdtemp(prefix="toaan-steps-"))

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Between Django and the database: notice what is written."""
        result = execute(sql, params, many, context)
        word = sql.lstrip(" (").split(None, 1)[0].upper()
        if word not in READS:
            for number, statements in enumerate(self.open):
                if statements is None:
                    continue
                if many or word not in WRITES | FRAMES:
                    self.open[number] = None
                else:
                    statements.append((sql, params))
            if word not in FRAMES and not self.written_again and not any(one in sql for one in SIGNING_IN):
                self.state = ""
        return result

    def call(self, step: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        try:
            key = self._key(step, args, kwargs) if self.state else ""
        except Unknown:
            key = ""
        if key in self.known:
            return self._again(self.known[key], args, kwargs)
        if not key:
            return step(*args, **kwargs)
        return self._first(key, step, args, kwargs)

    def _key(self, step: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        from toaan.core import chance, clock, events

        if chance._own or clock._apart is not None:
            raise Unknown
        at = clock.now()
        when = f"{at:%Y-%m-%d %H}" if clock.moved() else f"{at:%Y-%m-%d}"
        words = (
            self.state,
            step.__module__,
            step.__qualname__,
            _told(args),
            _told(kwargs),
            when,
            events._by_hand,
        )
        return sha256(repr(words).encode()).hexdigest()

    def _first(
        self, key: str, step: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        from toaan.core import clock

        before, letters = _files(), len(mail.outbox)
        moment, world = _clock_file(), args[0]
        people = {name: set(value) for name, value in vars(world).items() if isinstance(value, dict)}
        self.open.append([])
        try:
            result = step(*args, **kwargs)
        except BaseException:
            self.state = ""
            raise
        finally:
            statements = self.open.pop()
        new = {
            name: {k: v for k, v in vars(world)[name].items() if k not in known}
            for name, known in people.items()
        }
        try:
            told = _packed((args, kwargs, result, mail.outbox[letters:], new))
        except (TypeError, AttributeError, pickle.PicklingError):
            statements = None
        after = _files()
        if statements is None or before.keys() - after.keys():
            self.state = ""
            return result
        files = {
            name: self._kept(key, Path(getattr(settings, name[0])) / name[1])
            for name, changed in after.items()
            if before.get(name) != changed
        }
        moved = clock.now() if _clock_file() != moment else None
        self.known[key] = Step(key, statements, files, moved, told)
        self.state = key
        return result

    def _kept(self, key: str, file: Path) -> Path:
        kept = self.folder / f"{key[:16]}-{uuid.uuid4().hex}"
        shutil.copyfile(file, kept)
        return kept

    def _again(self, step: Step, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        from toaan.core import clock, search_writer

        outer, self.written_again = self.written_again, True
        try:
            with connection.cursor() as cursor:
                for sql, params in step.statements:
                    cursor.execute(sql, params)
                    if cursor.description is not None:
                        cursor.fetchall()
        finally:
            self.written_again = outer
        for (place, name), kept in step.files.items():
            file = Path(getattr(settings, place)) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept, file)
        if any(place == "TOAAN_INDEX" for place, _ in step.files):
            search_writer.index.cache_clear()
        if step.clock is not None:
            clock.move_to(step.clock)
        cache.clear()
        then, words, result, letters, new = _unpacked(step.told, args[0])
        for name, more in new.items():
            vars(args[0])[name].update(more)
        for given, left in zip((*args, *kwargs.values()), (*then, *words.values()), strict=True):
            _leave(given, left)
        mail.outbox.extend(letters)
        self.state = step.after
        return result


def _told(value: Any) -> Any:  # noqa: PLR0911  (one line a kind of value)
    """A value in words that differ when it differs."""
    if isinstance(value, models.Model):
        fields = {f.attname: getattr(value, f.attname) for f in value._meta.concrete_fields}
        return (value._meta.label, _told(fields))
    if isinstance(value, PLAIN):
        return repr(value)
    if isinstance(value, Enum):
        return (type(value).__qualname__, value.name)
    if isinstance(value, Mapping):
        return sorted((repr(key), _told(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_told(one)) for one in value)
    if type(value).__name__ == "World":
        return "world"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return (type(value).__qualname__, [_told(getattr(value, f.name)) for f in dataclasses.fields(value)])
    raise Unknown


def _leave(given: Any, left: Any) -> None:
    """A row that was given to the step, as the step left it."""
    if isinstance(given, models.Model):
        given.__dict__.update(left.__dict__)


class _Packer(pickle.Pickler):
    """The world is the one of each test."""

    def persistent_id(self, value: Any) -> str | None:
        return "world" if type(value).__name__ == "World" else None


def _packed(value: Any) -> bytes:
    out = io.BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def _unpacked(content: bytes, world: Any) -> Any:
    reader = pickle.Unpickler(io.BytesIO(content))  # noqa: S301  (our own of a moment ago)
    reader.persistent_load = lambda _: world  # type: ignore[method-assign]
    return reader.load()


def _files() -> dict[tuple[str, str], tuple[int, int]]:
    """Every file of the test's court, with size and time."""
    found = {}
    for place in PLACES:
        folder = Path(getattr(settings, place))
        for file in folder.rglob("*") if folder.is_dir() else ():
            if file.is_file():
                status = file.stat()
                found[place, str(file.relative_to(folder))] = (status.st_size, status.st_mtime_ns)
    return found


def _clock_file() -> bytes:
    file = Path(settings.TOAAN_CLOCK)
    return file.read_bytes() if file.exists() else b""


def _numbers() -> list[tuple[str, int | None]]:
    """Where each sequence of PostgreSQL stands; SQLite's go back with their transaction by themselves."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences ORDER BY 1")
        return cursor.fetchall()


def number_from(first: list[tuple[str, int | None]]) -> None:
    with connection.cursor() as cursor:
        for name, last in first:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])


COURT = Court()


def founded() -> None:
    """The court that every test begins with is new: nothing that was known of an earlier one holds."""
    COURT.known.clear()
    COURT.first = _numbers()


def install(patch: pytest.MonkeyPatch) -> None:
    """Let every step of `STEPS` go through here."""
    for name in STEPS:
        module = importlib.import_module(name)
        for word, found in list(vars(module).items()):
            if callable(found) and getattr(found, "__module__", "") == name and not word.startswith("_"):
                code = getattr(found, "__code__", None)
                if code is not None and code.co_varnames[:1] == ("world",) and code.co_argcount:
                    patch.setattr(module, word, step(found))


def step(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function of a test whose first argument is the world: where it has nothing new to do, it is written again."""

    @functools.wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        result: R = COURT.call(function, args, kwargs)
        return result

    return called


@contextmanager
def begun(request: pytest.FixtureRequest) -> Iterator[None]:
    """Around a test: it stands where every test of the same fixtures begins."""
    fixtures, found = set(request.fixturenames), request.node._fixtureinfo
    mark = request.node.get_closest_marker("django_db")
    real = "transactional_db" in fixtures or (mark is not None and mark.kwargs.get("transaction"))
    if "db" not in fixtures or "nobody" in fixtures or real or PATCHING & set(found.argnames):
        yield
        return
    patching = {
        name
        for name, definitions in found.name2fixturedefs.items()
        if any(PATCHING & set(one.argnames) for one in definitions)
    }
    COURT.state = "begun " + " ".join(sorted((patching | fixtures & ASKED) - {"own_folder"}))
    number_from(COURT.first)
    with connection.execute_wrapper(COURT.watch):
        yield
    COURT.state = ""


def forget() -> None:
    shutil.rmtree(COURT.folder, ignore_errors=True)
