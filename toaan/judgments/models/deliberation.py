"""Deliberation (nghị án, BLTTDS 264): questions, votes, minutes, notes. Read by the panel and the case clerk only."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.models import Post, StoredFile
from toaan.core.viewer import Viewer


class _OfCase(models.Model):
    """A row whose readers are those of its case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case: models.ForeignKey[Case, Case]

    class Meta:
        abstract = True

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


class PanelNote(_OfCase):
    """A note on the case (ghi chú): the author's alone, or shared with the panel and its clerk."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="panel_notes")
    author = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    shared = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"Ghi chú của {self.author.user}"


class Question(_OfCase):
    """One question of the case that the panel decides by majority (vấn đề phải giải quyết)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliberation_questions")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    """Worded so that a member agrees or does not."""
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="question_order_once")]

    def __str__(self) -> str:
        return f"Vấn đề {self.order}"


class Vote(models.Model):
    """How a member of the panel voted on a question."""

    class Answer(models.TextChoices):
        AGREE = "agree", _("Đồng ý")
        DISAGREE = "disagree", _("Không đồng ý")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="votes")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    opinion = models.TextField(blank=True)
    """In the minutes; of a minority, what goes into the file in writing (264.2)."""
    voted_at = models.DateTimeField()

    class Meta:
        ordering = ["voted_at"]
        constraints = [models.UniqueConstraint(fields=["question", "post"], name="one_vote_a_member")]

    def __str__(self) -> str:
        return f"{self.post.user}: {self.get_answer_display()}"


class DeliberationMinutes(_OfCase):
    """The minutes of the deliberation (biên bản nghị án), signed by every member before pronouncement (264.3)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="deliberation_minutes")
    text = models.JSONField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The paper with the signatures given so far."""
    signers = models.JSONField(default=list)
    """Posts that have signed, in their order."""
    written_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    """When the last member had signed."""

    def __str__(self) -> str:
        return f"Biên bản nghị án {self.case}"
