"""A party asks that a judge, lay judge, clerk, procurator, expert or interpreter be replaced (BLTTDS 55, 61, 83)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Assignment, Case, Interpreter, Party, Procurator
from toaan.core.models import Post, User
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.rules.replacing import Office


class Replacement(models.Model):
    """The request, and what was decided on it (56, 62, 84, 368)."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    class State(models.TextChoices):
        FILED = "filed", _("Chờ giải quyết")
        ACCEPTED = "accepted", _("Được chấp nhận")
        REFUSED = "refused", _("Không được chấp nhận")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Chosen by the page that asks, so that pressing twice is once."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="replacements")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    """Who asks."""
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="+")
    interpreter = models.ForeignKey(Interpreter, null=True, on_delete=models.PROTECT, related_name="+")
    procurator = models.ForeignKey(Procurator, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    """Who is to be replaced; an expert is known by his name only."""
    place = models.CharField(max_length=100)
    """ "Thẩm phán chủ tọa", "Người giám định"."""
    ground = models.CharField(max_length=60)
    citation = models.CharField(max_length=100)
    reason = models.TextField()
    channel = models.CharField(max_length=6, choices=Channel.choices)
    filed_on = models.DateField()
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.FILED)
    passed_on = models.DateField(null=True)
    """When the court passed it on to the procuracy, whose chief decides before the hearing (62.1)."""
    letter = models.CharField(max_length=100, blank=True)
    """Number of the procuracy's answer."""
    letter_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    """What the person concerned said to it (56.2, 84.2)."""
    answer = models.TextField(blank=True)
    """Why it was accepted or not (240)."""
    decided_under = models.CharField(max_length=100, blank=True)
    at_hearing = models.BooleanField(default=False)
    """Decided by the panel at the hearing, which is then put off."""
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at"]
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.place} {self.name}"

    @property
    def office(self) -> Office:
        """On whose grounds it is judged."""
        if self.interpreter_id is not None:
            return "interpreter"
        if self.procurator_id is not None:
            return "procurator"
        if self.assignment is None:
            return "expert"
        return "clerk" if self.assignment.role == Assignment.Role.CLERK else "judge"

    @property
    def is_open(self) -> bool:
        """Nobody has taken the place yet of an officer who must leave."""
        still = self.assignment is not None and self.assignment.ended_at is None
        return self.state == self.State.ACCEPTED and still

    @property
    def of_chief(self) -> bool:
        """The procurator to be replaced is the chief procurator: the one above decides before the hearing (62.1)."""
        return self.procurator is not None and self.procurator.is_chief

    @property
    def of_president(self) -> bool:
        """The judge to be replaced is the president of the court: the court above decides (56.1, 368.1)."""
        return self.assignment is not None and self.assignment.post.role == Role.PRESIDENT

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """As to the case; who works at the court above, of a request against the president, is of "court_above"."""
        found = self.case.relations(viewer)
        if viewer.is_staff and self.of_president and viewer.court_id == self.case.court.parent_id:
            found |= {"court_above"}
        return found
