"""Which court sits over which commune (địa bàn của Tòa án): dated, with the resolution that says so."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.core.models.organisation import Court


class CourtAreaQuerySet(models.QuerySet["CourtArea"]):
    def on(self, day: date) -> CourtAreaQuerySet:
        """Lines that hold on this day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class CourtArea(models.Model):
    """One commune (xã, phường, đặc khu) of a court's area; without a commune, the whole province.

    A court that does not work in this installation is known by its name alone: people are still told where to go.
    """

    class Matter(models.TextChoices):
        ALL = "", _("Mọi vụ việc")
        IP = "ip", _("Sở hữu trí tuệ, chuyển giao công nghệ")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, null=True, blank=True, on_delete=models.PROTECT, related_name="areas")
    court_name = models.CharField(max_length=200)
    province = models.CharField(max_length=100)
    commune = models.CharField(max_length=100, blank=True)
    province_key = models.CharField(max_length=100, editable=False)
    commune_key = models.CharField(max_length=100, blank=True, editable=False)
    """Folded, without the word of its level: "yen khe"."""
    commune_folded = models.CharField(max_length=100, blank=True, editable=False)
    """Folded with it: "xa yen khe" and "phuong yen khe" are two communes."""
    matter = models.CharField(max_length=10, blank=True, choices=Matter.choices, default=Matter.ALL)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """Last day, included."""
    basis = models.CharField(max_length=300)

    objects = CourtAreaQuerySet.as_manager()

    class Meta:
        ordering = ["province", "commune", "valid_from"]
        indexes = [models.Index(fields=["province_key", "commune_key"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="area_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["province_key", "commune_folded", "matter", "valid_from"], name="area_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.court_name}"

    @property
    def place(self) -> str:
        """ "xã Yên Khê, tỉnh Sông Thanh"."""
        return ", ".join(part for part in (self.commune, self.province) if part)
