"""A hearing stands still for a time, goes on, or goes back from deliberation to questioning (BLTTDS 259, 263, 304).

The session of a civil request in first instance stands still and goes on by the same article (361: our reading).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases import request_kinds
from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock, policy, rules_in_force
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import bookings, papers, people, signing
from toaan.hearings.actions.common import check_slot, check_within, lock_hearing, room_for
from toaan.hearings.actions.conduct import need_day, need_panel, need_same_panel
from toaan.hearings.models import Hearing, Turn
from toaan.hearings.states import PAUSED, TRIAL
from toaan.rules.course import PAUSE, RETURN, Ground, grounds, session_pauses
from toaan.rules.time_limits import due_date
from toaan.vietnamese.text import clean

STOP, MOVE, GO_ON, BACK = (
    "hearings.pause", "hearings.set_resumption", "hearings.go_on", "hearings.return_to_questions",
)  # fmt: skip
LIMIT, LIMIT_OF_SESSION = "BLTTDS:259.2", "BLTTDS:259.2#phien-hop"
STANDS = (Hearing.Kind.TRIAL, Hearing.Kind.REQUEST)
"""The sittings that may be paused; the one on a challenged decision may not."""

RETURN_BARS: list[Callable[[Case], str]] = []
"""What stands against a return to questioning, as the domains above know it: a sentence, or nothing."""


@dataclass(frozen=True)
class Slot:
    """When and where the hearing is to go on."""

    room_id: uuid.UUID
    starts_at: datetime
    ends_at: datetime


def limit_of_pause(hearing: Hearing) -> str:
    """The rule by which the pause of this sitting ends."""
    return LIMIT_OF_SESSION if hearing.kind == Hearing.Kind.REQUEST else LIMIT


def grounds_of_pause(hearing: Hearing, day: date) -> list[Ground]:
    """BLTTDS 259.1, point by point; of a request those that have a place there (361)."""
    rows = rules_in_force.rows("setting")
    return session_pauses(rows, day) if hearing.kind == Hearing.Kind.REQUEST else grounds(rows, PAUSE, day)


def grounds_of_return(day: date) -> list[Ground]:
    """What BLTTDS 263 names."""
    return grounds(rules_in_force.rows("setting"), RETURN, day)


def running_pause(case: Case) -> Turn | None:
    """The pause in which the hearing of this case stands now."""
    rows = Turn.objects.filter(hearing__case=case, hearing__state=PAUSED, kind=Turn.Kind.PAUSE)
    return rows.select_related("hearing").order_by("-happened_at").first()


def last_day_of_pause(turn: Turn) -> date:
    """A month from the day on which the pause was decided (259.2)."""
    began = clock.local_date(turn.happened_at)
    limit = rules_in_force.time_limit(limit_of_pause(turn.hearing), began)
    return due_date(limit, began, rules_in_force.calendar()).due


def pause(*, by: Viewer, hearing_id: uuid.UUID, ground: str, text: str, slot: Slot, at: datetime) -> Turn:
    """Stop the hearing until a day within a month, and tell everybody in writing when it goes on (259.2).

    Raises:
        Refused: "pause.no_ground", "pause.no_text", "hearing.in_past", "hearing.ends_too_early", "hearing.too_late",
            "hearing.no_room", "hearing.no_judge", "hearing.no_clerk", "hearing.clash", "wrong_state".
    """
    text, today = clean(text), clock.local_date(at)
    hearing = _ready(by, STOP, hearing_id)
    sitting = {"sitting": _(hearing.short_kind)}
    found = _need_ground(ground, grounds_of_pause(hearing, today), "pause")
    if not text:
        raise _wrong(
            "pause.no_text", "text", _("Hãy nêu sự việc khiến %(sitting)s phải tạm ngừng.") % sitting
        )
    check_slot(slot.starts_at, slot.ends_at, at)
    check_within(limit_of_pause(hearing), today, clock.local_date(slot.starts_at))
    reason = f"{found.short} ({found.citation}). {text}"
    notice = _notice(by, hearing, slot, reason, at)
    with act(STOP, by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        hearing.advance(STOP)
        advance(hearing.case, STOP)
        when = _take(hearing, slot)
        made = Turn.objects.create(
            hearing=hearing, kind=Turn.Kind.PAUSE, happened_at=at, ground=found.key, citation=found.citation, post=by.post,
            text=f"{_who(hearing)} quyết định tạm ngừng {hearing.short_kind}. Lý do: {found.short}. {text}\n"
            f"{_capital(hearing)} tiếp tục {when}.",
            notice_sha256=notice.sha256, goes_on_at=slot.starts_at,
        )  # fmt: skip
        title = f"Tạm ngừng {hearing.short_kind}, tiếp tục {when}"
        _tell(a, hearing, made, notice, title=title, detail=found.short)
    return made


def set_resumption(*, by: Viewer, hearing_id: uuid.UUID, reason: str, slot: Slot, at: datetime) -> Turn:
    """The paused hearing is to go on at another time, still within its month; a new notice goes out (259.2).

    Raises:
        Refused: "pause.no_reason", "pause.same_time" (pressed twice) and those of `pause`.
    """
    reason = clean(reason)
    hearing = _ready(by, MOVE, hearing_id)
    sitting = {"sitting": _(hearing.short_kind)}
    if not reason:
        message = _("Hãy nêu vì sao thay đổi thời gian tiếp tục %(sitting)s.") % sitting
        raise _wrong("pause.no_reason", "reason", message)
    if (hearing.room_id, hearing.starts_at) == (slot.room_id, slot.starts_at):
        message = _("Thời gian và phòng này đã được ấn định để tiếp tục %(sitting)s.") % sitting
        raise Refused("pause.same_time", message)
    check_slot(slot.starts_at, slot.ends_at, at)
    standing = running_pause(hearing.case)
    if standing is None:
        raise not_found()
    check_within(
        limit_of_pause(hearing), clock.local_date(standing.happened_at), clock.local_date(slot.starts_at)
    )
    notice = _notice(by, hearing, slot, reason, at)
    with act(MOVE, by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        hearing.advance(MOVE)
        when = _take(hearing, slot)
        made = Turn.objects.create(
            hearing=hearing, kind=Turn.Kind.MOVE, happened_at=at, citation=_citation(hearing), post=by.post,
            text=f"{_capital(hearing)} tiếp tục {when}. Lý do thay đổi: {reason}", notice_sha256=notice.sha256,
            goes_on_at=slot.starts_at,
        )  # fmt: skip
        title = f"Thay đổi thời gian tiếp tục {hearing.short_kind}: {when}"
        _tell(a, hearing, made, notice, title=title, detail=reason)
    return made


def go_on(*, by: Viewer, hearing_id: uuid.UUID, text: str, at: datetime) -> Turn:
    """The reason of the pause is gone: the same panel goes on where it stopped (259.2).

    Raises:
        Refused: "pause.no_text", "hearing.not_today", "hearing.restart" (226.2), "hearing.panel", "wrong_state".
    """
    text = clean(text)
    with act(GO_ON, by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        TRIAL.after(GO_ON, hearing.state)
        need_day(hearing, at)
        need_same_panel(hearing)
        need_panel(hearing, list(hearing.participations.all()), at)
        if not text:
            raise _wrong("pause.no_text", "text", _("Hãy nêu vì sao lý do tạm ngừng không còn."))
        hearing.advance(GO_ON)
        hearing.save(update_fields=["state"])
        advance(hearing.case, GO_ON)
        made = Turn.objects.create(
            hearing=hearing, kind=Turn.Kind.RESUMPTION, happened_at=at, citation=_citation(hearing), post=by.post,
            text=f"{_who(hearing)} tiếp tục tiến hành {hearing.short_kind}. Lý do tạm ngừng không còn: {text}",
        )  # fmt: skip
        a.record(
            hearing, court=hearing.case.court, case_id=hearing.case_id, title=f"Tiếp tục {hearing.short_kind} sau khi tạm ngừng",
            detail=text[:1000], data={"hearing": hearing.pk, "turn": made.pk}, shown_to="parties",
        )  # fmt: skip
    return made


def return_to_questions(*, by: Viewer, hearing_id: uuid.UUID, ground: str, text: str, at: datetime) -> Turn:
    """The panel comes back from deliberation: something was not looked at, or not fully (263).

    Raises:
        Refused: "return.no_ground", "return.no_text", "return.barred", "wrong_state".
    """
    text = clean(text)
    with act(BACK, by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        hearing.advance(BACK)
        found = _need_ground(ground, grounds_of_return(clock.local_date(at)), "return")
        if not text:
            raise _wrong(
                "return.no_text", "text", _("Hãy nêu tình tiết, chứng cứ phải hỏi, tranh luận thêm.")
            )
        if why := next((said for bar in RETURN_BARS if (said := bar(hearing.case))), ""):
            raise Refused("return.barred", why)
        advance(hearing.case, BACK)
        hearing.debate_closed_at = None
        hearing.save(update_fields=["state", "debate_closed_at"])
        made = Turn.objects.create(
            hearing=hearing, kind=Turn.Kind.RETURN, happened_at=at, ground=found.key, citation=found.citation, post=by.post,
            text=f"{_who(hearing)} quyết định trở lại việc hỏi và tranh luận vì {found.title}: {text}",
        )  # fmt: skip
        a.record(
            hearing, court=hearing.case.court, case_id=hearing.case_id, title="Trở lại việc hỏi và tranh luận",
            detail=found.short,  # what the panel missed is told at the hearing, not from its room
            data={"hearing": hearing.pk, "turn": made.pk, "ground": found.key}, shown_to="parties",
        )  # fmt: skip
    return made


def need_not_paused(hearing: Hearing) -> None:
    """Nothing is decided while the sitting stands still: it goes on first.

    Raises:
        Refused: "hearing.stands_still".
    """
    if hearing.state == PAUSED:
        raise Refused(
            "hearing.stands_still",
            _("Đang tạm ngừng %(sitting)s. Hãy ghi việc tiếp tục %(sitting)s rồi mới ra quyết định; hết thời hạn tạm ngừng mà lý do chưa khắc phục được thì ra quyết định tạm đình chỉ (khoản 2 Điều 259 Bộ luật Tố tụng dân sự).")
            % {"sitting": _(hearing.short_kind)},
        )  # fmt: skip


def _ready(by: Viewer, name: str, hearing_id: uuid.UUID) -> Hearing:
    """The hearing read before the act, so that nothing is rendered for whoever may not or comes too late."""
    rows = Hearing.objects.select_related("case__court", "case__number", "room")
    found = rows.filter(pk=hearing_id, kind__in=STANDS).first()
    if found is None:
        raise not_found()
    policy.require(by, name, found)
    if name == STOP:
        found.case.after(name)
    TRIAL.after(name, found.state)
    return found


def _notice(by: Viewer, hearing: Hearing, slot: Slot, reason: str, at: datetime) -> StoredFile:
    room = room_for(hearing.case, slot.room_id, clock.local_date(slot.starts_at))
    bench = people.need_judge_and_clerk(hearing.case)
    paper = papers.pause_notice(hearing, bench, room, slot.starts_at, reason, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=papers.pause_title(hearing), at=at)
    return signing.sealed(paper, court=hearing.case.court, at=at)


def _take(hearing: Hearing, slot: Slot) -> str:
    """Give the hearing its new time, hold room and people; says when and where."""
    hearing.room = room_for(hearing.case, slot.room_id, clock.local_date(slot.starts_at))
    hearing.starts_at, hearing.ends_at, hearing.moved = slot.starts_at, slot.ends_at, hearing.moved + 1
    hearing.save(update_fields=["state", "room", "starts_at", "ends_at", "moved"])
    bookings.book(hearing, people.need_judge_and_clerk(hearing.case).posts(lay_judges=True))
    return f"{hearing.hours} ngày {hearing.day:%d/%m/%Y}, {hearing.room}"


def _tell(a: Act, hearing: Hearing, turn: Turn, notice: StoredFile, *, title: str, detail: str) -> None:
    a.record(
        hearing,
        court=hearing.case.court,
        case_id=hearing.case_id,
        title=title,
        detail=detail[:1000],
        data={
            "hearing": hearing.pk, "turn": turn.pk, "ground": turn.ground, "room": hearing.room_id,
            "starts_at": hearing.starts_at, "ends_at": hearing.ends_at,
        },
        documents=[
            Document(
                notice.sha256, papers.pause_title(hearing), "pause_notice", clock.local_date(turn.happened_at)
            )
        ],
        shown_to="parties",
    )  # fmt: skip


def _who(hearing: Hearing) -> str:
    """Who decides: the panel, or the judge who sits alone (65, 67)."""
    case = hearing.case
    if case.is_request:
        return "Thẩm phán" if request_kinds.way_of(case) is None else "Hội đồng xét đơn yêu cầu"
    return "Thẩm phán" if case.is_simplified else "Hội đồng xét xử"


def _capital(hearing: Hearing) -> str:
    return hearing.short_kind.capitalize()


def _citation(hearing: Hearing) -> str:
    return "khoản 2 Điều 259, Điều 361" if hearing.case.is_request else "khoản 2 Điều 259"


def _need_ground(key: str, among: list[Ground], prefix: str) -> Ground:
    found = next((g for g in among if g.key == key), None)
    if found is None:
        raise _wrong(f"{prefix}.no_ground", "ground", _("Hãy chọn một căn cứ của điều luật."))
    return found


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
