from __future__ import annotations

import pytest

from toaan.engines.language import choice

from .stub import Stub


@pytest.fixture(autouse=True)
def rested():
    choice._rests.clear()


@pytest.fixture
def stub():
    server = Stub()
    yield server
    server.close()
