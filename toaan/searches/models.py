"""A search for a person by notice (thông báo tìm kiếm, BLTTDS 383–388, 392): where it was published, what people told the court."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer
from toaan.course.models import CourseDecision


class Search(models.Model):
    """The notice of one request (384): whom the court looks for, until when, and how the search ended."""

    class End(models.TextChoices):
        RETURNED = "returned", _("Người được tìm đã trở về hoặc có tin tức xác thực")
        DECIDED = "decided", _("Tòa án đã quyết định về đơn yêu cầu")
        DISCONTINUED = "discontinued", _("Đã đình chỉ việc xét đơn yêu cầu")
        QUASHED = "quashed", _("Quyết định thông báo tìm kiếm đã bị hủy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="search")
    decision = models.OneToOneField(CourseDecision, on_delete=models.PROTECT, related_name="search")
    """The decision that orders it (383, 388.1, 392.1)."""
    person = models.CharField(max_length=200)
    born = models.CharField(max_length=100)
    """Ngày, tháng, năm sinh hoặc tuổi, as far as it is known (384.5)."""
    residence = models.CharField(max_length=300)
    """Where he lived before he disappeared."""
    folded = models.TextField()
    """Name and residence without marks, in small letters, for whoever looks for somebody on the portal."""
    marks = models.TextField(blank=True)
    """What else helps to know him; not asked for by 384."""
    contact = models.TextField()
    """Whom he, or whoever knows of him, should turn to (384.6)."""
    content = models.JSONField()
    """Everything printed on the notice."""
    sha256 = models.CharField(max_length=64)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    signer = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    began_on = models.DateField(null=True)
    """The first publication, from which the term runs (388.2)."""
    until = models.DateField(null=True)
    """The last day of the term; null: it has not begun, or the law sets none (383)."""
    term_over_on = models.DateField(null=True)
    """The day on which the court noted that the term is over."""
    ended_on = models.DateField(null=True)
    end = models.CharField(max_length=12, choices=End.choices, blank=True)
    end_how = models.TextField(blank=True)

    class Meta:
        ordering = ["-issued_at"]
        indexes = [
            models.Index(fields=["-issued_at", "id"], condition=Q(ended_on=None), name="searches_running")
        ]

    def __str__(self) -> str:
        return f"Thông báo tìm kiếm {self.person}"

    @property
    def runs(self) -> bool:
        """The notice still stands: nothing has ended it, and its term is not over."""
        return self.ended_on is None and self.term_over_on is None

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


class Publication(models.Model):
    """The notice appeared in one of the media that the law names (385.1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    search = models.ForeignKey(Search, on_delete=models.PROTECT, related_name="publications")
    medium = models.CharField(max_length=30)
    """Key of a rule "search_medium:…" without its prefix."""
    outlet = models.CharField(max_length=200)
    """Name of the paper, the station, the portal."""
    days = models.JSONField()
    """Each day on which it appeared, ISO."""
    proof = models.CharField(max_length=500, blank=True)
    """Issue numbers and pages, hours of broadcasting."""
    cost = models.BigIntegerField(null=True)
    """In đồng; the requester bears it (385.2)."""
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"{self.outlet}, {self.days_words}"

    @property
    def dates(self) -> list[date]:
        return sorted(date.fromisoformat(day) for day in self.days)

    @property
    def days_words(self) -> str:
        """ "02/03/2026, 03/03/2026, 04/03/2026"."""
        return ", ".join(f"{day:%d/%m/%Y}" for day in self.dates)

    @property
    def stands(self) -> bool:
        return self.struck_at is None

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.search.relations(viewer)


class Tiding(models.Model):
    """Somebody told the court about the person (tin báo, 384.6)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    search = models.ForeignKey(Search, on_delete=models.PROTECT, related_name="tidings")
    told_on = models.DateField()
    teller = models.CharField(max_length=200)
    contact = models.CharField(max_length=300)
    text = models.TextField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Who told it through the portal; None: the court noted what it was told."""
    recorded_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    """What the court did about it."""

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["search"], condition=Q(answered_at=None), name="searches_unread")]

    def __str__(self) -> str:
        return f"Tin báo của {self.teller}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.search.relations(viewer)


def standing(publications: Iterable[Publication]) -> list[Publication]:
    """Those that were not struck out."""
    return [p for p in publications if p.stands]
