"""What every test stands on: the rules in force, the invented court, its fixed people, a folder of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from toaan.rules.model import RuleRow

# An example may take as long as a busy machine makes it: speed is measured in bench/, not here.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Load the rules and found the court once, and again whenever a test with real transactions emptied the tables."""
    from django.test import TransactionTestCase

    from tests import replay
    from toaan.core import memory, rules_in_force
    from toaan.demo import people

    empty, remember = TransactionTestCase._fixture_teardown, rules_in_force._rows

    def begin() -> None:
        rules_in_force.load_first(people.SINCE)
        people.found()
        replay.founded()

    def empty_and_begin(self: TransactionTestCase) -> None:
        empty(self)
        begin()

    with django_db_blocker.unblock():
        begin()
        version = rules_in_force._version()
        shipped = remember(version)
    memory.settle()

    def rows(asked: object) -> dict[str, list[RuleRow]]:
        return shipped if asked == version else remember(asked)

    rows.cache_clear = remember.cache_clear  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_begin)
        patch.setattr(rules_in_force, "_rows", rows)
        yield


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_triggers() -> Iterator[None]:
    """A transactional test empties all tables afterwards, also those whose triggers refuse deletion."""
    import django.db.backends.sqlite3.base  # noqa: F401  (first, or the next import is circular)
    from django.db.backends.sqlite3.operations import DatabaseOperations

    flush = DatabaseOperations.execute_sql_flush

    def without_triggers(self: DatabaseOperations, sql_list: list[str]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        flush(self, sql_list)
        with self.connection.cursor() as cursor:
            for _, sql in triggers:
                cursor.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_triggers)
        yield


@pytest.fixture(scope="session", autouse=True)
def laid_out_once() -> Iterator[None]:
    """The same page always gives the same PDF: what a test laid out before is not laid out again."""
    from toaan.engines.pdf import render

    write, known = render._write, {}

    def remembered(
        html: str, css: str, assets: Mapping[str, bytes], *, language: str, pdf_tags: bool
    ) -> bytes:
        asked = (html, css, tuple(sorted(assets.items())), language, pdf_tags)
        key = sha256(repr(asked).encode()).digest()
        if key not in known:
            known[key] = write(html, css, assets, language=language, pdf_tags=pdf_tags)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "_write", remembered)
        yield


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Files, index, keys, clock, mail and what is remembered of one test touch no other's."""
    from django.core.cache import cache

    from toaan.core import files, rules_in_force, search_writer

    settings.TOAAN_FILES = tmp_path / "files"
    settings.TOAAN_INCOMING = tmp_path / "incoming"
    settings.TOAAN_PREVIEWS = tmp_path / "previews"
    settings.TOAAN_INDEX = tmp_path / "index"
    settings.TOAAN_ASSISTANT = tmp_path / "assistant"
    settings.TOAAN_CLOCK = tmp_path / "clock.json"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    for remembered in (files.store, search_writer.index):
        remembered.cache_clear()
    cache.clear()
    rules_in_force.forget()
    yield
    cache.clear()
    rules_in_force.forget()


@pytest.fixture(scope="session")
def steps() -> Iterator[None]:
    """What leads tests to their starting points is played once (`tests/replay.py`)."""
    from tests import replay

    with pytest.MonkeyPatch.context() as patch:
        replay.install(patch)
        yield
    replay.forget()


@pytest.fixture(autouse=True)
def steps_once(request: pytest.FixtureRequest, own_folder) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """This test may share them, unless it has no court or puts something in their way."""
    if "db" not in request.fixturenames:
        yield
        return
    from tests import replay

    for name in ("steps", "db"):
        request.getfixturevalue(name)
    with replay.begun(request):
        yield


@pytest.fixture
def world(db):  # type: ignore[no-untyped-def]
    """The invented court with every post filled and four citizens."""
    from toaan.demo import people

    return people.standing()


@pytest.fixture
def nobody(db) -> None:  # type: ignore[no-untyped-def]
    """For tests that found a court themselves: there is none, and nobody."""
    from toaan.core import clock, rules_in_force
    from toaan.demo import wipe

    wipe.empty_tables()
    rules_in_force.load_first(clock.now())


# The fixed people of the design; every action and page is tested with someone allowed and someone refused.
PEOPLE = {
    "president": "chanhan", "judge": "thamphan", "other_judge": "thamphan2", "clerk": "thuky",
    "other_clerk": "thuky2", "lay_judge": "hoitham", "document_clerk": "vanthu", "archivist": "luutru",
    "hr_officer": "tochuc", "it_officer": "cntt", "procurator": "kiemsat", "mediator": "hoagiai", "other_mediator": "hoagiai2", "plaintiff": "nguyendon",
    "defendant": "bidon", "lawyer": "luatsu", "stranger": "nguoila",
}  # fmt: skip
for _name, _username in PEOPLE.items():
    globals()[_name] = pytest.fixture(name=_name)(lambda world, _username=_username: world.viewer(_username))


@pytest.fixture
def page(client, world):  # type: ignore[no-untyped-def]
    """A browserless client signed in as a person: `page("thuky").get(url)`."""
    from django.test import Client

    from toaan.core.middleware import POST_KEY, USED_KEY

    def signed_in(username: str) -> Client:
        visitor = Client()
        visitor.force_login(
            world.users[username], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = visitor.session
        session[USED_KEY] = int(time.time())  # as after the first page: the next ones write nothing
        if username in world.posts:
            session[POST_KEY] = str(world.posts[username].pk)
        session.save()
        return visitor

    return signed_in


@pytest.fixture
def now() -> datetime:
    """A Monday morning in the practice year: 05/01/2026 09:00 in Vietnam."""
    return datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def steady_rules(db, monkeypatch):  # type: ignore[no-untyped-def]
    """For tests that count queries: what is remembered for a while is asked for each time, or never.

    The rules are not looked up again in between, as they are every five seconds; the menu's figures always are.
    """
    from toaan.core import remembered, rules_in_force

    monkeypatch.setattr(remembered, "SECONDS", 0)
    monkeypatch.setattr(rules_in_force, "_version", lambda: "steady")
    rules_in_force.rows("time_limit")
