"""From the filed petition to the case: who may, in which order, and what follows."""

from __future__ import annotations

import pytest

from toaan.core import audit, events
from toaan.demo import steps


def test_the_thread_runs_to_acceptance(world, now):
    case = steps.accepted_case(world, now)
    events.drain()
    assert case.number.text == "01/2026/TLST-DS"
    assert audit.verify().good
