"""The mediation of one petition: who takes part, who mediates, when they meet. Nothing of what is said there."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Party
from toaan.core import clock, rules_in_force
from toaan.core.models import Court, IssuedNumber, Post, User
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.filing.models import Petition
from toaan.mediation.models.list import Mediator
from toaan.mediation.states import MEDIATION, OFFERED, RECOGNISED, REVIEWED

AT_THE_COURT = LEADERS | {Role.CLERK, Role.DOCUMENT_CLERK}
"""Who of the court sees that there is a mediation, and its dates: they assign, call and serve. No other judge."""


class Mediation(models.Model):
    """Mediation or dialogue at court about one petition, before acceptance (LHGDT 16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="mediation")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=15, choices=list(MEDIATION.labels.items()), default=OFFERED)
    offered_at = models.DateTimeField()
    answer_by = models.DateField(null=True)
    """Last day of the petitioner to answer the notice in hand (16.4, 16.5); None until it was received."""
    respond_by = models.DateField(null=True)
    """Last day of the respondent to answer (16.8); None until the notice was received."""
    chosen = models.ForeignKey(Mediator, null=True, on_delete=models.PROTECT, related_name="+")
    """Whom the petitioner, or the parties together, chose (17.2, 18.1.c)."""
    minors = models.BooleanField(default=False)
    """Concerns persons under 18 (17.6)."""
    judge = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Judge in charge of mediation (Thẩm phán phụ trách hòa giải, đối thoại)."""
    mediator = models.ForeignKey(Mediator, null=True, on_delete=models.PROTECT, related_name="mediations")
    designated_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    """Last day of the mediation (20)."""
    extended = models.CharField(max_length=4, blank=True)
    """Clause by which the term was prolonged: "20.1" or "20.2"."""
    stop_asked_on = models.DateField(null=True)
    stop_asked_by = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True)
    end_ground = models.CharField(max_length=60, blank=True)
    end_citation = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-offered_at"]
        indexes = [models.Index(fields=["court", "state"])]

    def __str__(self) -> str:
        return str(self.petition)

    @property
    def title(self) -> str:
        return self.petition.title

    @property
    def matter(self) -> str:
        return self.petition.matter

    @property
    def provisional(self) -> bool:
        """Whether the last day lies in a year whose days off are not all announced."""
        return self.due_on is not None and not rules_in_force.calendar().is_announced(self.due_on)

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """How the viewer stands to this mediation: see the table in toaan/core/policy.py."""
        if viewer.post is None:
            return self._as_party(viewer)
        found = set()
        if viewer.court_id != self.court_id:
            return frozenset()
        if viewer.role in AT_THE_COURT:
            found.add("same_court")
        if viewer.role in JUDGES and viewer.post.pk == self.judge_id:
            found.add("judge_in_charge")
        if viewer.role == Role.MEDIATOR and self.mediator is not None:
            mine = self.mediator.post_id == viewer.post.pk and self.mediator.stands_on(clock.today())
            found |= {"mediator"} if mine else set()
        if viewer.role == Role.PROCURATOR and self.state in {RECOGNISED, REVIEWED}:
            found.add("supervising")
        return frozenset(found)

    def _as_party(self, viewer: Viewer) -> frozenset[str]:
        roles = {p.role for p in self.parties.all() if viewer.user_id and p.user_id == viewer.user_id}
        names = {Party.Role.PLAINTIFF.value: "petitioner", Party.Role.DEFENDANT.value: "respondent"}
        return frozenset({"party"} | {names[r] for r in roles if r in names}) if roles else frozenset()


class MediationParty(models.Model):
    """A party as the petition names it, and what it answered."""

    class Answer(models.TextChoices):
        NONE = "", _("Chưa trả lời")
        AGREED = "agreed", _("Đồng ý hòa giải, đối thoại")
        REFUSED = "refused", _("Không đồng ý hòa giải, đối thoại")
        REPLACE = "replace", _("Đề nghị thay đổi Hòa giải viên")
        SILENT = "silent", _("Không trả lời trong thời hạn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="parties")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=Party.Role.choices)
    name = models.CharField(max_length=300)
    personal_id = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """The account through which this party is reached; without one on paper."""
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default=Answer.NONE)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["mediation", "order"], name="mediation_party_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def capacity(self) -> str:
        """What the party is called before acceptance: there is no plaintiff yet."""
        return str(CAPACITY[Party.Role(self.role)])


CAPACITY = {
    Party.Role.PLAINTIFF: _("Người khởi kiện"),
    Party.Role.DEFENDANT: _("Người bị kiện"),
    Party.Role.RELATED: _("Người có quyền lợi, nghĩa vụ liên quan"),
}


class Designation(models.Model):
    """Who mediates from when on, by which decision; one at a time (17.1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="designations")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="+")
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    citation = models.CharField(max_length=100)
    reason = models.CharField(max_length=1000, blank=True)
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    """Empty while the decision has its number and is not signed."""
    ended_on = models.DateField(null=True)
    end_article = models.CharField(max_length=10, blank=True)
    """ "18.1.b": why this mediator no longer mediates here."""

    class Meta:
        ordering = ["decided_on", "number__sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["mediation"], condition=Q(ended_on=None), name="one_mediator_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.number.text if self.number else "?"


class Session(models.Model):
    """A meeting: of mediation (24), or the one that records the result (27). When, where, who came; not what was said."""

    class Kind(models.TextChoices):
        MEDIATION = "mediation", _("Phiên hòa giải, đối thoại")
        RESULT = "result", _("Phiên họp ghi nhận kết quả")

    class Place(models.TextChoices):
        COURT = "court", _("Tại trụ sở Tòa án")
        OUTSIDE = "outside", _("Ngoài trụ sở Tòa án, theo lựa chọn của các bên")
        ONLINE = "online", _("Trực tuyến, theo đề nghị của các bên")

    class State(models.TextChoices):
        PLANNED = "planned", _("Đã ấn định")
        HELD = "held", _("Đã mở")
        PUT_OFF = "put_off", _("Hoãn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts_at = models.DateTimeField()
    form = models.CharField(max_length=8, choices=Place.choices)
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    absent = models.JSONField(default=list)
    """Names of parties who were called and did not come, without an excuse (29.1.a, 40.3)."""
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["mediation"], condition=Q(state="planned"), name="one_session_planned"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {clock.local_date(self.starts_at):%d/%m/%Y}"


class Note(models.Model):
    """What the mediator writes for himself (4.2). Read by nobody else; destroyed when he no longer mediates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="+")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation", "mediator"], name="one_note_per_mediator")
        ]


def days_left(mediation: Mediation, today: date) -> int | None:
    """Days until the term ends; None before a mediator is designated."""
    return (mediation.due_on - today).days if mediation.due_on else None
