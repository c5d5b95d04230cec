"""A decision that corrects a pronounced judgment (sửa chữa, bổ sung bản án, BLTTDS 268). The judgment itself stays as it is."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.hearings.models.decision import NumberedDecision
from toaan.judgments.models.judgment import Judgment


class Correction(NumberedDecision):
    """The places that are corrected, who of the panel agreed, and the decision once it is issued."""

    class Kind(models.TextChoices):
        SPELLING = "spelling", _("Lỗi chính tả")
        FIGURE = "figure", _("Số liệu nhầm lẫn hoặc tính toán sai")

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="corrections")
    places = models.JSONField(default=list)
    """[{"kind", "wrong", "right", "why"}] in the order in which they were entered."""

    class Meta:
        ordering = ["issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["judgment"], condition=models.Q(sha256=""), name="one_unissued_correction"
            )
        ]

    @property
    def title(self) -> str:
        return f"Quyết định sửa chữa, bổ sung bản án số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.judgment.relations(viewer)


class CorrectionConsent(models.Model):
    """A member of the panel that pronounced the judgment agrees to a correction (268.2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="consents")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["correction", "post"], name="one_consent_a_member_of_correction")
        ]

    def __str__(self) -> str:
        return f"{self.post.user} đồng ý với {self.correction}"
