"""Late appeals (kháng cáo quá hạn: BLTTDS 275): taken in here, examined by the appellate court."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from toaan.cases.models import Case, Party
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer
from toaan.course.models import CourseDecision
from toaan.judgments.models.challenge import Appeal
from toaan.judgments.models.judgment import Judgment, JudgmentPart


class LateAppeal(models.Model):
    """A late appeal with its reasons, against the judgment (273.1) or against a decision (273.2, 372.1).

    It stops nothing: what it is against keeps its effect until the court above decides.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, null=True, on_delete=models.PROTECT, related_name="late_appeals")
    decision = models.ForeignKey(
        CourseDecision, null=True, on_delete=models.PROTECT, related_name="late_appeals"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    parts = models.ManyToManyField(JudgmentPart, related_name="+")
    """Of the judgment; a decision is challenged as a whole."""
    channel = models.CharField(max_length=6, choices=Appeal.Channel.choices)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Who sent it online: the party or the representative."""
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Who took it in at the court."""
    ground = models.TextField()
    """Lý do của việc kháng cáo và yêu cầu của người kháng cáo."""
    reason = models.TextField()
    """Tường trình: why it comes late."""
    evidence = models.PositiveSmallIntegerField(default=0)
    """How many papers prove the reason; they are in the dossier."""
    due_on = models.DateField()
    """Last day of the period that was missed."""
    of_receipt = models.BooleanField(default=False)
    """The appeal was in time, its receipt for the fee advance was late (276.2)."""
    sent_on = models.DateField(null=True)
    """Day on which it went to the appellate court (275.1); null while it waits."""
    sent_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["judgment", "party", "of_receipt"], name="one_late_appeal_per_party"
            ),
            models.UniqueConstraint(
                fields=["decision", "party", "of_receipt"], name="one_late_appeal_of_decision_per_party"
            ),
            models.CheckConstraint(
                condition=Q(judgment__isnull=False, decision__isnull=True)
                | Q(judgment__isnull=True, decision__isnull=False),
                name="late_appeal_of_judgment_or_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"Kháng cáo quá hạn của {self.party}"

    @property
    def against(self) -> Judgment | CourseDecision:
        """What the party appeals against."""
        found = self.judgment or self.decision
        if found is None:
            raise ValueError("a late appeal is against a judgment or a decision")
        return found

    @property
    def case(self) -> Case:
        """The case of first instance."""
        return self.against.case

    @property
    def challenged(self) -> str:
        """ "Bản án số 01/2026/DS-ST", "Quyết định đình chỉ giải quyết vụ án số 02/2026/QĐST-DS"."""
        return self.decision.title if self.decision else str(self.judgment)

    @property
    def dated(self) -> date:
        """Day of what is challenged."""
        return self.decision.decided_on if self.decision else self.challenged_judgment.dated

    @property
    def challenged_judgment(self) -> Judgment:
        """The judgment that is appealed; asked only where one is."""
        if self.judgment is None:
            raise ValueError("the late appeal is against a decision")
        return self.judgment

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.against.relations(viewer)
