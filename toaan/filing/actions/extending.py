"""More time to amend a petition (gia hạn sửa đổi, bổ sung đơn khởi kiện, BLTTDS 193.1)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.core import clock, numbering, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused, TooLate
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing.actions.copies import wrong
from toaan.filing.models import AmendmentExtension, AmendmentRequest, Petition
from toaan.filing.states import PETITION
from toaan.rules.time_limits import extended_to, latest_moved
from toaan.vietnamese.text import clean

AMEND = "BLTTDS:193.1"


def latest_extension(request: AmendmentRequest) -> date:
    """The last day to which the judge may move the end of the term (193.1)."""
    asked_on = clock.local_date(request.requested_at)
    limit = rules_in_force.time_limit(AMEND, asked_on)
    return latest_moved(limit, asked_on, request.due_on, rules_in_force.calendar())


def longest(request: AmendmentRequest) -> str:
    """By how much at most, in words."""
    more = rules_in_force.time_limit(AMEND, clock.local_date(request.requested_at)).extension
    return more.words() if more else ""


def extend_amendment(
    *, by: Viewer, petition_id: uuid.UUID, due_on: date, reason: str, at: datetime
) -> AmendmentExtension:
    """The judge gives more time to amend, once, in a special case, by at most fifteen days (BLTTDS 193.1).

    Of a request the code fixes seven days (363.2) and gives no extension: that none is possible is our reading.

    Raises:
        Refused: "filing.no_extension", "filing.extended", "filing.term_over", "filing.no_reason", "filing.due_too_early",
            "filing.due_too_late", "wrong_state".
    """
    today, reason = clock.local_date(at), clean(reason)
    with act("filing.extend_amendment", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "examiner")
        a.allow(petition)
        PETITION.after("filing.extend_amendment", petition.state)
        if petition.is_request:
            raise Refused(
                "filing.no_extension",
                _(
                    "Thời hạn sửa đổi, bổ sung đơn yêu cầu là 07 ngày và không được gia hạn (khoản 2 Điều 363 BLTTDS). "
                    "Hết thời hạn thì tiến hành thụ lý hoặc trả lại đơn."
                ),
            )
        request = a.lock(AmendmentRequest, petition.amendment_request.pk)
        if AmendmentExtension.objects.filter(request=request).exists():
            raise TooLate(
                "filing.extended",
                _("Thời hạn sửa đổi, bổ sung đơn đã được gia hạn đến hết ngày %s; luật cho gia hạn một lần.")
                % f"{request.due_on:%d/%m/%Y}",
            )
        if request.due_on < today:
            raise Refused(
                "filing.term_over",
                _(
                    "Thời hạn đã hết ngày %s nên không còn gia hạn được. Hãy xem xét đơn theo khoản 2 Điều 193 BLTTDS."
                )
                % f"{request.due_on:%d/%m/%Y}",
            )
        if not reason:
            raise wrong("filing.no_reason", "reason", _("Hãy nêu trường hợp đặc biệt để gia hạn (khoản 1 Điều 193 BLTTDS)."))  # fmt: skip
        if due_on <= request.due_on:
            raise wrong(
                "filing.due_too_early", "due_on",
                _("Thời hạn mới phải sau ngày %s.") % f"{request.due_on:%d/%m/%Y}",
            )  # fmt: skip
        latest = latest_extension(request)
        if due_on > latest:
            raise wrong(
                "filing.due_too_late", "due_on",
                _("Gia hạn không quá %(term)s: muộn nhất ngày %(day)s (khoản 1 Điều 193 BLTTDS).")
                % {"term": longest(request), "day": f"{latest:%d/%m/%Y}"},
            )  # fmt: skip
        if petition.examiner is None:
            raise LookupError(f"petition {petition.pk} has no examiner")
        made = AmendmentExtension(
            request=request, judge=petition.examiner, reason=reason, due_before=request.due_on, due_on=due_on,
            extended_at=at,
        )  # fmt: skip
        made.number = numbering.issue(
            court=petition.court, pattern="notice", kind=petition.kind, subject=made, at=at
        )
        made.save(force_insert=True)
        request.due_on = due_on
        request.save(update_fields=["due_on"])
        _move(petition, made, by.name)
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Gia hạn sửa đổi, bổ sung đơn, đến hết ngày %s") % f"{due_on:%d/%m/%Y}",
            detail=reason[:1000],
            data={**petition.told, "due_before": made.due_before, "due_on": due_on, "number": made.number},
            shown_to="parties",
        )
    return made


def _move(petition: Petition, made: AmendmentExtension, name: str) -> None:
    """The running deadline ends on the new day, and says why."""
    rows = Deadline.objects.select_for_update(no_key=True)
    row = rows.filter(petition_id=petition.pk, rule=AMEND, state=Deadline.State.OPEN).first()
    if row is None:
        return
    limit = deadlines.limit_of(row)
    found = extended_to(limit, row.trigger_on, made.due_on, rules_in_force.calendar())
    counted = deadlines.Counted(found, made.due_on if made.due_on < found.due else None)
    row.extension = {
        "amount": found.extended_by, "unit": limit.extension.unit if limit.extension else "", "reason": made.reason,
        "by": name, "on": clock.local_date(made.extended_at).isoformat(), "due_before": row.due_on.isoformat(),
    }  # fmt: skip
    row.due_on, row.provisional, row.explanation = counted.due_on, found.provisional, counted.told()
    row.save()
