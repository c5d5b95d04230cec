"""The judgment and the parts of its ruling. Triggers keep both as they were once it is pronounced."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from toaan.cases.models import Case
from toaan.core.models import IssuedNumber, Post
from toaan.core.together import Bundled
from toaan.core.viewer import Viewer
from toaan.judgments.states import JUDGMENT, NUMBERED, PRONOUNCED, SIGNED


class Judgment(models.Model):
    """A first-instance judgment (bản án sơ thẩm). Later facts about it live in tables of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="judgment")
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    """Null only inside the act that issues it."""
    state = models.CharField(max_length=10, choices=list(JUDGMENT.labels.items()), default=NUMBERED)
    text = models.JSONField()
    """Everything printed on the paper, frozen at numbering: see `toaan.judgments.layout`."""
    dated = models.DateField()
    """Day of pronouncement that the paper bears."""
    numbered_at = models.DateTimeField()
    unsigned_sha256 = models.CharField(max_length=64, blank=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    signer = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    pronounced_at = models.DateTimeField(null=True)
    pronounced_on = models.DateField(null=True)

    objects = Bundled.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=[SIGNED, PRONOUNCED]) | ~models.Q(signed_sha256=""),
                name="signed_judgment_has_its_paper",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PRONOUNCED) | models.Q(pronounced_on__isnull=False),
                name="pronounced_judgment_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "pronounced_on"])]

    def __str__(self) -> str:
        return f"Bản án số {self.number.text}" if self.number else "Bản án chưa có số"

    @property
    def is_pronounced(self) -> bool:
        return self.state == PRONOUNCED

    @property
    def is_signed(self) -> bool:
        return self.state in {SIGNED, PRONOUNCED}

    @property
    def effective_on(self) -> date | None:
        """First day of effect of the whole judgment; None while any part of it has none."""
        effect = getattr(self, "effect", None)
        return effect.effective_on if effect else None

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """As to the case; "author" for who signed it, "pronounced" for who sat on the panel that pronounced it."""
        found = set(self.case.relations(viewer))
        if viewer.post is not None and viewer.court_id == self.case.court_id and self.is_pronounced:
            if self.signer is not None and self.signer.user_id == viewer.user_id:
                found.add("author")
            rows = self.case.assignments.all()
            if any(r.post_id == viewer.post.pk and r.sat_at(self.pronounced_at) for r in rows):
                found.add("pronounced")
        return frozenset(found)


class JudgmentPart(models.Model):
    """One item of the ruling: what can be appealed, and take effect, by itself (BLTTDS 282.2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="parts")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["judgment", "order"], name="one_part_per_place")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """ "Phần 2 của quyết định"."""
        return f"Phần {self.order} của quyết định"
