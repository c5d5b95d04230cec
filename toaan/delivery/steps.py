"""The next step of a case as far as service goes."""

from __future__ import annotations

from django.urls import reverse

from toaan.cases.models import Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import FAILED, READY, WAITING


@next_step_finder(20)
def send_what_waits(viewer: Viewer, case: Case) -> NextStep | None:
    """Copies that a person has to send: by post, by hand, or by posting after a failure."""
    if not policy.allows(viewer, "delivery.send", case):
        return None
    waiting = list(
        ServiceRecipient.objects.filter(case=case, service__state=READY, state__in=[WAITING, FAILED])
        .exclude(method=ServiceRecipient.Method.PORTAL, state=WAITING)
        .order_by("service__ordered_at")
        .values_list("service_id", flat=True)
    )
    if not waiting:
        return None
    service = Service.objects.select_related("number").get(pk=waiting[0])
    return NextStep(
        title=f"Gửi {service} cho {waiting.count(service.pk)} người nhận",
        text="In biên bản giao nhận hoặc phong bì, giao hoặc gửi thư bảo đảm, rồi ghi đã gửi. "
        "Người nhận qua Cổng đã được hệ thống gửi.",
        button="Xem và gửi",
        url=reverse("delivery:case", args=[case.pk]) + f"#v-{service.pk}",
        act="delivery.send",
    )
