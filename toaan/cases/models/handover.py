"""A handover of work (bàn giao công việc): the decision, and what became of each piece."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.core.models import Court, Post
from toaan.core.viewer import Viewer


class Handover(models.Model):
    """One decision of a leader that work passes from an officer to others, or comes back."""

    class State(models.TextChoices):
        OPEN = "open", _("Đang thực hiện")
        DONE = "done", _("Đã xong")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="handovers")
    """Whose work it is: from whom it goes, or to whom it comes back."""
    comes_back = models.BooleanField(default=False)
    """True: pieces handed over for a time return to `person`."""
    ground = models.CharField(max_length=100)
    """Key of a rule "handover_ground:…"."""
    ground_title = models.CharField(max_length=300)
    article = models.CharField(max_length=200)
    temporary = models.BooleanField(default=False)
    until = models.DateField(null=True, blank=True)
    """The last day of a temporary handover, where one is known."""
    note = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    finished_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    """The record of the handover (biên bản bàn giao) as PDF."""

    class Meta:
        ordering = ["-decided_at"]
        indexes = [models.Index(fields=["court", "state"])]

    def __str__(self) -> str:
        words = "Giao lại công việc cho" if self.comes_back else "Bàn giao công việc của"
        return f"{words} {self.person.user}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.person.relations(viewer)


class HandoverItem(models.Model):
    """One piece of work in a handover: a place on a case, a petition to examine, a mediation to be in charge of."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chưa thực hiện")
        DONE = "done", _("Đã bàn giao")
        REFUSED = "refused", _("Không bàn giao được")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    """Who performs it: a name in `toaan.cases.handover.KINDS` ("case", "petition", "return", "mediation")."""
    subject_id = models.UUIDField()
    role = models.CharField(max_length=10)
    """"presiding", "lay_judge", "clerk", "examiner", "settling" or "in_charge" of a mediation."""
    label = models.CharField(max_length=400)
    giver = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="given_items")
    receiver = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="received_items")
    """Null until the draw has found one."""
    returns = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="returned_by")
    """The piece handed over before that this one brings back."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    result = models.CharField(max_length=1000, blank=True)
    """Why it was refused, or what follows from it."""
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "kind", "subject_id", "role"], name="handed_over_once"
            ),
        ]
        indexes = [models.Index(fields=["receiver", "state", "done_at"])]

    def __str__(self) -> str:
        return self.label

    @property
    def as_json(self) -> dict[str, Any]:
        """What the audit keeps of it."""
        return {
            "kind": self.kind, "subject": str(self.subject_id), "role": self.role, "label": self.label,
            "giver": str(self.giver_id), "receiver": str(self.receiver_id or ""), "state": self.state,
            "result": self.result,
        }  # fmt: skip
