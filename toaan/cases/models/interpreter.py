"""People who interpret in a case (người phiên dịch, BLTTDS 81–84)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models.case import Case, Party
from toaan.core.models import Post
from toaan.core.viewer import Viewer


class Interpreter(models.Model):
    """One person who interprets, from the day the court accepts or asks him until another takes his place."""

    class Chosen(models.TextChoices):
        PARTY = "party", _("Một bên đương sự lựa chọn, Tòa án chấp nhận")
        AGREED = "agreed", _("Các bên đương sự thỏa thuận lựa chọn, Tòa án chấp nhận")
        COURT = "court", _("Tòa án yêu cầu")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interpreters")
    name = models.CharField(max_length=200)
    personal_id = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300)
    """Where the court summons him."""
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=100)
    """ "tiếng Khmer", or the signs of people who do not hear or speak (81.2)."""
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="interpreters"
    )
    """For whom he interprets; empty when for somebody who is no party."""
    chosen = models.CharField(max_length=10, choices=Chosen.choices)
    only_one = models.BooleanField(default=False)
    """A representative or relative who alone knows the script or signs of a disabled person (81.2)."""
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    pledged_on = models.DateField(null=True, blank=True)
    """When he pledged before the court to do his duty (cam đoan, 82.1.e)."""
    ended_at = models.DateTimeField(null=True, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    """Key of a rule "interpreter:…" (82.2), once he was replaced or refused."""
    citation = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["accepted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)
