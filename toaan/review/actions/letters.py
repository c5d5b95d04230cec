"""Letters and decisions: numbered, signed, sealed, issued; what goes with each (BLTTDS 329, 331–336)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toaan.core import clock, numbering
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import signing
from toaan.judgments.actions.common import post_of, refused_on
from toaan.review import papers
from toaan.review.actions.common import due, lock_application, lock_proceeding, record
from toaan.review.models import Application, Letter, Proceeding
from toaan.review.states import AMENDING
from toaan.rules import review as rule
from toaan.vietnamese.text import clean

K = Letter.Kind
NUMBER = "review.number_letter"
Subject = Application | Proceeding
Check = Callable[[Any, date], None]
Then = Callable[[Act, Any, Letter], dict[str, object] | None]
"""What follows; it names in the record what it made."""


@dataclass(frozen=True)
class Spec:
    """The act that issues a kind of letter, the pattern of its number, and the kind of document that is served."""

    act: str
    pattern: str = "notice"
    document: str = ""


SPECS = {
    K.AMENDMENT: Spec("review.require_amendment"),
    K.RETURN: Spec("review.return_application"),
    K.DECLINED: Spec("review.decline"),
    K.PROTEST: Spec("review.protest", "review_protest", "cassation_protest"),
    K.FILE_REQUEST: Spec("review.request_file"),
    K.POSTPONEMENT: Spec("review.ask_postponement"),
    K.CHANGE: Spec("review.change_protest", "review_protest", "cassation_change"),
    K.STAY: Spec("review.stay", "review_protest", "cassation_stay"),
    K.WITHDRAWAL: Spec("review.withdraw_protest", "review_protest", "cassation_change"),
    K.DECISION: Spec("review.decide", "review_decision", "cassation_decision"),
    K.DISCONTINUANCE: Spec("review.end_trial", "review_decision", "cassation_change"),
}


def require_amendment(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """Say what the application lacks (329.2); the month runs from the day on which the letter is received.

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    return write(K.AMENDMENT, application_id, by=by, text=text, at=at)


def return_application(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """Give it back with the reason (329.2).

    Raises:
        Refused: "review.no_text", "review.too_early" (the month to amend is not over), "wrong_state".
    """
    return write(K.RETURN, application_id, by=by, text=text, at=at, check=_need_month_over)


def decline(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """The president finds no ground and says why in writing (329.3).

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    return write(K.DECLINED, application_id, by=by, text=text, at=at)


def ask_postponement(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """Whoever may protest asks the enforcement agency to put enforcement off while he considers it (332.1).

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    return write(K.POSTPONEMENT, application_id, by=by, text=text, at=at)


def record_delivery(
    *, by: Viewer, letter_id: uuid.UUID, sent_on: date, received_on: date | None, at: datetime
) -> Letter:
    """When a letter went out, and when it was received; a month to amend begins with its receipt (329.2).

    Raises:
        Refused: "review.day".
    """
    with act("review.record_delivery", by=by, at=at) as a:
        found = Letter.objects.filter(pk=letter_id).values("application_id", "proceeding_id").first()
        if found is None:
            raise not_found()
        made: Subject = (
            lock_application(a, found["application_id"])
            if found["application_id"]
            else lock_proceeding(a, found["proceeding_id"])
        )
        letter = a.lock(Letter, letter_id, "number")
        today = clock.local_date(at)
        if not letter.decided_on <= sent_on <= (received_on or today) <= today:
            raise refused_on(
                "sent_on", "review.day", _("Ngày gửi từ ngày ban hành, ngày nhận từ ngày gửi đến hôm nay.")
            )
        letter.sent_on, letter.received_on = sent_on, received_on
        letter.save(update_fields=["sent_on", "received_on"])
        if (
            isinstance(made, Application)
            and made.state == AMENDING
            and letter.kind == K.AMENDMENT
            and received_on
        ):
            made.amend_by = due(rule.AMEND, received_on)
            made.save(update_fields=["amend_by"])
        record(
            a, made, f"Gửi {letter.title[:1].lower()}{letter.title[1:]}", {"letter": letter.pk, "received_on": received_on}
        )  # fmt: skip
    return letter


def write(
    kind: Letter.Kind, subject_id: uuid.UUID, *, by: Viewer, text: str, at: datetime, check: Check | None = None,
    then: Then | None = None, **more: Any,
) -> Letter:  # fmt: skip
    """Number, render and sign, then issue. Stopped in between, it is done again with the same number.

    Args:
        check: looks at the locked subject before a number is spent.
        then: what follows for the subject, inside the act that issues.
    """
    spec = SPECS[kind]
    made = _number(kind, subject_id, by=by, text=clean(text), at=at, check=check, more=more)
    paper = papers.letter(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=made.content["heading"], at=at)
    paper = signing.sealed(paper, court=made.about.court, at=at)
    with act(spec.act, by=by, at=at) as a:
        subject = _lock(a, kind, subject_id)
        subject.state = subject.machine.after(spec.act, subject.state)
        letter = a.lock(Letter, made.pk, "number")
        if letter.issued or letter.content != made.content:
            raise Refused(
                "review.changed", _("Văn bản vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp.")
            )
        letter.sha256, letter.signer, letter.issued_at = paper.sha256, post_of(by), at
        letter.save(update_fields=["sha256", "signer", "issued_at"])
        named = (then(a, subject, letter) if then is not None else None) or {}
        subject.save()
        papers_brought = (
            [Document(letter.sha256, letter.title, spec.document, letter.decided_on)] if spec.document else []
        )
        a.record(
            letter, court=subject.court, case_id=subject.case_id, title=letter.title,
            data={
                "letter": letter.pk, "number": str(letter), _word(subject): subject.pk, "sha256": letter.sha256, **named,
                **({"rulings": letter.content["rulings"], **_also_to(subject)} if spec.act == "review.decide" else {}),
            },
            documents=papers_brought, shown_to="parties",
        )  # fmt: skip
    return letter


def _number(
    kind: Letter.Kind, subject_id: uuid.UUID, *, by: Viewer, text: str, at: datetime, check: Check | None, more: dict[str, Any]
) -> Letter:  # fmt: skip
    with act(NUMBER, by=by, at=at) as a:
        subject = _lock(a, kind, subject_id)
        today = clock.local_date(at)
        subject.machine.after(SPECS[kind].act, subject.state)
        if not text:
            raise refused_on("text", "review.no_text", _("Ghi nội dung, lý do của văn bản."))
        if check is not None:
            check(subject, today)
        which = {_word(subject): subject}
        letter = Letter.objects.select_related("number").filter(**which, kind=kind, sha256="").first()
        letter = letter or Letter(kind=kind, case=subject.case)
        setattr(letter, _word(subject), subject)
        letter.decided_on, letter.content = today, {}
        letter.save()
        if letter.number is None:
            letter.number = numbering.issue(
                court=subject.court, pattern=_pattern(kind, subject), kind=subject.case.kind, subject=letter, at=at
            )  # fmt: skip
        letter.content = papers.letter_content(letter, text, by=by, more=more)
        letter.save()
        record(
            a, subject, f"Cấp số {letter.title[:1].lower()}{letter.title[1:]}", {"content": letter.content}
        )  # fmt: skip
    return letter


def _also_to(subject: Subject) -> dict[str, object]:
    """The procuracy at the level of the committee, which is not the one of the case (350.1.c); whose the limit for publishing is."""
    name = subject.court.procuracy_name
    told: dict[str, object] = {"serve_others": [{"name": name, "address": ""}] if name else []}
    if isinstance(subject, Proceeding):
        told["judge_post"] = subject.presiding_id
    return told


def _pattern(kind: Letter.Kind, subject: Subject) -> str:
    found = SPECS[kind].pattern
    reopening = found == "review_decision" and subject.kind == Application.Kind.REOPENING
    return "reopening_decision" if reopening else found


def _lock(a: Act, kind: Letter.Kind, subject_id: uuid.UUID) -> Any:
    of_protest = kind in {K.DECISION, K.CHANGE, K.STAY, K.WITHDRAWAL, K.DISCONTINUANCE}
    return lock_proceeding(a, subject_id) if of_protest else lock_application(a, subject_id)


def _word(subject: Subject) -> str:
    return "proceeding" if isinstance(subject, Proceeding) else "application"


def _need_month_over(application: Application, today: date) -> None:
    if application.state != AMENDING:
        return
    if application.amend_by is None:
        raise Refused(
            "review.too_early", _("Chưa ghi ngày người gửi đơn nhận được yêu cầu: thời hạn sửa đổi, bổ sung chưa bắt đầu.")
        )  # fmt: skip
    if today <= application.amend_by:
        raise Refused(
            "review.too_early",
            _("Người gửi đơn còn được sửa đổi, bổ sung đến hết ngày %(day)s (khoản 2 Điều 329).")
            % {"day": f"{application.amend_by:%d/%m/%Y}"},
        )  # fmt: skip
