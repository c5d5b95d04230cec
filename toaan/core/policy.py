"""Who may do what: role × act × condition. The one table that every action and every page asks.

A row names, for each role, the relations of which the viewer must have one towards the thing acted on
(`()` = the role alone is enough). Relations are computed by the thing itself: `thing.relations(viewer)`.

==================  ==========================================================================
relation            the viewer …
==================  ==========================================================================
petitioner          filed, or is drafting, this petition
co_requester        was named in the request and asked to confirm it
same_court          works in the court that holds the thing
examining_judge     was assigned to examine the petition (BLTTDS 191.2)
presiding_judge     presides over the case (BLTTDS 48, 197)
panel               sits on the case: presiding judge, other judges, lay judges
case_clerk          is the clerk of the case (BLTTDS 51)
party               is a party, or represents one, in the case
appellant           is the party who appealed, or represents it
claimant            is the party who has this counterclaim or independent claim, or represents it
mediator            is the mediator designated for this matter, on the list and in term (LHGDT 17)
judge_in_charge     is the judge in charge of this mediation (LHGDT 16.4.a)
respondent          is a party against whom the petition is, in its mediation (LHGDT 16.8)
measure_judge       was named to deal with this request for an interim measure, and the case has no judge yet (133.3)
petition_court      works in the court that has the request, and the case it belongs to has no clerk yet
supervising         is a procurator of the procuracy at the same level (BLTTDS 21, 57)
recipient           is the addressee of this service
author              is the judge who signed this judgment (BLTTDS 268.2)
pronounced          sat on the panel that pronounced this judgment (BLTTDS 268.2)
review_examiner     was named to study this application for cassation or reopening (BLTTDS 329.3)
review_reporter     writes the presentation for the session of the committee of judges (BLTTDS 340)
extends             is who may extend this time limit: its president, or the judge of the case (BLTTDS 199.1, 203.1)
file_court          works at the court that keeps the file which another asks for (BLTTDS 329.3)
court_above         works at the court above, which decides on replacing the president as judge (BLTTDS 56.1), or on a return (194.6)
return_judge        was named to settle complaints about a return of this petition (BLTTDS 194.2)
answer_signer       decided about complaints of a return of this petition, and signs the decision (BLTTDS 194.4, 194.6)
receiving_court     works at the court to which the file was sent (BLTTDS 41.1)
deciding_court      works at the court whose president settles a dispute on jurisdiction (BLTTDS 41.2-41.4)
named_court         works at the court that this president named, where the case is taken over
holder              holds this post
asker               put this question to the assistant, or wrote this word on an answer, or this answer
rule_authority      works in the highest court of the installation, which keeps its rules
proposer            proposed this change of a rule
==================  ==========================================================================
"""

from __future__ import annotations

from typing import Protocol

from toaan.core.errors import Refused
from toaan.core.policies import cases, course, court, filing, hearings, judgments, laws, searches
from toaan.core.policies.rows import Row
from toaan.core.viewer import Viewer


class Subject(Protocol):
    """A thing that acts concern: it knows how a viewer stands to it."""

    def relations(self, viewer: Viewer) -> frozenset[str]: ...


POLICY: tuple[Row, ...] = (
    *court.ROWS, *filing.ROWS, *cases.ROWS, *hearings.ROWS, *course.ROWS, *judgments.ROWS,
    *searches.ROWS, *laws.ROWS,
)  # fmt: skip
TABLE: dict[str, Row] = {row.act: row for row in POLICY}


def allows(viewer: Viewer, act: str, subject: Subject | None = None) -> bool:
    """Whether `viewer` may do `act` on `subject`. An act without a row is a programming error (KeyError)."""
    needed = TABLE[act].who.get(viewer.role)
    if needed is None:
        return False
    if not needed or viewer.system:
        return True
    return subject is not None and bool(subject.relations(viewer) & set(needed))


def require(viewer: Viewer, act: str, subject: Subject | None = None) -> None:
    """Refuse unless `viewer` may do `act` on `subject`.

    Raises:
        Refused: "not_allowed", saying who may.
    """
    if not allows(viewer, act, subject):
        raise Refused("not_allowed", TABLE[act].hint, status=403)
