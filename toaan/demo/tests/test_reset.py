"""Loading, half loading, wiping: what a person at the terminal may rely on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from toaan.cli import main
from toaan.core import actions, clock
from toaan.core.models import AuditEntry, Court, RuleVersion, User
from toaan.core.viewer import SYSTEM
from toaan.demo import load, people, plan, province, scenes, wipe
from toaan.demo.story import Course


@pytest.fixture
def tiny(monkeypatch):
    """A demonstration of two matters, for the sake of time."""
    few = {
        3: [Course(until="file", fixed={"file": -1}, kind="DS")],
        1: [Course(until="start", fixed={"start": -1}, kind="HNGĐ")],
    }
    monkeypatch.setattr(plan, "courses", lambda number, _: few.get(number, []))
    monkeypatch.setattr(province, "NUMBERS", province.NUMBERS)
    monkeypatch.setattr(scenes, "all_of", lambda _: [])


def test_loading_twice_changes_nothing(nobody, tiny):
    assert load.ensure(lambda _: None, processes=1)
    before = AuditEntry.objects.count()
    assert not load.ensure(lambda _: None, processes=1)
    assert AuditEntry.objects.count() == before


def test_a_half_loaded_demonstration_is_begun_anew(nobody, tiny, monkeypatch):
    class Interrupted(KeyboardInterrupt):
        pass

    def interrupt(*_: object) -> None:
        raise Interrupted

    with monkeypatch.context() as patch, pytest.raises(Interrupted):
        patch.setattr(load, "finish", interrupt)
        load.ensure(lambda _: None, processes=1)
    said: list[str] = []
    assert load.ensure(said.append, processes=1)
    assert any("bị ngắt" in words for words in said)
    assert User.objects.filter(username="chanhan").count() == 1


def test_what_was_there_before_without_the_demonstration_stays(world, tiny):
    before = AuditEntry.objects.count()
    assert not load.ensure(lambda _: None, processes=1)
    assert AuditEntry.objects.count() == before


def test_wiping_empties_everything_and_keeps_the_audit_protected(world, settings):
    Path(settings.TOAAN_FILES).mkdir(parents=True, exist_ok=True)
    (Path(settings.TOAAN_FILES) / "x").write_bytes(b"x")
    wipe.everything()
    assert not (User.objects.exists() or Court.objects.exists() or AuditEntry.objects.exists())
    assert RuleVersion.objects.exists()
    assert not list(Path(settings.TOAAN_FILES).iterdir())
    people.found()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_a_court_that_the_demonstration_did_not_found_is_never_wiped(world):
    actions.found_court(
        by=SYSTEM, code="TAND-X", name="Tòa án nhân dân khu vực 9 - tỉnh Khác", level="region",
        valid_from=date(2025, 7, 1), at=clock.now(),
    )  # fmt: skip
    with pytest.raises(wipe.NotADemonstration, match="khu vực 9"):
        wipe.everything()
    assert User.objects.filter(username="chanhan").exists()


def test_production_is_never_wiped_or_filled(world, settings, capsys):
    settings.PRODUCTION = True
    with pytest.raises(wipe.NotADemonstration):
        wipe.everything()
    for words in (["demo", "--reset"], ["demo", "load"]):
        assert main(words) == 1
        assert "production" in capsys.readouterr().err


def test_reset_refuses_while_the_system_runs(world, monkeypatch, capsys):
    from toaan.cli import presence

    monkeypatch.setattr(presence, "others", lambda: "hệ thống")
    assert main(["demo", "--reset"]) == 1
    assert "đang chạy" in capsys.readouterr().err
    assert User.objects.filter(username="chanhan").exists()


def test_the_accounts_can_be_read_by_people_and_machines(nobody, tiny, capsys):
    load.ensure(lambda _: None, processes=1)
    assert main(["demo", "accounts", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"username", "post", "court", "name", "password"} == set(rows[0])
    assert main(["demo", "accounts", "--short"]) == 0
    told = capsys.readouterr().out
    assert "thuky " in told
    assert "thuky.kv1" not in told
    assert people.PASSWORD in told


def test_demo_alone_says_what_can_be_done(capsys):
    assert main(["demo"]) == 2
    assert "--reset" in capsys.readouterr().err
