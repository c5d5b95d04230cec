"""What waits for an officer because of appeals: to check, to send up, to enter, to form a panel."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.appeals import queries
from toaan.appeals.actions.sending import ready_to_send
from toaan.appeals.models import FileTransfer, LateReview
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.cases.states import JUDGED, PREPARING
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder
from toaan.judgments.models import Appeal

R = Assignment.Role


def _seat(role: Assignment.Role, case: str = "pk") -> Exists:
    return Exists(Assignment.objects.filter(case=OuterRef(case), role=role, ended_at=None))


@finder
def appeals_to_check(viewer: Viewer) -> Found:
    """The presiding judge checks each appeal that has come (274.1)."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, R.PRESIDING)
    rows = Appeal.objects.filter(
        judgment__case__in=mine, judgment__case__state=JUDGED, dropped_on=None, advance=None
    ).select_related("party", "judgment__case__number")
    yield rows
    return [
        Waiting(
            title=_("Kiểm tra đơn kháng cáo"), url=reverse("appeals:case", args=[a.judgment.case_id]),
            matter=str(a.judgment.case), about=str(a.party), since=a.received_on, rank=DECIDE, act="appeals.notify_fee",
        )
        for a in rows
    ]  # fmt: skip


@finder
def files_to_send(viewer: Viewer) -> Found:
    """The clerk sends up the file once the periods are over and every advance is settled (283)."""
    if viewer.role != Role.CLERK:
        return []
    mine = yield from cases.held(viewer, R.CLERK)
    rows = ready_to_send().filter(case__in=mine).select_related("case__number", "effect")
    rows = rows.prefetch_related("case__parties")
    yield rows
    return [
        Waiting(
            title=_("Gửi hồ sơ lên Tòa án cấp phúc thẩm"), url=reverse("appeals:send_up", args=[j.case_id]),
            matter=str(j.case), about=j.case.title, since=j.effect.settled_at, rank=PREPARE, act="appeals.send_up",
        )
        for j in rows
    ]  # fmt: skip


@finder
def files_to_enter(viewer: Viewer) -> Found:
    """The clerk of the court above enters what has come (285.1)."""
    if viewer.role != Role.CLERK:
        return []
    yield (rows := queries.to_accept(viewer))
    return [_entered(t) for t in rows]


def _entered(t: FileTransfer) -> Waiting:
    return Waiting(
        title=_("Vào sổ thụ lý phúc thẩm"), url=reverse("appeals:transfers"), matter=str(t.case), about=t.case.title,
        who=t.case.court.name, since=t.sent_on, rank=DECIDE, act="appeals.accept",
    )  # fmt: skip


@finder
def late_appeals_above(viewer: Viewer) -> Found:
    """The president forms the panel within ten days; its presiding judge decides at the session (275.2, 275.3)."""
    rows = LateReview.objects.filter(court=viewer.court_id, issued_at=None).select_related(
        "late__party", "late__judgment__case__number", "late__decision__case__number"
    )
    yield rows
    forming = [r for r in rows if r.formed_on is None] if viewer.role in LEADERS else []
    deciding = [r for r in rows if r.presiding_id == viewer.post.pk] if viewer.post else []
    return [
        *(
            _late(r, "late_panel", _("Lập Hội đồng xem xét kháng cáo quá hạn, hạn %s") % f"{r.due_on:%d/%m/%Y}", "appeals.form_late_panel")
            for r in forming
        ),
        *(_late(r, "late_decide", _("Quyết định về kháng cáo quá hạn"), "appeals.number_late_decision") for r in deciding),
    ]  # fmt: skip


def _late(review: LateReview, page: str, title: str, act: str) -> Waiting:
    late = review.late
    return Waiting(
        title=title, url=reverse(f"appeals:{page}", args=[review.pk]), matter=str(late.case), about=str(late.party),
        since=review.received_on, rank=DECIDE, act=act,
    )  # fmt: skip


@finder
def panels_to_form(viewer: Viewer) -> Found:
    """The president forms the panel once a presiding judge is assigned (285.2)."""
    if viewer.role not in LEADERS:
        return []
    rows = (
        cases.visible_to(viewer)
        .filter(_seat(R.PRESIDING), ~_seat(R.JUDGE), instance=Case.Instance.SECOND, state=PREPARING)
        .exclude(procedure=Case.Procedure.SIMPLIFIED)
    )
    yield rows
    return [
        Waiting(
            title=_("Thành lập Hội đồng xét xử phúc thẩm"), url=reverse("appeals:panel", args=[c.pk]), matter=str(c),
            about=c.title, since=c.accepted_on, rank=DECIDE, act="appeals.assign_panel",
        )
        for c in rows
    ]  # fmt: skip
