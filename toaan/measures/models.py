"""Requests for interim measures, the decisions on them, and complaints against those."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Assignment, Case, Party
from toaan.core.models import Court, Post, User
from toaan.core.viewer import Viewer
from toaan.filing.models import Petition
from toaan.hearings.models.decision import NumberedDecision
from toaan.measures.states import APPLIED, RECEIVED, REQUEST
from toaan.vietnamese.amounts import format_money


class Channel(models.TextChoices):
    """How something reached the court."""

    ONLINE = "online", _("Qua Cổng")
    DIRECT = "direct", _("Trực tiếp")
    POST = "post", _("Qua bưu chính")


class Side(models.TextChoices):
    """Who stands on which side of a request before there are parties of a case."""

    REQUESTER = "requester", _("Người yêu cầu")
    BOUND = "bound", _("Người bị yêu cầu áp dụng")


class MeasureRequest(models.Model):
    """A party asks for a measure (BLTTDS 111.1, 133.1), or the court takes one of its own motion (135).

    In an urgent case it is asked for together with the petition (111.2, 133.3): then it hangs on the petition, and once
    that is accepted on the case that came of it as well.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="measure_requests")
    """None: the petition it came with is not accepted."""
    petition = models.ForeignKey(
        Petition, null=True, on_delete=models.PROTECT, related_name="measure_requests"
    )
    """The petition it came with (111.2); None: it was made in the case."""
    judge = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Whom the president named to deal with a request that came with the petition (133.3)."""
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """Who asks; None: the court's own motion, or somebody of the petition."""
    against = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    requester = models.JSONField(default=dict)
    """Who asks, as the petition names him: {place, role, name, address, phone, email, personal_id}; empty in a case."""
    bound = models.JSONField(default=dict)
    """Who is to be bound, likewise."""
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
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(petition__isnull=False), name="measure_hangs_on_a_matter"
            )
        ]

    def __str__(self) -> str:
        who = self.requester_name or "Tòa án tự mình"
        return f"{who}: {self.measure_title[:1].lower()}{self.measure_title[1:]}"

    @property
    def is_urgent(self) -> bool:
        """It came with the petition (111.2): 48 hours, and whoever the president names (133.3)."""
        return self.petition_id is not None

    @property
    def own_motion(self) -> bool:
        """Nobody asked: the court acts by itself (135)."""
        return self.party_id is None and not self.requester

    @property
    def security_due(self) -> date | None:
        """The last day for giving the security that was fixed (136)."""
        day = self.security.get("due_on")
        return date.fromisoformat(day) if day else None

    @property
    def security_words(self) -> str:
        """What is to be given and how much (136): "Gửi tiền vào tài khoản phong tỏa: 50.000.000 đồng"."""
        form, amount = str(self.security.get("form", "")), self.security.get("amount")
        return f"{form.rstrip('.')}: {format_money(amount)}" if form and amount else form

    @property
    def requester_name(self) -> str:
        return self.party.name if self.party else str(self.requester.get("name", ""))

    @property
    def bound_name(self) -> str:
        return self.against.name if self.against else str(self.bound.get("name", ""))

    @property
    def court(self) -> Court:
        return self.matter.court

    @property
    def matter(self) -> Case | Petition:
        """What it hangs on now: the case, before acceptance the petition."""
        found = self.case or self.petition
        if found is None:
            raise LookupError(f"measure request {self.pk} hangs on nothing")
        return found

    @property
    def is_applied(self) -> bool:
        """The measure binds now."""
        return self.state == APPLIED

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Those of the case or petition; as long as the case has no officers of its own, those of before acceptance."""
        found = self.matter.relations(viewer)
        if not self.is_urgent or "same_court" not in found or viewer.post is None:
            return found
        held = {a.role for a in self.case.assignments.all() if a.ended_at is None} if self.case else set()
        if Assignment.Role.PRESIDING not in held and viewer.post.pk == self.judge_id:
            found |= {"measure_judge"}
        return found if Assignment.Role.CLERK in held else found | {"petition_court"}


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


class MeasureCopy(models.Model):
    """One addressee of a decision made before acceptance, and when it reached him (BLTTDS 139.2, 133.3).

    Afterwards the case has its service (`toaan.delivery`), which needs parties and a case.
    """

    class Method(models.TextChoices):
        PORTAL = "portal", _("Qua Cổng")
        PAPER = "paper", _("Bằng giấy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(MeasureDecision, on_delete=models.PROTECT, related_name="copies")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=12)
    """A `Side`, or "holder", "enforcement", "procuracy"."""
    name = models.CharField(max_length=300)
    capacity = models.CharField(max_length=100)
    address = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=60)
    method = models.CharField(max_length=6, choices=Method.choices)
    received_on = models.DateField(null=True)
    how = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["decision", "key"], name="one_measure_copy_each")]

    def __str__(self) -> str:
        return self.name

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.decision.relations(viewer)


def name_of(asked: MeasureRequest, side: str) -> str:
    """Who stands on a side; empty for none."""
    names: dict[str, Any] = {Side.REQUESTER: asked.requester_name, Side.BOUND: asked.bound_name}
    return str(names.get(side, ""))


class MeasureComplaint(models.Model):
    """A complaint of a party or a proposal of the procuracy against a decision or a refusal (BLTTDS 140)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(MeasureDecision, on_delete=models.PROTECT, related_name="complaints")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """None: the procuracy proposes, or there is no case yet."""
    side = models.CharField(max_length=9, choices=Side.choices, blank=True)
    """Whose complaint it is when there is no case yet; empty in a case, and of the procuracy."""
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
                condition=Q(party__isnull=True, side=""),
                name="one_measure_proposal_of_the_procuracy",
            ),
            models.UniqueConstraint(
                fields=["decision", "side"], condition=~Q(side=""), name="one_measure_complaint_per_side"
            ),
        ]

    def __str__(self) -> str:
        name = self.party.name if self.party else name_of(self.decision.request, self.side)
        return f"Khiếu nại của {name}" if name else "Kiến nghị của Viện kiểm sát cùng cấp"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.decision.relations(viewer)
