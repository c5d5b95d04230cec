"""Late appeals (kháng cáo quá hạn: BLTTDS 275): taken in here, examined by the appellate court."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.cases.models import Party
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer
from toaan.judgments.models.challenge import Appeal
from toaan.judgments.models.judgment import Judgment, JudgmentPart


class LateAppeal(models.Model):
    """A late appeal with its reasons. It stops nothing: the judgment keeps its effect until the court above decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="late_appeals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    parts = models.ManyToManyField(JudgmentPart, related_name="+")
    channel = models.CharField(max_length=6, choices=Appeal.Channel.choices)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Who sent it online: the party or the representative."""
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Who took it in at the court."""
    ground = models.TextField()
    """Lý do của việc kháng cáo và yêu cầu của người kháng cáo."""
    reason = models.TextField()
    """Tường trình: why it comes late."""
    evidence = models.PositiveSmallIntegerField(default=0)
    """How many papers prove the reason; they are in the dossier."""
    due_on = models.DateField()
    """Last day of the period that was missed."""
    sent_on = models.DateField(null=True)
    """Day on which it went to the appellate court (275.1); null while it waits."""
    sent_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["judgment", "party"], name="one_late_appeal_per_party")
        ]

    def __str__(self) -> str:
        return f"Kháng cáo quá hạn của {self.party}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.judgment.relations(viewer)
