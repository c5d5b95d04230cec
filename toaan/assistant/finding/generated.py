"""A worded answer from the court's own language model: shown only where every sentence stands in a passage that it cites."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from toaan.assistant.finding.model import JUDGMENT, Passage
from toaan.assistant.finding.supported import check
from toaan.assistant.models import Question
from toaan.engines.language import LanguageModel, ModelUnusable, Source, model_for
from toaan.vietnamese.text import clean

log = logging.getLogger(__name__)

WAITING, SHOWN, ABSTAINS, REFUSED, UNUSABLE = "waiting", "shown", "abstains", "refused", "unusable"
READ = 8
"""Passages that the model is given, the best ones."""
MOST_WAITING = 10
"""So many answers wait for the worker; of further questions the extracts alone are shown, and nothing else waits behind them."""
BUSY = "Mô hình ngôn ngữ còn phải viết cho nhiều câu hỏi khác. Hãy đọc đoạn trích, hoặc hỏi lại sau ít phút."
"""Why a question is `UNUSABLE` from the start: what its `reason` says while `busy`."""


def model() -> LanguageModel | None:
    """The model that the settings name; none by default."""
    return model_for(
        settings.TOAAN_LLM_URL,
        settings.TOAAN_LLM_MODEL,
        key=settings.TOAAN_LLM_KEY,
        timeout=settings.TOAAN_LLM_TIMEOUT,
    )


def busy() -> bool:
    """Whether more than ten answers wait for the worker, which has other work too: one more is not queued."""
    from toaan.assistant.tasks import write_answer

    waiting = DBTaskResult.objects.ready().filter(task_path=write_answer.module_path)
    return waiting.order_by()[: MOST_WAITING + 1].count() > MOST_WAITING


def write(question: Question) -> dict[str, Any]:
    """What became of the model's answer, as `Question.generated` keeps it. A refused text is kept for review and never shown."""
    asked, sources = model(), sources_of(question)
    if asked is None:
        return {"state": UNUSABLE, "reason": "Chưa đặt địa chỉ mô hình ngôn ngữ."}
    told: dict[str, Any] = {"model": asked.name, "sources": len(sources)}
    try:
        text = clean(asked.answer(question.text, [one for _place, one in sources]))
        verdict = check(text, [f"{one.label}\n{one.text}" for _place, one in sources])
    except ModelUnusable as error:
        return {**told, "state": UNUSABLE, "reason": error.reason}
    except Exception:  # whatever it wrote: the page must not wait for ever
        log.exception("question %s: the model's answer could not be checked", question.pk)
        return {**told, "state": UNUSABLE, "reason": "Câu trả lời của mô hình không đối chiếu được."}
    told |= {
        "text": text,
        "sentences": [{"text": s.text, "sources": [sources[n - 1][0] for n in s.sources if 0 < n <= len(sources)], "partial": s.partial, "supported": s.supported, "reason": s.reason} for s in verdict.sentences],
    }  # fmt: skip
    if verdict.abstains:
        return {**told, "state": ABSTAINS}
    if verdict.accepted:
        return {**told, "state": SHOWN}
    reason = verdict.reason or next((s.reason for s in verdict.sentences if not s.supported), "")
    return {**told, "state": REFUSED, "reason": reason}


def sources_of(question: Question) -> list[tuple[int, Source]]:
    """The passages that the model may use, each with its place on the page: the heading says of which law and article it is.

    Judgments are no source of rules; words that do not hold on the day of the facts are none either.
    """
    kept = [Passage.from_json(one) for one in question.passages[:READ]]
    return [
        (place, Source(f"{one.title}. {one.heading}".rstrip(". "), one.text))
        for place, one in enumerate(kept, start=1) if one.kind != JUDGMENT and one.standing not in {"not", "no_words"}
    ]  # fmt: skip
