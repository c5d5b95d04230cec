"""What waits on the course of a case: decisions to sign, resumptions to decide, suspensions to watch over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case, Procurator
from toaan.cases.states import HEARING, PREPARING, SUSPENDED, TRANSFERRED, TRIAL_SET
from toaan.core import clock
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, SIGN, Found, Waiting, finder
from toaan.course import queries
from toaan.course.actions.agreeing import change_until
from toaan.course.actions.deciding import OF_LEADER
from toaan.course.actions.procuracy import PASS_ON, RECORD
from toaan.course.actions.replacing import may_answer
from toaan.course.models import (
    ClaimChange,
    Complaint,
    CourseDecision,
    JurisdictionDispute,
    OtherClaim,
    Replacement,
    TransferComplaint,
)
from toaan.course.next_steps import page_url
from toaan.course.states import FEE_DUE, FILED
from toaan.hearings.models import Hearing


@finder
def decisions(viewer: Viewer) -> Found:
    """The judge goes on with what stopped between number and signature."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    rows = (
        CourseDecision.objects.filter(sha256="", case__in=mine)
        .exclude(kind__in=OF_LEADER)
        .select_related("case__number", "number")
    )
    yield (rows := rows.prefetch_related("case__parties"))
    return [
        _item(d, _("Ký tiếp %s") % f"{d.get_kind_display()[:1].lower()}{d.get_kind_display()[1:]}", d.decided_on, SIGN,
              "course.number")
        for d in rows
    ]  # fmt: skip


@finder
def agreements(viewer: Viewer) -> Found:
    """Parties who agreed at the session have had their days to change their minds: the judge recognises it (212.1)."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    later = Hearing.objects.filter(
        case=OuterRef("case"), kind=Hearing.Kind.SESSION, starts_at__gt=OuterRef("starts_at")
    ).exclude(outcome="")
    rows = Hearing.objects.filter(
        ~Exists(later), kind=Hearing.Kind.SESSION, outcome=Hearing.Outcome.SETTLED, case__in=mine,
        case__state=PREPARING, case__nature=Case.Nature.SUIT,
    )  # fmt: skip
    yield (rows := rows.select_related("case__number").prefetch_related("case__parties"))
    ripe = ((session, change_until(session)) for session in rows)
    return [
        Waiting(
            title=_("Ra quyết định công nhận sự thỏa thuận"), url=reverse("course:recognise", args=[s.case_id]),
            matter=str(s.case), about=s.case.title, since=until + timedelta(days=1), rank=DECIDE, act="course.recognise",
        )
        for s, until in ripe
        if until < clock.today()
    ]  # fmt: skip


@finder
def complaints(viewer: Viewer) -> Found:
    """Complaints against decisions for trial by simplified procedure wait for the leaders (319.2)."""
    if viewer.role not in LEADERS:
        return []
    rows = Complaint.objects.filter(
        decision__case__court_id=viewer.court_id, decision__lapsed_at=None, settled_by=None,
        decision__case__state__in=[TRIAL_SET, HEARING],
    )  # fmt: skip
    rows = rows.select_related("decision__case__number", "party").prefetch_related("decision__case__parties")
    yield rows
    return [
        Waiting(
            title=_("Giải quyết khiếu nại, kiến nghị (thủ tục rút gọn)"),
            url=reverse("course:settle_complaints", args=[c.decision.case_id]), matter=str(c.decision.case),
            about=c.decision.case.title, who=str(c), since=c.received_on, rank=DECIDE, act="course.uphold_simplified",
        )
        for c in rows
    ]  # fmt: skip


@finder
def files_sent_here(viewer: Viewer) -> Found:
    """Files that came by transfer, for the leaders and clerks to take in."""
    if viewer.role not in {*LEADERS, Role.CLERK}:
        return []
    open_ones = Q(dispute=None) | Q(dispute__settled_on__isnull=False, dispute__named=F("decision__to_court"))
    yield (sent := queries.sendings(viewer).filter(open_ones, case=None))
    return [
        Waiting(
            title=_("Nhận hồ sơ chuyển đến, thụ lý vụ án"), url=reverse("course:receive_file", args=[s.pk]),
            matter=str(s.decision.case), about=s.decision.case.title, who=s.decision.case.court.name,
            since=s.sent_at, rank=DECIDE, act="course.receive_file",
        )
        for s in sent
    ]  # fmt: skip


@finder
def disputes_to_settle(viewer: Viewer) -> Found:
    """Two courts below hold that a case is not theirs: the president names the one whose it is (41.2–41.4)."""
    if viewer.role not in LEADERS:
        return []
    yield (rows := queries.disputes(viewer).filter(decider_id=viewer.court_id, settled_on=None))
    return [_dispute(d, _("Giải quyết tranh chấp về thẩm quyền"), "course.settle_dispute") for d in rows]


@finder
def disputes_settled(viewer: Viewer) -> Found:
    """What a president above decided: entered by the court that asked, the case taken over by the one that was named."""
    if viewer.role not in {*LEADERS, Role.CLERK}:
        return []
    outside = Q(decider=None, settled_on=None, sending__decision__to_court_id=viewer.court_id)
    ours = Q(named_id=viewer.court_id, settled_on__isnull=False, case=None)
    ours &= ~Q(sending__decision__to_court_id=viewer.court_id)
    yield (rows := queries.disputes(viewer).filter(outside | ours))
    return [
        _dispute(
            d,
            _("Ghi quyết định giải quyết tranh chấp về thẩm quyền khi nhận được"),
            "course.record_settlement",
        )
        if d.is_pending
        else _dispute(d, _("Thụ lý theo quyết định giải quyết tranh chấp về thẩm quyền"), "course.take_over")
        for d in rows
    ]


def _dispute(made: JurisdictionDispute, title: str, act: str) -> Waiting:
    old = made.sending.decision.case
    return Waiting(
        title=title, url=reverse("course:dispute", args=[made.pk]), matter=str(old), about=old.title,
        who=made.sending.decision.to_name, since=made.settled_on or made.asked_at, rank=DECIDE, act=act,
    )  # fmt: skip


@finder
def transfer_complaints(viewer: Viewer) -> Found:
    """Complaints against a transfer wait for the president (41.1)."""
    if viewer.role not in LEADERS:
        return []
    rows = TransferComplaint.objects.filter(answer=None, period__decision__case__court_id=viewer.court_id)
    rows = rows.select_related("period__party", "period__decision__case__number")
    yield (rows := rows.prefetch_related("period__decision__case__parties"))
    return [
        Waiting(
            title=_("Giải quyết khiếu nại, kiến nghị về việc chuyển vụ án"), who=c.period.holder,
            url=reverse("course:answer", args=[c.period.decision.case_id, c.period.decision_id]),
            matter=str(c.period.decision.case), about=c.period.decision.case.title, since=c.received_on, rank=DECIDE,
            act="course.uphold_transfer",
        )
        for c in rows
    ]  # fmt: skip


@finder
def files_to_send(viewer: Viewer) -> Found:
    """Files that a transfer in force sends to another court, for the clerk of the case."""
    if viewer.role != Role.CLERK:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.CLERK)
    rows = CourseDecision.objects.filter(
        kind=CourseDecision.Kind.TRANSFER, effective_on__isnull=False, sending=None, case__state=TRANSFERRED,
        case__in=mine,
    ).exclude(sha256="")  # fmt: skip
    yield (rows := rows.select_related("case__number", "number").prefetch_related("case__parties"))
    return [
        Waiting(
            title=_("Gửi hồ sơ đến %s") % d.to_name, url=reverse("course:send_file", args=[d.case_id, d.pk]),
            matter=str(d.case), about=d.case.title, who=_("số %s") % d, since=d.effective_on, rank=PREPARE,
            act="course.send_file",
        )
        for d in rows
    ]  # fmt: skip


@finder
def suspensions(viewer: Viewer) -> Found:
    """Suspended cases whose reason is gone (216), or was expected to be gone by today (215.4)."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    rows = CourseDecision.objects.filter(
        Q(gone_on__isnull=False) | Q(expected_on__lte=clock.today()),
        kind=CourseDecision.Kind.SUSPENSION, ended_by=None, cancelled_on=None, case__state=SUSPENDED,
        case__in=mine,
    ).exclude(sha256="")  # fmt: skip
    found = []
    yield (rows := rows.select_related("case__number", "number").prefetch_related("case__parties"))
    for d in rows:
        if d.gone_on:
            found.append(
                _item(
                    d,
                    _("Ra quyết định tiếp tục giải quyết vụ án"),
                    d.gone_on,
                    DECIDE,
                    "course.resume",
                    page="course:resume",
                )
            )
        else:
            found.append(
                _item(
                    d, _("Đôn đốc: lý do tạm đình chỉ đã đến ngày dự kiến có kết quả"), d.expected_on, PREPARE,
                    "course.end_reason", page="course:end_reason",
                )
            )  # fmt: skip
    return found


@finder
def claims(viewer: Viewer) -> Found:
    """Counterclaims and independent claims to examine, or whose fee was not paid in time (BLTTDS 202)."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    rows = OtherClaim.objects.filter(
        Q(state=FILED) | Q(state=FEE_DUE, fee_due_on__lt=clock.today()), case__in=mine,
        case__state__in=[PREPARING, TRIAL_SET, SUSPENDED],
    )  # fmt: skip
    changes = ClaimChange.objects.filter(state="filed", case__in=mine)
    changes = changes.select_related("case__number", "party").prefetch_related("case__parties")
    rows = rows.select_related("case__number", "party").prefetch_related("case__parties")
    yield changes, rows
    found = [
        Waiting(
            title=_("Xem xét đơn thay đổi, rút yêu cầu khởi kiện"), matter=str(c.case), about=c.case.title,
            url=reverse("course:decide_change", args=[c.case_id, c.pk]), who=c.party.name, since=c.filed_on,
            rank=DECIDE, act="course.accept_change",
        )
        for c in changes
    ]  # fmt: skip
    for c in rows:
        fresh = c.state == FILED
        title = _("Xem xét %s") if fresh else _("Đã hết hạn nộp tạm ứng án phí: %s")
        kind = str(c.get_kind_display())
        found.append(
            Waiting(
                title=title % f"{kind[:1].lower()}{kind[1:]}", url=reverse("course:claims", args=[c.case_id]),
                matter=str(c.case), about=c.case.title, who=c.party.name, since=c.filed_on, rank=DECIDE,
                act="course.admit_claim" if fresh else "course.refuse_claim",
            )
        )  # fmt: skip
    return found


def _item(
    decision: CourseDecision, title: str, since: Any, rank: int, act: str, *, page: str = ""
) -> Waiting:
    case = decision.case
    return Waiting(
        title=title, url=reverse(page, args=[case.pk]) if page else page_url(decision), matter=str(case), about=case.title,
        who=_("số %s") % decision, since=since, rank=rank, act=act,
    )  # fmt: skip


@finder
def replacements(viewer: Viewer) -> Found:
    """Requests that somebody be replaced: the leaders decide before the hearing, the judge at it; then another is named."""
    if viewer.role not in JUDGES and viewer.role not in LEADERS:
        return []
    filed = Q(state=Replacement.State.FILED)
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    at_hearing = filed & Q(case__state=HEARING, case__in=mine)
    wanted = at_hearing
    if viewer.role in LEADERS:
        unnamed = Q(state=Replacement.State.ACCEPTED, assignment__isnull=False, assignment__ended_at=None)
        wanted |= Q(case__court_id=viewer.court_id) & (
            (filed & Q(procurator=None) | unnamed) & ~Q(case__state=HEARING)
        )
        wanted |= filed & Q(
            case__court__parent_id=viewer.court_id, assignment__post__kind=Role.PRESIDENT.value
        )
    rows = Replacement.objects.filter(
        wanted,
        state__in=[Replacement.State.FILED, Replacement.State.ACCEPTED],
        case__state__in=[PREPARING, TRIAL_SET, HEARING, SUSPENDED],
    )
    yield (
        rows := rows.select_related(
            "case__number", "case__court", "party", "assignment__post", "procurator"
        ).prefetch_related("case__parties")
    )
    found = []
    for r in rows:
        if r.of_president and r.state == Replacement.State.FILED and not may_answer(viewer, r):
            continue  # the court above decides, or the panel of three
        named = r.assignment is not None and r.state == Replacement.State.ACCEPTED
        url = reverse("course:decide_replacement", args=[r.case_id, r.pk])
        if named and r.assignment:
            url = reverse("cases:handover_choose", args=[r.assignment.post_id])
        found.append(
            Waiting(
                title=_("Cử người thay %s") % r if named else _("Giải quyết đề nghị thay đổi %s") % r, url=url,
                matter=str(r.case), about=r.case.court.name if r.case.court_id != viewer.court_id else r.case.title,
                who=r.party.name, since=r.filed_on, rank=DECIDE, act="course.answer_replacement",
            )
        )  # fmt: skip
    return found


@finder
def of_procurators(viewer: Viewer) -> Found:
    """Requests that a procurator be replaced wait with the clerk: passed on, answered, another named (62)."""
    if viewer.role != Role.CLERK:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.CLERK)
    left = Q(state=Replacement.State.ACCEPTED, procurator__reserve=False) & ~Exists(
        Procurator.objects.filter(case=OuterRef("case"), ended_at=None, reserve=False)
    )
    rows = Replacement.objects.filter(
        Q(state=Replacement.State.FILED) | left, procurator__isnull=False, case__in=mine,
        case__state__in=[PREPARING, TRIAL_SET, SUSPENDED],
    )  # fmt: skip
    rows = rows.select_related("case__number", "party", "procurator").prefetch_related("case__parties")
    yield (rows := rows.order_by("case", "-recorded_at"))
    found, told = [], set()
    for r in rows:
        if r.state == Replacement.State.ACCEPTED:
            if r.case_id in told:  # another was replaced before him: one naming answers both
                continue
            told.add(r.case_id)
            title, act = _("Chờ Viện kiểm sát cử người thay %s") % r, "cases.name_procurator"
            url, since = reverse("cases:name_procurator", args=[r.case_id]), r.decided_on
        else:
            url, since = reverse("course:decide_replacement", args=[r.case_id, r.pk]), r.filed_on
            title, act = _("Chuyển đề nghị thay đổi %s đến Viện kiểm sát") % r, PASS_ON
            if r.passed_on:
                title, act = _("Chờ Viện kiểm sát trả lời đề nghị thay đổi %s") % r, RECORD
                since = r.passed_on
        found.append(
            Waiting(
                title=title, url=url, matter=str(r.case), about=r.case.title, who=r.party.name, since=since,
                rank=DECIDE, act=act,
            )
        )  # fmt: skip
    return found
