"""Applications for cassation or reopening, and the letters and decisions that answer them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Party
from toaan.core.models import Court, IssuedNumber, Post, User
from toaan.core.viewer import Viewer
from toaan.hearings.models.decision import NumberedDecision
from toaan.judgments.models import Judgment
from toaan.review.states import APPLICATION, RECEIVED


class Application(models.Model):
    """A party asks the president who may protest to look at a judgment in effect (BLTTDS 328, 353.1)."""

    class Kind(models.TextChoices):
        CASSATION = "cassation", _("Giám đốc thẩm")
        REOPENING = "reopening", _("Tái thẩm")

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="applications")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    """The court whose president may protest (331.2, 354.2)."""
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    sent_on = models.DateField()
    """Day of the application: handed in, or the postmark (329.1)."""
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Who took it in at the court; null for one from the portal."""
    ground = models.CharField(max_length=20)
    """Key of `toaan.rules.review.GROUNDS`."""
    reason = models.TextField()
    """Lý do đề nghị, yêu cầu của người đề nghị (328.1.d)."""
    amendments = models.JSONField(default=list)
    """[{"on", "text"}] of what was added when the court asked for it."""
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=list(APPLICATION.labels.items()), default=RECEIVED)
    due_on = models.DateField(null=True)
    """Last day of the year in which a party may ask for cassation (327.1); null for reopening."""
    amend_by = models.DateField(null=True)
    """Last day to amend (329.2): from the day on which the request was received."""
    examiner = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    report = models.TextField(blank=True)
    """The examiner's report to the president: of the court alone."""
    proposes_protest = models.BooleanField(null=True)

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["court", "state"])]

    def __str__(self) -> str:
        return f"Đơn đề nghị số {self.number}" if self.number else "Đơn đề nghị"

    @property
    def is_late(self) -> bool:
        """Sent after the year of 327.1: it opens no right, but counts for the two further years of 334.2.a."""
        return self.due_on is not None and self.sent_on > self.due_on

    def relations(self, viewer: Viewer) -> frozenset[str]:
        found = set()
        if viewer.post is None:
            if viewer.user_id is not None and viewer.user_id in self.party.user_ids:
                found.add("party")
        elif viewer.court_id == self.court_id:
            found.add("same_court")
            if self.examiner_id == viewer.post.pk:
                found.add("review_examiner")
        return frozenset(found)


class Letter(NumberedDecision):
    """What the court answers: a request to amend, a return, a notice that there is no ground, a protest."""

    class Kind(models.TextChoices):
        AMENDMENT = "amendment", _("Thông báo yêu cầu sửa đổi, bổ sung đơn đề nghị")
        RETURN = "return", _("Thông báo trả lại đơn đề nghị")
        DECLINED = "declined", _("Thông báo không kháng nghị")
        PROTEST = "protest", _("Quyết định kháng nghị")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)

    class Meta:
        ordering = ["issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=models.Q(sha256=""),
                name="one_unissued_letter_of_a_kind",
            )
        ]

    @property
    def title(self) -> str:
        """Always Vietnamese: it stands on the paper."""
        names = {
            "amendment": "Thông báo yêu cầu sửa đổi, bổ sung đơn đề nghị", "return": "Thông báo trả lại đơn đề nghị",
            "declined": "Thông báo không kháng nghị", "protest": "Quyết định kháng nghị",
        }  # fmt: skip
        return f"{names[self.kind]} số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.application.relations(viewer)
