"""Numbers that an act of the court issues: sequential, gap-free, never reused."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.core.models.organisation import Court


class Counter(models.Model):
    """The last number of one register of one court in one calendar year."""

    scope = models.CharField(max_length=40)
    """Court code: text, so that the upsert is the same statement on every database."""
    register = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "register", "year"], name="one_counter")]


class IssuedNumber(models.Model):
    """One number in a register (sổ), with what it was given to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    text = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["court", "register", "year", "sequence"], name="number_issued_once"
            ),
            models.UniqueConstraint(
                fields=["register", "subject_type", "subject_id"], name="one_number_per_thing"
            ),
        ]
        indexes = [models.Index(fields=["text"])]

    def __str__(self) -> str:
        return self.text
