"""Numbers are sequential, gap-free and never given twice, whoever asks at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction

from toaan.core import numbering
from toaan.core.models import Court, IssuedNumber


def issue(court: Court, subject: object, at: datetime) -> str:
    with transaction.atomic():
        return numbering.issue(court=court, pattern="acceptance", kind="DS", subject=subject, at=at).text


def test_numbers_follow_each_other_and_begin_again_each_year(world, now):
    users = list(world.users.values())
    assert [issue(world.court, u, now) for u in users[:2]] == ["01/2026/TLST-DS", "02/2026/TLST-DS"]
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # 00:30 on 01/01/2027 in Vietnam
    assert issue(world.court, users[2], new_year) == "01/2027/TLST-DS"
    assert issue(world.province, users[3], now) == "01/2026/TLST-DS"


def test_an_act_that_fails_gives_its_number_back(world, now):
    users = list(world.users.values())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        numbering.issue(court=world.court, pattern="acceptance", kind="DS", subject=users[0], at=now)
        raise ZeroDivisionError
    assert issue(world.court, users[1], now) == "01/2026/TLST-DS"


@pytest.mark.django_db(transaction=True)
def test_forty_clerks_at_once_get_forty_different_numbers(world, now):
    users = list(world.users.values())

    def one(index: int) -> str:
        kind = "DS" if index < len(users) else "HNGĐ"
        subject = users[index % len(users)]
        try:
            with transaction.atomic():
                return numbering.issue(
                    court=world.court, pattern="judgment", kind=kind, subject=subject, at=now
                ).text
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(one, range(2 * len(users))))
    assert len(set(texts)) == len(texts)
    for register in ("judgment:DS", "judgment:HNGĐ"):
        found = (
            IssuedNumber.objects.filter(register=register)
            .order_by("sequence")
            .values_list("sequence", flat=True)
        )
        assert list(found) == list(range(1, len(users) + 1))
