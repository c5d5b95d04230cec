"""The next step of a case as far as service goes."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import JUDGED
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.delivery.models import ServiceRecipient
from toaan.delivery.states import FAILED, READY, SENT, WAITING


def _to_send(case: uuid.UUID) -> QuerySet[ServiceRecipient]:
    rows = ServiceRecipient.objects.filter(case=case, service__state=READY, state__in=[WAITING, FAILED])
    return rows.exclude(method=ServiceRecipient.Method.PORTAL, state=WAITING)


@next_step_finder(20, _to_send)
def send_what_waits(viewer: Viewer, case: Case) -> NextStep | None:
    """Copies that a person has to send: by post, by hand, or by posting after a failure."""
    if not policy.allows(viewer, "delivery.send", case):
        return None
    waiting = list(_to_send(case.pk).select_related("service__number").order_by("service__ordered_at"))
    if not waiting:
        return None
    service = waiting[0].service
    its = [row for row in waiting if row.service_id == service.pk]
    return NextStep(
        title=f"Gửi {service} cho {len(its)} người nhận",
        text="In biên bản giao nhận hoặc phong bì, giao hoặc gửi thư bảo đảm, rồi ghi đã gửi. "
        "Người nhận qua Cổng đã được hệ thống gửi.",
        button="Xem và gửi",
        url=reverse("delivery:case", args=[case.pk]) + f"#v-{service.pk}",
        act="delivery.send",
    )


def _to_prove(case: uuid.UUID) -> QuerySet[ServiceRecipient]:
    return ServiceRecipient.objects.filter(case=case, service__kind="judgment", state=SENT, proof="")


@next_step_finder(44, _to_prove)
def record_who_received(viewer: Viewer, case: Case) -> NextStep | None:
    """After pronouncement appeal periods wait for the proof of receipt; the clerk brings it in."""
    if case.state != JUDGED or not policy.allows(viewer, "delivery.record_proof", case):
        return None
    found = [r for r in _to_prove(case.pk).order_by("order") if not r.is_procuracy]
    if not found:
        return None
    return NextStep(
        title=_("Ghi kết quả tống đạt bản án cho %d người") % len(found),
        text=_("Đã gửi, chưa có bằng chứng nhận: %s.") % ", ".join(r.name for r in found),
        button=_("Ghi kết quả"),
        url=reverse("delivery:recipient", args=[found[0].pk]),
        act="delivery.record_proof",
    )
