"""Fixtures of this domain's tests."""

from __future__ import annotations

import pytest

from toaan.demo import people
from toaan.judgments.tests.conftest import quick_paper

__all__ = ["quick_paper"]


@pytest.fixture
def world(world):
    """The court above works too."""
    return people.staff_province(world)
