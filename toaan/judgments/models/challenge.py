"""Periods for appeal and protest, and those that came (kháng cáo, kháng nghị: BLTTDS 270–280)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer
from toaan.judgments.models.judgment import Judgment, JudgmentPart


class Level(models.TextChoices):
    """Which procuracy may protest."""

    SAME = "same", _("Viện kiểm sát cùng cấp")
    HIGHER = "higher", _("Viện kiểm sát cấp trên trực tiếp")


class AppealPeriod(models.Model):
    """The period of one holder of the right: a party who may appeal (273), or a procuracy that may protest (280)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="periods")
    order = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=6, choices=Level.choices, blank=True)
    attended_hearing = models.BooleanField()
    """For a procuracy: whether a procurator took part in the hearing."""
    attended_pronouncement = models.BooleanField()
    good_reason = models.BooleanField(default=False)
    """Absent at the pronouncement for a reason that the panel accepted."""
    received_on = models.DateField(null=True)
    posted_on = models.DateField(null=True)
    from_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    """Last day; null while the period has not begun."""
    provisional = models.BooleanField(default=False)
    rule = models.CharField(max_length=100, blank=True)
    explanation = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["judgment", "party"], name="one_period_per_party"),
            models.UniqueConstraint(
                fields=["judgment", "level"], condition=~Q(level=""), name="one_period_per_procuracy"
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=True, level__in=Level.values) | Q(party__isnull=False, level=""),
                name="period_of_party_or_procuracy",
            ),
        ]

    def __str__(self) -> str:
        return self.holder

    @property
    def holder(self) -> str:
        """Name of the party, or which procuracy."""
        return self.party.name if self.party else str(Level(self.level).label)


class Appeal(models.Model):
    """An appeal (kháng cáo) by a party, against the whole judgment or some of its parts."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="appeals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    parts = models.ManyToManyField(JudgmentPart, related_name="appeals")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    received_on = models.DateField()
    """Day of the appeal: handed in, or the postmark on the envelope (BLTTDS 273.3)."""
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Who filed it online: the party or the representative."""
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Who took it in at the court."""
    ground = models.TextField()
    """Lý do của việc kháng cáo và yêu cầu của người kháng cáo."""
    sha256 = models.CharField(max_length=64, blank=True)
    dropped_on = models.DateField(null=True)
    """Returned (274.4), given up (276.2) or withdrawn before the file went up: it challenges nothing any more."""
    dropped_why = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [models.UniqueConstraint(fields=["judgment", "party"], name="one_appeal_per_party")]

    def __str__(self) -> str:
        return f"Kháng cáo của {self.party}"

    @property
    def case(self) -> Case:
        """The case of first instance."""
        return self.judgment.case

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.judgment.relations(viewer)


class Protest(models.Model):
    """A protest (kháng nghị) by the procuracy of the same or the next higher level."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="protests")
    level = models.CharField(max_length=6, choices=Level.choices)
    parts = models.ManyToManyField(JudgmentPart, related_name="protests")
    number = models.CharField(max_length=60)
    """Number of the procuracy's decision (số quyết định kháng nghị)."""
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["judgment", "level"], name="one_protest_per_procuracy")
        ]

    def __str__(self) -> str:
        return f"Kháng nghị của {self.get_level_display()}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.judgment.relations(viewer)
