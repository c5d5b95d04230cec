"""The limits of simplified procedure (BLTTDS 318–321); what is not said here is that of the ordinary case (316.2)."""

from __future__ import annotations

from toaan.cases.deadline_tables.first_instance import SIMPLIFIED_LIMITS
from toaan.cases.deadline_tables.table import Follows, O, Start, Table

SIMPLIFIED: Table = {
    "course.simplify": Follows(
        start=(Start("BLTTDS:318.1", O.JUDGE, trigger="accepted_on"),), cancel=("preparation",)
    ),
    "hearings.decide_trial": Follows(
        start=(Start("BLTTDS:318.1#phien-toa", O.JUDGE), Start("BLTTDS:318.3#gui", O.CLERK)),
        meet=("BLTTDS:318.1",),
        cancel=("BLTTDS:199.1",),
    ),
    "delivery.all_served:simplified_trial_decision": Follows(meet=("BLTTDS:318.3#gui",)),
    "course.complain": Follows(start=(Start("BLTTDS:319.2", O.LEADERS, trigger="received_on"),)),
    "course.uphold_simplified": Follows(meet=("BLTTDS:319.2",)),
    "hearings.open_hearing": Follows(
        meet=("BLTTDS:318.1#phien-toa", "BLTTDS:233.1#rut-gon"), cancel=("BLTTDS:319.1",)
    ),
    "cases.replace_officer": Follows(meet=("BLTTDS:56.4",)),
    "cases.name_procurator": Follows(meet=("BLTTDS:62.4",)),
    "hearings.adjourn": Follows(
        start=(Start("BLTTDS:233.1#rut-gon", O.JUDGE),),
        meet=("BLTTDS:318.1#phien-toa",),
        cancel=("BLTTDS:259.2",),
    ),
    "course.suspend": Follows(
        start=(Start("BLTTDS:214.2", O.CLERK),),
        stop=("BLTTDS:318.1",),
        cancel=(*SIMPLIFIED_LIMITS, "BLTTDS:318.3#gui"),
    ),
    "course.resume": Follows(
        start=(
            Start("BLTTDS:216#gui", O.CLERK, trigger="gone_on"),
            Start("BLTTDS:318.1", O.JUDGE, trigger="effective_on", anew="resumed"),
        ),
        meet=("BLTTDS:216",),
    ),
    "course.discontinue": Follows(
        start=(Start("BLTTDS:217.3", O.CLERK),),
        cancel=(
            *SIMPLIFIED_LIMITS,
            "BLTTDS:318.3#gui",
            "BLTTDS:199.1",
            "BLTTDS:214.2",
            "BLTTDS:216",
            "BLTTDS:216#gui",
        ),
    ),
    "course.recognise": Follows(
        start=(
            Start("BLTTDS:212.1#gui", O.CLERK),
            Start("NQ03/2017:cong-bo", O.JUDGE, trigger="effective_on"),
        ),
        cancel=(*SIMPLIFIED_LIMITS, "BLTTDS:318.3#gui", "BLTTDS:199.1"),
    ),
    "course.transfer": Follows(cancel=(*SIMPLIFIED_LIMITS, "BLTTDS:318.3#gui", "BLTTDS:199.1")),
    "course.leave_by_settlement": Follows(cancel=(*SIMPLIFIED_LIMITS, "BLTTDS:318.3#gui", "BLTTDS:199.1")),
}
"""A suspension in simplified procedure stops its own term and a resumption gives it anew, as 203.1 does (316.2)."""
