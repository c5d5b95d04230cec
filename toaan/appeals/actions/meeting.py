"""The session at which the panel looks at a challenged decision: its time, its people, its notice (BLTTDS 314.1, 314.2)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from toaan.appeals.decisions import papers
from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import bookings, people, signing
from toaan.hearings.actions.common import check_slot, check_within, room_for
from toaan.hearings.actions.trial import check_bench
from toaan.hearings.models import Hearing
from toaan.hearings.states import PLANNED
from toaan.judgments.actions.common import refused_on
from toaan.vietnamese.text import clean

ACT = "appeals.set_meeting"
TERM = "BLTTDS:314.2"


@dataclass(frozen=True)
class Meeting:
    """What the presiding judge fixes."""

    room_id: uuid.UUID
    starts_at: datetime
    ends_at: datetime
    procurator: str = ""
    hear_parties: bool = False
    """The panel needs to hear the parties before it decides (314.1)."""
    good_cause: str = ""
    """Why the session may be held within the longer term (314.2)."""
    reason: str = ""
    """Why the session that was planned is put off."""


def set_meeting(*, by: Viewer, case_id: uuid.UUID, plan: Meeting, at: datetime) -> Hearing:
    """Set the time of the session; one that was planned before is put off, with its reason.

    Raises:
        Refused: "hearing.no_judge", "hearing.no_clerk", "hearing.panel" (64), "hearing.too_late" (314.2), "hearing.no_room",
            "hearing.in_past", "hearing.ends_too_early", "hearing.clash", "hearing.same_session", "hearing.no_reason",
            "review.withdrawn", "wrong_state".
    """
    check_slot(plan.starts_at, plan.ends_at, at)
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    policy.require(by, ACT, case)
    bench = people.need_judge_and_clerk(case)
    room = room_for(case, plan.room_id, clock.local_date(plan.starts_at))
    notice = papers.meeting_notice(case, bench, room, plan.starts_at, heard=plan.hear_parties, at=at)
    notice = signing.signed(notice, by=by, field=signing.JUDGE, reason=papers.MEETING_NOTICE, at=at)
    notice = signing.sealed(notice, court=case.court, at=at)
    with act(ACT, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after(ACT)
        if not case.challenge["appellants"] and not case.challenge["protests"]:
            raise Refused(
                "review.withdrawn",
                _("Mọi kháng cáo, kháng nghị đã rút: hãy ra quyết định đình chỉ xét xử phúc thẩm."),
            )
        bench, today = people.need_judge_and_clerk(case), clock.local_date(at)
        if problems := check_bench(case, bench, today):
            raise Refused("hearing.panel", " ".join(problems))
        _check_day(case, plan)
        earlier = _put_off(case, plan, at)
        hearing = Hearing.objects.create(
            case=case, kind=Hearing.Kind.DECISION, room=room, starts_at=plan.starts_at, ends_at=plan.ends_at,
            notice_sha256=notice.sha256, closed_doors=True,
        )  # fmt: skip
        if earlier is not None:
            earlier.adjourned_to = hearing
            earlier.save(update_fields=["adjourned_to"])
        people.call(hearing, procurator=clean(plan.procurator), parties=plan.hear_parties)
        bookings.book(hearing, bench.posts(lay_judges=True))
        advance(case, ACT)
        heard = "có triệu tập đương sự" if plan.hear_parties else "không triệu tập đương sự"
        put_off = f". Lý do hoãn: {clean(plan.reason)}" if earlier else ""
        a.record(
            hearing,
            court=case.court,
            case_id=case.pk,
            title=f"{'Hoãn, mở lại' if earlier else 'Ấn định'} phiên họp phúc thẩm ngày {hearing.day:%d/%m/%Y}",
            detail=f"{hearing.hours}, {room}, {heard}{put_off}"[:1000],
            data={
                "hearing": hearing.pk, "room": room.pk, "starts_at": plan.starts_at, "ends_at": plan.ends_at,
                "good_cause": clean(plan.good_cause), "hear_parties": plan.hear_parties, "reason": clean(plan.reason),
                **({} if plan.hear_parties else {"serve_parties": []}),
            },
            documents=[Document(notice.sha256, papers.MEETING_NOTICE, "review_session_notice", today)],
            shown_to="parties",
        )  # fmt: skip
    return hearing


def _check_day(case: Case, plan: Meeting) -> None:
    """Within a month of the acceptance, two where there is good cause (314.2); an extension that was given counts too."""
    day, cause = clock.local_date(plan.starts_at), bool(clean(plan.good_cause))
    extended = case.deadlines.filter(rule=TERM, due_on__gte=day).exists()
    if extended:
        return
    advice = "" if cause else _("Nếu có lý do chính đáng, hãy nêu lý do để áp dụng thời hạn 02 tháng.")
    check_within(TERM, case.accepted_on, day, extended=cause, advice=str(advice))


def _put_off(case: Case, plan: Meeting, at: datetime) -> Hearing | None:
    earlier = case.hearings.filter(kind=Hearing.Kind.DECISION, state=PLANNED).first()
    if earlier is None:
        return None
    if (earlier.room_id, earlier.starts_at) == (plan.room_id, plan.starts_at):
        raise Refused(
            "hearing.same_session",
            _("Phiên họp này đã được ấn định: %(hours)s ngày %(day)s.")
            % {"hours": earlier.hours, "day": f"{earlier.day:%d/%m/%Y}"},
        )
    reason = clean(plan.reason)
    if not reason:
        message = _("Đã có phiên họp ngày %(day)s. Muốn hoãn và mở lại, hãy nêu lý do.")
        raise refused_on("reason", "hearing.no_reason", message % {"day": f"{earlier.day:%d/%m/%Y}"})
    earlier.advance("hearings.adjourn")
    earlier.reason = reason[:1000]
    earlier.save(update_fields=["state", "reason"])
    bookings.release(earlier, at)
    return earlier
