"""Decisions on the course of a case, the periods in which they may be challenged, and the challenges that came."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core import rules_in_force
from toaan.core.models import Court, Post, User
from toaan.core.viewer import Viewer
from toaan.hearings.models.decision import NumberedDecision


class CourseDecision(NumberedDecision):
    """A decision on the course of a case: to suspend, resume, discontinue, transfer, join or separate (BLTTDS 214–219,
    41, 42), to go over to the ordinary procedure (317.3), to settle complaints of the simplified one (319.2),
    to recognise what the parties agreed (212, 246), or on a request (370)."""

    class Kind(models.TextChoices):
        SUSPENSION = "suspension", _("Quyết định tạm đình chỉ giải quyết vụ án")
        RESUMPTION = "resumption", _("Quyết định tiếp tục giải quyết vụ án")
        DISCONTINUANCE = "discontinuance", _("Quyết định đình chỉ giải quyết vụ án")
        PARTIAL = "partial", _("Quyết định đình chỉ giải quyết yêu cầu khởi kiện")
        TRANSFER = "transfer", _("Quyết định chuyển vụ án cho Tòa án khác")
        ORDINARY = "ordinary", _("Quyết định chuyển vụ án sang giải quyết theo thủ tục thông thường")
        UPHELD = "upheld", _("Quyết định giữ nguyên quyết định đưa vụ án ra xét xử theo thủ tục rút gọn")
        CANCELLED = "cancelled", _("Quyết định hủy quyết định đưa vụ án ra xét xử theo thủ tục rút gọn")
        ANSWER = "answer", _("Quyết định giải quyết khiếu nại, kiến nghị về việc chuyển vụ án")
        JOINDER = "joinder", _("Quyết định nhập vụ án")
        SEPARATION = "separation", _("Quyết định tách vụ án")
        AGREEMENT = "agreement", _("Quyết định công nhận sự thỏa thuận của các đương sự")
        RULING = "ruling", _("Quyết định giải quyết việc dân sự")
        CONSENT = "consent", _("Quyết định công nhận thuận tình ly hôn và sự thỏa thuận của các đương sự")
        REQUEST_END = "request_end", _("Quyết định đình chỉ giải quyết việc dân sự")
        SEARCH = "search", _("Quyết định thông báo tìm kiếm")
        EXPLANATION = "explanation", _("Văn bản yêu cầu giải thích")

    OF_REQUESTS = ("ruling", "consent", "request_end", "explanation")
    """Decisions on a request (BLTTDS 366–372, 397): `toaan.requests` fills them in, the way of a decision is the same."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="course_decisions")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    by_panel = models.BooleanField(default=False)
    """Taken by the panel at the hearing (BLTTDS 219.2)."""
    ground = models.CharField(max_length=100, blank=True)
    """Key of a rule "suspension:…" or "discontinuance:…"."""
    ground_title = models.TextField(blank=True)
    citation = models.CharField(max_length=200, blank=True)
    """ "điểm d khoản 1 Điều 214"."""
    reason = models.TextField()
    """What the court finds (xét thấy)."""
    waiting_for = models.CharField(max_length=1000, blank=True)
    expected_on = models.DateField(null=True)
    """When the reason for a suspension is expected to be gone; the judge is reminded (215.4)."""
    gone_on = models.DateField(null=True)
    """Of a suspension: the day from which its reason is gone (216). Of a resumption: the same day."""
    gone_how = models.CharField(max_length=1000, blank=True)
    fee = models.CharField(max_length=10, blank=True)
    """Of a discontinuance: "state" or "returned" (218)."""
    ends = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="ended_by")
    """Of a resumption: the suspension that it ends."""
    to_court = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    """Of a transfer: the court that receives the file; `to_court` when it works with this installation."""
    about = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answers")
    """Of an answer to complaints: the transfer that they are about."""
    annuls = models.BooleanField(default=False)
    """Of such an answer: the complaints are right, the case stays."""
    subject = models.JSONField(default=dict)
    """Of a joinder: {"cases": [key, …]}. Of a separation: {"claims": [text, …], "parties": [key, …],
    "legal_relation": text, "value": đồng or null}. Of the end of the plaintiff's claim alone: {"before": …}, see `places`."""
    effective_on = models.DateField(null=True)
    """First day of legal effect, once it is certain."""
    cancelled_on = models.DateField(null=True)
    """The day on which the court above cancelled it (314.5.c, 343): the case goes on, or is taken up anew."""
    reviewed = models.TextField(blank=True, default="")
    """What cassation or reopening made of it once it was in effect (343, 356), in words; only ever added to."""

    class Meta:
        ordering = ["decided_on", "issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(sha256=""), name="one_unfinished_course_decision"
            )
        ]

    @property
    def title(self) -> str:
        """ "Quyết định tạm đình chỉ giải quyết vụ án số 05/2026/QĐST-DS"."""
        return f"{kind_words(self.kind, self.content)} số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


def kind_words(kind: str, content: dict[str, Any]) -> str:
    """ "Quyết định tạm đình chỉ giải quyết vụ án", of a request "… việc dân sự"; at second instance "… xét xử phúc thẩm vụ án" (288)."""
    if content.get("divorce"):  # spouses who agree in a suit that one of them filed
        kind = CourseDecision.Kind.CONSENT
    words = str(content.get("title_words") or CourseDecision.Kind(kind).label)
    if content.get("is_request"):
        return words.replace("vụ án", "việc dân sự")
    above = content.get("instance") == Case.Instance.SECOND
    return words.replace("giải quyết vụ án", "xét xử phúc thẩm vụ án") if above else words


class Level(models.TextChoices):
    """Which procuracy may protest."""

    SAME = "same", _("Viện kiểm sát cùng cấp")
    HIGHER = "higher", _("Viện kiểm sát cấp trên trực tiếp")


class Period(models.Model):
    """In which one holder may appeal or protest (273.2, 280.2), or complain of a transfer (41.1).

    It begins when the decision was received or posted; `due_on` is null until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(CourseDecision, on_delete=models.PROTECT, related_name="periods")
    order = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=6, choices=Level.choices, blank=True)
    rule = models.CharField(max_length=100)
    from_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    explanation = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "party"], name="one_course_period_per_party"),
            models.UniqueConstraint(
                fields=["decision", "level"], condition=~Q(level=""), name="one_course_period_per_procuracy"
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=True, level__in=Level.values) | Q(party__isnull=False, level=""),
                name="course_period_of_party_or_procuracy",
            ),
        ]

    def __str__(self) -> str:
        return self.holder

    @property
    def holder(self) -> str:
        """Name of the party, or which procuracy."""
        return self.party.name if self.party else str(Level(self.level).label)

    @property
    def provisional(self) -> bool:
        """Whether the last day lies in a year whose days off are not all announced."""
        return self.due_on is not None and not rules_in_force.calendar().is_announced(self.due_on)

    def is_over(self, today: date) -> bool:
        """Whether the last day has passed."""
        return self.due_on is not None and self.due_on < today


class Challenge(models.Model):
    """An appeal or a protest against a suspension or a discontinuance (BLTTDS 273.2, 280.2)."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.OneToOneField(Period, on_delete=models.PROTECT, related_name="challenge")
    """Whose right it was; each holder uses it once."""
    channel = models.CharField(max_length=6, choices=Channel.choices)
    number = models.CharField(max_length=60, blank=True)
    """Number of the procuracy's decision."""
    received_on = models.DateField()
    """Day of the appeal: handed in, or the postmark (273.3)."""
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    dropped_on = models.DateField(null=True)
    """The day on which it was returned or withdrawn: it challenges nothing any more."""
    dropped_why = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        words = "Kháng cáo" if self.period.party_id else "Kháng nghị"
        return f"{words} của {self.period.holder}"

    @property
    def party(self) -> Party | None:
        """Who appeals; null where a procuracy protests."""
        return self.period.party

    @property
    def case(self) -> Case:
        """The case in which the decision was taken."""
        return self.period.decision.case

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.period.decision.relations(viewer)
