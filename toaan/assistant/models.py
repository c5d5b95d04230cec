"""Questions to the assistant with what it answered, what people said of it, and answers that they contributed."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.assistant.states import APPROVED, COLOURS, CONTRIBUTION, RETURNED, WAITING
from toaan.cases.models import Case
from toaan.core import authority, clock
from toaan.core.models import Court, Post, User
from toaan.core.viewer import Viewer

PATIENCE = timedelta(minutes=5)
"""So long a page asks again for what a language model writes."""


class Question(models.Model):
    """One question (câu hỏi), with everything that was shown for it. It never changes but for `generated`, which comes later.

    What is asked in a case belongs to its deliberation: the panel and the clerk read it, nobody else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_index=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="questions")
    asked_at = models.DateTimeField()
    text = models.TextField()
    searched = models.TextField(blank=True)
    """The same without diacritics."""
    facts_on = models.DateField()
    """The day whose law was asked for."""
    chosen = models.JSONField(default=dict)
    """Filters: {"kind", "field", "court", "year"}, as the form had them."""
    passages = models.JSONField(default=list)
    """What was shown, `finding.model.Passage` as JSON, the best first."""
    told = models.JSONField(default=dict)
    """{"summary": [[sentence, place]], "missing": [words], "weak": bool, "left_out": n, "links": [[words, address]], "state": ""}."""
    versions = models.JSONField(default=dict)
    """What answered: {"index", "ranker", "book", "program"}."""
    took_ms = models.PositiveIntegerField(default=0)
    generated = models.JSONField(default=dict)
    """A language model's answer and what the check said: {"state", "text", "sentences", "reason", "model"}; empty without one."""

    class Meta:
        ordering = ["-asked_at"]
        indexes = [
            models.Index(fields=["by", "-asked_at"], name="questions_of_a_post"),
            models.Index(fields=["court", "asked_at"], name="questions_of_a_court"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:80].rstrip()}…"

    @property
    def gave_up(self) -> bool:
        """Whether a model's answer is not to be waited for any more: the worker was killed, or is held up."""
        return self.generated.get("state") == "waiting" and clock.now() - self.asked_at > PATIENCE

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """A question of a case hangs on the case alone: who left it, also the one who asked, does not read on."""
        if self.case is not None:
            return self.case.relations(viewer) & {"panel", "case_clerk"}
        return frozenset({"asker"} if viewer.post is not None and viewer.post.pk == self.by_id else ())


class Feedback(models.Model):
    """What somebody said of an answer, or of one of its passages (góp ý)."""

    class Verdict(models.TextChoices):
        RIGHT = "right", _("Đúng")
        MISMATCH = "mismatch", _("Không khớp")
        VALIDITY = "validity", _("Sai hiệu lực")

    class Review(models.TextChoices):
        NONE = "", _("không cần xét")
        WAITING = "waiting", _("chờ xét")
        APPROVED = "approved", _("được chấp nhận")
        DECLINED = "declined", _("không chấp nhận")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="feedback")
    place = models.PositiveSmallIntegerField()
    """Place of the passage in the answer, from 1; 0: the answer as a whole."""
    key = models.CharField(max_length=110, blank=True)
    """What the passage is of: "law:92/2015/QH13#203", "card:…"."""
    by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    comment = models.TextField(blank=True)
    articles = models.JSONField(default=list)
    """Keys of the articles that answer instead, as far as he says: ["92/2015/QH13#203"]."""
    review = models.CharField(max_length=10, choices=Review.choices, blank=True, default="")
    """Whether it is learnt from: of questions outside a case only, after somebody looked at it."""
    reviewed_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    """Why it was declined."""

    class Meta:
        ordering = ["question", "place", "at"]
        constraints = [
            models.UniqueConstraint(fields=["question", "place", "by"], name="one_word_each_on_a_passage"),
            models.CheckConstraint(
                condition=~Q(review__in=["approved", "declined"]) | Q(reviewed_at__isnull=False),
                name="reviewed_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["review", "at"], name="feedback_to_review", condition=~Q(review=""))]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} ({self.place})"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """A reviewer does not decide on his own word."""
        if viewer.user is not None and viewer.user.pk == self.by.user_id:
            return frozenset({"asker"})
        return frozenset(
            {"rule_authority"} if self.question.case_id is None and authority.holds(viewer) else ()
        )


class Contribution(models.Model):
    """A situation with its answer that somebody of a court wrote (tình huống đóng góp); approved, the assistant answers with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    """The situation, in words that name nobody."""
    answer = models.TextField()
    articles = models.JSONField(default=list)
    """["92/2015/QH13#203", …], the deciding one first."""
    state = models.CharField(max_length=10, choices=list(CONTRIBUTION.labels.items()), default=WAITING)
    sent_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    """Why it was sent back, or taken out again."""
    since = models.DateField(null=True)
    """From which day of facts the answer holds, as far as its writer says."""
    revision = models.PositiveIntegerField(default=1)
    searched = models.TextField(blank=True)
    """Situation and answer without diacritics."""

    class Meta:
        ordering = ["-sent_at"]
        indexes = [
            models.Index(fields=["state", "sent_at"], name="contributions_by_state"),
            models.Index(fields=["by", "-sent_at"], name="contributions_of_a_post"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[APPROVED, RETURNED]) | Q(decided_at__isnull=False), name="contribution_decided"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.question if len(self.question) <= 80 else f"{self.question[:80].rstrip()}…"

    @property
    def label(self) -> str:
        """Its state in words."""
        return CONTRIBUTION.labels[self.state]

    @property
    def colour(self) -> str:
        return COLOURS[self.state]

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Nobody approves his own, not in another post either."""
        if viewer.user is not None and viewer.user.pk == self.by.user_id:
            return frozenset({"asker"})
        return frozenset({"rule_authority"} if authority.holds(viewer) else ())


class Installation:
    """What the assistant has learnt as the thing that acts concern: one for all courts that work here."""

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return frozenset({"rule_authority"} if authority.holds(viewer) else ())


class RankerVersion(models.Model):
    """One order of articles that was learnt here (phiên bản xếp hạng), with what it was learnt from and how well it does.

    Its file lies in `TOAAN_HOME/models`; what ships with the software has no row and counts as version 0.
    """

    number = models.PositiveIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """None: trained at the terminal of the server."""
    labels = models.PositiveIntegerField(default=0)
    feedback = models.PositiveIntegerField(default=0)
    contributions = models.PositiveIntegerField(default=0)
    """How many questions of each source it learnt from."""
    held_back = models.PositiveIntegerField(default=0)
    """Questions that it was measured on and never saw."""
    compared = models.PositiveIntegerField(default=0)
    """Those of them that the order in use had not seen either: only they decide."""
    figures = models.JSONField(default=dict)
    """{"new": …, "fair_new": …, "fair_current": …, "current": …}, each {"recall@1", "recall@10", "mrr@10"}."""
    against = models.PositiveIntegerField(default=0)
    """Number of the version that answered then; 0: what ships."""
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    """Why it was promoted, or not."""
    promoted = models.BooleanField(default=False)
    """Whether it answers now."""
    promoted_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    """Of the last change to or from it by hand."""

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["promoted"], condition=Q(promoted=True), name="one_ranker_answers"
            ),
            models.CheckConstraint(
                condition=Q(promoted=False) | Q(promoted_at__isnull=False), name="promoted_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
