"""Dated absences of officers (nghỉ, vắng mặt): shown beside the name, heeded by the draw and the calendar."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from toaan.core.models.organisation import Post
from toaan.core.viewer import Viewer


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> AbsenceQuerySet:
        """Absences that cover this day."""
        return self.between(day, day)

    def between(self, first: date, last: date) -> AbsenceQuerySet:
        """Absences that cover some day from `first` to `last`."""
        back = Q(back_on__isnull=True) | Q(back_on__gt=first)
        return self.filter(back, first_day__lte=last, last_day__gte=first).exclude(back_on=F("first_day"))


class Absence(models.Model):
    """One absence from a post, from a first to a last day, both included."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="absences")
    ground = models.CharField(max_length=100)
    """Key of a rule "leave_ground:…"."""
    title = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    back_on = models.DateField(null=True, blank=True)
    """First day back, when the person returns before the last day; the first day itself: it never began."""
    deputy = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["post", "first_day"])]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """ "Nghỉ hằng năm từ 05/01/2026 đến 16/01/2026"."""
        return f"{self.title} từ {self.first_day:%d/%m/%Y} đến {self.last_day:%d/%m/%Y}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.post.relations(viewer)
