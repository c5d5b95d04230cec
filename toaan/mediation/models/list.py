"""The list of mediators (danh sách Hòa giải viên, LHGDT 11.5)."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from toaan.core.models import Court, Post, User
from toaan.core.viewer import Viewer


class Mediator(models.Model):
    """Somebody appointed for three years by the president of the provincial court to mediate at one court (10–13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    post = models.OneToOneField(Post, null=True, on_delete=models.PROTECT, related_name="mediator")
    decision_number = models.CharField(max_length=60)
    """Number of the decision of appointment."""
    appointed_on = models.DateField()
    term_until = models.DateField()
    """Last day of the term (11.6)."""
    card = models.CharField(max_length=40, blank=True)
    """Number of the mediator's card (14.1.i)."""
    fields = models.JSONField(default=list)
    """Kinds of case: DS, HNGĐ, KDTM, LĐ."""
    minors = models.BooleanField(default=False)
    """Knows how persons under 18 think (17.6)."""
    removed_on = models.DateField(null=True)
    removed_why = models.CharField(max_length=10, blank=True)
    """ "13.1.a", "13.1.b" or "15.2"."""
    removal_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["user__full_name_folded"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "user"], condition=models.Q(removed_on=None), name="once_on_the_list"
            )
        ]

    def __str__(self) -> str:
        return self.user.full_name

    def stands_on(self, day: date) -> bool:
        """Whether this person may mediate on a day: on the list and in term."""
        return self.removed_on is None and self.appointed_on <= day <= self.term_until

    def relations(self, viewer: Viewer) -> frozenset[str]:
        at_home = viewer.is_staff and viewer.court_id == self.court_id
        return frozenset({"same_court"} if at_home else ())
