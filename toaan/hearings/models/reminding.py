"""What parties with accounts were reminded of: a sitting to come, a limit of their own."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.cases.models import Case
from toaan.core.models import Court, User


class PartyReminder(models.Model):
    """One step of one sitting or time limit told to one person (nhắc đương sự): never twice, whatever happens at night."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    petition_id = models.UUIDField(null=True)
    subject = models.CharField(max_length=60)
    """ "hearing:…" or "deadline:…" with its key."""
    title = models.CharField(max_length=300)
    step = models.CharField(max_length=20)
    """A step of `toaan.rules.reminders.ahead`."""
    falls_on = models.DateField()
    """The day as it stood: a sitting put off, a limit extended begins anew."""
    starts_at = models.DateTimeField(null=True)
    """Of a sitting."""
    told_on = models.DateField()

    class Meta:
        ordering = ["falls_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject", "step", "falls_on"], name="party_reminded_once_per_step"
            )
        ]
        indexes = [models.Index(fields=["user", "falls_on"])]

    def __str__(self) -> str:
        return f"{self.title} · {self.step} · {self.told_on:%d/%m/%Y}"
