"""The limits of a civil request (BLTTDS 363–373, 385–392, 397, 399, 402, 419; of strikes 408–412; of foreign judgments and
awards 436–441, 455–460)."""

from __future__ import annotations

from toaan.cases.deadline_tables.first_instance import RETURN_LIMITS
from toaan.cases.deadline_tables.table import Follows, O, Start, Table

_SEARCHED = ("BLTTDS:388.4", "BLTTDS:392.4")
"""Opening the session once a search is over: `toaan.searches` starts it from the end of the term."""
_SESSION = ("session", "adjourned", *_SEARCHED)
_AGREED = ("BLTTDS:212.1",)
_PAUSE = "BLTTDS:259.2#phien-hop"

REQUEST: Table = {
    "filing.submit": Follows(start=(Start("assignment", O.LEADERS),)),
    "filing.record_paper": Follows(start=(Start("assignment", O.LEADERS, trigger="received_on"),)),
    "filing.assign_examiner": Follows(
        start=(
            Start("acceptance", O.EXAMINER, trigger="received_on"),
            Start("from_receipt", O.EXAMINER, trigger="received_on"),
        ),
        meet=("assignment",),
    ),
    "filing.request_amendment": Follows(
        start=(Start("BLTTDS:363.2", O.PARTY, fixed="due_on"),), meet=("acceptance",)
    ),
    "filing.amend": Follows(meet=("BLTTDS:363.2",)),
    "filing.return_petition": Follows(
        meet=("acceptance",), cancel=("BLTTDS:363.2", "BLTTDS:363.4.a", "from_receipt", "BLTTDS:75.5")
    ),
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
        start=(
            Start("session", O.JUDGE),
            Start("procuracy_file", O.CLERK, trigger="day"),
            Start("session_sent", O.CLERK),
        ),
        meet=("preparation",),
        cancel=("BLTTDS:199.1",),
    ),
    "delivery.all_served:request_session_decision": Follows(meet=("session_sent",)),
    "requests.send_to_procuracy": Follows(meet=("procuracy_file",)),
    "hearings.open_hearing": Follows(meet=_SESSION),
    "cases.replace_officer": Follows(meet=("BLTTDS:56.4",)),
    "cases.name_procurator": Follows(meet=("BLTTDS:62.4",)),
    "hearings.adjourn": Follows(
        start=(Start("adjourned", O.JUDGE),), meet=("session", *_SEARCHED), cancel=(_PAUSE,)
    ),
    "hearings.pause": Follows(start=(Start(_PAUSE, O.JUDGE),)),
    "hearings.go_on": Follows(meet=(_PAUSE,)),
    "searches.order": Follows(start=(Start("BLTTDS:385.1", O.CLERK),), meet=("preparation",)),
    "appeals.take_demand": Follows(start=(Start("BLTTDS:413.2", O.CLERK),)),
    "appeals.send_decision_up": Follows(meet=("BLTTDS:283", "BLTTDS:413.2")),
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
            "session_sent",
            *_SESSION,
            *_AGREED,
            _PAUSE,
            "BLTTDS:199.1",
            "suspension_sent",
            "BLTTDS:216",
            "BLTTDS:216#gui",
        ),
    ),
    "course.suspend": Follows(
        start=(Start("suspension_sent", O.CLERK),),
        stop=("preparation",),
        cancel=("procuracy_file", *_SESSION, *_AGREED, _PAUSE),
    ),
    "delivery.all_served:discontinuance_decision": Follows(meet=("end_sent",)),
    "delivery.all_served:suspension_decision": Follows(meet=("suspension_sent",)),
}
"""Periods of appeal and protest begin per person: `toaan.requests` starts them. What 436 and 455 ask for in five working days is
met when the judge has dealt with the request (take it in hand, have it mended, return it): that it is not the payment of the
charge, which the requester makes, is our reading. Of a strike the five working days of 410.2 run from the receipt of the petition
until the decision to open the session, whatever is amended or paid meanwhile: they pass to the presiding judge with the case."""
