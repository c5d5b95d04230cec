"""Letters of a case: the clerk sends what waits, proofs come back, what cannot be handed over is posted up."""

from __future__ import annotations

from datetime import datetime
from random import Random

from toaan.cases.models import Case, Party
from toaan.core import clock
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.delivery import actions as delivery
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import FAILED, READY, SENT, WAITING
from toaan.demo.province import Seat


class Letters:
    """The steps of service of one matter; who mixes it in says which case, whose court and whose clerk."""

    case: Case
    clerk: Viewer
    seat: Seat
    chance: Random
    serial: int
    mark = 0
    """Two more digits of its bar codes."""
    fails = False
    """Whether the defendant is not met at the first try."""
    posted = False

    def do_send(self, at: datetime) -> None:
        """The clerk sends everything that waits in this case."""
        for service in Service.objects.filter(case=self.case, state=READY).order_by("ordered_at", "pk"):
            waiting = list(service.recipients.filter(state=WAITING).order_by("order"))
            sendings = [
                delivery.Sending(
                    r.pk, barcode=self._barcode(r) if r.method == ServiceRecipient.Method.POST else ""
                )
                for r in waiting
            ]
            if sendings:
                delivery.send(by=self.clerk, service_id=service.pk, sendings=sendings, at=at)

    def _barcode(self, row: ServiceRecipient) -> str:
        return f"RS{self.seat.number}{self.serial:04d}{row.order:02d}{self.mark:02d}VN"

    def do_prove(self, at: datetime) -> None:
        """Proofs come back; one may come back as a failure."""
        rows = (
            ServiceRecipient.objects.filter(case=self.case, state=SENT)
            .select_related("party")
            .order_by("service", "order")
        )
        for row in rows:
            if row.is_procuracy:
                delivery.confirm_receipt(by=self.seat.first(Role.PROCURATOR), recipient_id=row.pk, at=at)
            elif row.proof:
                self._confirm(row, at)
            elif self._fails(row):
                delivery.record_failure(
                    by=self.clerk, recipient_id=row.pk, failed_on=clock.local_date(at), at=at,
                    reason="Người nhận vắng mặt tại nơi cư trú, không rõ thời điểm trở về; có xác nhận của trưởng thôn.",
                )  # fmt: skip
            else:
                delivery.record_proof(
                    by=self.clerk, recipient_id=row.pk, received_on=clock.local_date(at), at=at
                )

    def _fails(self, row: ServiceRecipient) -> bool:
        """Whether the first try to reach this one comes to nothing."""
        first = self.fails and not self.posted
        return first and row.party is not None and row.party.role == Party.Role.DEFENDANT

    def _confirm(self, row: ServiceRecipient, at: datetime) -> None:
        """Some read what came through the portal and say so."""
        person = row.party.user if row.party else None
        if person is not None and self.chance.random() < 0.6:
            delivery.confirm_receipt(by=Viewer(user=person, address="127.0.0.1"), recipient_id=row.pk, at=at)

    def do_post(self, at: datetime) -> None:
        """What could not be handed over is posted up (niêm yết)."""
        self.posted = True
        for row in ServiceRecipient.objects.filter(case=self.case, state=FAILED).order_by("service", "order"):
            sending = delivery.Sending(row.pk, method=ServiceRecipient.Method.POSTING)
            delivery.send(by=self.clerk, service_id=row.service_id, sendings=[sending], at=at)

    def do_post_end(self, at: datetime) -> None:
        posted = ServiceRecipient.objects.filter(
            case=self.case, state=SENT, method=ServiceRecipient.Method.POSTING
        )
        for row in posted.order_by("service", "order"):
            delivery.record_proof(by=self.clerk, recipient_id=row.pk, received_on=clock.local_date(at), at=at)
