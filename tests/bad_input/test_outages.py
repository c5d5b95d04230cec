"""The database restarts or is held up, the disk is full: a page in words, every field kept, nothing half-written."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest
from django.db.utils import InterfaceError, OperationalError
from django.test import Client

from tests.bad_input.walk import rows
from toaan.core import acts, audit, clock, outages
from toaan.demo import steps
from toaan.engines.storage import StorageFull

FAULTS = {
    "restarting": (OperationalError("server closed the connection unexpectedly"), 503),
    "gone": (InterfaceError("the connection is closed"), 503),
    "locked": (OperationalError("database is locked"), 503),
    "SQLite's disk": (OperationalError("database or disk is full"), 507),
    "the files' disk": (OSError(errno.ENOSPC, "No space left on device"), 507),
    "a quota": (OSError(errno.EDQUOT, "Disk quota exceeded"), 507),
    "the store": (StorageFull("Kho đầy."), 507),
}
REASON = "Cần thêm thời gian xác minh địa chỉ, bản đồ giải thửa."


@pytest.fixture
def breaking(monkeypatch) -> Callable[[BaseException], None]:
    """From now on every act breaks as it is about to be recorded."""

    def start(fault: BaseException) -> None:
        def record(self: acts.Act, *_: object, **__: object) -> None:
            raise fault

        monkeypatch.setattr(acts.Act, "record", record)

    return start


def quiet(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("name", FAULTS)
def test_the_page_says_what_to_do_and_can_send_everything_again(name, page, world, now, breaking):
    fault, status = FAULTS[name]
    clock.move_to(now)
    petition = steps.examined_petition(world, now)
    judge = quiet(page("thamphan"))
    before = rows()
    address = f"/ban/don/{petition.pk}/yeu-cau-sua-doi/"
    sent = {"matters": REASON, "due_on": "20/01/2026", "password": "Bi-mat-1"}
    breaking(fault)
    answer = judge.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == status, text[:2000]
    assert int(answer["Retry-After"]) >= 1
    assert "gửi lại" in text and "chưa" in text
    assert f'name="matters" value="{REASON}"' in text
    assert 'name="due_on" value="20/01/2026"' in text
    assert f'action="{address}"' in text
    assert "Bi-mat-1" not in text
    assert rows() == before
    assert audit.verify().good


def test_sent_again_when_all_is_well_it_is_taken(page, world, now, monkeypatch):
    clock.move_to(now)
    petition = steps.examined_petition(world, now)
    judge = quiet(page("thamphan"))
    address = f"/ban/don/{petition.pk}/yeu-cau-sua-doi/"
    with monkeypatch.context() as patch:
        patch.setattr(acts.Act, "record", _raise(OperationalError("database is locked")))
        assert judge.post(address, {"matters": REASON, "due_on": "20/01/2026"}).status_code == 503
    assert judge.post(address, {"matters": REASON, "due_on": "20/01/2026"}).status_code == 302
    assert audit.verify().good


def test_a_reader_is_told_too_and_a_script_gets_json(page, world, monkeypatch):
    monkeypatch.setattr("toaan.desk.views.answered", _raise(OperationalError("database is locked")))
    clerk = quiet(page("thuky"))
    answer = clerk.get("/ban/")
    assert answer.status_code == 503 and "Thử lại" in answer.content.decode()
    answer = clerk.get("/ban/", headers={"accept": "application/json"})
    assert answer.status_code == 503 and answer.json()["code"] == "outage.busy"


def test_the_page_needs_no_database(page, world, monkeypatch):
    """Even the session cannot be read: the page comes all the same."""
    clerk = quiet(page("thuky"))
    monkeypatch.setattr(
        "django.contrib.sessions.backends.db.SessionStore.load",
        _raise(OperationalError("connection refused")),
    )
    answer = clerk.post("/ban/don/nhap/", {"note": "một đoạn văn dài đã nhập xong"})
    assert answer.status_code == 503
    assert "một đoạn văn dài đã nhập xong" in answer.content.decode()


def test_what_an_act_answered_stands_when_the_session_cannot_be_prolonged(page, world, now, monkeypatch):
    """The act is done; a page that says it is not would make the person do it again."""
    clock.move_to(now)
    petition = steps.examined_petition(world, now)
    judge = quiet(page("thamphan"))
    monkeypatch.setattr(
        "django.contrib.sessions.backends.db.SessionStore.save",
        _raise(OperationalError("database is locked")),
    )
    address = f"/ban/don/{petition.pk}/yeu-cau-sua-doi/"
    assert judge.post(address, {"matters": REASON, "due_on": "20/01/2026"}).status_code == 302


def test_a_fault_of_the_program_stays_one():
    for fault in (OperationalError("no such table: x"), ValueError("x"), OSError(errno.EACCES, "x"), None):
        assert outages.outage_of(fault) is None


def _raise(fault: BaseException) -> Callable[..., None]:
    def broken(*_: object, **__: object) -> None:
        raise fault

    return broken
