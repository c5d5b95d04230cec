"""Deliberation (nghị án, BLTTDS 264). The audit learns that somebody voted, never how; of texts only hashes."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime
from typing import Any

from django.utils import timezone

from toaan.cases.models import Assignment, Case
from toaan.core import clock, documents, files, policy, signatures
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.engines.pdf import page_count
from toaan.judgments.actions.common import post_of, refused_on
from toaan.judgments.models import DeliberationMinutes, PanelNote, Question, Vote
from toaan.vietnamese.text import clean


def panel_of(case: Case) -> list[Post]:
    """The members in the order in which they vote: lay judges first, the presiding judge last (264.2)."""
    seats = case.assignments.filter(
        ended_at=None, role__in=[Assignment.Role.LAY_JUDGE, Assignment.Role.PRESIDING]
    ).select_related("post__user")
    ordered = sorted(seats, key=lambda s: (s.role == Assignment.Role.PRESIDING, s.assigned_at, s.pk))
    return [seat.post for seat in ordered]


def write_note(*, by: Viewer, case_id: uuid.UUID, text: str, shared: bool, at: datetime) -> PanelNote:
    """Note something on the case, for oneself or for the whole panel.

    Raises:
        Refused: "note.empty".
    """
    text = clean(text)
    with act("judgments.write_note", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if not text:
            raise refused_on("note", "note.empty", _("Hãy nhập nội dung ghi chú."))
        note = PanelNote.objects.create(
            case=case, author=post_of(by), text=text, shared=shared, written_at=at
        )
        _record(a, note, case, "Ghi chú về vụ án", sha256=_hash(text))
    return note


def drop_note(*, by: Viewer, case_id: uuid.UUID, note_id: uuid.UUID, at: datetime) -> None:
    """Take one's own note away.

    Raises:
        Refused: "not_found" also for a note of somebody else.
    """
    with act("judgments.drop_note", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        note = PanelNote.objects.filter(pk=note_id, case=case, author=post_of(by)).first()
        if note is None:
            raise not_found()
        _record(a, note, case, "Xóa ghi chú về vụ án", sha256=_hash(note.text))
        note.delete()


def ask(*, by: Viewer, case_id: uuid.UUID, text: str, at: datetime) -> Question:
    """Put a question to the panel.

    Raises:
        Refused: "wrong_state" outside the deliberation, "deliberation.written", "question.empty".
    """
    text = clean(text)
    with act("judgments.ask", by=by, at=at) as a:
        case = _open(a, case_id)
        if not text:
            raise refused_on("question", "question.empty", _("Hãy nhập vấn đề cần biểu quyết."))
        last = case.deliberation_questions.order_by("-order").values_list("order", flat=True).first() or 0
        question = Question.objects.create(case=case, order=last + 1, text=text, asked_at=at)
        _record(a, question, case, "Nêu vấn đề nghị án", sha256=_hash(text))
    return question


def drop_question(*, by: Viewer, case_id: uuid.UUID, question_id: uuid.UUID, at: datetime) -> None:
    """Take back a question on which nobody has voted.

    Raises:
        Refused: "question.voted", and as `ask`.
    """
    with act("judgments.drop_question", by=by, at=at) as a:
        case = _open(a, case_id)
        question = _question(case, question_id)
        if question.votes.exists():
            raise Refused("question.voted", _("Đã có người biểu quyết nên không rút vấn đề này được."))
        _record(a, question, case, "Rút vấn đề nghị án", sha256=_hash(question.text))
        question.delete()


def vote(
    *, by: Viewer, case_id: uuid.UUID, question_id: uuid.UUID, answer: str, opinion: str, at: datetime
) -> Vote:
    """Vote on a question: lay judges first, the presiding judge last. A vote can be changed until the last one.

    Raises:
        Refused: "vote.too_early" for the presiding judge before the others, "vote.closed" after the last vote,
            "vote.answer", and as `ask`.
    """
    with act("judgments.vote", by=by, at=at) as a:
        case = _open(a, case_id)
        question = _question(case, question_id)
        if answer not in Vote.Answer.values:
            raise refused_on("answer", "vote.answer", _("Hãy chọn đồng ý hay không đồng ý."))
        me, members = post_of(by), panel_of(case)
        voted = set(question.votes.values_list("post_id", flat=True))
        if members[-1].pk in voted:
            raise Refused("vote.closed", _("Cả Hội đồng đã biểu quyết xong vấn đề này."))
        waiting = [p for p in members[:-1] if p.pk not in voted]
        if me.pk == members[-1].pk and waiting:
            names = ", ".join(p.user.full_name for p in waiting)
            raise Refused(
                "vote.too_early",
                _(
                    "Hội thẩm nhân dân biểu quyết trước, Thẩm phán chủ tọa sau cùng (khoản 2 Điều 264). Còn chờ: %s."
                )
                % names,
            )
        made, _new = Vote.objects.update_or_create(
            question=question, post=me, defaults={"answer": answer, "opinion": clean(opinion), "voted_at": at}
        )
        _record(a, question, case, f"Biểu quyết vấn đề {question.order}")
    return made


def write_deliberation(*, by: Viewer, case_id: uuid.UUID, at: datetime) -> DeliberationMinutes:
    """Make the minutes of all questions and votes; written again before all have signed, the signatures start anew.

    Raises:
        Refused: "deliberation.no_question", "deliberation.unvoted", "deliberation.signed", "wrong_state".
    """
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    policy.require(by, "judgments.write_deliberation", case)
    text = _minutes_text(case)
    paper = documents.render(
        "judgments/forms/deliberation.html", {"court": case.court, "text": text, "day": clock.local_date(at)},
        title="Biên bản nghị án", at=at, author=case.court.name,
    )  # fmt: skip
    with act("judgments.write_deliberation", by=by, at=at) as a:
        case = _open(a, case_id)
        if _minutes_text(case) != text:
            raise Refused("deliberation.changed", _("Vừa có người biểu quyết. Hãy xem lại rồi lập biên bản."))
        minutes = DeliberationMinutes.objects.filter(case=case).first() or DeliberationMinutes(case=case)
        minutes.text, minutes.file, minutes.signers, minutes.written_at = text, paper, [], at
        minutes.save()
        _record(a, minutes, case, "Lập biên bản nghị án", sha256=paper.pk)
    return minutes


def sign_deliberation(*, by: Viewer, case_id: uuid.UUID, at: datetime) -> DeliberationMinutes:
    """Sign the minutes as a member; with the last signature they are complete and wait for the pronouncement.

    Raises:
        Refused: "deliberation.signed_already", "deliberation.changed" when another member signed just now, and
            those of `toaan.core.signatures`.
    """
    minutes = DeliberationMinutes.objects.select_related("case").filter(case_id=case_id).first()
    if minutes is None:
        raise not_found()
    policy.require(by, "judgments.sign_deliberation", minutes)
    me = post_of(by)
    if str(me.pk) in minutes.signers:
        raise Refused("deliberation.signed_already", _("Bạn đã ký biên bản này."))
    signed = signatures.sign_as(
        by, files.read(minutes.file_id), reason="Ký biên bản nghị án", at=timezone.localtime(at),
        field=f"thanh_vien_{len(minutes.signers) + 1}",
    )  # fmt: skip
    kept = files.keep_made(signed, pages=page_count(signed), at=at)
    with act("judgments.sign_deliberation", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("judgments.number")
        locked = DeliberationMinutes.objects.select_for_update(no_key=True).get(case=case)
        if (locked.file_id, locked.signers) != (minutes.file_id, minutes.signers):
            raise Refused(
                "deliberation.changed", _("Biên bản vừa có người khác ký hoặc lập lại. Hãy xem lại rồi ký.")
            )
        locked.file, locked.signers = kept, [*locked.signers, str(me.pk)]
        complete = {str(p.pk) for p in panel_of(case)} <= set(locked.signers)
        locked.signed_at = at if complete else None
        locked.save()
        a.record(
            locked,
            court=case.court,
            case_id=case.pk,
            title="Ký biên bản nghị án",
            data={"sha256": kept.pk, "complete": complete},
            documents=[Document(kept.pk, "Biên bản nghị án", "deliberation_minutes", clock.local_date(at))]
            if complete
            else [],
            shown_to="nobody",
        )
    return locked


def _open(a: Act, case_id: uuid.UUID) -> Case:
    """The case in deliberation, its minutes not yet signed by all."""
    case = a.lock(Case, case_id, "court", "number")
    a.allow(case)
    case.after("judgments.number")
    minutes = DeliberationMinutes.objects.filter(case=case).first()
    if minutes is not None and (minutes.signed_at or a.name != "judgments.write_deliberation"):
        raise Refused(
            "deliberation.written",
            _("Biên bản nghị án đã lập. Không thêm, rút vấn đề hay biểu quyết nữa.")
            if not minutes.signed_at
            else _("Biên bản nghị án đã có đủ chữ ký nên không sửa được nữa."),
        )
    return case


def _question(case: Case, question_id: uuid.UUID) -> Question:
    found = Question.objects.filter(pk=question_id, case=case).first()
    if found is None:
        raise not_found()
    return found


def _minutes_text(case: Case) -> dict[str, Any]:
    members = panel_of(case)
    questions = list(case.deliberation_questions.prefetch_related("votes__post__user"))
    if not questions:
        raise Refused("deliberation.no_question", _("Chưa có vấn đề nào được biểu quyết."))
    rows = []
    for question in questions:
        votes = {v.post_id: v for v in question.votes.all()}
        if missing := [p.user.full_name for p in members if p.pk not in votes]:
            raise Refused(
                "deliberation.unvoted",
                _("Vấn đề %(order)d còn thiếu phiếu của: %(names)s.")
                % {"order": question.order, "names": ", ".join(missing)},
            )
        agreed = sum(votes[p.pk].answer == Vote.Answer.AGREE for p in members)
        rows.append(
            {
                "text": question.text,
                "votes": [
                    {
                        "name": p.user.full_name,
                        "agrees": votes[p.pk].answer == Vote.Answer.AGREE,
                        "opinion": votes[p.pk].opinion,
                    }
                    for p in members
                ],
                "agreed": agreed,
                "of": len(members),
                "carried": agreed * 2 > len(members),
            }
        )
    return {
        "case": str(case), "relation": case.legal_relation, "members": [[p.user.full_name, p.title] for p in members],
        "questions": rows, "court": case.court.name,
    }  # fmt: skip


def _record(a: Act, subject: Any, case: Case, title: str, **data: Any) -> None:
    a.record(subject, court=case.court, case_id=case.pk, title=title, data=data, shown_to="nobody")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
