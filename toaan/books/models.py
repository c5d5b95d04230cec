"""Corrections of books (đính chính sổ): signed, beside what they correct, which is never changed."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.core.models import Court, Post
from toaan.core.viewer import Viewer


class Correction(models.Model):
    """One column of one line says something else from now on; what stood there stays legible."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=20)
    line = models.CharField(max_length=36)
    """Identifier of what the line is about, in the table of `Book.anchor`."""
    label = models.CharField(max_length=200)
    """How the line calls itself: its number, or its day and its matter."""
    column = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    """The first, second … correction of this column of this line."""
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    after_folded = models.TextField(editable=False)
    reason = models.CharField(max_length=500)
    made_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    """The record of the correction (phiếu đính chính), signed by who made it."""

    class Meta:
        ordering = ["made_at", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "line", "column", "order"], name="one_correction_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["court", "book", "line"])]

    def __str__(self) -> str:
        return f"{self.label}: “{self.before}” → “{self.after}”"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        at_home = viewer.is_staff and viewer.court_id == self.court_id
        return frozenset({"same_court"} if at_home else ())
