"""The draft of a judgment: secret until pronouncement (BLTTDS 264)."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.cases.models import Case
from toaan.core.models import Post
from toaan.core.viewer import Viewer


class Draft(models.Model):
    """What the presiding judge has written so far (dự thảo bản án). Read by the panel and the case clerk only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="judgment_draft")
    content = models.JSONField()
    """`toaan.judgments.content.Content.as_json()`."""
    revision = models.PositiveIntegerField(default=0)
    """Grows with every saved change; a save that was typed on an older one is refused."""
    saved_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Dự thảo bản án {self.case}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)
