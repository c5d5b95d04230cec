"""The limits of an appeal against a decision, at the court of second instance (BLTTDS 285, 314, 315)."""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Follows, O, Start, Table

DECISION_APPEAL: Table = {
    "appeals.accept": Follows(
        start=(Start("BLTTDS:285.1#thong-bao", O.CLERK), Start("BLTTDS:314.2", O.JUDGE)),
    ),
    "delivery.all_served:appeal_acceptance_notice": Follows(meet=("BLTTDS:285.1#thong-bao",)),
    "cases.draw_judge": Follows(),
    "hearings.open_hearing": Follows(meet=("BLTTDS:314.2",)),
    "appeals.review": Follows(start=(Start("BLTTDS:315.1", O.CLERK),)),
    "appeals.end_review": Follows(start=(Start("BLTTDS:315.1", O.CLERK),), meet=("BLTTDS:314.2",)),
    "delivery.all_served:review_decision": Follows(meet=("BLTTDS:315.1",)),
}
