"""Courts and the posts in them, all dated: courts are born and merged, officers come and go."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.core.models.accounts import User
from toaan.core.roles import OUTSIDE_POSTS, POST_KINDS, Role
from toaan.core.viewer import Viewer


class Court(models.Model):
    """A People's Court (Tòa án nhân dân). Case, judgment and document keep the court of their own day."""

    class Level(models.TextChoices):
        SUPREME = "supreme", _("Tòa án nhân dân tối cao")
        PROVINCE = "province", _("Tòa án nhân dân cấp tỉnh")
        REGION = "region", _("Tòa án nhân dân khu vực")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    address = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=100, blank=True)
    """Place name before the date on a document ("Bến Đò")."""
    procuracy_name = models.CharField(max_length=200, blank=True)
    enforcement_name = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Whether this court was in being on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def above_on(self, day: date) -> Court | None:
        """The court directly above, while it is in being: where appeals and complaints go."""
        return self.parent if self.parent and self.parent.exists_on(day) else None


class PostQuerySet(models.QuerySet["Post"]):
    def held_at(self, moment: datetime) -> PostQuerySet:
        """Posts that are held at this very moment."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=moment), valid_from__lte=moment)


class Post(models.Model):
    """A post (chức vụ, chức danh) that a person holds in a court for a time. It alone gives rights."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=20, choices=[(r.value, r.label) for r in POST_KINDS])
    chamber = models.CharField(max_length=100, blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="post_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title}, {self.court}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Whether the viewer works in the court of this post."""
        at_home = viewer.is_staff and viewer.court_id == self.court_id
        return frozenset({"same_court"} if at_home else ())

    def is_held_at(self, moment: datetime) -> bool:
        """Whether the holder still has the post at this moment."""
        return self.valid_from <= moment and (self.valid_to is None or moment < self.valid_to)

    @property
    def role(self) -> Role:
        return Role(self.kind)

    @property
    def title(self) -> str:
        """Vietnamese name of the post ("Thẩm phán")."""
        return self.role.label

    @property
    def is_outside(self) -> bool:
        """Whether the holder belongs to another agency (the procuracy) beside the court."""
        return self.role in OUTSIDE_POSTS
