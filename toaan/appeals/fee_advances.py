"""What an appellant pays before the court above looks at the appeal (tạm ứng án phí, lệ phí phúc thẩm, BLTTDS 276)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.course.models import Challenge
from toaan.judgments.models import Appeal


class FeeAdvance(models.Model):
    """The court of first instance has accepted an appeal as valid (274.1): its fee advance (276)."""

    class State(models.TextChoices):
        DUE = "due", _("Chờ nộp tạm ứng án phí")
        PAID = "paid", _("Đã nộp tạm ứng án phí")
        EXEMPT = "exempt", _("Không phải nộp tạm ứng án phí")

    OWNER = ""
    """What the advance belongs to: name of that field, and its key in the record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=6, choices=State.choices)
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    accepted_on = models.DateField()
    exemption = models.CharField(max_length=60, blank=True)
    """Code of a row "fee_exemption:…"."""
    exemption_words = models.CharField(max_length=500, blank=True)
    amount = models.BigIntegerField(default=0)
    fee = models.JSONField(default=dict)
    """The arithmetic: {"steps": [[words, amount]], "article"}."""
    notified_on = models.DateField(null=True)
    """Day on which the appellant received the notice; the ten days run from here."""
    due_on = models.DateField(null=True)
    receipt = models.JSONField(default=dict)
    """{"number", "dated", "amount"}."""
    paid_on = models.DateField(null=True)
    late_reason = models.TextField(blank=True)
    """Why the receipt came after the term (276.2)."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Tạm ứng {self.charge} phúc thẩm của {self.party}"

    @property
    def owner(self) -> Appeal | Challenge:
        """The appeal for which it is paid."""
        found: Appeal | Challenge = getattr(self, self.OWNER)
        return found

    @property
    def case(self) -> Case:
        """The case of first instance."""
        return self.owner.case

    @property
    def party(self) -> Party:
        """Who appealed; a procuracy that protests pays nothing."""
        if self.owner.party is None:
            raise ValueError("an advance is paid for an appeal")
        return self.owner.party

    @property
    def charge(self) -> str:
        """ "án phí", of a request "lệ phí", as papers and the record name what is paid."""
        return charge_of(self.case)

    @property
    def state_words(self) -> str:
        """Where the payment stands; of a request in its own words."""
        found = OF_REQUEST[FeeAdvance.State(self.state)] if self.case.is_request else self.get_state_display()
        return str(found)

    @property
    def is_settled(self) -> bool:
        return self.state != FeeAdvance.State.DUE

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """As to the case; "appellant" for whoever stands for the party that appealed."""
        found = set(self.case.relations(viewer))
        if viewer.post is None and viewer.user_id in self.party.user_ids:
            found.add("appellant")
        return frozenset(found)


class Advance(FeeAdvance):
    """Of an appeal against the judgment (270)."""

    OWNER = "appeal"
    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="advance")


class ChallengeAdvance(FeeAdvance):
    """Of an appeal against a decision (314, 371)."""

    OWNER = "challenge"
    challenge = models.OneToOneField(Challenge, on_delete=models.PROTECT, related_name="advance")


def charge_of(case: Case) -> str:
    """ "án phí" of a suit, "lệ phí" of a request (143.1, 143.3)."""
    return "lệ phí" if case.is_request else "án phí"


OF_REQUEST = {
    FeeAdvance.State.DUE: _("Chờ nộp tạm ứng lệ phí"),
    FeeAdvance.State.PAID: _("Đã nộp tạm ứng lệ phí"),
    FeeAdvance.State.EXEMPT: _("Không phải nộp tạm ứng lệ phí"),
}
