"""Acts of service of process: order, make ready, send, record the proof or the failure, confirm the receipt."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from toaan.cases import deadlines
from toaan.cases import states as stages
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock, numbering
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Court, Event, StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.delivery import public_posting
from toaan.delivery import recipients as who
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import FAILED, PREPARING, READY, RECEIVED, RECIPIENT, SENT, SERVED, SERVICE
from toaan.rules.postal import BadCode, read_code
from toaan.vietnamese.text import clean

Method = ServiceRecipient.Method
Proof = ServiceRecipient.Proof
PROOF_OF = {Method.HAND: Proof.SIGNED, Method.POST: Proof.POSTAL, Method.POSTING: Proof.POSTING}
ANSWER = "BLTTDS:199.1"


@dataclass(frozen=True)
class Sending:
    """One copy on its way: to whom, how (None: as planned), and the number of the registered letter."""

    recipient_id: uuid.UUID
    method: str | None = None
    barcode: str = ""


def order(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    source: Event,
    kind: str,
    at: datetime,
    title: str = "",
    sha256: str = "",
    author_party_id: str = "",
    pattern: str = "",
    only_party_id: str = "",
    among: Collection[str] | None = None,
    others: Sequence[Mapping[str, str]] = (),
    without: Collection[str] = (),
    leaving: Collection[str] = (),
) -> Service:
    """Set up the service of one document: who must receive it, by which article, by which method.

    Args:
        source: the act that brought the document; the same document of the same act is served once.
        sha256: the document; empty for a notice that is still to be made, which gets its number here.
        author_party_id: the party who handed it in and is never served with it.
        pattern: key of the number pattern, for a notice made here.
        only_party_id: of the parties, only this one and who speaks for it receive the document.
        among: of the parties, only these (139.2); None: all whom the rule names.
        others: {name, address} of a bank, a registry, a keeper who must obey the document and is not in the case.
        leaving: parties who leave the case by this document and receive it all the same (42.3).
        without: keys of agencies that the rule names under a condition which is not met.

    Raises:
        Refused: "delivery.ordered" (already set up), "delivery.no_rule", "delivery.nobody" (nobody is left
            who has not been served with this document).
    """
    with act("delivery.order", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if Service.objects.filter(source=source, kind=kind, original=sha256).exists():
            raise Refused("delivery.ordered", "Việc tống đạt văn bản này đã được lập.")
        found = who.rule_for(kind, clock.local_date(at), case)
        if found is None:
            raise Refused("delivery.no_rule", "Luật không quy định phải tống đạt loại văn bản này.")
        served = set(
            ServiceRecipient.objects.filter(case=case, sha256=sha256).values_list("key", flat=True)
            if sha256
            else ()
        )
        people = [
            p
            for p in who.addressees(case, found, author_party_id=author_party_id, leaving=leaving)
            if p.key not in served
            and p.key not in without
            and (not only_party_id or who.side(p) in {"", only_party_id})
            and (among is None or who.side(p) in {"", *among})
        ]
        people += [p for p in who.outsiders(found, others) if p.key not in served]
        if not people:
            raise Refused("delivery.nobody", "Không còn ai phải nhận văn bản này.")
        service = Service.objects.create(
            case=case, court=case.court, kind=kind, title=clean(title) or found.value["title"], sha256=sha256, original=sha256,
            source=source, ordered_at=at, article=found.source.cite(), state=READY if sha256 else PREPARING,
        )  # fmt: skip
        if pattern:
            service.number = numbering.issue(
                court=case.court, pattern=pattern, kind=case.kind, subject=service, at=at
            )
            service.save(update_fields=["number"])
        ServiceRecipient.objects.bulk_create(
            ServiceRecipient(
                service=service, case=case, court=case.court, ordered_at=at, key=p.key, sha256=sha256, order=number,
                party=p.party, representation=p.representation, name=p.name, capacity=p.capacity, address=p.address,
                article=p.article, method=p.method,
            )
            for number, p in enumerate(people, start=1)
        )  # fmt: skip
        a.record(
            service,
            court=case.court,
            case_id=case.pk,
            title=f"Lập việc tống đạt: {service}",
            detail=f"{len(people)} người nhận: {', '.join(p.name for p in people)}"[:1000],
            data={
                "kind": kind,
                "article": service.article,
                "number": str(service.number or ""),
                "recipients": [{"name": p.name, "method": p.method, "article": p.article} for p in people],
            },
            shown_to="court",
        )
    return service


def make_ready(*, by: Viewer, service_id: uuid.UUID, sha256: str, at: datetime) -> Service:
    """The notice is rendered and kept: it may go out now, and enters the dossier.

    Raises:
        Refused: "wrong_state" when it was ready before.
    """
    with act("delivery.make_ready", by=by, at=at) as a:
        service = a.lock(Service, service_id, "case__court", "number")
        a.allow(service)
        service.state = SERVICE.after("delivery.make_ready", service.state)
        service.sha256 = sha256
        service.save(update_fields=["state", "sha256"])
        service.recipients.update(sha256=sha256)
        day = clock.local_date(at)
        event = a.record(
            service,
            court=service.case.court,
            case_id=service.case_id,
            title=f"{service}",
            detail="Văn bản đã lập xong, sẵn sàng tống đạt",
            documents=[Document(sha256, str(service), service.kind, day)],
            data={"sha256": sha256},
            shown_to="parties",
        )
        finish(event, service)  # everybody for whom it was meant may be gone meanwhile
    return service


def send(*, by: Viewer, service_id: uuid.UUID, sendings: Sequence[Sending], at: datetime) -> Service:
    """Send copies out: the clerk by post, by hand or by posting; the system through the portal.

    Raises:
        Refused: "wrong_state", "delivery.nobody_chosen", "delivery.method", "delivery.no_barcode".
    """
    with act("delivery.send", by=by, at=at) as a:
        service = a.lock(Service, service_id, "case__court", "number")
        a.allow(service)
        SERVICE.after("delivery.send", service.state)
        if not sendings:
            raise Refused("delivery.nobody_chosen", "Hãy chọn ít nhất một người nhận.", status=422)
        rows = {r.pk: r for r in service.recipients.select_related("party")}
        sent = [_send_one(rows.get(s.recipient_id), s, by, at) for s in sendings]
        event = a.record(
            service,
            court=service.case.court,
            case_id=service.case_id,
            title=f"Gửi {service} cho {_names(sent)}"[:500],
            detail="; ".join(f"{r.name}: {r.get_method_display().lower()}" for r in sent)[:1000],
            data={
                "kind": service.kind,
                "sent": [{"recipient": r.pk, "method": r.method, "barcode": r.barcode} for r in sent],
            },
            shown_to="court",
        )
        for row in sent:
            if row.is_proved:
                _proved(event, service, row, clock.local_date(at))
        finish(event, service)
    return service


def record_proof(
    *,
    by: Viewer,
    recipient_id: uuid.UUID,
    received_on: date,
    at: datetime,
    received_by: str = "",
    note: str = "",
    proof: StoredFile | None = None,
) -> ServiceRecipient:
    """The clerk enters the proof of one copy: the signed record, the postal receipt, the posting record.

    Raises:
        Refused: "wrong_state", "delivery.bad_day", "delivery.posting_runs".
    """
    with act("delivery.record_proof", by=by, at=at) as a:
        service, row = _lock(
            a.lock(Service, _service_of(recipient_id), "case__court", "number"), recipient_id
        )
        a.allow(row)
        SERVICE.after("delivery.record_proof", service.state)
        row.state = RECIPIENT.after("delivery.record_proof", row.state)
        _check_day(received_on, row, at)
        if row.method == Method.POSTING:
            _check_posting(row, received_on)
        row.received_at = timezone.make_aware(datetime.combine(received_on, time()))
        row.received_by, row.proof_note = clean(received_by)[:200], clean(note)[:500]
        row.proof = PROOF_OF.get(Method(row.method), Proof.SIGNED)
        row.proof_sha256 = proof.pk if proof else ""
        row.save()
        event = a.record(
            row,
            court=service.case.court,
            case_id=service.case_id,
            title=f"{row.name} đã nhận {service}"[:500],
            detail=f"{row.get_proof_display()}, ngày {received_on:%d/%m/%Y}",
            data={
                "kind": service.kind,
                "received_on": received_on,
                "received_by": row.received_by,
                "proof": row.proof,
            },
            documents=_proof_papers(service, row, proof, received_on),
            shown_to="court",
        )
        _proved(event, service, row, received_on)
        finish(event, service)
    return row


def record_failure(
    *,
    by: Viewer,
    recipient_id: uuid.UUID,
    failed_on: date,
    reason: str,
    at: datetime,
    proof: StoredFile | None = None,
) -> ServiceRecipient:
    """The clerk enters an attempt in vain (absent, refused, moved away: BLTTDS 177.3–177.5); posting opens.

    To somebody who speaks for the party no more nothing is sent again: his copy is dropped.

    Raises:
        Refused: "wrong_state", "delivery.bad_day", "delivery.no_reason".
    """
    with act("delivery.record_failure", by=by, at=at) as a:
        service, row = _lock(
            a.lock(Service, _service_of(recipient_id), "case__court", "number"), recipient_id
        )
        a.allow(row)
        if row.proof == Proof.PORTAL_SENT:
            raise Refused(
                "delivery.portal_sent", "Văn bản đã gửi thành công qua Cổng, không ghi nhận thất bại được."
            )
        row.state = RECIPIENT.after("delivery.record_failure", row.state)
        if row.representation is not None and row.representation.ended_on is not None:
            row.state = RECIPIENT.after("delivery.drop_copies", row.state)
        _check_day(failed_on, row, at)
        if not (reason := clean(reason)):
            words = "Hãy nêu vì sao không tống đạt được."
            raise Refused("delivery.no_reason", words, status=422, fields={"reason": words})
        kept = proof.pk if proof else ""
        row.failures = [
            *row.failures, {"on": failed_on.isoformat(), "method": row.method, "reason": reason, "sha256": kept}
        ]  # fmt: skip
        row.save()
        event = a.record(
            row,
            court=service.case.court,
            case_id=service.case_id,
            title=f"Không tống đạt được {service} cho {row.name}"[:500],
            detail=reason,
            data={"kind": service.kind, "failed_on": failed_on, "method": row.method},
            documents=_proof_papers(service, row, proof, failed_on),
            shown_to="court",
        )
        finish(event, service)
    return row


def confirm_receipt(*, by: Viewer, recipient_id: uuid.UUID, at: datetime) -> ServiceRecipient:
    """The recipient, or who speaks for him, confirms that the document reached him (NQ 04/2016 art. 22).

    Raises:
        Refused: "delivery.received" when that is on record already, "wrong_state" before it was sent.
    """
    with act("delivery.confirm_receipt", by=by, at=at) as a:
        service, row = _lock(
            a.lock(Service, _service_of(recipient_id), "case__court", "number"), recipient_id
        )
        a.allow(row)
        if row.state == RECEIVED:
            raise Refused("delivery.received", "Văn bản này đã được ghi nhận là đã nhận.")
        SERVICE.after("delivery.confirm_receipt", service.state)
        before = row.is_proved
        row.state = RECIPIENT.after("delivery.confirm_receipt", row.state)
        row.received_at = row.opened_at = at
        row.received_by = by.name
        row.proof = row.proof or Proof.PORTAL_READ
        row.save()
        event = a.record(
            row,
            court=service.case.court,
            case_id=service.case_id,
            title=f"{row.name} xác nhận đã nhận {service}"[:500],
            detail="" if by.name == row.name else f"Người xác nhận: {by.name}",
            data={"kind": service.kind, "recipient": row.pk},
            shown_to="court",
        )
        if not before:
            _proved(event, service, row, clock.local_date(at))
            finish(event, service)
    return row


# --- pieces -----------------------------------------------------------------------------------------------


def _send_one(row: ServiceRecipient | None, sending: Sending, by: Viewer, at: datetime) -> ServiceRecipient:
    if row is None:
        raise not_found()
    failed = row.state == FAILED
    row.state = RECIPIENT.after("delivery.send", row.state)
    method = Method(sending.method or row.method)
    electronic = by.system and row.method == Method.PORTAL
    if method not in who.open_methods(electronic=electronic, direct_failed=failed, on=clock.local_date(at)):
        raise Refused(
            "delivery.method",
            _(
                "Chưa dùng được phương thức “%(label)s” cho %(name)s. Niêm yết chỉ sau khi giao "
                "trực tiếp không được (Điều 179 BLTTDS); qua Cổng do hệ thống tự gửi."
            )
            % {"label": method.label, "name": row.name},
            status=422,
            fields={"method": "Chọn phương thức khác."},
        )
    barcode = clean(sending.barcode)[:40]
    if method == Method.POST and not barcode:
        words = f"Nhập số hiệu bưu gửi của thư bảo đảm gửi {row.name}."
        raise Refused(
            "delivery.no_barcode", words, status=422, fields={f"barcode_{row.pk}": words, "barcode": words}
        )
    if method == Method.POST:
        barcode = _free_code(barcode, row)
    row.method, row.sent_at, row.barcode = method, at, barcode
    row.proof = Proof.PORTAL_SENT if method == Method.PORTAL else Proof.NONE
    row.save()
    return row


def _free_code(barcode: str, row: ServiceRecipient) -> str:
    """The number in its one spelling; refused while another person's letter is under way with it."""
    try:
        code = read_code(barcode).text
    except BadCode:  # another carrier's number: kept as it was typed
        return barcode
    Court.objects.select_for_update().get(pk=row.court_id)  # two clerks at two services, one number
    others = ServiceRecipient.objects.filter(barcode=code, state=SENT, court_id=row.court_id)
    taken = others.exclude(case_id=row.case_id, key=row.key).first()
    if taken is not None:
        words = f"Số hiệu {code} đang dùng cho thư gửi {taken.name}. Hãy quét lại số trên thư gửi {row.name}."
        raise Refused(
            "delivery.barcode_used", words, status=422, fields={f"barcode_{row.pk}": words, "barcode": words}
        )
    return code


def _service_of(recipient_id: uuid.UUID) -> uuid.UUID:
    found = ServiceRecipient.objects.filter(pk=recipient_id).values_list("service", flat=True).first()
    if found is None:
        raise not_found()
    return found


def _lock(service: Service, recipient_id: uuid.UUID) -> tuple[Service, ServiceRecipient]:
    """The row is read again under the lock of its service, which every act on it takes first."""
    row = ServiceRecipient.objects.select_related("case__court", "party", "representation").get(
        pk=recipient_id
    )
    return service, row


def _check_day(day: date, row: ServiceRecipient, at: datetime) -> None:
    words = ""
    if day > clock.local_date(at):
        words = "Ngày này chưa đến. Hãy nhập ngày ghi trên giấy giao nhận."
    elif row.sent_at is not None and day < clock.local_date(row.sent_at):
        words = f"Ngày này trước ngày gửi ({clock.local_date(row.sent_at):%d/%m/%Y}). Hãy kiểm tra lại."
    if words:
        raise Refused(
            "delivery.bad_day", words, status=422, fields={"received_on": words, "failed_on": words}
        )


def _check_posting(row: ServiceRecipient, day: date) -> None:
    """Served by posting means posted for 15 days (BLTTDS 179.3)."""
    _posted_on, ends = public_posting.days(row)
    if day < ends:
        words = f"Thời hạn niêm yết 15 ngày đến hết {ends:%d/%m/%Y} (khoản 3 Điều 179 BLTTDS)."
        raise Refused("delivery.posting_runs", words, status=422, fields={"received_on": words})


def _proof_papers(
    service: Service, row: ServiceRecipient, proof: StoredFile | None, day: date
) -> list[Document]:
    if proof is None:
        return []
    return [
        Document(proof.pk, f"Bằng chứng tống đạt {service} cho {row.name}"[:300], "proof_of_service", day)
    ]


def _proved(event: Event, service: Service, row: ServiceRecipient, day: date) -> None:
    """Served with the notice of acceptance, who must answer has his period from that day (BLTTDS 199.1)."""
    answers = {Party.Role.DEFENDANT, Party.Role.RELATED}
    before = service.case.state in {stages.PREPARING, stages.TRIAL_SET, stages.HEARING, stages.SUSPENDED}
    if before and service.kind == "acceptance_notice" and row.party is not None and row.party.role in answers:
        deadlines.start(event, rule=ANSWER, owner=Deadline.Owner.PARTY, trigger_on=day, party=row.party)


def finish(event: Event, service: Service) -> None:
    """With the last proof the service is complete, and the deadline for it is met; nobody waits for copies that were dropped."""
    if service.state == READY and all(r.is_settled for r in service.recipients.all()):
        service.state, service.served_at = SERVED, event.at
        service.save(update_fields=["state", "served_at"])
        deadlines.follow(event, act=f"delivery.all_served:{service.kind}")


def _names(rows: Sequence[ServiceRecipient]) -> str:
    names = [r.name for r in rows]
    return ", ".join(names[:3]) + (f" và {len(names) - 3} người khác" if len(names) > 3 else "")
