"""Originals: bytes stored once under their SHA-256."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """One original. Names and meanings belong to what refers to it (attachment, folio, judgment)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    pages = models.PositiveIntegerField(null=True)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
