"""Sending a petition on to the court that has jurisdiction (chuyển đơn khởi kiện, BLTTDS 191.3.c), and taking it in there."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.core import clock, numbering
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Court, Event
from toaan.core.viewer import SYSTEM, Viewer
from toaan.core.words import words as _
from toaan.filing import venue
from toaan.filing.actions.drafting import enter_register, received_data
from toaan.filing.actions.representing import carry_over
from toaan.filing.models import Attachment, Petition, PetitionTransfer
from toaan.filing.states import PETITION, RECEIVED
from toaan.vietnamese.text import clean

LAW = "điểm c khoản 3 Điều 191 Bộ luật Tố tụng dân sự"


def transfer_petition(
    *,
    by: Viewer,
    petition_id: uuid.UUID,
    reason: str,
    at: datetime,
    to_court_id: uuid.UUID | None = None,
    to_court_name: str = "",
) -> PetitionTransfer:
    """The examining judge sends the petition to the court that has jurisdiction and tells the petitioner.

    A court of this installation gets it in its register, with the first day of filing.

    Args:
        to_court_name: for a court that does not work in this installation.

    Raises:
        Refused: "transfer.no_court", "transfer.same_court", "transfer.court_gone", "transfer.no_reason", "wrong_state".
    """
    reason = clean(reason)
    today = clock.local_date(at)
    with act("filing.transfer_petition", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "examiner")
        a.allow(petition)
        petition.state = PETITION.after("filing.transfer_petition", petition.state)
        target = _receiving(to_court_id)
        name = target.name if target else clean(to_court_name)[:200]
        if petition.is_request:
            raise Refused(
                "transfer.request",
                _(
                    "Đơn yêu cầu không thuộc thẩm quyền thì trả lại, không chuyển (điểm c khoản 1 Điều 364 BLTTDS)."
                ),
            )
        if not name:
            raise _wrong(
                "transfer.no_court", "to_court", _("Hãy chọn Tòa án nhận đơn, hoặc ghi tên Tòa án ấy.")
            )
        if target == petition.court or name == petition.court.name:
            raise _wrong(
                "transfer.same_court", "to_court", _("Đơn đang ở chính Tòa án này. Hãy chọn Tòa án khác.")
            )
        if target is not None and not target.exists_on(today):
            raise _wrong(
                "transfer.court_gone", "to_court",
                _("%s không còn hoạt động. Hãy chọn Tòa án kế thừa (điểm c khoản 3 Điều 191 BLTTDS).") % name,
            )  # fmt: skip
        if not reason:
            raise _wrong("transfer.no_reason", "reason", _("Hãy nêu vì sao vụ việc thuộc Tòa án khác."))
        if petition.examiner is None:
            raise LookupError(f"petition {petition.pk} has no examiner")
        found = venue.of(petition.kind, petition.content, petition.court, today)
        made = PetitionTransfer(
            petition=petition, judge=petition.examiner, to_court=target, to_court_name=name, reason=reason,
            article=found.answer.article if found else "", transferred_at=at,
        )  # fmt: skip
        made.number = numbering.issue(
            court=petition.court, pattern="notice", kind=petition.kind, subject=made, at=at
        )
        made.save(force_insert=True)
        petition.save(update_fields=["state"])
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Chuyển đơn khởi kiện đến %s") % name,
            detail=reason[:1000],
            data={
                "matter": petition.matter, "to": name, "to_court": target.pk if target else None, "number": made.number,
                "article": LAW, "filed_on": petition.filed_on,
            },
            shown_to="parties",
        )  # fmt: skip
    return made


def _receiving(court_id: uuid.UUID | None) -> Court | None:
    if court_id is None:
        return None
    found = Court.objects.filter(pk=court_id).exclude(level=Court.Level.SUPREME).first()
    if found is None:
        raise _wrong("transfer.no_court", "to_court", _("Hãy chọn Tòa án nhận đơn trong danh sách."))
    return found


def receive_transferred(*, transfer_id: uuid.UUID, because: Event, at: datetime) -> Petition | None:
    """The receiving court of this installation takes the petition into its register, once; nobody else, nothing to do."""
    made = PetitionTransfer.objects.select_related("to_court").filter(pk=transfer_id).first()
    if made is None:
        raise not_found()
    if made.to_court is None or made.arrived_id is not None:
        return made.arrived
    with act("filing.receive_transferred", by=SYSTEM.following(because), at=at) as a:
        made = a.lock(PetitionTransfer, transfer_id, "petition__court", "petition__number", "to_court")
        a.allow()
        sent = made.petition
        arrived = Petition(
            court=made.to_court, kind=sent.kind, channel=sent.channel, petitioner=sent.petitioner, state=RECEIVED,
            content=sent.content, started_at=at, saved_at=at, sent_at=sent.sent_at, received_on=clock.local_date(at),
            first_filed_on=sent.filed_on, represented=sent.represented,
        )  # fmt: skip
        arrived.save(force_insert=True)
        Attachment.objects.bulk_create(
            Attachment(petition=arrived, file_id=f.file_id, name=f.name, title=f.title, kind=f.kind, at=f.at)
            for f in sent.attachments.exclude(version=None)
        )
        carry_over(sent, arrived)
        version = enter_register(a, arrived)
        version.reason = _("Chuyển từ %s") % sent.court
        version.save(update_fields=["reason"])
        made.arrived = arrived
        made.save(update_fields=["arrived"])
        a.record(
            arrived,
            court=arrived.court,
            petition_id=arrived.pk,
            title=_("Nhận đơn khởi kiện do %(court)s chuyển đến, số %(number)s")
            % {"court": sent.court, "number": arrived.number},
            detail=_("Ngày khởi kiện giữ nguyên: %s") % f"{sent.filed_on:%d/%m/%Y}",
            data={**received_data(arrived), "from": sent.court_id, "filed_on": sent.filed_on},
            shown_to="parties",
        )
    return arrived


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
