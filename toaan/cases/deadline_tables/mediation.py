"""The limits of mediation at court before acceptance (Law 58/2020/QH14: LHGDT 16–41). They run in the petition.

"mediation.received:…" is the receipt of a paper by the one whose answer it asks for, "mediation.served:decision" that
every copy of the decision is out.
"""

from __future__ import annotations

from toaan.cases.deadline_tables.table import Follows, O, Start, Table

_TERM = ("LHGDT:20.1", "LHGDT:20.2")
_RUNNING = (
    *_TERM, "LHGDT:16.4", "LHGDT:16.5", "LHGDT:16.6", "LHGDT:16.8", "LHGDT:18.3", "LHGDT:29.2",
)  # fmt: skip
_BACK = (Start("BLTTDS:191.2", O.LEADERS),)
"""The petition is examined under the code of procedure; the time of mediation does not count (LHGDT 16.9)."""

MEDIATION: Table = {
    "mediation.offer": Follows(cancel=("BLTTDS:191.2",)),
    "mediation.received:offer": Follows(start=(Start("LHGDT:16.4", O.PARTY, trigger="received_on"),)),
    "mediation.offer_again": Follows(cancel=("LHGDT:16.4",)),
    "mediation.received:offer_again": Follows(start=(Start("LHGDT:16.5", O.PARTY, trigger="received_on"),)),
    "mediation.answer:agreed": Follows(
        start=(Start("LHGDT:16.6", O.MEDIATION_JUDGE),), meet=("LHGDT:16.4", "LHGDT:16.5")
    ),
    "mediation.answer:refused": Follows(start=_BACK, meet=("LHGDT:16.4", "LHGDT:16.5")),
    "mediation.assign_judge:silent": Follows(
        start=(Start("LHGDT:16.6", O.MEDIATION_JUDGE, trigger="silent_since"),), cancel=("LHGDT:16.5",)
    ),
    "mediation.designate": Follows(
        start=(Start("LHGDT:20.1", O.MEDIATOR),), meet=("LHGDT:16.6", "LHGDT:18.3")
    ),
    "mediation.received:transfer": Follows(start=(Start("LHGDT:16.8", O.PARTY, trigger="received_on"),)),
    "mediation.respond:agreed": Follows(meet=("LHGDT:16.8",)),
    "mediation.respond:refused": Follows(start=_BACK, meet=("LHGDT:16.8",), cancel=_RUNNING),
    "mediation.ask_replacement": Follows(
        start=(Start("LHGDT:18.3", O.MEDIATION_JUDGE),), meet=("LHGDT:16.8",), cancel=_TERM
    ),
    "mediation.decline": Follows(
        start=(Start("LHGDT:18.3", O.MEDIATION_JUDGE),), cancel=(*_TERM, "LHGDT:16.8")
    ),
    "mediation.extend:20.1": Follows(
        start=(Start("LHGDT:20.1", O.MEDIATOR, trigger="designated_on", extended="reason"),), cancel=_TERM
    ),
    "mediation.extend:20.2": Follows(
        start=(Start("LHGDT:20.2", O.MEDIATOR, trigger="designated_on", fixed="until"),), cancel=_TERM
    ),
    "mediation.schedule:result": Follows(meet=("LHGDT:29.2",)),
    "mediation.record_session:put_off": Follows(start=(Start("LHGDT:29.2", O.MEDIATOR),)),
    "mediation.end": Follows(start=_BACK, meet=_TERM, cancel=_RUNNING),
    "mediation.record_result": Follows(meet=_TERM, cancel=_RUNNING),
    "mediation.confirm_result:recognition": Follows(start=(Start("LHGDT:32.2", O.MEDIATION_JUDGE),)),
    "mediation.recognise": Follows(start=(Start("LHGDT:32.4", O.CLERK),), meet=("LHGDT:32.2",)),
    "mediation.recognise:part": Follows(start=_BACK),
    "mediation.refuse_recognition": Follows(
        start=(Start("LHGDT:32.4", O.CLERK), *_BACK), meet=("LHGDT:32.2",)
    ),
    "mediation.served:decision": Follows(meet=("LHGDT:32.4",)),
    "mediation.received:decision:party": Follows(
        start=(Start("LHGDT:36.2", O.PARTY, trigger="received_on"),)
    ),
    "mediation.received:decision:procuracy": Follows(
        start=(Start("LHGDT:36.3", O.PROCURACY, trigger="received_on"),)
    ),
    "mediation.file_review": Follows(start=(Start("LHGDT:38.1#chuyen", O.CLERK),)),
    "mediation.close_review": Follows(cancel=("LHGDT:38.1#chuyen",)),
    "mediation.close_review:annulled": Follows(start=_BACK, cancel=("LHGDT:36.2", "LHGDT:36.3")),
}
