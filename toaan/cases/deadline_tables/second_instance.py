"""The limits of a case at second instance (BLTTDS 285–315)."""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Follows, O, Start, Table

_COURSE = ("BLTTDS:286.2", "BLTTDS:290.2", "BLTTDS:292.2", "BLTTDS:233.1", "BLTTDS:259.2")
"""Limits on the way to the hearing: gone once the case leaves it."""

SECOND_INSTANCE: Table = {
    "appeals.accept": Follows(
        start=(Start("BLTTDS:285.1#thong-bao", O.CLERK), Start("BLTTDS:286.1", O.JUDGE)),
    ),
    "delivery.all_served:appeal_acceptance_notice": Follows(meet=("BLTTDS:285.1#thong-bao",)),
    "cases.draw_judge": Follows(),
    "hearings.decide_trial": Follows(
        start=(
            Start("BLTTDS:286.2", O.JUDGE, extended="good_cause"),
            Start("BLTTDS:290.2", O.CLERK),
            Start("BLTTDS:292.2", O.PROCURACY),
        ),
        meet=("BLTTDS:286.1",),
    ),
    "delivery.all_served:appeal_trial_decision": Follows(meet=("BLTTDS:290.2",)),
    "hearings.open_hearing": Follows(meet=("BLTTDS:286.2", "BLTTDS:233.1"), cancel=("BLTTDS:292.2",)),
    "cases.replace_officer": Follows(meet=("BLTTDS:56.4",)),
    "cases.name_procurator": Follows(meet=("BLTTDS:62.4",)),
    "hearings.adjourn": Follows(
        start=(Start("BLTTDS:233.1", O.JUDGE),), meet=("BLTTDS:286.2",), cancel=("BLTTDS:259.2",)
    ),
    "judgments.pronounce": Follows(
        start=(
            Start("BLTTDS:315.1", O.CLERK),
            Start("NQ03/2017:cong-bo", O.JUDGE, trigger="pronounced_on"),
        ),
        meet=("BLTTDS:264.4",),
    ),
    "delivery.all_served:appeal_judgment": Follows(meet=("BLTTDS:315.1",)),
    "appeals.discontinue": Follows(
        start=(Start("BLTTDS:315.1", O.CLERK),),
        meet=("BLTTDS:286.1", "BLTTDS:286.2"),
        cancel=("BLTTDS:233.1", "BLTTDS:259.2", "BLTTDS:292.2", "BLTTDS:216", "BLTTDS:216#gui"),
    ),
    "delivery.all_served:appeal_discontinuance_decision": Follows(meet=("BLTTDS:315.1",)),
    "course.suspend": Follows(stop=("BLTTDS:286.1",), cancel=_COURSE),
    "course.end_reason": Follows(start=(Start("BLTTDS:216", O.JUDGE, trigger="gone_on"),)),
    "course.resume": Follows(
        start=(
            Start("BLTTDS:216#gui", O.CLERK, trigger="gone_on"),
            Start("BLTTDS:286.1", O.JUDGE, trigger="effective_on", anew="resumed"),
        ),
        meet=("BLTTDS:216",),
    ),
    "delivery.all_served:resumption_decision": Follows(meet=("BLTTDS:216#gui",)),
    "course.to_ordinary": Follows(
        start=(Start("BLTTDS:286.1", O.JUDGE, anew="ordinary"),),
        cancel=("BLTTDS:323.1", "BLTTDS:324.1", "BLTTDS:323.2", "BLTTDS:233.1#rut-gon"),
    ),
}
"""A suspension goes out at once (288.2); the preparation is counted anew when the case goes on (286.3). A case that goes over from simplified procedure follows this table: its preparation is counted from that day (323.4, 317.4)."""
