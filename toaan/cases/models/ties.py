"""What an officer declares about himself towards other people: kinship, and other doubts of impartiality (BLTTDS 52)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.core.models import User
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer
from toaan.vietnamese.text import fold


class TieQuerySet(models.QuerySet["Tie"]):
    def of(self, users: object, at: datetime) -> TieQuerySet:
        """What these people have declared and not withdrawn by a moment."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=at), officer__in=users, declared_at__lte=at)


class Tie(models.Model):
    """One declared person. Read by the officer himself and the leaders of his court, by nobody else."""

    class Kind(models.TextChoices):
        KIN = "kin", _("Người thân thích (khoản 1 Điều 52 BLTTDS)")
        INTEREST = "interest", _("Có thể không vô tư vì lý do khác (khoản 3 Điều 52 BLTTDS)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    personal_id = models.CharField(max_length=20, blank=True)
    relation = models.CharField(max_length=200)
    """In the officer's words: "anh ruột", "chủ nợ"."""
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["officer", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.relation}: {self.name}"

    def is_about(self, name: str, birth_year: int | None, personal_id: str) -> bool:
        """Whether somebody is the declared person: the same number, or the same name and year of birth."""
        if self.personal_id and personal_id:
            return self.personal_id == personal_id
        same_year = self.birth_year is not None and self.birth_year == birth_year
        return same_year and self.name_folded == " ".join(fold(name).split())

    def may_be(self, name: str, birth_year: int | None, personal_id: str) -> bool:
        """Whether somebody of whom only the name is known bears the name of the declared person."""
        return birth_year is None and not personal_id and self.name_folded == " ".join(fold(name).split())

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """The officer himself, and the leaders of a court in which he holds a post."""
        found = set()
        if viewer.user_id == self.officer_id:
            found.add("holder")
        if viewer.role in LEADERS and self.officer.posts.filter(court_id=viewer.court_id).exists():
            found.add("same_court")
        return frozenset(found)
