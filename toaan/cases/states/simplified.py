"""The stages of a case under simplified procedure (thủ tục rút gọn, BLTTDS 316–324)."""

from __future__ import annotations

from toaan.cases.states.first_instance import FIRST_INSTANCE
from toaan.core.states import Machine

SIMPLIFIED = Machine(FIRST_INSTANCE.labels, FIRST_INSTANCE.transitions)
"""The way of the ordinary case until an act sets it apart; a case changes its table with `Case.procedure` (317.3)."""
