"""Cases whose work is handed over."""

from __future__ import annotations

import pytest

from toaan.demo import steps


@pytest.fixture
def cases_of_clerk(world, now):
    return [steps.assigned_case(world, now) for _ in range(3)]
