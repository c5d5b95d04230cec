"""A dispute on jurisdiction between two courts (tranh chấp về thẩm quyền, BLTTDS 41.2–41.4)."""

from __future__ import annotations

import uuid

from django.db import models

from toaan.cases.models import Case
from toaan.core.models import Court, IssuedNumber, Post
from toaan.core.viewer import Viewer
from toaan.course.models.transfer import Sending


class JurisdictionDispute(models.Model):
    """The court to which a file was sent holds that the case is not its own either; a president above names the court.

    Asked, then settled, then, where another court than the one that has the file was named, taken over there. The law sets no
    term for the president and no limit stands still meanwhile.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sending = models.OneToOneField(Sending, on_delete=models.PROTECT, related_name="dispute")
    reason = models.TextField()
    """Why the court to which the file was sent holds that it has no jurisdiction."""
    letter = models.CharField(max_length=200, blank=True)
    """Number and day of its letter; wanted where the president works outside this installation."""
    request_sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    decider = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+")
    decider_name = models.CharField(max_length=200)
    """The court whose president settles it; `decider` when it works with this installation."""
    citation = models.CharField(max_length=100)
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    outside_number = models.CharField(max_length=60, blank=True)
    """Of a decision that came on paper from a court outside."""
    content = models.JSONField(default=dict)
    """Everything printed on the decision."""
    named = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+")
    named_name = models.CharField(max_length=200, blank=True)
    """The court that has jurisdiction; `named` when it works with this installation."""
    finding = models.TextField(blank=True)
    settled_on = models.DateField(null=True)
    """Day of the decision, once it is issued or has come."""
    sha256 = models.CharField(max_length=64, blank=True)
    signer = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")
    """The case at the named court, where that is not the one to which the file was sent."""
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return self.number.text if self.number else self.outside_number or "?"

    @property
    def title(self) -> str:
        """ "Quyết định giải quyết tranh chấp về thẩm quyền số 05/2026/QĐ-CA"."""
        return f"Quyết định giải quyết tranh chấp về thẩm quyền số {self}"

    @property
    def is_pending(self) -> bool:
        """The president has not decided."""
        return self.settled_on is None

    @property
    def moves(self) -> bool:
        """Another court than the one that received the file was named: there the case goes on."""
        return self.settled_on is not None and self.named_id != self.sending.decision.to_court_id

    @property
    def here(self) -> Case | None:
        """The case at the court that received the file, where it had accepted before it asked."""
        return self.sending.case

    @property
    def lies(self) -> Case:
        """The case whose file goes on: the newest there is."""
        return self.sending.case or self.sending.decision.case

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Who asks, who settles, where it goes on."""
        if not viewer.is_staff:
            return frozenset()
        decision = self.sending.decision
        found = set()
        if viewer.court_id == decision.to_court_id:
            found.add("receiving_court")
        if viewer.court_id == decision.case.court_id:
            found.add("sending_court")
        if self.decider_id is not None and viewer.court_id == self.decider_id:
            found.add("deciding_court")
        if self.moves and viewer.court_id == self.named_id:
            found.add("named_court")
        return frozenset(found)
