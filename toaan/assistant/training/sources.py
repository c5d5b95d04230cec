"""What is learnt from: accepted words on answers, approved contributions; as lines (id, question, articles). Nothing of a case."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from toaan.assistant.finding.model import LAW
from toaan.assistant.models import Contribution, Feedback
from toaan.assistant.states import ACCEPTED, APPROVED
from toaan.engines.retrieval.measure import Line

FEEDBACK, CONTRIBUTION, LABEL = "feedback", "contribution", "label"


def of_feedback() -> Iterator[Line]:
    """Of each question outside a case: the articles named instead, else those whose passage was called right."""
    rows = Feedback.objects.filter(review=ACCEPTED, question__case=None).select_related("question")
    kept: tuple[uuid.UUID, str] | None = None
    named: list[str] = []
    right: list[str] = []
    for row in rows.order_by("question_id", "place", "by_id"):
        if kept is not None and kept[0] != row.question_id:
            yield from _line(kept, named, right)
            named, right = [], []
        kept = (row.question_id, row.question.text)
        named += [str(key) for key in row.articles]
        if _right_of_law(row):
            right.append(row.key.partition(":")[2])
    if kept is not None:
        yield from _line(kept, named, right)


def _right_of_law(row: Feedback) -> bool:
    return row.verdict == Feedback.Verdict.RIGHT and row.key.startswith(f"{LAW}:")


def teaches(row: Feedback) -> bool:
    """Whether there is something to learn from a word once it is accepted: the articles it names, or the one it calls right."""
    return bool(row.articles) or _right_of_law(row)


def _line(of: tuple[uuid.UUID, str], named: list[str], right: list[str]) -> Iterator[Line]:
    articles = tuple(dict.fromkeys(named or right))
    if articles:  # a word that only says what is wrong names no article to learn
        yield Line(str(of[0]), of[1], articles, FEEDBACK)


def of_contributions() -> Iterator[Line]:
    """Each answer in use."""
    for row in Contribution.objects.filter(state=APPROVED).order_by("decided_at", "pk"):
        yield Line(str(row.pk), row.question, tuple(map(str, row.articles)), CONTRIBUTION)


def own() -> list[Line]:
    """Everything that this installation itself has to teach."""
    return [*of_feedback(), *of_contributions()]
