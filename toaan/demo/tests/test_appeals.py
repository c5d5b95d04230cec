"""The steps of an appealed case as the demonstration plays them."""

from __future__ import annotations

from toaan.core import audit
from toaan.demo import appeals


def test_an_appeal_that_is_withdrawn_leaves_the_judgment_in_effect(world, now):
    case = appeals.discontinued_case(world, now)
    below = case.origin
    assert (case.state, below.state) == ("discontinued", "effective")
    assert below.judgment.effective_on == case.appeal_discontinuance.decided_on
    audit.verify()
