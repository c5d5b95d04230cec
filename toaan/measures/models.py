"""Requests for interim measures, the decisions on them, and complaints against those."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core.models import Post, User
from toaan.core.viewer import Viewer
from toaan.hearings.models.decision import NumberedDecision
from toaan.measures.states import APPLIED, RECEIVED, REQUEST


class Channel(models.TextChoices):
    """How something reached the court."""

    ONLINE = "online", _("Qua Cổng")
    DIRECT = "direct", _("Trực tiếp")
    POST = "post", _("Qua bưu chính")


class MeasureRequest(models.Model):
    """A party asks for a measure (BLTTDS 111.1, 133.1), or the court takes one of its own motion (135)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measure_requests")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """Who asks; None: the court's own motion."""
    against = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    """Key of a rule "measure:114…"."""
    measure_title = models.TextField()
    citation = models.CharField(max_length=100)
    demands = models.TextField()
    """What exactly is to be done or forbidden, about which property (133.1.e)."""
    reason = models.TextField()
    value = models.BigIntegerField(null=True)
    """Of what is to be blocked, in đồng (133.4)."""
    holder_name = models.CharField(max_length=200, blank=True)
    """Bank, registry or keeper who must obey the decision, and receives it (139.2)."""
    holder_address = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    at_hearing = models.BooleanField(default=False)
    """Handed to the panel at the hearing (133.2.b): decided there and then."""
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=list(REQUEST.labels.items()), default=RECEIVED)
    security = models.JSONField(default=dict)
    """What was fixed and done (136): {form, amount, due_on, done_on, proof}."""

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        who = self.party.name if self.party else "Tòa án tự mình"
        return f"{who}: {self.measure_title[:1].lower()}{self.measure_title[1:]}"

    @property
    def is_applied(self) -> bool:
        """The measure binds now."""
        return self.state == APPLIED

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


class MeasureDecision(NumberedDecision):
    """A decision or answer on a request: security, application, refusal, cancellation, settlement of complaints."""

    class Kind(models.TextChoices):
        SECURITY = "security", _("Quyết định buộc thực hiện biện pháp bảo đảm")
        APPLICATION = "application", _("Quyết định áp dụng biện pháp khẩn cấp tạm thời")
        REFUSAL = "refusal", _("Thông báo không chấp nhận yêu cầu áp dụng biện pháp khẩn cấp tạm thời")
        CANCELLATION = "cancellation", _("Quyết định hủy bỏ biện pháp khẩn cấp tạm thời")
        SETTLEMENT = (
            "settlement",
            _("Quyết định giải quyết khiếu nại, kiến nghị về biện pháp khẩn cấp tạm thời"),
        )

    request = models.ForeignKey(MeasureRequest, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    by_panel = models.BooleanField(default=False)
    """Taken by the panel at the hearing (112.2)."""
    ground = models.CharField(max_length=60, blank=True)
    """Of a cancellation: key of a rule "measure-end:138…"."""
    ground_title = models.TextField(blank=True)
    citation = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    orders = models.TextField(blank=True)
    """Of an application: what is ordered. Of a cancellation: what becomes of the security (138.2)."""
    accepted = models.BooleanField(default=False)
    """Of a settlement: the complaint is well founded."""

    class Meta:
        ordering = ["decided_on", "issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(sha256=""), name="one_unfinished_measure_decision"
            )
        ]

    @property
    def title(self) -> str:
        """ "Quyết định áp dụng biện pháp khẩn cấp tạm thời số 01/2026/QĐ-BPKCTT"."""
        return f"{MeasureDecision.Kind(self.kind).label} số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.request.relations(viewer)


class MeasureComplaint(models.Model):
    """A complaint of a party or a proposal of the procuracy against a decision or a refusal (BLTTDS 140)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(MeasureDecision, on_delete=models.PROTECT, related_name="complaints")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """None: the procuracy proposes."""
    channel = models.CharField(max_length=6, choices=Channel.choices)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    settled_by = models.ForeignKey(
        MeasureDecision, null=True, on_delete=models.PROTECT, related_name="settled_complaints"
    )

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "party"], name="one_measure_complaint_per_party"),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(party__isnull=True),
                name="one_measure_proposal_of_the_procuracy",
            ),
        ]

    def __str__(self) -> str:
        return f"Khiếu nại của {self.party}" if self.party else "Kiến nghị của Viện kiểm sát cùng cấp"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.decision.relations(viewer)
