"""A dispute that goes on as another case: sent to another court, taken out of a case, heard again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from toaan.cases.models import Case, Party, Representation
from toaan.core import clock, numbering
from toaan.core.acts import Document, act
from toaan.core.models import Court, Event
from toaan.core.viewer import Viewer
from toaan.vietnamese.text import fold

READABLE = ("parties", "court")
"""What went on between the members of a panel stays with the court that heard the case."""


@dataclass(frozen=True)
class Continuation:
    """What the new case takes from the one it comes from; None: the same as there."""

    origin: Case
    court: Court
    parties: Sequence[Party]
    documents: Sequence[Document] = ()
    claims: Sequence[str] | None = None
    value: int | None = None
    legal_relation: str = ""
    fee_receipt: dict[str, Any] | None = None
    detail: str = ""
    pattern: str = "acceptance"
    instance: str = Case.Instance.FIRST
    facts: dict[str, Any] = field(default_factory=dict)
    """More for the event's data."""


def continue_case(*, by: Viewer, data: Continuation, at: datetime) -> tuple[Case, dict[Any, Party]]:
    """Enter the new case in the register of its court (vào sổ thụ lý), with the day of the first petition kept.

    Called inside the act that leads to it, as its consequence.

    Returns:
        The case, and the parties of the origin with those that stand for them here.
    """
    origin = data.origin
    with act("cases.open", by=by, at=at) as a:
        a.allow()
        case = Case.objects.create(
            court=data.court, kind=origin.kind, nature=origin.nature, instance=data.instance, origin=origin,
            petitioned_on=origin.petitioned_on, accepted_on=clock.local_date(at),
            legal_relation=data.legal_relation or origin.legal_relation,
            claims=list(origin.claims if data.claims is None else data.claims),
            value=origin.value if data.claims is None else data.value,
            fee_receipt=origin.fee_receipt if data.fee_receipt is None else data.fee_receipt,
            involves_minor=origin.involves_minor, closed_hearing=origin.closed_hearing, summary_folded="",
        )  # fmt: skip
        moved = copy_parties(data.parties, case)
        number = numbering.issue(court=case.court, pattern=data.pattern, kind=case.kind, subject=case, at=at)
        entered = case.enter(number)
        words = [number.text, case.legal_relation, *(p.name for p in moved.values())]
        case.summary_folded = fold(" ".join(words))
        case.save(update_fields=[*entered, "summary_folded"])
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"Thụ lý vụ án số {number.text}",
            detail=data.detail,
            data={
                "number": number.text, "kind": case.kind, "value": case.value, "origin": origin.pk, **data.facts,
            },
            documents=data.documents,
            shown_to="parties",
        )  # fmt: skip
    return case, moved


def copy_parties(parties: Iterable[Party], case: Case, *, first: int = 1) -> dict[Any, Party]:
    """The same people in another case, with their accounts and whoever represents them: old key → new row."""
    moved: dict[Any, Party] = {}
    for order, old in enumerate(parties, start=first):
        moved[old.pk] = Party.objects.create(
            case=case, order=order, role=old.role, kind=old.kind, name=old.name, birth_year=old.birth_year,
            personal_id=old.personal_id, address=old.address, phone=old.phone, email=old.email, user=old.user,
        )  # fmt: skip
        Representation.objects.bulk_create(
            Representation(party=moved[old.pk], kind=r.kind, name=r.name, user=r.user, since=r.since)
            for r in old.representations.all()
        )
    return moved


def documents_of(case: Case) -> list[Document]:
    """Every document that acts have brought into the file of a case, in the order in which they came."""
    rows = Event.objects.filter(case_id=case.pk, shown_to__in=READABLE).exclude(documents=[])
    once: dict[str, Document] = {}
    for event in rows.order_by("at", "sequence"):
        for d in event.documents:
            once.setdefault(
                d["sha256"],
                Document(d["sha256"], d["title"], d["kind"], date.fromisoformat(d["dated"])),
            )
    return list(once.values())
