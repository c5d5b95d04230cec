"""A transferred case on its way: complaints about the transfer, the file sent and received (BLTTDS 41.1)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer
from toaan.course.models.decision import CourseDecision, Period


class TransferComplaint(models.Model):
    """A complaint (khiếu nại) of a party, or a proposal (kiến nghị) of the procuracy, about a transfer."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.OneToOneField(Period, on_delete=models.PROTECT, related_name="transfer_complaint")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    made_on = models.DateField()
    """Handed in, or the postmark."""
    received_on = models.DateField()
    """The day the court had it in hand, from which the president's three days run."""
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    answer = models.ForeignKey(CourseDecision, null=True, on_delete=models.PROTECT, related_name="complaints")

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        words = _("Khiếu nại của %s") if self.period.party_id else _("Kiến nghị của %s")
        return words % self.period.holder

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """As to the case."""
        return self.period.decision.relations(viewer)


class Sending(models.Model):
    """The file of a transferred case on its way to the court that has jurisdiction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(CourseDecision, on_delete=models.PROTECT, related_name="sending")
    sent_at = models.DateTimeField()
    sender = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=200, blank=True)
    """To a court outside: number and day of the letter or the postal item."""
    received_at = models.DateTimeField(null=True)
    receiver = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")
    """The case at the court that received it."""

    class Meta:
        ordering = ["sent_at"]

    def __str__(self) -> str:
        return f"Hồ sơ {self.decision.case}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Whoever works at the receiving court."""
        ours = viewer.is_staff and viewer.court_id == self.decision.to_court_id
        return frozenset({"receiving_court"} if ours else ())
