"""Acts around the assistant: a question asked, an answer judged."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings

from toaan.assistant import links
from toaan.assistant.finding import answer, generated
from toaan.assistant.finding.model import LAW, Found, Wish
from toaan.assistant.models import Feedback, Question
from toaan.assistant.naming import named
from toaan.cases import queries as cases
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM, Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean, fold

if TYPE_CHECKING:
    from toaan.core.models import Post

LONGEST = 5_000
"""Letters of a question."""
COMMENT = 4_000
"""Letters of a comment."""


def ask(*, by: Viewer, wish: Wish, at: datetime, case_id: uuid.UUID | None = None) -> Question:
    """Ask the assistant; in a case the question belongs to the case's deliberation.

    Raises:
        Refused: "assistant.empty", "assistant.too_long", "not_allowed", "not_found" (the case).
    """
    text = clean(wish.text).strip()
    if not any(letter.isalnum() for letter in text):
        raise _mistyped(
            "assistant.empty", _("Hãy nhập câu hỏi bằng chữ, ví dụ “thời hạn chuẩn bị xét xử vụ án dân sự”.")
        )
    if len(text) > LONGEST:
        raise _mistyped(
            "assistant.too_long",
            _("Câu hỏi dài %(length)s chữ, hệ thống đọc đến %(most)s. Hãy rút gọn, hoặc dùng “Bản án tương tự” cho văn bản dài.")
            % {"length": f"{len(text):,}".replace(",", "."), "most": f"{LONGEST:,}".replace(",", ".")},
        )  # fmt: skip
    case = cases.get(by, case_id) if case_id else None
    begun = time.perf_counter()
    found = answer.find(wish)  # outside the act: nobody waits for it with a lock
    there = links.of(by, text)
    took = round((time.perf_counter() - begun) * 1000)
    written = _begun(found)
    name = "assistant.ask_in_case" if case else "assistant.ask"
    with act(name, by=by, at=at) as a:
        a.allow(case)
        holder = cast("Post", by.post)  # the policy admits posts only
        question = Question.objects.create(
            by_id=holder.pk, court_id=holder.court_id, case=case, asked_at=at, text=text, searched=fold(text), facts_on=wish.facts_on,
            chosen={"kind": wish.kind, "field": wish.field, "court": wish.court, "year": wish.year},
            passages=[one.as_json() for one in found.passages], told=_told(found, there), took_ms=took,
            versions=dict(found.versions), generated=written,
        )  # fmt: skip
        a.record(
            question, court=by.court, title="Hỏi trợ lý ảo",
            data={"sha256": hashlib.sha256(text.encode()).hexdigest(), "case": case.pk if case else None, "passages": len(found.passages)},
        )  # fmt: skip
        if written.get("state") == generated.WAITING:
            from toaan.assistant.tasks import write_answer

            write_answer.enqueue(str(question.pk))  # in the act: kept with the question, or not at all
    return question


def _mistyped(code: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={"cau_hoi": message})


def _told(found: Found, there: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "summary": [list(one) for one in found.summary], "missing": list(found.missing), "weak": found.weak, "left_out": found.left_out,
        "state": found.state, "links": [list(one) for one in there],
    }  # fmt: skip


def _begun(found: Found) -> dict[str, Any]:
    """What is kept of a model's answer before it is asked: nothing without a model, or where the passages answer little."""
    if not settings.TOAAN_LLM_URL or not found.passages or found.weak:
        return {}
    if generated.busy():
        return {
            "state": generated.UNUSABLE,
            "reason": generated.BUSY,
        }
    return {"state": generated.WAITING}


def generate(question_id: uuid.UUID) -> None:
    """Keep what the language model answered, if its check lets it pass; what became of it, if not. Done before, nothing happens.

    A system act: nobody presses for it.
    """
    question = Question.objects.filter(pk=question_id).first()
    if question is None or question.generated.get("state") != "waiting":
        return
    written = generated.write(question)
    with suppress(Refused), act("assistant.write", by=SYSTEM, at=clock.now()) as a:
        row = a.lock(Question, question_id)
        a.allow()
        if row.generated.get("state") != generated.WAITING:
            raise Refused("assistant.written", _("Câu trả lời đã được ghi."))  # by the same task, run twice
        row.generated = written
        row.save(update_fields=["generated"])
        a.record(
            row,
            court=row.court,
            title="Ghi câu trả lời của mô hình ngôn ngữ",
            data={"state": written["state"]},
        )


def rate(
    *, by: Viewer, question_id: uuid.UUID, place: int, at: datetime, verdict: str = "", comment: str = "",
    articles: Sequence[str] = (),
) -> Feedback:  # fmt: skip
    """Say of an answer (place 0), or of one of its passages, whether it is right; said again, the last word holds.

    A comment or other articles on a question outside a case wait for a reviewer, with the question; so does a rating of an article, unless the
    question seems to name somebody.

    Raises:
        Refused: "assistant.nothing_said", "assistant.no_passage", "not_found", "not_allowed".
    """
    comment = clean(comment).strip()
    if not (verdict or comment or articles):
        raise Refused("assistant.nothing_said", _("Hãy chọn một đánh giá hoặc ghi góp ý."), status=422)
    with act("assistant.rate", by=by, at=at) as a:
        question = a.lock(Question, question_id, "case")
        a.allow(question)
        if not 0 <= place <= len(question.passages):
            raise Refused(
                "assistant.no_passage", _("Câu trả lời này không có đoạn ấy. Hãy tải lại trang."), status=422
            )
        passage = question.passages[place - 1] if place else None
        rated = bool(passage and passage["kind"] == LAW and verdict) and not named(question.text)
        told = bool(comment or articles) or rated
        row, _new = Feedback.objects.update_or_create(
            question=question, place=place, by=by.post,
            defaults={
                "at": at, "verdict": verdict, "comment": comment[:COMMENT], "articles": list(articles),
                "key": f"{passage['kind']}:{passage['key']}" if passage else "",
                "review": Feedback.Review.WAITING if told and question.case_id is None else Feedback.Review.NONE,
                "reviewed_by": None, "reviewed_at": None, "reason": "",
            },
        )  # fmt: skip
        a.record(
            row, court=by.court, title="Đánh giá câu trả lời của trợ lý ảo",
            data={"question": question.pk, "place": place, "verdict": verdict, "comment": hashlib.sha256(comment.encode()).hexdigest()},
        )  # fmt: skip
    return row
