"""Who asks together with the writer of a request, and his confirmation in place of a signature (BLTTDS 362.2.g, 396.2)."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.core.models import User
from toaan.filing.models.petition import Petition


class CoRequester(models.Model):
    """A further requester whom the writer asked to confirm the request in his own account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="co_requesters")
    name = models.CharField(max_length=200)
    personal_id = models.CharField(max_length=20, db_index=True)
    """By which the account is known; it alone sees the draft."""
    invited_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the content that was confirmed; other words need a new confirmation."""

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["petition", "personal_id"], name="co_requester_once")]

    def __str__(self) -> str:
        return self.name
