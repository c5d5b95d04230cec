"""Numbered decisions about hearings. Both are issued in two short acts with the rendering between them."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.cases.models import Case
from toaan.core.models import IssuedNumber, Post
from toaan.core.viewer import Viewer
from toaan.hearings.models.hearing import Hearing


class NumberedDecision(models.Model):
    """Number first (it stands on the paper), then the paper: `sha256` is empty while the decision is not issued."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    content = models.JSONField()
    """Everything printed on the paper, so that it can be printed again the same."""
    sha256 = models.CharField(max_length=64, blank=True)
    signer = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """The judge who signs the paper."""
    issued_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number.text if self.number else "?"

    @property
    def issued(self) -> bool:
        return bool(self.sha256)


class TrialDecision(NumberedDecision):
    """Decision to bring the case to trial (quyết định đưa vụ án ra xét xử, BLTTDS 220)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="trial_decisions")
    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="trial_decision")
    lapsed_at = models.DateTimeField(null=True)
    """When the case left the way to the hearing (suspended, discontinued, transferred); a later trial is decided anew."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(lapsed_at__isnull=True),
                name="one_standing_trial_decision",
            )
        ]

    @property
    def simplified(self) -> bool:
        """Decided by simplified procedure (318)."""
        return bool(self.content.get("simplified"))

    @property
    def title(self) -> str:
        """ "Quyết định đưa vụ án ra xét xử số …", with the procedure where it is the simplified one."""
        if self.case.is_request:
            level = " phúc thẩm" if self.case.instance == Case.Instance.SECOND else ""
            return f"Quyết định mở phiên họp{level} giải quyết việc dân sự số {self}"
        how = " theo thủ tục rút gọn" if self.simplified else ""
        if self.content.get("instance") == Case.Instance.SECOND:
            how = " phúc thẩm"
        return f"Quyết định đưa vụ án ra xét xử{how} số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


class Adjournment(NumberedDecision):
    """Decision to adjourn a hearing (quyết định hoãn phiên tòa, BLTTDS 233)."""

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="adjournment")
    next_hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="reopened_by")
    reason = models.CharField(max_length=1000)

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.hearing.relations(viewer)
