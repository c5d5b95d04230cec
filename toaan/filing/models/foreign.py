"""The foreign judgment or award that a request is about, as the examining judge found it in the papers."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.filing.models.petition import Petition


class ForeignDocument(models.Model):
    """A judgment, decision or award from abroad (bản án, quyết định của Tòa án nước ngoài, phán quyết của Trọng tài nước ngoài)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="foreign_document")
    issuer = models.CharField(max_length=300)
    """The court, the other authority (423.2) or the arbitral tribunal."""
    country = models.CharField(max_length=100)
    number = models.CharField(max_length=100, blank=True)
    dated = models.DateField()
    counts_on = models.DateField()
    """From which the limit of filing counts: it took effect (432.1, 444.1, 451.1), or was received (447.1)."""
    opponent = models.PositiveSmallIntegerField(null=True)
    """Place of the other side among the related persons of the petition; null where the way names nobody."""
    property_place = models.CharField(max_length=300, blank=True)
    """Where property for the enforcement lies in Vietnam (433.1.b, 452.1.b): its court may be asked too (39.2.d, 39.2.e)."""
    away_from = models.DateField(null=True)
    away_to = models.DateField(null=True)
    """Force majeure or an obstacle that was proved: these days do not count (432.2)."""
    away_why = models.CharField(max_length=500, blank=True)
    ministry_on = models.DateField(null=True)
    """The day on which the Ministry of Justice (Bộ Tư pháp) received the request that it passed on (435, 454)."""
    due_on = models.DateField()
    """The last day to ask."""
    explanation = models.JSONField(default=dict)
    """How that day was found."""
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        number = f" số {self.number}" if self.number else ""
        return f"{self.issuer} ({self.country}){number} ngày {self.dated:%d/%m/%Y}"

    @property
    def asked_on(self) -> date | None:
        """The day of asking: at the Ministry, otherwise at the court."""
        filed: date | None = self.petition.filed_on
        return self.ministry_on or filed

    @property
    def is_late(self) -> bool:
        """Whether the limit of filing had passed."""
        return self.asked_on is not None and self.asked_on > self.due_on

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.petition.relations(viewer)
