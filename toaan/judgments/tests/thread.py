"""The way of a judgment in tests: a case in deliberation, its draft, the acts of the panel."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tests.replay import step
from toaan.cases.models import Case
from toaan.core.viewer import SYSTEM, Viewer
from toaan.demo import steps
from toaan.demo.people import World
from toaan.judgments import actions, layout, word
from toaan.judgments.content import Content
from toaan.judgments.models import Judgment
from toaan.judgments.sections import FIRST_INSTANCE
from toaan.judgments.tests.samples import CONTENT

__all__ = ["CONTENT", "SYSTEM", "deliberating", "judge_of", "numbered", "pronounced", "signed", "word_file"]


@step
def deliberating(world: World, at: datetime) -> Case:
    """A case in which the debate is closed (the stage alone, without the hearing before it).

    "thamphan" presides: the draw might have chosen the president, who is a judge too.
    """
    case = steps.assigned_case(world, at)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    Case.objects.filter(pk=case.pk).update(state="deliberating")
    case.refresh_from_db()
    return case


def judge_of(world: World, case: Case) -> Viewer:
    return world.viewer(steps.presiding(world, case))


def word_file(by: Viewer, case: Case, at: datetime) -> bytes:
    """The draft as the Word file that goes out."""
    copy = actions.hand_out_word(by=by, case_id=case.pk, at=at)
    content = Content.from_json(copy.version.content)
    text = layout.frozen(case, content, number="", dated=timezone.localtime(at).date())
    return word.file_of(FIRST_INSTANCE, copy, text, None)


@step
def numbered(world: World, at: datetime, case: Case | None = None, content: Content = CONTENT) -> Judgment:
    case = case or deliberating(world, at)
    judge = judge_of(world, case)
    draft = actions.save_draft(by=judge, case_id=case.pk, content=content, revision=0, at=at)
    return actions.number(
        by=judge, case_id=case.pk, revision=draft.revision, dated=timezone.localtime(at).date(), at=at
    )


@step
def signed(world: World, at: datetime, **kwargs) -> Judgment:
    judgment = numbered(world, at, **kwargs)
    return actions.sign(by=judge_of(world, judgment.case), judgment_id=judgment.pk, at=at)


@step
def pronounced(world: World, at: datetime, *, presence=None, procurator=True, **kwargs) -> Judgment:
    judgment = signed(world, at, **kwargs)
    judge = judge_of(world, judgment.case)
    return actions.pronounce(
        by=judge, judgment_id=judgment.pk, presence=presence, procurator=procurator, at=at
    )
