"""The stages of a case under simplified procedure (thủ tục rút gọn, BLTTDS 316–324), at both instances.

One judge, no session before the trial, mediation when the hearing has opened. The case changes its table with
`Case.procedure`: "course.simplify" of the ordinary table leads here, the acts that end in PREPARING lead back (317.4).
"""

from __future__ import annotations

from toaan.cases.states.first_instance import FIRST_INSTANCE
from toaan.cases.states.names import HEARING, PREPARING, TRIAL_SET
from toaan.cases.states.second_instance import SECOND_INSTANCE
from toaan.core.states import Machine
from toaan.core.states import Transition as T

NOT_HERE = frozenset(
    {
        "course.simplify",
        "hearings.schedule_session",
        "cases.add_party",
        "course.admit_claim",
        "course.discontinue_part",
        "course.change_mind",
    }
)
"""No session of its own (320.3); another party or claim first turns the case to the ordinary procedure (317.3)."""

SIMPLIFIED = Machine(
    FIRST_INSTANCE.labels,
    (
        *(t for t in FIRST_INSTANCE.transitions if t.act not in NOT_HERE),
        T("course.complain", (TRIAL_SET,), None),
        T("course.uphold_simplified", (TRIAL_SET, HEARING), None),
        T("course.cancel_simplified", (TRIAL_SET, HEARING), PREPARING),
        T("course.to_ordinary", (PREPARING, TRIAL_SET, HEARING), PREPARING),
    ),
)

SIMPLIFIED_APPEAL = Machine(
    SECOND_INSTANCE.labels,
    (
        *(t for t in SECOND_INSTANCE.transitions if t.act != "appeals.assign_panel"),
        T("course.to_ordinary", (PREPARING, TRIAL_SET, HEARING), PREPARING),
    ),
)
"""One judge sits alone at second instance too (65); new circumstances lead to the ordinary procedure (323.4)."""
