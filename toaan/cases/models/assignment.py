"""Who sits on a case, and the draw that chose the judge."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models.case import Case
from toaan.core.models import Post


class Draw(models.Model):
    """A random draw of the judge (phân công ngẫu nhiên): everything needed to do it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="draws")
    at = models.DateTimeField()
    content = models.JSONField()
    """`toaan.rules.assignment.Draw.as_json()`: candidates, excluded with reasons, pool, seed, chosen."""
    seed_from = models.CharField(max_length=200)
    """Where the seed comes from, so that nobody could choose it."""


class Assignment(models.Model):
    """An officer's place on a case, from a moment to a moment."""

    class Role(models.TextChoices):
        PRESIDING = "presiding", _("Thẩm phán chủ tọa")
        JUDGE = "judge", _("Thẩm phán thành viên")
        CLERK = "clerk", _("Thư ký")
        LAY_JUDGE = "lay_judge", _("Hội thẩm nhân dân")

    RELATIONS = {
        Role.PRESIDING: frozenset({"presiding_judge", "panel"}),
        Role.JUDGE: frozenset({"panel"}),
        Role.LAY_JUDGE: frozenset({"panel"}),
        Role.CLERK: frozenset({"case_clerk"}),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=10, choices=Role.choices)
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    draw = models.OneToOneField(Draw, null=True, on_delete=models.PROTECT, related_name="assignment")
    ground = models.CharField(max_length=100, blank=True)
    """Of a designation (phân công theo chỉ định): key of a rule "designation_ground:…"."""
    ground_title = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            # where an officer sits, and who sits in a case, without reading the row
            models.Index(fields=["post", "ended_at", "case"]),
            models.Index(fields=["case", "role", "ended_at", "post"]),
        ]
        ordering = ["assigned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(role="presiding", ended_at__isnull=True),
                name="one_presiding_judge",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(role="clerk", ended_at__isnull=True),
                name="one_case_clerk",
            ),
            models.UniqueConstraint(
                fields=["case", "post"],
                condition=models.Q(ended_at__isnull=True),
                name="one_place_per_officer",
            ),
        ]

    @property
    def relations(self) -> frozenset[str]:
        return self.RELATIONS[Assignment.Role(self.role)]

    @property
    def holder(self) -> str:
        """Name of the officer; lists bring it along as `named`, without the post and the person."""
        return str(self.__dict__.get("named") or self.post.user.full_name)

    def sat_at(self, moment: datetime | None) -> bool:
        """Whether it was a seat of the panel at that moment."""
        held = (
            moment is not None
            and self.assigned_at <= moment
            and (self.ended_at is None or self.ended_at > moment)
        )
        return held and "panel" in self.relations
