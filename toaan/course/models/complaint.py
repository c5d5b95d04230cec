"""Complaints of parties and proposals of the procuracy against a decision for trial by simplified procedure (319)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Party
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer
from toaan.course.models.decision import CourseDecision
from toaan.hearings.models import TrialDecision


class Complaint(models.Model):
    """A complaint (khiếu nại) of a party or a proposal (kiến nghị) of the procuracy; the president settles it (319.2)."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(TrialDecision, on_delete=models.PROTECT, related_name="complaints")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """Whose complaint it is; None: the procuracy proposes."""
    channel = models.CharField(max_length=6, choices=Channel.choices)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    settled_by = models.ForeignKey(
        CourseDecision, null=True, on_delete=models.PROTECT, related_name="settled_complaints"
    )
    """The president's decision, or the one by which the case left the simplified procedure meanwhile."""

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "party"], name="one_complaint_per_party"),
            models.UniqueConstraint(
                fields=["decision"],
                condition=models.Q(party__isnull=True),
                name="one_proposal_of_the_procuracy",
            ),
        ]

    def __str__(self) -> str:
        return f"Khiếu nại của {self.party}" if self.party else "Kiến nghị của Viện kiểm sát cùng cấp"

    @property
    def is_pending(self) -> bool:
        """About the decision that stands, and not settled yet."""
        return self.settled_by_id is None and self.decision.lapsed_at is None

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.decision.relations(viewer)
