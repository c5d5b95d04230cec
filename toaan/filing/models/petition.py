"""The petition (đơn khởi kiện), each version of it that was filed, and what is attached."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.models import Court, Entered, IssuedNumber, Post, StoredFile, User, place_follows_number
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.filing import content, tracking
from toaan.filing.states import AT_THE_COURT, DRAFT, PETITION, RETURNED

SPOKEN = (_("Người khởi kiện"), _("Người yêu cầu"), _("tạm ứng án phí"), _("lệ phí"))
"""What the properties below return, marked for the pages that say it in English."""


class Petition(Entered):
    """A petition, from the first draft on. Until it is filed nobody but its writer sees it."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Trực tuyến")
        COUNTER = "counter", _("Nộp trực tiếp")
        POST = "post", _("Bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=Case.Kind.choices)
    nature = models.CharField(max_length=7, choices=Case.Nature.choices, default=Case.Nature.SUIT)
    request_kind = models.CharField(max_length=20, blank=True)
    """Of a request (đơn yêu cầu, BLTTDS 362): key of the rule "request_kind:…" without its prefix."""
    channel = models.CharField(max_length=7, choices=Channel.choices, default=Channel.ONLINE)
    petitioner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The account that acts in the petition: of whoever sues, or of one who files for him."""
    represented = models.BooleanField(default=False)
    """It was filed for a client: `authority` says by whom and as what (BLTTDS 75, 85)."""
    state = models.CharField(max_length=10, choices=list(PETITION.labels.items()), default=DRAFT)
    content = models.JSONField(default=content.empty)
    """The form as it is being written; equals the last version whenever the court has it in hand."""
    revision = models.PositiveIntegerField(default=0)
    """Counts the savings, so that a second window cannot overwrite the first unseen."""
    tracking_code = models.CharField(max_length=14, unique=True, default=tracking.new_code)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    """When it was sent through the portal; its day is the day of filing (BLTTDS 190.3)."""
    received_on = models.DateField(null=True)
    postmark_on = models.DateField(null=True)
    """The date of the postmark where it was posted, the day of filing by post (BLTTDS 190.2)."""
    first_filed_on = models.DateField(null=True)
    """The day of filing at the court that sent it here (191.3.c): it stays, whatever the way (BLTTDS 190)."""
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    """Number in the petition register (sổ nhận đơn)."""
    examiner = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")
    plaintiff_names = models.CharField(max_length=300, blank=True)
    defendant_names = models.CharField(max_length=300, blank=True)
    search_folded = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-register_year", "-register_sequence"]
        constraints = [place_follows_number("petition_place_follows_number")]
        indexes = [
            models.Index(fields=["court", "state"]),
            models.Index(fields=["court", "register_year", "register_sequence"]),
            models.Index(fields=["court", "register_year", "received_on", "register_sequence"]),
            models.Index(fields=["petitioner", "state"]),
            models.Index(fields=["examiner", "state"]),
        ]

    def __str__(self) -> str:
        return self.number.text if self.number else self.tracking_code

    @property
    def title(self) -> str:
        """ "Hoàng Thị Lan Chi kiện Vũ Đức Thịnh", as last filed; a draft, as written so far."""
        if self.is_request:
            who = content.names(self.content, "plaintiffs") if self.state == DRAFT else self.plaintiff_names
            return f"{who or '…'}: {self.content['legal_relation']}"
        if self.state == DRAFT:
            return content.title(self.content)
        return f"{self.plaintiff_names} kiện {self.defendant_names}"

    @property
    def is_request(self) -> bool:
        """A request (đơn yêu cầu), not a suit."""
        return self.nature == Case.Nature.REQUEST

    @property
    def noun(self) -> str:
        """ "Đơn khởi kiện" or "Đơn yêu cầu", as titles of the record name it."""
        return "Đơn yêu cầu" if self.is_request else "Đơn khởi kiện"

    @property
    def asker(self) -> str:
        """ "Người khởi kiện" or "Người yêu cầu"."""
        return "Người yêu cầu" if self.is_request else "Người khởi kiện"

    @property
    def fee_name(self) -> str:
        """ "tạm ứng án phí", or the charge of a request: "lệ phí"."""
        return "lệ phí" if self.is_request else "tạm ứng án phí"

    @property
    def told(self) -> dict[str, str]:
        """What every event of the petition carries: its name, and where it is a request that it is one, and which."""
        asked = {"nature": self.nature, "request_kind": self.request_kind} if self.is_request else {}
        return {"matter": self.matter, **asked}

    @property
    def matter(self) -> str:
        """How the court's lists name it: by its number in the register, as a case by its own."""
        return f"Đơn {self} · {self.title}"[:300]

    @property
    def filed_on(self) -> Any:
        """The day of filing (ngày khởi kiện, BLTTDS 190.2–4), None for a draft."""
        if self.first_filed_on is not None:
            return self.first_filed_on
        if self.channel == self.Channel.POST and self.postmark_on:
            return self.postmark_on
        return self.received_on

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """How the viewer stands to this petition: see the table in toaan/core/policy.py."""
        found = set()
        if viewer.post is None and viewer.user is not None and viewer.user_id == self.petitioner_id:
            found.add("petitioner")
        if self._asks_with(viewer):
            found.add("co_requester")
        if viewer.is_staff and viewer.court_id == self.court_id and self.state != DRAFT:
            found.add("same_court")
            if viewer.post is not None and viewer.post.pk == self.examiner_id:
                found.add("examining_judge")
            if viewer.role in JUDGES and self._settles(viewer):
                found.add("return_judge")
        if viewer.role in JUDGES and self._answered(viewer):
            found.add("answer_signer")
        if viewer.is_staff and self.number_id and viewer.court_id == self.court.parent_id:
            found.add("court_above")
        return frozenset(found)

    def _settles(self, viewer: Viewer) -> bool:
        """The viewer was named to settle what is said against the return that stands (BLTTDS 194.2)."""
        if self.state != RETURNED or viewer.post is None:
            return False
        reviews = [r for made in self.returns.all() if made.in_force_id for r in made.reviews.all()]
        return any(r.judge_id == viewer.post.pk and r.state in AT_THE_COURT for r in reviews)

    def _answered(self, viewer: Viewer) -> bool:
        """The viewer decided about complaints of its return; known where they were fetched with it (`queries.whole`)."""
        if "returns" not in getattr(self, "_prefetched_objects_cache", ()):
            return False
        return any(r.is_signed_by(viewer) for made in self.returns.all() for r in made.reviews.all())

    def _asks_with(self, viewer: Viewer) -> bool:
        """The viewer was named as a further requester, or as the client, and asked to confirm."""
        if (
            not (self.is_request or self.represented)
            or viewer.post is not None
            or viewer.user is None
            or not viewer.user.personal_id
        ):
            return False
        return any(c.personal_id == viewer.user.personal_id for c in self.co_requesters.all())


class PetitionVersion(models.Model):
    """The petition as it was filed, or filed anew after an amendment. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    content = models.JSONField()
    submitted_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    """Why there is a new version, e.g. the court's request of a day."""
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The petition in the layout of form 23-DS, made afterwards; for a paper petition there is none."""

    class Meta:
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["petition", "n"], name="petition_version_once")]

    def __str__(self) -> str:
        return f"{self.petition}, bản {self.n}"


class Attachment(models.Model):
    """A file that came with the petition: evidence, identity papers, the scan of a paper petition."""

    class Kind(models.TextChoices):
        PETITION = "petition", _("Đơn khởi kiện (bản quét)")
        EVIDENCE = "evidence", _("Tài liệu, chứng cứ")
        IDENTITY = "identity", _("Giấy tờ tùy thân, tư cách khởi kiện")
        EXEMPTION = "exemption", _("Giấy tờ xin miễn, giảm án phí")
        AUTHORITY = "authority", _("Giấy ủy quyền, giấy yêu cầu luật sư, giấy tờ về tư cách đại diện")
        COMPLAINT = "complaint", _("Đơn khiếu nại, văn bản kiến nghị về việc trả lại đơn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    """The sender's file name."""
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.EVIDENCE)
    at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(null=True)
    """The version it was filed with; until then its owner may take it back."""

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["petition", "file"], name="petition_file_once")]

    def __str__(self) -> str:
        return self.title
