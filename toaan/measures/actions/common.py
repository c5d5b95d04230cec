"""What the acts share: the request with the case or petition it hangs on, its stage, its judge, its place in the record."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.core.acts import Act
from toaan.core.errors import not_found
from toaan.filing.models import Petition
from toaan.hearings import people
from toaan.hearings.people import Bench
from toaan.measures.models import MeasureRequest
from toaan.measures.states import BEFORE_ACCEPTANCE
from toaan.rules.time_limits import due_date

URGENT, SECURE_URGENT = "BLTTDS:133.3", "BLTTDS:136.1"
"""Of a request that came with the petition: both run from its receipt."""


def lock(a: Act, request_id: uuid.UUID) -> MeasureRequest:
    """The request with its case, or before acceptance its petition, all locked; the matter always first.

    Raises:
        Refused: "not_found".
    """
    found = MeasureRequest.objects.filter(pk=request_id).values("case_id", "petition_id").first()
    if found is None:
        raise not_found()
    case = a.lock(Case, found["case_id"], "court", "number") if found["case_id"] else None
    petition = _petition(a, found["petition_id"]) if case is None else None
    asked = a.lock(MeasureRequest, request_id, "party", "against", "judge__user")
    if case is None and asked.case_id is not None:  # accepted while this act waited for the petition
        case = a.lock(Case, asked.case_id, "court", "number")
    if case is not None:
        asked.case = case
    elif petition is not None:
        asked.petition = petition
    return asked


def _petition(a: Act, petition_id: uuid.UUID) -> Petition:
    return a.lock(Petition, petition_id, "court", "number", "petitioner")


def check(asked: MeasureRequest, act: str) -> None:
    """The act has a place at the present stage of the case, or of the petition.

    Raises:
        TooLate: "wrong_state".
    """
    if asked.case is not None:
        asked.case.after(act)
    elif asked.petition is not None:
        BEFORE_ACCEPTANCE.after(act, asked.petition.state)


def can(asked: MeasureRequest, act: str) -> bool:
    """The same as a question, for pages."""
    if asked.case is not None:
        return asked.case.can(act)
    return asked.petition is not None and BEFORE_ACCEPTANCE.can(act, asked.petition.state)


def bench(asked: MeasureRequest) -> Bench:
    """Who sits on the case; as long as it has no judge, whoever was named for the request (133.3)."""
    found = people.bench(asked.case) if asked.case is not None else Bench()
    return found if found.judge is not None else replace(found, judge=asked.judge)


def place(asked: MeasureRequest) -> dict[str, Any]:
    """Court and matter, as the record wants them."""
    if asked.case is not None:
        return {"court": asked.court, "case_id": asked.case_id}
    return {"court": asked.court, "petition_id": asked.petition_id}


def told(asked: MeasureRequest) -> dict[str, Any]:
    """What every event before acceptance carries: how lists name the petition."""
    return {} if asked.case is not None or asked.petition is None else dict(asked.petition.told)


def last_secured_day(asked: MeasureRequest) -> date:
    """The last day for giving security for a request that came with the petition (136.1)."""
    limit = rules_in_force.time_limit(SECURE_URGENT, asked.received_on)
    return due_date(limit, asked.received_on, rules_in_force.calendar()).due
