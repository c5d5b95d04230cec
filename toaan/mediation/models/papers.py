"""Papers of a mediation and who received them; its result, the decision on it, and the review of that decision."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.core.models import IssuedNumber, Post
from toaan.core.viewer import Viewer
from toaan.mediation.models.file import Mediation, MediationParty, Session


class Paper(models.Model):
    """A paper that goes out: made by the worker after the act that called for it, or signed in the act itself."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("Thông báo về quyền lựa chọn hòa giải, đối thoại")
        OFFER_AGAIN = "offer_again", _("Thông báo lần thứ hai về quyền lựa chọn hòa giải, đối thoại")
        TRANSFER = "transfer", _("Thông báo chuyển vụ việc sang hòa giải, đối thoại")
        SESSION = "session", _("Thông báo phiên hòa giải, đối thoại")
        RESULT_SESSION = "result_session", _("Thông báo phiên họp ghi nhận kết quả hòa giải, đối thoại")
        RESULT = "result", _("Biên bản ghi nhận kết quả hòa giải, đối thoại")
        END = "end", _("Biên bản chấm dứt hòa giải, đối thoại")
        DECISION = "decision", _("Quyết định về kết quả hòa giải, đối thoại")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    title = models.CharField(max_length=300)
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    """What is printed on it, so that it can be made after a break; empty once it is signed elsewhere."""
    sha256 = models.CharField(max_length=64, blank=True)
    ordered_at = models.DateTimeField()
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["ordered_at", "pk"]

    def __str__(self) -> str:
        return f"{self.title} số {self.number.text}" if self.number else self.title

    @property
    def is_confidential(self) -> bool:
        """Says what the parties agreed: only they, the mediator and the judge in charge read it (4.1, 30.6)."""
        return self.kind == self.Kind.RESULT

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.mediation.relations(viewer)


class Copy(models.Model):
    """One addressee of a paper, and how and when it came into his hands."""

    class Method(models.TextChoices):
        PORTAL = "portal", _("Qua Cổng")
        PAPER = "paper", _("Bằng giấy hoặc hình thức thuận tiện khác")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="copies")
    key = models.CharField(max_length=60)
    """ "party:<id>", "mediator", "judge" or "procuracy"."""
    party = models.ForeignKey(MediationParty, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    capacity = models.CharField(max_length=100)
    method = models.CharField(max_length=6, choices=Method.choices)
    received_on = models.DateField(null=True)
    how = models.CharField(max_length=300, blank=True)
    """On paper: handed over and signed for, the postal receipt, by telephone …"""

    class Meta:
        ordering = ["paper__ordered_at", "key"]
        constraints = [models.UniqueConstraint(fields=["paper", "key"], name="mediation_copy_once")]

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """The minutes that record the result (biên bản ghi nhận kết quả, LHGDT 31)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.OneToOneField(Mediation, on_delete=models.PROTECT, related_name="result")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    whole = models.BooleanField()
    agreed = models.TextField()
    open = models.TextField(blank=True)
    """What was not agreed (31.1.c)."""
    absent_people = models.CharField(max_length=500, blank=True)
    """Whose rights are touched though they were not there (31.1.đ)."""
    divorce = models.BooleanField(default=False)
    wants_recognition = models.BooleanField()
    made_on = models.DateField()
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    """The minutes with the mediator's signature; replaced once by the same with the judge's."""
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Kết quả hòa giải {self.mediation}"


class Decision(models.Model):
    """To recognise the result or not (LHGDT 32–34): number first, then the signed paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.OneToOneField(Mediation, on_delete=models.PROTECT, related_name="decision")
    recognised = models.BooleanField()
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    reason = models.TextField(blank=True)
    failing = models.JSONField(default=list)
    """Keys of the conditions of 33 that are not met."""
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    signer = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.number.text if self.number else "?"

    @property
    def title(self) -> str:
        words = "Quyết định công nhận" if self.recognised else "Quyết định không công nhận"
        return f"{words} kết quả hòa giải thành, đối thoại thành tại Tòa án số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.mediation.relations(viewer)


class Review(models.Model):
    """A request to review the decision of recognition, and what the higher court decided (LHGDT 36–39)."""

    class Outcome(models.TextChoices):
        OPEN = "", _("Đang xem xét")
        UPHELD = "upheld", _("Không chấp nhận, giữ nguyên quyết định công nhận")
        ANNULLED = "annulled", _("Hủy quyết định công nhận")
        STOPPED = "stopped", _("Đình chỉ việc xem xét vì người đề nghị, kiến nghị đã rút")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="reviews")
    party = models.ForeignKey(MediationParty, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    condition = models.CharField(max_length=60)
    """Key of the condition of 33 that is said to be broken."""
    filed_on = models.DateField()
    obstacle = models.CharField(max_length=500, blank=True)
    """Force majeure that kept the person from asking in time (36.2)."""
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    outcome_number = models.CharField(max_length=60, blank=True)
    outcome_on = models.DateField(null=True)

    class Meta:
        ordering = ["filed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mediation"], condition=models.Q(outcome=""), name="one_review_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Đề nghị xem xét lại của {self.name}"
