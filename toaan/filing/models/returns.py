"""Complaints and recommendations about a returned petition, their settlement, and who received which paper (BLTTDS 194)."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.core.models import Court, IssuedNumber, Post, User
from toaan.core.viewer import Viewer
from toaan.filing.models.steps import Return
from toaan.filing.states import KEPT, RETURN_REVIEW, TO_MEET, UNDER_WAY


class ReturnReview(models.Model):
    """One settlement (việc giải quyết): at the court by another judge (194.2–4), or by the president above (194.6)."""

    class Level(models.TextChoices):
        FIRST = "first", _("Tại Tòa án đã trả lại đơn")
        ABOVE = "above", _("Tại Tòa án trên một cấp")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    returned = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="reviews")
    level = models.CharField(max_length=5, choices=Level.choices)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    """Whose president or judge settles it."""
    state = models.CharField(max_length=10, choices=list(RETURN_REVIEW.labels.items()))
    opened_on = models.DateField()
    judge = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Whom the president named (194.2); above, who decided."""
    named_on = models.DateField(null=True)
    record = models.JSONField(default=dict)
    """The session (194.3): {held_on, procurator, complainant, opinions}."""
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)
    """When the decision was signed and issued, after its number."""

    class Meta:
        ordering = ["opened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["returned", "level"], condition=Q(state__in=UNDER_WAY), name="one_return_review_at_a_time"
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["court", "state"]), models.Index(fields=["judge", "state"])]

    def __str__(self) -> str:
        return self.number.text if self.number else ""

    @property
    def is_above(self) -> bool:
        """The president of the court directly above settles it."""
        return self.level == self.Level.ABOVE

    @property
    def is_kept(self) -> bool:
        return self.state == KEPT

    @property
    def meets(self) -> ReturnSession | None:
        """The session that is to come, or was held."""
        return max(self.sessions.all(), key=lambda s: s.set_at, default=None) if self.named_on else None

    @property
    def waits_for_session(self) -> bool:
        return self.state == TO_MEET

    @property
    def held_on(self) -> date | None:
        """The day of the session."""
        day = self.record.get("held_on")
        return date.fromisoformat(day) if day else None

    def relations(self, viewer: Viewer) -> frozenset[str]:
        found = self.returned.relations(viewer)
        return found | {"answer_signer"} if self.is_signed_by(viewer) else found

    def is_signed_by(self, viewer: Viewer) -> bool:
        """The viewer made this decision, so that it is his to sign."""
        return self.number_id is not None and viewer.post is not None and viewer.post.pk == self.judge_id


class ReturnSession(models.Model):
    """A session (phiên họp) that the judge set, with its notice (194.3); a later one takes the place of an earlier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(ReturnReview, on_delete=models.PROTECT, related_name="sessions")
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    why = models.CharField(max_length=500, blank=True)
    """Why the session set before is not held."""
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["set_at"]

    def __str__(self) -> str:
        return f"Phiên họp {self.number}"


class ReturnComplaint(models.Model):
    """A complaint (khiếu nại) of the petitioner or a recommendation (kiến nghị) of the procuracy (194.1, 194.5)."""

    class Source(models.TextChoices):
        PETITIONER = "petitioner", _("Người nộp đơn khiếu nại")
        PROCURACY = "procuracy", _("Viện kiểm sát kiến nghị")

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(ReturnReview, on_delete=models.PROTECT, related_name="complaints")
    source = models.CharField(max_length=10, choices=Source.choices)
    name = models.CharField(max_length=300)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    made_on = models.DateField()
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["review", "source"], name="one_return_complaint_per_source")
        ]

    def __str__(self) -> str:
        return f"Khiếu nại của {self.name}" if self.is_complaint else f"Kiến nghị của {self.name}"

    @property
    def is_complaint(self) -> bool:
        """Of the petitioner; else the procuracy recommends."""
        return self.source == self.Source.PETITIONER

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.review.relations(viewer)


class ReturnCopy(models.Model):
    """One addressee of the return or of a decision on complaints about it, and when it reached him (192.2, 194.4–6)."""

    class Method(models.TextChoices):
        PORTAL = "portal", _("Qua Cổng")
        PAPER = "paper", _("Bằng giấy")

    PETITIONER, PROCURACY, PROCURACY_ABOVE, COURT = "petitioner", "procuracy", "procuracy2", "court"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    returned = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="copies")
    review = models.ForeignKey(ReturnReview, null=True, on_delete=models.PROTECT, related_name="copies")
    """Whose decision it is a copy of; None: the return itself."""
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    """Who sends it and writes down the receipt."""
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=10)
    name = models.CharField(max_length=300)
    article = models.CharField(max_length=60)
    method = models.CharField(max_length=6, choices=Method.choices)
    made_on = models.DateField()
    received_on = models.DateField(null=True)
    how = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["made_on", "order"]
        constraints = [
            models.UniqueConstraint(fields=["returned", "review", "key"], name="one_return_copy_each"),
            models.UniqueConstraint(
                fields=["returned", "key"], condition=Q(review__isnull=True), name="one_copy_of_the_return_each"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["court", "made_on"], condition=Q(received_on__isnull=True), name="return_copies_out"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.returned.relations(viewer)
