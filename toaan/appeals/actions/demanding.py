"""The court above asks for the file of a strike as soon as the decision on it is challenged (BLTTDS 413.1, 413.2).

An appeal is handed in at the court that decided (272.2, through 361), a protest is sent there too; that the court above learns
of it on that day from the case itself, and asks then, is our reading of "ngay sau khi nhận đơn kháng cáo".
"""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.appeals import demand_papers
from toaan.appeals.actions.common import lock_decision, no_court_above
from toaan.appeals.decisions import queries
from toaan.appeals.models import FileDemand
from toaan.core import clock, numbering, rules_in_force
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import signing
from toaan.rules.time_limits import due_date

ASK, SEND = "BLTTDS:413.1", "BLTTDS:413.2"
NUMBER, DEMAND = "appeals.number_file_demand", "appeals.demand_file"


def hear_of_challenge(*, by: Viewer, decision_id: uuid.UUID, at: datetime) -> FileDemand:
    """The court above learns that a decision on a strike is challenged. Follows from the appeal or the protest.

    Raises:
        Refused: "demand.known", "file.no_court".
    """
    with act("appeals.hear_of_challenge", by=by, at=at) as a:
        decision = lock_decision(a, decision_id)
        a.allow()
        case, today = decision.case, clock.local_date(at)
        if (above := case.court.above_on(today)) is None:
            raise no_court_above()
        if FileDemand.objects.filter(decision=decision).exists():
            raise Refused("demand.known", _("Tòa án cấp phúc thẩm đã biết quyết định này bị kháng cáo, kháng nghị."))  # fmt: skip
        limit = rules_in_force.time_limit(ASK, today)
        made = FileDemand.objects.create(
            decision=decision, court=above, received_on=today,
            due_on=due_date(limit, today, rules_in_force.calendar()).due,
        )  # fmt: skip
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{made.court.name} được báo quyết định về cuộc đình công bị kháng cáo, kháng nghị"[:500],
            detail=f"{limit.title} {limit.words()} ({limit.source.cite()})",
            data={"decision": decision.pk, "due_on": made.due_on},
            shown_to="court",
        )
    return made


def demand_file(*, by: Viewer, demand_id: uuid.UUID, at: datetime) -> FileDemand:
    """The leader of the court above signs the letter that asks for the file (413.1); three working days begin below (413.2).

    Raises:
        Refused: "demand.done", "demand.nothing" when every challenge was withdrawn, "demand.changed".
    """
    made = _number(by=by, demand_id=demand_id, at=at)
    paper = demand_papers.letter(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=made.title, at=at)
    paper = signing.sealed(paper, court=made.court, at=at)
    with act(DEMAND, by=by, at=at) as a:
        found = _lock(a, demand_id)
        a.allow(found)
        if found.issued:
            raise _done(found)
        if found.content != made.content:
            raise Refused(
                "demand.changed", _("Văn bản vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp.")
            )
        found.sha256, found.signer, found.issued_at = paper.sha256, by.post, at
        found.save(update_fields=["sha256", "signer", "issued_at"])
        a.record(
            found,
            court=found.court,
            case_id=found.decision.case_id,
            title=found.title,
            detail=found.decision.title[:1000],
            data={"decision": found.decision_id, "demand": found.pk, "number": str(found)},
            documents=[Document(paper.sha256, found.title, "file_demand", clock.local_date(at))],
            shown_to="court",
        )
    return found


def take_demand(*, by: Viewer, demand_id: uuid.UUID, at: datetime) -> FileDemand:
    """The letter has reached the court that decided: it sends the file (413.2). Follows from the letter."""
    with act("appeals.take_demand", by=by, at=at) as a:
        made = _lock(a, demand_id)
        a.allow()
        case, today = made.decision.case, clock.local_date(at)
        limit = rules_in_force.time_limit(SEND, today)
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Nhận văn bản yêu cầu chuyển hồ sơ của {made.court.name}"[:500],
            detail=f"{limit.title}: {limit.words()} ({limit.source.cite()})",
            data={"decision": made.decision_id, "demand": made.pk},
            shown_to="court",
        )
    return made


def _number(*, by: Viewer, demand_id: uuid.UUID, at: datetime) -> FileDemand:
    with act(NUMBER, by=by, at=at) as a:
        made = _lock(a, demand_id)
        a.allow(made)
        if made.issued:
            raise _done(made)
        live = queries.live(made.decision)
        if not live:
            raise Refused("demand.nothing", _("Mọi kháng cáo, kháng nghị đã rút: không yêu cầu chuyển hồ sơ nữa."))  # fmt: skip
        made.decided_on = clock.local_date(at)
        if made.number is None:
            made.number = numbering.issue(
                court=made.court, pattern="notice", kind=made.decision.case.kind, subject=made, at=at
            )
        term = rules_in_force.time_limit(SEND, made.decided_on).words()
        made.content = demand_papers.content(made, [str(one) for one in live], term=term, by=by, at=at)
        made.save()
        a.record(
            made,
            court=made.court,
            case_id=made.decision.case_id,
            title=f"Cấp số {made.title[:1].lower()}{made.title[1:]}",
            data={"number": str(made), "content": made.content},
            shown_to="nobody",
        )
    return made


def _lock(a: Act, demand_id: uuid.UUID) -> FileDemand:
    found = FileDemand.objects.filter(pk=demand_id).values_list("decision_id", flat=True).first()
    if found is None:
        raise not_found()
    decision = lock_decision(a, found)
    made: FileDemand = a.lock(FileDemand, demand_id, "number", "court")
    made.decision = decision
    return made


def _done(made: FileDemand) -> Refused:
    return Refused(
        "demand.done",
        _("%(title)s ngày %(day)s đã được ban hành.")
        % {"title": made.title, "day": f"{made.decided_on:%d/%m/%Y}"},
    )
