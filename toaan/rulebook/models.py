"""Proposed changes of rules: what one person signed, and what a second person decided about it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from toaan.core import authority
from toaan.core.models import Court, Event, Post
from toaan.core.viewer import Viewer
from toaan.rulebook.states import COLOURS, PROPOSAL, PROPOSED
from toaan.rules.model import RuleRow


class Rulebook:
    """The rules of the installation as the thing that acts concern, before there is a proposal."""

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return frozenset({"rule_authority"} if authority.holds(viewer) else ())


class RuleProposal(models.Model):
    """One version of one rule (đề xuất thay đổi quy định), as it would stand, and what it would change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    content = models.JSONField()
    """The new version as `RuleRow.as_json()` writes it."""
    before = models.JSONField(null=True)
    """The version that it closes or replaces, as it stood when the change was proposed."""
    basis = models.CharField(max_length=64)
    """Digest of all versions of the rule on which the proposal rests (`toaan.rules.versions.digest`)."""
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=list(PROPOSAL.labels.items()), default=PROPOSED)
    proposed_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    """Why it was not approved, or withdrawn."""
    effects = models.JSONField(default=dict)
    """How many deadlines changed when it was applied: {moved, settled, reworded, kept}."""
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    """The act that applied it; the changes of deadlines follow from it."""
    paper_sha256 = models.CharField(max_length=64)
    """The record of the change (phiếu thay đổi quy định), signed by the first person, then by the second too."""

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(state="proposed"), name="one_open_proposal_per_rule"
            )
        ]
        indexes = [models.Index(fields=["kind", "key", "state"])]

    def __str__(self) -> str:
        return self.title

    def relations(self, viewer: Viewer) -> frozenset[str]:
        found = set(Rulebook().relations(viewer))
        if viewer.post is not None and viewer.post.pk == self.proposed_by_id:
            found.add("proposer")
        return frozenset(found)

    @property
    def new(self) -> RuleRow:
        """The new version."""
        return RuleRow.from_json(self.content)

    @property
    def old(self) -> RuleRow | None:
        """The version that it closes or replaces."""
        return RuleRow.from_json(self.before) if self.before else None

    @property
    def mends(self) -> bool:
        """Whether it takes the place of a version instead of following it."""
        return self.old is not None and self.old.valid_from == self.new.valid_from

    @property
    def is_open(self) -> bool:
        return self.state == PROPOSED

    @property
    def label(self) -> str:
        """Its state in words."""
        return PROPOSAL.labels[self.state]

    @property
    def colour(self) -> str:
        return COLOURS[self.state]


class PortalIncident(models.Model):
    """The portal was out of order (sự cố Cổng thông tin điện tử), from a moment to a moment (NQ 04/2016 art. 9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    """None while it goes on."""
    what = models.CharField(max_length=500)
    """What did not work, in words for the public."""
    recorded_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return self.what

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Whether the viewer's court keeps the portal and the rules of this installation."""
        return Rulebook().relations(viewer)
