"""What the rules say of the request that a petition carries."""

from __future__ import annotations

from datetime import date

from toaan.cases import request_kinds
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.filing import representing
from toaan.filing.models import Petition
from toaan.rules.requests import RequestKind


def need(code: str, day: date) -> RequestKind:
    """The kind of this code.

    Raises:
        Refused: "filing.no_request_kind".
    """
    found = request_kinds.find(code, day)
    if found is None:
        message = _("Hãy chọn loại yêu cầu trong danh sách.")
        raise Refused("filing.no_request_kind", message, status=422, fields={"request_kind": message})
    return found


def of(petition: Petition) -> RequestKind | None:
    """The kind of request of a petition, by the rules of the day on which it was begun; None for a suit."""
    if not petition.is_request:
        return None
    return need(petition.request_kind, petition.started_at.date())


def unsigned(petition: Petition, digest: str) -> list[str]:
    """Further requesters, or clients, who have neither confirmed these words nor signed the paper that is attached."""
    rows = representing.signers(petition)
    if not rows or petition.channel != Petition.Channel.ONLINE:
        return []
    if petition.attachments.filter(kind="petition").exists():
        return []
    confirmed = {c.personal_id for c in petition.co_requesters.all() if c.confirmed_at and c.digest == digest}
    return [p["name"] for p in rows if p["personal_id"] not in confirmed or not p["personal_id"]]
