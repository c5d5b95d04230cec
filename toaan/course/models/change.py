"""What a plaintiff changes in his claims while the case runs (BLTTDS 70.4, 71.2, 244)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer


class ClaimChange(models.Model):
    """A request to change, supplement or withdraw claims (thay đổi, bổ sung, rút yêu cầu khởi kiện)."""

    class Kind(models.TextChoices):
        CHANGE = "change", _("Thay đổi, bổ sung yêu cầu")
        PART = "part", _("Rút một phần yêu cầu")
        ALL = "all", _("Rút toàn bộ yêu cầu")

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    class State(models.TextChoices):
        FILED = "filed", _("Chờ Thẩm phán xem xét")
        ACCEPTED = "accepted", _("Được chấp nhận")
        REFUSED = "refused", _("Không được chấp nhận")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="claim_changes")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    before = models.JSONField()
    """Claims as they stood: list of texts."""
    claims = models.JSONField()
    """Claims as they are to stand; empty when all are withdrawn."""
    value_before = models.BigIntegerField(null=True)
    value = models.BigIntegerField(null=True)
    """In đồng; null: without value."""
    reason = models.TextField()
    channel = models.CharField(max_length=6, choices=Channel.choices)
    filed_on = models.DateField()
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.FILED)
    decided_on = models.DateField(null=True)
    judge = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    """Why it was not accepted, or what the judge noted."""

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="filed"), name="one_open_claim_change")
        ]

    def __str__(self) -> str:
        return f"{ClaimChange.Kind(self.kind).label}: {self.party}"

    @property
    def withdrawn(self) -> list[str]:
        """Claims that are no longer asked."""
        return [text for text in self.before if text not in self.claims]

    @property
    def added(self) -> list[str]:
        """Claims, or wordings of claims, that were not asked before."""
        return [text for text in self.claims if text not in self.before]

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """As to the case; the plaintiff himself, or who speaks for him, is also its "claimant"."""
        found = self.case.relations(viewer)
        if "party" in found and viewer.user_id in self.party.user_ids:
            found |= {"claimant"}
        return found
