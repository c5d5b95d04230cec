"""The decision to bring the case to trial (BLTTDS 220): number, paper, issue."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toaan.cases import recusals, request_kinds
from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock, numbering, rules_in_force
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import bookings, papers, people, signing
from toaan.hearings.actions.common import check_slot, check_within, room_for
from toaan.hearings.models import Hearing, TrialDecision
from toaan.hearings.states import RESERVED
from toaan.rules.foreign import Way
from toaan.rules.panels import PanelMember, check_panel
from toaan.rules.time_limits import due_date
from toaan.vietnamese.text import clean

NUMBER, ISSUE = "hearings.number_trial_decision", "hearings.decide_trial"
_SECOND = Case.Instance.SECOND
BEFORE_SESSION: list[Callable[[Case, date, date], None]] = []
"""What domains above ask before the session of a request is set: the case, the day of the decision, the day of the session.
Each raises `Refused` where something must come first."""


def document_of(case: Case) -> str:
    """Kind of document that the decision is: who must receive it, where it stands in the file."""
    if case.is_request:
        return "request_appeal_session_decision" if case.instance == _SECOND else "request_session_decision"
    if case.instance == _SECOND:
        return "appeal_trial_decision"
    return "simplified_trial_decision" if case.is_simplified else "trial_decision"


@dataclass(frozen=True)
class TrialPlan:
    """What the judge fills in; everything else on the paper comes from the case."""

    room_id: uuid.UUID
    starts_at: datetime
    ends_at: datetime
    closed_doors: bool = False
    procurator: str = ""
    summoned: Sequence[str] = ()
    """Witnesses, experts, interpreters."""
    good_cause: str = ""
    """Why the hearing may be opened within the longer time limit (BLTTDS 203.4)."""
    experienced_lay_judge: uuid.UUID | None = None
    """Post of the lay judge who has the experience that BLTTDS 63 asks for, where it does."""


def decide_trial(*, by: Viewer, case_id: uuid.UUID, plan: TrialPlan, at: datetime) -> TrialDecision:
    """Issue the decision: two short acts with rendering and signing between them.

    The first checks everything, issues the number and holds room and people; then the paper is rendered and
    signed; the second act brings it into the file. If the machine stops between the two, doing it again goes on with the same number.

    Raises:
        Refused: "hearing.already_decided", "hearing.no_session", "hearing.settled", "hearing.panel",
            "hearing.no_judge", "hearing.no_clerk", "hearing.no_room", "hearing.in_past",
            "hearing.ends_too_early", "hearing.too_late", "hearing.clash", "hearing.changed", "request.too_soon", "wrong_state".
    """
    decision = _number(by=by, case_id=case_id, plan=plan, at=at)
    paper = papers.trial_decision(decision.content, at=at)
    paper = signing.signed(
        paper, by=by, field=signing.JUDGE, reason=papers.trial_title(decision.content), at=at
    )
    paper = signing.sealed(paper, court=decision.case.court, at=at)
    return _issue(by=by, decision_id=decision.pk, content=decision.content, paper=paper, plan=plan, at=at)


def _number(*, by: Viewer, case_id: uuid.UUID, plan: TrialPlan, at: datetime) -> TrialDecision:
    check_slot(plan.starts_at, plan.ends_at, at)
    with act(NUMBER, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        decision = (
            TrialDecision.objects.select_related("hearing", "number")
            .filter(case=case, lapsed_at=None)
            .first()
        )
        if decision is not None and decision.issued:
            raise _already(decision)
        case.after(ISSUE)
        today, day = clock.local_date(at), clock.local_date(plan.starts_at)
        bench = people.need_judge_and_clerk(case)
        _check_way(case, bench, plan, today, day)
        kind = Hearing.Kind.REQUEST if case.is_request else Hearing.Kind.TRIAL
        hearing = decision.hearing if decision else Hearing(case=case, kind=kind, state=RESERVED)
        hearing.room = room_for(case, plan.room_id, day)
        hearing.starts_at, hearing.ends_at, hearing.closed_doors = (
            plan.starts_at,
            plan.ends_at,
            plan.closed_doors,
        )
        hearing.save()
        people.call(
            hearing, procurator=clean(plan.procurator), summoned=[s for s in map(clean, plan.summoned) if s]
        )
        bookings.book(hearing, bench.posts(lay_judges=True))
        decision = decision or TrialDecision(case=case, hearing=hearing)
        decision.decided_on, decision.content = today, {}
        decision.save()
        if decision.number is None:
            decision.number = numbering.issue(
                court=case.court, pattern=_pattern(case), kind=case.kind, subject=decision, at=at
            )
        decision.content = papers.trial_content(decision, case, hearing, bench)
        decision.save()
        a.record(
            decision,
            court=case.court,
            case_id=case.pk,
            title=f"Cấp số {decision.title[:1].lower()}{decision.title[1:]}",
            data={"number": str(decision), "hearing": hearing.pk, "content": decision.content},
            shown_to="nobody",
        )
    return decision


def _issue(
    *,
    by: Viewer,
    decision_id: uuid.UUID,
    content: dict[str, Any],
    paper: StoredFile,
    plan: TrialPlan,
    at: datetime,
) -> TrialDecision:
    with act(ISSUE, by=by, at=at) as a:
        case_id = TrialDecision.objects.values_list("case_id", flat=True).get(pk=decision_id)
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        decision = a.lock(TrialDecision, decision_id, "number", "hearing__room")
        if decision.issued:
            raise _already(decision)
        if decision.content != content:
            raise Refused(
                "hearing.changed", "Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp."
            )
        advance(case, ISSUE)
        hearing = decision.hearing
        hearing.case = case
        hearing.advance(ISSUE)
        hearing.save(update_fields=["state"])
        decision.sha256, decision.signer, decision.issued_at = paper.sha256, by.post, at
        decision.save(update_fields=["sha256", "signer", "issued_at"])
        doors = "kín" if hearing.closed_doors else "công khai"
        a.record(
            decision,
            court=case.court,
            case_id=case.pk,
            title=decision.title,
            detail=f"Mở {hearing.short_kind} {hearing.hours} ngày {hearing.day:%d/%m/%Y}, {hearing.room}, {doors}",
            data={
                "number": str(decision), "hearing": hearing.pk, "room": hearing.room_id,
                "day": hearing.day, "starts_at": hearing.starts_at, "ends_at": hearing.ends_at, "closed_doors": hearing.closed_doors,
                "good_cause": clean(plan.good_cause), "procurator": clean(plan.procurator),
            },
            documents=[
                Document(paper.sha256, papers.trial_title(decision.content), document_of(case), decision.decided_on)
            ],
            shown_to="parties",
        )  # fmt: skip
    return decision


def _pattern(case: Case) -> str:
    if case.is_request:
        return "request_session_appeal" if case.instance == _SECOND else "request_session"
    return "trial_decision_appeal" if case.instance == _SECOND else "trial_decision"


def _check_way(case: Case, bench: people.Bench, plan: TrialPlan, today: date, day: date) -> None:
    """What comes before, who sits, and until when: of a suit 203–205, of a request 366.4 or the rule of its kind."""
    way = request_kinds.way_of(case)
    if case.reviews_decision:  # of a request: 373.2.d
        _check_panel(case, bench, plan, today)
        # Of a foreign judgment or award one month holds from the file to the session (443.1, 462.1), of a strike five days (413.3).
        check_within(limit_of_hearing(case), case.accepted_on if way else today, day)
        return
    if case.is_request:
        kind = request_kinds.of(case)
        if kind.is_divorce:
            raise Refused(
                "request.no_session",
                _(
                    "Yêu cầu công nhận thuận tình ly hôn không mở phiên họp: Thẩm phán hòa giải rồi ra quyết định (Điều 397 Bộ "
                    "luật Tố tụng dân sự)."
                ),
            )
        for check in BEFORE_SESSION:
            check(case, today, day)
        check_within(kind.session, today, day)
        if way is not None:
            _check_panel(case, bench, plan, today)
            if way.vks:
                _check_procuracy_has_time(way, today, day)
        return
    if case.instance == Case.Instance.FIRST:
        _need_session(case)
    _check_panel(case, bench, plan, today)
    _check_day(case, plan, today, day)


def _check_procuracy_has_time(way: Way, today: date, day: date) -> None:
    """The procuracy studies the file in the days before the session (437.3, 457.1): they must lie ahead.

    Raises:
        Refused: "request.too_soon".
    """
    limit = rules_in_force.time_limit(way.vks, day)
    last = due_date(limit, day, rules_in_force.calendar()).due
    if last < today:
        message = _(
            "Hồ sơ phải ở Viện kiểm sát %(words)s trước ngày mở phiên họp (%(article)s): hãy chọn ngày muộn hơn."
        ) % {"words": limit.words(), "article": limit.source.cite()}
        raise Refused("request.too_soon", message, status=422, fields={"day": message})


def _already(decision: TrialDecision) -> Refused:
    return Refused(
        "hearing.already_decided",
        _("Đã có quyết định mở phiên số %(decision)s ngày %(decided_on)s.")
        % {"decision": decision, "decided_on": f"{decision.decided_on:%d/%m/%Y}"},
    )


def _need_session(case: Case) -> None:
    """Disclosure and mediation come before trial (BLTTDS 203.2.g, 205), and parties who agree need none (212).

    Simplified procedure knows no session: the judge mediates when the hearing has opened (320.3).
    """
    if case.is_simplified:
        return
    last = case.hearings.filter(kind=Hearing.Kind.SESSION).exclude(outcome="").order_by("-starts_at").first()
    if last is None:
        raise Refused(
            "hearing.no_session",
            "Chưa có phiên họp công khai chứng cứ và hòa giải nào có biên bản đã ký. Hãy tiến hành phiên họp trước "
            "(điểm g khoản 2 Điều 203 Bộ luật Tố tụng dân sự).",
        )
    if last.outcome == Hearing.Outcome.SETTLED:
        raise Refused(
            "hearing.settled",
            _(
                "Phiên họp ngày %(day)s hòa giải thành. Nếu có đương sự thay đổi ý kiến trong "
                "thời hạn luật định, hãy mở phiên họp mới và lập biên bản hòa giải không thành "
                "(Điều 212 Bộ luật Tố tụng dân sự)."
            )
            % {"day": f"{last.day:%d/%m/%Y}"},
        )


def limit_of_hearing(case: Case) -> str:
    """The rule by whose last day the hearing must open: 203.4, in simplified procedure 318.1, on appeal 286.2 (simplified 324.1, requests 373.4), of a request by its kind."""
    if case.instance == _SECOND:
        if case.is_request:
            way = request_kinds.way_of(case) if case.reviews_ruling else None
            return way.review if way else "BLTTDS:373.4"
        return "BLTTDS:324.1" if case.is_simplified else "BLTTDS:286.2"
    if case.is_request:
        return request_kinds.of(case).session
    return "BLTTDS:318.1#phien-toa" if case.is_simplified else "BLTTDS:203.4"


def _check_day(case: Case, plan: TrialPlan, today: date, day: date) -> None:
    if case.is_simplified:  # 318.1 knows no longer term
        check_within(limit_of_hearing(case), today, day)
        return
    advice = "" if plan.good_cause else "Nếu có lý do chính đáng, hãy nêu lý do để áp dụng thời hạn dài hơn."
    check_within(limit_of_hearing(case), today, day, extended=bool(clean(plan.good_cause)), advice=advice)


def experience_needed(case: Case) -> frozenset[str]:
    """Codes of the experience that one lay judge of this case must have (BLTTDS 63); none where no lay judge sits."""
    if case.is_simplified or case.instance == _SECOND:
        return frozenset()
    needed = {"minors"} if case.involves_minor else set()
    return frozenset(needed | ({"labour"} if case.kind == Case.Kind.LABOUR else set()))


def check_bench(
    case: Case,
    bench: people.Bench,
    on: date,
    *,
    needs: frozenset[str] = frozenset(),
    experienced: uuid.UUID | None = None,
) -> list[str]:
    """Why these people cannot try the case, in words with the article; empty when they can."""
    members = [PanelMember(str(bench.judge.pk), "judge", presiding=True)] if bench.judge else []
    members += [PanelMember(str(p.pk), "judge") for p in bench.judges]
    members += [
        PanelMember(str(p.pk), "lay_judge", experience=needs if p.pk == experienced else frozenset())
        for p in bench.lay_judges
    ]
    kind = "appeal" if case.instance == Case.Instance.SECOND and not case.is_simplified else case.procedure
    if case.is_request:
        kind = "request_appeal" if case.instance == _SECOND else "request"
    way = request_kinds.way_of(case) if case.instance == Case.Instance.FIRST else None
    if way is not None:  # 67.1
        kind = way.panel.removeprefix("panel:")
    rule = rules_in_force.rule("panel", f"panel:{kind}", on)
    return [f"{p.message_vi.rstrip('.')} ({p.article})." for p in check_panel(rule, members, needs=needs)]


def _check_panel(case: Case, bench: people.Bench, plan: TrialPlan, on: date) -> None:
    problems = check_bench(
        case, bench, on, needs=experience_needed(case), experienced=plan.experienced_lay_judge
    )
    problems += recusals.words_against(case)
    if problems:
        raise Refused(
            "hearing.panel", " ".join(problems) + " Đề nghị Chánh án phân công đủ trước khi ra quyết định."
        )
