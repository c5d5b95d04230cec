"""Reading appeals against decisions: every query takes the viewer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from toaan.appeals.decisions.models import Review
from toaan.appeals.models import ChallengeAdvance, FileDemand, FileTransfer
from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.models import Case, Party
from toaan.cases.states import (
    ARCHIVED,
    DELIBERATING,
    DISCONTINUED,
    EFFECTIVE,
    HEARING,
    JUDGED,
    PREPARING,
    SUSPENDED,
    TRIAL_SET,
)
from toaan.core.errors import not_found
from toaan.core.roles import CASE_ROLES, LEADERS
from toaan.core.together import known
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import places
from toaan.course.models import Challenge, CourseDecision
from toaan.judgments.models import LateAppeal

K = CourseDecision.Kind
ENDS = (K.SUSPENSION, K.DISCONTINUANCE, K.REQUEST_END)
"""What suspends or ends a suit (271, 314); of a request the same articles hold, as its own part is silent (361)."""
GOES_UP = (*ENDS, K.PARTIAL, K.RULING)
"""Decisions whose appeals go to the court above: also the end of the plaintiff's claim alone, beside which the case goes on
(217.2, 218.4), and what settles a request, by its own articles (371)."""
GOING_ON = (PREPARING, TRIAL_SET, HEARING, DELIBERATING, JUDGED, EFFECTIVE, SUSPENDED, DISCONTINUED)
"""Where a case may stand while the end of its plaintiff's claim is challenged."""
ONLY = 1
"""A decision is challenged as a whole: in `Case.challenge` it is one part."""


def going_up() -> Q:
    """Challenges that are at the court of first instance and go to the one above."""
    decision, case = "period__decision__", "period__decision__case__"
    ended = Q(**{f"{case}state__in": [SUSPENDED, DISCONTINUED], f"{decision}kind__in": ENDS})
    part = Q(**{f"{case}state__in": GOING_ON, f"{decision}kind": K.PARTIAL})
    return ended | part | Q(**{f"{case}state": JUDGED, f"{decision}kind": K.RULING})


def governs(decision: CourseDecision, case: Case) -> bool:
    """Whether the decision still says where the case stands, so that an appeal against it has an object."""
    if decision.kind == K.PARTIAL:
        return case.state in GOING_ON
    return case.state == JUDGED if decision.kind == K.RULING else case.state in {SUSPENDED, DISCONTINUED}


def may_come_late(decision: CourseDecision, case: Case) -> bool:
    """Whether a late appeal against the decision has an object still (275): it stands, was not ended by a resumption (216)
    and not decided on above."""
    return (
        stands(decision, case)
        and not CourseDecision.objects.filter(ends=decision).exists()
        and not FileTransfer.objects.filter(decision=decision, returned_on__isnull=False).exists()
    )


def stands(decision: CourseDecision, case: Case) -> bool:
    """Whether the decision, not cancelled, says where the case stands; also once it is in effect and the file closed."""
    if decision.cancelled_on is not None:
        return False
    if decision.kind == K.RULING:
        return case.state in {JUDGED, EFFECTIVE, ARCHIVED}
    if decision.kind == K.PARTIAL:
        return case.state in GOING_ON
    return case.state in ({SUSPENDED} if decision.kind == K.SUSPENSION else {DISCONTINUED, ARCHIVED})


def taken_up_again(case: Case) -> Case | None:
    """The request that was entered anew after the decision of second instance (375.3.c)."""
    rows = Case.objects.filter(origin__brought_by__case=case, instance=Case.Instance.FIRST)
    return rows.select_related("number").first()


def of_case(viewer: Viewer, case: Case) -> list[Challenge]:
    """The challenges of the decisions of a case that go up, oldest first."""
    rows = Challenge.objects.filter(
        cases.seen(viewer, "period__decision__case"),
        period__decision__case=case,
        period__decision__kind__in=GOES_UP,
    )
    rows = rows.select_related("period__party", "period__decision__number", "advance")
    found = list(rows.prefetch_related("period__party__representations"))
    for one in found:
        one.period.decision.case = case
    return found


def get(viewer: Viewer, case: Case, challenge_id: uuid.UUID) -> Challenge:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = next((one for one in of_case(viewer, case) if one.pk == challenge_id), None)
    if found is None:
        raise not_found()
    return found


def advance_of(challenge: Challenge) -> ChallengeAdvance | None:
    """Its fee advance, None while it is not accepted."""
    found: ChallengeAdvance | None = getattr(challenge, "advance", None)
    if found is not None:
        found.challenge = challenge
    return found


def live(decision: CourseDecision) -> list[Challenge]:
    """What still challenges the decision."""
    rows = Challenge.objects.filter(period__decision=decision, dropped_on=None)
    return list(rows.select_related("period__party", "advance"))


def is_above(challenge: Challenge, transfer: FileTransfer | None) -> bool:
    """Whether the challenge went up with the file; one accepted late after that stays below until its fee is settled."""
    if transfer is None or transfer.decision_id != challenge.period.decision_id:
        return False
    advance = advance_of(challenge)
    return challenge.recorded_at <= transfer.sent_at or (advance is not None and advance.is_settled)


def late_appeals(viewer: Viewer, case: Case) -> QuerySet[LateAppeal]:
    """Late appeals against the decisions of a first-instance case, with what became of them above, oldest first."""
    rows = LateAppeal.objects.filter(cases.seen(viewer, "decision__case_id"), decision__case=case)
    return rows.select_related(
        "party", "decision__number", "sent_by__user", "review__court", "review__number"
    )  # fmt: skip


def court_above(case: Case) -> str:
    """The court that decides on its appeals, as records and pages name it."""
    return case.court.parent.name if case.court.parent else "Tòa án cấp phúc thẩm"


def challenged_decision(case: Case) -> CourseDecision | None:
    """The newest decision of a first-instance case that somebody challenges still, one not decided above before all."""
    return foremost(challenged_decisions(case))


def challenged_decisions(case: Case) -> QuerySet[CourseDecision]:
    """The decisions of a case that somebody challenges still, newest first."""
    return known(challenged(case.pk).select_related("number").order_by("-issued_at"), case=[case])


def challenged(case: uuid.UUID) -> QuerySet[CourseDecision]:
    """The same, for what only asks whether there are any."""
    return CourseDecision.objects.filter(
        case=case, kind__in=GOES_UP, periods__challenge__isnull=False, periods__challenge__dropped_on=None
    ).distinct()


def foremost(rows: Iterable[CourseDecision]) -> CourseDecision | None:
    """Of these, the newest that is not decided above; else the newest."""
    found = list(rows)
    waiting = (one for one in found if one.effective_on is None and one.cancelled_on is None)
    return next(waiting, found[0] if found else None)


def missing_for_sending(
    decision: CourseDecision, today: date, challenges: list[Challenge] | None = None
) -> list[str]:
    """Why the file cannot go up yet, each a sentence with its article; empty when it can.

    Args:
        challenges: what still challenges the decision, where it is known already.
    """
    if decision.kind == K.PARTIAL and not places.before(decision):
        return [
            _(
                "Quyết định này được ban hành trước khi hệ thống giữ lại địa vị tố tụng cũ của đương sự: gửi hồ sơ bằng đường giấy "
                "(Điều 283)."
            )
        ]
    found: list[str] = []
    rows = live(decision) if challenges is None else challenges
    if not rows:
        return [_("Không có kháng cáo, kháng nghị nào còn hiệu lực.")]
    ends = [p.due_on for p in decision.periods.all()]
    if on_demand(decision):  # 413: asked for at once, sent without waiting for the other periods
        if awaits_demand(decision, today):
            found.append(
                _("Chờ văn bản yêu cầu chuyển hồ sơ của %s (khoản 1 Điều 413 Bộ luật Tố tụng dân sự).")
                % court_above(decision.case)
            )
    elif any(end is None or end >= today for end in ends):
        found.append(_("Thời hạn kháng cáo, kháng nghị chưa hết (Điều 283 Bộ luật Tố tụng dân sự)."))
    for one in rows:
        made = advance_of(one)
        if one.period.party is None:
            continue
        if made is None:
            found.append(
                _("Chưa kiểm tra đơn kháng cáo của %(party)s (Điều 274).") % {"party": one.period.holder}
            )
        elif not made.is_settled:
            owed = _("%(party)s chưa nộp biên lai tạm ứng án phí phúc thẩm (Điều 276).")
            if decision.case.is_request:
                owed = _("%(party)s chưa nộp biên lai tạm ứng lệ phí phúc thẩm (Điều 276).")
            found.append(owed % {"party": one.period.holder})
    return found


def on_demand(decision: CourseDecision) -> bool:
    """Whether the file goes up when the court above asks for it: of a decision on a strike (413.1, 413.2)."""
    way = request_kinds.way_of(decision.case) if decision.kind == K.RULING else None
    return way is not None and way.is_strike


def is_demanded(decision: CourseDecision) -> bool:
    """Whether the court above has asked for the file."""
    found: FileDemand | None = getattr(decision, "file_demand", None)
    return found is not None and found.issued


def awaits_demand(decision: CourseDecision, today: date) -> bool:
    """Whether the file waits for the letter of the court above; without one here it goes up on paper, as every other."""
    if not on_demand(decision) or is_demanded(decision):
        return False
    return decision.case.court.above_on(today) is not None


def to_demand(viewer: Viewer) -> QuerySet[FileDemand]:
    """Files of strikes that the viewer's court has still to ask for, oldest first."""
    if viewer.role not in LEADERS:
        return FileDemand.objects.none()
    rows = FileDemand.objects.filter(court=viewer.court_id, issued_at=None, decision__effective_on=None)
    return rows.select_related("court", "number", "decision__number", "decision__case__court", "decision__case__number")  # fmt: skip


def demand(viewer: Viewer, demand_id: uuid.UUID) -> FileDemand:
    """One letter of the viewer's court, written or not.

    Raises:
        Refused: "not_found".
    """
    rows = FileDemand.objects.filter(court=viewer.court_id, pk=demand_id)
    found = rows.select_related("court", "number", "decision__number", "decision__case__court", "decision__case__number").first()  # fmt: skip
    if found is None or viewer.role not in CASE_ROLES:
        raise not_found()
    return found


def transfer_of(case: Case) -> FileTransfer | None:
    """The file that brought this case of second instance, or the newest that went up from this one for a decision."""
    rows = FileTransfer.objects.filter(decision__isnull=False).select_related(
        "to_court", "above__number", "case__number", "case__court", "decision__number"
    )
    key = "above" if case.instance == Case.Instance.SECOND else "case"
    return rows.filter(**{key: case}).order_by("-sent_at").first()


def review_of(case: Case) -> Review | None:
    """The decision of second instance in this case, issued or only numbered."""
    return Review.objects.select_related("number", "signer__user").filter(case=case).first()


def challenge_of(transfer: FileTransfer, copies: dict[uuid.UUID, Party]) -> dict[str, Any]:
    """What is challenged and by whom, as `Case.challenge` keeps it."""
    decision = transfer.decision
    if decision is None:
        raise ValueError("the file of a judgment came up")
    # One that was accepted late after the file had gone up may still owe its fee: it joins the case by itself.
    rows = [one for one in live(decision) if one.party is None or ((a := advance_of(one)) and a.is_settled)]
    return {
        "decision": decision.title,
        "kind": str(decision.kind),
        "dated": decision.decided_on.isoformat(),
        "court": transfer.case.court.name,
        "appellants": [
            {
                "party": str(copies[p.pk].pk), "name": p.name, "role": str(copies[p.pk].get_role_display()), "parts": [ONLY],
                "ground": one.ground,
            }
            for one in rows if (p := one.period.party)
        ],
        "protests": [
            {
                "level": one.period.level, "holder": one.period.holder, "number": one.number, "parts": [ONLY],
                "ground": one.ground,
            }
            for one in rows if one.period.party is None
        ],
    }  # fmt: skip
