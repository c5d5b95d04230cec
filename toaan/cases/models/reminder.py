"""What was said about a time limit: reminders by the court's system, and words of the people concerned."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.cases.models.deadline import Deadline
from toaan.core.models import Post


class Reminder(models.Model):
    """One step of one time limit told to one officer (nhắc việc): never twice, whatever happens at night."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="reminders")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=20)
    """A step of `toaan.rules.reminders`, or "leaders"."""
    due_on = models.DateField()
    """The last day as it stood: a limit that was extended begins anew."""
    told_on = models.DateField()

    class Meta:
        ordering = ["told_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "post", "step", "due_on"], name="reminded_once_per_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.deadline} · {self.step} · {self.told_on:%d/%m/%Y}"


class DeadlineNote(models.Model):
    """Why it is late, by whoever holds it; what is to be done, by a leader (giải trình, ý kiến chỉ đạo)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="notes")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text
