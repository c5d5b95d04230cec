"""Numbers that an act of the court issues: sequential, gap-free, never reused."""

from __future__ import annotations

import uuid
from typing import Any

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
        indexes = [
            models.Index(fields=["text"]),
            models.Index(fields=["court", "year", "issued_at", "sequence"]),  # the newest of a book
        ]

    def __str__(self) -> str:
        return self.text


class Entered(models.Model):
    """A line of a register (sổ): it carries its place there beside its number, so that a list reads one index.

    A register of many years is counted, sorted and turned page by page all day; through the number's own row the database
    would visit every line for it.
    """

    number: Any
    register_year = models.PositiveSmallIntegerField(null=True, editable=False)
    register_sequence = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    def enter(self, number: IssuedNumber) -> list[str]:
        """Take the number and the place that it names; returns the fields to save."""
        self.number = number
        self.register_year, self.register_sequence = number.year, number.sequence
        return ["number", "register_year", "register_sequence"]


def place_follows_number(name: str) -> models.CheckConstraint:
    """Whoever has a number has a place, and nobody else."""
    without = {"number": None, "register_year": None, "register_sequence": None}
    having = {f"{field}__isnull": False for field in without}
    return models.CheckConstraint(condition=models.Q(**without) | models.Q(**having), name=name)
