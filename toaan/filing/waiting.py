"""What waits for an officer among the petitions."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Deadline
from toaan.core import clock
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder
from toaan.filing import queries
from toaan.filing.models import Petition, ReturnCopy, ReturnReview
from toaan.filing.states import ABOVE, AT_THE_COURT, DEMANDED, EXAMINING, READY, RECEIVED, TO_NAME, TO_SET


@finder
def petitions(viewer: Viewer) -> Found:
    """Assign (191.2), examine (191.3), accept (195.3): whose turn it is, that person sees it."""
    titles = {
        RECEIVED: (_("Phân công Thẩm phán xem xét đơn"), "filing.assign_examiner"),
        EXAMINING: (_("Xem xét đơn khởi kiện"), "filing.take_jurisdiction"),
        READY: (_("Thụ lý vụ án"), "filing.accept"),
    }
    yield (rows := queries.waiting_for(viewer).order_by("received_on", "pk"))
    return [
        Waiting(
            title=titles[p.state][0], url=reverse("filing:petition", args=[p.pk]), matter=_("Đơn %s") % p, about=p.title,
            who=p.get_channel_display(), since=p.received_on, rank=DECIDE, act=titles[p.state][1],
        )
        for p in rows
    ]  # fmt: skip


@finder
def to_acknowledge(viewer: Viewer) -> Found:
    """Petitions that came by post and whose sender was not told yet (191.1)."""
    if viewer.role not in {Role.CLERK, Role.DOCUMENT_CLERK}:
        return []
    running = Deadline.objects.filter(
        court_id=viewer.court_id, rule="BLTTDS:191.1", state=Deadline.State.OPEN, owner=Deadline.Owner.CLERK
    )
    rows = Petition.objects.filter(pk__in=running.order_by().values("petition_id")).select_related("number")
    yield (rows := rows.order_by("received_on", "pk"))
    return [
        Waiting(
            title=_("Gửi thông báo nhận đơn gửi qua bưu chính"), url=_step(p, "thong-bao-nhan-don"), matter=_("Đơn %s") % p,
            about=p.title, who=p.plaintiff_names, since=p.received_on, rank=PREPARE, act="filing.acknowledge",
        )
        for p in rows
    ]  # fmt: skip


@finder
def authorities(viewer: Viewer) -> Found:
    """The papers of whoever filed for a client: looked at within three working days (75.5)."""
    if viewer.role != Role.CLERK:
        return []
    yield (rows := queries.authorities_to_check(viewer).order_by("shown_at", "pk"))
    return [
        Waiting(
            title=_("Kiểm tra giấy tờ của người nộp đơn thay"), url=_step(a.petition, "chap-nhan-nop-thay"),
            matter=_("Đơn %s") % a.petition, about=a.petition.title, who=str(a), since=clock.local_date(a.shown_at),
            rank=DECIDE, act="filing.enter_authority",
        )
        for a in rows
        if a.shown_at is not None
    ]  # fmt: skip


@finder
def complaints_of_returns(viewer: Viewer) -> Found:
    """Complaints about returned petitions for the leaders: name another judge (194.2), decide above, obey (194.6)."""
    if viewer.role not in LEADERS:
        return []
    gone = Q(state__in=AT_THE_COURT, judge__valid_to__lt=clock.tomorrow())
    here = Q(court_id=viewer.court_id) & (Q(state__in=[TO_NAME, ABOVE]) | gone)
    below = Q(state=DEMANDED, returned__petition__court_id=viewer.court_id)
    yield (rows := _reviews().filter(here | below))
    acts = {
        ABOVE: (_("Giải quyết khiếu nại, kiến nghị về việc trả lại đơn"), "", "filing.demand_take_back"),
        DEMANDED: (_("Nhận lại đơn theo quyết định của Tòa án cấp trên"), "nhan-lai-theo-yeu-cau", "filing.take_back_demanded"),
    }  # fmt: skip
    name = _("Phân công Thẩm phán khác giải quyết khiếu nại, kiến nghị về việc trả lại đơn")
    return [_of_return(r, *acts.get(r.state, (name, "", "filing.name_return_judge"))) for r in rows]


@finder
def returns_to_settle(viewer: Viewer) -> Found:
    """Complaints about returned petitions that this judge was named for: set the session, then answer (194.3, 194.4)."""
    if viewer.role not in JUDGES or viewer.post is None:
        return []
    yield (rows := _reviews().filter(judge=viewer.post, state__in=[s for s in AT_THE_COURT if s != TO_NAME]))
    to_set = (
        _("Ấn định phiên họp giải quyết khiếu nại về việc trả lại đơn"),
        "phien-hop",
        "filing.set_return_session",
    )
    to_meet = (_("Phiên họp, quyết định giải quyết khiếu nại về việc trả lại đơn"), "", "filing.keep_return")
    return [_of_return(r, *(to_set if r.state == TO_SET else to_meet)) for r in rows]


@finder
def answers_to_sign(viewer: Viewer) -> Found:
    """Decisions about complaints of a return that have their number and no signature, because something stopped in between."""
    if viewer.role not in JUDGES or viewer.post is None:
        return []
    yield (rows := queries.answers_unsigned().filter(judge=viewer.post))
    return [
        _of_return(r, _("Ký quyết định về việc trả lại đơn"), "ky-quyet-dinh", "filing.sign_return_answer")
        for r in rows
    ]


@finder
def returns_not_received(viewer: Viewer) -> Found:
    """Papers about a return that go out by hand or by post: the term begins with the receipt (194.1, 194.5)."""
    if viewer.role not in {Role.CLERK, Role.DOCUMENT_CLERK}:
        return []
    rows = ReturnCopy.objects.filter(court_id=viewer.court_id, received_on=None)
    yield (rows := rows.select_related("returned__petition__number", "review").order_by("made_on", "order"))
    return [
        Waiting(
            title=_("Gửi văn bản trả lại đơn, ghi nhận ngày nhận")
            if c.review is None
            else _("Gửi quyết định giải quyết khiếu nại về việc trả lại đơn, ghi nhận ngày nhận"),
            url=reverse("filing:return_receipt", args=[c.returned.petition_id, c.pk]),
            matter=_("Đơn %s") % c.returned.petition, about=c.returned.petition.title, who=c.name, since=c.made_on,
            rank=PREPARE, act="filing.record_return_receipt",
        )
        for c in rows
    ]  # fmt: skip


def _reviews() -> QuerySet[ReturnReview]:
    return ReturnReview.objects.select_related("returned__petition__number", "court").prefetch_related(
        "complaints"
    )


def _of_return(review: ReturnReview, title: str, slug: str, act: str) -> Waiting:
    petition = review.returned.petition
    return Waiting(
        title=title, url=_step(petition, slug) if slug else reverse("filing:petition", args=[petition.pk]),
        matter=_("Đơn %s") % petition, about=petition.title, who="; ".join(str(c) for c in review.complaints.all()),
        since=review.decided_on or review.named_on or review.opened_on, rank=DECIDE, act=act,
    )  # fmt: skip


def _step(petition: Petition, slug: str) -> str:
    return reverse("filing:step", args=[petition.pk, slug])
