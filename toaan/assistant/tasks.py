"""Jobs of the worker."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task


@task()
def build_index() -> None:
    """Bring the index of articles up to the database; asked for twice, the second finds it done."""
    from toaan.assistant import articles
    from toaan.core import clock

    try:
        articles.bring_up(clock.today())
    except articles.NoLaw:
        return


@task()
def index_judgments() -> None:
    """Build the index of published judgments, unless it was built meanwhile."""
    from toaan.assistant import judgments
    from toaan.engines.similar import IndexUnusable, SimilarIndex

    try:
        SimilarIndex.load(judgments.folder())
    except IndexUnusable:
        judgments.rebuild()


@task()
def write_answer(question_id: str) -> None:
    """Let the court's language model word an answer; what its check refuses is not shown."""
    from toaan.assistant import actions

    actions.generate(UUID(question_id))
