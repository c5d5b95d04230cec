"""The stages of a case at second instance (vụ án phúc thẩm, BLTTDS 285–315): its own case at the higher court."""

from __future__ import annotations

from toaan.cases.states.names import LABELS, PREPARING
from toaan.core.states import Machine
from toaan.core.states import Transition as T

SECOND_INSTANCE = Machine(LABELS, (T("cases.draw_judge", (PREPARING,), None),))
