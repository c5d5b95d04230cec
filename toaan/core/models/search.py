"""What the search writer still has to put into the index, which can always be rebuilt."""

from __future__ import annotations

from django.db import models


class SearchChange(models.Model):
    """One thing whose place in the index is out of date. Written in the act's transaction."""

    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id"])]
