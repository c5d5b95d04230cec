"""What goes out (tống đạt): one service per document, one row and one proof per recipient (BLTTDS 170–180)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party, Representation
from toaan.core.models import Court, Event, IssuedNumber, Post
from toaan.core.roles import Role
from toaan.core.together import Bundled
from toaan.core.viewer import Viewer
from toaan.delivery.states import DROPPED, PREPARING, RECEIVED, RECIPIENT, SENT, SERVICE, WAITING

PROCURACY = "agency:procuracy"
ENFORCEMENT = "agency:enforcement"
MINISTRY = "agency:justice-ministry"
PORTAL_SENT = "portal_sent"
PROVED = models.Q(state=RECEIVED) | models.Q(state=SENT, proof=PORTAL_SENT)
"""Copies that the law counts as served: `ServiceRecipient.is_proved` as a condition."""
SETTLED = PROVED | models.Q(state=DROPPED)
"""Copies about which nothing is left to do: `ServiceRecipient.is_settled` as a condition."""


class Service(models.Model):
    """One document that must reach several recipients (việc cấp, tống đạt, thông báo)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+", db_index=False)
    """The court of the case, which never changes: the book of a year is read from one index."""
    kind = models.CharField(max_length=60)
    """Document kind, a key of the service rules: "acceptance_notice", "trial_decision", "judgment" …"""
    title = models.CharField(max_length=300)
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    """The number of a notice that this service itself makes; documents made elsewhere bring their own."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Empty until the document is rendered."""
    original = models.CharField(max_length=64, blank=True)
    """The document as the act brought it; empty for a notice made here. Part of what makes a service unique."""
    source = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    """The act that brought the document, or that the notice is about."""
    ordered_at = models.DateTimeField()
    article = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=list(SERVICE.labels.items()), default=PREPARING)
    served_at = models.DateTimeField(null=True, blank=True)

    objects = Bundled.as_manager()

    class Meta:
        ordering = ["-ordered_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "original"], name="served_once_per_act"),
        ]
        indexes = [models.Index(fields=["state"]), models.Index(fields=["court", "ordered_at"])]

    def __str__(self) -> str:
        return f"{self.title} số {self.number.text}" if self.number else self.title

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


class ServiceRecipient(models.Model):
    """One addressee of a service, and the proof that the document reached him."""

    class Method(models.TextChoices):
        PORTAL = "portal", _("Qua Cổng")
        POST = "post", _("Thư bảo đảm")
        HAND = "hand", _("Giao trực tiếp")
        POSTING = "posting", _("Niêm yết công khai")

    class Proof(models.TextChoices):
        NONE = "", _("–")
        PORTAL_SENT = PORTAL_SENT, _("Cổng xác nhận gửi thành công")
        PORTAL_READ = "portal_read", _("Người nhận xác nhận trên hệ thống")
        SIGNED = "signed", _("Biên bản giao nhận có chữ ký")
        POSTAL = "postal", _("Giấy báo nhận của bưu chính")
        POSTING = "posting", _("Biên bản niêm yết")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="recipients")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+", db_index=False)
    ordered_at = models.DateTimeField()
    """Court and day of the service, which never change: lists are found without joining every case of the court."""
    key = models.CharField(max_length=60)
    """Who: "party:<id>", "representation:<id>" or "agency:procuracy"; what the two constraints count by."""
    sha256 = models.CharField(max_length=64, blank=True)
    order = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    representation = models.ForeignKey(Representation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    capacity = models.CharField(max_length=100)
    """"Bị đơn", "Luật sư của nguyên đơn", "Viện kiểm sát cùng cấp" …, as it stood on the day."""
    address = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=60)
    method = models.CharField(max_length=10, choices=Method.choices)
    state = models.CharField(max_length=10, choices=list(RECIPIENT.labels.items()), default=WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=200, blank=True)
    """Who took it, when it was not the recipient himself (a relative who lives with him: BLTTDS 177.4)."""
    opened_at = models.DateTimeField(null=True, blank=True)
    """When the recipient first opened it in the portal or the desk."""
    barcode = models.CharField(max_length=40, blank=True)
    """Number of the registered letter (số hiệu bưu gửi)."""
    proof = models.CharField(max_length=12, choices=Proof.choices, blank=True, default=Proof.NONE)
    proof_note = models.CharField(max_length=500, blank=True)
    proof_sha256 = models.CharField(max_length=64, blank=True)
    failures = models.JSONField(default=list)
    """Earlier attempts in vain: [{on, method, reason, sha256}]."""
    unproved_since = models.GeneratedField(
        expression=models.Case(
            models.When(SETTLED, then=None),
            default=models.F("ordered_at"),
        ),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    """Day of the service as long as its proof is missing (`is_settled`), null from then on: the database keeps it."""

    objects = Bundled.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["service", "key"], name="one_row_per_recipient"),
            models.UniqueConstraint(
                fields=["case", "sha256", "key"], condition=~models.Q(sha256=""), name="nothing_served_twice"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "case"]),
            models.Index(
                fields=["court", "unproved_since"],
                name="copy_without_proof",
                condition=models.Q(unproved_since__isnull=False),
            ),
            models.Index(fields=["court", "sent_at"]),
            models.Index(fields=["court", "key", "sent_at"]),  # the procuracy's papers
            models.Index(
                fields=["court", "key", "sent_at"],
                name="copy_not_opened",
                condition=models.Q(opened_at__isnull=True, received_at__isnull=True),
            ),
            models.Index(fields=["barcode"]),  # a letter that comes back
            # most copies name no representative, and an index of these too is passed by
            models.Index(
                fields=["representation"],
                name="copy_for_representative",
                condition=models.Q(representation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_proved(self) -> bool:
        """Whether the law counts the document as served on this recipient.

        In the portal that is the confirmed sending (NQ 04/2016 art. 8), else the receipt (BLTTDS 175).
        """
        return self.state == RECEIVED or (self.state == SENT and self.proof == self.Proof.PORTAL_SENT)

    @property
    def is_settled(self) -> bool:
        """Whether its service need not be waited for any more: proved, or no longer to be served."""
        return self.is_proved or self.state == DROPPED

    @property
    def is_procuracy(self) -> bool:
        return self.key == PROCURACY

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """The case's relations, and "recipient" for whom the copy is meant."""
        found = self.case.relations(viewer)
        if self.is_procuracy:
            mine = viewer.role == Role.PROCURATOR and "supervising" in found
        elif viewer.post is not None or viewer.user_id is None:
            mine = False
        elif self.representation is not None:
            mine = self.representation.ended_on is None and self.representation.user_id == viewer.user_id
        else:
            mine = self.party is not None and viewer.user_id in self.party.user_ids
        return found | {"recipient"} if mine else found


class Dispatch(models.Model):
    """A list of letters handed to the post office (bảng kê bưu gửi)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return f"Bảng kê bưu gửi số {self.number.text}" if self.number else "Bảng kê bưu gửi"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        at_home = viewer.is_staff and viewer.court_id == self.court_id
        return frozenset({"same_court"} if at_home else ())


class DispatchLine(models.Model):
    """One paper on the list, as it stood on the day; papers under one number travel in one envelope."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="lines")
    recipient = models.ForeignKey(ServiceRecipient, on_delete=models.PROTECT, related_name="dispatch_lines")
    position = models.PositiveSmallIntegerField()
    barcode = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["recipient", "barcode"], name="letter_listed_once")]
