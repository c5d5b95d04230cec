"""What is known of a petition that one files for another: the capacity, who has to sign, whose accounts they are."""

from __future__ import annotations

from datetime import date

from toaan.core import clock, rules_in_force
from toaan.core.errors import Refused
from toaan.core.models import User
from toaan.core.words import words as _
from toaan.filing.content import Content
from toaan.filing.models import Authority, Petition
from toaan.rules import representing as rule
from toaan.rules.representing import Capacity


def capacities(day: date) -> list[Capacity]:
    """As what one may file for another."""
    return rule.capacities(rules_in_force.rows("setting"), day)


def need(key: str, day: date) -> Capacity:
    """The capacity of this key.

    Raises:
        Refused: "filing.no_capacity".
    """
    found = next((c for c in capacities(day) if c.key == key), None)
    if found is None:
        message = _("Hãy chọn bạn nộp đơn với tư cách gì.")
        raise Refused("filing.no_capacity", message, status=422, fields={"capacity": message})
    return found


def of(petition: Petition) -> Authority | None:
    """Who files it for the client; None where everybody files for himself. No question where nobody does."""
    return getattr(petition, "authority", None) if petition.represented else None


def signers(petition: Petition) -> list[Content]:
    """Those among the plaintiffs or requesters who have to sign beside the account that files (189.2, 189.3, 396.2)."""
    rows: list[Content] = petition.content["plaintiffs"]
    found = of(petition)
    if found is None:
        return rows[1:] if petition.is_request else []
    capacity = need(found.kind, clock.local_date(petition.started_at))
    others = (
        rows[1:] if petition.is_request else []
    )  # of several requesters he files for the first, each other signs
    return [row for row in rows if capacity.client_signs(row["kind"]) or row in others]


def client_accounts(petition: Petition) -> dict[int, User]:
    """By place among the plaintiffs or requesters: those who confirmed in their own accounts."""
    confirmed = {c.personal_id: c.user for c in petition.co_requesters.select_related("user") if c.user}
    rows = petition.content["plaintiffs"]
    return {
        index: user
        for index, row in enumerate(rows)
        if row["personal_id"] and (user := confirmed.get(row["personal_id"])) is not None
    }


def accounts(petition: Petition) -> dict[int, User]:
    """The accounts of those who ask: the writer's is the first, unless he files or filed for another."""
    found = client_accounts(petition)
    if petition.petitioner is not None and not petition.represented:
        found[0] = petition.petitioner
    return found
