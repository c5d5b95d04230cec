"""Files on their way in: begun by a person, sent in pieces, finished when the whole has arrived and been checked."""

from __future__ import annotations

import uuid

from django.db import models


class PendingUpload(models.Model):
    """One file on its way (tệp đang tải lên). How much has arrived is the length of its file, never a column."""

    class State(models.TextChoices):
        RECEIVING = "receiving"
        READY = "ready"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    door = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    """The page and field it was chosen in, so that it is offered there again."""
    mark = models.CharField(max_length=64, blank=True)
    """What the browser knows the file by besides name and size (its last change)."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Declared by the sender; after the check also found by us."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVING)
    media_type = models.CharField(max_length=100, blank=True)
    pages = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    """When an act first took it in; it is then no longer offered on the page."""

    class Meta:
        indexes = [models.Index(fields=["owner", "state"]), models.Index(fields=["expires_at"])]

    def __str__(self) -> str:
        return self.name
