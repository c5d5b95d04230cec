"""The return of a petition and the decisions about it reach their addressees; terms begin with the receipt (BLTTDS 192.2, 194).

Before acceptance there is no case to serve papers in: each addressee has a line, and the court writes down the receipt.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.core import clock, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing.models import Petition, Return, ReturnComplaint, ReturnCopy, ReturnReview
from toaan.rules.time_limits import due_date
from toaan.vietnamese.text import clean

COMPLAIN, COMPLAIN_ABOVE = "BLTTDS:194.1", "BLTTDS:194.5"
C, M, Owner = ReturnCopy, ReturnCopy.Method, Deadline.Owner
OWNERS = {C.PETITIONER: Owner.PARTY, C.PROCURACY: Owner.PROCURACY}
"""Whose term begins when he has received it."""


def give_out(event: Event, returned: Return, review: ReturnReview | None = None) -> None:
    """Inside the act: a line for everybody whom the code names; who filed through the portal has it at once.

    That the procuracy gets the return of a request too (364.2 does not say so) is our reading of 361 and 364.3.
    """
    petition, today = returned.petition, clock.local_date(event.at)
    portal = petition.petitioner_id is not None
    first = (C.PETITIONER, petition.plaintiff_names, portal)
    court = review.court if review is not None else petition.court
    if review is None or not review.is_above:
        article = "BLTTDS 192.2" if review is None else "BLTTDS 194.4"
        rows = [first, (C.PROCURACY, petition.court.procuracy_name, False)]
    else:
        article = "BLTTDS 194.6"
        rows = [first, (C.PROCURACY_ABOVE, court.procuracy_name, False)]
        if review.complaints.filter(source=ReturnComplaint.Source.PROCURACY).exists():
            rows.append((C.PROCURACY, petition.court.procuracy_name, False))
        rows.append((C.COURT, petition.court.name, True))
    made = [
        ReturnCopy(
            returned=returned, review=review, court=court, order=order, key=key, name=name[:300], article=article,
            method=M.PORTAL if at_once else M.PAPER, made_on=today, received_on=today if at_once else None,
            how=_("Cổng xác nhận gửi thành công") if at_once else "",
        )
        for order, (key, name, at_once) in enumerate(rows, start=1)
        if name
    ]  # fmt: skip
    ReturnCopy.objects.bulk_create(made)
    for copy in made:
        _begin(event, copy)


def record_return_receipt(
    *, by: Viewer, petition_id: uuid.UUID, copy_id: uuid.UUID, on: date, how: str, at: datetime
) -> ReturnCopy:
    """Write down when and how somebody received the return or a decision about it; his term begins (194.1, 194.5).

    Raises:
        Refused: "copy.received", "copy.other_court", "copy.bad_day", "copy.no_way".
    """
    how = clean(how)[:300]
    with act("filing.record_return_receipt", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number")
        a.allow(petition)
        copy = ReturnCopy.objects.filter(pk=copy_id, returned__petition=petition)
        if (found := copy.select_related("returned", "review", "court").first()) is None:
            raise not_found()
        found.returned.petition = petition
        if found.court_id != by.court_id:
            raise Refused(
                "copy.other_court",
                _("Văn bản này do %s gửi; Tòa án ấy ghi nhận ngày nhận.") % found.court,
                status=403,
            )
        if found.received_on is not None:
            raise Refused("copy.received", _("Đã ghi nhận ngày nhận của %s.") % found.name)
        if not found.made_on <= on <= clock.local_date(at):
            raise wrong("copy.bad_day", "on", _("Ngày nhận phải từ ngày ra văn bản đến hôm nay."))
        if not how:
            raise wrong(
                "copy.no_way",
                "how",
                _("Hãy ghi cách giao nhận: ký nhận tại Tòa án, giấy báo nhận bưu chính…"),
            )
        found.received_on, found.how = on, how
        found.save(update_fields=["received_on", "how"])
        what = (
            _("văn bản trả lại đơn")
            if found.review is None
            else _("quyết định giải quyết khiếu nại, kiến nghị")
        )
        event = a.record(
            petition,
            court=found.court,
            petition_id=petition.pk,
            title=_("%(who)s đã nhận %(what)s, ngày %(day)s")
            % {"who": found.name, "what": what, "day": f"{on:%d/%m/%Y}"},
            detail=how,
            data={**petition.told, "copy": found.pk, "received_on": on},
            shown_to="court",
        )
        _begin(event, found)
    return found


def _begin(event: Event, copy: ReturnCopy) -> None:
    """The receiver's term to complain or recommend, while the petition is returned and somebody is left to ask."""
    owner, rule = OWNERS.get(copy.key), rule_of(copy.review)
    if owner is None or not rule or copy.received_on is None or copy.returned.in_force_id is None:
        return
    if rule == COMPLAIN_ABOVE and copy.returned.petition.court.parent_id is None:
        return
    deadlines.start(event, rule=rule, owner=owner, trigger_on=copy.received_on)


def rule_of(review: ReturnReview | None) -> str:
    """The term that the receipt of this paper begins; none after a petition was taken back, or the last decision."""
    if review is None:
        return COMPLAIN
    return COMPLAIN_ABOVE if review.is_kept and not review.is_above else ""


def last_day(copies: list[ReturnCopy], key: str, review: ReturnReview | None) -> date | None:
    """Until when this receiver may complain or recommend (194.1, 194.5); None while the paper has not reached him."""
    about = review.pk if review else None
    found = next((c for c in copies if c.key == key and c.review_id == about), None)
    if found is None or found.received_on is None:
        return None
    day = found.received_on
    return due_date(rules_in_force.time_limit(rule_of(review), day), day, rules_in_force.calendar()).due


def wrong(code: str, field: str, message: str) -> Refused:
    """A refusal that stands beside one field."""
    return Refused(code, message, status=422, fields={field: message})
