"""Who confirmed having read the security notes, which edition, in which year."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.core.models import Court, Post, User


class ReadingConfirmation(models.Model):
    """One person's confirmation (xác nhận đã đọc) of one edition in one calendar year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    """SHA-256 of the text that was shown: what was confirmed can be proved later."""
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["confirmed_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "year", "edition"], name="confirmed_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.year}, bản {self.edition}"
