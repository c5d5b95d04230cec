"""What happens to an appeal between the two courts: its fee, the file that goes up, what came of each part."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.appeals.fee_advances import Advance, ChallengeAdvance, FeeAdvance
from toaan.cases.models import Case, Party
from toaan.core.models import Court, Post
from toaan.core.viewer import Viewer
from toaan.course.models import CourseDecision
from toaan.hearings.models.decision import NumberedDecision
from toaan.judgments.models import Appeal, Judgment, JudgmentPart, LateAppeal


class AmendmentRequest(models.Model):
    """The judge has asked the appellant to mend the appeal (yêu cầu sửa đổi, bổ sung đơn kháng cáo, BLTTDS 274.3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="amendment_requests")
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField()
    """Last day as the judge fixed it; the law names no term."""
    what = models.TextField()
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["asked_on"]

    def __str__(self) -> str:
        return f"Yêu cầu sửa đổi, bổ sung đơn kháng cáo của {self.appeal.party}"


class Change(models.Model):
    """An appeal or protest changed or supplemented, below or above (BLTTDS 284.1, 284.2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appeal_changes")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """Of that case; null for a protest."""
    level = models.CharField(max_length=6, blank=True)
    before = models.JSONField()
    """{"ground", "parts"}."""
    after = models.JSONField()
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return (
            f"Thay đổi, bổ sung kháng cáo của {self.party}" if self.party else "Thay đổi, bổ sung kháng nghị"
        )


class FileTransfer(models.Model):
    """The file of a case on its way to the court of second instance (chuyển hồ sơ, BLTTDS 283)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="file_transfers")
    judgment = models.OneToOneField(
        Judgment, null=True, on_delete=models.PROTECT, related_name="file_transfer"
    )
    decision = models.OneToOneField(
        CourseDecision, null=True, on_delete=models.PROTECT, related_name="file_transfer"
    )
    """What is challenged: the judgment (BLTTDS 270), or a decision that suspended or ended the case (314)."""
    to_court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    above = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="brought_by")
    """The case at the court above, once it has entered it in its register (285.1)."""
    returned_on = models.DateField(null=True)

    class Meta:
        ordering = ["sent_at"]
        indexes = [models.Index(fields=["to_court", "above"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(judgment__isnull=False, decision__isnull=True)
                | models.Q(judgment__isnull=True, decision__isnull=False),
                name="file_of_judgment_or_decision",
            )
        ]

    def __str__(self) -> str:
        return f"Hồ sơ vụ án {self.case}"

    @property
    def challenged_judgment(self) -> Judgment:
        """The judgment that is appealed; asked only where one is."""
        if self.judgment is None:
            raise ValueError("the file came because of a decision")
        return self.judgment

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Of the court to which the file goes: it holds the file now."""
        return frozenset({"same_court"} if viewer.court_id == self.to_court_id else ())


class PartRuling(models.Model):
    """What the panel of second instance decides on one part of the judgment under appeal (BLTTDS 308)."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("Giữ nguyên")
        AMENDED = "amended", _("Sửa")
        REMITTED = "remitted", _("Hủy, chuyển hồ sơ để giải quyết lại theo thủ tục sơ thẩm")
        ENDED = "ended", _("Hủy và đình chỉ giải quyết vụ án")
        DISCONTINUED = "discontinued", _("Đình chỉ xét xử phúc thẩm")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="part_rulings")
    """The case at second instance."""
    part = models.ForeignKey(JudgmentPart, on_delete=models.PROTECT, related_name="rulings")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    accepted = models.BigIntegerField(null=True)
    """Of an amendment: how much of the plaintiff's claim is accepted by it, for the first-instance fee (NQ 326 art. 29.2)."""
    decided_on = models.DateField(null=True)
    """Day of the pronouncement; null while it is the panel's secret."""

    class Meta:
        ordering = ["part__order"]
        constraints = [models.UniqueConstraint(fields=["case", "part"], name="one_ruling_per_part")]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_outcome_display()}"


class Withdrawal(models.Model):
    """An appeal or a protest withdrawn before the court of second instance, whole or for some parts (BLTTDS 284.3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="withdrawals")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """Of the case at second instance; null for a protest."""
    level = models.CharField(max_length=6, blank=True)
    parts = models.JSONField()
    """Orders of the parts that are withdrawn."""
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"Rút kháng cáo của {self.party}" if self.party else "Rút kháng nghị"


class SuitWithdrawal(models.Model):
    """A plaintiff withdraws the suit at second instance; every defendant is asked (BLTTDS 299)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suit_withdrawals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "party"], name="one_suit_withdrawal_per_party")
        ]

    def __str__(self) -> str:
        return f"Rút đơn khởi kiện của {self.party}"


class SuitAnswer(models.Model):
    """A defendant agrees to the withdrawal of the suit or does not (299.1); one that does not ends the matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suit_answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField()
    answered_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]
        constraints = [models.UniqueConstraint(fields=["case", "party"], name="one_suit_answer_per_party")]

    def __str__(self) -> str:
        return f"{self.party}: {'đồng ý' if self.agreed else 'không đồng ý'}"


class Settlement(models.Model):
    """The parties have come to terms at the appellate hearing (BLTTDS 300); the judgment recognises it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="appeal_settlement")
    terms = models.TextField()
    """One term a line."""
    fees = models.TextField(blank=True)
    """Who bears the first-instance fees, as they agreed (300.2); empty: the court decides."""
    agreed_on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return "Thỏa thuận của các đương sự tại phiên tòa phúc thẩm"


class Discontinuance(NumberedDecision):
    """Decision to discontinue the trial of second instance (đình chỉ xét xử phúc thẩm, BLTTDS 289)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="appeal_discontinuance")
    citation = models.CharField(max_length=200)
    reason = models.TextField()
    by_panel = models.BooleanField(default=False)
    quashes = models.BooleanField(default=False)
    """The plaintiff withdrew the suit and the defendant agreed: the judgment below is set aside (299.1.b)."""

    @property
    def title(self) -> str:
        if self.quashes:
            return f"Quyết định hủy bản án sơ thẩm và đình chỉ giải quyết vụ án số {self}"
        return f"Quyết định đình chỉ xét xử phúc thẩm số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


class LateReview(NumberedDecision):
    """A late appeal before the court of second instance: three judges decide whether it goes on (BLTTDS 275.2, 275.3)."""

    late = models.OneToOneField(LateAppeal, on_delete=models.PROTECT, related_name="review")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    """The court of second instance."""
    received_on = models.DateField()
    due_on = models.DateField()
    """Last day on which the panel is to be formed."""
    presiding = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    others = models.ManyToManyField(Post, related_name="+")
    formed_on = models.DateField(null=True)
    session_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    accepted = models.BooleanField(null=True)
    """What the panel decided; null until then."""
    reason = models.TextField(blank=True)
    heard = models.TextField(blank=True)
    """Who came to the session and what they said (275.3)."""

    decided_on = models.DateField(null=True)  # type: ignore[assignment]
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["received_on"]

    @property
    def title(self) -> str:
        what = "chấp nhận" if self.accepted else "không chấp nhận"
        return f"Quyết định {what} việc kháng cáo quá hạn số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Of the court of second instance; "panel" for its three judges, "presiding_judge" for the one who presides."""
        if viewer.post is None or viewer.court_id != self.court_id:
            return frozenset()
        found = {"same_court"}
        if viewer.post.pk == self.presiding_id:
            found |= {"panel", "presiding_judge"}
        elif viewer.post in self.others.all():
            found.add("panel")
        return frozenset(found)


class FileDemand(NumberedDecision):
    """The letter by which the court above asks for the file of a strike (văn bản yêu cầu chuyển hồ sơ, BLTTDS 413.1)."""

    decision = models.OneToOneField(CourseDecision, on_delete=models.PROTECT, related_name="file_demand")
    """The decision on the strike that is challenged, at the court below."""
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    """The court of second instance."""
    received_on = models.DateField()
    due_on = models.DateField()
    """Last day to ask."""
    decided_on = models.DateField(null=True)  # type: ignore[assignment]
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["received_on"]

    @property
    def title(self) -> str:
        return f"Văn bản yêu cầu chuyển hồ sơ số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Of the court of second instance."""
        mine = viewer.post is not None and viewer.court_id == self.court_id
        return frozenset({"same_court"}) if mine else frozenset()


from toaan.appeals.decisions.models import Review  # noqa: E402  (a part of this domain of its own)

__all__ = [
    "Advance",
    "ChallengeAdvance",
    "Discontinuance",
    "FeeAdvance",
    "FileDemand",
    "FileTransfer",
    "LateReview",
    "PartRuling",
    "Review",
    "Withdrawal",
]
