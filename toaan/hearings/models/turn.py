"""What is decided while a hearing runs, apart from what is said there: mediation, pause, return to questioning."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.hearings.models.hearing import Hearing
from toaan.rules.course import at_session


class Turn(models.Model):
    """One turn of a hearing, printed in its minutes (BLTTDS 259.2, 263, 265, 320.3)."""

    class Kind(models.TextChoices):
        MEDIATION = "mediation", _("Hòa giải tại phiên tòa")
        PAUSE = "pause", _("Tạm ngừng phiên tòa")
        MOVE = "move", _("Thay đổi thời gian tiếp tục phiên tòa")
        RESUMPTION = "resumption", _("Tiếp tục phiên tòa")
        RETURN = "return", _("Trở lại việc hỏi và tranh luận")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    happened_at = models.DateTimeField()
    ground = models.CharField(max_length=60, blank=True)
    """Key of a rule "pause:…"."""
    citation = models.CharField(max_length=100, blank=True)
    """ "điểm d khoản 1 Điều 259"."""
    text = models.TextField()
    """As the minutes print it."""
    outcome = models.CharField(max_length=15, choices=Hearing.Outcome.choices, blank=True)
    """Of a mediation."""
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    notice_sha256 = models.CharField(max_length=64, blank=True)
    """Of a pause: the notice of when the hearing goes on (259.2)."""
    goes_on_at = models.DateTimeField(null=True, blank=True)
    """Of a pause: when the hearing is to go on."""

    class Meta:
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return str(Turn.Kind(self.kind).label)

    @property
    def heading(self) -> str:
        """The kind, as it is said of this sitting."""
        label = str(self)
        return at_session(label) if self.hearing.kind == Hearing.Kind.REQUEST else label

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.hearing.relations(viewer)
