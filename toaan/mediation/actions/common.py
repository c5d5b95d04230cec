"""What the acts of a mediation share: the row with its neighbours, the papers that go out, the petition's return."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from toaan.cases.models import Party
from toaan.core import clock, numbering
from toaan.core.acts import Act
from toaan.core.errors import Refused
from toaan.filing.models import Petition
from toaan.filing.states import PETITION
from toaan.filing.states import SETTLED as PETITION_SETTLED
from toaan.mediation.models import Copy, Mediation, MediationParty, Note, Paper, Session
from toaan.rules.mediation import RECIPIENTS

ROLE = {"petitioner": Party.Role.PLAINTIFF, "respondent": Party.Role.DEFENDANT, "related": Party.Role.RELATED}


def refuse(code: str, field: str, message: str) -> Refused:
    """A refusal that belongs to one field of a form."""
    return Refused(code, message, status=422, fields={field: message})


def locked(a: Act, mediation_id: uuid.UUID) -> Mediation:
    """The mediation, locked, with whom the policy asks about."""
    return a.lock(
        Mediation, mediation_id, "court", "petition__number", "petition__court", "judge__user", "mediator__user",
        "mediator__post",
    )  # fmt: skip


def about(mediation: Mediation) -> dict[str, Any]:
    """What every event of a mediation carries, so that deadlines find their owner. No word of what is said."""
    found: dict[str, Any] = {"mediation": mediation.pk, "matter": mediation.matter}
    if mediation.judge_id:
        found["med_judge_post"] = mediation.judge_id
    if mediation.mediator is not None and mediation.mediator.post_id:
        found["mediator_post"] = mediation.mediator.post_id
    return found


def of_role(mediation: Mediation, role: str) -> list[MediationParty]:
    """The petitioners, the respondents or the others."""
    return [p for p in mediation.parties.select_related("user") if p.role == ROLE[role]]


def give_out(
    mediation: Mediation,
    kind: str,
    *,
    content: dict[str, Any],
    at: datetime,
    title: str = "",
    sha256: str = "",
    number: bool = False,
    session: Session | None = None,
) -> Paper:
    """A paper on its way to everybody who must have it; without `sha256` the worker makes it from `content`."""
    paper = Paper.objects.create(
        mediation=mediation, kind=kind, title=title or str(Paper.Kind(kind).label), content=content, sha256=sha256,
        ordered_at=at, session=session,
    )  # fmt: skip
    if number:
        paper.number = numbering.issue(
            court=mediation.court, pattern="notice", kind=mediation.petition.kind, subject=paper, at=at
        )
        paper.save(update_fields=["number"])
    Copy.objects.bulk_create(_copies(paper, mediation, clock.local_date(at) if sha256 else None))
    return paper


def _copies(paper: Paper, mediation: Mediation, ready_on: Any) -> list[Copy]:
    whom, _article = RECIPIENTS[paper.kind]
    rows = []
    for party in mediation.parties.select_related("user"):
        if party.role in {ROLE[w] for w in whom if w in ROLE}:
            portal = party.user is not None
            rows.append(
                Copy(
                    paper=paper, key=f"party:{party.pk}", party=party, name=party.name, capacity=party.capacity,
                    method=Copy.Method.PORTAL if portal else Copy.Method.PAPER, received_on=ready_on if portal else None,
                )
            )  # fmt: skip
    officers = {
        "mediator": (str(mediation.mediator or ""), "Hòa giải viên"),
        "judge": (str(mediation.judge.user if mediation.judge else ""), "Thẩm phán tham gia phiên họp"),
    }
    for key, (name, capacity) in officers.items():
        if key in whom and name:
            rows.append(
                Copy(
                    paper=paper,
                    key=key,
                    name=name,
                    capacity=capacity,
                    method=Copy.Method.PORTAL,
                    received_on=ready_on,
                )
            )
    if "procuracy" in whom and mediation.court.procuracy_name:
        rows.append(
            Copy(
                paper=paper, key="procuracy", name=mediation.court.procuracy_name, capacity="Viện kiểm sát cùng cấp",
                method=Copy.Method.PAPER,
            )
        )  # fmt: skip
    return rows


def over(mediation: Mediation, at: datetime, *, ground: str = "", citation: str = "") -> None:
    """Nobody mediates any more: the day, the clause, and the mediator's notes are destroyed (4.2)."""
    mediation.ended_on = clock.local_date(at)
    mediation.end_ground, mediation.end_citation = ground, citation
    Note.objects.filter(mediation=mediation).delete()
    mediation.designations.filter(ended_on=None).update(ended_on=mediation.ended_on)


def move_petition(a: Act, mediation: Mediation, name: str) -> Petition:
    """The petition goes back to be examined, or is settled."""
    petition = a.lock(Petition, mediation.petition_id, "number", "court")
    if name.startswith("mediation.close_review") and petition.state != PETITION_SETTLED:
        return petition  # only a part was recognised: the rest went on long ago
    petition.state = PETITION.after(name, petition.state)
    petition.save(update_fields=["state"])
    return petition
