"""The stages of a proposed change of a rule."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

PROPOSED, APPLIED, REJECTED, WITHDRAWN = "proposed", "applied", "rejected", "withdrawn"

PROPOSAL = Machine(
    {
        PROPOSED: "Chờ người thứ hai ký",
        APPLIED: "Đã áp dụng",
        REJECTED: "Không được duyệt",
        WITHDRAWN: "Đã rút",
    },
    (
        T("rulebook.approve", (PROPOSED,), APPLIED),
        T("rulebook.reject", (PROPOSED,), REJECTED),
        T("rulebook.withdraw", (PROPOSED,), WITHDRAWN),
    ),
)
"""It comes into being with "rulebook.propose", signed by the one who proposes."""
COLOURS = {PROPOSED: "yellow", APPLIED: "green", REJECTED: "red", WITHDRAWN: "grey"}
