"""The limits of a civil request at second instance (BLTTDS 285, 370, 373, 375)."""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Follows, O, Start, Table

_SESSION = ("BLTTDS:373.4", "BLTTDS:233.1")

REQUEST_APPEAL: Table = {
    "appeals.accept": Follows(
        start=(Start("BLTTDS:285.1#thong-bao", O.CLERK), Start("BLTTDS:373.1", O.JUDGE)),
    ),
    "delivery.all_served:appeal_acceptance_notice": Follows(meet=("BLTTDS:285.1#thong-bao",)),
    "cases.draw_judge": Follows(),
    "hearings.decide_trial": Follows(start=(Start("BLTTDS:373.4", O.JUDGE),), meet=("BLTTDS:373.1",)),
    "hearings.open_hearing": Follows(meet=_SESSION),
    "hearings.adjourn": Follows(start=(Start("BLTTDS:233.1", O.JUDGE),), meet=("BLTTDS:373.4",)),
    "appeals.review": Follows(start=(Start("BLTTDS:370.2", O.CLERK),)),
    "appeals.end_review": Follows(
        start=(Start("BLTTDS:370.2", O.CLERK),), meet=("BLTTDS:373.1",), cancel=_SESSION
    ),
    "delivery.all_served:review_decision": Follows(meet=("BLTTDS:370.2",)),
}
"""The decision is sent within the term of the first instance (375.4, 370.2)."""
