"""A wrong clock: seconds do not stop a court, a wrong day does; numbers stay whole and the audit verifies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.bad_input.walk import rows
from toaan.cli.command import run as cli
from toaan.core import actions, audit, clock
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry
from toaan.core.viewer import SYSTEM
from toaan.demo import steps
from toaan.filing.models import Petition

TYPED = "Ghi rõ ngày giao tiền đặt cọc và người chứng kiến."


@pytest.fixture
def stands(settings, monkeypatch):
    """The clock of a real court's machine stands at a moment, whatever it showed before."""

    def put(moment) -> None:
        settings.PRODUCTION = True
        monkeypatch.setattr(clock, "now", lambda: moment)

    return put


def ask(visitor, petition):
    address = reverse("filing:step", args=[petition.pk, "yeu-cau-sua-doi"])
    return visitor.post(address, {"matters": TYPED, "due_on": "20/01/2026"})


def test_a_step_of_seconds_stops_nobody(page, world, now, stands):
    petition = steps.examined_petition(world, now)
    stands(now - timedelta(seconds=3))
    assert ask(page("thamphan"), petition).status_code == 302
    assert audit.verify().good


def test_a_clock_that_is_behind_is_refused_in_words_and_nothing_is_lost(page, world, now, stands):
    petition = steps.examined_petition(world, now)
    visitor, before = page("thamphan"), rows()
    stands(now - timedelta(hours=1))
    answer = ask(visitor, petition)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Đồng hồ máy chủ đang chỉ" in text and "chỉnh giờ máy chủ" in text and TYPED in text
    assert rows() == before
    stands(now + timedelta(minutes=1))
    assert ask(visitor, petition).status_code == 302
    assert audit.verify().good


def test_after_a_clock_ran_ahead_a_court_need_not_wait_for_the_day_it_showed(page, world, now, stands):
    petition = steps.examined_petition(world, now + timedelta(days=30))
    visitor = page("thamphan")
    stands(now)
    assert "Đồng hồ máy chủ" in ask(visitor, petition).content.decode()
    with pytest.raises(Refused) as refused:
        actions.confirm_clock(by=SYSTEM, reason=" ", at=now)
    assert refused.value.code == "clock.reason"
    with pytest.raises(Refused, match="not_allowed"):
        actions.confirm_clock(by=world.viewer("cntt"), reason="Pin hết", at=now)
    assert cli(["clock", "confirm", "Pin CMOS hết, đã chỉnh lại."]) == 0
    last = AuditEntry.objects.filter(chain=world.court.code).order_by("sequence").last()
    assert (last.act, last.at, last.data["detail"]) == (
        "core.confirm_clock",
        now,
        "Pin CMOS hết, đã chỉnh lại.",
    )
    assert actions.confirm_clock(by=SYSTEM, reason="lần nữa", at=now) == []
    assert "Đồng hồ máy chủ" not in ask(visitor, petition).content.decode()
    assert audit.verify().good


def test_a_practice_clock_moved_back_leaves_numbers_without_gaps(world, now):
    numbers = []
    for days in (0, -10, 3, -1):
        petition = steps.filed_petition(world, now + timedelta(days=20 + days))
        numbers.append(Petition.objects.get(pk=petition.pk).number.sequence)
    assert numbers == list(range(numbers[0], numbers[0] + 4))
    assert audit.verify().good


def test_a_receipt_dated_tomorrow_is_refused_beside_its_field(page, world, now):
    from toaan.filing import actions as filing

    clock.move_to(now)
    petition = steps.examined_petition(world, now)
    filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=now)
    before = rows()
    sent = {
        "number": "AA/2026/0001234",
        "dated_day": "6",
        "dated_month": "1",
        "dated_year": "2026",
        "amount": "8750000",
    }
    for who, address in (
        ("thuky", reverse("filing:step", args=[petition.pk, "bien-lai"])),
        ("nguyendon", reverse("filing:mine_receipt", args=[petition.pk])),
    ):
        answer = page(who).post(address, sent)
        text = answer.content.decode()
        assert answer.status_code == 422, who
        assert "ngày" in text.lower() and "AA/2026/0001234" in text and 'value="2026"' in text
    assert rows() == before
