"""Legal effect (hiệu lực pháp luật), beside the judgment so that the judgment itself never changes."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.judgments.models.judgment import Judgment, JudgmentPart


class Effect(models.Model):
    """What became of a judgment when the last period for appeal and protest had ended (BLTTDS 282)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.OneToOneField(Judgment, on_delete=models.PROTECT, related_name="effect")
    settled_at = models.DateTimeField()
    effective_on = models.DateField(null=True)
    """First day of effect of the whole judgment; null when a part was appealed or protested."""
    lifted = models.TextField(blank=True, default="")
    """Effects it had before, each with what lifted it; only ever added to."""


class PartEffect(models.Model):
    """The outcome for one part: its first day of effect, or why it has none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, related_name="parts")
    part = models.OneToOneField(JudgmentPart, on_delete=models.PROTECT, related_name="effect")
    effective_on = models.DateField(null=True)
    outcome = models.CharField(max_length=60, blank=True)
    """What became of it at second instance, in a few words; empty while nothing did."""
    explanation = models.TextField()
    lifted = models.TextField(blank=True, default="")
    """Effects it had before, each with what lifted it; only ever added to."""

    class Meta:
        ordering = ["part__order"]
