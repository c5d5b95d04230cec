"""Papers reach the parties: made by the worker, received through the portal or on paper (LHGDT 16, 24.2)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.mediation import grounds
from toaan.mediation.actions.common import about, of_role, refuse
from toaan.mediation.models import Copy, Mediation, Paper
from toaan.mediation.states import DESIGNATED, OFFERED, OFFERED_AGAIN
from toaan.vietnamese.text import clean

ASKS = {"offer": (OFFERED, "petitioner"), "offer_again": (OFFERED_AGAIN, "petitioner"), "transfer": (DESIGNATED, "respondent")}  # fmt: skip
"""Paper → the state in which it asks for an answer, and whose answer."""


def make_paper(*, by: Viewer, paper_id: uuid.UUID, sha256: str, at: datetime) -> Paper:
    """The paper is rendered: whoever is reached through the portal has it now (NQ 04/2016 art. 8).

    Raises:
        Refused: "paper.made".
    """
    with act("mediation.make_paper", by=by, at=at) as a:
        paper = a.lock(Paper, paper_id, "mediation__court", "mediation__petition__number", "number")
        a.allow(paper)
        if paper.sha256:
            raise Refused("paper.made", "Văn bản này đã được hoàn thành.")
        paper.sha256 = sha256
        paper.save(update_fields=["sha256"])
        today = clock.local_date(at)
        paper.copies.filter(method=Copy.Method.PORTAL, received_on=None).update(received_on=today)
        found = a.lock(
            Mediation,
            paper.mediation_id,
            "court",
            "petition__number",
            "judge",
            "mediator__post",
            "mediator__user",
        )
        a.record(
            paper,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Hoàn thành {paper}"[:300],
            data={**about(found), **reached(found, paper, today)},
        )
    return paper


def record_receipt(*, by: Viewer, copy_id: uuid.UUID, on: date, how: str, at: datetime) -> Copy:
    """Write down when and how somebody received a paper outside the portal.

    Raises:
        Refused: "copy.received", "copy.not_made", "copy.bad_day", "copy.no_way".
    """
    mediation_id = Copy.objects.filter(pk=copy_id).values_list("paper__mediation_id", flat=True).first()
    with act("mediation.record_receipt", by=by, at=at) as a:
        found = a.lock(
            Mediation, mediation_id or copy_id, "court", "petition__number", "judge", "mediator__post", "mediator__user"
        )  # fmt: skip
        a.allow(found)
        copy = a.lock(Copy, copy_id, "paper__number", "party")
        if copy.received_on is not None:
            raise Refused("copy.received", _("Đã ghi nhận ngày nhận của người này."))
        if not copy.paper.sha256:
            raise Refused(
                "copy.not_made", _("Văn bản chưa được tạo xong. Hãy thử lại sau ít phút."), status=422
            )
        if not clock.local_date(copy.paper.ordered_at) <= on <= clock.local_date(at):
            raise refuse("copy.bad_day", "on", _("Ngày nhận phải từ ngày ra văn bản đến hôm nay."))
        if not clean(how):
            raise refuse(
                "copy.no_way", "how", _("Hãy ghi cách giao nhận: ký nhận tại Tòa án, giấy báo nhận bưu chính…")
            )  # fmt: skip
        copy.received_on, copy.how = on, clean(how)[:300]
        copy.save(update_fields=["received_on", "how"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"{copy.name} đã nhận {copy.paper.title[:1].lower()}{copy.paper.title[1:]}"[:300],
            data={**about(found), "copy": copy.pk, **reached(found, copy.paper, on, copy)},
        )
    return copy


def reached(found: Mediation, paper: Paper, on: date, one: Copy | None = None) -> dict[str, Any]:
    """What the receipt sets in motion: keys of the deadline table, the day; `answer_by` and `respond_by` follow."""
    copies = list(paper.copies.select_related("party"))
    keys: list[str] = []
    day = on
    if paper.kind in ASKS:
        state, role = ASKS[paper.kind]
        asked = {p.pk for p in of_role(found, role)}
        rows = [c.received_on for c in copies if c.party_id in asked]
        if found.state == state and rows and all(rows):
            day = max(r for r in rows if r)
            _answer_until(found, paper.kind, day)
            keys.append(f"mediation.received:{paper.kind}")
    elif paper.kind == "decision" and found.decision.recognised:
        mine = [one] if one else copies
        keys += (
            ["mediation.received:decision:party"] if any(c.party_id and c.received_on for c in mine) else []
        )
        keys += ["mediation.received:decision:procuracy"] if any(c.key == "procuracy" and c.received_on for c in mine) else []  # fmt: skip
    if paper.kind == "decision" and all(c.received_on for c in copies):
        keys.append("mediation.served:decision")
    return {"reached": keys, "received_on": day, "paper": paper.kind}


def _answer_until(found: Mediation, kind: str, day: date) -> None:
    rule = {"offer": "LHGDT:16.4", "offer_again": "LHGDT:16.5", "transfer": "LHGDT:16.8"}[kind]
    last = grounds.last_day(rule, day)
    if kind == "transfer":
        found.respond_by = last
    else:
        found.answer_by = last
    found.save(update_fields=["answer_by", "respond_by"])
