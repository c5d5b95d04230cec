"""The evidence disclosure and mediation session: setting its time (BLTTDS 208)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.core import clock, policy, rules_in_force
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import bookings, papers, people, signing
from toaan.hearings.actions.common import check_slot, room_for
from toaan.hearings.models import Hearing, Room
from toaan.hearings.states import OPEN, PLANNED
from toaan.vietnamese.text import clean

ACT = "hearings.schedule_session"


def schedule_session(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    room_id: uuid.UUID,
    starts_at: datetime,
    ends_at: datetime,
    at: datetime,
    reason: str = "",
) -> Hearing:
    """Set the time of the session and tell the parties (thông báo phiên họp, BLTTDS 208.1).

    A session already planned is put off to the new time, with its reason (209.3). The notice is rendered
    before the act; delivery serves it, following from the event's documents.

    Raises:
        Refused: "hearing.no_judge", "hearing.no_clerk", "hearing.no_room", "hearing.in_past",
            "hearing.ends_too_early", "hearing.notice_too_short", "hearing.session_under_way",
            "hearing.same_session" (pressed twice), "hearing.no_reason", "hearing.clash", "hearing.simplified" (320.3),
            "wrong_state".
    """
    reason = clean(reason)
    check_slot(starts_at, ends_at, at)
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    policy.require(by, ACT, case)
    bench = people.need_judge_and_clerk(case)
    room = room_for(case, room_id, clock.local_date(starts_at))
    notice = papers.session_notice(case, bench, room, starts_at, at=at)
    if by.post == bench.judge:  # a notice that the clerk sends carries the court's seal alone
        notice = signing.signed(notice, by=by, field=signing.JUDGE, reason=papers.notice_title(case), at=at)
    notice = signing.sealed(notice, court=case.court, at=at)
    with act(ACT, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if case.is_simplified:
            raise Refused(
                "hearing.simplified",
                _("Thủ tục rút gọn không có phiên họp riêng: Thẩm phán hòa giải sau khi khai mạc phiên tòa (khoản 3 Điều 320 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        case.after(ACT)
        _need_reconciliation(case)
        bench = people.need_judge_and_clerk(case)
        today = clock.local_date(at)
        _check_notice(today, clock.local_date(starts_at))
        earlier = _put_off(case, reason, room, starts_at, at)
        hearing = Hearing.objects.create(
            case=case, kind=Hearing.Kind.SESSION, room=room, starts_at=starts_at, ends_at=ends_at,
            notice_sha256=notice.sha256,
        )  # fmt: skip
        if earlier is not None:
            earlier.adjourned_to = hearing
            earlier.save(update_fields=["adjourned_to"])
        people.call(hearing)
        bookings.book(hearing, bench.posts(lay_judges=False))
        a.record(
            hearing,
            court=case.court,
            case_id=case.pk,
            title=f"{'Hoãn, mở lại' if earlier else 'Ấn định'} {_lower(hearing.kind_label)} ngày {hearing.day:%d/%m/%Y}",
            detail=f"{hearing.hours}, {room}, {case.court.name}" + (f". Lý do hoãn: {reason}" if reason else ""),
            data={
                "hearing": hearing.pk, "room": room.pk, "starts_at": starts_at, "ends_at": ends_at,
                "put_off": earlier.pk if earlier else None, "reason": reason,
            },
            documents=[Document(notice.sha256, papers.notice_title(case), "session_notice", today)],
            shown_to="parties",
        )  # fmt: skip
    return hearing


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _need_reconciliation(case: Case) -> None:
    """Of the requests only that of spouses who ask for divorce together is reconciled (BLTTDS 397.2)."""
    if case.is_request and not request_kinds.of(case).is_divorce:
        raise Refused(
            "request.no_mediation",
            _("Việc dân sự này không hòa giải. Hãy ra quyết định mở phiên họp (khoản 4 Điều 366 BLTTDS)."),
        )


def _check_notice(today: date, day: date) -> None:
    """The days that must lie between notice and session, where guidance asks for any."""
    days = int(rules_in_force.rule("setting", "setting:session-notice", today).value["value"])
    if (day - today).days < days:
        message = f"Phải thông báo trước phiên họp ít nhất {days} ngày. Hãy chọn ngày muộn hơn."
        raise Refused("hearing.notice_too_short", message, status=422, fields={"day": message})


def _put_off(case: Case, reason: str, room: Room, starts_at: datetime, at: datetime) -> Hearing | None:
    """The session planned before, now put off; a session under way must be finished first."""
    earlier = case.hearings.filter(kind=Hearing.Kind.SESSION, state__in=[PLANNED, OPEN]).first()
    if earlier is None:
        return None
    if earlier.state == OPEN:
        raise Refused(
            "hearing.session_under_way",
            "Phiên họp trước đã tiến hành mà biên bản chưa ký xong. Hãy hoàn thành và ký biên bản trước.",
        )
    if (earlier.room_id, earlier.starts_at) == (room.pk, starts_at):
        raise Refused(
            "hearing.same_session",
            _("Phiên họp này đã được ấn định: %(hours)s ngày %(day)s.")
            % {"hours": earlier.hours, "day": f"{earlier.day:%d/%m/%Y}"},
        )
    if not reason:
        message = f"Đã có phiên họp ngày {earlier.day:%d/%m/%Y}. Muốn hoãn và mở lại, hãy nêu lý do."
        raise Refused("hearing.no_reason", message, status=422, fields={"reason": message})
    earlier.advance(ACT)
    earlier.reason = reason
    earlier.save(update_fields=["state", "reason"])
    bookings.release(earlier, at)
    return earlier
