"""Claims that are not the plaintiff's: counterclaims (phản tố) and independent claims (yêu cầu độc lập)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer
from toaan.course.states import CLAIM, FILED


class OtherClaim(models.Model):
    """A counterclaim of a defendant or an independent claim of a related person (BLTTDS 200–202)."""

    class Kind(models.TextChoices):
        COUNTERCLAIM = "counterclaim", _("Yêu cầu phản tố")
        INDEPENDENT = "independent", _("Yêu cầu độc lập")

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="other_claim_rows")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    against = models.ManyToManyField(Party, related_name="+")
    claims = models.JSONField()
    """What is asked: list of texts."""
    facts = models.TextField()
    value = models.BigIntegerField(null=True)
    """In đồng; None: a claim without value."""
    channel = models.CharField(max_length=6, choices=Channel.choices)
    filed_on = models.DateField()
    """Handed in, or the postmark (190.2)."""
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=list(CLAIM.labels.items()), default=FILED)
    judge = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=60, blank=True)
    """Key of a rule "other_claim:…" by which it is heard in this case."""
    citation = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    """Why it was refused."""
    decided_on = models.DateField(null=True)
    fee = models.JSONField(null=True)
    """`toaan.rules.fees.Fee.as_json()` of the advance, with `exemption` and `exemption_reason`."""
    fee_amount = models.BigIntegerField(null=True)
    fee_due_on = models.DateField(null=True)
    receipt = models.JSONField(default=dict)
    """number, dated, amount, agency; empty when none is due."""
    accepted_on = models.DateField(null=True)

    class Meta:
        ordering = ["filed_on", "recorded_at"]

    def __str__(self) -> str:
        return f"{OtherClaim.Kind(self.kind).label} của {self.party}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """As to the case; the claimant, or who speaks for it, is also its "claimant"."""
        found = self.case.relations(viewer)
        if "party" in found and viewer.user_id in self.party.user_ids:
            found |= {"claimant"}
        return found
