from __future__ import annotations

import pytest

from .stub import Stub


@pytest.fixture
def stub():
    server = Stub()
    yield server
    server.close()
