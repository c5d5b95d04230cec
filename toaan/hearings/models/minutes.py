"""Minutes of a session or hearing."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from toaan.core.viewer import Viewer
from toaan.hearings.models.hearing import Hearing
from toaan.hearings.states import DRAFT, FINISHED, MINUTES, SIGNED


class Minutes(models.Model):
    """Biên bản phiên họp (BLTTDS 211) or biên bản phiên tòa (BLTTDS 236), written by the clerk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="minutes")
    content = models.JSONField(default=dict)
    """Session: opinions, evidence, court_decision, agreed, disputed, result. Hearing: paragraphs [{time, speaker, text}]."""
    revision = models.PositiveIntegerField(default=0)
    """Grows with every saved change; a save that was typed on an older one is refused."""
    state = models.CharField(max_length=10, choices=list(MINUTES.labels.items()), default=DRAFT)
    signers = models.JSONField(default=list)
    """[{post, role, name, at}]: the clerk when he finishes, the presiding judge when he signs."""
    sha256 = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Biên bản {self.hearing}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.hearing.relations(viewer)

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_finished(self) -> bool:
        return self.state == FINISHED

    @property
    def is_signed(self) -> bool:
        return self.state == SIGNED

    @property
    def paragraphs(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.content.get("paragraphs", [])
        return found
