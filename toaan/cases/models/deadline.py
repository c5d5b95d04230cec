"""Deadlines (thời hạn) that appear by themselves and can explain themselves."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models.case import Case, Party
from toaan.core.models import Court, Post
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer


class Deadline(models.Model):
    """One time limit running in one petition or case."""

    class State(models.TextChoices):
        OPEN = "open", _("Đang chạy")
        MET = "met", _("Đã xong")
        CANCELLED = "cancelled", _("Không còn áp dụng")
        STOPPED = "stopped", _("Đã dừng")
        """A suspension stopped it in time; it begins anew when the case goes on (203.1)."""

    class Owner(models.TextChoices):
        LEADERS = "leaders", _("Chánh án")
        EXAMINER = "examiner", _("Thẩm phán xem xét đơn")
        JUDGE = "judge", _("Thẩm phán chủ tọa")
        CLERK = "clerk", _("Thư ký")
        PARTY = "party", _("Đương sự")
        PROCURACY = "procuracy", _("Viện kiểm sát")
        MEDIATOR = "mediator", _("Hòa giải viên")
        MEDIATION_JUDGE = "med_judge", _("Thẩm phán phụ trách hòa giải")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    petition_id = models.UUIDField(null=True, db_index=True)
    case = models.ForeignKey(
        Case, null=True, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="deadlines")
    rule = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    matter = models.CharField(max_length=300)
    """Number of the case or petition and its parties, as lists show it."""
    owner = models.CharField(max_length=10, choices=Owner.choices)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="deadlines")
    """The officer whose act it is, once one is named; until then it waits with the whole role."""
    trigger_on = models.DateField()
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    explanation = models.JSONField()
    """`toaan.rules.time_limits.DueDate.as_json()`."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    ended_on = models.DateField(null=True)
    extension = models.JSONField(null=True)
    """{amount, unit, reason, by, on, due_before}: who extended it, and why."""

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            # which cases and officers of a court are late is told by the index alone
            models.Index(fields=["court", "state", "due_on", "owner", "post", "case"]),
            # how the limits of a rule were kept is counted without reading a row
            models.Index(fields=["court", "rule", "due_on", "state", "ended_on", "petition_id"]),
            # the limits of a case; the last day of its term is read from the index
            models.Index(fields=["case", "rule", "due_on", "state"]),
            models.Index(fields=["post", "state", "due_on"]),
            # what is open of a court, by whose it is: the leaders', the clerks' without a clerk
            models.Index(fields=["court", "state", "owner", "post"]),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.due_on:%d/%m/%Y}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        own = frozenset({"holder"} if viewer.post is not None and viewer.post.pk == self.post_id else ())
        if self.case is not None:
            own |= self.case.relations(viewer)
        elif viewer.court_id == self.court_id:
            own |= {"same_court"}
        return own | frozenset({"extends"} if self._extends(viewer, own) else ())

    def _extends(self, viewer: Viewer, relations: frozenset[str]) -> bool:
        """Whether the law lets this officer extend it: the president (203.1), or the judge of the case (199.1)."""
        by = (self.explanation["limit"].get("extension") or {}).get("by")
        if by == "judge":
            return "presiding_judge" in relations
        return by == "court_president" and viewer.role in LEADERS and "same_court" in relations
