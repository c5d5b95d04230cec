"""Reading petitions: every query takes the viewer and starts from `visible_to`."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from toaan.cases.models import Assignment, Deadline
from toaan.cases.queries import NO_JUDGE, judges_of
from toaan.cases.workload import NOT_AT_REST
from toaan.core import absences, clock, registers
from toaan.core.errors import not_found
from toaan.core.models import Court, CourtArea, Event, Post
from toaan.core.roles import CASE_ROLES, JUDGES, LEADERS, Role
from toaan.core.together import known, load, one
from toaan.core.viewer import Viewer
from toaan.filing import returns
from toaan.filing.models import Attachment, Authority, CourtPaper, Petition, ReturnReview
from toaan.filing.states import (
    ASKED,
    BEFORE_ACCEPTANCE,
    DRAFT,
    EDITABLE,
    EXAMINING,
    KEPT,
    READY,
    RECEIVED,
    REFUSED,
    RETURNED,
    TO_CHECK,
)
from toaan.vietnamese.names import sort_key
from toaan.vietnamese.numbers import search_words
from toaan.vietnamese.text import fold

AT_A_COURT = frozenset({"same_court", "court_above"})
IN_HAND = (RECEIVED, EXAMINING, "amending", "fee_due", "fee_paid")
"""States in which the court still has something to do with a petition."""


def visible_to(viewer: Viewer) -> QuerySet[Petition]:
    """Petitions that the viewer may know of: one's own, or those filed with one's court; never others' drafts."""
    petitions = Petition.objects.select_related("court", "number", "examiner__user", "case__number")
    if viewer.system:
        return petitions
    if viewer.role in CASE_ROLES:
        here = petitions.filter(court_id=viewer.court_id).exclude(state=DRAFT)
        return known(here, court=[viewer.court] if viewer.court else [])
    if viewer.role == Role.CITIZEN:
        return petitions.filter(petitioner_id=viewer.user_id)
    return petitions.none()


def readable(viewer: Viewer) -> QuerySet[Petition]:
    """What one may open: beside one's own, at the court above the returned petitions of courts below that were answered
    there, about which one may go on to its president (BLTTDS 194.5).
    """
    here = viewer.court
    if viewer.role not in CASE_ROLES or here is None or here.level == Court.Level.REGION:
        return visible_to(viewer)
    petitions = Petition.objects.select_related("court", "number", "examiner__user", "case__number")
    below = Q(court__parent_id=here.pk) & Q(Exists(_kept_below()))
    return petitions.filter(Q(court_id=here.pk) | below).exclude(state=DRAFT)


def _kept_below() -> QuerySet[ReturnReview]:
    first = ReturnReview.objects.filter(returned__petition=OuterRef("pk"), level=ReturnReview.Level.FIRST)
    return first.filter(state=KEPT).order_by()


def get(viewer: Viewer, petition_id: uuid.UUID) -> Petition:
    """One petition.

    Raises:
        Refused: "not_found" when it is not there for this viewer.
    """
    found = readable(viewer).filter(pk=petition_id).first()
    if found is None:
        raise not_found()
    return found


DONE = (
    "authority__number", "acknowledgement", "amendment_request__number", "amendment_request__extension", "fee_notice__number", "fee_receipt", "returned__number", "transfer__number",
    "came_by__petition__court", "came_by__petition__number",
)  # fmt: skip
"""What may have been done with a petition, each at most once."""


def whole(viewer: Viewer, petition_id: uuid.UUID) -> Petition:
    """One petition with all that its own page shows of it: what was done with it, its versions, its files.

    Raises:
        Refused: "not_found".
    """
    files = [
        Prefetch("attachments", Attachment.objects.select_related("file")),
        Prefetch("papers", CourtPaper.objects.select_related("file")),
    ]
    rows = readable(viewer).select_related(*DONE).prefetch_related("versions", *files, returns.fetched())
    found = one(rows, petition_id)
    if found is None:
        raise not_found()
    return found


def answers_unsigned() -> QuerySet[ReturnReview]:
    """Decisions about complaints of a return that have their number and were not signed and issued."""
    rows = ReturnReview.objects.exclude(number=None).filter(signed_at=None)
    return rows.select_related("returned__petition__number", "court", "number").prefetch_related("complaints")


def petition_of_review(viewer: Viewer, review_id: uuid.UUID) -> Petition:
    """The petition about whose return these complaints are.

    Raises:
        Refused: "not_found".
    """
    found = readable(viewer).filter(returns__reviews=review_id).first()
    if found is None:
        raise not_found()
    return found


def refused_to_represent(viewer: Viewer) -> list[Authority]:
    """Petitions that the viewer filed for a client and in which the court did not accept him: what it told him (75.5)."""
    if viewer.user is None or viewer.post is not None:
        return []
    rows = Authority.objects.filter(user=viewer.user, state=REFUSED).exclude(petition__petitioner=viewer.user)
    return list(rows.select_related("petition__court", "petition__number", "number").order_by("-settled_at"))


def authorities_to_check(viewer: Viewer) -> QuerySet[Authority]:
    """Petitions of the viewer's court filed for a client whose papers have come, or whose time to supply them is over."""
    over = Q(state=ASKED, due_on__lt=clock.today())
    rows = Authority.objects.filter(Q(state=TO_CHECK) | over, petition__court_id=viewer.court_id)
    return rows.filter(petition__state__in=BEFORE_ACCEPTANCE).select_related("petition__number")


def to_confirm(viewer: Viewer) -> list[Petition]:
    """Requests being written that name the viewer as a further requester and were sent to him to confirm."""
    number = viewer.user.personal_id if viewer.user is not None and viewer.post is None else ""
    if not number:
        return []
    rows = Petition.objects.filter(state__in=EDITABLE, co_requesters__personal_id=number)
    return list(rows.select_related("court", "petitioner").order_by("-saved_at"))


def shared(viewer: Viewer, petition_id: uuid.UUID) -> Petition:
    """A request that was sent to the viewer to confirm.

    Raises:
        Refused: "not_found".
    """
    number = viewer.user.personal_id if viewer.user is not None and viewer.post is None else ""
    rows = Petition.objects.filter(pk=petition_id, co_requesters__personal_id=number) if number else None
    found = rows.select_related("court", "petitioner").first() if rows is not None else None
    if found is None:
        raise not_found()
    return found


def mine(viewer: Viewer) -> QuerySet[Petition]:
    """The citizen's own petitions, the last touched first."""
    return visible_to(viewer).order_by("-saved_at")


ORDERS = {
    "-so": ("-register_year", "-register_sequence"),
    "so": ("register_year", "register_sequence"),
    "ngay": ("received_on", "register_sequence"),
    "-ngay": ("-received_on", "-register_sequence"),
}
"""Ways to sort the register, by the word in its address."""


@dataclass(frozen=True)
class Wanted:
    """What a reader asks of the register; empty means everything."""

    state: str = ""
    """A state, or "open": the court still has something to do."""
    kind: str = ""
    channel: str = ""
    examiner: str = ""
    """Post of the examining judge, "-" for petitions without one."""
    since: date | None = None
    until: date | None = None
    """Bounds of the day of receipt, both included."""
    words: str = ""


EVERYTHING = Wanted()


def register(
    viewer: Viewer, *, year: int, wanted: Wanted = EVERYTHING, order: str = "-so"
) -> QuerySet[Petition]:
    """The petition register (sổ nhận đơn) of the viewer's court, by default the newest number first."""
    found = visible_to(viewer).filter(register_year=year)
    if wanted.state == "open":
        found = found.filter(state__in=IN_HAND)
    elif wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.examiner == NO_JUDGE:
        found = found.filter(examiner=None)
    elif wanted.examiner:
        found = found.filter(examiner=uuid.UUID(wanted.examiner))
    for name, value in (
        ("kind", wanted.kind), ("channel", wanted.channel), ("received_on__gte", wanted.since),
        ("received_on__lte", wanted.until),
    ):  # fmt: skip
        if value:
            found = found.filter(**{name: value})
    return matching(found, wanted.words).order_by(*ORDERS.get(order, ORDERS["-so"]))


def matching(petitions: QuerySet[Petition], words: str) -> QuerySet[Petition]:
    """Petitions in whose number, code, names or relation every word occurs; a number in any spelling."""
    for word in search_words(words):
        if word.sequence is None or word.year is None:
            petitions = petitions.filter(search_folded__contains=word.text)
        else:
            petitions = petitions.filter(register_sequence=word.sequence, register_year=word.year)
            petitions = petitions.filter(search_folded__contains=word.kind) if word.kind else petitions
    return petitions


def years(viewer: Viewer) -> registers.Ends:
    """In which years the register holds petitions that the viewer may see."""
    return registers.ends(visible_to(viewer))


def examiners(viewer: Viewer) -> QuerySet[Post, tuple[uuid.UUID, str]]:
    """Judges of the court now and whoever examined one of its petitions: the choices of a filter, with their names."""
    examined = Exists(Petition.objects.filter(examiner=OuterRef("pk")).order_by())
    kept = Q(pk__in=judges_of(viewer.court_id, clock.now()).values("pk")) | examined
    return Post.objects.filter(kept, court_id=viewer.court_id).values_list("pk", "user__full_name")


def waiting_for(viewer: Viewer) -> QuerySet[Petition]:
    """Petitions whose next step is this officer's."""
    found = visible_to(viewer)
    if viewer.role == Role.CLERK:
        return found.filter(state=READY)
    if viewer.role not in JUDGES:
        return found.none()
    mine = Q(state__in=[EXAMINING, READY], examiner=viewer.post)
    if viewer.role not in LEADERS:
        return found.filter(mine)
    return found.filter(mine | Q(state=RECEIVED), state__in=[RECEIVED, EXAMINING, READY])


def history(viewer: Viewer, petition: Petition) -> QuerySet[Event]:
    """What happened to the petition, newest first, as far as this viewer may read it."""
    shown = {"parties"}
    if viewer.system or AT_A_COURT & petition.relations(viewer):
        shown.add("court")
    return Event.objects.filter(petition_id=petition.pk, shown_to__in=shown).order_by("-at", "-sequence")


def deadlines(viewer: Viewer, petition: Petition) -> QuerySet[Deadline]:
    """Deadlines that ran or run in the petition; the petitioner sees his own."""
    rows = Deadline.objects.filter(petition_id=petition.pk, case=None).select_related("post__user", "party")
    if viewer.system or AT_A_COURT & petition.relations(viewer):
        return rows
    return rows.filter(owner=Deadline.Owner.PARTY)


@dataclass(frozen=True)
class Load:
    """A judge and the work in hand."""

    post: Post
    petitions: int
    cases: int
    away: str = ""
    """Absence that covers the day, in words."""


def judges(viewer: Viewer, at: datetime) -> list[Load]:
    """Judges of the viewer's court with what they have in hand, sorted by given name."""
    petitions = Petition.objects.filter(court_id=viewer.court_id, state__in=IN_HAND)
    seats = Assignment.objects.filter(
        role=Assignment.Role.PRESIDING,
        ended_at=None,
        case__court_id=viewer.court_id,
        case__state__in=NOT_AT_REST,
    )
    held = petitions.order_by().values_list("examiner_id").annotate(n=Count("pk"))
    chaired = seats.order_by().values_list("post_id").annotate(n=Count("pk"))
    posts = judges_of(viewer.court_id, at)
    load(held, chaired, posts)
    examining, presiding = Counter(dict(held)), Counter(dict(chaired))
    away = absences.of(posts, clock.local_date(at))
    loads = [Load(p, examining[p.pk], presiding[p.pk], absences.words(away.get(p.pk))) for p in posts]
    return sorted(loads, key=lambda load: sort_key(load.post.user.full_name))


def courts_open_on(day: date) -> list[Court]:
    """Courts of first instance in being on a day, for the choice of a petitioner."""
    return [c for c in Court.objects.filter(level=Court.Level.REGION).order_by("name") if c.exists_on(day)]


def court_areas(words: str, day: date) -> QuerySet[CourtArea]:
    """Lines of every court's area that hold on a day, by the words of a place or a court."""
    rows = CourtArea.objects.on(day).select_related("court")
    for word in fold(words).split():
        rows = rows.filter(
            Q(commune_folded__contains=word) | Q(province_key__contains=word) | Q(court_name__icontains=word)
        )
    return rows


def courts_to_send_to(day: date) -> list[Court]:
    """Courts of this installation in being on a day that may hear a case at first instance or level 37.2."""
    levels = [Court.Level.REGION, Court.Level.PROVINCE]
    return [c for c in Court.objects.filter(level__in=levels).order_by("name") if c.exists_on(day)]


@dataclass(frozen=True)
class PublicStep:
    """What anybody who holds the code may read: a step and its day, nothing else."""

    label: str
    on: datetime


def track(code: str) -> tuple[str, list[PublicStep]] | None:
    """State and days of the petition with this tracking code, without a word about people or matters."""
    petition = Petition.objects.filter(tracking_code=code).exclude(state=DRAFT).first()
    if petition is None:
        return None
    steps = {
        "filing.submit": "Tòa án đã nhận đơn",
        "filing.record_paper": "Tòa án đã nhận đơn",
        "filing.assign_examiner": "Đã phân công Thẩm phán xem xét đơn",
        "filing.request_amendment": "Tòa án yêu cầu sửa đổi, bổ sung đơn",
        "filing.amend": "Đã nộp đơn sửa đổi, bổ sung",
        "filing.take_jurisdiction": "Tòa án thông báo nộp tạm ứng án phí",
        "filing.exempt_from_advance": "Không phải nộp tạm ứng án phí",
        "filing.hand_in_receipt": "Đã nộp biên lai tạm ứng án phí",
        "filing.accept": "Tòa án đã thụ lý",
        "filing.acknowledge": "Tòa án đã gửi thông báo nhận đơn",
        "filing.extend_amendment": "Tòa án gia hạn sửa đổi, bổ sung đơn",
        "filing.return_petition": "Tòa án đã trả lại đơn",
        "filing.complain_of_return": "Tòa án đã nhận khiếu nại, kiến nghị về việc trả lại đơn",
        "filing.keep_return": "Tòa án giữ nguyên việc trả lại đơn",
        "filing.take_back": "Tòa án nhận lại đơn",
        "filing.complain_of_return_above": "Tòa án cấp trên đã nhận khiếu nại, kiến nghị",
        "filing.keep_return_above": "Tòa án cấp trên giữ nguyên việc trả lại đơn",
        "filing.demand_take_back": "Tòa án cấp trên yêu cầu nhận lại đơn",
        "filing.take_back_demanded": "Tòa án nhận lại đơn",
        "filing.transfer_petition": "Tòa án đã chuyển đơn cho Tòa án có thẩm quyền",
        "filing.receive_transferred": "Tòa án đã nhận đơn được chuyển đến",
    }
    events = Event.objects.filter(petition_id=petition.pk, act__in=steps).order_by("at", "sequence")
    label = "Đã trả lại đơn" if petition.state == RETURNED else str(petition.get_state_display())
    return label, [PublicStep(steps[e.act], e.at) for e in events]


def returned(viewer: Viewer) -> QuerySet[Petition]:
    """Returned petitions of the viewer's court, and those of courts below of which one may complain here; latest first."""
    rows = readable(viewer).filter(state=RETURNED).select_related("returned__number", "returned__judge__user")
    return rows.prefetch_related("returned__reviews").order_by("-returned__returned_at", "pk")


def search(viewer: Viewer, words: str) -> QuerySet[Petition]:
    """Petitions in whose code, number, names or relation every word occurs, the newest first."""
    found = visible_to(viewer).exclude(state=DRAFT)
    if not words.strip():
        return found.none()
    return matching(found, words).order_by("-register_year", "-received_on", "-register_sequence")
