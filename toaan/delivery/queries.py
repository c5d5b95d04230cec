"""Reading services: every query takes the viewer and starts from `visible_to`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.core.errors import not_found
from toaan.core.roles import CASE_ROLES, Role
from toaan.core.together import known
from toaan.core.viewer import Viewer
from toaan.delivery.models import PROCURACY, Dispatch, DispatchLine, Service, ServiceRecipient
from toaan.delivery.states import DROPPED, FAILED, PREPARING, READY, SENT, WAITING


def visible_to(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """Copies that the viewer may know of: the court sees all of its own, a recipient only his, once sent."""
    rows = ServiceRecipient.objects.select_related(
        "service__number", "case__court", "case__number", "party", "representation"
    ).prefetch_related("case__parties", "case__assignments", "party__representations")
    if viewer.system:
        return rows
    if viewer.role in CASE_ROLES:
        return rows.filter(court_id=viewer.court_id)
    if viewer.role == Role.PROCURATOR:  # as its index stands: what was sent has its day
        return rows.filter(court_id=viewer.court_id, key=PROCURACY, sent_at__isnull=False)
    out = rows.exclude(state__in=[WAITING, DROPPED]).exclude(sha256="")
    if viewer.role == Role.LAY_JUDGE:
        return rows.filter(cases.seen(viewer))
    if viewer.role == Role.CITIZEN:
        return out.filter(pk__in=_addressed_to(viewer))
    return rows.none()


def _addressed_to(viewer: Viewer) -> QuerySet[Any, Any]:
    """Keys of the copies for this person: as representative, or as a party or for one where none is named. Each way is sought by
    its own index; with "or" between them every copy there is would be looked at.
    """
    copies = ServiceRecipient.objects.order_by()
    acting = cases.representing(viewer).values("pk")
    direct = copies.filter(party__in=cases.spoken_for(viewer), representation=None)
    led = copies.filter(representation__in=acting, representation__isnull=False)  # most copies have none
    return led.values("pk").union(direct.values("pk"))


def services_visible_to(viewer: Viewer) -> QuerySet[Service]:
    """Papers to be served that the viewer may know of: the court sees its own, others those of their cases."""
    rows = Service.objects.all()
    if viewer.system:
        return rows
    if viewer.role in CASE_ROLES:
        return rows.filter(court_id=viewer.court_id)
    return rows.filter(cases.seen(viewer))


def sent(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """Copies that went out, nothing of their cases read along."""
    return visible_to(viewer).exclude(sent_at=None).select_related(None).prefetch_related(None)


def get(viewer: Viewer, recipient_id: uuid.UUID) -> ServiceRecipient:
    """One copy.

    Raises:
        Refused: "not_found" when it is not there for this viewer.
    """
    found = visible_to(viewer).filter(pk=recipient_id).first()
    if found is None:
        raise not_found()
    return found


def inbox(viewer: Viewer, *, waiting: bool = False) -> QuerySet[ServiceRecipient]:
    """Papers meant for this viewer, newest first: the citizen's inbox, or the procuracy's.

    Args:
        waiting: only those not yet opened or confirmed.
    """
    if viewer.role not in {Role.CITIZEN, Role.PROCURATOR}:
        return ServiceRecipient.objects.none()
    rows = visible_to(viewer).order_by("-sent_at", "pk")
    return rows.filter(opened_at=None, received_at=None) if waiting else rows


def unread(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """Papers in the inbox that the viewer has not yet opened or confirmed."""
    return inbox(viewer, waiting=True)


def chosen(viewer: Viewer, keys: Iterable[str]) -> list[ServiceRecipient]:
    """The copies with these identifiers that an office may print for, in the order of services and recipients.

    What is not there for this viewer, is no longer to be served, or is no identifier at all, is left out.
    """
    wanted = {key for text in keys if (key := _uuid(text)) is not None}
    rows = visible_to(viewer).filter(pk__in=wanted).exclude(key=PROCURACY).exclude(service__state=PREPARING)
    return list(rows.exclude(state=DROPPED).order_by("ordered_at", "service_id", "order"))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def to_post(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """Letters that this person may hand to the post: a clerk those of his cases, a document clerk the court's."""
    if viewer.role == Role.DOCUMENT_CLERK:
        rows = open_rows(viewer).filter(state__in=[WAITING, FAILED])
    else:
        rows = to_send(viewer)
    return rows.filter(method=ServiceRecipient.Method.POST, service__state=READY)


def by_barcode(viewer: Viewer, codes: Iterable[str]) -> dict[str, list[ServiceRecipient]]:
    """The copies of the viewer's court that went out under these numbers, the latest first."""
    found: dict[str, list[ServiceRecipient]] = {}
    rows = visible_to(viewer).filter(barcode__in=list(codes), method=ServiceRecipient.Method.POST)
    for row in rows.order_by("-sent_at", "order"):
        found.setdefault(row.barcode, []).append(row)
    return found


def court_of_barcode(viewer: Viewer, code: str) -> str:
    """Which other court sent a letter under this number: the card in the officer's hand says as much."""
    if viewer.post is None:
        return ""
    rows = ServiceRecipient.objects.filter(barcode=code).exclude(court_id=viewer.court_id)
    return rows.values_list("court__name", flat=True).first() or ""


def dispatches(viewer: Viewer) -> QuerySet[Dispatch]:
    """The lists of the viewer's court, newest first."""
    if viewer.role not in CASE_ROLES:
        return Dispatch.objects.none()
    rows = Dispatch.objects.filter(court_id=viewer.court_id).select_related(
        "number", "court", "made_by__user"
    )
    return rows.annotate(letters=Count("lines__barcode", distinct=True)).order_by("-made_at", "pk")


def unlisted(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """Letters under way that stand on no list of the post office yet."""
    listed = DispatchLine.objects.filter(recipient=OuterRef("pk"), barcode=OuterRef("barcode"))
    rows = visible_to(viewer).filter(unproved_since__isnull=False)  # a letter under way has no proof yet
    rows = rows.filter(state=SENT, method=ServiceRecipient.Method.POST).exclude(barcode="")
    return rows.exclude(Exists(listed)).order_by("sent_at", "order")


def of_case(viewer: Viewer, case: Case) -> QuerySet[Service]:
    """Services of a case, newest first, with those of their rows that the viewer may see."""
    rows = visible_to(viewer).filter(case=case)
    services = Service.objects.filter(case=case, pk__in=rows.values("service")).select_related("number")
    rows = rows.prefetch_related(None).select_related(None).select_related("party", "representation")
    rows = rows.prefetch_related("party__representations")
    return known(services, case=[case]).prefetch_related(Prefetch("recipients", known(rows, case=[case])))


def open_rows(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """Copies whose proof is still missing in the viewer's court, oldest service first."""
    rows = visible_to(viewer).filter(unproved_since__isnull=False).exclude(service__state=PREPARING)
    return rows.order_by("unproved_since", "service_id", "order")


def mine(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """Of those, the ones in cases where this officer is the clerk."""
    if viewer.post is None:
        return ServiceRecipient.objects.none()
    seat = Assignment.objects.filter(
        case=OuterRef("case"), post=viewer.post, role=Assignment.Role.CLERK, ended_at=None
    )
    return open_rows(viewer).filter(Exists(seat))


def to_send(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """Copies that this clerk still has to send, or to send anew after a failure."""
    return mine(viewer).filter(state__in=[WAITING, FAILED]).exclude(
        method=ServiceRecipient.Method.PORTAL, state=WAITING
    )  # fmt: skip


def waiting(viewer: Viewer) -> QuerySet[ServiceRecipient]:
    """What the figure in the navigation counts: copies that this clerk still has to send."""
    return to_send(viewer) if viewer.role == Role.CLERK else ServiceRecipient.objects.none()
