"""What goes out because of acts elsewhere: notices made here, documents that acts bring, electronic copies."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.delivery import actions, papers, recipients
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import PREPARING, READY, WAITING

DONE_BEFORE = frozenset({"delivery.ordered", "delivery.nobody", "delivery.no_rule"})
SUBMISSION = "party_submission"
REQUEST_NOTICE = "Thông báo về việc thụ lý đơn yêu cầu giải quyết việc dân sự"


@immediately("cases.change_details")
def letters_follow(event: Event) -> None:
    """What has not left yet goes where the party lives now (BLTTDS 177.3)."""
    if event.case_id is not None and event.data["moved"]:
        actions.readdress(
            by=SYSTEM.following(event), case_id=event.case_id, party_id=uuid.UUID(str(event.data["party"])), at=event.at
        )  # fmt: skip


@immediately("cases.end_representation")
def copies_are_dropped(event: Event) -> None:
    """What has not reached somebody who speaks for the party no more is not served any longer (BLTTDS 76.5, 86, 90)."""
    if event.case_id is not None:
        actions.drop_copies(
            by=SYSTEM.following(event), case_id=event.case_id,
            representation_id=uuid.UUID(str(event.data["representation"])), at=event.at,
        )  # fmt: skip


@afterwards("cases.open", "cases.add_party")
def notify_acceptance(event: Event) -> None:
    """The notice of acceptance: number, then the document, then out (BLTTDS 196.1); also to who joins later.

    Each half looks at what is there: killed in between, the next run goes on with the same number.
    """
    try:
        service = actions.order(
            by=SYSTEM.following(event), case_id=_case(event), source=event, kind="acceptance_notice",
            pattern="acceptance_notice", only_party_id=str(event.data.get("party", "")), at=_moment(event),
            title=REQUEST_NOTICE if Case.objects.filter(pk=_case(event), nature=Case.Nature.REQUEST).exists() else "",
        )  # fmt: skip
    except Refused as refusal:
        if refusal.code not in DONE_BEFORE:
            raise
        service = Service.objects.get(source=event, kind="acceptance_notice", original="")
    if service.state == PREPARING:
        kept = papers.acceptance_notice(service, at=_moment(event))
        try:
            actions.make_ready(
                by=SYSTEM.following(event), service_id=service.pk, sha256=kept.pk, at=_moment(event)
            )
        except Refused:  # another worker was quicker; its document counts
            service.refresh_from_db()
            if service.state == PREPARING:
                raise


@afterwards(
    "filing.submit_document", "hearings.schedule_session", "hearings.sign_session_minutes", "hearings.decide_trial",
    "hearings.adjourn", "hearings.pause", "hearings.set_resumption", "judgments.pronounce", "judgments.correct", "judgments.record_appeal", "judgments.record_protest",
    "course.suspend", "course.resume", "course.discontinue", "course.discontinue_part", "course.transfer", "course.record_appeal",
    "measures.require_security", "measures.apply", "measures.refuse", "measures.cancel", "measures.settle",
    "course.record_protest", "appeals.discontinue", "appeals.set_meeting", "appeals.review", "appeals.end_review", "appeals.form_late_panel", "appeals.accept_late", "appeals.refuse_late", "review.protest", "review.enter_protest", "review.change_protest", "review.stay", "review.withdraw_protest", "review.enter_change", "review.enter_withdrawal", "review.end_trial", "review.set_session", "review.decide", "course.to_ordinary", "course.uphold_simplified", "course.cancel_simplified", "course.uphold_transfer", "course.annul_transfer", "course.settle_dispute", "course.record_settlement", "course.join", "course.separate", "course.recognise", "course.file_change", "requests.rule", "requests.recognise", "requests.discontinue", "searches.order", "requests.ask_explanation",
)  # fmt: skip
def serve_documents(event: Event) -> None:
    """Serve what the act brought into the file, as far as the rules name recipients for it.

    Before there is a case (an interim measure with the petition: BLTTDS 111.2) its own domain hands papers out.
    """
    if event.case_id is None:
        return
    day = clock.local_date(event.at)
    for document in event.documents:
        kind = SUBMISSION if event.act == "filing.submit_document" else document["kind"]
        if kind == "judgment" and event.data.get("instance") == Case.Instance.SECOND:
            kind = "appeal_judgment"  # others receive it than at first instance (315.1)
        if recipients.rule_for(kind, day) is not None:
            _serve(event, kind, document)


@afterwards("delivery.order", "delivery.make_ready")
def send_electronically(event: Event) -> None:
    """Copies for those who asked for electronic service: into their inbox, with a notice by e-mail.

    The sending counts from the moment the mail server took the notice (NQ 04/2016 art. 8.3, 20). What it did
    not take stays waiting, and the worker tries again.
    """
    service = Service.objects.select_related("case__court", "number").get(pk=event.subject_id)
    if service.state != READY:
        return
    waiting = service.recipients.filter(state=WAITING, method=ServiceRecipient.Method.PORTAL).select_related(
        "party__user", "representation__user"
    )
    gone, failures = [], []
    for row in waiting:
        try:
            _mail(service, row)
            gone.append(actions.Sending(row.pk))
        except OSError as error:  # the mail server is away; SMTP errors are OSErrors too
            failures.append(error)
    if gone:
        try:
            actions.send(by=SYSTEM.following(event), service_id=service.pk, sendings=gone, at=_moment(event))
        except Refused:  # one of them was sent, or dropped, while the letters went out
            left = set(waiting.all().values_list("pk", flat=True))
            still = [one for one in gone if one.recipient_id in left]
            if len(still) == len(gone) and not failures:
                raise
            if still:
                actions.send(
                    by=SYSTEM.following(event), service_id=service.pk, sendings=still, at=_moment(event)
                )
    if failures:
        raise failures[0]


def _serve(event: Event, kind: str, document: dict[str, Any]) -> None:
    try:
        actions.order(
            by=SYSTEM.following(event), case_id=_case(event), source=event, kind=kind, title=document["title"],
            sha256=document["sha256"], author_party_id=document.get("author_party_id", ""), at=_moment(event),
            among=event.data.get("serve_parties"), others=event.data.get("serve_others", ()),
            without=event.data.get("serve_without", ()), leaving=event.data.get("serve_leaving", ()),
        )  # fmt: skip
    except Refused as refusal:
        if refusal.code not in DONE_BEFORE:
            raise


def _mail(service: Service, row: ServiceRecipient) -> None:
    person = row.representation.user if row.representation else row.party.user if row.party else None
    if person is None or not person.email:
        return
    EmailMessage(
        subject=f"{service.case.court.name}: bạn có văn bản mới",
        body=(
            f"Kính gửi {row.name},\n\n{service.case.court.name} gửi đến bạn: {service}, vụ án số {service.case}.\n"
            "Hãy đăng nhập Cổng Tòa án điện tử, mở mục “Văn bản của tôi” để xem và xác nhận đã nhận. "
            "Thư này không kèm văn bản và không có đường dẫn, để tránh giả mạo.\n"
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[person.email],
        # The same letter sent again after a crash keeps its identity, so that mail programs show it once.
        headers={"Message-ID": f"<{row.pk}@tong-dat.toaan>"},
    ).send()


def _case(event: Event) -> Any:
    return event.case_id


def _moment(event: Event) -> datetime:
    """When the system acts: now, which is never before the act it follows from."""
    return max(clock.now(), event.at)
