"""The limits of a civil request at second instance (BLTTDS 285, 370, 373, 375; of strikes 413.3; of foreign judgments and awards 443.1,
462.1)."""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Follows, O, Start, Table

_SESSION = ("review_session", "adjourned")

REQUEST_APPEAL: Table = {
    "appeals.accept": Follows(
        start=(
            Start("BLTTDS:285.1#thong-bao", O.CLERK),
            Start("review", O.JUDGE),
            Start("panel_above", O.LEADERS),
        ),
    ),
    "appeals.assign_panel": Follows(meet=("panel_above",)),
    "delivery.all_served:appeal_acceptance_notice": Follows(meet=("BLTTDS:285.1#thong-bao",)),
    "cases.draw_judge": Follows(),
    "hearings.decide_trial": Follows(start=(Start("review_session", O.JUDGE),), meet=("BLTTDS:373.1",)),
    "hearings.open_hearing": Follows(meet=("review", *_SESSION)),
    "hearings.adjourn": Follows(start=(Start("adjourned", O.JUDGE),), meet=("review_session",)),
    "appeals.review": Follows(
        start=(Start("ruling_sent", O.CLERK), Start("NQ03/2017:cong-bo", O.JUDGE)), meet=("review",)
    ),
    "appeals.end_review": Follows(
        start=(Start("ruling_sent", O.CLERK),), meet=("review",), cancel=(*_SESSION, "panel_above")
    ),
    "delivery.all_served:review_decision": Follows(meet=("ruling_sent",)),
}
"""The decision is sent within the term of the first instance (375.4, 370.2). Of a foreign judgment or award one month holds from
the file to the session (443.1, 462.1): opening it meets the limit; that 441.1 holds for the decision above is our reading. Of a strike the panel is formed within two working days and the session held
within five (413.3); that 408.2 and 412.1 hold above as well is our reading."""
