"""To recognise the result or not: the conditions of 33, one by one; number, paper, issue (LHGDT 32–35)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from toaan.core import clock, numbering
from toaan.core.acts import act
from toaan.core.errors import Refused, TooLate
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing.models import CourtPaper
from toaan.mediation import grounds, papers, signing
from toaan.mediation.actions.common import about, give_out, locked, move_petition, refuse
from toaan.mediation.actions.serving import reached
from toaan.mediation.models import Decision, Mediation
from toaan.mediation.states import MEDIATION
from toaan.rules import mediation as rule
from toaan.rules.mediation import Ground
from toaan.vietnamese.text import clean


def conditions(mediation: Mediation) -> list[Ground]:
    """The conditions of 33 that this agreement has to meet."""
    made = mediation.result
    return rule.needed_conditions(
        grounds.of(rule.CONDITION, clock.today()), divorce=made.divorce, absent=bool(made.absent_people),
        part=not made.whole,
    )  # fmt: skip


def decide(
    *, by: Viewer, mediation_id: uuid.UUID, met: Sequence[str], reason: str = "", at: datetime
) -> Decision:
    """Recognise the result when every condition is met, else refuse and say why (32.3). Final, no appeal (35.1).

    Two short acts with the signing between them; done again after a break it keeps its number.

    Args:
        met: keys of the conditions that the judge found met.

    Raises:
        Refused: "decision.no_reason", "decision.changed", "decision.issued", "wrong_state".
    """
    made = _number(by=by, mediation_id=mediation_id, met=met, reason=clean(reason), at=at)
    paper = papers.decision(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=made.title, at=at)
    paper = signing.sealed(paper, court=made.mediation.court, at=at)
    return _recognise(by=by, made=made, paper=paper, at=at) if made.recognised else _refuse(by=by, made=made, paper=paper, at=at)  # fmt: skip


def _number(
    *, by: Viewer, mediation_id: uuid.UUID, met: Sequence[str], reason: str, at: datetime
) -> Decision:
    with act("mediation.number_decision", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        MEDIATION.after("mediation.number_decision", found.state)
        failing = [g for g in conditions(found) if g.key not in set(met)]
        if failing and not reason:
            raise refuse(
                "decision.no_reason", "reason",
                _("Chưa đủ điều kiện tại %s: hãy nêu rõ lý do không công nhận (điểm b khoản 3 Điều 32).")
                % ", ".join(g.citation for g in failing),
            )  # fmt: skip
        made = Decision.objects.select_related("number").filter(mediation=found).first() or Decision(
            mediation=found
        )
        made.mediation, made.recognised, made.reason = found, not failing, reason if failing else ""
        made.failing, made.decided_on = [g.key for g in failing], clock.local_date(at)
        made.save()
        if made.number is None:
            made.number = numbering.issue(
                court=found.court, pattern="mediation", kind=found.petition.kind, subject=made, at=at
            )
        made.content = papers.decision_content(made, found, failing, at)
        made.save()
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Cấp số quyết định về kết quả hòa giải, đối thoại {made}",
            data={**about(found), "number": str(made), "recognised": made.recognised},
        )
    return made


def _recognise(*, by: Viewer, made: Decision, paper: StoredFile, at: datetime) -> Decision:
    """Of a part only: the petition goes on for the rest (33.6)."""
    with act("mediation.recognise", by=by, at=at) as a:
        found = locked(a, made.mediation_id)
        a.allow(found)
        found.state = MEDIATION.after("mediation.recognise", found.state)
        row = _unchanged(a.lock(Decision, made.pk, "number"), made)
        out = _issue(row, found, paper, by, at)
        whole = found.result.whole
        move_petition(a, found, "mediation.recognise" if whole else "mediation.recognise:part")
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Công nhận kết quả hòa giải thành, đối thoại thành tại Tòa án, quyết định số {row}",
            data={**about(found), "number": str(row), "outcome": "whole" if whole else "part", **out},
            shown_to="parties",
        )
    return row


def _refuse(*, by: Viewer, made: Decision, paper: StoredFile, at: datetime) -> Decision:
    """The petition is examined under the code of procedure; the decision goes with it (32.3.b)."""
    with act("mediation.refuse_recognition", by=by, at=at) as a:
        found = locked(a, made.mediation_id)
        a.allow(found)
        found.state = MEDIATION.after("mediation.refuse_recognition", found.state)
        row = _unchanged(a.lock(Decision, made.pk, "number"), made)
        out = _issue(row, found, paper, by, at)
        petition = move_petition(a, found, "mediation.refuse_recognition")
        CourtPaper.objects.get_or_create(
            petition=petition, kind=CourtPaper.Kind.MEDIATION_REFUSED, defaults={"file": paper, "made_at": at}
        )
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Không công nhận kết quả hòa giải, đối thoại tại Tòa án, quyết định số {row}; đơn được xem xét theo thủ tục tố tụng",
            data={**about(found), "number": str(row), **out},
            shown_to="parties",
        )
    return row


def _unchanged(row: Decision, made: Decision) -> Decision:
    if row.sha256:
        raise TooLate("decision.issued", _("Quyết định số %s đã được ban hành.") % row)
    if row.content != made.content:
        raise Refused(
            "decision.changed",
            _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp."),
        )
    return row


def _issue(row: Decision, found: Mediation, paper: StoredFile, by: Viewer, at: datetime) -> dict[str, Any]:
    """The signed decision goes out; whoever is reached through the portal has it now: what that sets in motion."""
    row.sha256, row.signer, row.issued_at = paper.sha256, by.post, at
    row.save(update_fields=["sha256", "signer", "issued_at"])
    found.save(update_fields=["state"])
    out = give_out(found, "decision", content={}, title=row.title, sha256=paper.sha256, at=at)
    found.decision = row
    return reached(found, out, clock.local_date(at))
