"""The file of the case: asked for, sent up, to the procuracy and back, sent down again (BLTTDS 329.3, 336)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import post_of, refused_on
from toaan.review.actions.common import due, lock_proceeding, record
from toaan.review.actions.letters import write
from toaan.review.models import Application, CaseFile, Letter, Proceeding
from toaan.review.states import PREPARING, UNDER_WAY
from toaan.rules import review as rule
from toaan.vietnamese.text import clean


def request_file(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """Ask the court that keeps the file for it, so that it can be studied (329.3).

    Raises:
        Refused: "review.no_text", "review.file_asked", "wrong_state".
    """

    def check(application: Application, today: date) -> None:  # noqa: ARG001
        if file_above(application.case) is not None:
            raise Refused("review.file_asked", _("Hồ sơ vụ án đã được yêu cầu hoặc đang ở Tòa án này."))

    def then(a: Act, application: Application, letter: Letter) -> dict[str, object]:  # noqa: ARG001
        made = CaseFile.objects.create(
            case=application.case, court=application.court, asked_on=letter.decided_on
        )
        return {"file": made.pk}

    return write(Letter.Kind.FILE_REQUEST, application_id, by=by, text=text, at=at, check=check, then=then)


def send_file(*, by: Viewer, file_id: uuid.UUID, sent_on: date, note: str, at: datetime) -> CaseFile:
    """The court that keeps the file sends it, and says what went.

    Raises:
        Refused: "review.day", "review.no_note", "review.file_sent".
    """
    note = clean(note)[:500]
    with act("review.send_file", by=by, at=at) as a:
        found = _lock_file(a, file_id)
        if found.sent_on is not None or found.returned_on is not None:
            raise Refused("review.file_sent", _("Hồ sơ này đã được gửi."))
        if not note:
            raise refused_on("note", "review.no_note", _("Ghi số tập, số bút lục đã gửi."))
        _need_day("sent_on", found.asked_on or sent_on, sent_on, clock.local_date(at))
        found.sent_on, found.sent_by, found.note = sent_on, post_of(by), note
        found.save(update_fields=["sent_on", "sent_by", "note"])
        record(
            a, found, f"{found.case.court.name} gửi hồ sơ {found.case.noun} cho {found.court.name}",
            {"file": found.pk, "sent_on": sent_on, "note": note}, detail=note, shown_to="court",
        )  # fmt: skip
    return found


def receive_file(*, by: Viewer, file_id: uuid.UUID, received_on: date, at: datetime) -> CaseFile:
    """The file has come.

    Raises:
        Refused: "review.file_not_sent", "review.file_received", "review.day".
    """
    with act("review.receive_file", by=by, at=at) as a:
        found = _lock_file(a, file_id)
        if found.sent_on is None:
            raise Refused("review.file_not_sent", _("Tòa án giữ hồ sơ chưa ghi ngày gửi."))
        if found.received_on is not None:
            raise Refused("review.file_received", _("Đã ghi nhận hồ sơ này."))
        _need_day("received_on", found.sent_on, received_on, clock.local_date(at))
        found.received_on = received_on
        found.save(update_fields=["received_on"])
        record(
            a, found, f"{found.court.name} nhận hồ sơ {found.case.noun}", {"file": found.pk, "received_on": received_on},
            shown_to="court",
        )  # fmt: skip
    return found


def return_file(*, by: Viewer, file_id: uuid.UUID, returned_on: date, at: datetime) -> CaseFile:
    """Nothing in the case is under protest any more: the file goes back to the court that keeps it.

    Raises:
        Refused: "review.file_not_here", "review.file_needed", "review.day".
    """
    with act("review.return_file", by=by, at=at) as a:
        found = _lock_file(a, file_id)
        if found.received_on is None or found.returned_on is not None:
            raise Refused("review.file_not_here", _("Hồ sơ không ở Tòa án này."))
        if Proceeding.objects.filter(case=found.case, state__in=UNDER_WAY).exists():
            raise Refused(
                "review.file_needed", _("Bản án, quyết định đang bị kháng nghị: hồ sơ còn phải dùng.")
            )
        _need_day("returned_on", found.received_on, returned_on, clock.local_date(at))
        found.returned_on = returned_on
        found.save(update_fields=["returned_on"])
        record(
            a, found, f"Trả hồ sơ {found.case.noun} cho {found.case.court.name}",
            {"file": found.pk, "returned_on": returned_on}, shown_to="court",
        )  # fmt: skip
    return found


def send_to_procuracy(*, by: Viewer, proceeding_id: uuid.UUID, sent_on: date, at: datetime) -> Proceeding:
    """The president's protest goes to the procuracy with the file, which has fifteen days from its receipt (336.2).

    Raises:
        Refused: "review.no_file", "review.procuracy_protests" (336.3), "review.day", "wrong_state".
    """
    with act("review.send_to_procuracy", by=by, at=at) as a:
        made = lock_proceeding(a, proceeding_id)
        made.state = made.machine.after("review.send_to_procuracy", made.state)
        if not made.by_president:
            raise Refused(
                "review.procuracy_protests", _("Viện kiểm sát đã kháng nghị: không gửi hồ sơ cho Viện kiểm sát nghiên cứu nữa (khoản 3 Điều 336).")
            )  # fmt: skip
        found = _need_file(made)
        _need_day("sent_on", max(made.protested_on, found), sent_on, clock.local_date(at))
        made.to_procuracy_on, made.procuracy_due_on = sent_on, due(rule.PROCURACY, sent_on)
        made.save(update_fields=["state", "to_procuracy_on", "procuracy_due_on"])
        record(
            a, made, f"Viện kiểm sát nhận kháng nghị số {made.protest_number} kèm hồ sơ vụ án",
            {"proceeding": made.pk, "sent_on": sent_on, "due_on": made.procuracy_due_on}, shown_to="court",
            detail=f"Nghiên cứu đến hết ngày {made.procuracy_due_on:%d/%m/%Y} (khoản 2 Điều 336)",
        )  # fmt: skip
    return made


def take_in_file(*, by: Viewer, proceeding_id: uuid.UUID, received_on: date, at: datetime) -> Proceeding:
    """Protest and file are both with the court: it has four months to open the session (339).

    Raises:
        Refused: "review.to_procuracy_first" (336.2), "review.no_file", "review.day", "wrong_state".
    """
    with act("review.take_in_file", by=by, at=at) as a:
        made = lock_proceeding(a, proceeding_id)
        after = made.machine.after("review.take_in_file", made.state)
        if made.by_president and made.to_procuracy_on is None:
            raise Refused(
                "review.to_procuracy_first",
                _("Kháng nghị của Chánh án phải gửi Viện kiểm sát cùng hồ sơ để nghiên cứu trước (khoản 2 Điều 336)."),
            )  # fmt: skip
        today = clock.local_date(at)
        if made.to_procuracy_on is None:
            _need_day("received_on", made.protested_on, received_on, today)
            brought = {"file": bring_file(made, received_on).pk}
        else:
            brought = {}
            _need_day("received_on", made.to_procuracy_on, received_on, today)
        made.state = after
        begin_preparing(made, received_on)
        made.save(update_fields=["state", "complete_on", "open_by"])
        record(
            a, made, f"Nhận kháng nghị số {made.protest_number} kèm theo hồ sơ vụ án",
            {"proceeding": made.pk, "received_on": received_on, "open_by": made.open_by, **brought}, shown_to="parties",
            detail=f"Mở phiên tòa đến hết ngày {made.open_by:%d/%m/%Y} (Điều 339)",
        )  # fmt: skip
    return made


def begin_preparing(made: Proceeding, received_on: date) -> None:
    """The four months of 339 run from the day on which protest and file had both come."""
    made.state, made.complete_on = PREPARING, received_on
    made.open_by = due(rule.OPEN, received_on)


def bring_file(made: Proceeding, received_on: date) -> CaseFile:
    """The procuracy brought the file with its protest (336.3), unless it is here already."""
    found = file_above(made.case)
    if found is None:
        return CaseFile.objects.create(case=made.case, court=made.court, received_on=received_on)
    if found.received_on is None:
        found.received_on = received_on
        found.save(update_fields=["received_on"])
    return found


def file_above(case: Case) -> CaseFile | None:
    """The file, asked for or there, until it goes back."""
    return CaseFile.objects.filter(case=case, returned_on=None).first()


def _need_file(made: Proceeding) -> date:
    found = file_above(made.case)
    if found is None or found.received_on is None:
        raise Refused("review.no_file", _("Hồ sơ vụ án chưa về Tòa án này."))
    return found.received_on


def _need_day(field: str, first: date, day: date, today: date) -> None:
    if not first <= day <= today:
        raise refused_on(
            field, "review.day",
            _("Ngày phải từ %(first)s đến hôm nay.") % {"first": f"{first:%d/%m/%Y}"},
        )  # fmt: skip


def _lock_file(a: Act, file_id: uuid.UUID) -> CaseFile:
    if not CaseFile.objects.filter(pk=file_id).exists():
        raise not_found()
    found = a.lock(CaseFile, file_id, "court", "case__court", "case__number")
    a.allow(found)
    return found
