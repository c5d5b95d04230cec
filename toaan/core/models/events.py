"""What happened, and to whom it was told (the outbox)."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.core.models.accounts import User
from toaan.core.models.organisation import Court, Post
from toaan.core.viewer import Viewer


class Event(models.Model):
    """One act that was done. Timeline, consequences and outgoing messages all come from it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField(max_length=60)
    at = models.DateTimeField()
    sequence = models.BigIntegerField()
    """Number of its audit entry: the order of acts that happened at the same moment."""
    court = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=20)
    because = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="consequences")
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    petition_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    title = models.CharField(max_length=500)
    detail = models.CharField(max_length=1000, blank=True)
    shown_to = models.CharField(
        max_length=10,
        choices=[("nobody", "–"), ("panel", "Hội đồng"), ("court", "Tòa án"), ("parties", "Đương sự")],
    )
    """Who sees it on the timeline; deliberation stays with the panel."""
    data = models.JSONField(default=dict)
    documents = models.JSONField(default=list)
    """Documents the act brought into the file: [{sha256, title, kind, dated, author_party}]."""

    class Meta:
        ordering = ["at", "sequence"]
        indexes = [
            models.Index(fields=["act", "at"]),
            models.Index(fields=["case_id", "at"]),
            models.Index(fields=["petition_id", "at"]),
            models.Index(fields=["court", "sequence"]),
            models.Index(fields=["court", "act", "at"]),  # what leaders hear of, and the book of appeals
            models.Index(fields=["actor", "at"]),
        ]

    def __str__(self) -> str:
        return self.title


class EventDelivery(models.Model):
    """One subscriber's duty towards one event: at least once, until done."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        STUCK = "stuck"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_try = models.DateTimeField(null=True)
    """Real time (not the practice clock) before which it is not tried again."""
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="told_once")]
        indexes = [models.Index(fields=["state", "next_try"])]


class NewsMark(models.Model):
    """How far the holder of a post has read the news of the own cases (thông báo)."""

    post = models.OneToOneField(Post, on_delete=models.PROTECT, primary_key=True, related_name="news_mark")
    sequence = models.BigIntegerField(default=0)
    """Number of the newest event seen, in the chain of the post's court."""
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.post}: {self.sequence}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return frozenset({"holder"} if viewer.post is not None and viewer.post.pk == self.post_id else ())
