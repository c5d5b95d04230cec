"""Cases of the practice court, and a way to resolve one on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.viewer import SYSTEM


def vn(text: str) -> datetime:
    """A moment in Vietnam: "2026-01-31 23:30"."""
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)


@pytest.fixture
def pronounce() -> Callable[..., None]:
    """The judgment is pronounced; how it comes to that is another domain's matter."""

    def done(case: Case, at: datetime) -> None:
        with act("judgments.pronounce", by=SYSTEM, at=at) as a:
            a._allowed = True
            a.record(case, court=case.court, case_id=case.pk, title="Tuyên án")

    return done


@pytest.fixture(autouse=True)
def spring(own_folder) -> None:
    """The tests look back from 20 November 2026."""
    clock.move_to(vn("2026-11-20 08:00"))
