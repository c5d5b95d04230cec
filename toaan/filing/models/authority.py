"""As what somebody files a petition for another, and what the court found of his papers (BLTTDS 75.4, 75.5, 86)."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.cases.models import Representation
from toaan.core.models import IssuedNumber, Post, User
from toaan.core.viewer import Viewer
from toaan.filing.models.petition import Petition
from toaan.filing.states import AUTHORITY, STATED


class Authority(models.Model):
    """The capacity (tư cách) of the account that files for a client; one a petition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="authority")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Representation.Kind.choices)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    credentials = models.CharField(max_length=500)
    """Number of the lawyer's card and office, day and number of the power of attorney…"""
    state = models.CharField(max_length=8, choices=list(AUTHORITY.labels.items()), default=STATED)
    shown_at = models.DateTimeField(null=True)
    """When the papers came that are to be looked at."""
    asked = models.TextField(blank=True)
    """What the court asked to be supplied."""
    due_on = models.DateField(null=True)
    """The last day that the court gave for it."""
    reason = models.TextField(blank=True)
    """Why it was refused."""
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Who looked at the papers last."""
    settled_at = models.DateTimeField(null=True)
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    """Of the notice that says what the court found."""

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kind_display().lower()}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.petition.relations(viewer)
