"""What the checks of integrity found and nobody has mended yet."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.core.models.organisation import Court, Post


class Finding(models.Model):
    """One fault of one thing (sai sót cần khắc phục). The row goes when the fault is gone; the audit keeps its figures."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    check_key = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True, db_index=True)
    matter = models.CharField(max_length=100)
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=300)
    turn = models.CharField(max_length=20)
    """Whose turn it is: a value of `toaan.core.roles.Role`."""
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True)
    found_on = models.DateField()
    """The first day on which it was found."""

    class Meta:
        ordering = ["found_on", "matter", "id"]
        constraints = [
            models.UniqueConstraint(fields=["check_key", "subject_type", "subject_id"], name="found_once")
        ]
        indexes = [models.Index(fields=["court", "check_key"]), models.Index(fields=["post"])]

    def __str__(self) -> str:
        return f"{self.check_key}: {self.matter}"
