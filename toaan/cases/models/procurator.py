"""Procurators who take part in a case (Kiểm sát viên, BLTTDS 21, 57–62)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models.case import Case
from toaan.core.models import Post
from toaan.core.viewer import Viewer

IN_RESERVE = "Kiểm sát viên dự khuyết"


class Procurator(models.Model):
    """One procurator whom the procuracy named for a case (57.1.b), until another takes his place.

    He needs no account: what the court knows of him stands in the procuracy's letter.
    """

    class Office(models.TextChoices):
        CHIEF = "chief", _("Viện trưởng")
        DEPUTY = "deputy", _("Phó Viện trưởng")
        PROCURATOR = "procurator", _("Kiểm sát viên")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="procurators")
    name = models.CharField(max_length=200)
    personal_id = models.CharField(max_length=20, blank=True)
    """Only to tell him from another person of the same name."""
    office = models.CharField(max_length=10, choices=Office.choices)
    """Who decides on replacing the chief procurator (Viện trưởng) is the one above (62.1)."""
    procuracy = models.CharField(max_length=200)
    reserve = models.BooleanField(default=False)
    """Named in reserve (dự khuyết, 220.1.e): takes the place at the hearing if he was there from the beginning (232.2)."""
    letter = models.CharField(max_length=100)
    """Number of the procuracy's letter that names him."""
    letter_on = models.DateField()
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    at_hearing = models.BooleanField(default=False)
    """Replaced by the panel at the hearing (62.2)."""
    ground = models.CharField(max_length=60, blank=True)
    """Key of a rule "replaced:…" (60); empty when the procuracy named another of its own (57.1.c)."""
    citation = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["reserve", "named_at", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What he is in the case."""
        return IN_RESERVE if self.reserve else "Kiểm sát viên"

    @property
    def label(self) -> str:
        """The same in the reader's language."""
        return str(_("Kiểm sát viên dự khuyết") if self.reserve else _("Kiểm sát viên"))

    @property
    def is_chief(self) -> bool:
        return self.office == Procurator.Office.CHIEF

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)
