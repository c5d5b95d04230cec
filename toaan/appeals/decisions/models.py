"""The fee advance of an appeal against a decision, and what the court above decides on it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.course.models import Challenge
from toaan.hearings.models.decision import NumberedDecision


class ChallengeAdvance(models.Model):
    """The court of first instance has accepted an appeal against a decision as valid (274.1): its fee advance (276)."""

    class State(models.TextChoices):
        DUE = "due", _("Chờ nộp tạm ứng án phí")
        PAID = "paid", _("Đã nộp tạm ứng án phí")
        EXEMPT = "exempt", _("Không phải nộp tạm ứng án phí")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    challenge = models.OneToOneField(Challenge, on_delete=models.PROTECT, related_name="advance")
    state = models.CharField(max_length=6, choices=State.choices)
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    accepted_on = models.DateField()
    exemption_words = models.CharField(max_length=500, blank=True)
    amount = models.BigIntegerField(default=0)
    fee = models.JSONField(default=dict)
    """The arithmetic: {"steps": [[words, amount]], "article"}."""
    due_on = models.DateField(null=True)
    """Last day of the ten, once the notice has reached the appellant."""
    receipt = models.JSONField(default=dict)
    """{"number", "dated", "amount"}."""
    paid_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"Tạm ứng {self.charge} phúc thẩm của {self.challenge.period.holder}"

    @property
    def charge(self) -> str:
        """ "án phí", of a request "lệ phí", as papers and the record name what is paid."""
        return "lệ phí" if self.challenge.period.decision.case.is_request else "án phí"

    @property
    def state_words(self) -> str:
        """Where the payment stands; of a request in its own words."""
        of_request = self.challenge.period.decision.case.is_request
        return str(OF_CHARGE[ChallengeAdvance.State(self.state)] if of_request else self.get_state_display())

    @property
    def is_settled(self) -> bool:
        return self.state != ChallengeAdvance.State.DUE

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """As to the case; "appellant" for whoever stands for the party that appealed."""
        period = self.challenge.period
        found = set(period.decision.case.relations(viewer))
        if viewer.post is None and period.party and viewer.user_id in period.party.user_ids:
            found.add("appellant")
        return frozenset(found)


OF_CHARGE = {
    ChallengeAdvance.State.DUE: _("Chờ nộp tạm ứng lệ phí"),
    ChallengeAdvance.State.PAID: _("Đã nộp tạm ứng lệ phí"),
    ChallengeAdvance.State.EXEMPT: _("Không phải nộp tạm ứng lệ phí"),
}


class Review(NumberedDecision):
    """The decision of second instance on a challenged decision (quyết định phúc thẩm, BLTTDS 314.5)."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("Giữ nguyên quyết định sơ thẩm")
        AMENDED = "amended", _("Sửa quyết định sơ thẩm")
        CANCELLED = "cancelled", _("Hủy quyết định sơ thẩm, chuyển hồ sơ để tiếp tục giải quyết vụ án")
        QUASHED = "quashed", _("Hủy quyết định sơ thẩm và đình chỉ giải quyết việc dân sự")
        ENDED = "ended", _("Đình chỉ xét xử phúc thẩm")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="review")
    """The case at second instance."""
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    reason = models.TextField()
    amended = models.TextField(blank=True)
    """What the decision of first instance says from now on, where it was amended."""

    @property
    def outcome_words(self) -> str:
        """What was decided; of what settled a request in the words of 375.3."""
        known = OF_RULING if self.case.reviews_ruling else OF_REQUEST if self.case.is_request else {}
        return str(known.get(Review.Outcome(self.outcome)) or self.get_outcome_display())

    @property
    def title(self) -> str:
        """ "Quyết định phúc thẩm số 03/2026/QĐPT-DS"."""
        words = "phúc thẩm"
        if self.outcome == Review.Outcome.ENDED:
            words = "đình chỉ giải quyết phúc thẩm" if self.case.is_request else "đình chỉ xét xử phúc thẩm"
        return f"Quyết định {words} số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


OF_RULING = {
    Review.Outcome.CANCELLED: _(
        "Hủy quyết định sơ thẩm, chuyển hồ sơ để giải quyết lại theo thủ tục sơ thẩm"
    ),
    Review.Outcome.ENDED: _("Đình chỉ giải quyết việc xét đơn yêu cầu theo thủ tục phúc thẩm"),
}
"""Outcomes that 375.3 words otherwise than 314.5."""
OF_REQUEST = {
    Review.Outcome.CANCELLED: _("Hủy quyết định sơ thẩm, chuyển hồ sơ để tiếp tục giải quyết việc dân sự"),
    Review.Outcome.ENDED: _("Đình chỉ giải quyết phúc thẩm"),
}
"""Outcomes of 314.5 and 289.1.b where a request was suspended or ended."""
