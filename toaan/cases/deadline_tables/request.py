"""The limits of a civil request (BLTTDS 363–373, 385–392, 397, 399, 402, 419; of foreign judgments and awards 436–441, 455–460)."""

from __future__ import annotations

from toaan.cases.deadline_tables.first_instance import RETURN_LIMITS
from toaan.cases.deadline_tables.table import Follows, O, Start, Table

_SEARCHED = ("BLTTDS:388.4", "BLTTDS:392.4")
"""Opening the session once a search is over: `toaan.searches` starts it from the end of the term."""
_SESSION = ("session", "BLTTDS:233.1", *_SEARCHED)
_AGREED = ("BLTTDS:212.1",)

REQUEST: Table = {
    "filing.submit": Follows(start=(Start("BLTTDS:363.1", O.LEADERS),)),
    "filing.record_paper": Follows(start=(Start("BLTTDS:363.1", O.LEADERS, trigger="received_on"),)),
    "filing.assign_examiner": Follows(
        start=(Start("acceptance", O.EXAMINER, trigger="received_on"),), meet=("BLTTDS:363.1",)
    ),
    "filing.request_amendment": Follows(
        start=(Start("BLTTDS:363.2", O.PARTY, fixed="due_on"),), meet=("acceptance",)
    ),
    "filing.amend": Follows(meet=("BLTTDS:363.2",)),
    "filing.return_petition": Follows(meet=("acceptance",), cancel=("BLTTDS:363.2", "BLTTDS:363.4.a")),
    "filing.take_back": Follows(meet=("BLTTDS:194.3",), cancel=RETURN_LIMITS),
    "filing.take_back_demanded": Follows(cancel=RETURN_LIMITS),
    "filing.take_jurisdiction": Follows(
        start=(Start("BLTTDS:363.4.a", O.PARTY, trigger="notified_on"),), meet=("acceptance",)
    ),
    "filing.exempt_from_advance": Follows(meet=("acceptance",)),
    "filing.hand_in_receipt": Follows(meet=("BLTTDS:363.4.a",)),
    "cases.open": Follows(
        start=(
            Start("BLTTDS:365.1", O.CLERK),
            Start("BLTTDS:197.2", O.LEADERS),
            Start("preparation", O.JUDGE),
        ),
    ),
    "delivery.all_served:acceptance_notice": Follows(meet=("BLTTDS:365.1",)),
    "hearings.sign_session_minutes": Follows(),
    "course.change_mind": Follows(meet=_AGREED),
    "hearings.decide_trial": Follows(
        start=(Start("session", O.JUDGE), Start("procuracy_file", O.CLERK, trigger="day")),
        meet=("preparation",),
        cancel=("BLTTDS:199.1",),
    ),
    "requests.send_to_procuracy": Follows(meet=("procuracy_file",)),
    "hearings.open_hearing": Follows(meet=_SESSION),
    "cases.replace_officer": Follows(meet=("BLTTDS:56.4",)),
    "cases.name_procurator": Follows(meet=("BLTTDS:62.4",)),
    "hearings.adjourn": Follows(start=(Start("BLTTDS:233.1", O.JUDGE),), meet=("session", *_SEARCHED)),
    "searches.order": Follows(start=(Start("BLTTDS:385.1", O.CLERK),), meet=("preparation",)),
    "requests.rule": Follows(start=(Start("ruling_sent", O.CLERK),), cancel=("procuracy_file",)),
    "delivery.all_served:ruling": Follows(meet=("ruling_sent",)),
    "requests.recognise": Follows(
        start=(Start("BLTTDS:212.1#gui", O.CLERK),), meet=("preparation", *_AGREED)
    ),
    "requests.take_effect": Follows(start=(Start("NQ03/2017:cong-bo", O.JUDGE, trigger="effective_on"),)),
    "delivery.all_served:consent_decision": Follows(meet=("BLTTDS:212.1#gui",)),
    "requests.discontinue": Follows(
        start=(Start("end_sent", O.CLERK),),
        meet=("preparation",),
        cancel=(
            "procuracy_file",
            *_SESSION,
            *_AGREED,
            "BLTTDS:199.1",
            "suspension_sent",
            "BLTTDS:216",
            "BLTTDS:216#gui",
        ),
    ),
    "course.suspend": Follows(
        start=(Start("suspension_sent", O.CLERK),),
        stop=("preparation",),
        cancel=("procuracy_file", *_SESSION, *_AGREED),
    ),
    "delivery.all_served:discontinuance_decision": Follows(meet=("end_sent",)),
    "delivery.all_served:suspension_decision": Follows(meet=("suspension_sent",)),
}
"""Periods of appeal and protest begin per person: `toaan.requests` starts them. What 436 and 455 ask for in five working days is
met when the judge has dealt with the request (take it in hand, have it mended, return it): that it is not the payment of the
charge, which the requester makes, is our reading."""
