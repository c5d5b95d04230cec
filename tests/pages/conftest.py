"""One running practice court for all page checks of a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pages import visit
from tests.pages.visit import House


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    with visit.open_house() as opened:
        yield opened
