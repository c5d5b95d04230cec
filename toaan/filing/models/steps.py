"""The steps between filing and acceptance: amendment, fee advance, return; and the papers the court makes."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.core import rules_in_force
from toaan.core.models import Court, IssuedNumber, Post, StoredFile
from toaan.core.viewer import Viewer
from toaan.filing.models.petition import Petition


class Acknowledgement(models.Model):
    """The notice that a petition which came by post was received (thông báo nhận đơn, BLTTDS 191.1), as it was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="acknowledgement")
    sent_on = models.DateField()
    how = models.CharField(max_length=300)
    """Number of the posted item, or who took the notice away."""
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Thông báo nhận đơn {self.petition}"


class AmendmentRequest(models.Model):
    """The judge's request to amend the petition (BLTTDS 193.1): once in a petition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="amendment_request")
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    matters = models.TextField()
    """What to amend, one matter a line."""
    requested_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Yêu cầu sửa đổi, bổ sung {self.petition}"


class AmendmentExtension(models.Model):
    """The judge gave more time to amend, in a special case (gia hạn sửa đổi, bổ sung đơn, BLTTDS 193.1): once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(AmendmentRequest, on_delete=models.PROTECT, related_name="extension")
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    due_before = models.DateField()
    due_on = models.DateField()
    extended_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Gia hạn sửa đổi, bổ sung {self.request.petition}"


class FeeNotice(models.Model):
    """The notice to pay the fee advance (BLTTDS 195.2), or why none is due (195.4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="fee_notices")
    in_force = models.OneToOneField(Petition, null=True, on_delete=models.PROTECT, related_name="fee_notice")
    """The same petition while the notice holds; None once a returned petition was taken back (194): another is given."""
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4)
    value = models.BigIntegerField(null=True)
    """The value it was reckoned on, in đồng; None: a claim without value."""
    amount = models.BigIntegerField()
    article = models.CharField(max_length=300)
    explanation = models.JSONField()
    """`toaan.rules.fees.Fee.as_json()`: the arithmetic."""
    exemption = models.CharField(max_length=60, blank=True)
    """Code of the `fee_exemption` row, empty when the whole advance is due."""
    exemption_title = models.CharField(max_length=300, blank=True)
    exemption_reason = models.CharField(max_length=500, blank=True)
    """The papers that show it."""
    issued_at = models.DateTimeField()
    notified_on = models.DateField()
    due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"Tạm ứng án phí {self.petition}"

    @property
    def provisional(self) -> bool:
        """Whether the last day lies in a year whose days off are not all announced."""
        return self.due_on is not None and not rules_in_force.calendar().is_announced(self.due_on)


class FeeReceipt(models.Model):
    """The enforcement agency's receipt for the advance (biên lai); the court itself collects nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="fee_receipt")
    number = models.CharField(max_length=40)
    dated = models.DateField()
    amount = models.BigIntegerField()
    agency = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="fee_receipt_once")]

    def __str__(self) -> str:
        return self.number


class Return(models.Model):
    """The petition was returned (trả lại đơn khởi kiện, BLTTDS 192)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="returns")
    in_force = models.OneToOneField(Petition, null=True, on_delete=models.PROTECT, related_name="returned")
    """The same petition while it stands; None once the petition was taken back (194.4.b, 194.6.b)."""
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=60)
    """Key of the rule, e.g. "petition_return:192.1.b"."""
    ground_title = models.CharField(max_length=500)
    article = models.CharField(max_length=100)
    reason = models.TextField()
    returned_at = models.DateTimeField()

    class Meta:
        ordering = ["returned_at"]

    def __str__(self) -> str:
        return f"Trả lại {self.petition}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.petition.relations(viewer)


class PetitionTransfer(models.Model):
    """The petition was sent on to the court that has jurisdiction (chuyển đơn khởi kiện, BLTTDS 191.3.c)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="transfer")
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    to_court = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+")
    """The receiving court when it works in this installation."""
    to_court_name = models.CharField(max_length=200)
    article = models.CharField(max_length=200)
    """Where the other court's jurisdiction stands, as it was found."""
    reason = models.TextField()
    transferred_at = models.DateTimeField()
    arrived = models.OneToOneField(Petition, null=True, on_delete=models.PROTECT, related_name="came_by")
    """The same petition in the receiving court's register."""

    def __str__(self) -> str:
        return f"Chuyển {self.petition} đến {self.to_court_name}"


class CourtPaper(models.Model):
    """A PDF that the court made for this petition, after the act that called for it."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Giấy xác nhận đã nhận đơn")
        AMENDMENT = "amendment", _("Thông báo yêu cầu sửa đổi, bổ sung đơn khởi kiện")
        EXTENSION = "more_time", _("Thông báo gia hạn sửa đổi, bổ sung đơn khởi kiện")
        FEE_NOTICE = "fee_notice", _("Thông báo nộp tiền tạm ứng án phí")
        RETURN = "return", _("Thông báo trả lại đơn khởi kiện")
        COMPLAINT = "complaint", _("Đơn khiếu nại về việc trả lại đơn")
        SESSION = "ret_meet", _("Thông báo mở phiên họp giải quyết khiếu nại, kiến nghị")
        ANSWER = "ret_answer", _("Quyết định giải quyết khiếu nại, kiến nghị về việc trả lại đơn")
        TRANSFER = "transfer", _("Thông báo chuyển đơn khởi kiện")
        AUTHORITY = "capacity", _("Thông báo về tư cách của người nộp đơn thay")
        MEDIATION_END = "med_end", _("Biên bản chấm dứt hòa giải, đối thoại tại Tòa án")
        MEDIATION_REFUSED = (
            "med_refuse",
            _("Quyết định không công nhận kết quả hòa giải, đối thoại tại Tòa án"),
        )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    of = models.CharField(max_length=36, blank=True)
    """Key of what called for it, where a petition may have several of the kind."""
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at"]
        constraints = [models.UniqueConstraint(fields=["petition", "kind", "of"], name="court_paper_once")]

    REQUEST_LABELS: ClassVar = {
        Kind.RECEIPT: _("Giấy xác nhận đã nhận đơn"),
        Kind.AMENDMENT: _("Thông báo yêu cầu sửa đổi, bổ sung đơn yêu cầu"),
        Kind.FEE_NOTICE: _("Thông báo nộp lệ phí giải quyết việc dân sự"),
        Kind.RETURN: _("Thông báo trả lại đơn yêu cầu"),
    }

    def __str__(self) -> str:
        if self.petition.is_request and self.kind in self.REQUEST_LABELS:
            return str(self.REQUEST_LABELS[CourtPaper.Kind(self.kind)])
        return self.get_kind_display()
