"""Adjourning a hearing (hoãn phiên tòa, BLTTDS 233): number, paper, issue."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from toaan.cases import request_kinds
from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock, numbering
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import bookings, papers, people, signing
from toaan.hearings.actions.common import check_slot, check_within, lock_hearing, room_for
from toaan.hearings.actions.conduct import restart_reason
from toaan.hearings.models import Adjournment, Hearing, Minutes, Participation
from toaan.hearings.states import PAUSED, PLANNED, RESERVED, TRIAL
from toaan.vietnamese.text import clean

NUMBER, ISSUE = "hearings.number_adjournment", "hearings.adjourn"


def _pattern(case: Case) -> str:
    if case.instance == Case.Instance.FIRST:
        return "decision"
    return "request_decision_appeal" if case.is_request else "decision_appeal"


def adjourn(
    *,
    by: Viewer,
    hearing_id: uuid.UUID,
    reason: str,
    room_id: uuid.UUID,
    starts_at: datetime,
    ends_at: datetime,
    at: datetime,
) -> Adjournment:
    """Put the hearing off to a new day, with reason, within the time of BLTTDS 233.1.

    As with the trial decision: the first act numbers and holds the new time, the second issues the paper;
    doing it again after a break goes on with the same number.

    Raises:
        Refused: "hearing.no_reason", "hearing.already_adjourned", "hearing.no_room", "hearing.in_past",
            "hearing.ends_too_early", "hearing.too_late", "hearing.clash", "hearing.changed", "hearing.paused",
            "wrong_state".
    """
    reason = clean(reason)
    if not reason:
        message = "Hãy nêu lý do hoãn."
        raise Refused("hearing.no_reason", message, status=422, fields={"reason": message})
    check_slot(starts_at, ends_at, at)
    found = _number(
        by=by,
        hearing_id=hearing_id,
        reason=reason,
        room_id=room_id,
        starts_at=starts_at,
        ends_at=ends_at,
        at=at,
    )
    paper = papers.adjournment(found.content, at=at)
    paper = signing.signed(
        paper, by=by, field=signing.JUDGE, reason=papers.adjournment_title(found.content), at=at
    )
    paper = signing.sealed(paper, court=found.hearing.case.court, at=at)
    return _issue(by=by, hearing_id=hearing_id, content=found.content, paper=paper, at=at)


def _number(
    *,
    by: Viewer,
    hearing_id: uuid.UUID,
    reason: str,
    room_id: uuid.UUID,
    starts_at: datetime,
    ends_at: datetime,
    at: datetime,
) -> Adjournment:
    with act(NUMBER, by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        case = hearing.case
        a.allow(hearing)
        made = Adjournment.objects.select_related("next_hearing", "number").filter(hearing=hearing).first()
        if made is not None and made.issued:
            raise _already(made)
        TRIAL.after(NUMBER, hearing.state)
        _need_no_pause(hearing)
        today, day = clock.local_date(at), clock.local_date(starts_at)
        check_within(limit_of_reopening(case), today, day)
        bench = people.need_judge_and_clerk(case)
        following = made.next_hearing if made else Hearing(case=case, kind=hearing.kind, state=RESERVED)
        following.room = room_for(case, room_id, day)
        following.starts_at, following.ends_at = starts_at, ends_at
        following.closed_doors = hearing.closed_doors
        following.save()
        called = hearing.participations.filter(
            role__in=[Participation.Role.PROCURATOR, Participation.Role.SUMMONED], procurator=None
        )
        people.call(
            following,
            procurator=next((p.name for p in called if p.role == Participation.Role.PROCURATOR), ""),
            summoned=[p.name for p in called if p.role == Participation.Role.SUMMONED],
        )
        if starts_at < hearing.ends_at:
            # The court may sit again later the same day, in what the adjourned hearing leaves free.
            bookings.release(hearing, at)
        bookings.book(following, bench.posts(lay_judges=True))
        made = made or Adjournment(hearing=hearing, next_hearing=following)
        made.decided_on, made.reason, made.content = today, reason, {}
        made.save()
        if made.number is None:
            made.number = numbering.issue(
                court=case.court,
                pattern=_pattern(case),
                kind=case.kind,
                subject=made,
                at=at,
            )
        made.content = papers.adjournment_content(made, case, hearing, following, bench)
        made.save()
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Cấp số quyết định hoãn {hearing.short_kind} {made}",
            data={"number": str(made), "hearing": hearing.pk, "content": made.content},
            shown_to="nobody",
        )
    return made


def _issue(
    *, by: Viewer, hearing_id: uuid.UUID, content: dict[str, Any], paper: StoredFile, at: datetime
) -> Adjournment:
    with act(ISSUE, by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        case = hearing.case
        a.allow(hearing)
        made = a.lock(Adjournment, hearing.adjournment.pk, "number", "next_hearing__room")
        if made.issued:
            raise _already(made)
        if made.content != content:
            raise Refused(
                "hearing.changed", "Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp."
            )
        was_open = hearing.state != PLANNED
        advance(case, ISSUE)
        following = made.next_hearing
        hearing.advance(ISSUE)
        hearing.reason, hearing.adjourned_to, hearing.closed_at = (
            made.reason,
            following,
            at if was_open else None,
        )
        hearing.save()
        following.case = case
        following.state = PLANNED
        following.save(update_fields=["state"])
        bookings.release(hearing, at)
        Minutes.objects.get_or_create(hearing=hearing)
        made.sha256, made.signer, made.issued_at = paper.sha256, by.post, at
        made.save(update_fields=["sha256", "signer", "issued_at"])
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Hoãn {hearing.short_kind}, quyết định số {made}",
            detail=f"{made.reason}. Mở lại {following.hours} ngày {following.day:%d/%m/%Y}, {following.room}",
            data={
                "number": str(made), "hearing": hearing.pk, "next_hearing": following.pk, "reason": made.reason,
                "starts_at": following.starts_at, "ends_at": following.ends_at, "room": following.room_id,
            },
            documents=[
                Document(
                    paper.sha256, f"{papers.adjournment_title(made.content)} số {made}", "adjournment_decision", made.decided_on
                )
            ],
            shown_to="parties",
        )  # fmt: skip
    return made


def _need_no_pause(hearing: Hearing) -> None:
    """A hearing that stands still goes on or is suspended (259.2); it begins anew only where its panel changed (226.2).

    Raises:
        Refused: "hearing.paused".
    """
    if hearing.state == PAUSED and not restart_reason(hearing):
        raise Refused(
            "hearing.paused",
            _(
                "Đang tạm ngừng %(sitting)s. Lý do đã hết thì tiếp tục; hết thời hạn mà chưa khắc phục được thì tạm đình chỉ "
                "giải quyết (khoản 2 Điều 259 Bộ luật Tố tụng dân sự)."
            )
            % {"sitting": _(hearing.short_kind)},
        )


def limit_of_reopening(case: Case) -> str:
    """The rule by whose last day the hearing must open again: 233.1, shorter in simplified procedure and of a strike (408.2)."""
    if (way := request_kinds.way_of(case)) is not None:
        return way.adjourn
    return "BLTTDS:233.1#rut-gon" if case.is_simplified else "BLTTDS:233.1"


def _already(made: Adjournment) -> Refused:
    return Refused(
        "hearing.already_adjourned", _("Phiên này đã được hoãn bằng quyết định số %(made)s.") % {"made": made}
    )
