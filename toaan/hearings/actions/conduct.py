"""From the roll call to the end of the debate (BLTTDS 237–264)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from toaan.cases import recusals, request_kinds
from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import Act, act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import foreign as foreign_documents
from toaan.filing import strikes
from toaan.hearings import bookings, people
from toaan.hearings.actions.common import lock_hearing
from toaan.hearings.actions.mediating import need_mediation
from toaan.hearings.actions.trial import check_bench
from toaan.hearings.models import Hearing, Minutes, Participation
from toaan.hearings.states import ADJOURNED, OPEN, PAUSED, PLANNED, RESERVED
from toaan.rules import foreign, requests, strike
from toaan.rules.attendance import obstacles, without_interpreter, without_procurator
from toaan.rules.handover import PANEL, must_restart
from toaan.rules.requests import Presence
from toaan.vietnamese.text import clean

A = Participation.Attendance
SITTING = frozenset(
    {
        Participation.Role.PRESIDING,
        Participation.Role.JUDGE,
        Participation.Role.LAY_JUDGE,
        Participation.Role.CLERK,
    }
)


@dataclass(frozen=True)
class Mark:
    """What the clerk ascertained about one person called."""

    attendance: str
    reason: str = ""
    good_reason: bool = False
    asked_absence: bool = False


def record_attendance(
    *, by: Viewer, hearing_id: uuid.UUID, marks: Mapping[uuid.UUID, Mark], at: datetime
) -> list[Participation]:
    """The clerk notes who came and why others did not (BLTTDS 237.2). May be repeated as people arrive.

    Args:
        marks: Participation id → what was ascertained; people not named keep what stands.

    Raises:
        Refused: "hearing.not_today", "attendance.unknown_person", "attendance.no_reason", "wrong_state".
    """
    with act("hearings.record_attendance", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        hearing.advance("hearings.record_attendance")
        need_day(hearing, at)
        rows = {row.pk: row for row in hearing.participations.all()}
        if set(marks) - set(rows):
            raise Refused(
                "attendance.unknown_person", "Danh sách người được triệu tập vừa thay đổi. Hãy tải lại trang."
            )
        for pk, mark in marks.items():
            row, reason = rows[pk], clean(mark.reason)
            row.attendance, row.reason = A(mark.attendance), reason
            row.good_reason = mark.good_reason and row.absent
            row.asked_absence = mark.asked_absence and row.absent
            if row.absent and not reason and not row.asked_absence:
                message = f"Hãy ghi lý do vắng mặt của {row.name}; chưa rõ thì ghi “không rõ lý do”."
                raise Refused("attendance.no_reason", message, status=422, fields={f"reason-{pk}": message})
            row.save(update_fields=["attendance", "reason", "good_reason", "asked_absence"])
        absent = [row for row in rows.values() if row.absent]
        a.record(
            hearing,
            court=hearing.case.court,
            case_id=hearing.case_id,
            title=f"Kiểm tra sự có mặt tại {hearing.short_kind}: {sum(r.present for r in rows.values())} có mặt, "
            f"{len(absent)} vắng mặt",
            detail="; ".join(f"{r} vắng mặt" + (f" ({r.reason})" if r.reason else "") for r in absent)[:1000],
            data={
                "hearing": hearing.pk,
                "attendance": {
                    str(r.pk): [r.name, r.attendance, r.reason, r.good_reason, r.asked_absence]
                    for r in rows.values()
                },
            },
            shown_to="court",
        )
    return list(rows.values())


def open_hearing(*, by: Viewer, hearing_id: uuid.UUID, at: datetime) -> Hearing:
    """Open the trial hearing (khai mạc phiên tòa, BLTTDS 239).

    Raises:
        Refused: "hearing.not_today" (222), "attendance.missing" (237.2), "hearing.panel" when the panel or the
            clerk is not complete and present, "hearing.must_adjourn" (227), "wrong_state".
    """
    with act("hearings.open_hearing", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        hearing.advance("hearings.open_hearing")
        need_day(hearing, at)
        rows = list(hearing.participations.select_related("party", "representation", "interpreter"))
        _need_everyone_checked(rows)
        need_panel(hearing, rows, at)
        summons = 1 + hearing.case.hearings.filter(kind=hearing.kind, state=ADJOURNED).count()
        _need_no_obstacle(hearing, rows, summons)
        hearing.opened_at = at
        hearing.save(update_fields=["state", "opened_at"])
        advance(hearing.case, "hearings.open_hearing")
        Minutes.objects.get_or_create(hearing=hearing)
        a.record(
            hearing,
            court=hearing.case.court,
            case_id=hearing.case_id,
            title=_opened(hearing),
            detail=f"{hearing.room}; lần triệu tập thứ {summons}",
            data={"hearing": hearing.pk, "present": [r.pk for r in rows if r.present], "summons": summons},
            shown_to="parties",
        )
    return hearing


def close_debate(*, by: Viewer, hearing_id: uuid.UUID, at: datetime) -> Hearing:
    """End the debate; the panel withdraws to deliberate (BLTTDS 264)."""
    with act("hearings.close_debate", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        hearing.advance("hearings.close_debate")
        need_same_panel(hearing)
        need_procurator(hearing)
        need_mediation(hearing)
        hearing.debate_closed_at = at
        hearing.save(update_fields=["state", "debate_closed_at"])
        advance(hearing.case, "hearings.close_debate")
        a.record(
            hearing,
            court=hearing.case.court,
            case_id=hearing.case_id,
            title=f"Kết thúc tranh luận, {'Thẩm phán' if hearing.case.is_simplified else 'Hội đồng xét xử'} nghị án",
            data={"hearing": hearing.pk},
            shown_to="parties",
        )
    return hearing


def close(*, by: Viewer, hearing_id: uuid.UUID, at: datetime) -> Hearing:
    """The hearing is over: the judgment has been pronounced (BLTTDS 267). Follows from that act."""
    with act("hearings.close", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        hearing.advance("hearings.close")
        hearing.closed_at = at
        hearing.save(update_fields=["state", "closed_at"])
        bookings.release(hearing, at)
        a.record(
            hearing,
            court=hearing.case.court,
            case_id=hearing.case_id,
            title=f"{hearing.short_kind.capitalize()} kết thúc",
            data={"hearing": hearing.pk},
            shown_to="court",
        )
    return hearing


def call_off(*, by: Viewer, hearing_id: uuid.UUID, reason: str, at: datetime) -> Hearing:
    """The case leaves the way to the hearing: a sitting that was planned is not held, one under way ends here.

    Follows from the decision to suspend, discontinue or transfer the case, in its transaction.
    """
    with act("hearings.call_off", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        was_open = hearing.opened_at is not None
        hearing.advance("hearings.call_off")
        hearing.reason = reason[:1000]
        hearing.closed_at = at if was_open else None
        hearing.save(update_fields=["state", "reason", "closed_at"])
        bookings.release(hearing, at)
        words = "Kết thúc" if was_open else "Không mở"
        a.record(
            hearing,
            court=hearing.case.court,
            case_id=hearing.case_id,
            title=f"{words} {hearing.short_kind} ngày {hearing.day:%d/%m/%Y}",
            detail=hearing.reason,
            data={"hearing": hearing.pk, "was_open": was_open},
            shown_to="parties",
        )
    return hearing


def rebook(*, by: Viewer, case: Case, at: datetime) -> None:
    """New officers in the case: what is planned goes on with them, or the change is refused.

    Follows from the assignment, in its transaction: a new clerk who sits elsewhere at that hour cannot be assigned.
    """
    bench = people.bench(case)
    for hearing in _to_come(case, at):
        with act("hearings.rebook", by=by, at=at) as a:
            a.allow()
            people.refresh(hearing)
            posts = bench.posts(lay_judges=hearing.is_trial)
            bookings.book(hearing, posts)
            _record_people(a, hearing, {"posts": [p.pk for p in posts]})


def call_anew(*, by: Viewer, case: Case, at: datetime) -> None:
    """Parties, whoever speaks for them, interpreters or procurators changed: what is planned calls those of now.

    Follows from the change, in its transaction. None of them is booked, so that no room and no officer taken elsewhere can
    refuse it: a lawyer who was dismissed goes on being dismissed.
    """
    for hearing in case.hearings.filter(state=OPEN):
        people.add_interpreters(hearing)
    for hearing in _to_come(case, at):
        with act("hearings.call_anew", by=by, at=at) as a:
            a.allow()
            people.refresh(hearing)
            _record_people(a, hearing, {})


def _to_come(case: Case, at: datetime) -> Iterator[Hearing]:
    rows = case.hearings.filter(state__in=[RESERVED, PLANNED, PAUSED], ends_at__gt=at)
    for hearing in rows.select_related("room"):
        hearing.case = case
        yield hearing


def _record_people(a: Act, hearing: Hearing, data: dict[str, Any]) -> None:
    a.record(
        hearing,
        court=hearing.case.court,
        case_id=hearing.case_id,
        title=f"Cập nhật người tham gia {hearing.short_kind} ngày {hearing.day:%d/%m/%Y}",
        data={"hearing": hearing.pk, **data},
        shown_to="nobody",
    )


def _opened(hearing: Hearing) -> str:
    name = hearing.kind_label
    how = " theo thủ tục rút gọn" if hearing.case.is_simplified else ""
    return f"Khai mạc {name[:1].lower()}{name[1:]}{how}"


def _need_no_obstacle(hearing: Hearing, rows: list[Participation], summons: int) -> None:
    """Nobody is missing without whom the law does not go on: 227 for a trial, 367.2 for the session of a request."""
    if hearing.kind == Hearing.Kind.DECISION:
        _need_protesting_procuracy(hearing, rows)
        return
    facts = people.facts(rows)
    if hearing.case.is_request and hearing.case.reviews_decision:
        found = [f"{words} ({article})" for article, words in _on_appeal(hearing, rows, summons)]
    elif hearing.case.is_request:
        asks = [
            Presence(f.name, f.role == "requester", f.present or f.represented, asked_absence=f.asked_absence)
            for f in facts
        ]
        found = [f"{words} ({article})" for article, words in _at_session(hearing.case, asks, summons)]
    else:
        on_appeal = hearing.case.instance == Case.Instance.SECOND
        problems = obstacles(
            facts, summons=summons, simplified=hearing.case.is_simplified, on_appeal=on_appeal
        )
        if on_appeal:
            protested = bool(hearing.case.challenge.get("protests"))
            came = any(row.role == Participation.Role.PROCURATOR and row.present for row in rows)
            problems += without_procurator(
                came=came, protested=protested, simplified=hearing.case.is_simplified
            )
        found = [f"{o.message} ({o.article})" for o in problems]
    found += [f"{o.message} ({o.article})" for o in without_interpreter(people.interpreter_facts(rows))]
    if found:
        raise Refused("hearing.must_adjourn", " ".join(found))


def _at_session(case: Case, people_: list[Presence], summons: int) -> list[tuple[str, str]]:
    """Who must be there: the requester (367.2); about a foreign judgment or award or a strike the other side as well
    (438.3, 458.3; 408.1, 409.3)."""
    way = request_kinds.way_of(case)
    if way is None:
        return requests.obstacles(people_, summons=summons)
    if way.is_strike:
        theirs = strikes.opponent_of(case)
        return strike.obstacles(people_, opponent=theirs.name if theirs else "", summons=summons)
    other = foreign_documents.opponent_of(case)
    return foreign.obstacles(
        people_, opponent=other.name if other else "", summons=summons, article=way.absence
    )


def _on_appeal(hearing: Hearing, rows: list[Participation], summons: int) -> list[tuple[str, str]]:
    """Whoever appealed must be there, and the procuracy where it protests (374.1, 374.2)."""
    challenge = hearing.case.challenge
    theirs = {one["party"] for one in challenge.get("appellants", ())}
    names = {str(r.party.name) for r in rows if r.party is not None and str(r.party_id) in theirs}
    people_ = [
        Presence(f.name, f.name in names, f.present or f.represented, asked_absence=f.asked_absence)
        for f in people.facts(rows)
    ]
    came = any(row.role == Participation.Role.PROCURATOR and row.present for row in rows)
    # About a foreign judgment or award the session goes on without the procurator, also where he protests (438.2, 443.2).
    way = request_kinds.way_of(hearing.case)
    protested = bool(challenge.get("protests")) and (way is None or way.is_strike)
    return requests.appeal_obstacles(people_, summons=summons, protested=protested, procurator=came)


def _need_protesting_procuracy(hearing: Hearing, rows: list[Participation]) -> None:
    """A session about a decision waits for nobody but the procuracy, and only where that protested (BLTTDS 314.2)."""
    came = any(row.role == Participation.Role.PROCURATOR and row.present for row in rows)
    if hearing.case.challenge.get("protests") and not came:
        raise Refused(
            "hearing.must_adjourn",
            _("Viện kiểm sát có kháng nghị mà Kiểm sát viên vắng mặt: phải hoãn phiên họp (khoản 2 Điều 314 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip


def need_day(hearing: Hearing, at: datetime) -> None:
    """A sitting begins on its day, and goes on after a pause not before its day (222, 259.2)."""
    today = clock.local_date(at)
    if hearing.state == PAUSED and hearing.day > today:
        raise Refused(
            "hearing.not_today",
            _("Phiên tòa được ấn định tiếp tục ngày %(day)s, chưa đến ngày.")
            % {"day": f"{hearing.day:%d/%m/%Y}"},
        )
    if hearing.day != today and hearing.state in (PLANNED, RESERVED, "open") and hearing.opened_at is None:
        when = f"{hearing.day:%d/%m/%Y}"
        if hearing.day > today:
            message = f"{hearing.short_kind.capitalize()} được ấn định ngày {when}, chưa đến ngày mở."
        else:
            message = f"{hearing.short_kind.capitalize()} được ấn định ngày {when}, đã qua. Hãy hoãn và ấn định ngày mới."
        raise Refused("hearing.not_today", message)


def need_same_panel(hearing: Hearing) -> None:
    """Whoever decides has heard the case from the beginning (BLTTDS 226.2)."""
    if why := restart_reason(hearing):
        raise Refused("hearing.restart", why)


def need_procurator(hearing: Hearing) -> None:
    """A procurator was replaced at this hearing and no reserve took his place: it is put off (62.2, 368.3).

    Raises:
        Refused: "hearing.procurator_replaced".
    """
    named = hearing.case.procurators.all()
    gone = [
        p
        for p in named
        if p.at_hearing and p.ended_at and hearing.opened_at and p.ended_at >= hearing.opened_at
    ]
    if gone and not any(p.ended_at is None and not p.reserve for p in named):
        article = "khoản 3 Điều 368" if hearing.case.is_request else "khoản 2 Điều 62"
        raise Refused(
            "hearing.procurator_replaced",
            _("Kiểm sát viên %(name)s đã bị thay đổi tại %(sitting)s mà không có Kiểm sát viên dự khuyết có mặt từ đầu: phải hoãn %(sitting)s (%(article)s Bộ luật Tố tụng dân sự).")
            % {"name": gone[-1], "sitting": hearing.short_kind, "article": article},
        )  # fmt: skip


def restart_reason(hearing: Hearing) -> str:
    """Why an opened hearing must be put off and begun anew; empty when its panel is still complete."""
    if hearing.opened_at is None:
        return ""
    rows = hearing.case.assignments.filter(role__in=PANEL).select_related("post")
    opened, sitting = set(), set()
    for row in rows:
        if row.assigned_at <= hearing.opened_at and (
            row.ended_at is None or row.ended_at > hearing.opened_at
        ):
            opened.add(str(row.post.user_id))
        if row.ended_at is None:
            sitting.add(str(row.post.user_id))
    return must_restart(opened, sitting)


def _need_everyone_checked(rows: list[Participation]) -> None:
    unchecked = [row.name for row in rows if row.attendance == A.UNKNOWN]
    if unchecked:
        raise Refused(
            "attendance.missing",
            _("Thư ký chưa kiểm tra sự có mặt của: %(names)s. Hãy ghi đủ trước khi khai mạc.")
            % {"names": ", ".join(unchecked)},
        )


def need_panel(hearing: Hearing, rows: list[Participation], at: datetime) -> None:
    """The panel is complete on paper and in the room, and so is the clerk."""
    case = hearing.case
    bench = people.bench(case)
    # The judge answered for a lay judge's experience in the trial decision; now everybody must be there.
    problems = check_bench(case, bench, clock.local_date(at))
    problems += recusals.words_against(case)
    missing = [f"{row} vắng mặt." for row in rows if row.role in SITTING and not row.present]
    if bench.clerk is None:
        problems.append("Vụ án chưa có Thư ký.")
    if problems or missing:
        raise Refused(
            "hearing.panel",
            " ".join([*problems, *missing])
            + f" Thành phần {'giải quyết' if case.is_request else 'xét xử'} chưa đủ nên không khai mạc được: hãy phân công người "
            f"thay thế hoặc hoãn {hearing.short_kind}.",
        )
